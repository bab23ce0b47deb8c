"""A claim about an extremum, from what the kernel says of values and slopes: a proof, a refutation, or another claim.

What is refuted, and by what:

* a place at which the name may not be;
* a place or a value, by a value of the function beyond it; a value also by this that the function never comes to it;
* a place between the ends of the interval, by a slope there that is not 0 (Fermat's theorem);
* places that are said to be all, by another at which the function has the same value.

What is proved is shown by one of ``ways``. A claim about least and greatest values is judged with these put in, each as
the function's value at a critical point that was shown to be such a place. Whoever asks judges the claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from solgen.kernel.claim import Claim, Proof, Refutation, Unsettled, Verdict, Witness, Word
from solgen.kernel.extrema.claims import ClaimedPlaces, Extremum, claimed_bound, claimed_places, values_in
from solgen.kernel.extrema.ways import (
    Way,
    between_the_ends,
    different_with_equal_values,
    inside,
    level,
    never_reaches,
    nowhere_beyond,
    ways_to_all,
    ways_to_one,
)
from solgen.kernel.unfold import unfold
from solgen.notation.substitution import replace_terms
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "extrema"
_NOT_SHOWN: Final = (
    "it is not seen that the function falls before this place and rises after it, or the other way round"
)
Ask = Callable[[Claim], Verdict]
"""The kernel, for claims about values and slopes."""


@dataclass(frozen=True, slots=True)
class PutIn:
    """The claim with extrema put in, the hypotheses that showed these, and what a reader is told of them."""

    claim: Claim
    assumed: tuple[int, ...]
    evidence: tuple[tuple[str, str], ...]


def judged(claim: Claim, ask: Ask) -> Proof | Refutation | PutIn | Unsettled | None:
    """What can be said of a claim about extrema; None for any other claim."""
    placed = claimed_places(claim)
    if placed is not None:
        return _refuted_place(placed, ask) or _shown(placed, ask) or Unsettled(MECHANISM, _NOT_SHOWN)
    bounded = claimed_bound(claim)
    if bounded is None:
        return _put_in(claim, ask)
    extremum, value = bounded
    less, more = ("less", "more") if extremum.least else ("more", "less")
    found = _beyond(extremum, value, f"{less} than", ask) or _put_in(claim, ask)
    if found is None and _proved(never_reaches(extremum, value), ask):
        return _refutation(Witness(()), f"the function is {more} than {to_latex(value)} everywhere")
    return found


def _refuted_place(placed: ClaimedPlaces, ask: Ask) -> Refutation | None:
    extremum = placed.extremum
    for place in placed.places:
        told = f"at {to_latex(extremum.variable)} = {to_latex(place)} it is"
        refuted = (
            _outside(extremum, place, ask)
            or _beyond(extremum, extremum.at(place), told, ask)
            or _sloping(extremum, place, ask)
        )
        if refuted is not None:
            return refuted
    return _as_large_elsewhere(extremum, placed.places, ask) if placed.all_of_them else None


def _shown(placed: ClaimedPlaces, ask: Ask) -> Proof | None:
    if placed.all_of_them:
        return _shown_by(ways_to_all(placed.extremum, placed.places), placed.extremum, ask)
    return _shown_by(ways_to_one(placed.extremum, placed.places[0]), placed.extremum, ask)


def _outside(extremum: Extremum, place: Term, ask: Ask) -> Refutation | None:
    for part in inside(extremum, place):
        witness = _witness_against(part, ask)
        if witness is not None:
            return _refutation(witness, f"{to_latex(place)} is not where {to_latex(extremum.variable)} may be")
    return None


def _beyond(extremum: Extremum, value: Term, told: str, ask: Ask) -> Refutation | None:
    witness = _witness_against(nowhere_beyond(extremum, value), ask)
    if witness is None or not (witness.left and witness.right):
        return None
    return _refutation(witness, f"the function is {witness.left} there, {told} {witness.right}")


def _sloping(extremum: Extremum, place: Term, ask: Ask) -> Refutation | None:
    between = between_the_ends(extremum, place)
    witness = _witness_against(level(extremum, place), ask) if between is not None else None
    if between is None or witness is None or not witness.left or not all(_proved(part, ask) for part in between):
        return None
    there = f"{to_latex(extremum.variable)} = {to_latex(place)}"
    return _refutation(witness, f"the slope at {there} is {witness.left}, not 0")


def _as_large_elsewhere(extremum: Extremum, places: tuple[Term, ...], ask: Ask) -> Refutation | None:
    for other in _critical_points(extremum):
        if all(ask(part).word is Word.PROVED for part in different_with_equal_values(extremum, other, places)):
            latex = to_latex(extremum.variable)
            note = f"the function has the same value there as at {latex} = {to_latex(places[0])}"
            return _refutation(Witness(((latex, to_latex(other)),)), note)
    return None


def _witness_against(claim: Claim, ask: Ask) -> Witness | None:
    verdict = ask(claim)
    return verdict.witness if verdict.word is Word.REFUTED else None


def _refutation(witness: Witness, note: str) -> Refutation:
    return Refutation(MECHANISM, replace(witness, left="", right="", note=note))


def _proved(claim: Claim, ask: Ask) -> bool:
    verdict = ask(claim)
    return verdict.word is Word.PROVED and not verdict.conditions


def _shown_by(ways: Iterable[Way], extremum: Extremum, ask: Ask) -> Proof | None:
    """The proof by the first way whose claims are all proved without exceptions."""
    count = len(extremum.context.hypotheses)
    for way in ways:
        verdicts: list[Verdict] = []
        for part in way.claims:
            verdict = ask(part)
            if verdict.word is not Word.PROVED or verdict.conditions:
                break
            verdicts.append(verdict)
        if len(verdicts) == len(way.claims):
            assumed = {position for verdict in verdicts for position in verdict.assumed if position < count}
            return Proof(MECHANISM, assumed=tuple(sorted(assumed)), evidence=(("shown by", way.told),))
    return None


def _put_in(claim: Claim, ask: Ask) -> PutIn | None:
    claim = replace(claim, left=unfold(claim.left, claim.context), right=unfold(claim.right, claim.context))
    found: dict[Term, Term] = {}
    assumed: set[int] = set()
    for node, extremum in values_in(claim):
        for place in _critical_points(extremum):
            proof = _shown_by(ways_to_one(extremum, place), extremum, ask)
            if proof is not None:
                found[node] = extremum.at(place)
                assumed |= set(proof.assumed)
                break
        else:
            return None
    if not found:
        return None
    left, right = (replace_terms(side, found) for side in (claim.left, claim.right))
    told = tuple(("judged with", f"{to_latex(node)} = {to_latex(value)}") for node, value in found.items())
    return PutIn(replace(claim, left=left, right=right), tuple(sorted(assumed)), told)


def _critical_points(extremum: Extremum) -> tuple[Term, ...]:
    from solgen.kernel.extrema.critical_points import critical_points  # noqa: PLC0415 -- who reads verdicts needs no algebra

    return critical_points(extremum)
