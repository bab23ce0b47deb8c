"""The author's macros."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Failure, Place
from solgen.documents.blocks import SourceText
from solgen.documents.macros import read_macros
from solgen.documents.read import read_document
from tests.documents.question_text import cut

LINES = SourceText(
    "% for halves\n\\newcommand{\\half}[1]{\\frac{#1}{2}}\n\n"
    "\\newcommand\\twice{2 \\cdot}\n\\newcommand{\\both}{\\twice\\half{x}}",
    tuple(Place("exam.yaml", number) for number in range(10, 15)),
)


@pytest.mark.parametrize(
    ("latex", "expanded"),
    [
        (r"\half{x + 1}", r"\frac{x + 1}{2}"),
        (r"\half {\half{x}}", r"\frac{\frac{x}{2}}{2}"),
        (r"\twice x", r"2 \cdot x"),
        (r"\twicex", r"\twicex"),
        (r"\both = x", r"2 \cdot\frac{x}{2} = x"),
        (r"x", "x"),
    ],
)
def test_macros_are_put_in(latex, expanded):
    assert read_macros(LINES)(latex) == expanded


@pytest.mark.parametrize("latex", [r"\half x", r"\half{x", r"\half"])
def test_a_missing_argument_is_said(latex):
    with pytest.raises(Failure, match="document-macro-not-used-right"):
        read_macros(LINES)(latex)


@pytest.mark.parametrize(
    "line", [r"\newcommand{\a}{\a}", r"\newcommand{\a}{\a\a}", "\\newcommand{\\a}{\\b}\n\\newcommand{\\b}{\\a x}"]
)
def test_a_macro_that_grows_without_end_is_said(line):
    with pytest.raises(Failure, match="document-macro-not-used-right"):
        read_macros(SourceText(line))(r"\a")


@pytest.mark.parametrize("line", [r"\newcommand{\a}{x", r"\def\a{x}", "words"])
def test_a_line_that_defines_no_macro_is_said_with_its_place(line):
    with pytest.raises(Failure) as caught:
        read_macros(SourceText("% first\n" + line, (Place("exam.yaml", 4), Place("exam.yaml", 5))))
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("document-bad-macro", 5)


def test_a_document_is_read_with_the_macros_put_in():
    document, diagnostics = read_document(cut(r"$\half{x} + \half{x} = x$"), SourceText("x: real"), macros=LINES)
    assert diagnostics == ()
    assert document.formulas[0].reading.latex == r"\frac{x}{2} + \frac{x}{2} = x"


def test_a_fault_in_a_formula_with_macros_is_placed_at_its_beginning():
    _, diagnostics = read_document(cut(r"Here $\half{q} = x$"), SourceText("x: real"), macros=LINES)
    assert [(one.code, one.place.column) for one in diagnostics] == [("read-undeclared-name", 7)]
