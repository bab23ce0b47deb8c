"""A variant's values put into its text."""

from __future__ import annotations

from collections.abc import Mapping

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Piece, SectionKind, SourceText
from solgen.documents.by_identity import ByIdentity
from solgen.questions import arithmetic
from solgen.questions.filters import Shown
from solgen.questions.formulas import chosen_formulas
from solgen.questions.names import FUNCTIONS, suggestion
from solgen.questions.plan import plan_of
from solgen.questions.question import FilledQuestion, Question, Variant
from solgen.questions.rendering import render
from solgen.questions.template_rules import TemplateProblem
from solgen.questions.templates import compile_template
from solgen.questions.weave import weave


def fill(variant: Variant) -> FilledQuestion:
    """The text of a variant, each line with the place that it came from. Raises Failure with all that is found.

    A paper's variants are filled to be compared, to be read and to be measured: remembered for so long.
    """
    return _variants(variant)


def _fill(variant: Variant) -> FilledQuestion:
    question = variant.question
    formulas = chosen_formulas(question, variant.values)
    every = {name: arithmetic.settled(value) for name, value in variant.values.items()}
    values: dict[str, object] = {**every, **{name: Shown(text, text) for name, text in formulas.items()}}
    public = {name: value for name, value in values.items() if name in variant.public or name in formulas}
    found: list[Diagnostic] = []
    declare = question.declare
    pieces: list[Piece] = []
    try:
        declare = _filled(declare, public, values, question, formula=True)
    except Failure as failure:
        found.extend(failure.diagnostics)
    for piece in question.pieces:
        allowed = public if piece.kind is SectionKind.STEM else values
        try:
            pieces.append(Piece(piece.kind, piece.part, _filled(piece.source, allowed, values, question)))
        except Failure as failure:
            found.extend(failure.diagnostics)
    if found:
        raise Failure(*found)
    return FilledQuestion(variant, declare, tuple(pieces))


_VARIANTS_KEPT = 32
_variants: ByIdentity[Variant, FilledQuestion] = ByIdentity(_fill, _VARIANTS_KEPT)


def needs_solver(question: Question) -> bool:
    """Whether the stem may show what the solver adds: it uses a name that is neither given nor a formula."""
    if question.solver is None:
        return False
    known = {
        *FUNCTIONS,
        *question.formulas,
        *(name for entry in plan_of(question).drawn for name in entry.columns),
    }
    return any(
        name not in known
        for piece in question.pieces
        if piece.kind is SectionKind.STEM
        for name, _ in compile_template(piece.source).names
    )


def fill_stem(variant: Variant) -> tuple[Piece, ...]:
    """The pieces of the stem alone, with the values put in. Raises Failure."""
    question = variant.question
    formulas = chosen_formulas(question, variant.values)
    every = {name: arithmetic.settled(value) for name, value in variant.values.items()}
    values: dict[str, object] = {**every, **{name: Shown(text, text) for name, text in formulas.items()}}
    public = {name: value for name, value in values.items() if name in variant.public or name in formulas}
    return tuple(
        Piece(piece.kind, piece.part, _filled(piece.source, public, values, question))
        for piece in question.pieces
        if piece.kind is SectionKind.STEM
    )


def _filled(
    source: SourceText,
    allowed: Mapping[str, object],
    known: Mapping[str, object],
    question: Question,
    *,
    formula: bool = False,
) -> SourceText:
    if "<<" not in source.text and "<%" not in source.text:
        return source
    check_names(source, allowed, known, question)
    used = tuple(_exactly(allowed.get(name)) for name, _ in compile_template(source).names)
    key = (id(source), formula, used)
    remembered = _woven.get(key)
    if remembered is None:
        if len(_woven) >= _KEPT:
            _woven.clear()
        remembered = _woven[key] = (source, _weave(source, allowed, formula=formula))
    return remembered[1]


_KEPT = 512
_woven: dict[tuple[int, bool, tuple[object, ...]], tuple[SourceText, SourceText]] = {}
"""Filled texts by the values that they show, each with the text that it was filled from, whose identity is its key."""


def _exactly(value: object) -> object:
    """A value as a key: 1, true and a whole fraction are equal, but not the same in a text."""
    if isinstance(value, tuple):
        return tuple(_exactly(item) for item in value)
    return type(value), value


def _weave(source: SourceText, allowed: Mapping[str, object], *, formula: bool) -> SourceText:
    lines = weave(render(source, allowed), source, formula=formula)
    places = []
    for _text, origin in lines:
        place = source.place(origin.line)
        if origin.note:
            note = f"{place.note}; {origin.note}" if place.note else origin.note
            place = Place(place.file, place.line, place.column, place.excerpt, note)
        places.append(place)
    return SourceText("\n".join(text for text, _ in lines), tuple(places))


def check_names(
    source: SourceText, allowed: Mapping[str, object], known: Mapping[str, object], question: Question
) -> None:
    """Raise Failure where a template uses names that have no value, or that a stem must not show."""
    problems = []
    for name, line in compile_template(source).names:
        if name in allowed or name in FUNCTIONS:
            continue
        if name in known:
            problems.append(hidden_name(name, line, question))
        else:
            hint = suggestion(name, allowed, "values")
            problems.append(TemplateProblem("fill-unknown-name", f"`{name}` has no value", line, hint, name))
    if problems:
        raise Failure(*(problem.diagnostic(source) for problem in problems))


def hidden_name(name: str, line: int, question: Question) -> TemplateProblem:
    """A stem that shows what is worked out: it could give the answer away."""
    expression = dict(question.derived).get(name)
    if expression is not None:
        message = f"`{name}` is derived, and a stem shows only what is given"
        hint = f"if students may see it, write `<< {expression.text} >>` here"
    else:
        message = f"`{name}` comes from the solver and is not public, and a stem shows only what is given"
        hint = 'if students may see it, name it in the solver\'s `PUBLIC = {"…"}`'
    return TemplateProblem("fill-not-public", message, line, hint, name)
