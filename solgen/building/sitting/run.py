"""All papers of a sitting: issued, made by many processes, entered in the journal, collected.

Whatever interrupts a run, the next one goes on from what is in the journal. The ledger is on the disk before the first
paper is, so that no paper is ever given out twice differently.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from solgen.building.manifest import versions
from solgen.building.pipeline import Progress
from solgen.building.sitting.asked import ASKED, Asked, folder_of, plan_of, roster_for, student_text
from solgen.building.sitting.drawing import issue_with
from solgen.building.sitting.executors import Crew
from solgen.building.sitting.failures import failures
from solgen.building.sitting.folder import has_made_nothing, refuse_other_folder, sweep
from solgen.building.sitting.issued import sitting_in
from solgen.building.sitting.journal import journal_in
from solgen.building.sitting.lock import locked
from solgen.building.sitting.made import NotMade
from solgen.building.sitting.making import Built, Run
from solgen.exams.ledger_file import empty_ledger
from solgen.exams.planning import differences


def build_sitting(asked: Asked, roster_file: Path, out: Path, executor: str, progress: Progress) -> Built:
    """Papers for all students of a roster. Raises Failure where nothing could be made, or the run had to end early."""
    asked = asked.absolute()
    plan = plan_of(asked)
    roster = roster_for(plan, roster_file)
    folder = folder_of(plan, out)
    refuse_other_folder(folder)
    with locked(folder), journal_in(folder) as journal, closing(Crew(executor)) as crew:
        sweep(folder)
        sitting, ledger = sitting_in(folder, plan)
        if journal.said(ASKED) and not journal.keys() and has_made_nothing(folder):
            ledger = empty_ledger(sitting)  # it was written, and then no paper was: nobody has one
        known = ledger.current()
        crew.expect(sum(student.id not in known for student in roster.students))
        progress("drawing the variants", 0, len(roster.students))
        issued = issue_with(crew, sitting, roster, ledger, versions())
        journal.note({ASKED: asked.as_text()})
        journal.keep_students((student.id, student_text(student)) for student in roster.students)
        run = Run(folder, asked, sitting, issued.ledger, journal)
        built = run.build(crew, progress)
        without = failures([NotMade(0, "", (diagnostic,)) for diagnostic in issued.diagnostics], {})
        return replace(built, diagnostics=(*differences(issued.ledger, roster), *without, *built.diagnostics))
