"""In which order a draw is worked out: each constraint as soon as its names are known, each derived value after the
constraints that may guard it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.by_identity import ByIdentity
from solgen.questions import arithmetic
from solgen.questions.arithmetic import Inner, Unworkable
from solgen.questions.expressions import Compiled, compile_expression, refusal
from solgen.questions.question import Expression, Parameter, Question
from solgen.questions.specification import Rows, Specification, Unreadable, specification
from solgen.questions.values import shown


@dataclass(frozen=True, slots=True)
class Drawn:
    """A parameter, or a table of them, as it is drawn."""

    name: str
    columns: tuple[str, ...]
    specification: Specification

    def assign(self, picked: object, into: dict[str, Inner]) -> None:
        """Enter what was picked under the names that it gives."""
        if isinstance(self.specification, Rows):
            assert isinstance(picked, tuple)
            into.update(zip(self.columns, (arithmetic.settled(value) for value in picked), strict=True))
        else:
            into[self.name] = arithmetic.settled(picked)


@dataclass(frozen=True, slots=True)
class Step:
    """A derived value (with a name) or a constraint (without)."""

    name: str
    expression: Expression
    compiled: Compiled


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn, then what is worked out."""

    drawn: tuple[Drawn, ...]
    steps: tuple[Step, ...]

    def failing(self, values: dict[str, Inner]) -> Step | None:
        """Enter the derived values; the first constraint that does not hold, or None. Raises Failure."""
        for step in self.steps:
            try:
                found = step.compiled.run(values)
                if step.name:
                    values[step.name] = found
                elif not arithmetic.truth(found):
                    return step
            except Unworkable as error:
                raise Failure(_with_values(refusal(error, step.expression.place), step, values)) from None
        return None


def _with_values(diagnostic: Diagnostic, step: Step, values: Mapping[str, Inner]) -> Diagnostic:
    """The refusal, and for which values."""
    told = ", ".join(
        f"{name} = {shown(arithmetic.exact(values[name]))}" for name in sorted(step.compiled.names & values.keys())
    )
    if not told:
        return diagnostic
    place = diagnostic.place
    noted = Place(place.file, place.line, place.column, place.excerpt, f"with {told}")
    return diagnostic.at(noted)


def _made(question: Question) -> Plan:
    drawn = tuple(_drawn(parameter) for parameter in question.parameters)
    known = {column for entry in drawn for column in entry.columns}
    waiting = [Step("", constraint, _compiled(constraint)) for constraint in question.constraints]
    steps: list[Step] = []

    def release(*, everything: bool = False) -> None:
        for step in list(waiting):
            if everything or step.compiled.names <= known:
                waiting.remove(step)
                steps.append(step)

    release()
    for name, expression in question.derived:
        steps.append(Step(name, expression, _compiled(expression)))
        known.add(name)
        release()
    release(everything=True)
    return Plan(drawn, tuple(steps))


_plans: ByIdentity[Question, Plan] = ByIdentity(_made, kept=64)


def plan_of(question: Question) -> Plan:
    """The plan of a question; remembered while the question is among the last ones used. Raises Failure."""
    return _plans(question)


def _compiled(expression: Expression) -> Compiled:
    return compile_expression(expression.text, expression.place)


def _drawn(parameter: Parameter) -> Drawn:
    try:
        found = specification(parameter.specification)
    except Unreadable as error:
        raise Failure(Diagnostic("question-specification", error.message, parameter.place, error.hint)) from None
    columns = found.columns if isinstance(found, Rows) else (parameter.name,)
    return Drawn(parameter.name, columns, found)
