"""The JSON protocol of the judge."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.documents.statements import judge_request, judge_requests
from solgen.kernel.check import check
from tests.documents.question_text import PROVED, REFUTED, ToldJudge, verdict


def ask(told=None, **request):
    answer = judge_request(request, ToldJudge(told))
    assert json.loads(json.dumps(answer)) == answer
    return answer


def codes(answer):
    return [one["code"] for one in answer["diagnostics"]]


def test_an_answer_has_the_keys_of_the_protocol():
    answer = ask({"x = 2 x": REFUTED}, id=7, symbols={"x": "real"}, given=[], latex="x = 2 x = x + x")
    assert answer["id"] == 7
    assert answer["diagnostics"] == []
    first, second = answer["claims"]
    assert first == {
        "left": "x",
        "relation": "=",
        "right": "2 x",
        "verdict": "refuted",
        "follows": "refuted",
        "range": "",
        "conditions": [],
        "witness": {"values": {"x": "1"}, "left": "0.7311", "right": "0.9385", "note": ""},
        "message": "",
    }
    assert (second["right"], second["verdict"], second["follows"]) == ("x + x", "proved", "proved")


def test_the_message_of_a_step_that_does_not_follow_is_passed_on():
    told = {"2 x = x + x": verdict("undecided", message="no method"), "x = x + x": PROVED}
    answer = ask(told, symbols={"x": "real"}, latex="x = 2 x = x + x")
    assert answer["claims"][1]["message"] == "no method"


def test_given_formulas_are_definitions_of_names_that_have_none_or_hypotheses():
    judge = Contexts()
    request = {
        "symbols": {"x": "real", "n, m": "size", "\\tau": "function"},
        "given": [
            "\\sigma(x) = \\frac{1}{1 + e^{-x}}",
            "\\tau(x) = 2 \\sigma(2 x) - 1",
            "o = \\sigma(x)",
            "x > 0",
            "n = 2 m",
            "n^2 = n + 2",
        ],
        "latex": "o = \\sigma(x)",
    }
    answer = judge_request(request, judge)
    assert answer["diagnostics"] == []
    (context,) = judge.contexts
    assert [definition.name for definition in context.definitions] == ["\\sigma", "\\tau", "o", "n"]
    assert len(context.hypotheses) == 2


class Contexts(ToldJudge):
    def verdicts(self, claims):
        self.contexts = [claim.context for claim in claims]
        return super().verdicts(claims)


def test_symbols_may_come_in_any_order():
    symbols = {
        "X": "matrix[N, d], orthonormal columns",
        "w": "real[d]",
        "y_i": "real for i in 1..N",
        "N, d": "size",
    }
    assert ask(symbols=symbols, latex="X^t X w = w")["diagnostics"] == []


@pytest.mark.parametrize(
    ("request_", "code", "said"),
    [
        ([1], "judge-bad-request", "JSON object"),
        ({"latex": "x = x", "symbol": {}}, "judge-bad-request", "`symbols`"),
        ({"symbols": {}}, "judge-bad-request", "latex"),
        ({"latex": " "}, "judge-bad-request", "latex"),
        ({"latex": "x = x", "symbols": ["x"]}, "judge-bad-request", "symbols"),
        ({"latex": "x = x", "symbols": {"x": 3}}, "judge-bad-request", "symbols"),
        ({"latex": "x = x", "symbols": {"x": "real\ny: real"}}, "judge-bad-request", "one line"),
        ({"latex": "x = x", "given": "x > 0"}, "judge-bad-request", "given"),
        ({"latex": "x = y", "symbols": {"x": "real"}}, "read-undeclared-name", "`y`"),
        ({"latex": "x = 1", "symbols": {"x": "real"}, "given": ["y > 0"]}, "read-undeclared-name", "`y`"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(request_, code, said):
    answer = judge_request(request_, ToldJudge())
    assert answer["claims"] == []
    (diagnostic,) = answer["diagnostics"]
    assert diagnostic["code"] == code
    assert said in diagnostic["message"] + diagnostic["hint"]


def test_a_fault_names_the_field_it_stands_in():
    answer = ask(symbols={"x": "real"}, given=["x > 0", "x > q"], latex="x = 1")
    (diagnostic,) = answer["diagnostics"]
    assert (diagnostic["file"], diagnostic["column"]) == ("given[1]", 5)


def test_a_formula_without_a_relation_and_one_with_equal_sides_are_remarked_on():
    assert codes(ask(symbols={"x": "real"}, latex="x + 1")) == ["judge-nothing-claimed"]


def test_statements_set_off_by_commas_are_claims_of_their_own():
    answer = ask(symbols={"x": "real", "y": "real"}, latex=r"x^2 \ge 0, y^2 < 0")
    said = [(claim["left"], claim["relation"], claim["right"]) for claim in answer["claims"]]
    assert said == [("x^{2}", "≥", "0"), ("y^{2}", "<", "0")]
    chained = ask(symbols={"x": "real", "y": "real"}, given=["x = 1, y = 2"], latex="0 < x < y, x + y = 3")
    said = [(claim["left"], claim["relation"], claim["right"]) for claim in chained["claims"]]
    assert said == [("0", "<", "x"), ("0", "<", "y"), ("x + y", "=", "3")]
    answer = ask(symbols={"x": "real"}, latex="x = x")
    assert codes(answer) == ["claim-says-nothing"]
    assert answer["diagnostics"][0]["severity"] == "warning"


def test_requests_are_answered_in_order_and_each_at_once():
    asked = []

    def requests():
        for number in range(3):
            asked.append(number)
            yield {"id": number, "symbols": {"x": "real"}, "latex": "x + x = 2 x"}

    answers = judge_requests(requests(), ToldJudge())
    assert next(answers)["id"] == 0
    assert asked == [0]
    assert [answer["id"] for answer in answers] == [1, 2]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "symbols", "given", "latex", "x"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(json_values)
def test_any_json_gets_an_answer(value):
    answer = judge_request(value, ToldJudge())
    assert set(answer) == {"id", "claims", "diagnostics"}


class Kernel:
    """The kernel itself, in this process."""

    def verdicts(self, claims):
        return [check(claim) for claim in claims]


def test_a_member_that_is_not_decided_by_itself_follows_from_the_steps_before():
    end = r"e^{x/2} (e^{x/2} - e^{-x/2})"
    request = {"symbols": {"x": "real, positive"}, "given": []}
    alone = judge_request({**request, "latex": rf"\sin x \le {end}"}, Kernel())
    assert [claim["verdict"] for claim in alone["claims"]] == ["undecided"]
    latex = rf"\sin x \le x \le e^x - 1 = {end} \frac{{x - 2}}{{x - 2}}"
    found = judge_request({**request, "latex": latex}, Kernel())["claims"]
    assert [(claim["verdict"], claim["follows"]) for claim in found] == [("proved", "proved")] * 3
    assert found[-1]["conditions"] == [r"x \ne 2"]


def test_a_member_behind_a_step_that_is_not_proved_stays_open():
    mean = r"\sqrt{\frac{x^2 + y^2}{2}}"
    symbols = {"x": "real, positive", "y": "real, positive"}

    def last(middle):
        latex = rf"\sqrt{{x y}} \le {middle} \le {mean} = {mean} \frac{{x - 2}}{{x - 2}}"
        claim = judge_request({"symbols": symbols, "given": [], "latex": latex}, Kernel())["claims"][-1]
        return claim["verdict"], claim["follows"]

    assert last(r"\frac{x + y}{2}") == ("proved", "proved")
    assert last("x + y") == ("undecided", "proved")
