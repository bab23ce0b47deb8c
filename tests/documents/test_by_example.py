"""Reading by example says what reading says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.building.pipeline import load_question
from solgen.diagnostics import Failure
from solgen.documents import by_example, remembered
from solgen.documents.by_example import ByExample, Definitions, reading_from
from solgen.documents.numerals import cut
from solgen.documents.read import read_document
from solgen.notation.context import Context
from solgen.notation.reading import read, read_declarations, read_definition
from solgen.questions import bank
from solgen.questions.draw import draw, seed_for
from solgen.questions.fill import fill
from tests.notation.cases import cases

NUMERALS = [
    *("0", "1", "2", "3", "7", "12", "301", "1000", "2", "12\\,301", "12{,}301", "12,301", "1,000,000", "007", "00"),
    *("0.5", "2.50", "671.49", "12\\,301.25", "1.0", "7", "700000000000000000000", "70000000000000000", "9" * 30),
]
WRITTEN = re.compile(r"\d+(?:\.\d+)?")
FORMULAS = [*cases("values.md"), *cases("formulas.md"), *cases("refusals.md")]


Way = Callable[[str, Context], Definitions]


def _read(latex: str, context: Context) -> Definitions:
    return read(latex, context), (), ()


def _answer(work: Callable[[], object]) -> object:
    try:
        return work()
    except Failure as failure:
        return failure.diagnostics


def _renumbered(latex: str, chance: random.Random) -> str:
    """The formula with other numbers in it, some of its digits left alone."""
    return WRITTEN.sub(lambda found: chance.choice([*NUMERALS, found.group(), found.group()]), latex)


@pytest.mark.parametrize("way", [_read, read_definition], ids=["claims", "definitions"])
def test_every_formula_of_the_readers_cases_with_whatever_numbers(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_example, "reading_from", _counted := _Counted())
    chance = random.Random(20)  # noqa: S311 -- a choice of cases
    listed, rounds = (FORMULAS, 10) if way is _read else (list(cases("definitions.md")), 60)
    for number, case in enumerate(listed):
        by = ByExample(way)
        for _ in range(rounds):
            latex = _renumbered(case.latex, chance)
            afresh = _answer(lambda: way(latex, case.context))  # noqa: B023 -- called at once
            assert _answer(lambda: by(latex, case.context, number)) == afresh, latex  # noqa: B023 -- called at once
    assert _counted.calls > 50, "most of these formulas are not made from an example"


class _Counted:
    """``reading_from``, and how often it was called."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *arguments: object) -> Definitions:
        self.calls += 1
        return reading_from(*arguments)  # type: ignore[arg-type]


PIECES = st.sampled_from(
    [
        *("#", "#", "#", " + ", " - ", " \\cdot ", " = ", " < ", "x", "f(#)", "f(#, #)", "\\frac{#}{#}", "\\frac##"),
        *("x^#", "x^{#}", "x^{-#}", "x_#", "y_#", "y_{#}", "y_{(#)}", "(", ")", "#!", "\\sqrt[#]{#}", "\\sqrt{#}"),
        *("\\{#, #\\}", "[#, #]", "(#, #)", ",", ", ", ".", "\\,", "{,}", " ", "\\mathrm{s}", "\\,\\mathrm{s}", "/"),
        *("\\left(#\\right)", "|#|", "\\sum_{i=1}^{#} i", "\\sum_{i=1}^n #", "\\frac{d}{dx}", "f'(#)", "f^{(#)}(#)"),
        *(
            "\\begin{pmatrix} # & # \\\\ # & # \\end{pmatrix}",
            "\\text{for } # ",
            "\\log_# #",
            "\\%",
            "e^{-\\frac{#}{#} x}",
        ),
        *(
            "\\marks{#}",
            "A",
            "A^#",
            "A^{-1}",
            "\\arg\\min_x (x - #)^2",
            "\\binom{#}{#}",
            "\\left\\{ x : x > # \\right\\}",
        ),
    ]
)
DECLARE = r"""
x: real
n: size
f: function
y_i: real for i in 1..n
y_{(k)}: order statistics of y for k in 1..n
A: matrix[n, n]
"""
CONTEXT = read_declarations(DECLARE)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6).map("".join), st.randoms(use_true_random=False))
def test_formulas_made_up_at_random(shape: str, chance: random.Random) -> None:
    by = ByExample(_read)
    for _ in range(4):
        latex = re.sub("#", lambda _: chance.choice(NUMERALS), shape)
        assert _answer(lambda: by(latex, CONTEXT, 1)) == _answer(lambda: _read(latex, CONTEXT)), latex  # noqa: B023


def test_every_formula_of_the_banks_variants(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def compared(way: Way) -> Callable[[str, Context, int], Definitions]:
        by = ByExample(way)

        def work(latex: str, context: Context, meaning: int) -> Definitions:
            found = by(latex, context, meaning)
            assert found == way(latex, context), latex
            asked.append(latex)
            return found

        return work

    claims = compared(_read)
    monkeypatch.setattr(remembered.read_remembered, "work", lambda *formula: claims(*formula)[0])
    monkeypatch.setattr(remembered.read_definition_remembered, "work", compared(read_definition))
    monkeypatch.setattr(remembered.read_remembered, "known", {})
    monkeypatch.setattr(remembered.read_definition_remembered, "known", {})
    for file in bank.questions():
        question, _ = load_question(file)
        for seed in range(901, 906):
            filled = fill(draw(question, seed_for(seed, question.id)))
            _, found = read_document(filled.pieces, filled.declare)
            assert not found
    assert len(asked) > 100


@pytest.mark.parametrize(
    ("latex", "numerals"),
    [
        ("t = 12\\,301 x^2", ["12\\,301"]),
        ("y_{(3)} = 9", ["9"]),
        ("x^{-\\frac{3}{2}} + 0.25", ["0.25"]),
        ("0 + 1 + 2 + 007", ["2"]),
        ("f(12,301) + \\sqrt[3]{5}", ["5"]),
        ("= 4 && \\text{for all 3 of } 7 \\marks{2} \\\\[3pt] &= 5", ["4", "7", "5"]),
        ("3\\,\\mathrm{m2} + \\operatorname{f2} 4", ["3", "4"]),
        ("9" * 30, []),
    ],
)
def test_what_is_taken_out_of_a_formula(latex: str, numerals: list[str]) -> None:
    apart = cut(latex)
    assert apart is not None
    assert [numeral.text for numeral in apart[1]] == numerals
    assert apart[0][0] + "".join(n.text + part[1:] for n, part in zip(apart[1], apart[0][1:], strict=True)) == latex


def test_the_memory_of_examples_is_bounded() -> None:
    by = ByExample(_read, kept=3)
    for name in ("x", "n", "x + n", "x - n", "n - x"):
        by(f"2 {name}", CONTEXT, 1)
        assert len(by._examples) <= 3


def test_a_formula_of_a_form_that_came_up_twice_is_not_read_again() -> None:
    seen: list[str] = []

    def way(latex: str, context: Context) -> Definitions:
        seen.append(latex)
        return _read(latex, context)

    by = ByExample(way)
    for number in (3, 20, 500, 6, 7):
        assert by(f"{number} x = {number}", CONTEXT, 1) == _read(f"{number} x = {number}", CONTEXT)
    assert seen[0] == "3 x = 3"
    assert len(seen) == 2


@pytest.mark.parametrize("dots", ["\\dots", "\\cdots", "\\ldots"])
def test_dots_are_read_by_the_values_before_them_in_every_formula(dots: str) -> None:
    by, context = ByExample(_read), read_declarations("n: size")
    for latex in (f"2 + 3 + {dots} + n", f"3 + 4 + {dots} + n", f"5 + 9 + {dots} + n"):
        assert _answer(partial(by, latex, context, 1)) == _answer(partial(_read, latex, context))


def test_where_many_forms_came_up_again_a_new_one_is_an_example_at_once() -> None:
    taken: list[str] = []

    def counted(latex: str, context: Context) -> Definitions:
        taken.append(latex)
        return _read(latex, context)

    by, context = ByExample(counted), read_declarations("x: real")
    for place in range(by_example._MANY):
        for number in (2, 3):
            by("x + " * (place + 1) + str(number), context, 0)
    taken.clear()
    assert [by(f"{number} x^2", context, 0) for number in (5, 6, 7)] == [
        _read(f"{number} x^2", context) for number in (5, 6, 7)
    ]
    assert len(taken) == 1
