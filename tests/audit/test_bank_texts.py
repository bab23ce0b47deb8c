"""The bank's own solutions as plain texts that declare nothing: not one of their lines is called wrong.

Many more variants: ``python -m tests.bench.audit_bank``.
"""

from __future__ import annotations

from solgen.audit.audit import audit
from solgen.audit.audited import Audit, AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript
from tests.bench.kernel_mutants import variants_of
from tests.bench.planting.layouts import (
    LAYOUTS,
    exam_with_numbers,
    exam_with_titles,
    solution_only,
)
from tests.bench.planting.texts import PlainText

SEED = 4711
UNDECIDED = 0.01
"""The share of lines that may be undecided: some hang on what only the question declares."""


def _audited(text: PlainText, judge) -> Audit:
    return audit(understand(parse_manuscript(text.text, text.name, text.format)), judge)


def _wrong(found: Audit) -> list[str]:
    return [f"line {claim.place.line}: {claim.latex}: {claim.message}" for claim in found.claims if claim.wrong]


def test_no_line_is_called_wrong_in_any_layout_and_nearly_all_are_established(judge):
    wrong: dict[str, list[str]] = {}
    claims = open_ = 0
    for position, variant in enumerate(variants_of([SEED])):
        text = LAYOUTS[position % len(LAYOUTS)](variant)
        found = _audited(text, judge)
        wrong |= {text.name: said} if (said := _wrong(found)) else {}
        claims += len(found.claims)
        open_ += sum(claim.word in (AuditWord.UNDECIDED, AuditWord.UNREADABLE) for claim in found.claims)
    assert not wrong
    assert claims > 200
    assert open_ <= UNDECIDED * claims


def test_no_line_is_called_wrong_where_all_questions_stand_in_one_text(judge):
    variants = list(variants_of([]))
    for text in (exam_with_numbers(variants[::-1]), exam_with_titles(variants)):
        found = _audited(text, judge)
        assert not _wrong(found), text.name
        assert len(found.claims) > 120


def test_a_solution_without_its_question_is_not_wrong_for_what_only_the_question_says(judge):
    for variant in variants_of([]):
        if variant.question.id in ("bias-gradients", "constant-model", "training-time"):
            assert not _wrong(_audited(solution_only(variant), judge)), variant.question.id
