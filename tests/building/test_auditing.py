"""Corrections as files: whole or not at all, the same bytes each time, whatever the text holds."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from solgen.building import files
from solgen.building.auditing import folders_of, spelled_out, write_corrections
from solgen.diagnostics import Diagnostic, Failure
from solgen.sheets.corrections import compose_corrections
from solgen.typeset.glyphs import missing_glyphs
from tests.render.hostile import PAYLOADS, hostile_audit
from tests.sheets.audits import audit_of, audit_of_case

AUDIT = audit_of_case("hyperbolic")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_three_files_and_a_manifest_of_them_are_written(tmp_path):
    written = write_corrections(AUDIT, tmp_path / "out")
    assert [path.name for path in written] == ["corrections.pdf", "corrections.md", "corrections.html"]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert {name: files.digest(path.read_bytes()) for path in written for name in [path.name]} == manifest["files"]
    assert manifest["claims"] == AUDIT.counts()


def test_the_same_audit_gives_the_same_bytes(tmp_path):
    write_corrections(AUDIT, tmp_path / "one")
    write_corrections(AUDIT, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_audit_of_the_text_takes_the_place_of_the_first(tmp_path):
    write_corrections(AUDIT, tmp_path)
    write_corrections(audit_of("Words only.", {}), tmp_path, ("md",))
    assert set(contents(tmp_path)) == {"corrections.md", "manifest.json"}


def test_only_the_formats_that_are_asked_for_are_made(tmp_path):
    assert [path.name for path in write_corrections(AUDIT, tmp_path, ["html", "md"])] == [
        "corrections.md",
        "corrections.html",
    ]


def test_a_format_that_there_is_not_is_refused_before_anything_is_made(tmp_path):
    with pytest.raises(Failure) as caught:
        write_corrections(AUDIT, tmp_path / "out", ("md", "docx"))
    assert caught.value.diagnostics[0].code == "build-unknown-format"
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_where_one_format_fails(tmp_path, monkeypatch):
    write_corrections(AUDIT, tmp_path, ("md",))
    before = contents(tmp_path)

    def fails(_source):
        raise Failure(Diagnostic("set-typst", "it fails"))

    monkeypatch.setattr("solgen.typeset.typst.typeset", fails)
    with pytest.raises(Failure, match="it fails"):
        write_corrections(AUDIT, tmp_path)
    assert contents(tmp_path) == before


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(Failure) as caught:
        write_corrections(AUDIT, tmp_path)
    assert caught.value.diagnostics[0].code == "build-folder-not-ours"
    assert list(contents(tmp_path)) == ["thesis.tex"]


def test_texts_of_the_same_name_have_folders_of_their_own():
    out = Path("out")
    assert folders_of(["a/x.md", "b/X.tex", "x.2.md", ".."], out) == (
        out / "x",
        out / "X-2",
        out / "x.2",
        out / "text",
    )


def test_the_pdf_is_tagged_titled_and_has_the_language_of_the_text(tmp_path):
    pdf, *_ = write_corrections(audit_of("Ein Satz, $x = x$.", {"declare": "x: real", "language": "de-AT"}), tmp_path)
    with pikepdf.open(io.BytesIO(pdf.read_bytes())) as document:
        assert str(document.Root.Lang) == "de"
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Corrections – text.md"


def test_the_pdf_leads_from_the_summary_to_each_wrong_line(tmp_path):
    pdf, *_ = write_corrections(AUDIT, tmp_path, ("pdf",))
    with pikepdf.open(pdf) as document:
        links = [note for page in document.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert len(links) >= 10


def test_a_character_that_no_font_has_is_spelled_out_and_refuses_no_text():
    sheet = compose_corrections(audit_of("# 中文\n\nA 字, é and Ω.\n\n* 文", {}))
    assert missing_glyphs(sheet)
    spelled = spelled_out(sheet)
    assert missing_glyphs(spelled) == ()
    assert "[U+5B57]" in str(spelled)
    assert "é and Ω" in str(spelled)


def test_a_sheet_that_the_fonts_hold_is_not_changed():
    sheet = compose_corrections(AUDIT)
    assert spelled_out(sheet) is sheet


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_given_back_in_every_format(payload: str, tmp_path):
    assert all(path.stat().st_size > 500 for path in write_corrections(hostile_audit(payload), tmp_path))
