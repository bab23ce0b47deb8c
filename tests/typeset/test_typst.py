"""Typst: the same bytes on every run, tagged, nothing over the margins, no empty boxes."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from solgen.diagnostics import Failure
from solgen.render import typst as render
from solgen.sheets.exam import compose_exam
from solgen.sheets.marking import compose_marking
from solgen.sheets.sheet import Prose, Sheet, Words
from solgen.sheets.solutions import compose_solutions
from solgen.typeset.glyphs import OUT_OF_REACH, covered, missing_glyphs, refuse_missing_glyphs
from solgen.typeset.typst import typeset, typeset_with_warnings
from tests.sheets.sample import solved_paper
from tests.typeset.embedded import characters

SOLVED = solved_paper()
SHEETS = [compose_exam(SOLVED.paper), compose_solutions(SOLVED), compose_marking(SOLVED)]
HOSTILE = '#panic("x") $a$ *b* _c_ `d` \\ "e" <f> @g // h [i] {j} ~ & % ^ \' ¿'
A4_WIDTH = 595.3
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")


def words_of(pdf: bytes, folder: Path) -> str:
    (folder / "sheet.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", "sheet.pdf", "-"], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()


def right_edges(pdf: bytes, folder: Path) -> list[tuple[float, str]]:
    """Where each word ends, in points."""
    (folder / "sheet.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-bbox", "sheet.pdf", "-"], cwd=folder, capture_output=True, check=True)
    found = re.findall(r'xMax="([0-9.]+)"[^>]*>([^<]*)<', done.stdout.decode())
    return [(float(edge), word) for edge, word in found]


def boxes_of(pdf: bytes, folder: Path) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each word of the first page with its left, upper, right and lower edge, in points."""
    (folder / "sheet.pdf").write_bytes(pdf)
    command = ["pdftotext", "-bbox", "-l", "1", "sheet.pdf", "-"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    edge = '="([0-9.]+)" '
    pattern = f"xMin{edge}yMin{edge}xMax{edge}yMax{edge.rstrip()}>([^<]*)<"
    found = re.findall(pattern, done.stdout.decode())
    return [(word, (float(left), float(top), float(right), float(low))) for left, top, right, low, word in found]


def with_a_part_called(sheet: Sheet, name: str) -> Sheet:
    first, *others = sheet.questions
    part, *rest = first.parts
    return replace(sheet, questions=(replace(first, parts=(replace(part, name=name), *rest)), *others))


def with_words(sheet: Sheet, words: str) -> Sheet:
    first, *others = sheet.questions
    return replace(sheet, questions=(replace(first, stem=(*first.stem, Prose((Words(words),)))), *others))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind.value)
def test_a_sheet_is_set_without_warnings_and_conforms_to_pdf_ua(sheet: Sheet, tmp_path: Path):
    pdf, warnings = typeset_with_warnings(render.render(sheet))
    assert warnings == ()
    (tmp_path / "a.pdf").write_bytes(pdf)
    with pikepdf.open(tmp_path / "a.pdf") as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en"
        assert "pdfuaid" in document.Root.Metadata.read_bytes().decode()
        assert str(document.docinfo["/Title"]).startswith("An exam")


def test_the_same_source_gives_the_same_bytes():
    source = render.render(SHEETS[1])
    assert typeset(source) == typeset(source)


@needs_pdftotext
def test_text_is_printed_as_it_is_whatever_it_holds(tmp_path: Path):
    pdf = typeset(render.render(with_words(SHEETS[0], HOSTILE)))
    printed = " ".join(words_of(pdf, tmp_path).split())
    assert HOSTILE in printed


@needs_pdftotext
def test_the_exam_sheet_prints_no_answer(tmp_path: Path):
    printed = words_of(typeset(render.render(SHEETS[0])), tmp_path)
    assert "Page 1 of" in printed
    assert "✓" not in printed
    assert "definition" not in printed


@needs_pdftotext
@pytest.mark.parametrize("terms", [12, 40])
def test_no_formula_sticks_out_of_the_page_however_long_it_is(terms: int, tmp_path: Path):
    long_sum = " + ".join(["x"] * terms) + " - " + " - ".join(["x"] * terms)
    lines = f"{long_sum} &= 0 = {long_sum} = 0 && \\text{{a reason}} \\marks{{1}}"
    text = f"$$\n\\begin{{aligned}}\n{lines}\n\\end{{aligned}}\n$$"
    solved = solved_paper(solution_b=text + "\n\nSo $\\sigma(0) = \\frac{1}{2}${answer=zero}.")
    edges = right_edges(typeset(render.render(compose_solutions(solved))), tmp_path)
    assert max(edges)[0] < A4_WIDTH - 28


def test_a_character_that_no_font_has_is_refused_with_its_place():
    sheet = with_words(SHEETS[0], "see 微 there")
    with pytest.raises(Failure) as caught:
        refuse_missing_glyphs(sheet)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "set-missing-glyph"
    assert "微 (U+5FAE" in diagnostic.message
    assert "question 1" in diagnostic.message
    assert "see 微 there" in diagnostic.message


def test_a_sheet_that_was_looked_through_once_is_refused_again_with_the_place_that_it_then_has():
    sheet = with_words(SHEETS[0], "see 微 there")
    assert missing_glyphs(sheet) == missing_glyphs(sheet)
    (question, *others) = sheet.questions
    moved = replace(sheet, questions=(replace(question, number=7), *others))
    assert "question 7" in missing_glyphs(moved)[0].message


def test_the_sheets_own_signs_are_in_the_fonts():
    assert [missing_glyphs(sheet) for sheet in SHEETS] == [(), (), ()]
    assert set("✓✗∗◦†–’“”·•…") <= covered()


def test_the_table_of_characters_is_that_of_the_fonts_in_the_wheel():
    assert {ord(character) for character in covered() | OUT_OF_REACH} == characters()


def test_a_mistake_in_a_template_is_a_diagnostic_and_no_traceback():
    with pytest.raises(Failure) as caught:
        typeset("#unheardof()")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "set-typst"
    assert "unheardof" in diagnostic.message


def test_a_source_can_read_no_file_of_the_machine(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    for path in (str(secret), f"../{secret.name}", "/etc/passwd"):
        with pytest.raises(Failure):
            typeset(f'#read("{path}")')


def test_a_figure_is_found_by_the_name_in_the_text(tmp_path: Path):
    drawing = tmp_path / "a.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    source = '#set document(title: "t")\n#image("plots/a.svg", alt: "nothing")'
    assert typeset(source, {"plots/a.svg": drawing}).startswith(b"%PDF")
    with pytest.raises(Failure, match="set-figure"):
        typeset(source, {"../a.svg": drawing})
    with pytest.raises(Failure, match="set-figure"):
        typeset(source, {"plots/a.svg": tmp_path / "none.svg"})


def test_a_picture_without_words_is_set_with_a_warning(tmp_path: Path):
    drawing = tmp_path / "a.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    pdf, (warning,) = typeset_with_warnings('#set document(title: "t")\n#image("a.svg")', {"a.svg": drawing})
    assert pdf.startswith(b"%PDF")
    assert warning.code == "set-not-accessible"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind.value)
def test_a_line_that_is_surely_narrow_is_set_as_if_it_had_been_measured(sheet: Sheet):
    source = render.render(sheet)
    measured = re.sub(r", bound: [\d.]+em", "", source)
    assert (measured != source) == (", bound: " in source)
    assert typeset(measured) == typeset(source)


def test_lines_of_a_solution_have_bounds_and_a_wide_one_is_still_broken():
    assert ", bound: " in render.render(SHEETS[1])
    wide = '#derivation((left: none, right: ([#d("", $x$)], [#d("", $= ' + " + ".join(["y^2 z"] * 40) + "$)], )))"
    source = render.render(SHEETS[1])
    narrow = typeset(source + wide.replace(")))", "), bound: 500em))"))
    assert narrow == typeset(source + wide)


@needs_pdftotext
@pytest.mark.parametrize("sheet", SHEETS[:2], ids=lambda sheet: sheet.kind.value)
@pytest.mark.parametrize("name", ["ab", "volume", "stationary-distribution"])
def test_a_stem_begins_behind_its_label_however_long_that_is(sheet: Sheet, name: str, tmp_path: Path):
    boxes = boxes_of(typeset(render.render(with_a_part_called(sheet, name))), tmp_path)
    place = next(place for place, (word, _) in enumerate(boxes) if word == f"({name})")
    (_, _, end, _), (beginning, *_) = boxes[place][1], boxes[place + 1][1]
    assert end < beginning < end + 30
