"""A question's solver, run in a process of its own and killed at its limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solgen.questions.question import Question, Value


@dataclass(frozen=True, slots=True)
class Solved:
    """What a solver returned, and which of its names a stem may use."""

    values: Mapping[str, Value]
    public: frozenset[str]


def run(question: Question, values: Mapping[str, Value], *, seconds: float = 20.0) -> Solved:
    """The values of the solver beside a question; no values where there is no solver. Raises Failure."""
    raise NotImplementedError
