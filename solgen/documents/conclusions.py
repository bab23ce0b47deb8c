r"""What follows from several steps that a text has made: ``L \le R_2`` from ``L \le R_1`` and ``R_1 = R_2``.

A conclusion is looked for among the steps, and what is judged is the chain of those that lead to it, ``L \le R_1 =
R_2``, as one statement in the conclusion's own context. So a step that was made where a name meant something else, or
under another assumption, is of no use unless it holds here as well, and nothing is believed but what the kernel said.

That a chain says what its ends are to each other holds of values. It does not hold of what an equals sign says of
antiderivatives, of orders of growth, of sets of minimizers and of infinity, nor of places that only the ends have.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from solgen.documents.chains import compose
from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from solgen.notation.terms import BINDERS, Term, constant, term

_LONGEST: Final = 8
_TURNED: Final = {"=": "=", "<": ">", "≤": "≥", ">": "<", "≥": "≤"}
_ONE_WAY: Final = frozenset({"⊂", "⊆"})
_WEAKER: Final = {("=", "≤"), ("=", "≥"), ("<", "≤"), (">", "≥"), ("=", "⊆"), ("⊂", "⊆")}
"""What a chain may say of its ends, and what follows from that."""
_NO_VALUES: Final = frozenset(
    {
        *("antiderivative", "arg_min", "arg_max", "subdifferential", "dots", "sequence", "statements"),
        *("relation", "chain", "and", "or", "not", "for_all", "exists"),
    }
)
_NO_SINGLE_VALUES: Final = (term("builtin", data="big O"), constant("integration"))
_WITH_ENDS: Final = frozenset({"sum", "product", "sum_over", "product_over", "integral", "limit"})
"""Infinity at the end of these is no value."""

Link = tuple[str, Term, int]
"""The sign towards a member, the member, and the step that says so."""


def concluded(claim: Claim, steps: Sequence[Claim]) -> tuple[Claim, tuple[int, ...]] | None:
    """The chain from a claim's left side to its right side, and the steps that it takes; None where there is none.

    Two steps at least: what one step says was judged with it.
    """
    if claim.relation not in _TURNED and claim.relation not in _ONE_WAY:
        return None
    links = _links(steps)
    if claim.left not in links or not _is_value(claim.right):
        return None
    path = _path(claim, links)
    if len(path) < 2:
        return None
    members = (claim.left, *(member for _, member, _ in path))
    if not _places(members[1:-1], claim.context) <= _places((claim.left, claim.right), claim.context):
        return None
    chain = term("chain", members, tuple(sign for sign, _, _ in path))
    return Claim(claim.context, chain, "⊢", constant("true")), tuple(step for _, _, step in path)


def _links(steps: Sequence[Claim]) -> dict[Term, list[Link]]:
    """From each member those that a step leads to, in the order of the steps."""
    links: dict[Term, list[Link]] = {}
    for position, step in enumerate(steps):
        known = step.relation in _TURNED or step.relation in _ONE_WAY
        if known and _is_value(step.left) and _is_value(step.right):
            links.setdefault(step.left, []).append((step.relation, step.right, position))
            if step.relation in _TURNED:
                links.setdefault(step.right, []).append((_TURNED[step.relation], step.left, position))
    return links


def _path(claim: Claim, links: dict[Term, list[Link]]) -> tuple[Link, ...]:
    """The shortest way; of several the one by earlier steps. Empty where there is none."""
    waiting: deque[tuple[Term, str, tuple[Link, ...]]] = deque([(claim.left, "", ())])
    seen = {(claim.left, "")}
    while waiting:
        member, said, path = waiting.popleft()
        for link in links.get(member, ()) if len(path) < _LONGEST else ():
            sign, other, _ = link
            composed = compose(said, sign)
            if composed is None or (other, composed) in seen:
                continue
            if other is claim.right and (composed == claim.relation or (composed, claim.relation) in _WEAKER):
                return (*path, link)
            seen.add((other, composed))
            waiting.append((other, composed, (*path, link)))
    return ()


def _is_value(node: Term) -> bool:
    """Whether an equals sign beside it says that two values are the same."""
    if not node.heads.isdisjoint(_NO_VALUES):
        return False
    return not any(one in _NO_SINGLE_VALUES for one in node.walk()) and not _is_infinite(node)


def _is_infinite(node: Term) -> bool:
    if node is constant("infinity"):
        return True
    inside = node.arguments[-1:] if node.head in _WITH_ENDS else node.arguments
    return any(map(_is_infinite, inside))


def _places(members: Sequence[Term], context: Context) -> frozenset[object]:
    """What members ask of letters that stand for places and are not declared: ``y_i`` asks for i from 1 to n."""
    return frozenset(asked for member in members for asked in _asked(member, context))


def _asked(member: Term, context: Context) -> Iterator[object]:
    letters = frozenset(named for named in member.free if not _is_known(named, context))
    for node in member.walk() if letters else ():
        if node.head == "index":
            yield from _ranges(node, letters, context)
        elif node.head in BINDERS or node.head in ("apply", "order_statistic"):
            asked = [each for each in node.arguments if not letters.isdisjoint(each.free)]
            if asked and (node.head != "apply" or context.definition(str(node.arguments[0].data)) is not None):
                yield node  # its ends, or what it is defined by, may ask for more than can be seen here


def _ranges(node: Term, letters: frozenset[str], context: Context) -> Iterator[object]:
    base, *places = node.arguments
    declaration = context.declaration(str(base.data)) if base.head == "name" else None
    ranges = declaration.indices if declaration is not None and context.definition(declaration.name) is None else ()
    for position, place in enumerate(places):
        if not letters.isdisjoint(place.free):
            known = position < len(ranges)
            yield (place, ranges[position].low, ranges[position].high) if known else (place, base, position)


def _is_known(named: str, context: Context) -> bool:
    return context.declaration(named) is not None or context.definition(named) is not None
