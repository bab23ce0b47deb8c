"""Who gets which questions, in which order, with which seeds: by names and the secret, never by positions.

Of a pool each student takes the questions with the least scores, and a score is an HMAC of names. So a question that is
added to a pool comes onto some papers and changes no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solgen.exams.exam import Slot
from solgen.exams.papers import PlannedQuestion
from solgen.exams.questions import question_at
from solgen.exams.sitting import Sitting
from solgen.questions.question import Question, Value
from solgen.questions.seeds import Stream, derived, passed_over, seed_for_student
from solgen.questions.specification import Rows, columns, specification


@dataclass(frozen=True, slots=True)
class Dealt:
    """A question that stands in a slot of somebody's paper."""

    slot: Slot
    section: int
    question: Question


def dealt(sitting: Sitting, student: str) -> tuple[Dealt, ...]:
    """The questions of the paper of a student, named by id, in its order. Raises Failure where one cannot be loaded."""
    found: list[Dealt] = []
    for position, section in enumerate(sitting.exam.blueprint.sections):
        mine = [
            Dealt(slot, position, question) for slot in section.slots for question in _taken(sitting, student, slot)
        ]
        if section.shuffle:
            mine.sort(key=lambda each: _score(sitting, "solgen order 1", student, each.slot, each.question))
        found += mine
    return tuple(found)


def _taken(sitting: Sitting, student: str, slot: Slot) -> list[Question]:
    """The questions that a slot takes, in the order of its pool."""
    questions = [question_at(file) for file in slot.candidates]
    if len(questions) == slot.take:
        return questions
    scores = {q.id: _score(sitting, "solgen choice 1", student, slot, q) for q in questions}
    chosen = sorted(scores, key=scores.__getitem__)[: slot.take]
    return [question for question in questions if question.id in chosen]


def _score(sitting: Sitting, purpose: str, student: str, slot: Slot, question: Question) -> bytes:
    words = (sitting.exam.id, sitting.name, student, slot.name, question.id)
    return derived(sitting.secret.key, purpose, *words)


def shared_values(sitting: Sitting, student: str, passed: int) -> dict[str, Value]:
    """The values of the shared parameters on a student's paper, after ``passed`` draws that no question could use."""
    shared = sitting.exam.blueprint.shared
    if not shared:
        return {}
    # no question has an empty id, so that this seed is none of theirs
    seed = seed_for_student(sitting.secret.key, sitting.exam.id, sitting.name, student, "", "")
    seed = passed_over(seed, passed)
    values: dict[str, Value] = {}
    for parameter in shared:
        specified = specification(parameter.specification)
        picked = specified.pick(Stream(seed, parameter.name).below)
        if isinstance(specified, Rows):
            assert isinstance(picked, tuple)
            values.update(zip(specified.columns, picked, strict=True))
        else:
            values[parameter.name] = picked
    return values


def planned(
    sitting: Sitting, student: str, each: Dealt, draw: int, shared: Mapping[str, Value], *, label: str = ""
) -> PlannedQuestion:
    """A question of a paper with the seed of its ``draw``-th variant (from 0); its identity is still unknown."""
    seed = seed_for_student(
        sitting.secret.key, sitting.exam.id, sitting.name, student, each.slot.name, each.question.id
    )
    mine = {name for parameter in each.question.parameters for name in columns(parameter)} if shared else set()
    return PlannedQuestion(
        slot=each.slot.name,
        section=each.section,
        question=each.question.file,
        question_id=each.question.id,
        seed=passed_over(seed, draw).named(label),
        given={**{name: value for name, value in shared.items() if name in mine}, **each.slot.fixed},
        space=each.slot.space,
    )
