"""A claim without hypotheses that its declarations say in full, and without those that speak of other things.

Several methods know no hypotheses: for ``\\sin t \\le t`` where ``t > 0`` is assumed there is a proof once t is
declared positive and nothing is assumed any more.

Rule: what holds without a hypothesis holds with it. Sound with exceptions as well, which must be thin where all
hypotheses hold: one that a declaration says in full takes no point away, and those that are left out besides share no
name with the claim, with what is kept, nor with what these mention, so that the points at which they hold are a factor
of a product. They must have an instance, so that nothing is proved from a contradiction.
Budget: one claim for one, and one drawing of an instance. Source: weakening, e.g. Troelstra and Schwichtenberg, Basic
Proof Theory, 1.3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from solgen.kernel.claim import Claim
from solgen.kernel.instances.drawing import find_instance
from solgen.kernel.linked_names import mentioned


@dataclass(frozen=True, slots=True)
class Fewer:
    """The claim under fewer hypotheses, and the places that these had."""

    claim: Claim
    places: tuple[int, ...]


def reduced(claim: Claim, said: tuple[int, ...]) -> Fewer | None:
    """The claim under fewer hypotheses, where its declarations say those at ``said``; None where none can go."""
    context = claim.context
    near = _near(claim, [place for place in range(len(context.hypotheses)) if place not in said])
    if len(near) == len(context.hypotheses) or find_instance(context) is None:
        return None
    hypotheses = tuple(context.hypotheses[place] for place in near)
    return Fewer(replace(claim, context=replace(context, hypotheses=hypotheses)), near)


def contradicts(claim: Claim, assumed: Iterable[int]) -> bool:
    """Whether a proof used hypotheses that speak of other things, as only a contradiction makes one do.

    The points at which a claim is evaluated have values for what it speaks of, and say nothing of those.
    """
    if not assumed:
        return False
    near = _near(claim, range(len(claim.context.hypotheses)))
    return not set(assumed) <= set(near) and find_instance(claim.context) is None


def _near(claim: Claim, places: Iterable[int]) -> tuple[int, ...]:
    """Of these places the hypotheses that share a name with the claim, or with one that does, and so on.

    A declaration or definition ties the names that stand in it together, even where nothing else speaks of its own.
    """
    context = claim.context
    ties = [frozenset({one.name}) | mentioned(one) for one in context.declarations]
    ties += [frozenset({one.name}) | one.uses for one in context.definitions]
    asked = {place: context.hypotheses[place].free for place in places}
    reached = claim.left.free | claim.right.free
    while new := frozenset().union(*(own for own in (*ties, *asked.values()) if own & reached)) - reached:
        reached |= new
    return tuple(place for place, own in asked.items() if own & reached)
