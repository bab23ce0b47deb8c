"""The bank: every question reads, every claim is established, every step of the exam's derivations is there."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

import pytest

from solgen.building.pipeline import Outcome, Surroundings, variants, work_out
from solgen.diagnostics import Severity
from solgen.documents.blocks import Role, SectionKind
from solgen.documents.marks import formulas_of
from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from solgen.notation.reading import read
from solgen.questions import bank
from solgen.questions.draw import reference_variant, space_size
from solgen.questions.load import load

VARIANTS = 200
"""All of a question's variants where there are no more, else so many besides the reference."""
QUESTIONS = {path.stem: path for path in bank.questions()}


def _steps():
    spec = importlib.util.spec_from_file_location("steps", Path(__file__).with_name("steps.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.STEPS


STEPS = _steps()


@pytest.fixture(scope="module")
def judge():
    with Judge() as one:
        yield one


@cache
def question(name):
    return load(QUESTIONS[name]).question


_worked_out: dict[str, list[Outcome]] = {}


def outcomes(name, judge):
    """The reference and the other variants, worked out once for all tests."""
    if name not in _worked_out:
        with few_collections():
            drawn = variants(question(name), VARIANTS)
            _worked_out[name] = [work_out(variant, Surroundings(), judge) for variant in drawn]
    return _worked_out[name]


def established(name, judge):
    unsettled = []
    for outcome in outcomes(name, judge):
        assert outcome.checked is not None, [str(d) for d in outcome.diagnostics]
        for step in outcome.checked.steps:
            good = step.verdict.word.value == "refuted" if step.step.role is Role.WRONG else step.established
            if not good:
                where = f"{step.step.place} {step.step.left_latex} {step.step.claim.relation} {step.step.right_latex}"
                unsettled.append(f"{where}: {step.verdict.word}/{step.follows.word}: {step.verdict.message}")
    return unsettled


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_claim_is_proved_or_certified(name, judge):
    assert established(name, judge) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_else_is_wrong_either(name, judge):
    """Goals are reached in their form, mistakes differ, marks add up, contexts have instances."""
    found = [
        (d.code, str(d.place), d.place.note, d.message)
        for outcome in outcomes(name, judge)
        for d in outcome.diagnostics
        if d.severity is Severity.ERROR
    ]
    assert found == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_has_a_warning(name):
    assert [d.message for d in load(QUESTIONS[name]).warnings] == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_claim_has_two_equal_sides_as_read(name, judge):
    for outcome in outcomes(name, judge):
        assert outcome.checked is not None
        for step in outcome.checked.document.steps:
            assert step.claim.left is not step.claim.right, step.left_latex


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_rests_on_the_authors_word_or_on_bounded_checks(name, judge):
    roles = {f.role for outcome in outcomes(name, judge) if outcome.checked for f in outcome.checked.document.formulas}
    assert roles & {Role.VOUCH, Role.UPTO} == set()


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_thirty_variants_or_says_why_not(name):
    text = QUESTIONS[name].read_text(encoding="utf-8")
    assert space_size(question(name)).count >= 30 or "# Four variants" in text or "variants:" in text


@pytest.mark.parametrize(("name", "part"), [(name, part) for name, parts in STEPS.items() for part in parts])
def test_every_step_of_the_exam_is_in_the_solution(name, part, judge):
    outcome = work_out(reference_variant(question(name)), Surroundings(), judge)
    assert outcome.checked is not None
    document = outcome.checked.document
    sections = [s for s in document.sections if s.kind is SectionKind.SOLUTION and s.part in {part, ""}]
    assert sections
    formulas = [formula for section in sections for formula in formulas_of(section.blocks)]
    there = {term for formula in formulas for term in _said(formula.reading)}
    contexts = [step.claim.context for step in document.steps if step.part in {part, ""}]
    for latex in STEPS[name][part]:
        assert any(_read(latex, context) in there for context in reversed(contexts)), latex


def _said(reading):
    """A formula as a whole, its statements where it has several, and the members of its chains."""
    whole = reading.term
    return (whole, *(whole.arguments if whole.head == "statements" else ()), *(m.term for m in reading.members))


def _read(latex, context):
    try:
        return read(latex, context).term
    except Exception:  # noqa: BLE001 -- a name of another paragraph; some other context must know it
        return None


def test_the_steps_are_those_of_every_question_of_the_exam():
    assert set(STEPS) == set(QUESTIONS)


def test_a_missing_step_would_be_noticed(judge):
    outcome = work_out(reference_variant(question("activations")), Surroundings(), judge)
    assert outcome.checked is not None
    context = outcome.checked.document.steps[-1].claim.context
    terms = {m.term for f in outcome.checked.document.formulas for m in f.reading.members}
    assert _read(r"\sqrt{\sigma(3 x)}", context) not in terms
