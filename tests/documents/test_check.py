"""A document and a judge: which faults are found, and what is said of each."""

from __future__ import annotations

import pytest

from solgen.diagnostics import Diagnostic, Severity
from solgen.documents.check import check
from solgen.documents.checked import CheckedDocument
from solgen.documents.verdict_faults import CONTEXT
from solgen.kernel.claim import Verdict, Witness
from tests.documents.question_text import PROVED, REFUTED, UNDECIDED, ToldJudge, clean, verdict

REALS = "a, b, c, d, x: real"


def checked(text: str, told: dict[str, Verdict] | None = None, **more: object) -> CheckedDocument:
    return check(clean(text, REALS), ToldJudge(told), **more)  # type: ignore[arg-type]


def faults(text: str, told: dict[str, Verdict] | None = None, **more: object) -> list[Diagnostic]:
    return list(checked(text, told, **more).diagnostics)


def codes(text: str, told: dict[str, Verdict] | None = None, **more: object) -> list[str]:
    return [fault.code for fault in faults(text, told, **more)]


def test_a_document_whose_steps_are_established_is_acceptable():
    found = checked("$a = b = c$ and $a < d${.wrong}", {"a < d": REFUTED})
    assert found.acceptable
    assert [one.verdict.word.value for one in found.steps] == ["proved", "proved", "refuted"]


def test_a_false_step_is_refused_with_its_witness_and_line():
    (fault,) = faults("We have\n$a = b$.", {"a = b": REFUTED})
    assert fault.code == "claim-refuted"
    assert fault.message == "`a = b` is false: at x = 1 the left side is 0.7311, the right 0.9385"
    assert (fault.place.line, fault.place.column) == (2, 6)


def test_a_member_that_is_false_and_does_not_follow_says_so_with_its_line():
    first, second = faults("$$\na = b\n= c\n= d\n$$", {"a = c": REFUTED, "b = c": REFUTED, "a = d": REFUTED})
    assert first.message == "line 3 does not follow: at x = 1 the left side is 0.7311, the right 0.9385"
    assert second.code == "claim-refuted"
    assert "first false line" in second.hint


def test_members_of_one_line_are_told_apart_by_their_formulas():
    first, second = faults("$a = b = c = d$", {"a = c": REFUTED, "b = c": REFUTED, "a = d": REFUTED})
    assert first.message == "`a = c` does not follow: at x = 1 the left side is 0.7311, the right 0.9385"
    assert second.message.startswith("`a = d` is false")


def test_a_true_member_that_does_not_follow_is_told_apart():
    found = faults("$a = b = c$", {"a = b": REFUTED, "b = c": REFUTED})
    assert [fault.code for fault in found] == ["claim-refuted", "claim-does-not-follow"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (UNDECIDED, "claim-undecided"),
        (verdict("undecided", mechanism="logarithms", message="domains differ: x < 0"), "claim-domains-differ"),
        (verdict("undecided", mechanism=CONTEXT, message="no point was found"), "claim-without-instance"),
        (verdict("ill-formed", message="the index i is free"), "claim-ill-formed"),
        (verdict("bounded", range="for n up to 5"), "claim-bounded"),
        (verdict("refuted", vacuous=True, witness=Witness((("x", "1"),), note="it holds there too")), "claim-vacuous"),
    ],
)
def test_each_cause_has_its_code_and_the_reason_in_its_message(said, code):
    (fault,) = faults("$a = b$", {"a = b": said})
    assert fault.code == code
    reason = said.message or said.range or said.witness.note
    assert reason in fault.message
    assert fault.hint


def test_the_claim_is_established_but_its_following_is_not():
    (fault,) = faults("$a = b = c$", {"b = c": UNDECIDED})
    assert fault.code == "claim-undecided"
    assert "follows from the line before" in fault.message


def test_upto_accepts_what_is_bounded_and_nothing_less():
    assert codes("$a = b${.upto}", {"a = b": verdict("bounded")}) == []
    assert codes("$a = b${.upto}", {"a = b": UNDECIDED}) == ["claim-undecided"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (PROVED, "role-wrong-is-true"),
        (verdict("bounded"), "role-wrong-is-true"),
        (UNDECIDED, "role-wrong-undecided"),
        (verdict("ill-formed", message="shapes"), "claim-ill-formed"),
    ],
)
def test_what_is_called_wrong_has_to_be_refuted(said, code):
    assert codes("$a = b${.wrong}", {"a = b": said}) == [code]


def test_the_authors_word_stands_against_doubt_only():
    assert codes("$a = b${.vouch}", {"a = b": UNDECIDED}) == []
    assert codes("$a = b${.vouch}", {"a = b": UNDECIDED}, strict=True) == ["claim-vouched"]
    assert codes("$a = b${.vouch}", {"a = b": REFUTED}) == ["claim-refuted"]
    assert codes("$a = b${.vouch}", {"a = b": verdict("ill-formed")}) == ["claim-ill-formed"]
    (fault,) = faults("$a = b${.vouch}")
    assert (fault.code, fault.severity) == ("role-vouch-needless", Severity.WARNING)


def test_a_vouched_step_counts_as_vouched():
    assert checked("$a = b${.vouch}", {"a = b": UNDECIDED}).counts() == {"vouched": 1}


def test_a_claim_with_equal_sides_is_refused_whatever_the_judge_says():
    assert codes("$a = a$") == ["claim-says-nothing"]
    assert codes("$a = b = b$") == ["claim-says-nothing"]
    assert codes("$a = b = a$") == ["claim-says-nothing"]
    assert codes("$a = a${.wrong}") == ["role-wrong-is-true"]


CONTRADICTION = verdict("ill-formed", mechanism=CONTEXT, message="no number is above 0 and below 0")


class ContextJudge(ToldJudge):
    """Finds that contexts of two hypotheses contradict themselves."""

    def verdicts(self, claims):
        told = super().verdicts(claims)
        several = [len(claim.context.hypotheses) > 1 for claim in claims]
        return [CONTRADICTION if more else said for more, said in zip(several, told, strict=True)]


def test_a_contradictory_context_is_reported_once_and_not_at_each_of_its_steps():
    document = clean("Let $x > 0${.if} and $x < 0${.if}. Then $a = b$ and $b = c$.", REALS)
    (fault,) = check(document, ContextJudge()).diagnostics
    assert fault.code == "context-contradictory"
    assert "`x > 0`, `x < 0`" in fault.message
    assert fault.place.line == 1


def test_a_context_without_any_step_is_judged_as_well():
    document = clean("Let $x > 0${.if} and $x < 0${.if}.", REALS)
    (fault,) = check(document, ContextJudge()).diagnostics
    assert fault.code == "context-contradictory"


def test_everything_is_judged_in_one_batch_and_nothing_twice():
    judge = ToldJudge()
    check(clean("$a = b = c$. Again $a = b$, and $b = c$.", REALS), judge)
    assert judge.batches == [["a = b", "a = c", "b = c"]]


def test_the_marks_of_a_solution_add_up_over_all_branches():
    text = "# Solution\n## (a)\n* $a = b${marks=1}\n* $a = c${marks=2}\n\n$$\na = d \\marks{1}\n$$"
    assert codes(text, marks={"a": 4}) == []
    for worth in (3, 5):
        (fault,) = faults(text, marks={"a": worth})
        assert fault.code == "document-marks-do-not-add-up"
        assert "4 marks" in fault.message


def test_the_marks_of_a_question_without_parts_belong_to_its_only_part():
    assert codes("# Solution\n$a = b${marks=2}", marks={"only": 2}) == []


def test_marks_outside_a_parts_solution_are_refused():
    assert codes("$a = b${marks=2}", marks={"a": 0}) == ["document-marks-without-part"]
    text = "# Solution\n$a = b${marks=1}\n\n## (a)\n$a = c${marks=1}"
    assert codes(text, marks={"a": 1, "b": 0}) == ["document-marks-without-part"]


def test_a_step_that_fails_without_a_hypothesis_that_has_ended_says_so():
    text = "Let $x > 0${.if} and $b > 0${.if}.\n\n* $a = x$"
    (fault,) = faults(text, {"a = x": REFUTED})
    assert fault.hint.startswith("`x > 0` of line 1 is no longer assumed here")
    assert "{.if until=part}" in fault.hint


def test_a_hypothesis_of_the_stem_has_ended_in_the_solution_and_that_is_said():
    (fault,) = faults("Let $x > 0${.if}.\n\n# Solution\n$a = x$", {"a = x": REFUTED})
    assert fault.hint.startswith("`x > 0` of line 1 is no longer assumed here")


def test_a_hypothesis_about_a_name_behind_a_definition_is_mentioned():
    (fault,) = faults("Let $x > 0${.if}.\n\n$c = x${.let}\n\n$a = c$", {"a = c": REFUTED})
    assert fault.hint.startswith("`x > 0` of line 1 is no longer assumed here")


def test_a_hypothesis_that_is_in_force_or_about_other_names_is_not_mentioned():
    for text in (
        "* Let $x > 0${.if}.\n* Let $x < 0${.if}: $a = x$",
        "Let $x > 0${.if}. So $a = x$.",
        "Let $b > 0${.if}.\n\n* $a = x$",
        "## (a)\nLet $x > 0${.if}.\n## (b)\n$a = x$",
    ):
        (fault,) = faults(text, {"a = x": REFUTED})
        assert fault.hint.startswith("mend the formula")
