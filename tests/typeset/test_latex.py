"""pdflatex, where the machine has it: the same bytes on every run, nothing of the machine read, no empty boxes."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from solgen.diagnostics import Failure
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.source import to_source
from solgen.render import latex as render
from solgen.sheets.exam import compose_exam
from solgen.sheets.marking import compose_marking
from solgen.sheets.sheet import Prose, Sheet, Words
from solgen.sheets.solutions import compose_solutions
from solgen.typeset import latex
from solgen.typeset.latex import typeset, typeset_with_warnings
from tests.notation.cases import cases
from tests.sheets.sample import solved_paper
from tests.typeset.test_typst import HOSTILE, boxes_of, needs_pdftotext, with_a_part_called, words_of

SOLVED = solved_paper()
SHEETS = [compose_exam(SOLVED.paper), compose_solutions(SOLVED), compose_marking(SOLVED)]
needs_latex = pytest.mark.skipif(
    shutil.which("pdflatex") is None, reason="pdflatex is not installed (texlive-latex-extra, lmodern)"
)


def with_words(sheet: Sheet, words: str) -> Sheet:
    first, *others = sheet.questions
    return replace(sheet, questions=(replace(first, stem=(*first.stem, Prose((Words(words),)))), *others))


def document(body: str) -> str:
    return f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"


@needs_latex
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind.value)
def test_a_sheet_is_set_without_a_line_that_sticks_out(sheet: Sheet):
    pdf, warnings = typeset_with_warnings(render.render(sheet))
    assert pdf.startswith(b"%PDF")
    assert warnings == ()


@needs_latex
def test_the_same_source_gives_the_same_bytes():
    source = render.render(SHEETS[1])
    assert typeset(source) == typeset(source)


@needs_latex
@needs_pdftotext
def test_text_is_printed_as_it_is_whatever_it_holds(tmp_path):
    hostile = HOSTILE + " << -- ,, >>"
    printed = " ".join(words_of(typeset(render.render(with_words(SHEETS[0], hostile))), tmp_path).split())
    assert hostile in printed


DISPLAYS = tuple(f"\\begin{{{name}" for name in ("equation", "eqnarray", "flalign"))
"""What stands between no dollars; sheets set its lines one by one."""


@needs_latex
def test_every_formula_that_is_read_is_set():
    written = (to_source(tokens) for tokens in formulas())
    rows = "\n\n".join(f"${latex}$" for latex in written if not latex.startswith(DISPLAYS))
    commands = render.render(SHEETS[0]).partition("\\begin{document}")[0]
    assert typeset(f"{commands}\n\\begin{{document}}\n{rows}\n\\end{{document}}\n").startswith(b"%PDF")


def formulas():
    return [tokenize(case.latex) for case in (*cases("values.md"), *cases("formulas.md"))]


@needs_latex
@pytest.mark.parametrize(
    "body",
    ["\\input{/etc/hostname}", "\\immediate\\write18{touch owned}\\input{owned}", "\\openout3=/tmp/x \\undefined"],
)
def test_a_source_can_neither_read_the_machine_nor_run_a_command(body: str):
    with pytest.raises(Failure) as caught:
        typeset(document(body))
    assert caught.value.diagnostics[0].code == "set-latex"


@needs_latex
def test_an_error_has_its_line():
    with pytest.raises(Failure) as caught:
        typeset(document("fine\n\n\\unheardof"))
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("set-latex", 5)


@needs_latex
@pytest.mark.parametrize("character", ["微", "ж"])
def test_a_character_that_the_font_lacks_is_refused(character: str):
    with pytest.raises(Failure) as caught:
        typeset(render.render(with_words(SHEETS[0], f"see {character}")))
    assert caught.value.diagnostics[0].code == "set-missing-glyph"


@needs_latex
def test_an_endless_source_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(latex, "_SECONDS", 2)
    with pytest.raises(Failure, match="set-latex-time"):
        typeset(document("\\def\\again{\\again}\\again"))


def test_without_pdflatex_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(Failure) as caught:
        typeset("x")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "machine-no-latex"
    assert "texlive-latex-extra" in diagnostic.hint


@needs_latex
@needs_pdftotext
@pytest.mark.parametrize("sheet", SHEETS[:2], ids=lambda sheet: sheet.kind.value)
@pytest.mark.parametrize("name", ["ab", "volume", "stationary-distribution"])
def test_a_stem_begins_behind_its_label_however_long_that_is(sheet: Sheet, name: str, tmp_path: Path):
    pdf, warnings = typeset_with_warnings(render.render(with_a_part_called(sheet, name)))
    boxes = boxes_of(pdf, tmp_path)
    place = next(place for place, (word, _) in enumerate(boxes) if word == f"({name})")
    (_, _, end, _), (beginning, *_) = boxes[place][1], boxes[place + 1][1]
    assert end < beginning < end + 30
    assert warnings == ()


@needs_latex
@needs_pdftotext
def test_solutions_are_black_behind_what_was_asked(tmp_path: Path):
    boxes = boxes_of(typeset(render.render(SHEETS[1])), tmp_path)
    subprocess.run(["pdftoppm", "-r", "144", "-gray", "-l", "1", "sheet.pdf", "page"], cwd=tmp_path, check=True)
    (file,) = tmp_path.glob("page*.pgm")

    def darkest(word: str) -> int:
        left, top, right, low = next(box for found, box in boxes if found == word)
        with Image.open(file) as page:
            return min(page.crop((2 * left, 2 * top, 2 * right, 2 * low)).tobytes())

    assert darkest("Write") > 60  # what was asked is grey
    assert darkest("Beware:") < 30
