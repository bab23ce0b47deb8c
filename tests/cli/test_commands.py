"""What every command has: help with an example, JSON, quiet, exit codes; and that no traceback gets out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from solgen.cli import explain as explain_command
from solgen.cli.application import application
from solgen.cli.outcome import ExitCode, exit_code
from solgen.diagnostics import Diagnostic, Failure, Severity, known_codes
from solgen.questions.skeleton import question_text

ROOT = Path(__file__).resolve().parent.parent.parent
COMMANDS = [
    "build", "check", "preview", "new", "explain", "judge", "verify", "audit", "import", "stress", "reissue", "publish",
    "marks",
]  # fmt: skip
runner = CliRunner()


def run(*arguments, **environment):
    return runner.invoke(application, list(arguments), env={"COLUMNS": "100", **environment})


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_and_the_options_that_all_share(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"solgen {command}" in result.stdout.split("Example:")[1]
    assert "--json" in result.stdout
    assert "--quiet" in result.stdout


def test_every_command_is_listed():
    listed = re.findall(r"^  (\w+)  ", run("--help").stdout.split("Commands:")[1], re.MULTILINE)
    assert listed == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command):
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"\n## solgen {command}\n" in text
    section = text.split(f"\n## solgen {command}\n")[1].split("\n## ")[0] + text.split("\n## ")[0]
    options = set(re.findall(r"--[a-z-]+", run(command, "--help").stdout.split("Options:")[1].split("Example:")[0]))
    assert {option for option in options - {"--help"} if f"{option}" not in section} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_documented_that_does_not_exist(command):
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = text.split(f"\n## solgen {command}\n")[1].split("\n## ")[0]
    documented = set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE))
    assert documented - set(re.findall(r"--[a-z-]+", run(command, "--help").stdout)) == set()


def test_every_code_can_be_explained():
    for code in known_codes():
        result = run("explain", code)
        assert result.exit_code == 0
        assert result.stdout.startswith("# ")


def test_explain_without_a_code_lists_all():
    assert run("explain").stdout.split() == list(known_codes())


def test_an_unknown_code_names_the_nearest():
    result = run("explain", "internal-eror")
    assert result.exit_code == ExitCode.INPUT_WRONG
    assert "internal-error" in result.stderr


def test_json_is_one_object_with_diagnostics_and_exit_code():
    result = run("explain", "no-such-code", "--json")
    data = json.loads(result.stdout)
    assert data["exit_code"] == result.exit_code == ExitCode.INPUT_WRONG
    assert data["diagnostics"][0]["code"] == "command-unknown-code"
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], 0),
        (["claim-refuted"], 1),
        (["goal-not-reached", "role-wrong-is-true"], 1),
        (["claim-refuted", "read-undeclared-name"], 2),
        (["question-misspelled-key", "machine-no-latex"], 3),
        (["judge-not-started"], 3),
        (["internal-error"], 3),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_diagnostic(codes, code):
    assert exit_code([Diagnostic(name, "x") for name in codes]) == code


def test_warnings_change_no_exit_code():
    assert exit_code([Diagnostic("read-x", "x", severity=Severity.WARNING)]) == ExitCode.DONE


def test_a_defect_becomes_one_line_and_no_traceback(monkeypatch):
    def broken(_code):
        message = "a defect\nin two lines"
        raise KeyError(message)

    monkeypatch.setattr(explain_command, "explanation", broken)
    result = run("explain", "internal-error")
    assert result.exit_code == ExitCode.MACHINE_LACKS
    assert "error[internal-error]: solgen has a defect: KeyError at explain.py:" in result.stderr
    assert "Traceback" not in result.stderr


def test_exhausted_memory_is_a_diagnostic(monkeypatch):
    def greedy(_code):
        raise MemoryError

    monkeypatch.setattr(explain_command, "explanation", greedy)
    result = run("explain", "internal-error", "--json")
    assert json.loads(result.stdout)["diagnostics"][0]["code"] == "machine-no-memory"
    assert result.exit_code == ExitCode.MACHINE_LACKS


def test_all_diagnostics_of_a_failure_are_shown(monkeypatch):
    def failing(_code):
        raise Failure(Diagnostic("read-one", "first"), Diagnostic("read-two", "second"))

    monkeypatch.setattr(explain_command, "explanation", failing)
    result = run("explain", "internal-error")
    assert result.stderr.index("error[read-one]: first") < result.stderr.index("error[read-two]: second")


@pytest.mark.parametrize("form", ["a", "=3", ""])
def test_a_set_option_needs_name_and_value(form):
    result = run("preview", "nothing.md", "--set", form)
    assert result.exit_code == ExitCode.INPUT_WRONG
    assert "error[command-set-form]" in result.stderr


def test_seed_and_set_exclude_each_other():
    result = run("preview", "nothing.md", "--set", "a=3", "--seed", "1")
    assert result.exit_code == ExitCode.INPUT_WRONG
    assert "error[command-options-clash]" in result.stderr


def test_a_wrong_option_is_wrong_input():
    assert run("build", "--sed", "7").exit_code == ExitCode.INPUT_WRONG


def test_verify_wants_a_folder_with_a_manifest(tmp_path):
    result = run("verify", str(tmp_path))
    assert result.exit_code == ExitCode.INPUT_WRONG
    assert "error[build-no-manifest]" in result.stderr


def test_help_comes_quickly():
    command = [sys.executable, "-c", "from solgen.cli import main; main()", "--help"]
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 1.0  # 0.2 s on a quiet machine; the rest is room for a busy one


def test_help_loads_nothing_heavy():
    heavy = ("sympy", "numpy", "flint", "typst", "jinja2", "rich", "pydantic")
    code = f"import sys, solgen.cli; print([name for name in {heavy} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"
    )


def test_a_reader_that_goes_away_is_no_traceback():
    shell = f"{sys.executable} -c 'from solgen.cli import main; main()' explain | head -n 1"
    result = subprocess.run(["sh", "-c", shell], check=True, capture_output=True, text=True)
    assert result.stderr == ""


def test_no_colour_is_printed_where_no_color_is_set():
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": ""}
    command = [sys.executable, "-c", "from solgen.cli import main; main()", "explain", "no-such-code"]
    result = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert "\x1b" not in result.stderr


def test_an_interrupted_command_says_so_and_ends_as_the_shell_expects(monkeypatch):
    def interrupted(_code):
        raise KeyboardInterrupt

    monkeypatch.setattr(explain_command, "explanation", interrupted)
    result = run("explain", "internal-error")
    assert (result.exit_code, result.stderr) == (130, "interrupted; no file is half-written\n")


def test_watching_previews_again_after_each_saving_and_ends_quietly(tmp_path, monkeypatch):
    path = tmp_path / "my-question.md"
    text = question_text("my-question")
    path.write_text(text, encoding="utf-8")
    rounds: list[None] = []

    def waiting(_seconds):
        rounds.append(None)
        if len(rounds) == 1:
            path.write_text(text.replace("Find the derivative", "Now find the derivative"), encoding="utf-8")
        if len(rounds) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", waiting)
    result = run("preview", str(path), "--watch", "--out", str(tmp_path / "build"))
    assert result.exit_code == 0
    assert result.stdout.count("watching ") == 2
    assert "Now find" in (tmp_path / "build" / "my-question-preview" / "preview.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_results_that_find_no_room_are_no_defect_of_ours():
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "solgen.cli", "explain"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == ExitCode.MACHINE_LACKS
    assert "machine-disk-full" in ended.stderr
    assert "defect" not in ended.stderr
