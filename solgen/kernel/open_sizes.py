"""For which sizes a claim is proved: those that it leaves open, as a reader is told (``for all N, d``)."""

from __future__ import annotations

from functools import lru_cache

from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term


def for_all_sizes(claim: Claim) -> str:
    """``for all N, d``: the sizes that the claim leaves open, through all definitions."""
    if not _has_open_sizes(claim.context):
        return ""
    names: list[str] = []
    for side in (claim.left, claim.right):
        for named in sorted(_reachable(side, claim)):
            declaration = claim.context.declaration(named)
            open_size = declaration is not None and declaration.kind is Kind.SIZE
            if open_size and claim.context.definition(named) is None and named not in names:
                names.append(named)
    return f"for all {', '.join(names)}" if names else ""


@lru_cache(maxsize=64)
def _has_open_sizes(context: Context) -> bool:
    return any(found.kind is Kind.SIZE and context.definition(found.name) is None for found in context.declarations)


def _reachable(side: Term, claim: Claim) -> set[str]:
    """Free names of a side, of the definitions behind them, and of the shapes and ranges of what they declare."""
    reached: set[str] = set()
    pending = set(side.free)
    while pending:
        named = pending.pop()
        if named in reached:
            continue
        reached.add(named)
        definition = claim.context.definition(named)
        if definition is not None:
            pending |= definition.body.free - set(definition.parameters)
        declaration = claim.context.declaration(named)
        if declaration is not None:
            sizes = (*declaration.shape, *(indexed.high for indexed in declaration.indices))
            pending |= set().union(*(size.free for size in sizes))
    return reached
