"""What a known kind of mistake is: a wrong rule that can be applied to a term, and a sentence for who applied it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from solgen.kernel.claim import Claim
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class WrongStep:
    """A step that is wrong: what stood before it, and what was written. ``claim`` is the refuted one.

    ``before`` is the member just before (or the left side of a single equation), ``after`` the side that was written.
    """

    claim: Claim
    before: Term
    after: Term


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What the mistake makes of the line before: ``wrong`` is what it leads to, ``right`` what it should have been."""

    wrong: Term
    right: Term | None = None


@dataclass(frozen=True, slots=True)
class MistakeRule:
    """One known kind of mistake.

    ``apply`` yields what the mistake may lead to, most natural first, at most a few dozen; it never evaluates and never
    judges. The mistake is named only where the judge establishes that a yielded ``wrong`` equals what was written.
    """

    name: str
    feedback: str
    apply: Callable[[WrongStep], Iterator[Reproduction]]
