"""Mistakes planted in a text: one a copy, in a line that was established, where its LaTeX stands in the source."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solgen.audit.audited import Audit, AuditedClaim, AuditWord
from solgen.documents.raw import Spot
from tests.bench.planting.slips import Slip, slips

_ESTABLISHED = (AuditWord.PROVED, AuditWord.CERTIFIED)
_OF_NUMERALS = ("rounding",)


@dataclass(frozen=True)
class Plant:
    """A text with one mistake: the claim that was right before, the slip, what the line says now."""

    claim: AuditedClaim
    slip: Slip
    latex: str
    text: str


def plants(found: Audit, text: str, a_claim: int, draw: random.Random, used: Counter[str]) -> Iterator[Plant]:
    """Up to ``a_claim`` plants in each established line, the kinds that were used least first."""
    for claim, start in located(found, text):
        candidates = [slip for slip in slips(claim.right) if _fits(slip, claim)]
        draw.shuffle(candidates)
        for slip in sorted(candidates, key=lambda each: used[each.kind])[:a_claim]:
            used[slip.kind] += 1
            latex = slip.applied(claim.right)
            yield Plant(claim, slip, latex, text[:start] + latex + text[start + len(claim.right) :])


def _fits(slip: Slip, claim: AuditedClaim) -> bool:
    return (slip.kind in _OF_NUMERALS) == (claim.relation == "≈") or slip.kind == "digits swapped"


def located(found: Audit, text: str) -> Iterator[tuple[AuditedClaim, int]]:
    """Established lines with the place of their right side in the text; those that macros have changed are left out."""
    manuscript = found.understanding.manuscript
    starts = _line_starts(text)
    formulas = manuscript.formulas()
    for number in sorted({claim.formula for claim in found.claims}):
        raw = formulas[number]
        begin, end = (_offset(spot, starts) for spot in (raw.opens, raw.closes))
        position = begin
        claims = sorted((claim for claim in found.claims if claim.formula == number), key=lambda claim: claim.member)
        for claim in claims:
            if not claim.right or claim.sentence or claim.word is AuditWord.UNREADABLE:
                continue
            place = _after_sign(text, claim, position, end)
            if place < 0:
                continue
            position = place + len(claim.right)
            if claim.word in _ESTABLISHED and not claim.follows_not and claim.relation not in ("⇔", "⇒", "⊢"):
                yield claim, place


def _after_sign(text: str, claim: AuditedClaim, position: int, end: int) -> int:
    """Where the right side stands: its LaTeX, behind the left side where both stand in one formula."""
    left = text.find(claim.left, position, end) if claim.left else -1
    behind = left + len(claim.left) if left >= 0 else position
    place = text.find(claim.right, behind, end)
    return place if place >= 0 else text.find(claim.right, position, end)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _offset(spot: Spot, starts: Sequence[int]) -> int:
    return starts[spot.line] + spot.column - 1
