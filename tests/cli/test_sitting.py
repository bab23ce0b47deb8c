"""``solgen build --roster``, ``reissue``, ``publish`` and ``verify`` as they are typed."""

import json

import pytest
from typer.testing import CliRunner

from solgen.cli.application import application
from tests.building.sitting.small import write_exam, write_roster


@pytest.fixture
def solgen(tmp_path, monkeypatch):
    write_exam(tmp_path)
    write_roster(tmp_path, ["s1", "s2"])
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(application, list(words))


def test_from_a_roster_to_papers_a_new_paper_solutions_and_a_check(solgen, tmp_path):
    built = solgen("build", "exam.yaml", "--roster", "roster.csv")
    assert built.exit_code == 0, built.stderr
    assert "quiz (sitting main): 2 papers made" in built.stdout
    again = solgen("build", "exam.yaml", "--roster", "roster.csv", "--json")
    told = json.loads(again.stdout)
    assert (told["made"], told["kept"], told["exit_code"]) == (0, 2, 0)
    new = solgen("reissue", "build/quiz-main", "--student", "s2", "--fresh", "--json")
    assert json.loads(new.stdout)["paper"].startswith("0003-")
    assert solgen("publish", "build/quiz-main", "--to", "site").exit_code == 0
    assert len(list((tmp_path / "site").glob("*.pdf"))) == 3
    assert solgen("verify", "build/quiz-main", "--executor", "here").exit_code == 0


def test_a_run_in_which_somebody_got_no_paper_ends_with_1_and_says_who(solgen, tmp_path):
    write_exam(tmp_path, line="<% if a > 300 %><<b>> x<% else %>x<% endif %>")
    write_roster(tmp_path, [f"s{number}" for number in range(8)])
    done = solgen("build", "exam.yaml", "--roster", "roster.csv", "--executor", "here")
    assert done.exit_code == 1
    assert "error[build-paper-failed]" in done.stderr
    assert " of s" in done.stderr
    assert "papers made" in done.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--sitting", "june.yaml"], "--roster"),
        (["--roster", "roster.csv", "--seed", "7"], "--seed"),
        (["--roster", "roster.csv", "--engine", "latex"], "typst"),
        (["--roster", "roster.csv", "--formats", "tex"], "pdf and md"),
        (["--roster", "roster.csv", "--executor", "threads"], "processes:4"),
        (["--roster", "nobody.csv"], "no such file"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_made(solgen, tmp_path, options, told):
    write_roster(tmp_path, ["s1", "s2", "s3"])
    done = solgen("build", "exam.yaml", *options)
    assert done.exit_code == 2
    assert told in done.stderr
    assert not list((tmp_path / "build").rglob("*.pdf"))


@pytest.mark.parametrize("command", [("reissue", "nowhere", "--student", "s1"), ("publish", "nowhere", "--to", "site")])
def test_a_folder_that_there_is_not_is_refused_and_not_made(solgen, tmp_path, command):
    done = solgen(*command)
    assert (done.exit_code, "build-no-sitting" in done.stderr) == (2, True)
    assert not (tmp_path / "nowhere").exists()
    assert not (tmp_path / "site").exists()


def test_papers_of_other_versions_that_come_out_the_same_are_said_to_be_as_built(solgen, tmp_path):
    solgen("build", "exam.yaml", "--roster", "roster.csv", "--executor", "here")
    manifest = tmp_path / "build/quiz-main/manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["versions"]["python"] = "3.99"
    manifest.write_text(json.dumps(told), encoding="utf-8")
    seen = solgen("verify", "build/quiz-main", "--executor", "here")
    assert "the papers were made with other versions: python" in seen.stderr
    assert "are as they were built" in seen.stdout
    assert seen.exit_code == 0


def test_the_manifest_of_a_sitting_of_the_bank_does_not_say_where_solgen_is_installed(solgen, tmp_path):
    (tmp_path / "june.yaml").write_text("date: 2026-06-12\nrepeats: true\n", encoding="utf-8")
    built = solgen(
        "build", "ftdl-take-home-1", "--sitting", "june.yaml", "--roster", "roster.csv", "--executor", "here"
    )
    assert built.exit_code == 0, built.stderr
    inputs = json.loads((tmp_path / "build/ftdl-take-home-1-june/manifest.json").read_text(encoding="utf-8"))["inputs"]
    assert {name for name in inputs if not name.startswith("bank:")} == {"june.yaml"}
