r"""Orders of growth: ``O(x^3)`` and ``\mathcal{O}(x^3)``, where no name is so called."""

from __future__ import annotations

from typing import Final

from solgen.notation.reading.application import read_arguments
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, builtin, term

_LETTERS: Final = frozenset({"O", "\\mathcal{O}"})


def is_order(reader: Reader, base: str) -> bool:
    """Whether a letter that is no known name is followed by an argument in round brackets."""
    return base in _LETTERS and reader.at("(")


def read_order(reader: Reader) -> Term:
    """``O`` of what stands in the brackets."""
    start = reader.peek()
    arguments = read_arguments(reader)
    if len(arguments) != 1:
        raise reader.fail("read-no-name", "An order of growth has one argument.", start, "Write `O(x^3)`.")
    return term("apply", [builtin("big O"), arguments[0]])
