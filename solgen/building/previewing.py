"""One variant of a question with its solution, quickly, for its author to look at."""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from solgen.building.files import MANIFEST, digest, publish
from solgen.building.manifest import Manifest
from solgen.building.pipeline import load_question, surroundings, tally, variant_of, work_out
from solgen.building.plan import Choice, Look
from solgen.building.run import exam_of, solved_paper
from solgen.building.sheets import set_preview
from solgen.diagnostics import Diagnostic
from solgen.judge import Judge


@dataclass(frozen=True, slots=True)
class Shown:
    """The files of a preview, none where something is wrong."""

    files: tuple[Path, ...]
    claims: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]


_judge = Judge()
"""One for all previews of a process: while an author edits, most claims stay as they were."""
atexit.register(_judge.close)


def preview(source: Path, choice: Choice, out: Path) -> Shown:
    """Write ``preview.pdf`` and ``preview.md`` of a question into ``out/ID-preview``. Raises Failure."""
    _judge.begin()
    exam = exam_of(source)
    question, warnings = load_question(source)
    outcome = work_out(variant_of(question, choice), surroundings(exam.declare, exam.macros, exam.language), _judge)
    diagnostics = (*warnings, *outcome.diagnostics)
    claims = tally(outcome.checked) if outcome.checked is not None else {}
    if not outcome.acceptable:
        return Shown((), claims, diagnostics)
    folder = out / f"{question.id}-preview"
    files = set_preview(solved_paper(exam, choice, [outcome]), Look(("pdf", "md")))
    names = tuple(files)
    digests = {name: digest(data) for name, data in files.items()}
    files[MANIFEST] = Manifest(
        question.id, choice.label or "reference", {"preview": "yes"}, {}, {}, claims, digests
    ).as_bytes()
    publish(folder, files, {})
    return Shown(tuple(folder / name for name in names), claims, diagnostics)
