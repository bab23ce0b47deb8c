"""``solgen audit``: exit codes, the JSON object, several files at once, corrections beside."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from solgen.cli.application import application
from solgen.cli.outcome import ExitCode

RIGHT = "We have $(a + b)^2 = a^2 + 2 a b + b^2$.\n"
WRONG = "# Squares\n\nWe have $(a + b)^2 = a^2 + b^2$, hence $(a + b)^2 - a^2 = b^2$.\n"
KEYS = [
    "id", "line", "column", "latex", "left", "relation", "right", "verdict", "follows", "vacuous", "range",
    "conditions", "witness", "mistake", "cause", "message",
]  # fmt: skip
runner = CliRunner()


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.md").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.md").write_text(WRONG, encoding="utf-8")
    return lambda *typed: runner.invoke(application, ["audit", *typed], env={"COLUMNS": "100", "NO_COLOR": "1"})


def test_a_text_without_a_wrong_line_ends_well(run):
    result = run("right.md")
    assert result.exit_code == ExitCode.DONE
    assert "right.md: 1 line: 1 right" in result.stdout


def test_a_wrong_line_is_shown_at_its_place_with_numbers_and_what_may_have_been_meant(run):
    result = run("wrong.md")
    assert result.exit_code == ExitCode.NOT_ESTABLISHED
    assert "wrong[refuted]: (a + b)^2 = a^2 + b^2\n --> wrong.md:3:22" in result.stdout
    assert "= at a = 1, b = 2: left 9, right 5" in result.stdout
    assert "suggested: a^{2} + 2 a b + b^{2}" in result.stdout
    assert "follows from line 3, which is wrong" in result.stdout
    assert "Understood of the text" in result.stdout


def test_quiet_shows_only_what_is_wrong(run):
    result = run("wrong.md", "--quiet")
    assert "wrong[refuted]" in result.stdout
    assert "Understood" not in result.stdout
    assert run("right.md", "--quiet").stdout == ""


def test_json_is_one_object_a_file_a_line_with_exactly_the_listed_keys(run):
    result = run("right.md", "wrong.md", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["file"] for row in rows] == ["right.md", "wrong.md"]
    assert all(list(row) == ["file", "claims", "context", "summary"] for row in rows)
    assert all(list(claim) == KEYS for row in rows for claim in row["claims"])
    first, second = rows[1]["claims"]
    assert (first["verdict"], second["cause"]) == ("refuted", first["id"])
    assert first["witness"] == {"values": {"a": "1", "b": "2"}, "left": "9", "right": "5", "note": ""}
    assert result.stderr == ""


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_audited(run):
    result = run("missing.md", "wrong.md")
    assert result.exit_code == ExitCode.INPUT_WRONG
    assert "missing.md" in result.stderr
    assert "wrong[refuted]" in result.stdout
    rows = [json.loads(line) for line in run("missing.md", "wrong.md", "--json").stdout.splitlines()]
    assert rows[0]["summary"]["diagnostics"][0]["severity"] == "error"
    assert len(rows) == 2


def test_corrections_are_written_beside_in_a_folder_for_each_text(run, tmp_path):
    result = run("wrong.md", "right.md", "--out", "corrected")
    assert result.exit_code == ExitCode.NOT_ESTABLISHED
    for name in ("wrong", "right"):
        files = {path.name for path in (tmp_path / "corrected" / name).iterdir()}
        assert {"corrections.pdf", "corrections.md", "corrections.html"} <= files


def test_what_was_understood_is_written_down_and_read_again(run, tmp_path):
    assert run("wrong.md", "--write-context", "names.yaml").exit_code == ExitCode.NOT_ESTABLISHED
    written = (tmp_path / "names.yaml").read_text(encoding="utf-8")
    assert "a: real" in written
    assert run("wrong.md", "--context", "names.yaml").exit_code == ExitCode.NOT_ESTABLISHED


def test_a_context_file_is_never_written_over_nor_shared_by_texts(run, tmp_path):
    (tmp_path / "names.yaml").write_text("declare: |\n  a: real\n", encoding="utf-8")
    assert run("right.md", "--write-context", "names.yaml").exit_code == ExitCode.INPUT_WRONG
    result = run("right.md", "wrong.md", "--write-context", "other.yaml")
    assert result.exit_code == ExitCode.INPUT_WRONG
    assert "command-options-clash" in result.stderr


def test_an_unknown_question_is_wrong_input(run):
    assert run("right.md", "--question", "no-such-question").exit_code == ExitCode.INPUT_WRONG


def test_a_text_from_somewhere_cannot_write_to_the_terminal(run, tmp_path):
    (tmp_path / "hostile.md").write_text("We have $1 + 1 = 3$ \x1b[31m.\n", encoding="utf-8")
    assert "\x1b" not in run("hostile.md").stdout
