"""A document whose every claim has its verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solgen.diagnostics import Diagnostic, Severity
from solgen.documents.blocks import Document, Role, Step
from solgen.kernel.claim import Verdict, Word


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """A step, the verdict on its claim, and on whether it follows from the member before."""

    step: Step
    verdict: Verdict
    follows: Verdict

    @property
    def established(self) -> bool:
        """Both the claim and its following from the line before are established."""
        return self.verdict.established and self.follows.established

    @property
    def word(self) -> str:
        """The word under which a sheet counts the step: the author's where it rests on that, else the verdict's."""
        rests_on_author = self.step.role is Role.VOUCH and not self.established
        return (Word.VOUCHED if rests_on_author else self.verdict.word).value


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """What can be composed into sheets, if no diagnostic is an error."""

    document: Document
    steps: tuple[CheckedStep, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def acceptable(self) -> bool:
        """Whether sheets may be printed from it."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    def counts(self) -> dict[str, int]:
        """How many steps have which verdict, by word, in the order of first appearance."""
        return dict(Counter(checked.word for checked in self.steps))
