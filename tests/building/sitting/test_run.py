import csv
import json

import pikepdf
import pytest

from solgen.building.files import digest
from solgen.diagnostics import Failure
from tests.building.sitting.small import build, contents, write_exam, write_roster


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sitting")
    return build(write_exam(folder), write_roster(folder, ["s1", "s2", "s3"]), formats=("pdf", "md"))


def test_every_student_gets_a_paper_with_solutions_and_marking_under_number_and_code(built):
    ledger = json.loads((built.folder / "ledger.json").read_text())
    labels = [f"{entry['number']:04d}-{entry['code']}" for entry in ledger["entries"]]
    assert len(labels) == 3
    for folder, ending in (("papers", "pdf"), ("papers", "md"), ("solutions", "pdf"), ("solutions", "md")):
        assert sorted(path.name for path in (built.folder / folder).glob(f"*.{ending}")) == [
            f"{label}.{ending}" for label in labels
        ]
    assert sorted(path.name for path in (built.folder / "marking").iterdir()) == [f"{label}.md" for label in labels]


def test_the_manifest_names_every_file_by_its_digest(built):
    files = contents(built.folder)
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["files"] == {name: digest(data) for name, data in files.items()}


def test_the_key_has_every_answer_of_every_paper_and_no_name(built):
    text = (built.folder / "key.csv").read_text()
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 3 * 2
    assert "Student" not in text
    for row in rows:
        paper = (built.folder / "papers" / f"{row['paper']}.md").read_text()
        doubled = int(row["plain"].removesuffix("x").strip())
        assert f"{doubled // 2}" in paper


def test_seats_say_whose_paper_is_whose(built):
    rows = list(csv.DictReader((built.folder / "seats.csv").read_text().splitlines()))
    assert sorted(row["student"] for row in rows) == ["s1", "s2", "s3"]
    for row in rows:
        paper = (built.folder / "papers" / f"{row['paper']}.md").read_text()
        assert row["name"] in paper


def test_each_paper_of_the_printers_file_begins_on_a_sheet_of_its_own(built):
    with pikepdf.open(built.folder / "all-papers.pdf") as whole:
        pages = 0
        for path in sorted((built.folder / "papers").glob("*.pdf")):
            with pikepdf.open(path) as paper:
                pages += len(paper.pages) + len(paper.pages) % 2
        assert len(whole.pages) == pages


def test_claims_are_listed_once_and_named_by_paper(built):
    data = json.loads((built.folder / "claims.json").read_text())
    assert len(data["papers"]) == 3
    assert {position for rows in data["papers"].values() for position in rows} == set(range(len(data["claims"])))
    assert {row["context"] for row in data["claims"]} == set(data["contexts"])
    assert len({json.dumps(row) for row in data["claims"]}) == len(data["claims"])


def test_a_second_run_makes_nothing_and_changes_nothing(tmp_path):
    exam, roster = write_exam(tmp_path), write_roster(tmp_path, ["s1", "s2"])
    before = contents(build(exam, roster).folder)
    again = build(exam, roster)
    assert (again.made, again.kept) == (0, 2)
    assert contents(again.folder) == before


def test_a_roster_that_has_grown_changes_no_paper_that_was_made(tmp_path):
    exam = write_exam(tmp_path)
    before = contents(build(exam, write_roster(tmp_path, ["s2", "s3"])).folder)
    again = build(exam, write_roster(tmp_path, ["s1", "s3", "s4", "s2"]))
    assert (again.made, again.kept) == (2, 2)
    after = contents(again.folder)
    for name in before:
        if "/" in name:
            assert after[name] == before[name]


def test_one_paper_that_fails_stops_nobody_else_and_is_told_with_its_student(tmp_path):
    exam = write_exam(tmp_path, line="<% if a > 300 %><<b>> x<% else %>x<% endif %>")
    built = build(exam, write_roster(tmp_path, [f"s{number}" for number in range(12)]))
    assert 0 < built.made < 12
    assert {d.code for d in built.diagnostics} == {"build-paper-failed"}
    assert "claim-refuted" in built.diagnostics[0].message
    assert " of s" in built.diagnostics[0].message
    assert len(list((built.folder / "papers").iterdir())) == built.made


def test_where_no_paper_can_be_made_nothing_is_issued(tmp_path):
    exam = write_exam(tmp_path, line="x")
    built = build(exam, write_roster(tmp_path, ["s1", "s2"]))
    assert built.manifest is None
    assert contents(built.folder) == {}


def test_a_paper_that_was_made_is_kept_when_its_question_fails_later(tmp_path):
    exam, roster = write_exam(tmp_path), write_roster(tmp_path, ["s1"])
    before = contents(build(exam, roster).folder)
    write_exam(tmp_path, line="x")
    built = build(exam, roster)
    assert [d.code for d in built.diagnostics] == ["build-paper-failed"] * len(built.diagnostics) != []
    after = contents(built.folder)
    assert {name: data for name, data in after.items() if "/" in name} == {
        name: data for name, data in before.items() if "/" in name
    }


def test_a_folder_with_strangers_files_is_left_alone(tmp_path):
    exam, roster = write_exam(tmp_path), write_roster(tmp_path, ["s1"])
    folder = tmp_path / "out" / "quiz-main"
    folder.mkdir(parents=True)
    (folder / "thesis.tex").write_text("mine")
    with pytest.raises(Failure) as failure:
        build(exam, roster)
    assert failure.value.diagnostics[0].code == "build-folder-not-ours"
    assert [path.name for path in folder.iterdir()] == ["thesis.tex"]


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="{height}"/></svg>'


def with_picture(exam, name, folder, height):
    """Let a question show a picture."""
    (exam.parent / folder).mkdir(exist_ok=True)
    (exam.parent / folder / "box.svg").write_text(PICTURE.format(height=height))
    question = exam.parent / f"{name}.md"
    text = question.read_text()
    question.write_text(text.replace("\n# Solution", f"\n![A box]({folder}/box.svg)\n\n# Solution"))


def test_pictures_stand_beside_markdown_sheets_and_are_in_the_manifest(tmp_path):
    exam, roster = write_exam(tmp_path), write_roster(tmp_path, ["s1", "s2"])
    with_picture(exam, "doubling", "pictures", 10)
    built = build(exam, roster, formats=("md",))
    assert built.diagnostics == ()
    picture = (tmp_path / "pictures" / "box.svg").read_bytes()
    files = contents(built.folder)
    assert files["papers/pictures/box.svg"] == picture
    manifest = json.loads(files["manifest.json"])
    assert manifest["files"]["solutions/pictures/box.svg"] == digest(picture)
    again = contents(build(exam, roster, formats=("pdf",)).folder)
    assert not {name for name in again if name.endswith(".svg")} - {"report.svg"}


def test_a_changed_picture_makes_the_papers_anew(tmp_path):
    exam, roster = write_exam(tmp_path), write_roster(tmp_path, ["s1"])
    with_picture(exam, "doubling", "pictures", 10)
    assert build(exam, roster, formats=("md",)).made == 1
    (tmp_path / "pictures" / "box.svg").write_text(PICTURE.format(height=5))
    built = build(exam, roster, formats=("md",))
    assert (built.made, built.kept) == (1, 0)
    assert (built.folder / "papers" / "pictures" / "box.svg").read_text() == PICTURE.format(height=5)
