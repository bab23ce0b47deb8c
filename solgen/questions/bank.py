"""The questions and exams that come with solgen, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.questions.names import suggestion

BANK = Path(__file__).parents[1] / "bank"
EXAM_ENDINGS = (".yaml", ".yml")
_COURSE = "course.yaml"
_ID = re.compile(r"^id:\s*['\"]?([A-Za-z0-9-]+)", re.MULTILINE)


def find(name: str) -> Path:
    """The file of a question or an exam: a path that exists, or a name in the bank. Raises Failure."""
    try:
        path = Path(name)
        if path.is_file():
            return path
        if path.is_dir() and (path / "exam.yaml").is_file():
            return path / "exam.yaml"
        if path.is_dir() and name not in {named(file) for file in (*questions(), *exams())}:
            hint = "name a file in it; `solgen check` takes folders of questions"
            raise Failure(Diagnostic("question-file", "this is a folder, not a question or an exam", Place(name), hint))
        looks_like_a_path = path.suffix in {".md", *EXAM_ENDINGS} or len(path.parts) > 1
    except (OSError, ValueError):
        looks_like_a_path = True
    if looks_like_a_path:
        raise Failure(
            Diagnostic("question-file", "there is no such file", Place(name), "check the name and the folder")
        )
    known = {named(file): file for file in (*questions(), *exams())}
    if name in known:
        return known[name]
    hint = suggestion(name, known, "questions and exams of the bank")
    raise Failure(Diagnostic("question-not-found", f"there is no file and no question or exam `{name}`", hint=hint))


def named(file: Path) -> str:
    """The id that a file gives itself, or its name."""
    found = _ID.search(file.read_text(encoding="utf-8", errors="replace")[:5000])
    return found.group(1) if found else file.stem


def questions() -> tuple[Path, ...]:
    """The question files of the bank, in alphabetical order; what they are in second languages is none of them."""
    return _files(file for file in BANK.glob("*/*.md") if "." not in file.stem)


def exams() -> tuple[Path, ...]:
    """The exam files of the bank, in alphabetical order."""
    return _files(file for file in BANK.glob("*/*.yaml") if file.name != _COURSE)


def _files(found: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted(file for file in found if file.name[0] not in "._" and file.name != "README.md"))
