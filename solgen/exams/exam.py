"""An exam as written in ``exam.yaml``: its cover and its slots."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from solgen.documents.blocks import SourceText


@dataclass(frozen=True, slots=True)
class Slot:
    """A named place in an exam, and the question that stands there."""

    name: str
    question: Path


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam: what its cover says and which questions it holds, in order."""

    id: str
    title: str
    course: str
    date: str
    duration: str
    aids: str
    language: str
    slots: tuple[Slot, ...]
    declare: SourceText
    """Declarations for all its questions."""
    macros: SourceText
    """The author's own LaTeX macros, for all its questions."""
    file: Path
