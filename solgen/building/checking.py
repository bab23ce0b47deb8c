"""Questions judged in their reference and in drawn variants, without setting anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from solgen.building.gathering import Gathering
from solgen.building.pipeline import Progress, Surroundings, load_question, surroundings, tally, variants, work_out
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.load import load_exam
from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from solgen.questions import bank
from solgen.questions.translation import in_language, translations

_EXAM_SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one question: over how many variants, how many claims have which verdict, what was found."""

    id: str
    file: Path
    variants: int
    claims: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]


def question_files(paths: Sequence[Path]) -> tuple[tuple[Path, Surroundings], ...]:
    """The questions that paths stand for, each with what its exam declares: an exam's, a folder's, the bank's if none.

    Of a folder these are the Markdown files with a front matter: notes and built sheets have none. Raises Failure where
    an exam cannot be loaded or a folder holds no question.
    """
    found: dict[Path, Surroundings] = {}
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*.md") if _begins_as_a_question(file))
            if not files:
                hint = "a question is a file .md that begins with the line `---`; `solgen new question NAME` writes one"
                raise Failure(Diagnostic("question-file", "no question is in this folder", Place(str(path)), hint))
            found.update((file, Surroundings()) for file in files)
        elif path.suffix in _EXAM_SUFFIXES:
            exam = load_exam(path)
            around = surroundings(exam.declare, exam.macros, exam.language)
            found.update((file, around) for file in exam.blueprint.questions)
        else:
            found[path] = Surroundings()
    if not paths:
        found.update((file, Surroundings()) for file in bank.questions())
    return tuple(found.items())


def _begins_as_a_question(file: Path) -> bool:
    if not file.is_file():
        return False
    try:
        with file.open("rb") as stream:
            return stream.read(100).removeprefix(b"\xef\xbb\xbf").splitlines()[:1] == [b"---"]
    except OSError:
        return True  # what cannot be read is said when it is loaded


def check_files(
    files: Sequence[tuple[Path, Surroundings]], count: int, progress: Progress, *, strict: bool = False
) -> tuple[Checked, ...]:
    """Each question judged in its reference and ``count`` variants; what fails in one does not stop the others."""
    with few_collections(), Judge() as judge:
        return tuple(
            _check(file, around, count, judge, progress, (position, len(files)), strict=strict)
            for position, (file, around) in enumerate(files)
        )


def _check(
    file: Path,
    around: Surroundings,
    count: int,
    judge: Judge,
    progress: Progress,
    which: tuple[int, int],
    *,
    strict: bool,
) -> Checked:
    progress(f"checking {file.stem}", *which)
    try:
        question, warnings = load_question(file)
        for code in translations(file):
            in_language(question, code)
        drawn = variants(question, count) if count else variants(question, 0)[:1]
    except Failure as failure:
        return Checked(file.stem, file, 0, {}, failure.diagnostics)
    found = Gathering()
    found.add(warnings)
    claims: Counter[str] = Counter()
    for number, variant in enumerate(drawn):
        progress(f"checking {question.id}", number, len(drawn))
        outcome = work_out(variant, around, judge, strict=strict)
        found.add(dict.fromkeys(outcome.diagnostics), variant.label)
        if outcome.checked is not None:
            claims.update(tally(outcome.checked))
    found.add(dict.fromkeys(judge.diagnostics))
    judge.diagnostics.clear()
    return Checked(question.id, file, len(drawn), dict(sorted(claims.items())), found.told())
