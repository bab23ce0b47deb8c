"""The planter of the benchmark: text in, text with one slip out, at the right place."""

from __future__ import annotations

import pytest

from tests.bench.audit_kinds import is_another_way
from tests.bench.planting.latex_text import Formula
from tests.bench.planting.slips import slips
from tests.bench.planting.texts import stripped
from tests.kernel.claims import claim, context


def _made(latex: str, kind: str) -> list[str]:
    return [" ".join(slip.applied(latex).split()) for slip in slips(latex) if slip.kind == kind]


@pytest.mark.parametrize(
    ("kind", "latex", "planted"),
    [
        ("lost sign", r"a - b", r"a + b"),
        ("lost sign", r"-\frac{1}{n} x", r"\frac{1}{n} x"),
        ("sign of an exponent", r"1 + e^{-x}", r"1 + e^{ x}"),
        ("lost factor", r"2 (c - y)", r"(c - y)"),
        ("lost fraction in front", r"\frac{1}{n} \sum_{i=1}^{n} y_i", r"\sum_{i=1}^{n} y_i"),
        ("numerator and denominator swapped", r"\frac{a}{b} x", r"\frac{b}{a} x"),
        ("fractions added by parts", r"\frac{a}{b} + \frac{c}{d}", r"\frac{a + c}{b + d}"),
        ("dropped transpose", r"V \Sigma^t U^{\top} T", r"V \Sigma^t U T"),
        ("inverse of a sum", r"(A + B)^{-1} x", r"((A)^{-1} + (B)^{-1}) x"),
        ("square of a sum", r"\left(a + b\right)^2", r"((a)^2 + (b)^2)"),
        ("log of a sum", r"\ln \sum_{k=1}^K e^{z_k}", r"\sum_{k=1}^K \ln e^{z_k}"),
        ("root of a sum", r"\sqrt{a^2 + b^2}", r"(\sqrt{a^2} + \sqrt{b^2})"),
        ("missing sum", r"\frac{2}{n} \sum_{i=1}^{n} (y_i - c)", r"\frac{2}{n} (y_i - c)"),
        ("sum replaced by N times a term", r"\sum_{i=1}^{N} y_i", r"N y_i"),
        ("argument not doubled", r"2 \sigma(2 x) - 1", r"2 \sigma(x) - 1"),
        ("argument not halved", r"\tau\left(\frac{x}{2}\right)", r"\tau\left(x \right)"),
        ("missing log", r"x \ln y", r"x y"),
        ("lost square", r"(y - c)^2", r"(y - c)"),
        ("lost inverse", r"A^{-1} b", r"A b"),
        ("prime dropped", r"f'(a)", r"f (a)"),
        ("indices swapped", r"W_{jk} x_k", r"W_{kj} x_k"),
        ("bound off by one", r"\sum_{i=1}^{n} y_i", r"\sum_{i=1}^{n - 1} y_i"),
        ("matrices swapped", r"A^t B x", r"B A^t x"),
        ("digits swapped", r"12{,}301", r"12{,}310"),
        ("rounding", r"671.49", r"671.48"),
        ("lost factor", r"\frac{2}{n} \sum_{i=1}^{n} y_i", r"\frac{1}{n} \sum_{i=1}^{n} y_i"),
        ("lost factor", r"6 \cdot \frac{3}{2} - 8", r"6 \cdot \frac{1}{2} - 8"),
        ("another number", r"\frac{9}{4}", r"\frac{1}{4}"),
    ],
)
def test_a_slip_makes_of_a_formula_what_a_tired_hand_makes(kind: str, latex: str, planted: str) -> None:
    assert planted in _made(latex, kind)


def test_no_slip_leaves_a_formula_as_it_was() -> None:
    latex = r"V (\Sigma^2 + \frac{\lambda}{2} I)^{-1} \Sigma U^t T - \sum_{i=1}^{n} (y_i - c)^2"
    made = ["".join(slip.applied(latex).split()) for slip in slips(latex)]
    assert "".join(latex.split()) not in made
    assert len(made) == len(set(made))


def test_nobody_loses_a_factor_of_a_number_by_itself():
    assert _made(r"\frac{9}{4}", "lost factor") == []
    assert _made(r"\frac{3}{4} (x + 1)", "another number") == []


def test_the_upper_end_of_a_bracket_is_no_exponent():
    assert _made(r"\left[ x^2 \right]_{-1}^{2}", "lost square") == [r"\left[ x \right]_{-1}^{2}"]


def test_indices_of_sums_keep_their_signs() -> None:
    assert all(
        r"\sum_{i=k+1}" in slip.applied(r"\sum_{i=k+1}^{n} y_i")
        for slip in slips(r"\sum_{i=k+1}^{n} y_i")
        if slip.kind == "lost sign"
    )


def test_brackets_are_matched_with_their_sizes() -> None:
    formula = Formula(r"\left( a + (b - c) \right)^2")
    opening = next(formula.positions("("))
    assert formula.inside(opening) == "a + (b - c)"
    assert formula.outer_start(opening) == 0


def test_roles_and_marks_are_no_part_of_a_strangers_text() -> None:
    text = "Let $a = 1${.let}, not $a = 2${.wrong}.\n\n{.let}\n$$\nb = 3 \\marks{1} \\answer{x}\n$$\n"
    assert stripped(text) == "Let $a = 1$, not something wrong.\n\n$$\nb = 3  \n$$\n"


ENTROPY = context("x: real, in (0, 1)")
PLANTED = r"\ln(\frac{x}{1 - x})"


@pytest.mark.parametrize(
    ("named", "corrected", "fair"),
    [
        ("lost-sign", r"-\ln(\frac{x}{1 - x})", True),
        ("fraction-upside-down", r"\ln(\frac{1 - x}{x})", True),
        ("lost-factor", r"-\ln(\frac{x}{1 - x})", False),
        ("lost-sign", r"\ln(\frac{x}{1 + x})", False),
        ("lost-sign", "", False),
    ],
)
def test_another_name_is_as_fair_only_if_its_slip_leads_from_a_true_line_to_the_planted_one(
    named: str,
    corrected: str,
    fair: bool,  # noqa: FBT001 -- a row of the table
) -> None:
    original = claim(r"\ln(1 - x) - \ln(x) = \ln(\frac{1 - x}{x})", ENTROPY)
    assert is_another_way(named, corrected, original, PLANTED) is fair
