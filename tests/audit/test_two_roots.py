"""A number of which the text gives the square: what is false of both roots is wrong, whatever its sign."""

from __future__ import annotations

import pytest

from solgen.audit.audited import AuditWord

WORLD = "s, t: real"


@pytest.mark.parametrize("right", ["0.770", "0.706"])
def test_a_value_of_neither_root_is_wrong(audited, right):
    claim = audited(f"Let $s^2 = \\frac{{5}}{{2}}${{.if}}. Then $\\frac{{s}}{{\\sqrt{{5}}}} \\approx {right}$.", WORLD)[
        right
    ]
    assert claim.word is AuditWord.REFUTED


@pytest.mark.parametrize("right", ["0.707", "-0.707"])
def test_a_value_of_one_root_is_not_called_wrong(audited, right):
    claim = audited(f"Let $s^2 = \\frac{{5}}{{2}}${{.if}}. Then $\\frac{{s}}{{\\sqrt{{5}}}} \\approx {right}$.", WORLD)[
        right
    ]
    assert claim.word is AuditWord.UNDECIDED


def test_a_value_of_both_roots_holds(audited):
    claim = audited("Let $s^2 = \\frac{5}{2}${.if}. Then $|s| \\approx 1.58$.", WORLD)["1.58"]
    assert claim.word is AuditWord.PROVED


def test_a_number_that_is_not_real_is_left_as_it_was(audited):
    claim = audited("Let $s^2 = -\\frac{5}{2}${.if}. Then $|s| \\approx 1.58$.", WORLD)["1.58"]
    assert not claim.wrong
