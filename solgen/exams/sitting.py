"""A sitting: an exam on a date, for the students of a roster, under a secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from solgen.exams.exam import Exam
from solgen.exams.roster import Accommodation
from solgen.exams.secret import Secret


@dataclass(frozen=True, slots=True)
class SittingPlan:
    """What ``--sitting`` says, or the defaults: everything but the secret itself."""

    name: str
    exam: Exam
    """The exam, with what the sitting says on its cover."""
    secret_file: Path
    accommodations: Mapping[str, Accommodation] = field(default_factory=dict)
    """By student's id; they go before those of the roster."""
    repeats: bool = False
    """Whether two students may get the same variant, in every slot."""
    file: Path | None = None
    id_column: str = ""
    """The heading of the roster's column with the ids, where the header alone does not tell."""
    name_column: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What papers are planned from, besides the roster and the ledger."""

    plan: SittingPlan
    secret: Secret

    @property
    def name(self) -> str:
        """The sitting's name, which goes into every seed."""
        return self.plan.name

    @property
    def exam(self) -> Exam:
        """The exam, with what the sitting says on its cover."""
        return self.plan.exam
