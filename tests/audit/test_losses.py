"""The solution of a ridge regression is right for the loss that it belongs to, and says so."""

from __future__ import annotations

import pytest

from solgen.audit.audited import AuditWord

DECLARED = (
    "N: size\nd: size, at most N\nX: matrix[N, d], rank d\nT: vector[N]\nw: vector[d]\nv: vector[d]\n\\lambda: real"
)


@pytest.mark.parametrize(
    ("weight", "penalty"),
    [
        (r"\frac{\lambda}{2}", r"\frac{\lambda}{2} \left\| w \right\|^{2}"),
        (r"\lambda", r"\lambda \left\| w \right\|^{2}"),
        (r"N \lambda", r"(N \lambda) \left\| w \right\|^{2}"),
    ],
)
def test_a_ridge_solution_holds_for_the_loss_with_its_weight(audited, weight, penalty):
    right = f"(X^t X + {weight} I)^{{-1}} X^t T"
    claim = audited(f"$v = {right}${{.let}}", DECLARED)[right]
    assert claim.word is AuditWord.PROVED
    assert claim.conditions[-1].startswith("if v minimizes ")
    assert claim.conditions[-1].endswith(f"+ {penalty}")


def test_where_the_loss_is_given_it_decides(audited):
    right = r"(X^t X + \lambda I)^{-1} X^t T"
    loss = r"\|X w - T\|^2 + \frac{\lambda}{2} \|w\|^2"
    claims = audited(f"$E(w) = {loss}${{.let}}\n\n$v = {right}${{.let}}", DECLARED + "\nE: function")
    assert claims[right].word is AuditWord.DEFINITION


def test_a_definition_of_another_form_stays_one(audited):
    right = r"(X^t X)^{-1} X^t T"
    assert audited(f"$v = {right}${{.let}}", DECLARED)[right].word is AuditWord.DEFINITION
