"""Sums, products, limits, integrals and extrema as LaTeX: what binds a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.latex.levels import Level, Writer, write


def _big(command: str) -> Callable[[Term], tuple[Level, str]]:
    def written(node: Term) -> tuple[Level, str]:
        bound, *limits, body = node.arguments
        if len(limits) == 1:
            script = f"_{{{bound.data} \\in {write(limits[0], Level.SUM)}}}"
        else:
            low, high = (write(limit, Level.SUM) for limit in limits)
            script = f"_{{{bound.data}={low}}}^{{{high}}}"
        needed = Level.FACTOR if command == "\\prod" or _takes_again(body, bound) else Level.PRODUCT
        return Level.PRODUCT, f"{command}{script} {write(body, needed)}"

    return written


def _takes_again(body: Term, bound: Term) -> bool:
    """Whether a sum would be read as ended inside ``body``, where another one takes its index again."""
    factors = body.arguments if body.head == "multiply" else (body,)
    taken = any(factor.head in _BIG and factor.arguments[0] is bound for factor in factors[1:])
    return taken or (factors[-1].head in _BIG and _takes_again(factors[-1].arguments[-1], bound))


def _limit(node: Term) -> tuple[Level, str]:
    bound, point, body = node.arguments
    side = f"^{{{node.data}}}" if node.data else ""
    approach = write(point, Level.SUM) + side
    return Level.PRODUCT, f"\\lim_{{{bound.data} \\to {approach}}} {write(body, Level.PRODUCT)}"


def _evaluated(node: Term) -> tuple[Level, str]:
    bound, point, body = node.arguments
    at = f"{bound.data} = {write(point, Level.SUM)}"
    return Level.BASE, f"\\left. {write(body, Level.SUM)} \\right|_{{{at}}}"


def _integral(node: Term) -> tuple[Level, str]:
    bound, *limits, body = node.arguments
    script = f"_{{{write(limits[0], Level.SUM)}}}^{{{write(limits[1], Level.SUM)}}}" if limits else ""
    return Level.FACTOR, f"\\int{script} {write(body, Level.PRODUCT)} \\, \\mathrm{{d}}{_apart(str(bound.data))}"


def _apart(named: str) -> str:
    return named if named[0] == "\\" else f" {named}"


def _extremum(command: str) -> Callable[[Term], tuple[Level, str]]:
    def written(node: Term) -> tuple[Level, str]:
        bound, body = node.arguments
        return Level.SUM, f"{command}_{{{bound.data}}} {write(body, Level.PRODUCT)}"

    return written


_BIG: Final = frozenset({"sum", "product", "sum_over", "product_over"})


WRITERS: Final[dict[str, Writer]] = {
    "sum": _big("\\sum"),
    "product": _big("\\prod"),
    "sum_over": _big("\\sum"),
    "product_over": _big("\\prod"),
    "limit": _limit,
    "evaluated": _evaluated,
    "integral": _integral,
    "antiderivative": _integral,
    "arg_min": _extremum("\\arg\\min"),
    "arg_max": _extremum("\\arg\\max"),
    "minimum": _extremum("\\min"),
    "maximum": _extremum("\\max"),
}
