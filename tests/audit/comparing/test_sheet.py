"""The exam that the project was made for, in other words, order, notation and letters, beside the bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from solgen.audit.audit import audit
from solgen.audit.audited import Audit
from solgen.audit.comparing.compare import with_comparisons
from solgen.audit.comparison import Comparison
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import read_manuscript
from solgen.judge import Judge
from solgen.sheets.beside import compose_beside
from solgen.sheets.sheet import Tick
from tests.audit.sheets import CASES


@pytest.fixture(scope="module")
def audited() -> Iterator[Audit]:
    with Judge() as judge:
        found = audit(understand(read_manuscript(CASES / "01-rewritten-exam.md")), judge)
        yield with_comparisons(found, judge)


@pytest.fixture(scope="module")
def compared(audited: Audit) -> dict[str, Comparison]:
    return {one.question: one for one in audited.comparisons}


def _said(comparison: Comparison, part: str, kind: str) -> list[str]:
    return [each.message for each in comparison.omissions if (each.part, each.kind) == (part, kind)]


def test_all_five_questions_are_found(compared: dict[str, Comparison]) -> None:
    assert set(compared) == {
        "training-time",
        "bias-gradients",
        "activations",
        "least-squares-svd",
        "constant-model",
    }


def test_the_output_bias_is_never_differentiated(compared: dict[str, Comparison]) -> None:
    assert _said(compared["bias-gradients"], "a", "part")


def test_the_derivative_is_not_left_in_terms_of_the_output(compared: dict[str, Comparison]) -> None:
    (form,) = _said(compared["activations"], "a", "form")
    assert "e^{-u}" in form
    assert "still contains u" in form


def test_the_condition_on_the_rank_is_missing(compared: dict[str, Comparison]) -> None:
    (case,) = _said(compared["least-squares-svd"], "i", "case")
    assert "$D$ is invertible" in case


def test_the_comparison_of_both_solutions_is_missing(compared: dict[str, Comparison]) -> None:
    steps = " ".join(_said(compared["least-squares-svd"], "ii", "step"))
    assert "\\varphi_k" in steps
    assert "\\lim" in steps


def test_the_ridge_solution_ends_in_a_wrong_line(compared: dict[str, Comparison]) -> None:
    (answer,) = _said(compared["least-squares-svd"], "ii", "answer")
    assert "wrong" in answer


def test_the_minimum_is_not_shown_to_be_one(compared: dict[str, Comparison]) -> None:
    assert _said(compared["constant-model"], "a", "case")


def test_samples_of_even_size_are_left_out(compared: dict[str, Comparison]) -> None:
    (case,) = _said(compared["constant-model"], "b", "case")
    assert "n = 2 m" in case


def test_the_right_answers_earn_their_marks(compared: dict[str, Comparison]) -> None:
    given = {name: {part.name: part.given for part in one.parts} for name, one in compared.items()}
    assert given["activations"]["b"] == 3
    assert given["constant-model"]["a"] == 3
    assert given["training-time"]["only"] == 8
    assert given["bias-gradients"] == {"a": 0, "b": 0}


def test_the_right_solution_is_judged_line_by_line(compared: dict[str, Comparison]) -> None:
    for comparison in compared.values():
        assert comparison.checked is not None
        assert comparison.checked.steps
        assert comparison.checked.acceptable


def test_its_lines_carry_their_ticks_beside_the_text(audited: Audit) -> None:
    formulas = [
        (one.question, each.step.formula) for one in audited.comparisons if one.checked for each in one.checked.steps
    ]
    ticks = [node.tick for block in compose_beside(audited) for node in _with_ticks(block)]
    assert len(ticks) > len(set(formulas)) // 2
    assert set(ticks) <= {Tick.PROVED, Tick.CERTIFIED, Tick.REFUTED}


def _with_ticks(node: object) -> Iterator[Any]:
    if getattr(node, "tick", None) is not None:
        yield node
    if isinstance(node, tuple):
        for each in node:
            yield from _with_ticks(each)
    elif is_dataclass(node) and not isinstance(node, type):
        for each in fields(node):
            yield from _with_ticks(getattr(node, each.name))
