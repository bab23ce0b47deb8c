"""The ledger of a sitting: which paper was issued to whom, in order, nothing ever taken back.

Each entry carries a digest over itself and all entries before it, so that one that was changed, lost or moved is found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from solgen.questions.seeds import encoded


@dataclass(frozen=True, slots=True)
class IssuedQuestion:
    """One question of an issued paper."""

    slot: str
    question: str
    """The id of the question."""
    draw: int
    """How many draws of this seed were passed over because they were twins, or outside their band."""
    identity: str
    """What the reader sees, as a digest."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One issued paper."""

    number: int
    code: str
    student: str
    name: str
    """As printed on the paper."""
    questions: tuple[IssuedQuestion, ...]
    """In the order of the paper."""
    versions: str
    """The digest of the versions that it was planned with; ``Ledger.versions`` has them."""
    shared: int = 0
    """How many draws of the shared parameters were passed over because some question could not be drawn with them."""
    replaces: int = 0
    """The number of the student's paper before, 0 where this is the first."""

    def chained(self, before: str) -> str:
        """The digest of this entry and of all before it, whose digest is ``before``."""
        words = [before, str(self.number), self.code, self.student, self.name, self.versions]
        words += [str(self.shared), str(self.replaces)]
        for issued in self.questions:
            words += [issued.slot, issued.question, str(issued.draw), issued.identity]
        return hashlib.sha256(encoded("solgen ledger 1", *words)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that was issued in a sitting."""

    exam: str
    sitting: str
    secret: str
    """The fingerprint."""
    entries: tuple[LedgerEntry, ...] = ()
    versions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By digest: each program's version."""

    def current(self) -> dict[str, LedgerEntry]:
        """The entry of each student's latest paper, by id."""
        return {entry.student: entry for entry in self.entries}
