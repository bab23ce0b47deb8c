"""The papers of a ledger made: what stands in the folder already is kept, the rest is handed out and put there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from solgen.building.files import digest, put, unchanged
from solgen.building.manifest import Manifest, versions
from solgen.building.pipeline import Progress
from solgen.building.sitting.asked import Asked, student_from
from solgen.building.sitting.chunks import Spreader
from solgen.building.sitting.executors import Crew
from solgen.building.sitting.failures import failures, warnings
from solgen.building.sitting.folder import LEDGER
from solgen.building.sitting.inputs import Inputs
from solgen.building.sitting.journal import Journal
from solgen.building.sitting.made import Made, NotMade, Outcome
from solgen.building.sitting.order import alike_together
from solgen.building.sitting.products import Collected, collect
from solgen.building.sitting.work import Job, Work, make_papers
from solgen.diagnostics import Diagnostic, Failure
from solgen.exams.ledger import Ledger, LedgerEntry
from solgen.exams.ledger_file import ledger_text
from solgen.exams.planning import paper_plan
from solgen.exams.roster import Student
from solgen.exams.sitting import Sitting
from solgen.sheets.paper import identity_on_paper, identity_on_solutions

MOST_IN_VAIN = 20
"""How many papers may fail, with none in the folder, before the rest is not tried."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run came to."""

    folder: Path
    manifest: Manifest | None
    """None where no paper could be made, and nothing was written."""
    made: int
    kept: int
    """Papers that stood there from before."""
    judged: int
    """Claims that were new to the process that came upon them."""
    diagnostics: tuple[Diagnostic, ...]


class Planner:
    """The ledger's entries as work, one at a time."""

    def __init__(self, sitting: Sitting, journal: Journal) -> None:
        self._sitting = sitting
        self._students = {name: student_from(text) for name, text in journal.students().items()}

    def work(self, entry: LedgerEntry) -> Work:
        """The work of an entry. Raises Failure where the exam has no such question any more."""
        student = self._students.get(entry.student) or Student(entry.student, entry.name)
        plan = paper_plan(self._sitting, entry, student)
        return Work(plan, identity_on_paper(self._sitting, plan), identity_on_solutions(plan))


@dataclass(slots=True)
class Run:
    """One run in a folder that is locked."""

    folder: Path
    asked: Asked
    sitting: Sitting
    ledger: Ledger
    journal: Journal
    only: frozenset[int] = frozenset()
    """The numbers of the papers to be made, all others staying as they are; empty: whatever is not as it should be."""
    _keys: dict[int, str] = field(default_factory=dict)
    """By number, of each paper that stands in the folder: from what it was made."""
    _failed: list[NotMade] = field(default_factory=list)
    _warnings: list[Diagnostic] = field(default_factory=list)
    _made: int = 0
    _judged: int = 0
    _ledger_stands: bool = False
    _pictures: dict[str, str] = field(default_factory=dict)
    """Digests of the pictures beside the sheets, by name."""

    def build(self, crew: Crew, progress: Progress) -> Built:
        """Make what is missing, and collect. Raises Failure where the run has to end before."""
        job = Job(self.sitting.exam, self.asked.look, self.asked.strict, versions())
        inputs = Inputs(self.asked, self.sitting.plan, job.versions)
        planner = Planner(self.sitting, self.journal)
        waiting = dict(self._waiting(planner, inputs))
        kept = len(self._keys)
        if waiting:
            missing = alike_together(entry for entry in self.ledger.entries if entry.number in waiting)
            works = map(planner.work, missing)
            for outcomes in Spreader(job, crew.workers(len(waiting)), make_papers).run(works):
                self._take(outcomes, waiting)
                progress("making papers", self._made + len(self._failed), len(waiting))
                if len(self._failed) >= MOST_IN_VAIN and not self._keys:
                    break
        students = {entry.number: entry.student for entry in self.ledger.entries}
        diagnostics = (*failures(self._failed, students), *warnings(self._warnings))
        if not self._keys or (self.only and not self._made):
            return Built(self.folder, None, 0, 0, self._judged, diagnostics)
        self._write_ledger()
        collected = Collected(
            self.folder, self.asked, self.sitting, self.ledger, self.journal, inputs.all(), job.versions, self._keys
        )
        return Built(self.folder, collect(collected, crew, progress), self._made, kept, self._judged, diagnostics)

    def _waiting(self, planner: Planner, inputs: Inputs) -> Iterator[tuple[int, str]]:
        """Numbers and keys of the papers that are to be made; those that stand there as they should are noted.

        A paper that was replaced by another one is kept as it is: its question may have changed since.
        """
        known = self.journal.keys()
        current = {entry.number for entry in self.ledger.current().values()}
        for entry in self.ledger.entries:
            was = known.get(entry.number)
            if was is not None and not self._stands(entry.number):
                was = None
            if entry.number not in (self.only or current):
                if was is not None:
                    self._keys[entry.number] = was
                    continue
                if self.only:
                    continue
            try:
                key = inputs.key(planner.work(entry))
            except Failure as failure:
                self._not_made(NotMade(entry.number, _label(entry), failure.diagnostics))
                continue
            if was == key:
                self._keys[entry.number] = key
            else:
                yield entry.number, key

    def _stands(self, number: int) -> bool:
        record = self.journal.record(number)
        return record is not None and unchanged(self.folder, record.files)

    def _take(self, outcomes: Sequence[Outcome], keys: Mapping[int, str]) -> None:
        """What came of a chunk: onto the disk first, then into the journal."""
        made = [outcome for outcome in outcomes if isinstance(outcome, Made)]
        for outcome in outcomes:
            if isinstance(outcome, NotMade):
                self._not_made(outcome)
        if not made:
            return
        self._write_ledger()
        files: dict[str, bytes] = {}
        pictures: dict[str, bytes] = {}
        for each in made:
            files.update(each.files)
            pictures.update(each.shared)
            self._refuse_two_pictures_of_one_name(each.shared)
            self._warnings += each.warnings
            self._judged += each.judged
        put(self.folder, {**pictures, **files})
        rows = ((keys[each.record.number], each.record, each.claims, each.contexts) for each in made)
        self.journal.enter(rows, {name: digest(data) for name, data in pictures.items()})
        self._keys.update({each.record.number: keys[each.record.number] for each in made})
        self._made += len(made)

    def _refuse_two_pictures_of_one_name(self, pictures: Mapping[str, bytes]) -> None:
        """Raise Failure (build-figure-twice) where papers of different questions mean different pictures by a name."""
        for name, data in pictures.items():
            if self._pictures.setdefault(name, digest(data)) != digest(data):
                message = f"two questions mean different pictures by `{name.partition('/')[2]}`"
                hint = "give the pictures of an exam's questions different names"
                raise Failure(Diagnostic("build-figure-twice", message, hint=hint))

    def _not_made(self, paper: NotMade) -> None:
        """A paper that was not made; the one that was made in its place before, if any, is kept."""
        self._failed.append(paper)
        known = self.journal.keys().get(paper.number)
        if known is not None and self._stands(paper.number):
            self._keys[paper.number] = known

    def _write_ledger(self) -> None:
        """Before the first paper is on the disk, and only if there is one: so it names no paper that nobody can get."""
        if not self._ledger_stands:
            put(self.folder, {LEDGER: ledger_text(self.ledger).encode()})
            self._ledger_stands = True


def _label(entry: LedgerEntry) -> str:
    return f"{entry.number:04d}-{entry.code}"
