"""Named formulas: LaTeX under ``formulas:`` in the front matter, chosen by a value."""

from __future__ import annotations

from collections.abc import Mapping

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.by_identity import ByIdentity
from solgen.questions.question import Question, Value
from solgen.questions.specification import Choice, Rows, specification
from solgen.questions.values import literal, shown


def choices(question: Question) -> Mapping[str, tuple[Value, ...]]:
    """The values that each parameter with finitely many named ones can take."""
    found: dict[str, tuple[Value, ...]] = {}
    for parameter in question.parameters:
        specified = specification(parameter.specification)
        if isinstance(specified, Choice):
            found[parameter.name] = specified.values
        elif isinstance(specified, Rows):
            for position, name in enumerate(specified.columns):
                found[name] = tuple(dict.fromkeys(row[position] for row in specified.rows))
    return found


def chooser(question: Question, formula: str) -> str:
    """The value that chooses among a formula's texts: the one of the same name, else the one parameter that takes
    just the values that the texts are named by. An empty string where there is none or more than one.
    """
    known = {*choices(question), *(name for name, _ in question.derived)}
    if formula in known:
        return formula
    keys = set(question.formulas[formula])
    fitting = [
        name for name, values in choices(question).items() if {shown(value) for value in values} == keys and keys
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _choosers(question: Question) -> Mapping[str, str]:
    return {formula: chooser(question, formula) for formula in question.formulas}


_known_choosers: ByIdentity[Question, Mapping[str, str]] = ByIdentity(_choosers, kept=64)


def chosen_formulas(question: Question, values: Mapping[str, Value]) -> dict[str, str]:
    """The LaTeX of each named formula for these values. Raises Failure where a value has no text."""
    found: dict[str, str] = {}
    choosers = _known_choosers(question)
    for formula, texts in question.formulas.items():
        value = values[choosers[formula]]
        key = next((key for key in texts if literal(key) == value), None)
        if key is None:
            message = f"the formula `{formula}` has no text for `{shown(value)}`"
            place = Place(str(question.file))
            known = ", ".join(f"`{key}`" for key in texts)
            raise Failure(Diagnostic("fill-no-formula", message, place, f"its keys are {known}"))
        found[formula] = texts[key].strip()
    return found
