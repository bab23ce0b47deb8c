"""The questions and exams that come with solgen, by name."""

from __future__ import annotations

from pathlib import Path


def find(name: str) -> Path:
    """The file of a question or an exam: a path that exists, or a name in the bank. Raises Failure."""
    raise NotImplementedError


def questions() -> tuple[Path, ...]:
    """The question files of the bank, in alphabetical order."""
    raise NotImplementedError


def exams() -> tuple[Path, ...]:
    """The exam files of the bank, in alphabetical order."""
    raise NotImplementedError
