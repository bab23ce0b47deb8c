"""``exam.yaml`` and the ``course.yaml`` beside it to an ``Exam``."""

from __future__ import annotations

from pathlib import Path

from solgen.exams.exam import Exam


def load_exam(path: Path) -> Exam:
    """The exam in a file. Raises Failure with every diagnostic found."""
    raise NotImplementedError(path)
