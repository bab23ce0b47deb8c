"""Bounds that stand elsewhere in a text: a line that needs them is no mistake, and has them as its condition."""

from __future__ import annotations

from solgen.audit.audited import AuditWord

REALS = "x, a: real"


def test_a_line_that_holds_with_a_bound_from_elsewhere_has_it_as_its_condition(audited):
    claim = audited("$\\sqrt{a^2} = a$\n\nAll this is for\n\n$a > 0${.if}", REALS)["a"]
    assert claim.word is AuditWord.PROVED
    assert claim.conditions[-1] == "where a > 0, as line 5 says"


def test_bounds_that_exclude_each_other_are_cases_and_no_domain(audited):
    text = "$\\sqrt{a^2} = a$\n\n# one\n\n$a > 0${.if}\n\n# other\n\n$a < 0${.if}"
    assert audited(text, REALS)["a"].word is AuditWord.REFUTED


def test_a_line_that_is_false_with_the_bound_as_well_stays_wrong(audited):
    assert audited("$\\sqrt{a^2} = 2 a$\n\n$a > 0${.if}", REALS)["2 a"].word is AuditWord.REFUTED


def test_an_exercise_with_another_number_has_names_of_its_own(audited):
    text = "# 1\n\n$\\sqrt{a^2} = a$\n\n# 2\n\n$a > 0${.if}"
    assert audited(text, REALS)["a"].word is AuditWord.REFUTED
