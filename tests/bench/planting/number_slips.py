"""Slips with numbers and fractions: a factor, a numerator, a digit. As the others, they know no mathematics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.bench.planting.latex_text import Formula

STARTS = frozenset({"", "=", "(", "{", "[", "&", "\\cdot", "\\times", "<", ">", "\\le", "\\ge", ","})
_BEFORE = frozenset({"", "=", "+", "-", "(", "{", "[", ",", "\\\\", "&"})
_BEHIND = frozenset({"", "=", "+", "-", ")", "}", "]", ",", ".", ";", "\\\\", "&", "\\text", "\\quad"})
"""What stands beside a term that is no part of a product."""

Change = tuple[int, int, str]
"""Where a change begins and ends, and what is put there."""


def spaced(formula: Formula, begin: int, end: int) -> Change:
    """Tokens taken out, with a space where two words would run together."""
    return formula.pieces[begin].start, formula.pieces[end - 1].end, " "


def lost_factor(formula: Formula) -> Iterator[Change]:
    for position, piece in enumerate(formula.pieces):
        before, after = formula.text(position - 1), formula.text(position + 1)
        if not piece.number or formula.script[position] == "_" or before in ("^", "_") or piece.text == "1":
            continue
        starts = before in {*STARTS, "+", "-"}
        following = formula.pieces[position + 1] if after else None
        if starts and following is not None and (following.letter or after in ("(", "\\sum", "\\frac", "\\sqrt", "e")):
            yield spaced(formula, position, position + 1)
        elif _is_numerator(formula, position) and _is_of_a_product(formula, position - 2):
            yield piece.start, piece.end, "1"


def _is_numerator(formula: Formula, position: int) -> bool:
    """Whether a token is all that stands above a fraction line."""
    braces = formula.text(position - 1) == "{" and formula.text(position + 1) == "}"
    return braces and formula.text(position - 2) == "\\frac"


def _is_of_a_product(formula: Formula, position: int) -> bool:
    """Whether the fraction there has its numerator as a factor of anything: of names below, or of what stands beside.

    In ``\\frac{9}{4}`` alone nobody loses the 9: that would be another number.
    """
    bottom = formula.argument_end(position + 1)
    end = formula.argument_end(bottom)
    below = any(formula.pieces[place].letter for place in range(bottom, end))
    return below or formula.text(position - 1) not in _BEFORE or formula.text(end) not in _BEHIND


def another_number(formula: Formula) -> Iterator[Change]:
    """A fraction of numbers by itself with another numerator."""
    for position, piece in enumerate(formula.pieces):
        numerator = piece.number and piece.text != "1" and _is_numerator(formula, position)
        if numerator and not _is_of_a_product(formula, position - 2):
            yield piece.start, piece.end, "1"


def lost_fraction(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("\\frac"):
        top = formula.argument_end(position + 1)
        bottom = formula.argument_end(top)
        after = formula.text(bottom)
        if formula.between(position + 1, top).strip("{} ") == "1" and (after in ("\\sum", "(", "[") or after.isalpha()):
            yield spaced(formula, position, bottom)


def fraction_swapped(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("\\frac"):
        top = formula.argument_end(position + 1)
        bottom = formula.argument_end(top)
        upper, lower = formula.between(position + 1, top), formula.between(top, bottom)
        if upper.startswith("{") and lower.startswith("{") and upper != "{1}" and "\\partial" not in upper:
            if re.match(r"\{\s*d\b", upper):
                continue
            yield formula.pieces[position + 1].start, formula.pieces[bottom - 1].end, lower + upper


def fractions_added(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("\\frac"):
        top = formula.argument_end(position + 1)
        bottom = formula.argument_end(top)
        if formula.text(bottom) != "+" or formula.text(bottom + 1) != "\\frac":
            continue
        second = formula.argument_end(bottom + 2)
        end = formula.argument_end(second)
        tops = [formula.between(position + 1, top), formula.between(bottom + 2, second)]
        bottoms = [formula.between(top, bottom), formula.between(second, end)]
        upper, lower = (" + ".join(each.strip()[1:-1] for each in pair) for pair in (tops, bottoms))
        if all(each.startswith("{") for each in (*tops, *bottoms)) and "partial" not in upper:
            yield formula.pieces[position].start, formula.pieces[end - 1].end, f"\\frac{{{upper}}}{{{lower}}}"


def digits_swapped(formula: Formula) -> Iterator[Change]:
    for piece in formula.pieces:
        digits = re.sub(r"\D", "", piece.text)
        pair = re.search(r"(\d)(\d)(?=\D*$)", piece.text)
        if piece.number and len(digits) >= 3 and pair and pair.group(1) != pair.group(2):
            put = piece.text[: pair.start()] + pair.group(2) + pair.group(1) + piece.text[pair.end() :]
            yield piece.start, piece.end, put


def rounding(formula: Formula) -> Iterator[Change]:
    """The last digit of a rounded numeral one too small, as by cutting off, or one too large."""
    first = formula.pieces[0] if formula.pieces else None
    if first is not None and first.number and "." in first.text:
        last = int(first.text[-1])
        yield first.end - 1, first.end, str(last - 1 if last else 1)
