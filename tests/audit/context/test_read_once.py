"""Reading that is remembered says what reading afresh says, in every context that a text comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from solgen.audit.context import read_once as remembered
from solgen.audit.context.read_once import read_once
from solgen.audit.context.understand import understand
from solgen.diagnostics import Failure
from solgen.documents.manuscripts.read import read_manuscript
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations
from solgen.notation.terms import number
from tests.audit.sheets import sheets


def _said(reader, latex: str, context: Context) -> object:
    try:
        return reader(latex, context)
    except Failure as failure:
        return failure.diagnostics


def _contexts(context: Context) -> Iterator[Context]:
    """A context and others that differ from it in one thing."""
    yield context
    yield replace(context, definitions=())
    yield replace(context, log_base=number(2))
    for place, one in enumerate(context.declarations):
        others = (*context.declarations[:place], *context.declarations[place + 1 :])
        yield replace(context, declarations=others)
        yield replace(context, declarations=(*others, replace(one, indices=(), properties=())))


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet.stem)
def test_what_is_remembered_is_what_is_read(sheet):
    found = understand(read_manuscript(sheet)).interpretations[0].formulas
    for formula in found[::3]:
        for context in islice(_contexts(formula.context), 24):
            assert _said(read_once, formula.raw.latex, context) == _said(read, formula.raw.latex, context)


def test_a_bound_does_not_make_a_formula_read_again(monkeypatch):
    monkeypatch.setattr(remembered, "_known", {})
    plain, bounded = (read_declarations(text, Context()) for text in ("x: real", "x: real, positive"))
    assert read_once("x^2 + 1", plain) is read_once("x^2 + 1", bounded)


def test_another_base_or_kind_does(monkeypatch):
    monkeypatch.setattr(remembered, "_known", {})
    context = read_declarations("x: real\nf: function", Context())
    two, ten = (replace(context, log_base=number(base)) for base in (2, 10))
    assert read_once("\\log x", two).term is not read_once("\\log x", ten).term
    called, times = (read_declarations(f"x: real\nf: {kind}", Context()) for kind in ("function", "real"))
    assert read_once("f(x)", called).term.head == "apply"
    assert read_once("f(x)", times).term.head == "multiply"
