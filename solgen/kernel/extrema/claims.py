r"""What a claim says of an extremum: ``\arg\max_x f = c``, ``c \in \arg\min_x f``, with f and c written out.

An extremum is sought on the declared interval of its name: all real numbers, or ``positive``, ``in (0, 1)`` and the
like. Where anything else is said of the name (a hypothesis, another declaration), nothing is concluded here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from solgen.kernel.claim import Claim
from solgen.kernel.declared_intervals import Interval, declared_interval
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context
from solgen.notation.substitution import substitute
from solgen.notation.terms import BINDERS, Term, name

PLACES: Final = {"arg_min": True, "arg_max": False}
VALUES: Final = {"minimum": True, "maximum": False}
"""Heads of extrema, and whether the least is sought."""


@dataclass(frozen=True, slots=True)
class Extremum:
    """A function of one name on the interval in which it lies."""

    context: Context
    latex: str
    body: Term
    """The function, with all definitions put in."""
    interval: Interval
    least: bool

    def at(self, place: Term) -> Term:
        """The function's value at a place."""
        return substitute(self.body, {self.latex: place})

    @property
    def variable(self) -> Term:
        """The name that is bound."""
        return name(self.latex)


def extremum_of(context: Context, node: Term) -> Extremum | None:
    """The extremum that a Term is, place or value, if it is one on an interval."""
    least = PLACES.get(node.head, VALUES.get(node.head))
    if least is None or node.arguments[0].head != "name":
        return None
    latex = str(node.arguments[0].data)
    interval = declared_interval(context, latex)
    if interval is None or context.definition(latex) is not None:
        return None
    if any(latex in unfold(hypothesis, context).free for hypothesis in context.hypotheses):
        return None
    return Extremum(context, latex, unfold(node.arguments[1], context), interval, least)


@dataclass(frozen=True, slots=True)
class ClaimedPlaces:
    """An extremum, and the places that are claimed to be all of those where it is, or to be among them."""

    extremum: Extremum
    places: tuple[Term, ...]
    all_of_them: bool


def claimed_places(claim: Claim) -> ClaimedPlaces | None:
    """What a claim says about the places of an extremum; None for any other claim."""
    said = _said(claim, PLACES) if claim.relation in ("=", "∈") else None
    if said is None:
        return None
    extremum, found = said
    places = found.arguments if found.head == "set" else (found,)
    return ClaimedPlaces(extremum, places, all_of_them=claim.relation == "=") if places else None


def claimed_bound(claim: Claim) -> tuple[Extremum, Term] | None:
    """The extremum and the value that a claim says the function has there: ``\\min_x f = m``."""
    return _said(claim, VALUES) if claim.relation == "=" else None


def _said(claim: Claim, heads: Mapping[str, bool]) -> tuple[Extremum, Term] | None:
    """The extremum that one side of a claim is, and what the other says of it, without its name."""
    for one, other in ((claim.left, claim.right), (claim.right, claim.left)):
        node = unfold(one, claim.context)
        extremum = extremum_of(claim.context, node) if node.head in heads else None
        if extremum is not None:
            found = unfold(other, claim.context)
            return None if extremum.latex in found.free else (extremum, found)
    return None


def values_in(claim: Claim) -> Iterator[tuple[Term, Extremum]]:
    """The least and greatest values that the sides of a claim speak of, each with the Term that it is.

    The claim's definitions must be put in.
    """
    found: dict[Term, None] = {}
    for side in (claim.left, claim.right):
        if not side.heads.isdisjoint(VALUES):
            found.update((node, None) for node in side.walk() if node.head in VALUES)
    for node in found:
        extremum = extremum_of(claim.context, node)
        if extremum is not None and all(_is_meant_freely(latex, claim) for latex in node.free):
            yield node, extremum


def _is_meant_freely(latex: str, claim: Claim) -> bool:
    """Whether a name is bound nowhere in the claim, so that it means the same in all places."""
    return not any(
        inner.arguments and inner.head in BINDERS and inner.arguments[0] is name(latex)
        for side in (claim.left, claim.right)
        for inner in side.walk()
    )
