"""What is wrong with a question beyond its form: names, values, formulas, answers, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.documents.blocks import SectionKind
from solgen.questions.expressions import compile_expression, unknown_name
from solgen.questions.fill import hidden_name
from solgen.questions.formulas import choices, chooser
from solgen.questions.names import FUNCTIONS, is_part_name, is_value_name, nearest, suggestion
from solgen.questions.question import AnswerKind, Parameter, Question, Value
from solgen.questions.source import Tree
from solgen.questions.specification import Rows, Specification, Unreadable, specification
from solgen.questions.template_rules import TemplateProblem
from solgen.questions.templates import compile_template
from solgen.questions.values import shown

_MEASURED = frozenset({AnswerKind.NUMBER, AnswerKind.QUANTITY})


def errors_in(question: Question, tree: Tree) -> list[Diagnostic]:
    """Everything wrong that can be seen without drawing."""
    specifications: dict[str, Specification] = {}
    found = [*_parameters(question, tree, specifications)]
    if found:
        return found
    given = [*_given(question)]
    found.extend(_names(question, tree, given))
    found.extend(_expressions(question, given))
    found.extend(_reference(question, tree, specifications))
    found.extend(_formulas(question, tree))
    found.extend(_block(tree, ("declare",)))
    found.extend(_answers(question, tree))
    found.extend(_templates(question, given))
    return found


def _given(question: Question) -> Iterator[str]:
    """The names of the values that are drawn."""
    for parameter in question.parameters:
        found = specification(parameter.specification)
        yield from found.columns if isinstance(found, Rows) else (parameter.name,)


def _parameters(question: Question, tree: Tree, into: dict[str, Specification]) -> Iterator[Diagnostic]:
    for parameter in question.parameters:
        try:
            into[parameter.name] = specification(parameter.specification)
        except Unreadable as error:
            place = tree.place(("parameters", parameter.name))
            yield Diagnostic("question-specification", error.message, place, error.hint)


def _names(question: Question, tree: Tree, given: list[str]) -> Iterator[Diagnostic]:
    places = [(name, tree.key_place(("parameters", name))) for name in given]
    places += [(name, tree.key_place(("derive", name))) for name, _ in question.derived]
    hint = "a name is a letter, then letters, digits and `_`, and no word of the language of expressions"
    seen: dict[str, Place] = {}
    for name, place in places:
        if not is_value_name(name):
            yield Diagnostic("question-name", f"`{name}` cannot be the name of a value", place, hint)
        if name in seen:
            yield Diagnostic(
                "question-name-twice", f"two values have the name `{name}`", place, f"see line {seen[name].line}"
            )
        seen.setdefault(name, place)
    for name in question.formulas:
        if not is_value_name(name):
            place = tree.key_place(("formulas", name))
            yield Diagnostic("question-name", f"`{name}` cannot be the name of a formula", place, hint)
    for part in question.parts:
        if not is_part_name(part.name):
            place = tree.key_place(("parts", part.name))
            yield Diagnostic(
                "question-name", f"`{part.name}` cannot be the name of a part", place, "such as `a` or `ii`"
            )


def _expressions(question: Question, given: list[str]) -> Iterator[Diagnostic]:
    known = dict.fromkeys(given)
    for name, expression in (*question.derived, *(("", constraint) for constraint in question.constraints)):
        try:
            names = compile_expression(expression.text, expression.place).names
        except Failure as failure:
            yield from failure.diagnostics
            continue
        finally:
            if name:
                known[name] = None
        for other in sorted(names - known.keys() | ({name} if name in names else set())):
            without = {key: None for key in known if key != name}
            error = unknown_name(other, without)
            yield Diagnostic("draw-unknown-name", error.message, expression.place, error.hint)


def _reference(question: Question, tree: Tree, specifications: dict[str, Specification]) -> Iterator[Diagnostic]:
    given = list(_given(question))
    for name in question.reference:
        if name not in given:
            hint = suggestion(name, given, "parameters")
            place = tree.key_place(("reference", name))
            yield Diagnostic("question-reference", f"there is no parameter `{name}`", place, hint)
    if question.parameters and not question.reference:
        yield _without_reference(tree, specifications)
        return
    place = tree.key_place(("reference",))
    for parameter in question.parameters:
        specified = specifications[parameter.name]
        names = specified.columns if isinstance(specified, Rows) else (parameter.name,)
        missing = [name for name in names if name not in question.reference]
        if missing:
            message = f"the reference gives no value to `{'`, `'.join(missing)}`"
            hint = "the reference holds the question's own values, one for each parameter"
            at = parameter.place if place.line <= 2 else place
            yield Diagnostic("question-reference", message, at, hint)
        else:
            yield from _outside(question, tree, parameter, specified)


def _without_reference(tree: Tree, specifications: dict[str, Specification]) -> Diagnostic:
    """That the whole key is missing, with a line that could be it."""
    values: dict[str, Value] = {}
    for name, specified in specifications.items():
        if isinstance(specified, Rows):
            values |= zip(specified.columns, specified.rows[0], strict=True)
        else:
            values[name] = next(specified.every())
    line = ", ".join(f"{name}: {shown(value)}" for name, value in values.items())
    hint = f"add a line such as `reference: {{{line}}}`: the values with which the question is checked first"
    message = "the question has no reference values"
    return Diagnostic("question-reference", message, tree.key_place(("parameters",)), hint)


def _outside(question: Question, tree: Tree, parameter: Parameter, specified: Specification) -> Iterator[Diagnostic]:
    if isinstance(specified, Rows):
        row = tuple(question.reference[name] for name in specified.columns)
        if row not in specified.rows:
            message = f"the reference's {', '.join(f'`{name}`' for name in specified.columns)} are no row of the table"
            yield Diagnostic("question-reference", message, tree.key_place(("reference",)), "name one of its rows")
        return
    value = question.reference[parameter.name]
    if value is None or not specified.holds(value):
        text = "this" if value is None else f"{shown(value)}"
        place = tree.place(("reference", parameter.name))
        message = f"`{parameter.name}` cannot be {text}"
        hint = f"it is specified as `{parameter.specification}`" if isinstance(parameter.specification, str) else ""
        yield Diagnostic("question-reference", message, place, hint)


def _formulas(question: Question, tree: Tree) -> Iterator[Diagnostic]:
    for name, texts in question.formulas.items():
        if not chooser(question, name):
            message = f"no parameter chooses among the texts of the formula `{name}`"
            hint = f"one parameter, and one only, takes the values {', '.join(f'`{key}`' for key in texts)}"
            hint += f"; or call a parameter or a derived value `{name}` too"
            yield Diagnostic("question-formula", message, tree.key_place(("formulas", name)), hint)
        missing = [value for value in choices(question).get(chooser(question, name), ()) if shown(value) not in texts]
        if missing:
            message = f"the formula `{name}` has no text for `{'`, `'.join(shown(value) for value in missing)}`"
            yield Diagnostic(
                "question-formula", message, tree.key_place(("formulas", name)), "give each value its text"
            )
        for key, text in texts.items():
            path = ("formulas", name, key)
            yield from _block(tree, path)
            place = tree.place(path)
            if "\n" in text.strip():
                yield Diagnostic("question-formula", "a named formula is one line", place, "join the lines")
            if "<<" in text or "<%" in text:
                hint = "choose among whole formulas, and put values in where they are used"
                yield Diagnostic("question-formula", "a named formula holds no `<< >>`", place, hint)
            if "$" in text:
                hint = "write the LaTeX alone; the dollars stand in the body"
                yield Diagnostic("question-formula", "a named formula has no dollars", place, hint)


def _block(tree: Tree, path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    """Text with mathematics, written in a way in which YAML changes it."""
    scalar = tree.scalars.get(path)
    if scalar is None:
        return
    hint = "mathematics belongs in the body, or in a block that begins with `|`"
    place = tree.place(path)
    if scalar.comment_follows:
        yield Diagnostic("question-eaten-by-yaml", "YAML drops what follows the `#` on this line", place, hint)
    elif scalar.style == ">" or (not scalar.style and scalar.last_line > scalar.first_line + 1):
        yield Diagnostic("question-eaten-by-yaml", "YAML joins these lines to one", place, hint)


def _answers(question: Question, tree: Tree) -> Iterator[Diagnostic]:
    parts = [part.name for part in question.parts]
    for answer in question.answers:
        path = ("answers", answer.name)
        if answer.part not in parts:
            message = f"the answer `{answer.name}` belongs to a part `{answer.part}` that there is not"
            yield Diagnostic(
                "question-unknown-part", message, tree.place((*path, "part")), suggestion(answer.part, parts, "parts")
            )
        if answer.unit and answer.kind is not AnswerKind.QUANTITY:
            message = f"the answer `{answer.name}` is no quantity and has a unit"
            yield Diagnostic("question-answer", message, tree.place((*path, "unit")), "write `kind: quantity`")
        if not answer.unit and answer.kind is AnswerKind.QUANTITY:
            message = f"the quantity `{answer.name}` has no unit"
            yield Diagnostic("question-answer", message, tree.key_place(path), "write `unit: s`, or `kind: number`")
        tolerated = answer.tolerance is not None or answer.relative_tolerance is not None
        if tolerated and answer.kind not in _MEASURED:
            message = f"the answer `{answer.name}` is of the kind {answer.kind.value} and cannot have a tolerance"
            yield Diagnostic("question-answer", message, tree.key_place(path), "only numbers and quantities have one")


def _templates(question: Question, given: list[str]) -> Iterator[Diagnostic]:
    allowed = {*given, *question.formulas, *FUNCTIONS}
    derived = {name for name, _ in question.derived}
    sources = [(SectionKind.STEM, question.declare), *((piece.kind, piece.source) for piece in question.pieces)]
    for kind, source in sources:
        try:
            names = compile_template(source).names
        except Failure as failure:
            yield from failure.diagnostics
            continue
        for name, line in names:
            if name in allowed or (name in derived and kind is not SectionKind.STEM):
                continue
            if name in derived:
                yield hidden_name(name, line, question).diagnostic(source)
            elif question.solver is None:
                known = (allowed | (derived if kind is not SectionKind.STEM else set())) - set(FUNCTIONS)
                hint = suggestion(name, known, "values")
                yield TemplateProblem("fill-unknown-name", f"`{name}` has no value", line, hint, name).diagnostic(
                    source
                )


def warnings_in(question: Question, solver_text: str | None) -> tuple[Diagnostic, ...]:
    """What looks like an oversight: values that nothing uses."""
    used = {chooser(question, formula) for formula in question.formulas}
    for source in (question.declare, *(piece.source for piece in question.pieces)):
        used.update(name for name, _ in compile_template(source).names)
    for _, expression in question.derived:
        used |= compile_expression(expression.text, expression.place).names
    for expression in question.constraints:
        used |= compile_expression(expression.text, expression.place).names
    words = set(re.findall(r"\w+", solver_text or ""))
    found = []
    for parameter in question.parameters:
        specified = specification(parameter.specification)
        names = specified.columns if isinstance(specified, Rows) else (parameter.name,)
        found += [(name, parameter.place) for name in names if not {name} & (used | words)]
    found += [(name, expression.place) for name, expression in question.derived if not {name} & (used | words)]
    return tuple(_unused(name, place, used) for name, place in found)


def _unused(name: str, place: Place, used: set[str]) -> Diagnostic:
    like = nearest(name, used)
    hint = f"did you mean it where `{like}` is used?" if like else "delete it, or use it"
    return Diagnostic("question-unused-value", f"nothing uses `{name}`", place, hint, Severity.WARNING)
