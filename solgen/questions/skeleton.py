"""The commented text that ``solgen new`` writes; it compiles as it is."""

from __future__ import annotations


def question_text(name: str) -> str:
    """A question file with the id ``name``. Raises Failure where that is no id."""
    raise NotImplementedError(name)


def exam_text(name: str) -> str:
    """An exam file with the id ``name``. Raises Failure where that is no id."""
    raise NotImplementedError(name)
