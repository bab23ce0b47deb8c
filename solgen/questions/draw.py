"""Values for a question's parameters: drawn from a seed, or the question's own."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.questions import arithmetic
from solgen.questions.arithmetic import Inner
from solgen.questions.names import suggestion
from solgen.questions.plan import Drawn, Plan, Step, plan_of
from solgen.questions.question import Question, Value, Variant
from solgen.questions.seeds import Seed, Stream, seed_for, seed_for_student
from solgen.questions.solving.run import run
from solgen.questions.specification import Choice, Rows
from solgen.questions.values import list_literal, shown

__all__ = [
    "Seed",
    "SpaceSize",
    "all_variants",
    "draw",
    "draw_unsolved",
    "given_problem",
    "narrowed",
    "reference_variant",
    "seed_for",
    "seed_for_student",
    "space_size",
    "with_values",
]

TRIES = 2000
MOST_ENUMERATED = 5000
SAMPLES = 400
NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SpaceSize:
    """How many variants a question has; an estimate where they are too many to be counted."""

    count: int
    exact: bool


def draw(question: Question, seed: Seed, given: Mapping[str, Value] = NOTHING) -> Variant:
    """The variant that a seed gives, with the ``given`` values as they are. Raises Failure where there is none.

    Each parameter has its own stream of integers, named by it, so that a new parameter does not change what the
    others are, as long as no constraint ties them together.
    """
    plan, values = _drawn(question, seed, given)
    return _variant(question, plan, values, seed.label)


def draw_unsolved(question: Question, seed: Seed, given: Mapping[str, Value] = NOTHING) -> Variant:
    """The same variant without what its solver adds: quick, and enough for a stem that does not show that."""
    plan, values = _drawn(question, seed, given)
    return _variant(question, plan, values, seed.label, solved=False)


def _drawn(question: Question, seed: Seed, given: Mapping[str, Value]) -> tuple[Plan, dict[str, Inner]]:
    plan = narrowed(question, given)
    streams = [Stream(seed, entry.name) for entry in plan.drawn]
    failed: dict[int, int] = {}
    for _ in range(TRIES):
        values: dict[str, Inner] = {}
        for entry, stream in zip(plan.drawn, streams, strict=True):
            entry.assign(entry.specification.pick(stream.below), values)
        failing = plan.failing(values)
        if failing is None:
            return plan, values
        failed[id(failing)] = failed.get(id(failing), 0) + 1
    raise Failure(_starved(plan, failed))


def narrowed(question: Question, given: Mapping[str, Value]) -> Plan:
    """The plan of a question in which some values are fixed. Raises Failure (draw-set)."""
    plan = plan_of(question)
    if not given:
        return plan
    problems = [problem for name, value in given.items() if (problem := given_problem(question, name, value))]
    if problems:
        raise Failure(*problems)
    return replace(plan, drawn=tuple(_narrow(question, entry, given) for entry in plan.drawn))


def _narrow(question: Question, entry: Drawn, given: Mapping[str, Value]) -> Drawn:
    mine = {column: given[column] for column in entry.columns if column in given}
    if not mine:
        return entry
    if not isinstance(entry.specification, Rows):
        return replace(entry, specification=Choice((mine[entry.name],)))
    rows = tuple(
        row for row in entry.specification.rows if mine.items() <= dict(zip(entry.columns, row, strict=True)).items()
    )
    if not rows:
        told = ", ".join(f"{name} = {shown(value)}" for name, value in mine.items())
        message = f"no row of the table has {told}"
        raise Failure(Diagnostic("draw-set", message, _whole(question), "see the rows of the question's table"))
    return replace(entry, specification=Rows(entry.columns, rows))


def given_problem(question: Question, name: str, value: Value) -> Diagnostic | None:
    """Why a parameter of a question cannot have a value; None where it can."""
    plan = plan_of(question)
    entry = next((entry for entry in plan.drawn if name in entry.columns), None)
    if entry is None:
        derived = name in dict(question.derived)
        message = f"`{name}` is derived from others" if derived else f"there is no parameter `{name}`"
        columns = [column for each in plan.drawn for column in each.columns]
        return Diagnostic("draw-set", message, _whole(question), suggestion(name, columns, "parameters"))
    if isinstance(entry.specification, Rows):
        position = entry.columns.index(name)
        fits = any(row[position] == value for row in entry.specification.rows)
    else:
        fits = entry.specification.holds(value)
    return None if fits else _cannot_be(question, entry, {name: value})


def _starved(plan: Plan, failed: Mapping[int, int]) -> Diagnostic:
    """No draw met all constraints: name the one that let the least of the draws pass that reached it."""
    reached = TRIES
    worst: tuple[float, Step, int, int] | None = None
    for step in plan.steps:
        if step.name or not reached:
            continue
        held = reached - failed.get(id(step), 0)
        if worst is None or held / reached < worst[0]:
            worst = (held / reached, step, held, reached)
        reached = held
    assert worst is not None
    _, step, held, reached = worst
    of = f"{TRIES} draws" if reached == TRIES else f"the {reached} draws that met the constraints before it"
    message = f"`{step.expression.text}` held in {held} of {of}"
    hint = "widen the parameters, or loosen the constraint"
    return Diagnostic("draw-starved", message, step.expression.place, hint)


def reference_variant(question: Question, given: Mapping[str, Value] = NOTHING) -> Variant:
    """The variant with the question's own values, but for those ``given``.

    Raises Failure where they do not meet the constraints.
    """
    if not given:
        return _given_variant(question, question.reference, "reference", "the reference does not meet")
    plan = plan_of(question)
    problems = [problem for name, value in given.items() if (problem := given_problem(question, name, value))]
    if problems:
        raise Failure(*problems)
    values = dict(question.reference)
    for entry in plan.drawn:
        values.update(_replaced(question, entry, given))
    return _given_variant(question, values, "reference", "the reference with its fixed values does not meet")


def with_values(question: Question, texts: Mapping[str, str]) -> Variant:
    """The reference variant with some values replaced, given as text: ``{"a": "3"}``. Raises Failure."""
    plan = plan_of(question)
    columns = [column for entry in plan.drawn for column in entry.columns]
    found: list[Diagnostic] = []
    chosen: dict[str, Value] = {}
    for name, text in texts.items():
        if name not in columns:
            derived = name in dict(question.derived)
            message = f"`{name}` is derived from others" if derived else f"there is no parameter `{name}`"
            hint = f"set {', '.join(f'`{column}`' for column in columns)}" if derived else ""
            found.append(
                Diagnostic("draw-set", message, _whole(question), hint or suggestion(name, columns, "parameters"))
            )
            continue
        value = list_literal(text)
        if value is None:
            hint = "write a number, a fraction, a word or a list such as `[4, 1, 9]`"
            found.append(Diagnostic("draw-set", f"`{text[:60]}` is no value for `{name}`", _whole(question), hint))
        else:
            chosen[name] = value
    if found:
        raise Failure(*found)
    values = dict(question.reference)
    for entry in plan.drawn:
        values.update(_replaced(question, entry, chosen))
    label = "reference with " + ", ".join(f"{name} = {shown(value)}" for name, value in chosen.items())
    return _given_variant(question, values, label if chosen else "reference", "the values do not meet")


def _whole(question: Question) -> Place:
    return Place(str(question.file))


def _replaced(question: Question, entry: Drawn, chosen: Mapping[str, Value]) -> dict[str, Value]:
    """The values of one parameter, or of the row of a table that has the chosen ones."""
    mine = {column: chosen[column] for column in entry.columns if column in chosen}
    if not mine:
        return {}
    if isinstance(entry.specification, Rows):
        rows = [dict(zip(entry.columns, row, strict=True)) for row in entry.specification.rows]
        fitting = [row for row in rows if mine.items() <= row.items()]
        if fitting:
            return fitting[0]
    elif entry.specification.holds(mine[entry.name]):
        return mine
    raise Failure(_cannot_be(question, entry, mine))


def _cannot_be(question: Question, entry: Drawn, mine: Mapping[str, Value]) -> Diagnostic:
    parameter = next(parameter for parameter in question.parameters if parameter.name == entry.name)
    told = ", ".join(f"`{name}` cannot be {shown(value)}" for name, value in mine.items())
    specified = parameter.specification
    hint = f"it is specified as `{specified}`" if isinstance(specified, str) else "see how it is specified"
    return Diagnostic("draw-set", told, parameter.place, hint)


def _given_variant(question: Question, given: Mapping[str, Value], label: str, complaint: str) -> Variant:
    plan = plan_of(question)
    values = {name: arithmetic.settled(value) for name, value in given.items()}
    failing = plan.failing(values)
    if failing is not None:
        message = f"{complaint} the constraint `{failing.expression.text}`"
        told = ", ".join(f"{name} = {shown(arithmetic.exact(values[name]))}" for name in sorted(failing.compiled.names))
        place = failing.expression.place
        noted = Place(place.file, place.line, place.column, place.excerpt, f"with {told}")
        raise Failure(Diagnostic("draw-constraint", message, noted, "choose other values, or loosen the constraint"))
    return _variant(question, plan, values, label)


def _variant(
    question: Question, plan: Plan, values: Mapping[str, Inner], label: str, *, solved: bool = True
) -> Variant:
    exact = {name: arithmetic.exact(value) for name, value in values.items()}
    given = {column for entry in plan.drawn for column in entry.columns}
    if question.solver is None or not solved:
        return Variant(question, exact, frozenset(given), label)
    found = run(question, exact)
    return Variant(question, {**exact, **found.values}, frozenset(given | found.public), label)


def _enumerated(plan: Plan) -> Iterator[dict[str, Inner]]:
    """The values of every variant, those that do not meet the constraints left out."""
    for picked in itertools.product(*(tuple(entry.specification.every()) for entry in plan.drawn)):
        values: dict[str, Inner] = {}
        for entry, value in zip(plan.drawn, picked, strict=True):
            entry.assign(value, values)
        if plan.failing(values) is None:
            yield values


def _combinations(plan: Plan) -> int:
    return math.prod(entry.specification.count() for entry in plan.drawn)


def space_size(question: Question, given: Mapping[str, Value] = NOTHING) -> SpaceSize:
    """How many variants there are: counted where there are no constraints or at most 5000 combinations, else
    estimated from how many of 400 draws meet the constraints. Raises Failure where a value cannot be ``given``.
    """
    plan = narrowed(question, given)
    combinations = _combinations(plan)
    if not question.constraints:
        return SpaceSize(combinations, exact=True)
    if combinations <= MOST_ENUMERATED:
        return SpaceSize(sum(1 for _ in _enumerated(plan)), exact=True)
    seed = seed_for(0, question.id, "size")
    streams = [Stream(seed, entry.name) for entry in plan.drawn]
    held = 0
    for _ in range(SAMPLES):
        values: dict[str, Inner] = {}
        for entry, stream in zip(plan.drawn, streams, strict=True):
            entry.assign(entry.specification.pick(stream.below), values)
        held += plan.failing(values) is None
    return SpaceSize(combinations * held // SAMPLES, exact=False)


def all_variants(
    question: Question, limit: int, given: Mapping[str, Value] = NOTHING, *, solved: bool = True
) -> tuple[Variant, ...] | None:
    """Every variant in the order of the specifications, or None where there are more than ``limit``."""
    plan = narrowed(question, given)
    if _combinations(plan) > max(limit, MOST_ENUMERATED):
        return None
    found = list(itertools.islice(_enumerated(plan), limit + 1))
    if len(found) > limit:
        return None
    columns = [column for entry in plan.drawn for column in entry.columns]
    return tuple(
        _variant(
            question,
            plan,
            values,
            ", ".join(f"{name} = {shown(arithmetic.exact(values[name]))}" for name in columns) or "reference",
            solved=solved,
        )
        for values in found
    )
