"""A new paper for one student of a sitting: the same variants under a new number, or fresh ones."""

from __future__ import annotations

from pathlib import Path

from solgen.building.manifest import versions
from solgen.building.pipeline import Progress
from solgen.building.sitting.asked import student_from
from solgen.building.sitting.executors import Crew
from solgen.building.sitting.folder import refuse_other_folder, sweep
from solgen.building.sitting.issued import issued_in
from solgen.building.sitting.journal import journal_in
from solgen.building.sitting.lock import locked
from solgen.building.sitting.making import Built, Run
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.issuing import reissue
from solgen.exams.ledger import LedgerEntry
from solgen.exams.roster import Student


def reissue_paper(folder: Path, student: str, progress: Progress, *, fresh: bool) -> tuple[Built, LedgerEntry]:
    """Enter a new paper in the ledger and make it; all other papers stay as they are, the student's old one too.

    Raises Failure: build-no-sitting, exam-not-issued, whatever is wrong with the exam; then nothing has changed.
    """
    if not folder.is_dir():
        hint = "name the folder of a sitting that `solgen build EXAM --roster ROSTER` has made"
        raise Failure(Diagnostic("build-no-sitting", f"there is no folder {folder}", Place(str(folder)), hint))
    refuse_other_folder(folder)
    with locked(folder), journal_in(folder) as journal:
        sweep(folder)
        asked, sitting, ledger = issued_in(folder, journal)
        known = journal.students().get(student)
        entry = ledger.current().get(student)
        name = entry.name if entry is not None else ""
        whom = student_from(known) if known else Student(student, name)
        issued = reissue(sitting, ledger, whom, versions(), fresh=fresh)
        run = Run(folder, asked, sitting, issued.ledger, journal, only=frozenset({issued.new[0].number}))
        return run.build(Crew("here"), progress), issued.new[0]
