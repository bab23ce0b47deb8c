"""Every place inside a Term, and the Term with that place changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from solgen.notation.terms import BINDERS, Term, TermTooDeep, term

Rebuild = Callable[[Term], Term]
_NEVER_INSIDE = frozenset({"prime", "gradient", "subdifferential"})


def open_positions(node: Term) -> range:
    """The arguments that are expressions of their own: no bound names, functions, bases of indices, variables."""
    if node.head in BINDERS:
        return range(1, len(node.arguments))
    if node.head in ("index", "order_statistic", "apply"):
        return range(1, len(node.arguments))
    if node.head in ("derivative", "gradient"):
        return range(1)
    return range(0) if node.head in _NEVER_INSIDE else range(len(node.arguments))


def with_argument(node: Term, position: int, argument: Term) -> Term:
    """``node`` with one argument replaced. Raises ValueError where that is no Term."""
    return term(node.head, [*node.arguments[:position], argument, *node.arguments[position + 1 :]], node.data)


def places(node: Term, *, indices: bool = False) -> tuple[tuple[Term, Rebuild], ...]:
    """Each place, outermost first and left to right, with what puts something else there.

    The arguments of an index are entered only on request. Remembered, for each rule goes over the same Terms.
    """
    return _places(node, indices)


@lru_cache(maxsize=64)
def _places(node: Term, indices: bool) -> tuple[tuple[Term, Rebuild], ...]:  # noqa: FBT001 -- a key of a memory
    found: list[tuple[Term, Rebuild]] = []
    stack: list[tuple[Term, Rebuild]] = [(node, _same)]
    while stack:
        here, rebuild = stack.pop()
        found.append((here, rebuild))
        if here.head in ("index", "order_statistic") and not indices:
            continue
        if _is_bracket(here):
            stack.extend(_of_bracket(here, rebuild))
            continue
        stack.extend((here.arguments[position], _below(here, position, rebuild)) for position in _reversed(here))
    return tuple(found)


def _is_bracket(node: Term) -> bool:
    """``[F(x)]_a^b``, which is written once though it stands for a difference of two values."""
    if node.head != "add" or len(node.arguments) != 2 or node.arguments[1].head != "negate":
        return False
    above, below = node.arguments[0], node.arguments[1].arguments[0]
    return above.head == below.head == "evaluated" and above.arguments[::2] == below.arguments[::2]


def _of_bracket(node: Term, rebuild: Rebuild) -> Iterator[tuple[Term, Rebuild]]:
    """Its two ends, and before them what is taken at both."""
    above, minus = node.arguments
    below = minus.arguments[0]

    def both(changed: Term) -> Term:
        return rebuild(
            term("add", [with_argument(above, 2, changed), term("negate", [with_argument(below, 2, changed)])])
        )

    yield below.arguments[1], _below(below, 1, _below(minus, 0, _below(node, 1, rebuild)))
    yield above.arguments[1], _below(above, 1, _below(node, 0, rebuild))
    yield above.arguments[2], both


def _same(changed: Term) -> Term:
    return changed


def _reversed(node: Term) -> Iterable[int]:
    return reversed(open_positions(node))


def _below(node: Term, position: int, rebuild: Rebuild) -> Rebuild:
    def put(changed: Term) -> Term:
        return rebuild(_joined(node, position, changed))

    return put


def _joined(node: Term, position: int, changed: Term) -> Term:
    """One argument replaced; a sum inside a sum and a product inside a product join it, as a reader writes them."""
    old = node.arguments[position]
    if node.head in ("add", "multiply") and changed.head == node.head and old.head not in (node.head, "negate"):
        return term(node.head, [*node.arguments[:position], *changed.arguments, *node.arguments[position + 1 :]])
    if node.head == "multiply" and changed.head == "negate" and old.head != "negate":
        return term("negate", [with_argument(node, position, changed.arguments[0])])
    if node.head == "negate" and changed.head == "negate":
        return changed.arguments[0]
    return with_argument(node, position, changed)


def rewritten(root: Term, change: Callable[[Term], Iterable[Term]], *, indices: bool = False) -> Iterator[Term]:
    """``root`` with ``change`` applied at one place, then at all places that are alike, then everywhere.

    No Term comes twice, and never ``root`` itself.
    """
    return (changed for changed, _ in rewritten_somewhere(root, change, indices=indices))


def rewritten_somewhere(
    root: Term, change: Callable[[Term], Iterable[Term]], *, indices: bool = False
) -> Iterator[tuple[Term, bool]]:
    """The same, each with whether more than one place was changed."""
    seen = {root}

    def fresh(make: Callable[[], Term], *, several_places: bool = False) -> Iterator[tuple[Term, bool]]:
        try:
            changed = make()
        except (ValueError, TermTooDeep):
            return  # the change makes no Term at this place
        if changed not in seen:
            seen.add(changed)
            yield changed, several_places

    occurrences: dict[Term, list[Term]] = {}
    several: set[Term] = set()
    for here, rebuild in places(root, indices=indices):
        if here in occurrences:
            several.add(here)
        else:
            occurrences[here] = list(change(here))
        for other in occurrences[here]:
            yield from fresh(partial(rebuild, other))
    for here in several:
        for other in occurrences[here]:
            make = partial(_all_alike, root, here, other, indices=indices)
            yield from fresh(make, several_places=True)
    changing = sum(1 for changes in occurrences.values() if changes)
    if changing > 1:
        first = {here: changes[0] for here, changes in occurrences.items() if changes}
        yield from fresh(lambda: _everywhere(root, first, change, indices=indices), several_places=True)


def _all_alike(node: Term, old: Term, new: Term, *, indices: bool) -> Term:
    if node is old:
        return new
    if node.head in ("index", "order_statistic") and not indices:
        return node
    for position in open_positions(node):
        changed = _all_alike(node.arguments[position], old, new, indices=indices)
        if changed is not node.arguments[position]:
            node = with_argument(node, position, changed)
    return node


def _everywhere(
    node: Term, first: dict[Term, Term], change: Callable[[Term], Iterable[Term]], *, indices: bool
) -> Term:
    """Bottom up, the first change at each place that has one."""
    if node.head in ("index", "order_statistic") and not indices:
        inner = node
    else:
        inner = node
        for position in open_positions(node):
            changed = _everywhere(node.arguments[position], first, change, indices=indices)
            if changed is not inner.arguments[position]:
                inner = with_argument(inner, position, changed)
    if node not in first:
        return inner
    return first[node] if inner is node else next(iter(change(inner)), inner)
