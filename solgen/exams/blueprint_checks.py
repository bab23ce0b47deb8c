"""What a blueprint must be besides its form: pools that are fair, values that its questions can have.

These checks load questions, so they are made only where a blueprint has pools, fixed or shared values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from solgen.diagnostics import Diagnostic, Failure
from solgen.exams.exam import Blueprint, Slot
from solgen.exams.slots import names_of, total_marks
from solgen.questions.draw import given_problem
from solgen.questions.load import load_question
from solgen.questions.names import suggestion
from solgen.questions.question import Parameter, Question
from solgen.questions.specification import Rows, Specification, Unreadable, columns, specification

MOST_TRIED = 200
"""How many values of a shared parameter are tried on each question."""


def blueprint_problems(blueprint: Blueprint) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a blueprint whose slots name questions that exist."""
    chosen = [slot for slot in blueprint.slots if slot.pool or slot.fixed]
    if not chosen and not blueprint.shared:
        return ()
    files = blueprint.questions if blueprint.shared else tuple(file for slot in chosen for file in slot.candidates)
    try:
        questions = {file: load_question(file) for file in dict.fromkeys(files)}
    except Failure as failure:
        return failure.diagnostics
    return (
        *(problem for slot in chosen for problem in _pool_problems(slot, questions)),
        *_overlaps(blueprint),
        *(problem for slot in chosen for problem in _fixed_problems(slot, questions)),
        *(problem for parameter in blueprint.shared for problem in _shared_problems(parameter, questions)),
    )


def _pool_problems(slot: Slot, questions: Mapping[Path, Question]) -> Iterator[Diagnostic]:
    """A pool gives everybody as many marks, and the seeds tell its questions apart by their ids."""
    pool = [questions[file] for file in slot.pool]
    marks = {total_marks(question): question for question in pool}
    if len(marks) > 1:
        told = ", ".join(f"`{question.id}` {total_marks(question)}" for question in pool[:6])
        hint = "put questions of equal marks into a pool: `pool: {topics: […], marks: 5}`"
        yield Diagnostic("exam-pool", f"the questions of this pool are worth different marks: {told}", slot.place, hint)
    ids = [question.id for question in pool]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice:
        hint = "give each question an id of its own"
        yield Diagnostic("exam-pool", f"two questions of this pool have the id `{twice}`", slot.place, hint)


def _overlaps(blueprint: Blueprint) -> Iterator[Diagnostic]:
    """Nobody gets a question of a pool twice."""
    earlier: list[Slot] = []
    for slot in blueprint.slots:
        for other in earlier:
            both = [file for file in slot.candidates if file in other.candidates]
            if both and (slot.pool or other.pool):
                message = f"{names_of(both[:3])} may stand both in `{other.name}` and in `{slot.name}`"
                hint = "take them from one pool: `take: 2`"
                yield Diagnostic("exam-pool", message, slot.place, hint)
                break
        earlier.append(slot)


def _fixed_problems(slot: Slot, questions: Mapping[Path, Question]) -> Iterator[Diagnostic]:
    """Each fixed value is one that every question of the slot can have."""
    for file in slot.candidates:
        for name, value in slot.fixed.items():
            problem = given_problem(questions[file], name, value)
            if problem is not None:
                yield Diagnostic("exam-fixed", f"in `{file.stem}` {problem.message}", slot.place, problem.hint)


def _shared_problems(parameter: Parameter, questions: Mapping[Path, Question]) -> Iterator[Diagnostic]:
    """A shared parameter is one of some question, and each question that has it can have its values."""
    try:
        specified = specification(parameter.specification)
    except Unreadable as error:
        yield Diagnostic("exam-shared", error.message, parameter.place, error.hint)
        return
    names = columns(parameter)
    known = {name for question in questions.values() for each in question.parameters for name in columns(each)}
    for name in names:
        if name not in known:
            message = f"no question of this exam has a parameter `{name}`"
            yield Diagnostic("exam-shared", message, parameter.place, suggestion(name, known, "parameters"))
    for question in questions.values():
        for position, name in enumerate(names):
            problem = _unfit(specified, position, name, question) if _has(question, name) else None
            if problem is not None:
                yield Diagnostic("exam-shared", f"in `{question.id}` {problem.message}", parameter.place, problem.hint)
                break


def _has(question: Question, name: str) -> bool:
    return any(name in columns(parameter) for parameter in question.parameters)


def _unfit(specified: Specification, position: int, name: str, question: Question) -> Diagnostic | None:
    for picked in islice(specified.every(), MOST_TRIED):
        value = picked[position] if isinstance(specified, Rows) and isinstance(picked, tuple) else picked
        problem = given_problem(question, name, value)
        if problem is not None:
            return problem
    return None
