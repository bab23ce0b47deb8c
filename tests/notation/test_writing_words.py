"""Formulas in words: what a screen reader says of a formula tells it from every other."""

from __future__ import annotations

import pytest

from solgen.notation import terms
from solgen.notation.reading import read, read_declarations
from solgen.notation.terms import ARITIES, BUILTINS, CONSTANTS, RELATIONS, Term, builtin, constant, name, number, term
from solgen.notation.writing.names import name_to_words
from solgen.notation.writing.words import members_to_words, to_words
from tests.notation.cases import cases

CONTEXT = read_declarations(
    "n, N, d: size\nx, c, a, b: real\ny_i: real for i in 1..n\n\\lambda: real, positive\n"
    "\\sigma, f: function\nX: matrix[N, d]\nw: vector[d]"
)


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        ("x^2 = 4", "x squared equals 4"),
        ("\\frac{1}{1 + e^{-x}}", "the fraction 1 over 1 plus e to the power minus x end power end fraction"),
        ("\\frac{1}{2}", "1 over 2"),
        ("\\sum_{i=1}^{n} (y_i - c)^2", "the sum from i equals 1 to n of open y sub i minus c close squared"),
        ("a - (b - c)", "a minus open b minus c close"),
        ("\\sigma(2 x)", "sigma of open 2 times x close"),
        ("\\sqrt{x}", "the square root of x end root"),
        ("f'(x) \\ge 0", "f prime of x is at least 0"),
        ("10\\,\\mathrm{s}", "10 seconds"),
        ("X^t X", "capital X transposed times capital X"),
        ("\\|w\\|^2", "the norm of w end norm squared"),
        ("\\lim_{\\lambda \\to 0^+} \\lambda = 0", "the limit as lambda goes to 0 from above of lambda equals 0"),
        ("x < a \\iff a > x", "x is less than a if and only if a is greater than x"),
    ],
)
def test_a_formula_is_said_as_a_mathematician_would(latex: str, words: str):
    assert to_words(read(latex, CONTEXT)) == words


def test_terms_that_differ_in_their_brackets_alone_sound_different():
    pairs = [
        ("a - (b - c)", "(a - b) - c"),
        ("(a + b) c", "a + b c"),
        ("\\frac{a + b}{c}", "a + \\frac{b}{c}"),
        ("x^{a + b}", "x^a + b"),
        ("\\sqrt{a} b", "\\sqrt{a b}"),
        ("-x^2", "(-x)^2"),
        ("f(x^2)", "f(x)^2"),
        ("f(a b)", "f(a) b"),
        ("\\sum_{i=1}^{n} y_i + c", "\\sum_{i=1}^{n} (y_i + c)"),
    ]
    for left, right in pairs:
        assert to_words(read(left, CONTEXT)) != to_words(read(right, CONTEXT)), (left, right)


def test_different_terms_of_the_readers_cases_sound_different():
    said: dict[tuple[str, str], set[Term]] = {}
    for case in [*cases("values.md"), *cases("formulas.md")]:
        reading = read(case.latex, case.context)
        said.setdefault((case.declare, to_words(reading.term)), set()).add(reading.term)
    assert [(words, found) for words, found in said.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        ("\\bar{y}", "y bar"),
        ("w^*", "w star"),
        ("w_\\lambda", "w sub lambda"),
        ("P_A", "capital P sub capital A"),
        ("\\Sigma", "capital sigma"),
        ("x^{()}", "x"),
    ],
)
def test_a_name_is_said_with_its_accents_and_indices(latex: str, words: str):
    assert name_to_words(latex) == words


def some_term(head: str) -> Term:
    """A small term with this head."""
    x = name("x")
    low = ARITIES[head][0]
    data: dict[str, object] = {
        "number": 3, "decimal": "0.5", "name": "x", "constant": "e", "unit": "s", "builtin": "sin",
        "prime": 1, "derivative": "d", "limit": "+", "interval": "[)", "relation": "=", "chain": ("=", "<"),
        "matrix": (1, 1),
    }  # fmt: skip
    return term(head, [x] * low, data.get(head))  # type: ignore[arg-type]


@pytest.mark.parametrize("head", sorted(ARITIES))
def test_every_head_of_a_term_can_be_said(head: str):
    assert to_words(some_term(head))


def test_every_constant_function_and_relation_can_be_said():
    for word in CONSTANTS:
        assert to_words(constant(word))
    for word in BUILTINS:
        assert to_words(term("apply", [builtin(word), name("x")]))
    for sign in RELATIONS:
        assert sign not in to_words(terms.relation(sign, name("x"), number(0)))


def test_a_line_that_goes_on_begins_with_its_relation():
    assert members_to_words([("=", number(3)), ("<", number(4))]) == "equals 3 is less than 4"
