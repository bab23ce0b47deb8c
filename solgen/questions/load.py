"""A question file to a ``Question``: its front matter, its sections, and everything wrong with its form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from solgen.diagnostics import Diagnostic
from solgen.questions.question import Question


@dataclass(frozen=True, slots=True)
class Loaded:
    """A question, and what was found that does not stop it."""

    question: Question
    warnings: tuple[Diagnostic, ...]


def load_question(path: Path) -> Question:
    """The question in a file. Raises Failure with every diagnostic found."""
    return load(path).question


def load(path: Path) -> Loaded:
    """The question in a file, with its warnings. Raises Failure with every diagnostic found."""
    raise NotImplementedError(path)
