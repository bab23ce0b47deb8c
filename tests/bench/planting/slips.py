"""The slips themselves: each takes a formula and yields what a tired hand may make of it, one change at a time.

A slip changes text and knows no mathematics; whether the result is wrong is for the oracle to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.planting.latex_text import Formula
from tests.bench.planting.number_slips import (
    STARTS,
    Change,
    another_number,
    digits_swapped,
    fraction_swapped,
    fractions_added,
    lost_factor,
    lost_fraction,
    rounding,
    spaced,
)

_TRANSPOSED = {"t", "T", "\\top"}
_LOGARITHMS = ("\\ln", "\\log")


@dataclass(frozen=True)
class Slip:
    """One change: the kind of mistake, what is replaced, by what."""

    kind: str
    start: int
    end: int
    put: str

    def applied(self, latex: str) -> str:
        """The formula with the change."""
        return latex[: self.start] + self.put + latex[self.end :]


def slips(latex: str) -> Iterator[Slip]:
    """Every slip in a formula, without those that change nothing but spacing."""
    formula = Formula(latex)
    seen = {_bare(latex)}
    for kind, find in SLIPS.items():
        for start, end, put in find(formula):
            slip = Slip(kind, start, end, put)
            changed = _bare(slip.applied(latex))
            if changed and changed not in seen:
                seen.add(changed)
                yield slip


def _bare(latex: str) -> str:
    return re.sub(r"\s+", "", latex)


def _lost_sign(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("+", "-"):
        if formula.script[position]:
            continue
        piece = formula.pieces[position]
        if formula.text(position - 1) in STARTS:
            yield piece.start, piece.end, " "
        else:
            yield piece.start, piece.end, "-" if piece.text == "+" else "+"


def _sign_of_an_exponent(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("^"):
        sign = position + 2 if formula.text(position + 1) == "{" else position + 1
        after = formula.text(sign + 1)
        if formula.text(sign) == "-" and formula.text(position - 1) in ("e", "a", "x"):
            yield formula.pieces[sign].start, formula.pieces[sign].end, " "
        elif formula.text(position - 1) == "e" and sign == position + 2 and formula.text(sign) != "-" and after:
            yield formula.pieces[sign].start, formula.pieces[sign].start, "-"


def _dropped_transpose(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("^"):
        end = formula.argument_end(position + 1)
        if formula.between(position + 1, end).strip("{} ") in _TRANSPOSED:
            yield spaced(formula, position, end)


def _sums_under(formula: Formula, power: str) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
    """Round brackets that hold a sum and have this exponent: start, end, summands."""
    for position in formula.positions("("):
        end = formula.group_end(position)
        if end is None or formula.text(end) != "^":
            continue
        stop = formula.argument_end(end + 1)
        if formula.between(end + 1, stop).strip("{} ").replace(" ", "") != power:
            continue
        summands = formula.summands(position + 1, end - 1)
        before = formula.pieces[position - 1] if position else None
        if len(summands) == 2 and not (before is not None and before.letter and power == "2" and before.text == "f"):
            yield formula.outer_start(position), formula.pieces[stop - 1].end, summands


def _inverse_of_a_sum(formula: Formula) -> Iterator[Change]:
    for start, end, summands in _sums_under(formula, "-1"):
        (_, first), (sign, second) = summands
        yield start, end, f"(({_open(first)})^{{-1}} {sign} ({_open(second)})^{{-1}})"


def _open(latex: str) -> str:
    return re.sub(r"\\(left|right)\b", "", latex).strip()


def _square_of_a_sum(formula: Formula) -> Iterator[Change]:
    for start, end, summands in _sums_under(formula, "2"):
        (_, first), (sign, second) = summands
        yield start, end, f"(({_open(first)})^2 {sign} ({_open(second)})^2)"


def _function_of_a_sum(formula: Formula, *commands: str) -> Iterator[Change]:
    for position in formula.positions(*commands):
        if formula.text(position + 1) not in ("(", "{"):
            continue
        end = formula.group_end(position + 1)
        summands = formula.summands(position + 2, end - 1) if end is not None else []
        if end is not None and len(summands) == 2:
            command = formula.text(position)
            left, right = "{}" if command == "\\sqrt" else "()"
            (_, first), (sign, second) = summands
            put = f"({command}{left}{_open(first)}{right} {sign} {command}{left}{_open(second)}{right})"
            yield formula.pieces[position].start, formula.pieces[end - 1].end, put


def _log_of_a_sum(formula: Formula) -> Iterator[Change]:
    yield from _function_of_a_sum(formula, *_LOGARITHMS)
    for position in formula.positions(*_LOGARITHMS):
        if formula.text(position + 1) == "\\sum":
            end = _after_limits(formula, position + 1)
            sign = formula.between(position + 1, end)
            yield formula.pieces[position].start, formula.pieces[end - 1].end, f"{sign} {formula.text(position)} "


def _root_of_a_sum(formula: Formula) -> Iterator[Change]:
    yield from _function_of_a_sum(formula, "\\sqrt")


def _after_limits(formula: Formula, position: int) -> int:
    """One past the limits of the sum sign at a position."""
    end = position + 1
    while formula.text(end) in ("_", "^"):
        end = formula.argument_end(end + 1)
    return end


def _missing_sum(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("\\sum"):
        yield spaced(formula, position, _after_limits(formula, position))


def _sum_replaced(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("\\sum"):
        end = _after_limits(formula, position)
        limits = re.search(r"_\{\s*\w+\s*=\s*1\s*\}\s*\^\s*(\w|\{[^{}]*\})", formula.between(position, end))
        if limits:
            yield formula.pieces[position].start, formula.pieces[end - 1].end, f"{limits.group(1).strip('{}')} "


def _argument(formula: Formula, *, halved: bool) -> Iterator[Change]:
    """The argument of a function with its factor two, or its half, forgotten."""
    for position in formula.positions("("):
        end = formula.group_end(position)
        if end is None or position == 0 or not (formula.pieces[position - 1].letter or _is_function(formula, position)):
            continue
        inner = formula.inside(position)
        start = formula.pieces[position].end
        found = re.fullmatch(r"\\frac\{([^{}]+)\}\{2\}", inner) if halved else re.fullmatch(r"2\s*([A-Za-z])", inner)
        if found:
            yield (
                start,
                start + len(formula.latex[start : formula.pieces[end - 1].start].rstrip()),
                _closing(formula, position, found.group(1)),
            )


def _is_function(formula: Formula, position: int) -> bool:
    return formula.text(position - 1) in ("\\sin", "\\cos", "\\sinh", "\\cosh", "\\tanh", "\\exp", *_LOGARITHMS)


def _closing(formula: Formula, position: int, inner: str) -> str:
    """What stands in the brackets from now on, with the size that belongs to the closing one."""
    closing = formula.pieces[formula.partner[position]].start
    size = re.search(r"\\right\s*$", formula.latex[:closing])
    return inner + (" \\right" if size else "")


def _argument_not_halved(formula: Formula) -> Iterator[Change]:
    yield from _argument(formula, halved=True)


def _argument_not_doubled(formula: Formula) -> Iterator[Change]:
    yield from _argument(formula, halved=False)


def _missing_log(formula: Formula) -> Iterator[Change]:
    for position in formula.positions(*_LOGARITHMS):
        if formula.text(position + 1) not in ("_", "\\sum", "\\prod"):
            yield spaced(formula, position, position + 1)


def _lost_square(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("^"):
        end = formula.argument_end(position + 1)
        squared = formula.between(position + 1, end).strip("{} ") == "2" and "\\partial" not in formula.text(
            position - 1
        )
        if squared and not _is_upper_end(formula, position):
            yield spaced(formula, position, end)


def _is_upper_end(formula: Formula, position: int) -> bool:
    """Whether a ``^`` comes behind the lower end of an integral or of a bracket, ``[F]_0^2``: it is no exponent."""
    for below in formula.positions("_"):
        if formula.argument_end(below + 1) == position:
            return formula.text(below - 1) in ("]", "|", "\\int", "\\sum", "\\prod")
    return False


def _lost_inverse(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("^"):
        end = formula.argument_end(position + 1)
        if formula.between(position + 1, end).strip("{} ").replace(" ", "") == "-1":
            yield spaced(formula, position, end)


def _prime_dropped(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("'"):
        if formula.text(position + 1) == "(":
            yield spaced(formula, position, position + 1)


def _indices_swapped(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("_"):
        first, second = formula.text(position + 2), formula.text(position + 3)
        alone = formula.text(position + 1) == "{" and formula.text(position + 4) == "}"
        if alone and first.isalpha() and second.isalpha() and first != second:
            yield formula.pieces[position + 2].start, formula.pieces[position + 3].end, second + first


def _bound_off_by_one(formula: Formula) -> Iterator[Change]:
    for position in formula.positions("\\sum", "\\prod"):
        end = _after_limits(formula, position)
        upper = re.search(r"\^\s*(\{?)([A-Za-z])(\}?)\s*$", formula.between(position, end))
        if upper:
            stop = formula.pieces[end - 1].end
            yield stop - len(upper.group()), stop, f"^{{{upper.group(2)} - 1}}"


def _matrices_swapped(formula: Formula) -> Iterator[Change]:
    """Two neighbouring matrices in the other order: letters with a transpose, an inverse or nothing behind them."""
    for position in formula.positions("^"):
        end = formula.argument_end(position + 1)
        if (
            formula.between(position + 1, end).strip("{} ") not in _TRANSPOSED
            or not formula.pieces[position - 1].letter
        ):
            continue
        if end >= len(formula.pieces) or not re.fullmatch(r"[A-Z]|\\[A-Z][a-z]+", formula.text(end)):
            continue
        stop = end + 1
        if formula.text(stop) == "^":
            stop = formula.argument_end(stop + 1)
        first, second = formula.between(position - 1, end), formula.between(end, stop)
        yield formula.pieces[position - 1].start, formula.pieces[stop - 1].end, f"{second} {first}"


SLIPS: dict[str, Callable[[Formula], Iterator[Change]]] = {
    "argument not halved": _argument_not_halved,
    "argument not doubled": _argument_not_doubled,
    "sign of an exponent": _sign_of_an_exponent,
    "inverse of a sum": _inverse_of_a_sum,
    "square of a sum": _square_of_a_sum,
    "log of a sum": _log_of_a_sum,
    "root of a sum": _root_of_a_sum,
    "fractions added by parts": fractions_added,
    "dropped transpose": _dropped_transpose,
    "matrices swapped": _matrices_swapped,
    "missing sum": _missing_sum,
    "sum replaced by N times a term": _sum_replaced,
    "missing log": _missing_log,
    "numerator and denominator swapped": fraction_swapped,
    "lost inverse": _lost_inverse,
    "lost square": _lost_square,
    "lost fraction in front": lost_fraction,
    "lost sign": _lost_sign,
    "lost factor": lost_factor,
    "prime dropped": _prime_dropped,
    "indices swapped": _indices_swapped,
    "bound off by one": _bound_off_by_one,
    "rounding": rounding,
    "digits swapped": digits_swapped,
    "another number": another_number,
}
"""Each slip by the name of its kind of mistake; where two make the same text, the first gives it its name."""
