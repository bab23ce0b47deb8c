"""A ledger's entry to the plan of its paper, one at a time: no more than one paper has to be in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.exams.dealing import Dealt, planned, shared_values
from solgen.exams.exam import Slot
from solgen.exams.ledger import Ledger, LedgerEntry
from solgen.exams.papers import PaperPlan, PlannedQuestion
from solgen.exams.questions import question_at
from solgen.exams.roster import Roster, Student
from solgen.exams.sitting import Sitting


def paper_plan(sitting: Sitting, entry: LedgerEntry, student: Student) -> PaperPlan:
    """The plan of an issued paper. Raises Failure (exam-ledger-slot) where the exam has lost one of its questions."""
    label = f"{entry.number:04d}-{entry.code}"
    shared = shared_values(sitting, entry.student, entry.shared)
    found: list[PlannedQuestion] = []
    for issued in entry.questions:
        each = _place_of(sitting, issued.slot, issued.question)
        if each is None:
            message = (
                f"paper {label} has `{issued.question}` in the slot `{issued.slot}`, where the exam has it no more"
            )
            hint = "bring the slot back, or issue a new paper: `solgen reissue DIR --student ID --fresh`"
            raise Failure(Diagnostic("exam-ledger-slot", message, Place(str(sitting.exam.file)), hint))
        one = planned(sitting, entry.student, each, issued.draw, shared, label=f"paper {label}")
        found.append(replace(one, identity=issued.identity))
    granted = sitting.plan.accommodations.get(student.id, student.accommodation)
    return PaperPlan(entry.number, entry.code, replace(student, name=entry.name, accommodation=granted), tuple(found))


def _place_of(sitting: Sitting, name: str, question: str) -> Dealt | None:
    slots: Iterable[tuple[int, Slot]] = (
        (position, slot)
        for position, section in enumerate(sitting.exam.blueprint.sections)
        for slot in section.slots
        if slot.name == name
    )
    for position, slot in slots:
        for file in slot.candidates:
            loaded = question_at(file)
            if loaded.id == question:
                return Dealt(slot, position, loaded)
    return None


def issued_students(ledger: Ledger, roster: Roster) -> tuple[tuple[LedgerEntry, Student], ...]:
    """Everybody's latest paper with the student of the roster; who has left the roster is made from the ledger."""
    return tuple(
        (entry, roster.by_id.get(name) or Student(entry.student, entry.name))
        for name, entry in ledger.current().items()
    )


def differences(ledger: Ledger, roster: Roster) -> tuple[Diagnostic, ...]:
    """Warnings about students whose name has changed since their paper was issued, or who have left the roster."""
    found: list[Diagnostic] = []
    for name, entry in ledger.current().items():
        student = roster.by_id.get(name)
        if student is None:
            message = f"student {name} has paper {entry.number} and is no longer in the roster; the paper is kept"
            found.append(Diagnostic("exam-ledger-left", message, Place(str(roster.file)), "", Severity.WARNING))
        elif student.name != entry.name:
            message = (
                f"student {name} is now called “{student.name}”; paper {entry.number} was issued to “{entry.name}”"
            )
            hint = f"to print the new name, issue it again: `solgen reissue DIR --student {name}`"
            place = Place(str(roster.file), student.line)
            found.append(Diagnostic("exam-ledger-name", message, place, hint, Severity.WARNING))
    return tuple(found)
