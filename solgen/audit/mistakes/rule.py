"""What a known kind of mistake is: a wrong rule that can be applied to a term, and a sentence for who applied it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from solgen.kernel.claim import Claim, Verdict
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class WrongStep:
    """A step that is wrong: what stood before it, and what was written. ``claim`` is the refuted one.

    ``before`` is the member just before (or the left side of a single equation), ``after`` the side that was written.
    ``verdict`` is the judge's word on ``claim``, where it is at hand. ``readings`` are claims with the same right side
    that the audit would take the line for as well: from the chain's beginning, in the domain that the text states
    elsewhere. What was meant is right where one of them is established.
    """

    claim: Claim
    before: Term
    after: Term
    verdict: Verdict | None = None
    readings: tuple[Claim, ...] = ()


class Grade(IntEnum):
    """How much a rule makes of anything: what it costs to believe in it."""

    LAW = 0
    """A wrong law, or a thing left undone that changes the form of the line."""
    SLIP = 2
    """One symbol is another, or stands elsewhere."""
    LOOSE = 4
    """Something is lost, or off by a little: nearly any two lines differ by that twice over."""
    VAGUE = 5
    """Something is there that does not belong there."""


class Reach(IntEnum):
    """How directly a wrong rule leads to what was written."""

    NEAR = 0
    """The rule undone in the line makes it true, or the rule is one that is seldom right by chance."""
    BY_VALUE = 1
    """Applied to the line before, the rule gives the same value, perhaps written in another way."""
    DISTANT = 2
    """The same, after definitions were put in."""


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What the mistake makes of the line before: ``wrong`` is what it leads to, ``right`` what it should have been.

    Where ``wrong`` is the side that was written, ``right`` is the true side that the mistake turns into it.
    """

    wrong: Term
    right: Term | None = None
    reach: Reach = Reach.NEAR
    """How far it may be fetched: what reproduces the line from nearer by is named before it."""
    strain: int = 0
    """How much else has to be believed: a part that stands nowhere near, a sign turned on the way."""


@dataclass(frozen=True, slots=True)
class MistakeRule:
    """One known kind of mistake.

    ``formula`` is the wrong rule, as one writes it. ``apply`` yields what the mistake may lead to, most natural first,
    at most a few dozen; it never evaluates and never judges. The mistake is named only where the judge establishes that
    a yielded ``wrong`` equals what was written, or that a yielded ``right`` makes the line true.
    """

    name: str
    formula: str
    feedback: str
    apply: Callable[[WrongStep], Iterator[Reproduction]]
    grade: Grade = Grade.LAW


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """A kind of mistake that the verdict itself shows: a vacuous condition, a number that is wrongly rounded.

    ``shown_by`` says whether the step, whose ``verdict`` is there, shows it; there is nothing to reproduce.
    """

    name: str
    formula: str
    feedback: str
    shown_by: Callable[[WrongStep], bool]
