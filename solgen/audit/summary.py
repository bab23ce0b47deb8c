"""How the lines of each section came out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from solgen.audit.audited import Audit, AuditedClaim, AuditWord

_RIGHT = frozenset({AuditWord.PROVED, AuditWord.CERTIFIED, AuditWord.BOUNDED})


class Outcome(StrEnum):
    """What is said of one line, in one word or few; the gravest first."""

    WRONG = "wrong"
    FOLLOWS = "following from a wrong line"
    GAP = "not following"
    VACUOUS = "showing nothing"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"
    RIGHT = "right"
    DEFINITION = "definition"


def outcome(claim: AuditedClaim) -> Outcome:
    """What a line is called in a summary."""
    if claim.wrong:
        return Outcome.FOLLOWS if claim.cause else Outcome.WRONG
    if claim.follows_not:
        return Outcome.GAP
    if claim.vacuous:
        return Outcome.VACUOUS
    if claim.word in _RIGHT:
        return Outcome.RIGHT
    return {AuditWord.DEFINITION: Outcome.DEFINITION, AuditWord.UNREADABLE: Outcome.UNREADABLE}.get(
        claim.word, Outcome.UNDECIDED
    )


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a text: how many of its lines came out how, and the line where it first went wrong (0: nowhere)."""

    part: str
    claims: dict[str, int]
    wrong: int
    first: int


def by_part(found: Audit) -> tuple[Section, ...]:
    """The sections of a text in order."""
    parts = dict.fromkeys(claim.part for claim in found.claims)
    return tuple(_section(part, [claim for claim in found.claims if claim.part == part]) for part in parts)


def counted(claims: Iterable[AuditedClaim]) -> dict[str, int]:
    """How many lines have which outcome, the gravest first."""
    outcomes = [outcome(claim) for claim in claims]
    return {each.value: outcomes.count(each) for each in Outcome if each in outcomes}


def _section(part: str, claims: list[AuditedClaim]) -> Section:
    wrong = [claim.place.line for claim in claims if claim.wrong]
    return Section(part, counted(claims), len(wrong), min(wrong, default=0))
