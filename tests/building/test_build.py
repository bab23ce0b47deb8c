"""A whole build: its files, that nothing half-done is written, and the same bytes on every run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from solgen.building.claims import read_claims
from solgen.building.plan import Choice, Look, plan, up_to_date
from solgen.building.run import build
from solgen.building.verify import verify
from solgen.cli.application import application
from solgen.diagnostics import Failure
from solgen.judge import Judge
from solgen.questions.skeleton import exam_text, question_text

FILES = {
    "exam.pdf", "exam.md", "exam.tex", "solutions.pdf", "solutions.md", "solutions.tex",
    "marking.md", "key.csv", "claims.json", "manifest.json",
}  # fmt: skip
runner = CliRunner()


def quiet(_what, _done, _of):
    return None


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    folder = tmp_path_factory.mktemp("source")
    path = folder / "my-question.md"
    path.write_text(question_text("my-question"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def planned(source, tmp_path_factory):
    """The skeleton, built."""
    made = plan(source, Choice(), Look(), tmp_path_factory.mktemp("build"), strict=True)
    built = build(made, quiet)
    assert built.diagnostics == ()
    return made


def contents(folder: Path):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_build_leaves_its_ten_files(planned):
    assert set(contents(planned.folder)) == FILES


def test_both_pdfs_are_pdfs(planned):
    for name in ("exam.pdf", "solutions.pdf"):
        assert (planned.folder / name).read_bytes().startswith(b"%PDF-")


def test_another_run_gives_the_same_bytes(planned, tmp_path):
    again = plan(planned.source, Choice(), Look(), tmp_path, strict=True)
    build(again, quiet)
    assert contents(again.folder) == contents(planned.folder)


def test_nothing_is_written_where_nothing_has_changed(planned):
    before = {path: path.stat().st_mtime_ns for path in planned.folder.iterdir()}
    assert up_to_date(planned) is not None
    assert build(planned, quiet).changed == ()
    assert {path: path.stat().st_mtime_ns for path in planned.folder.iterdir()} == before


def test_the_manifest_holds_inputs_and_counts(planned):
    manifest = json.loads((planned.folder / "manifest.json").read_text(encoding="utf-8"))
    inputs = manifest["inputs"]
    assert set(inputs) == {"my-question.md", "my-question.py", "my-question.en.md", "course.yaml"}
    assert inputs["my-question.py"] == inputs["my-question.en.md"] == ""
    assert set(manifest["claims"]) == {"proved"}
    assert set(manifest["files"]) == FILES - {"manifest.json"}


def test_every_claim_can_be_judged_again_from_the_file(planned):
    claims = read_claims((planned.folder / "claims.json").read_text(encoding="utf-8"))
    assert claims
    with Judge(remember=False) as judge:
        verdicts = judge.verdicts([claim for claim, _ in claims])
    assert [verdict.word.value for verdict in verdicts] == [row["verdict"]["word"] for _, row in claims]


def test_the_key_has_a_row_for_each_answer(planned):
    rows = list(csv.DictReader((planned.folder / "key.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["answer"] for row in rows] == ["derivative", "value"]


def test_the_students_sheet_does_not_depend_on_solutions_answers_and_mistakes(planned, tmp_path):
    text = planned.source.read_text(encoding="utf-8")
    path = tmp_path / "my-question.md"
    longer = text.replace("= <<slope>> x + <<b>> .", "= <<slope>> x + <<b>> = <<b>> + <<slope>> x .")
    path.write_text(longer.replace("not-differentiated", "another-name"), encoding="utf-8")
    assert longer != text
    other = plan(path, Choice(), Look(), tmp_path / "build", strict=True)
    assert build(other, quiet).manifest is not None
    for name in ("exam.pdf", "exam.md", "exam.tex"):
        assert (other.folder / name).read_bytes() == (planned.folder / name).read_bytes()
    assert (other.folder / "solutions.md").read_bytes() != (planned.folder / "solutions.md").read_bytes()


def test_a_false_claim_leaves_the_files_of_the_last_good_build(planned, tmp_path):
    path = tmp_path / "my-question.md"
    good = planned.source.read_text(encoding="utf-8")
    path.write_text(good, encoding="utf-8")
    mine = plan(path, Choice(), Look(("md",)), tmp_path / "build", strict=False)
    build(mine, quiet)
    before = contents(mine.folder)
    path.write_text(good.replace("<<slope>> \\cdot 1 + <<b>> =", "<<slope>> \\cdot 2 + <<b>> ="), encoding="utf-8")
    built = build(mine, quiet)
    assert built.manifest is None
    assert {"claim-refuted"} <= {d.code for d in built.diagnostics}
    assert contents(mine.folder) == before


def test_a_false_claim_leaves_no_folder_where_there_was_none(source, tmp_path):
    path = tmp_path / "my-question.md"
    path.write_text(source.read_text(encoding="utf-8").replace("<<slope>> x +", "x +"), encoding="utf-8")
    mine = plan(path, Choice(), Look(), tmp_path / "build", strict=False)
    assert build(mine, quiet).manifest is None
    assert not mine.folder.exists()


def test_a_foreign_folder_is_refused_before_the_work(source, tmp_path):
    mine = plan(source, Choice(), Look(), tmp_path, strict=False)
    mine.folder.mkdir()
    (mine.folder / "letter.txt").write_text("dear")
    with pytest.raises(Failure) as failure:
        build(mine, quiet)
    assert failure.value.diagnostics[0].code == "build-folder-not-ours"


def test_fewer_formats_remove_the_files_of_the_others(source, tmp_path):
    build(plan(source, Choice(), Look(("md", "tex")), tmp_path, strict=False), quiet)
    mine = plan(source, Choice(), Look(("md",)), tmp_path, strict=False)
    build(mine, quiet)
    assert set(contents(mine.folder)) == {name for name in FILES if not name.endswith((".pdf", ".tex"))}


def test_seeds_give_different_sheets_and_the_same_seed_the_same(source, tmp_path):
    sheets = []
    for out, seed in (("a", 1), ("b", 1), ("a", 2), ("a", 3), ("a", 4)):
        mine = plan(source, Choice(seed), Look(("md",)), tmp_path / out, strict=False)
        build(mine, quiet)
        sheets.append((mine.folder / "exam.md").read_bytes())
    assert sheets[0] == sheets[1]
    assert len(set(sheets)) > 2


def test_an_exam_is_built_from_its_slots(source, tmp_path):
    text = exam_text("midterm").replace("training-time", str(source)).replace("  - activations\n", "")
    path = tmp_path / "midterm.yaml"
    path.write_text(text, encoding="utf-8")
    mine = plan(path, Choice(), Look(("md",)), tmp_path, strict=False)
    built = build(mine, quiet)
    assert built.diagnostics == ()
    assert "Midterm" in (mine.folder / "exam.md").read_text(encoding="utf-8")


def test_verify_finds_a_touched_and_a_missing_file(source, tmp_path):
    mine = plan(source, Choice(), Look(("md",)), tmp_path, strict=False)
    build(mine, quiet)
    assert verify(mine.folder)[1] == ()
    (mine.folder / "exam.md").write_text("touched")
    (mine.folder / "key.csv").unlink()
    assert sorted(d.code for d in verify(mine.folder)[1]) == ["build-file-changed", "build-file-missing"]


def test_verify_finds_a_forged_verdict(source, tmp_path):
    mine = plan(source, Choice(), Look(("md",)), tmp_path, strict=False)
    build(mine, quiet)
    claims = mine.folder / "claims.json"
    claims.write_text(
        claims.read_text(encoding="utf-8").replace('"word": "proved"', '"word": "certified"', 1), encoding="utf-8"
    )
    from solgen.building import verify as verifying  # noqa: PLC0415 -- its inner step is tested apart from digests

    assert [d.code for d in verifying._claims(claims)] == ["build-verdict-changed"]


def test_the_command_says_what_it_did_and_then_that_nothing_has_changed(source, tmp_path):
    arguments = ["build", str(source), "--out", str(tmp_path), "--formats", "md"]
    first = runner.invoke(application, arguments)
    assert first.exit_code == 0
    assert "my-question (reference): 4 claims checked: 4 proved" in first.stdout
    assert "wrote 6 files" in first.stdout
    second = runner.invoke(application, [*arguments, "--json"])
    assert json.loads(second.stdout)["changed"] == []
    assert json.loads(second.stdout)["exit_code"] == 0


def test_the_command_ends_with_one_if_a_claim_is_false(source, tmp_path):
    path = tmp_path / "my-question.md"
    path.write_text(source.read_text(encoding="utf-8").replace("<<slope>> x +", "x +"), encoding="utf-8")
    result = runner.invoke(application, ["build", str(path), "--out", str(tmp_path / "build")])
    assert result.exit_code == 1
    assert "error[claim-refuted]" in result.stderr
    assert "nothing was written" in result.stdout
    assert not (tmp_path / "build").exists()


def test_preview_writes_pdf_and_text_again_and_again(source, tmp_path):
    for value in ("2", "4"):
        result = runner.invoke(application, ["preview", str(source), "--set", f"a={value}", "--out", str(tmp_path)])
        assert (result.exit_code, result.stderr) == (0, "")
    folder = tmp_path / "my-question-preview"
    assert {path.name for path in folder.iterdir()} == {"preview.pdf", "preview.md", "manifest.json"}
    assert "4 x^2" in (folder / "preview.md").read_text(encoding="utf-8")


def test_an_unknown_format_is_wrong_input(source, tmp_path):
    result = runner.invoke(application, ["build", str(source), "--out", str(tmp_path), "--formats", "docx"])
    assert result.exit_code == 2
    assert "error[build-unknown-format]" in result.stderr
