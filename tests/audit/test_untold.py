"""Lines about names of which the text says nothing are not wrong; lines about any function, any number are."""

from __future__ import annotations

import pytest

from solgen.audit.audited import AuditWord

DECLARED = (
    "n, d: size\nx, o, c: real\nD, H_A: real\ny_i: real for i in 1..n\nE, \\sigma, f: function\n"
    "X: matrix[n, d]\nU: matrix[n, d]\nV: matrix[d, d]"
)


@pytest.mark.parametrize(
    ("line", "right", "name"),
    [
        ("E'(c) = 2 c", "2 c", "E"),
        ("\\sigma(0) = \\frac{1}{2}", "\\frac{1}{2}", "\\sigma"),
        ("E(c) = E(0) + c^2", "E(0) + c^2", "E"),
        ("\\frac{\\partial o}{\\partial x} = o x", "o x", "o"),
        ("1 - o = \\frac{1}{1 + e^x}", "\\frac{1}{1 + e^x}", "o"),
        ("(D + 1) H_A = 2100", "2100", "D"),
        ("X^t X = V^t V", "V^t V", "X"),
        ("y_2 = 3", "3", "y"),
    ],
)
def test_a_line_that_would_say_what_a_name_is_is_undecided(audited, line, right, name):
    claim = audited(f"${line}$", DECLARED)[right]
    assert claim.word is AuditWord.UNDECIDED
    assert claim.message == f"nothing in the text says what {name} is"


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("f(x + c) = f(x) + f(c)", "f(x) + f(c)"),
        ("(x + c)^2 = x^2 + c^2", "x^2 + c^2"),
        ("2 x = 3", "3"),
        ("\\sum_{i=1}^{n} 1 = d", "d"),
        ("V^t = V", "V"),
    ],
)
def test_a_line_that_holds_of_nothing_in_general_is_wrong(audited, line, right):
    assert audited(f"${line}$", DECLARED)[right].word is AuditWord.REFUTED


def test_a_function_with_which_something_is_defined_is_told_of(audited):
    claims = audited("$z = f(x)${.let}\n\n$\\frac{d z}{d x} = f(x)$", DECLARED + "\nz: real")
    assert claims["f(x)"].word in (AuditWord.REFUTED, AuditWord.DEFINITION)
    claims = audited("$o = f(x)${.let}\n\n$1 = f'(x)$", DECLARED)
    assert claims["f'(x)"].word is AuditWord.REFUTED


def test_the_later_members_of_a_chain_are_held_against_each_other(audited):
    claims = audited("$E'(c) = 2 c + 2 = 2 (c + 1) = 2 (c - 1)$", DECLARED)
    assert claims["2 c + 2"].word is AuditWord.UNDECIDED
    assert claims["2 (c + 1)"].word is AuditWord.PROVED
    wrong = claims["2 (c - 1)"]
    assert wrong.word is AuditWord.REFUTED
    assert wrong.left == "2 (c + 1)"


def test_a_function_of_numbers_before_a_vector_is_taken_entry_by_entry_and_undecided(audited):
    declared = "m: size\nz, h: vector[m]\n\\phi: function"
    claim = audited("$h = \\phi(z)$", declared)["\\phi(z)"]
    assert claim.word is AuditWord.UNDECIDED
    assert "each entry" in claim.message
