"""What ``solgen stress`` finds, and what it leaves."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from solgen.cli.application import application

QUESTION = r"""---
id: square
title: A square
parameters:
  a: 1..9
  b: 1..9
constraints:
  - a < b
reference: {a: 1, b: 2}
parts:
  only: {marks: 1}
answers:
  sum: {part: only, kind: number}
---
Find $<<a>> + <<b>>${ask=sum}.

# Solution
$$
<<a>> + <<b>> = RESULT \marks{1} \answer{sum}
$$
"""


@pytest.fixture
def stress(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(result: str, *options: str, slots: str = "[square]"):
        (tmp_path / "square.md").write_text(QUESTION.replace("RESULT", result), encoding="utf-8")
        exam = f"id: midterm\ntitle: Midterm\nslots: {slots}\n"
        (tmp_path / "exam.yaml").write_text(exam, encoding="utf-8")
        return CliRunner().invoke(application, ["stress", "exam.yaml", *options])

    return run


def test_every_variant_is_judged_where_there_are_no_more(stress):
    done = stress("<< a + b >>", "--json")
    assert done.exit_code == 0, done.stderr
    (found,) = json.loads(done.stdout)["questions"]
    assert (found["drawn"], found["every"], found["distinct"], found["failing"]) == (36, True, 36, 0)
    assert found["claims"] == {"proved": 36}
    (constraint,) = found["constraints"]
    assert constraint["asked"] == 1000
    assert abs(constraint["held"] - 1000 * 36 / 81) < 60
    assert set(found["seconds"]) == {"draw", "fill", "check"}


def test_of_many_variants_some_are_drawn_and_told_as_text(stress):
    done = stress("<< a + b >>", "--variants", "20")
    assert done.exit_code == 0
    assert "square: 20 variants, of 36; " in done.stdout
    assert "binds: `a < b` holds in " in done.stdout
    assert "time a variant: draw " in done.stdout


def test_a_claim_that_fails_in_some_variants_is_told_once_with_their_number(stress):
    done = stress("<< a + b if a < 8 else 1 >>")
    assert done.exit_code == 1
    assert done.stderr.count("error[claim-refuted]") == 1
    assert "fault: claim-refuted at line 19, in 1 of 36 variants" in done.stdout


def test_a_variant_that_cannot_be_filled_is_counted(stress):
    done = stress("<< (a + b) if a < 8 else 1/(a - 8) >>", "--json")
    (found,) = json.loads(done.stdout)["questions"]
    assert found["failing"] == 1
    assert found["faults"][0]["code"] == "fill-no-value"


def test_what_leaves_the_band_of_the_slot_is_counted(stress):
    done = stress("<< a + b >>", "--json", slots="[a: {question: square, fixed: {a: 3}, band: {working: 3}}]")
    (found,) = json.loads(done.stdout)["questions"]
    assert (found["slot"], found["question"], found["drawn"]) == ("a", "square", 6)
    assert found["outside"] == {"working": 3}  # 3 + 7 = 10 has a digit more


def test_the_files_hold_no_time_and_are_the_same_again(stress, tmp_path):
    folder = tmp_path / "build" / "midterm-stress"
    stress("<< a + b >>")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(before) == {"stress.svg", "stress.json", "manifest.json"}
    assert b"second" not in before["stress.json"]
    stress("<< a + b >>")
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}
