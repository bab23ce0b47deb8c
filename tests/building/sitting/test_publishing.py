import json

import pytest

from solgen.building.pipeline import no_progress
from solgen.building.sitting.publishing import publish_solutions
from solgen.diagnostics import Failure
from tests.building.sitting.small import build, contents, write_exam, write_roster


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("sitting")
    return build(write_exam(place), write_roster(place, ["s1", "s2"])).folder


def test_each_solution_is_published_under_the_code_of_its_paper(folder, tmp_path):
    publish_solutions(folder, tmp_path / "site", no_progress)
    site = contents(tmp_path / "site")
    entries = json.loads((folder / "ledger.json").read_text())["entries"]
    assert set(site) == {"index.html", "manifest.json", *(f"{entry['code']}.pdf" for entry in entries)}
    for entry in entries:
        label = f"{entry['number']:04d}-{entry['code']}"
        assert site[f"{entry['code']}.pdf"] == (folder / "solutions" / f"{label}.pdf").read_bytes()
        assert f'href="{entry["code"]}.pdf"' in site["index.html"].decode()


def test_no_student_is_named_on_the_site(folder, tmp_path):
    publish_solutions(folder, tmp_path / "site", no_progress)
    for data in contents(tmp_path / "site").values():
        assert b"Student s" not in data


def test_published_again_nothing_is_written(folder, tmp_path):
    publish_solutions(folder, tmp_path / "site", no_progress)
    assert publish_solutions(folder, tmp_path / "site", no_progress) == ()


def test_a_solution_that_was_changed_is_not_published(tmp_path):
    built = build(write_exam(tmp_path), write_roster(tmp_path, ["s1"])).folder
    sheet = next((built / "solutions").iterdir())
    sheet.write_bytes(b"%PDF")
    with pytest.raises(Failure) as failure:
        publish_solutions(built, tmp_path / "site", no_progress)
    assert failure.value.diagnostics[0].code == "build-file-changed"


def test_a_folder_that_is_no_sitting_is_refused(tmp_path):
    with pytest.raises(Failure) as failure:
        publish_solutions(tmp_path, tmp_path / "site", no_progress)
    assert failure.value.diagnostics[0].code == "build-no-sitting"


def test_a_strangers_folder_is_not_published_into(folder, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Failure) as failure:
        publish_solutions(folder, tmp_path, no_progress)
    assert failure.value.diagnostics[0].code == "build-folder-not-ours"
