"""Names that the kernel made itself are never shown as such."""

from __future__ import annotations

import json
import re

import pytest

from solgen.kernel.check import check
from solgen.kernel.claim import Witness
from solgen.kernel.shown_names import shown_conditions, shown_witness
from solgen.kernel.verdict_as_data import verdict_as_json
from tests.claims_corpus import PARTS, corpus
from tests.kernel.claims import claim, context


def test_a_quantified_name_of_which_something_else_is_assumed_is_shown_by_its_letter():
    verdict = check(claim(r"\forall x \in \mathbb{R}: x^2 = x", context("x: real", given=("x > 0",))))
    assert verdict.witness is not None
    assert [named for named, _ in verdict.witness.values] == ["x"]
    assert verdict.message.startswith("at x = ")


def test_two_names_of_one_letter_are_kept_apart():
    verdict = check(claim(r"\forall x \in \mathbb{R}: x^2 = y + x_1", context("x, y, x_1: real", given=("x > 0",))))
    assert "#" not in verdict.message
    said = shown_witness(Witness((("x", "1"), ("x#1", "2"), ("x#2", "3")), note="solutions lost: x#2 = 3"))
    assert [named for named, _ in said.values] == ["x", "x'", "x''"]
    assert said.note == "solutions lost: x'' = 3"


@pytest.mark.parametrize(
    ("made", "seen"),
    [
        (r"\sum_{k#3=1}^{n} v_{k#3} \ne 0", r"\sum_{k=1}^{n} v_{k} \ne 0"),
        (r"\sum_{k#3=1}^{n} v_{k#3} \ne k", r"\sum_{k'=1}^{n} v_{k'} \ne k"),
        (r"\bar{x}#2 > \alpha#1 w_\lambda#1", r"\bar{x} > \alpha w_\lambda"),
        (r"A_{k#diagonal k#diagonal} \ne 0", r"A_{k k} \ne 0"),
        (r"\#S > 0", r"\#S > 0"),
    ],
)
def test_conditions_keep_the_authors_names_and_lose_the_marks_of_the_others(made, seen):
    assert shown_conditions((made,), ("k", "n", "v")) == (seen,)


def test_a_matrix_is_shown_by_rows_between_semicolons():
    verdict = check(claim("A^2 = A", context("A: matrix[2, 2]")))
    assert verdict.witness is not None
    number = r"-?\d+(?:/\d+)?"
    assert re.fullmatch(rf"\[{number} {number}; {number} {number}\]", verdict.witness.values[0][1])
    assert re.fullmatch(rf"\[{number} {number}; {number} {number}\]", verdict.witness.left)
    families = check(claim(r"W_{11} = W_{12}", context("W_{ij}: real for i in 1..2, j in 1..3")))
    assert families.witness is not None
    assert re.fullmatch(rf"\[({number} ?){{3}}; ({number} ?){{3}}\]", dict(families.witness.values)["W"])


def test_no_verdict_of_the_corpus_on_vectors_and_matrices_shows_a_name_of_the_kernels():
    cases = [case for part in PARTS[1:3] for case in corpus(part) if case.holds and not case.undecided]
    for case in cases[::4]:
        assert "#" not in json.dumps(verdict_as_json(check(case.claim()))), case.place
