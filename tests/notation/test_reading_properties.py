"""What holds of every text and every Term."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.diagnostics import Failure
from solgen.notation.context import Context
from solgen.notation.reading import Reading, read, read_declarations, read_definition
from solgen.notation.reading.tokens import tokenize
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex
from tests.notation.cases import cases
from tests.notation.deletion import reading_key, unread_tokens
from tests.notation.term_strategies import CONTEXT, TERMS

WRITTEN = sorted({token for case in cases("formulas.md") for token in case.latex.split()})
PIECES = sorted(
    {
        case.latex[token.start : token.end]
        for file in ("formulas.md", "values.md")
        for case in cases(file)
        for token in tokenize(case.latex)
    }
)
WORDS = [f"\\text{{{text}}}" for text in ("", " ", "+", "=", "(", "d", "for all", "and", "if", "s", "t", "^")]
SOUP = st.lists(st.sampled_from([*WRITTEN, *PIECES, *WORDS]), max_size=25).map(" ".join)


def outcome(latex: str) -> Reading | Failure:
    try:
        return read(latex, CONTEXT)
    except Failure as failure:
        return failure


@settings(derandomize=True, max_examples=150, deadline=None)
@given(TERMS)
def test_every_term_that_can_be_read_is_written_so_that_it_reads_back(node: Term):
    assert read(to_latex(node), CONTEXT).term is node


@pytest.mark.parametrize(
    "latex",
    [
        r"\sum_{i=\langle w_\lambda, A w \rangle}^{3} a_{i}",
        r"\prod_{j=\begin{cases} a_{2} & \text{if } a_{3} \ge 4 \\ -a_{(8)} & \text{otherwise} \end{cases}}^{9} W_{1j}",
    ],
)
def test_commas_and_lines_inside_brackets_do_not_part_the_range_of_a_sum(latex: str):
    assert to_latex(read(latex, CONTEXT).term) == latex


@settings(derandomize=True, max_examples=30, deadline=None)
@given(TERMS)
def test_no_token_of_a_written_term_can_be_removed_unnoticed(node: Term):
    assert unread_tokens(to_latex(node), reading_key(CONTEXT)) == []


@settings(derandomize=True, max_examples=300, deadline=None)
@given(SOUP)
def test_pieces_of_formulas_in_any_order_are_read_or_refused(latex: str):
    found = outcome(latex)
    if isinstance(found, Reading):
        assert outcome(to_latex(found.term)).term is found.term  # type: ignore[union-attr]
    else:
        (diagnostic,) = found.diagnostics
        assert 1 <= diagnostic.place.column <= len(latex) + 1
        assert diagnostic.hint


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="xyf12(){}[]|^_\\,.&+-=<>!'/ $%#", max_size=40))
def test_any_text_is_read_or_refused(latex: str):
    for reader in (read, read_definition, read_declarations):
        assert diagnostics_of(reader, latex) in (0, 1)


def diagnostics_of(reader: Callable[[str, Context], object], latex: str) -> int:
    try:
        reader(latex, CONTEXT)
    except Failure as failure:
        return len(failure.diagnostics)
    return 0


NESTINGS = [
    ("(", ")"), ("\\left(", "\\right)"), ("\\sqrt{", "}"), ("e^{", "}"), ("-(", ")"), ("\\partial ", ""),
    ("f(", ")"), ("\\ln ", ""), ("|", "|"), ("\\neg ", ""), ("\\sum_{i=1}^{n} ", ""), ("\\nabla_w ", ""),
    ("\\partial a_{", "}"), ("\\frac{d}{dx} ", ""), ("\\forall i : ", ""), ("\\{", "\\}"),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "closing"), NESTINGS)
def test_nesting_beyond_all_depth_is_refused_in_no_time(opening: str, closing: str):
    found = outcome(opening * 300 + "x" + closing * 300)
    assert isinstance(found, Failure)


def test_a_formula_beyond_all_length_is_refused():
    found = outcome(" + ".join(["x"] * 3000))
    assert isinstance(found, Failure)
    assert found.diagnostics[0].code == "read-too-long"


def test_a_number_beyond_all_length_is_refused():
    for latex in (
        "9" * 5000,
        "W_{" + "1" * 5000 + "}",
        f"f^{{({'1' * 5000})}}(x)",
        f"\\frac{{d^{{{'1' * 5000}}} x}}{{dx}}",
    ):
        assert isinstance(outcome(latex), Failure)


def test_a_formula_of_some_hundred_terms_is_read():
    found = outcome(" + ".join(["x"] * 900))
    assert isinstance(found, Reading)
    assert len(found.term.arguments) == 900
