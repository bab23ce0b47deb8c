"""The two commands that judge: what they print, and how they end."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from solgen.cli.application import application
from solgen.questions.skeleton import question_text

runner = CliRunner()
GOOD = {"id": 1, "symbols": {"x": "real"}, "given": [], "latex": "2 x = x + x"}
FALSE = {"id": "two", "symbols": {"x": "real"}, "latex": "x^2 = x"}


def judge(*requests):
    lines = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in requests)
    result = runner.invoke(application, ["judge"], input=lines)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_answers_come_in_order_with_the_ids_of_their_requests():
    code, answers = judge(GOOD, FALSE, GOOD)
    assert [answer["id"] for answer in answers] == [1, "two", 1]
    assert code == 1


def test_an_answer_has_the_keys_of_the_protocol():
    _, [answer] = judge(FALSE)
    assert set(answer) == {"id", "claims", "diagnostics"}
    assert set(answer["claims"][0]) == {
        "left", "relation", "right", "verdict", "follows", "range", "conditions", "witness", "message",
    }  # fmt: skip
    assert answer["claims"][0]["verdict"] == "refuted"
    assert answer["claims"][0]["witness"]["values"]["x"]


def test_a_true_claim_ends_well():
    code, [answer] = judge(GOOD)
    assert code == 0
    assert answer["claims"][0]["verdict"] == "proved"


def test_a_line_that_is_no_json_is_answered_and_the_next_one_judged():
    code, answers = judge("{", GOOD)
    assert answers[0]["diagnostics"][0]["code"] == "judge-not-json"
    assert answers[1]["claims"][0]["verdict"] == "proved"
    assert code == 2


def test_a_number_that_json_does_not_have_is_refused_not_echoed():
    code, [answer] = judge('{"id": NaN, "latex": "1 = 1"}')
    assert (code, answer["id"]) == (2, None)
    assert answer["diagnostics"][0]["code"] == "judge-not-json"


def test_a_formula_that_cannot_be_read_is_a_diagnostic_with_its_column():
    code, [answer] = judge({"id": 1, "symbols": {"x": "real"}, "latex": "x = q"})
    assert code == 2
    assert answer["claims"] == []
    assert answer["diagnostics"][0]["column"] == 5


def test_empty_lines_are_passed_over():
    assert judge("", GOOD, "")[1][0]["id"] == 1


def test_no_input_is_no_answer():
    assert judge() == (0, [])


def test_check_says_what_was_judged(tmp_path):
    path = tmp_path / "my-question.md"
    path.write_text(question_text("my-question"), encoding="utf-8")
    result = runner.invoke(application, ["check", str(path), "--variants", "2"])
    assert result.exit_code == 0
    assert result.stdout.startswith("my-question: 3 variants, ")
    assert result.stderr == ""


def test_check_names_file_line_and_remedy_of_a_false_claim(tmp_path):
    path = tmp_path / "my-question.md"
    path.write_text(question_text("my-question").replace("<<slope>> x + <<b>> .", "<<slope>> x ."), encoding="utf-8")
    result = runner.invoke(application, ["check", str(path)])
    assert result.exit_code == 1
    assert "error[claim-refuted]" in result.stderr
    assert f"{path}:" in result.stderr.replace("\n", "")
    assert "= help: " in result.stderr


def test_check_as_json_holds_the_counts(tmp_path):
    path = tmp_path / "my-question.md"
    path.write_text(question_text("my-question"), encoding="utf-8")
    data = json.loads(runner.invoke(application, ["check", str(path), "--json"]).stdout)
    assert data["diagnostics"] == []
    assert data["questions"][0]["id"] == "my-question"
    assert set(data["questions"][0]["claims"]) == {"proved"}


def test_quiet_prints_nothing_where_nothing_is_wrong(tmp_path):
    path = tmp_path / "my-question.md"
    path.write_text(question_text("my-question"), encoding="utf-8")
    result = runner.invoke(application, ["check", str(path), "--quiet"])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_target_that_does_not_exist_is_wrong_input():
    for command in ("build", "check", "preview"):
        result = runner.invoke(application, [command, "no-such-question"])
        assert result.exit_code == 2
        assert "error[" in result.stderr
