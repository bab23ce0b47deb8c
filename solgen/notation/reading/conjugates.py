r"""Complex conjugates: ``\bar{z}`` and ``\overline{z + w}`` where complex numbers are declared."""

from __future__ import annotations

from solgen.notation.context import Kind
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, builtin, term


def is_conjugate(reader: Reader, base: str) -> bool:
    """Whether an accented group that is no known name is a conjugate."""
    return base.startswith(("\\bar{", "\\overline{")) and any(
        declaration.kind is Kind.COMPLEX for declaration in reader.context.declarations
    )


def read_conjugate(reader: Reader, begin: int) -> Term:
    """The conjugate of what stands under the bar, which begins at this position of the stream."""
    reader.position = begin + 1
    node = term("apply", [builtin("conjugate"), reader.argument(reader.grammar.expression)])
    if reader.at("^", "_"):
        hint = "Put the bar, or the power, in brackets."
        raise reader.fail("read-extent", "What a script right after a bar belongs to.", reader.peek(), hint)
    return node
