"""One paper, made in any process: drawn, filled, judged, set. Nothing of the sitting's secret is needed for it."""

from __future__ import annotations

import atexit
import errno
import hashlib
import json
import signal
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from functools import lru_cache
from typing import Final, Protocol

from solgen.building.claims import claim_row
from solgen.building.manifest import versions
from solgen.building.pipeline import Outcome, Surroundings, solved_question, surroundings, tally, work_out
from solgen.building.plan import Look
from solgen.building.sheets import set_paper
from solgen.building.sitting.freed_memory import give_back
from solgen.building.sitting.journal import DIGEST_BYTES, ClaimRow, Record
from solgen.building.sitting.made import Made, NotMade
from solgen.building.sitting.made import Outcome as Result
from solgen.diagnostics import Diagnostic, Failure, Severity
from solgen.documents.blocks import SourceText
from solgen.documents.by_identity import ByIdentity
from solgen.documents.checked import CheckedStep
from solgen.exams.cost import cost
from solgen.exams.drawing import refuse_if_changed, variant_of_planned
from solgen.exams.exam import Exam, ExamSection
from solgen.exams.papers import Paper, PaperPlan, SolvedPaper, SolvedQuestion
from solgen.judge import Exchange, Judge, context_text
from solgen.notation.garbage import few_collections
from solgen.questions.fill import fill
from solgen.sheets.key import key_rows
from solgen.sheets.paper import PaperIdentity


@dataclass(frozen=True, slots=True)
class Job:
    """What all papers of a run have in common."""

    exam: Exam
    look: Look
    strict: bool
    versions: Mapping[str, str]
    """Those of the process that hands out the work; a worker with others refuses it."""


@dataclass(frozen=True, slots=True)
class Work:
    """One paper to be made."""

    plan: PaperPlan
    on_paper: PaperIdentity
    on_solutions: PaperIdentity


_judge = Judge(together=True)
"""One in each process: most claims of a paper have been judged for another one before."""
atexit.register(_judge.close)
_alone = threading.Lock()
"""What is remembered in a process is not shared between threads, which some executors use."""


@dataclass(slots=True)
class _Worker:
    """What a process is that does nothing but make papers."""

    seconds: float = 0.0
    """Processor time after which it ends if it is at one paper; 0: never."""
    place: int = 0
    of: int = 1
    """Which of how many it is, as far as they tell each other verdicts."""


_worker = _Worker()


class Colleagues(Exchange, Protocol):
    """The other workers of a run, to whom verdicts are told and from whom they are heard."""

    place: int
    """Which worker this one is, from 0."""
    of: int
    """How many there are."""


def begin_worker(seconds: float, colleagues: Colleagues | None) -> None:
    """From now on, end this process where a paper takes more processor time: only that ends a library that hangs.

    For processes that do nothing but make papers. ``colleagues`` are those that verdicts are shared with.
    """
    _worker.seconds = seconds
    if colleagues is not None:
        _judge.exchange = colleagues
        _worker.place, _worker.of = colleagues.place, colleagues.of


def make_papers(job: Job, works: Sequence[Work]) -> tuple[Result, ...]:
    """Make some papers; one that fails does not keep the others from being made.

    Raises Failure where the machine is at fault and no other paper would fare better: build-worker-differs,
    machine-disk-full, judge-not-started.
    """
    refuse_other_versions(job.versions)
    with _alone, few_collections():
        made = tuple(_made_in_time(job, work) for work in works)
    give_back()
    return made


def refuse_other_versions(theirs: Mapping[str, str]) -> None:
    """Raise Failure (build-worker-differs) in a worker that would make other bytes."""
    ours = versions()
    if ours != dict(theirs):
        differing = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
        message = f"a worker has other versions than this machine: {', '.join(differing)}"
        hint = "install the same solgen, with the same constraints, on all machines"
        raise Failure(Diagnostic("build-worker-differs", message, hint=hint))


def _made_in_time(job: Job, work: Work) -> Result:
    if not _worker.seconds:
        return _made(job, work)
    signal.setitimer(signal.ITIMER_PROF, _worker.seconds)  # what the signal does by default ends the process
    try:
        return _made(job, work)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _made(job: Job, work: Work) -> Result:
    plan = work.plan
    before = _judge.new
    try:
        outcomes = _all_worked_out(job, plan)
        found = tuple(d for outcome in outcomes for d in outcome.diagnostics) + tuple(_judge.diagnostics)
        _judge.diagnostics.clear()
        if any(d.severity is Severity.ERROR for d in found) or not all(o.acceptable for o in outcomes):
            return NotMade(plan.number, plan.label, found)
        solved = solved_paper(job.exam, plan, outcomes)
        files, shared = set_paper(solved, job.look, work.on_paper, work.on_solutions)
    except Failure as failure:
        _raise_if_general(failure)
        return NotMade(plan.number, plan.label, failure.diagnostics)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            return NotMade(plan.number, plan.label, (_defect(error),))
        message = "a worker has no room left for its temporary files"
        raise Failure(Diagnostic("machine-disk-full", message, hint="free some space, or set TMPDIR")) from error
    except MemoryError:
        hint = "close other programs, or let fewer processes work: --executor processes:1"
        return NotMade(plan.number, plan.label, (Diagnostic("machine-no-memory", "no memory was left", hint=hint),))
    except Exception as error:  # noqa: BLE001 -- one paper's fault stops nobody else, whatever it is
        return NotMade(plan.number, plan.label, (_defect(error),))
    claims, contexts = _claims(solved)
    counts: Counter[str] = Counter()
    for question in solved.questions:
        counts.update(tally(question.checked))
    record = Record(
        plan.number,
        plan.label,
        {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        dict(sorted(counts.items())),
        tuple(tuple(map(str, astuple(row))) for row in key_rows(solved)),
        {question.variant.question.id: asdict(cost(fill(question.variant))) for question in solved.questions},
    )
    return Made(record, files, shared, claims, contexts, _judge.new - before, found)


def _all_worked_out(job: Job, plan: PaperPlan) -> list[Outcome]:
    """An outcome for each question. Each worker begins at another one, so that all tell and few are told too late."""
    count = len(plan.questions)
    first = _worker.place * count // _worker.of
    outcomes = {position % count: _worked_out(job, plan, position % count) for position in range(first, first + count)}
    return [outcomes[position] for position in range(count)]


def _worked_out(job: Job, plan: PaperPlan, position: int) -> Outcome:
    planned = plan.questions[position]
    variant = variant_of_planned(planned)
    refuse_if_changed(planned, fill(variant).pieces)
    around = _surroundings(job.exam.declare, job.exam.macros, job.exam.language)
    return work_out(variant, around, _judge, strict=job.strict)


@lru_cache(maxsize=4)
def _surroundings(declare: SourceText, macros: SourceText, language: str) -> Surroundings:
    return surroundings(declare, macros, language)


def solved_paper(exam: Exam, plan: PaperPlan, outcomes: Sequence[Outcome]) -> SolvedPaper:
    """What the sheets of a planned paper are composed from."""
    questions: list[SolvedQuestion] = []
    begun: set[int] = set()
    for number, (planned, outcome) in enumerate(zip(plan.questions, outcomes, strict=True), 1):
        solved = solved_question(number, outcome)
        section = None if planned.section in begun else _titled(exam.blueprint.sections[planned.section])
        begun.add(planned.section)
        questions.append(replace(solved, question=replace(solved.question, section=section, space=planned.space)))
    return SolvedPaper(Paper(exam, "", tuple(each.question for each in questions)), tuple(questions))


def _titled(section: ExamSection) -> ExamSection | None:
    return section if section.title or section.instructions else None


def _claims(solved: SolvedPaper) -> tuple[tuple[ClaimRow, ...], dict[str, str]]:
    rows: list[ClaimRow] = []
    contexts: dict[str, str] = {}
    for question in solved.questions:
        for step in question.checked.steps:
            context = step.step.claim.context
            text, name = context_text(context)
            contexts.setdefault(name, text)
            rows.append(_claim(step, question.variant.question.id, name))
    return tuple(rows), contexts


def _claim_row(step: CheckedStep, question: str, context: str) -> ClaimRow:
    text = json.dumps(claim_row(question, step, context), ensure_ascii=False)
    return ClaimRow(hashlib.sha256(text.encode()).digest()[:DIGEST_BYTES], context, text)


_claim: Final[ByIdentity[CheckedStep, ClaimRow]] = ByIdentity(_claim_row, kept=1024)
"""Remembered, for most claims of a paper stand on other papers as well, and are the same object there."""


def _raise_if_general(failure: Failure) -> None:
    if any(d.code.startswith("machine-") or d.code == "judge-not-started" for d in failure.diagnostics):
        raise failure


def _defect(error: Exception) -> Diagnostic:
    message = f"solgen has a defect: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return Diagnostic("internal-error", message, hint="please report this line together with the question")
