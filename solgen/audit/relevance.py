"""What of a context a claim depends on, so that two contexts are compared by what matters to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from solgen.notation.context import Context, Declaration, Definition
from solgen.notation.terms import Term

Relevant = tuple[frozenset[Declaration], frozenset[Definition], frozenset[Term]]


@lru_cache(maxsize=4096)
def relevant(names: frozenset[str], context: Context) -> Relevant:
    """The declarations, definitions and hypotheses that bear on some names, directly or through others."""
    declarations: set[Declaration] = set()
    definitions: set[Definition] = set()
    hypotheses: set[Term] = set()
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        named = waiting.pop()
        if named in seen:
            continue
        seen.add(named)
        declaration = context.declaration(named)
        if declaration is not None:
            declarations.add(declaration)
            waiting.extend(_names_in(declaration))
        definition = context.definition(named)
        if definition is not None:
            definitions.add(definition)
            waiting.extend(definition.body.free)
        for hypothesis in context.hypotheses:
            if named in hypothesis.free:
                hypotheses.add(hypothesis)
                waiting.extend(hypothesis.free)
    return frozenset(declarations), frozenset(definitions), frozenset(hypotheses)


def _names_in(declaration: Declaration) -> Iterable[str]:
    terms = [*declaration.shape, *(end for one in declaration.indices for end in (one.low, one.high))]
    terms += [each for declared in declaration.properties for each in declared.terms]
    return frozenset[str]().union(*(each.free for each in terms))


def same_meaning(names: frozenset[str], before: Context, now: Context) -> bool:
    """Whether names mean the same at both places, and nothing that was assumed at the first has been given up."""
    if before is now:
        return True
    first, second = relevant(names, before), relevant(names, now)
    return first[0] == second[0] and first[1] == second[1] and first[2] <= second[2]
