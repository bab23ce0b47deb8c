"""A formula cut at its numerals, so that formulas that differ in nothing else have the same form.

``t = 12\\,301 x^2`` is cut into ``t = `` and ` x^2``, with ``12\\,301`` between them. Left in their places are numerals
at whose value the reader looks, or that are no numbers to it:

* what stands in a script (the order of a derivative, digits that are indices, a power that is an inverse),
* 0 and 1, and what begins with 0 without being a decimal,
* numbers grouped with bare commas, which could be lists; those grouped with thin spaces are a kind of their own,
* what stands in words, in an upright name, in a remark, as the degree of a root, behind a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from solgen.diagnostics import Failure
from solgen.notation.reading.tokens import NUMERAL, closing_brace
from solgen.notation.terms import Term, number, term

_PIECE: Final = re.compile(
    r"(?P<group>[\^_]\s*\{"
    r"|\\(?:text|mbox|textrm|textnormal|mathrm|operatorname\*?|begin|end|marks|answer)\s*\{)"
    r"|[\^_]\s*(?:\\[A-Za-z]+|\\?.)"
    r"|\\sqrt\s*\[[^\]]*"
    r"|\\\\(?:\[[0-9.]+(?:pt|ex|em|mm|cm)\])?"
    r"|\\(?:[A-Za-z]+|.)"
    rf"|(?P<numeral>{NUMERAL})",
    re.ASCII | re.DOTALL,
)
_LONGEST: Final = 20


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of a formula as it is written, ``latex[start:end]``."""

    text: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What the reader tells numerals apart by: a decimal point, thin spaces."""
        return _KINDS["." in self.text, "\\," in self.text]

    def node(self) -> Term:
        """The Term that the reader makes of it."""
        digits = self.text if self.text.isdigit() else self.text.replace("{,}", "").replace("\\,", "")
        return term("decimal", data=digits) if "." in digits else number(int(digits))


_KINDS: Final = {(False, False): "\1", (False, True): "\2", (True, False): "\3", (True, True): "\4"}


Form = tuple[str, ...]
"""What stands between the numerals, each but the first headed by a mark for the numeral's kind."""


def cut(latex: str) -> tuple[Form, tuple[Numeral, ...]] | None:
    """The formula's form and its numerals; None for what cannot be cut, such as unbalanced braces."""
    numerals: list[Numeral] = []
    form: list[str] = []
    position = literal = 0
    mark = ""
    while (found := _PIECE.search(latex, position)) is not None:
        position = found.end()
        if found["group"] is not None:
            try:
                position = closing_brace(latex, position - 1) + 1
            except Failure:
                return None
        elif found["numeral"] is not None and _stands_for_any(found["numeral"]):
            numeral = Numeral(found["numeral"], found.start(), position)
            form.append(mark + latex[literal : numeral.start])
            mark = numeral.kind
            literal = position
            numerals.append(numeral)
    form.append(mark + latex[literal:])
    return tuple(form), tuple(numerals)


def _stands_for_any(text: str) -> bool:
    """Whether the reader would take any other number of the same kind in this place alike."""
    if len(text) > _LONGEST:
        return False
    if "," in text and "," in text.replace("{,}", "").replace("\\,", ""):
        return False
    return "." in text or (text[0] != "0" and text != "1")
