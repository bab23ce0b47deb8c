"""Several interpretations: wrong only under all of them, established under one with the condition that names it."""

from __future__ import annotations

from solgen.audit.audit import audit
from solgen.audit.audited import AuditWord
from tests.audit.texts import understood

THIN = "N, d: size, at least 2\nX: matrix[N, d]\nU: matrix[N, d], orthonormal columns\nS: matrix[d, d], diagonal"
FULL = "N, d: size, at least 2\nX: matrix[N, d]\nU: matrix[N, N], orthogonal\nS: matrix[N, d]"
NAMES = ("for the thin decomposition", "for the full decomposition")


def test_a_line_that_holds_under_one_interpretation_has_its_condition(audited):
    claim = audited("$S^t = S$", THIN, FULL, names=NAMES)["S"]
    assert claim.word in (AuditWord.PROVED, AuditWord.CERTIFIED)
    assert claim.conditions == ("for the thin decomposition",)


def test_so_has_a_line_that_holds_under_a_later_one_only(audited):
    claim = audited("$U U^t = I$", THIN, FULL, names=NAMES)["I"]
    assert claim.word is AuditWord.PROVED
    assert claim.conditions == ("for the full decomposition",)


def test_a_line_that_holds_under_all_has_no_condition(audited):
    assert audited("$U^t U = I$", THIN, FULL, names=NAMES)["I"].conditions == ()


def test_a_line_is_wrong_only_if_it_is_wrong_under_all(audited):
    assert audited("$U^t U = 2 I$", THIN, FULL, names=NAMES)["2 I"].word is AuditWord.REFUTED


def test_a_formula_that_cannot_be_read_is_said_to_be_so_with_the_reason(audited):
    claim = audited("$x + = 2$", "x: real")[""]
    assert claim.word is AuditWord.UNREADABLE
    assert claim.message


def test_an_ill_formed_definition_is_reported_at_its_line(audited):
    text = r"$E = \sum_{i=1}^{n} (y_i - \sum_{j=1}^{m} w_j z_j + b_j)^2${.let}"
    names = "n, m: size\ny_i: real for i in 1..n\nw_j, z_j, b_j: real for j in 1..m"
    claim = next(iter(audited(text, names).values()))
    assert claim.word is AuditWord.ILL_FORMED
    assert "index j is free" in claim.message


def test_the_base_of_the_logarithm_makes_another_reading(audited):
    bases = ("x: real, positive\n\\log: base e", "x: real, positive\n\\log: base 2")
    claim = audited(r"$\log 8 = 3$ and $\log(2 x) = \log 2 + \log x$", *bases, names=("natural", "to base 2"))
    assert claim["3"].word is AuditWord.PROVED
    assert claim["3"].conditions == ("to base 2",)
    assert claim[r"\log 2 + \log x"].conditions == ()


class Counting:
    """A judge that counts what it is asked."""

    def __init__(self, judge):
        self.judge = judge
        self.asked = []

    def verdicts(self, claims):
        self.asked += claims
        return self.judge.verdicts(claims)


def test_what_follows_from_two_established_equations_is_not_asked_again(judge):
    counting = Counting(judge)
    found = audit(understood("$x + x = 2 x = x \\cdot 2 = 3 x - x$", "x: real"), counting)
    assert [claim.follows for claim in found.claims] == ["", "proved", "proved"]
    assert len(counting.asked) == 3


def test_what_follows_from_a_wrong_one_is_asked(judge):
    counting = Counting(judge)
    audit(understood("$x + x = 3 x = x \\cdot 2$", "x: real"), counting)
    assert any(claim.left.head == "multiply" and claim.right.head == "multiply" for claim in counting.asked)
