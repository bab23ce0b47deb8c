"""Numbers as they are to be written: digits, decimal places, powers of ten, units.

Rule: digits are counted as written. Significant are all from the first that is not 0; zeros at the end of a whole
number count (670 has three), since whoever asks for digits says how many there are to be.
"""

from __future__ import annotations

from solgen.kernel.forms.polynomials import rational, whole
from solgen.notation.terms import Term, multiply, number
from solgen.notation.units import find_unit
from solgen.notation.writing.latex import to_latex


def significant(node: Term, digits: int) -> str | None:
    """What keeps a numeral from having so many significant digits."""
    found = _numeral(node)
    if found is None:
        return f"`{to_latex(node)}` is not one number"
    written = str(found.data).replace(".", "").lstrip("0")
    return None if len(written) == digits else f"`{to_latex(found)}` has {_count(len(written), 'significant digit')}"


def places(node: Term, digits: int) -> str | None:
    """What keeps a numeral from having so many decimal places."""
    found = _numeral(node)
    if found is None:
        return f"`{to_latex(node)}` is not one number"
    _, _, after = str(found.data).partition(".")
    return None if len(after) == digits else f"`{to_latex(found)}` has {_count(len(after), 'decimal place')}"


def scientific(node: Term) -> str | None:
    """What keeps a number from being ``a × 10^k`` with one digit before the point."""
    node = _without_unit(node)[0]
    node = node.arguments[0] if node.head == "negate" else node
    if node.head != "multiply" or len(node.arguments) != 2:
        return "it is not a number times a power of ten"
    mantissa, power = node.arguments
    ten = power.head == "power" and power.arguments[0] is number(10) and whole(power.arguments[1]) is not None
    value = rational(mantissa) if mantissa.head in ("number", "decimal") else None
    if value is None or not ten:
        return "it is not a number times a power of ten"
    return None if 1 <= value < 10 else f"`{to_latex(mantissa)}` is not between 1 and 10"


def unit(node: Term, wanted: str) -> str | None:
    """What keeps a quantity from standing in the unit that is wanted."""
    found = _without_unit(node)[1]
    if found is None:
        return "it has no unit, or more than one"
    named, asked = find_unit(_word(found)), find_unit(wanted)
    same = named is not None and asked is not None and named.symbol == asked.symbol
    return None if same or _word(found) == wanted else f"it is in {_word(found)}"


def _count(count: int, word: str) -> str:
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"


def _numeral(node: Term) -> Term | None:
    """The one numeral that a number is written with, its sign, power of ten and unit aside."""
    node = _without_unit(node)[0]
    if node.head == "negate":
        return _numeral(node.arguments[0])
    if node.head == "multiply" and len(node.arguments) == 2 and scientific(node) is None:
        return node.arguments[0]
    return node if node.head in ("number", "decimal") else None


def _without_unit(node: Term) -> tuple[Term, Term | None]:
    """A quantity's number and its unit, where there is one unit behind one number."""
    if node.head == "negate":
        inner, found = _without_unit(node.arguments[0])
        return (inner, found) if found is not None else (node, None)
    if node.head != "multiply" or node.arguments[-1].head != "unit":
        return node, None
    rest = node.arguments[:-1]
    if any(part.head == "unit" for part in rest):
        return node, None
    return (rest[0] if len(rest) == 1 else multiply(*rest)), node.arguments[-1]


def _word(found: Term) -> str:
    return str(found.data).replace("\\mathrm", "").replace("\\text", "").replace("\\", "").strip("{} ")
