"""A build: every question down the road, then all sheets, then the files. Nothing is written if anything is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from solgen.building.claims import claims_file
from solgen.building.files import MANIFEST, claim_folder, digest, publish
from solgen.building.manifest import Manifest, input_digest, portable, read_manifest, versions
from solgen.building.pipeline import (
    Outcome,
    Progress,
    load_question,
    solved_question,
    surroundings,
    tally,
    variant_of,
    work_out,
)
from solgen.building.plan import Choice, Plan, template_files
from solgen.building.sheets import set_sheets
from solgen.diagnostics import Diagnostic, Failure, Severity
from solgen.documents.blocks import SourceText
from solgen.exams.exam import Blueprint, Exam, ExamSection, Slot
from solgen.exams.load import load_exam
from solgen.exams.papers import Paper, SolvedPaper
from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from solgen.questions.translation import translation_candidates


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to. Without a manifest nothing was written."""

    manifest: Manifest | None
    changed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def build(planned: Plan, progress: Progress) -> Built:
    """Compile an exam or a question into its folder.

    Raises Failure where the exam cannot be loaded, the folder is not ours, or a file cannot be written; what is wrong
    with its questions is in the result.
    """
    old = read_manifest(planned.folder)
    if planned.folder.exists():
        claim_folder(planned.folder)  # before the work, so that it is not in vain
    exam = exam_of(planned.source)
    with few_collections(), Judge() as judge:
        outcomes = work_out_exam(exam, planned.choice, judge, progress, strict=planned.strict)
        diagnostics = tuple(d for outcome in outcomes for d in outcome.diagnostics) + tuple(judge.diagnostics)
        kernel = judge.kernel
    if any(d.severity is Severity.ERROR for d in diagnostics) or not all(o.acceptable for o in outcomes):
        return Built(None, (), diagnostics)
    progress("setting the sheets", len(outcomes), len(outcomes))
    solved = solved_paper(exam, planned.choice, outcomes)
    files = set_sheets(solved, replace(planned.look, templates=planned.look.templates or exam.page.templates))
    files["claims.json"] = claims_file(solved.questions, kernel)
    manifest = Manifest(
        target=planned.id,
        variant=planned.choice.label or "reference",
        options=planned.options,
        versions=versions(),
        inputs=_inputs(planned, exam),
        claims=counts(outcomes),
        files={name: digest(data) for name, data in sorted(files.items())},
    )
    files[MANIFEST] = manifest.as_bytes()
    changed = publish(planned.folder, files, {} if old is None else old.files)
    return Built(manifest, changed, diagnostics)


def exam_of(source: Path) -> Exam:
    """The exam in a file, or one that holds nothing but the question in it. Raises Failure."""
    if source.suffix != ".md":
        return load_exam(source)
    question, _ = load_question(source)
    nothing = SourceText("")
    slots = (Slot(question.id, source),)
    blueprint = Blueprint((ExamSection("", "", slots),))
    return Exam(question.id, question.title, "", "", "", "", "en", slots, nothing, nothing, source, blueprint)


def work_out_exam(
    exam: Exam, choice: Choice, judge: Judge, progress: Progress, *, strict: bool = False
) -> tuple[Outcome, ...]:
    """An outcome for each slot, in order; one that fails does not keep the others from being looked at."""
    around = surroundings(exam.declare, exam.macros, exam.language)
    outcomes = []
    for position, slot in enumerate(exam.slots):
        progress(f"checking {slot.name}", position, len(exam.slots))
        try:
            question, warnings = load_question(slot.question)
            outcome = work_out(variant_of(question, choice, slot.name, slot.fixed), around, judge, strict=strict)
            outcomes.append(Outcome(outcome.variant, outcome.checked, (*warnings, *outcome.diagnostics)))
        except Failure as failure:
            outcomes.append(Outcome(None, None, failure.diagnostics))
    return tuple(outcomes)


def solved_paper(exam: Exam, choice: Choice, outcomes: Sequence[Outcome]) -> SolvedPaper:
    """What all sheets are composed from."""
    questions = tuple(
        replace(solved, question=replace(solved.question, section=section, space=slot.space))
        for solved, slot, section in zip(
            (solved_question(number, outcome) for number, outcome in enumerate(outcomes, 1)),
            exam.slots,
            exam.blueprint.reference_sections,
            strict=True,
        )
    )
    return SolvedPaper(Paper(exam, choice.label, tuple(q.question for q in questions)), questions)


def counts(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many claims of all questions have which verdict."""
    total: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.checked is not None:
            total.update(tally(outcome.checked))
    return dict(sorted(total.items()))


def _inputs(planned: Plan, exam: Exam) -> dict[str, str]:
    """Every file that was read, and those that would have been read had they been there."""
    base = planned.source.parent
    paths = [planned.source, base / "course.yaml"]
    for slot in exam.slots:
        paths += [
            slot.question,
            slot.question.with_suffix(".py"),
            *translation_candidates(slot.question, exam.language),
        ]
    for folder in (planned.look.templates, exam.page.templates):
        paths += [] if folder is None else template_files(folder)
    return {portable(path, base): input_digest(path) for path in dict.fromkeys(paths)}
