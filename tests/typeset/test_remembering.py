"""What Typst remembers of one sheet for the next: it makes no difference to any byte, and little has to be set anew."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from solgen.diagnostics import Failure
from solgen.render import templates, typst
from solgen.render.pieces import PLACES, names, piece_of, quoted
from solgen.sheets.exam import compose_exam
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import Picture, Prose, Sheet, Words
from solgen.sheets.solutions import compose_solutions
from solgen.typeset.typst import typeset
from tests.sheets.sample import solved_paper

SOLVED = solved_paper()
SHEETS = [compose_exam(SOLVED.paper), compose_solutions(SOLVED)]
KEY = bytes(range(32))
ADA = PaperIdentity(12, "7f3a", "Ada Lovelace", "s1048", key=KEY)
EMMY = PaperIdentity(3, "22aa", 'Emmy "E." N\\', "s2", key=KEY)


def with_blocks(sheet: Sheet, *blocks: Prose | Picture) -> Sheet:
    """The sheet with blocks before its first question's stem."""
    first, *others = sheet.questions
    return replace(sheet, questions=(replace(first, stem=(*blocks, *first.stem)), *others))


def skeleton(source: str) -> str:
    """A source with its strings taken out."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', '""', source, flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.kind.value)
def test_sheets_differ_in_strings_only_so_that_everything_else_keeps_its_place(sheet: Sheet):
    longer = with_blocks(sheet, Prose((Words("A word."),)), Prose((Words("Another."),)))
    sources = [typst.render(sheet, None, ADA), typst.render(longer, None, EMMY)]
    assert sources[0] != sources[1]
    assert skeleton(sources[0]) == skeleton(sources[1])


def test_head_and_foot_are_the_same_content_for_everybody():
    source = skeleton(typst.render(SHEETS[0], None, ADA))
    assert "header: context page-head(whose(), words)" in source
    assert "footer: context page-foot(whose(), words)" in source


def test_head_and_foot_have_no_context_of_their_own_which_would_take_a_pass_more():
    style = (templates.folder() / "typst" / "style.typ").read_text(encoding="utf-8")
    page = (templates.folder() / "typst" / "page.typ").read_text(encoding="utf-8")
    running = style[style.index("#let running-head") : style.index("// The whole document.")]
    code = [line for line in (running + page).splitlines() if not line.startswith("//")]
    assert not [line for line in code if re.search(r"\bcontext\b", line)]


def test_a_sheet_is_the_same_bytes_first_and_after_ten_others():
    program = (
        "import hashlib\nfrom tests.typeset.test_remembering import *\n"
        "print(*(hashlib.sha256(typeset(typst.render(sheet, None, ADA))).hexdigest() for sheet in SHEETS))"
    )
    root = Path(__file__).resolve().parents[2]
    first = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    for number in range(10):
        other = with_blocks(SHEETS[number % 2], *(Prose((Words(f"{number}, {each}"),)) for each in range(number % 3)))
        typeset(typst.render(other, None, EMMY))
    after = [hashlib.sha256(typeset(typst.render(sheet, None, ADA))).hexdigest() for sheet in SHEETS]
    assert first.stdout.split() == after


def test_a_picture_of_another_sheet_is_neither_kept_nor_found(tmp_path: Path):
    source = typst.render(with_blocks(SHEETS[0], Picture("mark.svg", "a mark")), None, ADA)
    square, circle = tmp_path / "square.svg", tmp_path / "circle.svg"
    square.write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0H9V9H0Z'/></svg>")
    circle.write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>")
    first = typeset(source, {"mark.svg": square})
    assert typeset(source, {"mark.svg": circle}) != first
    with pytest.raises(Failure, match="set-typst"):
        typeset(source)
    assert typeset(source, {"mark.svg": square}) == first


def test_a_source_that_fails_leaves_the_next_one_as_it_is():
    source = typst.render(SHEETS[0], None, ADA)
    good = typeset(source)
    with pytest.raises(Failure, match="set-typst"):
        typeset(source + "\n#unheardof()")
    assert typeset(source) == good


def test_a_template_of_ones_own_that_asks_for_blocks_gives_the_same_bytes(tmp_path: Path):
    (tmp_path / "typst").mkdir()
    for name in ("exam.typ", "solutions.typ"):
        ours = (templates.folder() / "typst" / name).read_text(encoding="utf-8")
        assert "write.pieces(" in ours
        (tmp_path / "typst" / name).write_text(ours.replace("write.pieces(", "write.blocks("), encoding="utf-8")
    for sheet in SHEETS:
        assert typeset(typst.render(sheet, tmp_path, ADA)) == typeset(typst.render(sheet, None, ADA))


def test_pieces_that_begin_alike_have_the_same_place_and_others_mostly_another():
    def place(source: str) -> str:
        return piece_of(source).split(",")[0]

    assert len({place(f'#"{number}"') for number in range(400)}) == PLACES
    lines = '#derivation((left: [#d("x", $x$)], right: ([#d("equals {}", $\\= {}$)], )))'
    assert place(lines.format(3, 3)) == place(lines.format(12, 12))
    assert piece_of(lines.format(3, 3)) != piece_of(lines.format(12, 12))


def test_source_in_a_string_is_read_as_it_was():
    assert quoted('#"a \\" b"; \\#') == '"#\\"a \\\\\\" b\\"; \\\\#"'


def test_what_a_style_defines_is_what_pieces_may_call():
    style = "// #let no = 1\n#let a(x) = x\n  #let inner = 2\n#let b-c = 3\n#let a = 4\n"
    assert names(style) == ("a", "b-c")
