"""The questions of an exam, loaded once while their files stay as they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from solgen.questions.load import load_question
from solgen.questions.question import Question

_Stamp = tuple[int, int] | None


def question_at(path: Path) -> Question:
    """The question in a file; read again only when it, or the solver beside it, has changed. Raises Failure."""
    return _loaded(path, _stamp(path), _stamp(path.with_suffix(".py")))


@lru_cache(maxsize=512)
def _loaded(path: Path, _text: _Stamp, _solver: _Stamp) -> Question:
    return load_question(path)


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
