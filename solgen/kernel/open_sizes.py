"""For which sizes a claim is proved: those that it leaves open, as a reader is told (``for all N, d``)."""

from __future__ import annotations

from functools import lru_cache

from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Kind


def for_all_sizes(claim: Claim) -> str:
    """``for all N, d``: the sizes that the claim leaves open, through all definitions."""
    if not _has_open_sizes(claim.context):
        return ""
    names: dict[str, None] = {}
    for side in (claim.left, claim.right):
        behind = [_open_sizes_behind(named, claim.context) for named in side.free]
        names.update(dict.fromkeys(sorted(frozenset().union(*behind))))
    return f"for all {', '.join(names)}" if names else ""


@lru_cache(maxsize=64)
def _has_open_sizes(context: Context) -> bool:
    return any(found.kind is Kind.SIZE and context.definition(found.name) is None for found in context.declarations)


@lru_cache(maxsize=4096)
def _open_sizes_behind(name: str, context: Context) -> frozenset[str]:
    """The open sizes behind a name: through definitions, and through the shapes and ranges of what these speak of."""
    reached: set[str] = set()
    pending = {name}
    while pending:
        named = pending.pop()
        if named in reached:
            continue
        reached.add(named)
        definition = context.definition(named)
        if definition is not None:
            pending |= definition.body.free - set(definition.parameters)
        declaration = context.declaration(named)
        if declaration is not None:
            sizes = (*declaration.shape, *(indexed.high for indexed in declaration.indices))
            pending |= set().union(*(size.free for size in sizes))
    return frozenset(
        named
        for named in reached
        if context.definition(named) is None
        and (declaration := context.declaration(named)) is not None
        and declaration.kind is Kind.SIZE
    )
