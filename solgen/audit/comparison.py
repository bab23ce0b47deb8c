"""A text beside the bank question that it answers: what it has of the marking scheme, what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from solgen.documents.blocks import Document
from solgen.documents.checked import CheckedDocument
from solgen.questions.question import Variant


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that a bank question asks for and the text does not have."""

    kind: str
    """``part``, ``answer``, ``form``, ``case`` or ``step``."""
    part: str
    message: str


@dataclass(frozen=True, slots=True)
class MarkedStep:
    """A line of the bank's solution that earns marks. ``covered`` is the id of the claim that has it, if any does."""

    part: str
    latex: str
    """The line as the bank's solution writes it, in the bank's names."""
    marks: int
    covered: str = ""


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """One part of the question: where the text answers it, and the marks that the scheme gives for what is there."""

    name: str
    marks: int
    steps: tuple[MarkedStep, ...]
    text_part: str = ""
    """The part of the text in which it is answered; empty where it is not."""
    answer: str = ""
    """The id of the claim that ends in the answer; empty where none does."""
    omissions: tuple[Omission, ...] = ()

    @property
    def given(self) -> int:
        """The marks of the steps that the text has."""
        return sum(step.marks for step in self.steps if step.covered)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text beside one bank question. ``variant`` and ``document`` hold the right solution, to be shown beside it."""

    question: str
    title: str
    variant: Variant
    document: Document
    parts: tuple[ComparedPart, ...]
    names: tuple[tuple[str, str], ...] = ()
    """Which name of the question is which name of the text."""
    checked: CheckedDocument | None = None
    """The right solution with its verdicts, where it was judged."""

    @property
    def marks(self) -> int:
        """What the question is worth."""
        return sum(part.marks for part in self.parts)

    @property
    def given(self) -> int:
        """The marks that the scheme gives."""
        return sum(part.given for part in self.parts)

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """What the text does not have, in the order of the parts."""
        return tuple(omission for part in self.parts for omission in part.omissions)
