"""The places at which a factor or a summand may have been lost: where a whole term stands, not inside a product."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from solgen.audit.mistakes.places import Rebuild, places, with_argument
from solgen.notation.terms import BINDERS, Term

_BIG = frozenset({"sum", "product", "sum_over", "product_over"})


def whole_terms(root: Term) -> Iterator[tuple[Term, Rebuild, frozenset[str]]]:
    """The root, each summand, numerators that are sums, arguments and bodies, with the names bound around them."""
    seen: set[int] = set()
    bound = _bound_names(root)

    def once(node: Term, rebuild: Rebuild) -> Iterator[tuple[Term, Rebuild, frozenset[str]]]:
        yield node, rebuild, frozenset(bound & node.free)

    yield root, _same, frozenset()
    for here, rebuild in places(root):
        if id(rebuild) in seen:
            continue
        seen.add(id(rebuild))
        if here.head in ("add", "relation"):
            for position in range(len(here.arguments)):
                yield from once(here.arguments[position], _at(here, position, rebuild))
        elif here.head in _BIG:
            yield from once(here.arguments[-1], _at(here, len(here.arguments) - 1, rebuild))
        elif here.head in ("apply", "root", "absolute", "power", "norm"):
            position = 1 if here.head in ("apply", "power") else 0
            yield from once(here.arguments[position], _at(here, position, rebuild))
        elif (here.head == "negate" and here is root) or here.head == "inverse":
            yield from once(here.arguments[0], _at(here, 0, rebuild))


def _same(changed: Term) -> Term:
    return changed


def _at(node: Term, position: int, rebuild: Rebuild) -> Callable[[Term], Term]:
    return lambda changed: rebuild(with_argument(node, position, changed))


def _bound_names(root: Term) -> frozenset[str]:
    return frozenset(str(node.arguments[0].data) for node in root.walk() if node.head in BINDERS)
