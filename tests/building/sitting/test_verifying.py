import shutil

import pytest

from solgen.building.verify import verify
from solgen.diagnostics import Severity
from tests.building.sitting.small import build, write_exam, write_roster


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sitting")
    return build(write_exam(folder), write_roster(folder, ["s1", "s2"])).folder


@pytest.fixture
def built(original, tmp_path):
    folder = tmp_path / "quiz-main"
    shutil.copytree(original, folder)
    return folder


def codes(folder):
    return [d.code for d in verify(folder, "here")[1] if d.severity is Severity.ERROR]


def test_papers_that_are_as_built_are_found_to_be(built):
    assert codes(built) == []


def test_a_changed_paper_is_found(built):
    paper = next((built / "papers").iterdir())
    paper.write_bytes(paper.read_bytes() + b"\n")
    assert codes(built) == ["build-file-changed"]


def test_a_missing_paper_is_found(built):
    next((built / "papers").iterdir()).unlink()
    assert codes(built) == ["build-file-missing"]


def test_a_file_that_was_laid_beside_the_papers_is_found(built):
    (built / "solutions" / "0009-abcd.pdf").write_bytes(b"%PDF")
    assert codes(built) == ["build-file-unknown"]


def test_a_verdict_that_was_changed_together_with_the_manifest_is_found(built):
    from solgen.building.files import digest_of_file  # noqa: PLC0415 -- only this test forges

    claims, manifest = built / "claims.json", built / "manifest.json"
    before = digest_of_file(claims)
    claims.write_text(claims.read_text().replace('"word": "proved"', '"word": "certified"', 1))
    manifest.write_text(manifest.read_text().replace(before, digest_of_file(claims)))
    assert codes(built) == ["build-verdict-changed"]


def test_a_question_that_was_changed_since_is_found(original):
    folder = original.parent.parent
    question = folder / "doubling.md"
    before = question.read_text()
    try:
        question.write_text(before.replace("title: Doubling", "title: Twice"))
        assert codes(original) == ["build-paper-differs"] * 6
    finally:
        question.write_text(before)


def test_without_its_exam_a_folder_is_not_said_to_be_right(built):
    for hidden in built.glob(".solgen-*"):
        hidden.unlink()
    with pytest.raises(Exception, match="build-unknown-source"):
        verify(built, "here")
