"""What a formula looks like, as boxes: fractions, scripts, fences, tables.

The boxes say how a formula looks, not what it means; every writer of formulas walks over them.

===========  ===========================  ==================================================
kind         data                         children
===========  ===========================  ==================================================
symbol       a ``Symbol``                 --
letter       the letter                   --
number       digits as printed            --
text         words                        --
space        width in em                  --
operator     the word, set upright        --  ``limits`` operators have kind ``limits``
row          --                           boxes side by side
fraction     "", "display" or "text"      numerator, denominator
binomial     the same                     upper, lower
root         --                           radicand, and the degree where there is one
scripts      number of primes             base, subscript, superscript (None where missing)
stack        --                           base, below, above (None where missing)
accent       the command                  body
style        the style's word             body
fence        (left, right) characters     body
size         height in em                 the delimiter
mode         "display" or "text"          the rest of the row
matrix       (left, right) characters     rows, each a row of cells
cases        --                           rows, each a row of cells
lines        --                           rows, each a row of cells
===========  ===========================  ==================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from solgen.notation.writing.symbols import Symbol


class Box(NamedTuple):
    """One box; see the table above."""

    kind: str
    data: Any = None
    children: tuple[Box | None, ...] = ()


EMPTY: Final = Box("row")
_CLOSES_AFTER: Final = frozenset({"ordinary", "closing"})
_OPERANDS: Final = frozenset(
    ["letter", "number", "text", "fraction", "binomial", "fence", "row", "accent", "root", "style", "matrix", "cases"]
)


def faced(symbol: Symbol, before: Sequence[Box]) -> Symbol:
    """A bar that opens or closes, as what stands before it decides: it closes after an operand, else it opens.

    A bar after an operand opens all the same where none is open, as in ``2 |x|``.
    """
    cores = [_core(box) for box in before]
    facing = [core.data.kind for core in cores if core.kind == "symbol" and core.data.character == symbol.character]
    is_open = facing.count("opening") > facing.count("closing")
    while cores and cores[-1].kind == "space":
        cores.pop()
    operand = bool(cores) and (
        cores[-1].kind in _OPERANDS or (cores[-1].kind == "symbol" and cores[-1].data.kind in _CLOSES_AFTER)
    )
    return symbol._replace(kind="closing" if is_open and operand else "opening")


def _core(box: Box) -> Box:
    """A box without its scripts."""
    base = box.children[0] if box.kind == "scripts" else None
    return base if base is not None else box
