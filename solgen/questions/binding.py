"""Which constraints bind: how often each holds among draws that met those before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solgen.diagnostics import Place
from solgen.questions.arithmetic import Inner
from solgen.questions.draw import NOTHING, narrowed
from solgen.questions.question import Question, Value
from solgen.questions.seeds import Stream, seed_for


@dataclass(frozen=True, slots=True)
class Binding:
    """A constraint that was asked ``asked`` times, and held ``held`` times of them."""

    text: str
    place: Place
    asked: int
    held: int


def bindings(question: Question, draws: int, given: Mapping[str, Value] = NOTHING) -> tuple[Binding, ...]:
    """How each constraint fares over so many draws, in the order in which they are asked. Raises Failure."""
    plan = narrowed(question, given)
    seed = seed_for(0, question.id, "binding")
    streams = [Stream(seed, entry.name) for entry in plan.drawn]
    constraints = [step for step in plan.steps if not step.name]
    failed = [0] * len(constraints)
    for _ in range(draws if constraints else 0):
        values: dict[str, Inner] = {}
        for entry, stream in zip(plan.drawn, streams, strict=True):
            entry.assign(entry.specification.pick(stream.below), values)
        failing = plan.failing(values)
        if failing is not None:
            failed[next(number for number, step in enumerate(constraints) if step is failing)] += 1
    found: list[Binding] = []
    reached = draws
    for step, count in zip(constraints, failed, strict=True):
        found.append(Binding(step.expression.text, step.expression.place, reached, reached - count))
        reached -= count
    return tuple(found)
