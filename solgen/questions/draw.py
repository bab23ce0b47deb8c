"""Values for a question's parameters: drawn from a seed, or the question's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solgen.questions.question import Question, Variant


@dataclass(frozen=True, slots=True)
class Seed:
    """A derived key. ``label`` is what messages call it; the key itself is never shown."""

    key: bytes = field(repr=False)
    label: str = ""


@dataclass(frozen=True, slots=True)
class SpaceSize:
    """How many variants a question has; an estimate where they are too many to be counted."""

    count: int
    exact: bool


def seed_for_student(secret: bytes, exam: str, sitting: str, student: str, slot: str, question: str) -> Seed:
    """The seed of one question of one student's paper."""
    raise NotImplementedError


def seed_for(number: int, question_id: str, slot: str = "") -> Seed:
    """The seed that ``--seed NUMBER`` means; no secret, the same on every machine."""
    raise NotImplementedError


def draw(question: Question, seed: Seed) -> Variant:
    """The variant that a seed gives. Raises Failure where no draw meets the constraints."""
    raise NotImplementedError


def reference_variant(question: Question) -> Variant:
    """The variant with the question's own values."""
    raise NotImplementedError


def with_values(question: Question, texts: Mapping[str, str]) -> Variant:
    """The reference variant with some values replaced, given as text: ``{"a": "3"}``."""
    raise NotImplementedError


def space_size(question: Question) -> SpaceSize:
    """How many variants there are."""
    raise NotImplementedError


def all_variants(question: Question, limit: int) -> tuple[Variant, ...] | None:
    """Every variant, or None where there are more than ``limit``."""
    raise NotImplementedError
