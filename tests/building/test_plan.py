"""A build is skipped exactly if nothing has changed: inputs, options, versions, outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from solgen.building import plan as planning
from solgen.building.files import MANIFEST, digest, publish
from solgen.building.manifest import Manifest, input_digest, portable, read_manifest, resolved, versions
from solgen.building.plan import Choice, Look, formats_from, identity_of, plan, up_to_date
from solgen.diagnostics import Failure


@pytest.fixture
def built(tmp_path):
    """A folder as a build of one question would leave it."""
    source = tmp_path / "my-question.md"
    source.write_text("---\nid: my-question\n---\n", encoding="utf-8")
    planned = plan(source, Choice(), Look(), tmp_path / "build", strict=False)
    paths = [source, tmp_path / "course.yaml", tmp_path / "my-question.py"]
    inputs = {portable(path, tmp_path): input_digest(path) for path in paths}
    files = {"exam.md": b"# Exam\n"}
    manifest = Manifest(
        "my-question",
        "reference",
        planned.options,
        versions(),
        inputs,
        {"proved": 3},
        {"exam.md": digest(files["exam.md"])},
    )
    publish(planned.folder, {**files, MANIFEST: manifest.as_bytes()}, {})
    return planned


def test_a_build_with_nothing_changed_is_up_to_date(built):
    known = up_to_date(built)
    assert known is not None
    assert known.claims == {"proved": 3}


def test_a_changed_input_is_noticed(built):
    built.source.write_text("---\nid: my-question\ntitle: new\n---\n", encoding="utf-8")
    assert up_to_date(built) is None


def test_a_file_that_was_not_there_before_is_noticed(built):
    (built.source.parent / "my-question.py").write_text("def solve(parameters): return {}\n", encoding="utf-8")
    assert up_to_date(built) is None


@pytest.mark.parametrize("damage", ["edit", "remove"])
def test_a_touched_output_is_noticed(built, damage):
    path = built.folder / "exam.md"
    if damage == "edit":
        path.write_text("# Mine\n")
    else:
        path.unlink()
    assert up_to_date(built) is None


@pytest.mark.parametrize(
    ("look", "strict"),
    [(Look(("pdf",)), False), (Look(engine="latex"), False), (Look(), True)],
    ids=["formats", "engine", "strict"],
)
def test_other_options_are_another_build(built, look, strict):
    assert up_to_date(plan(built.source, Choice(), look, built.folder.parent, strict=strict)) is None


def test_templates_of_ones_own_are_inputs(built, tmp_path):
    templates = tmp_path / "look"
    templates.mkdir()
    (templates / "exam.typ").write_text("x")
    assert (
        up_to_date(plan(built.source, Choice(), Look(templates=templates), built.folder.parent, strict=False)) is None
    )


def test_another_version_of_a_library_is_another_build(built, monkeypatch):
    monkeypatch.setattr(planning, "versions", lambda: {**versions(), "typst": "0.0.0"})
    assert up_to_date(built) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "solgen-manifest/1"}', '{"schema": "other/1"}', "null"])
def test_a_manifest_that_cannot_be_read_is_none(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text)
    assert read_manifest(tmp_path) is None


def test_a_manifest_reads_as_it_was_written(built):
    known = read_manifest(built.folder)
    assert known is not None
    assert known.as_bytes() == (built.folder / MANIFEST).read_bytes()


def test_a_manifest_holds_no_path_of_the_machine(built):
    assert str(built.source.parent) not in (built.folder / MANIFEST).read_text(encoding="utf-8")


def test_portable_paths_lead_back_to_the_file(tmp_path):
    bank = Path(planning.__file__).parent.parent / "bank" / "deep-learning" / "course.yaml"
    other = tmp_path / "questions" / "q.md"
    base = tmp_path / "exams"
    assert portable(bank, base) == "bank:deep-learning/course.yaml"
    assert portable(other, base) == "../questions/q.md"
    assert resolved(portable(bank, base), base).resolve() == bank.resolve()
    assert resolved(portable(other, base), base).resolve() == other.resolve()


def test_each_seed_has_a_folder_of_its_own(tmp_path):
    source = tmp_path / "q.md"
    folders = {plan(source, Choice(seed), Look(), tmp_path, strict=False).folder.name for seed in (None, 0, 7)}
    assert folders == {"q", "q-seed-0", "q-seed-7"}


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("id: ridge\n", "ridge"),
        ("---\ntitle: x\nid:  ridge-2   # its name\n---\n", "ridge-2"),
        ("title: x\n", "file"),
        ("id: ../up\n", "file"),
    ],
)
def test_the_id_is_found_without_loading_the_file(tmp_path, text, identity):
    path = tmp_path / "file.md"
    path.write_text(text, encoding="utf-8")
    assert identity_of(path) == identity


def test_formats_come_in_our_order_and_unknown_ones_are_refused():
    assert formats_from("tex, PDF") == ("pdf", "tex")
    for text in ("docx", "", ","):
        with pytest.raises(Failure) as failure:
            formats_from(text)
        assert failure.value.diagnostics[0].code == "build-unknown-format"
