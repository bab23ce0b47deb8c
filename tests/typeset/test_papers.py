"""A student's paper as it is printed: whose it is on every page, a code that can be read, large print, languages."""

from __future__ import annotations

import base64
import hmac
import re
import shutil
import subprocess
import tempfile
import unicodedata
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from solgen.building.plan import Look
from solgen.building.sheets import pdf_of_paper
from solgen.diagnostics import Failure
from solgen.exams.printed_names import LONGEST_NAME, complaint, tidied
from solgen.exams.roster import Accommodation
from solgen.notation.writing.words import to_words
from solgen.questions.seeds import encoded
from solgen.render import latex, markdown, typst
from solgen.render.templates import own_pictures
from solgen.sheets.addressing import addressed
from solgen.sheets.exam import compose_exam
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import AnswerSpace, Sheet
from solgen.sheets.solutions import compose_solutions
from solgen.typeset.glyphs import covered
from solgen.typeset.typst import typeset, typeset_with_warnings
from tests.render.qr_reader import read
from tests.sheets.sample import solved_paper

pytestmark = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
SOLVED = solved_paper()
KEY = bytes(range(32))
ADA = PaperIdentity(12, "7f3a", "Ada Lovelace", "s1048", key=KEY)
MARGIN = 70.9
"""The left margin in points."""


def exam(language: str = "en", **page: object) -> Sheet:
    changed = replace(SOLVED.paper.exam, language=language, page=replace(SOLVED.paper.exam.page, **page))  # type: ignore[arg-type]
    return compose_exam(replace(SOLVED.paper, exam=changed))


def long_exam() -> Sheet:
    """An exam whose answer spaces fill a page each."""
    sheet = exam(cover=True)
    questions = tuple(
        replace(question, parts=tuple(replace(part, blocks=(AnswerSpace("18cm"),)) for part in question.parts))
        for question in sheet.questions
    )
    return replace(sheet, questions=questions)


def pdf_of(sheet: Sheet, paper: PaperIdentity | None) -> bytes:
    pdf, warnings = typeset_with_warnings(typst.render(sheet, None, paper))
    assert warnings == ()
    return pdf


def run(program: str, folder: Path, pdf: bytes, *options: str) -> str:
    (folder / "sheet.pdf").write_bytes(pdf)
    command = [program, *options[:-1], "sheet.pdf", options[-1]]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.decode()


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page on one line."""
    return [" ".join(page.split()) for page in run("pdftotext", folder, pdf, "-layout", "-").split("\f")[:-1]]


def together(text: str) -> str:
    """A text without blanks and without the signs by which a reader of PDFs tells the direction of writing."""
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def codes_of(pdf: bytes, folder: Path) -> list[str]:
    """The text of the QR code of each page, read from a picture of it at 200 dots an inch."""
    run("pdftoppm", folder, pdf, "-r", "200", "-gray", "-png", "page")
    return [read(modules_in(Image.open(file).convert("L"))) for file in sorted(folder.glob("page*.png"))]


def modules_in(page: Image.Image) -> list[list[int]]:
    """The modules of the code in the upper right: the dark pixels there lie in a square of 21 by 21 of them."""
    left, bottom = round(page.width * 0.7), round(page.height * 0.11)
    corner = page.crop((left, 0, page.width, bottom)).point(lambda value: 255 if value < 128 else 0)
    columns = [x for x in range(corner.width) if (corner.crop((x, 0, x + 1, bottom)).histogram()[255] or 0) > 15]
    first, last = columns[0], columns[-1] + 1
    code = corner.crop((first, 0, last, bottom))
    rows = [y for y in range(code.height) if 5 < code.crop((0, y, code.width, y + 1)).histogram()[255] < code.width]
    top, size = rows[0], last - first
    module = size / 21
    at = [module * (number + 0.5) for number in range(21)]
    dark = code.load()
    assert dark is not None
    return [[int(dark[int(x), int(top + y)] == 255) for x in at] for y in at]


def test_every_page_says_whose_it_is_and_which_of_how_many(tmp_path: Path):
    pages = pages_of(pdf_of(long_exam(), ADA), tmp_path)
    assert len(pages) == 4
    for number, page in enumerate(pages, 1):
        assert page.startswith("Ada Lovelace")
        assert {"s1048", "0012-7f3a"} <= set(page.split())
        assert page.endswith(f"Page {number} of 4")


def test_every_page_has_a_code_of_its_own_that_can_be_read_from_a_picture(tmp_path: Path):
    codes = codes_of(pdf_of(long_exam(), ADA), tmp_path)
    assert codes == [ADA.mark(page) for page in range(1, 5)]
    assert len(set(codes)) == 4


def test_the_code_holds_number_page_and_what_only_the_key_gives():
    for page in (1, 2, 17):
        digest = hmac.digest(KEY, encoded("page", str(page)), "sha256")
        assert ADA.mark(page) == f"0012-{page:02d}-{base64.b32encode(digest)[:8].decode()}"
    assert replace(ADA, key=bytes(32)).mark(1) != ADA.mark(1)
    assert replace(ADA, name="Somebody", student="else", code="ffff").mark(1) == ADA.mark(1)


def test_a_paper_without_a_key_has_no_code(tmp_path: Path):
    pdf = pdf_of(exam(), replace(ADA, key=b""))
    assert "Ada Lovelace" in pages_of(pdf, tmp_path)[0]
    with pikepdf.open(tmp_path / "sheet.pdf") as document:
        assert "/XObject" not in document.pages[0].Resources


def test_more_pages_than_codes_are_refused_and_not_printed_without():
    source = typst.render(long_exam(), None, ADA)
    short = re.sub(r'(page-marks\\": \[\[21, \\"[^"]*\\"\])(, \[21, \\"[^"]*\\"\])*', r"\1", source)
    assert len(short) < len(source)
    with pytest.raises(Exception, match="more pages than codes"):
        typeset(short)


def codes_in(source: str) -> int:
    """How many QR codes a source holds."""
    return source.count('[21, \\"')


def test_how_many_codes_there_are_changes_no_byte():
    few, all_of_them = (typst.render(exam(), None, ADA, few_codes=few) for few in (True, False))
    assert 0 < codes_in(few) < codes_in(all_of_them) / 2
    assert typeset(few) == typeset(all_of_them)


def test_a_paper_with_more_pages_than_likely_has_all_its_codes():
    sheet = long_exam()
    questions = tuple(
        replace(question, parts=tuple(replace(part, blocks=(AnswerSpace("23cm"),) * 2) for part in question.parts))
        for question in sheet.questions
    )
    longer = replace(sheet, questions=questions)
    with pytest.raises(Failure, match="more pages than codes"):
        typeset(typst.render(longer, None, ADA, few_codes=True))
    made = pdf_of_paper(longer, Look(("pdf",)), ADA, {})
    assert made == typeset(typst.render(longer, None, ADA))


def test_there_are_codes_for_many_more_pages_than_the_longest_answers_need():
    sheet = long_exam()
    questions = tuple(
        replace(question, parts=tuple(replace(part, blocks=(AnswerSpace("23cm"),) * 2) for part in question.parts))
        for question in sheet.questions
    )
    large = replace(ADA, accommodation=Accommodation(large_print=True))
    assert typeset(typst.render(replace(sheet, questions=questions), None, large))


NAMES = [
    "\\input{x} $a$ ^_ %", "#panic(1) *b* _c_ `d` <e> @f \\u{41}", "**bold** [x](y) <b>z</b> &amp;", "=SUM(A1) +1 @x",
    "'\"; DROP TABLE", "אברהם בן־דוד", "عمر", "Łukasz Žižka-Ørsted", "Ελένη Παπαδοπούλου", "Дмитрий Фёдорович",
    "Nguyễn Thị Ánh", "դավիթ", "ქართული", "q\u0308 x\u030c", "{name} {page} {0} %s", "<< sheet >> <% raw %> <# x #>",
    "// comment", "= heading", "- list", "1. item", "https://example.org/a", "Zoë — O’Brien…", "W" * LONGEST_NAME,
    "Müller " * 17 + "x",
]  # fmt: skip


LETTERS = "".join(
    character
    for character in map(chr, range(0x20, 0x530))
    if character in covered() and unicodedata.category(character)[0] in "LPSNZ"
    if unicodedata.category(character) not in {"Sk", "Lm"}
)
"""Latin, Greek, Cyrillic and their signs, but for accents that stand alone: a reader of PDFs puts them on letters."""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_as_it_is_typed(name: str, tmp_path: Path):
    assert complaint(tidied(name), covered(), LONGEST_NAME) is None
    pdf = pdf_of(exam(), replace(ADA, name=tidied(name)))
    printed = together(pages_of(pdf, tmp_path)[0])
    assert printed.count(together(name)) == 2, printed[:300]
    edges = re.findall(r'xMin="([0-9.]+)".*?xMax="([0-9.]+)"', run("pdftotext", tmp_path, pdf, "-bbox", "-"))
    assert all(float(left) > MARGIN - 1 and float(right) < 595.3 - 50 for left, right in edges)


@given(st.text(LETTERS, min_size=1, max_size=60).map(tidied).filter(bool))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_any_name_in_these_letters_and_signs_is_printed_as_it_is_typed(name: str):
    assert complaint(name, covered(), LONGEST_NAME) is None
    with tempfile.TemporaryDirectory() as folder:
        printed = together(pages_of(pdf_of(exam(), replace(ADA, name=name)), Path(folder))[0])
    assert printed.count(together(name)) >= 2


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("山田太郎", "U+5C71"), ("😀 Smith", "U+1F600"), ("a\u202eb", "U+202E"), ("x" * 300, "300 characters"),
        ("हिन्दी", "cannot join the letters"), ("a\0b", "U+0000"), ("\ud800", "U+D800"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_printed_as_typed_is_refused_with_its_character(name: str, because: str):
    found = complaint(tidied(name), covered(), LONGEST_NAME)
    assert found is not None
    assert because in found.message


def empty_boxes(pdf: bytes) -> int:
    """How many glyphs of a PDF are the one for characters that a font does not have."""
    shown: list[bytes] = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for each in pikepdf.parse_content_stream(page):
                if str(each.operator) in {"Tj", "TJ"}:
                    operands = list(each.operands)
                    strings = list(operands[0]) if str(each.operator) == "TJ" else operands
                    shown += [bytes(string) for string in strings if isinstance(string, pikepdf.String)]
    return sum(text[at : at + 2] == b"\0\0" for text in shown for at in range(0, len(text), 2))


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_no_character_that_is_accepted_in_a_name_is_printed_as_an_empty_box(weight: str):
    accepted = [each for each in sorted(covered()) if complaint(f"a{each}", covered(), LONGEST_NAME) is None]
    lines = ["".join(accepted[start : start + 40]) for start in range(0, len(accepted), 40)]
    style = f'#set text(weight: "{weight}", font: ("New Computer Modern", "Libertinus Serif", "DejaVu Sans Mono"))\n'
    source = '#set document(title: "names")\n' + style + "\n\n".join(map(typst.text, lines))
    assert len(accepted) > 5000
    assert empty_boxes(typeset(source)) == 0
    assert empty_boxes(typeset(source + "\n\n山")) == 1


@pytest.mark.parametrize("renderer", [markdown, latex])
@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_source_in_another_format(renderer, name: str):
    """Renderers put a name in by their own escape, which other tests hold to."""
    written = renderer.render(exam(), None, replace(ADA, name=name))
    assert str(renderer.text(name)) in written


def test_large_print_is_large_on_that_students_paper_only(tmp_path: Path):
    def height(paper: PaperIdentity) -> float:
        boxes = run("pdftotext", tmp_path, pdf_of(exam(), paper), "-bbox", "-")
        top, bottom = re.findall(r'yMin="([0-9.]+)".*?yMax="([0-9.]+)">Find<', boxes)[0]
        return float(bottom) - float(top)

    granted = replace(ADA, accommodation=Accommodation(large_print=True))
    assert height(granted) / height(ADA) == pytest.approx(17 / 10.5, rel=0.01)
    assert codes_of(pdf_of(exam(), granted), tmp_path)[0] == ADA.mark(1)


@pytest.mark.parametrize(
    ("duration", "extra", "printed"),
    [
        ("90 minutes", Fraction(1, 4), "113 minutes (90 minutes + 25 %)"),
        ("2 hours", Fraction(1, 3), "160 minutes (2 hours + 33.33 %)"),
        ("1 h 30 min", Fraction(1, 2), "135 minutes (1 h 30 min + 50 %)"),
        ("1.5 hours", Fraction(1), "180 minutes (1.5 hours + 100 %)"),
        ("an afternoon", Fraction(1, 4), "an afternoon + 25 %"),
        ("9-11 h", Fraction(1, 4), "9-11 h + 25 %"),
        ("60 minutes", Fraction(0), "60 minutes"),
    ],
)
def test_extra_time_stands_on_the_cover_of_that_student(duration: str, extra: Fraction, printed: str):
    sheet = exam()
    sheet = replace(sheet, title=replace(sheet.title, duration=duration))
    granted = replace(ADA, accommodation=Accommodation(extra_time=extra))
    assert addressed(sheet, granted).title.duration == printed
    assert addressed(sheet, ADA).title.duration == duration


def test_a_paper_is_tagged_accessible_and_says_its_formulas_in_words(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf_of(exam(), ADA))
    with pikepdf.open(tmp_path / "a.pdf") as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en"
        assert "pdfuaid" in document.Root.Metadata.read_bytes().decode()
        assert str(document.docinfo["/Title"]) == "An exam"
        assert "/Author" not in document.docinfo
        spoken = [str(element.Alt) for element in elements(document) if element.get("/S") == "/Formula"]
    formulas = [formula for question in SOLVED.questions for formula in question.checked.document.formulas]
    asked = [to_words(formula.reading) for formula in formulas][: len(spoken)]
    assert len(spoken) == 7
    assert "sigma of x equals the fraction 1 over 1 plus e to the power minus x end power end fraction" in spoken
    assert set(spoken) <= {*asked, *(to_words(formula.reading) for formula in formulas)}


def elements(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every element of the structure tree."""
    found: list[pikepdf.Object] = []
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


FIXED = re.compile(
    r"\b(Name|Number|Page|of|Question|Marks|Reached|marks?|Solutions|Assumed|Holds|Witness|proved|certified|for all"
    r"|Sentences|formulas|left|right|equals|fraction|over|end|power|minus|capital|squared)\b"
)
"""English words of the sheets themselves; the sample's author uses none of them as such."""


def test_a_spanish_paper_says_nothing_itself_in_english(tmp_path: Path):
    page = replace(SOLVED.paper.exam.page, cover=True, table_of_marks=True)
    spanish = replace(SOLVED.paper.exam, language="es-MX", title="Examen final", page=page)
    solved = replace(SOLVED, paper=replace(SOLVED.paper, exam=spanish))
    authors = re.compile(r"Question [12] & more|by definition|and|always|It is|What is the area|of it|Each of them")
    for sheet, paper in ((compose_exam(solved.paper), ADA), (compose_solutions(solved), PaperIdentity(12, "7f3a"))):
        (tmp_path / "a.pdf").write_bytes(pdf_of(sheet, paper))
        said = " ".join(pages_of((tmp_path / "a.pdf").read_bytes(), tmp_path))
        with pikepdf.open(tmp_path / "a.pdf") as document:
            assert str(document.Root.Lang) == "es-MX"
            said += " ".join(str(each.Alt) for each in elements(document) if each.get("/S") == "/Formula")
        assert FIXED.findall(authors.sub("", said)) == []
        assert "Página 1 de " in said
        assert "sigma de x es igual a" in said


def test_letter_paper_is_letter_paper(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf_of(exam(paper="letter"), ADA))
    with pikepdf.open(tmp_path / "a.pdf") as document:
        assert [float(edge) for edge in document.pages[0].MediaBox] == [0, 0, 612, 792]


def test_an_institution_replaces_head_or_cover_alone(tmp_path: Path):
    (tmp_path / "typst").mkdir()
    (tmp_path / "typst" / "cover.typ").write_text(
        "#let cover(sheet, words) = [University of #sheet.course, #words.total #sheet.marks #pagebreak()]\n",
        encoding="utf-8",
    )
    (pages, *_) = [pages_of(typeset(typst.render(exam(), tmp_path, ADA)), tmp_path)]
    assert "University of A course, Total 8" in pages[0]
    assert pages[1].startswith("Ada Lovelace s1048")


def test_an_institutions_picture_is_found_beside_its_templates(tmp_path: Path):
    assert own_pictures(None) == own_pictures(tmp_path) == {}
    (tmp_path / "typst").mkdir()
    (tmp_path / "pictures").mkdir()
    seal = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='4' r='4'/></svg>"
    (tmp_path / "pictures" / "seal.svg").write_text(seal, encoding="utf-8")
    (tmp_path / "typst" / "cover.typ").write_text(
        '#let cover(sheet, words) = image("pictures/seal.svg", width: 2cm, alt: "Seal of the university")\n',
        encoding="utf-8",
    )
    pdf = typeset(typst.render(exam(), tmp_path, replace(ADA, key=b"")), own_pictures(tmp_path))
    assert b"Seal of the university" in pdf or "/XObject" in str(pikepdf.open(BytesIO(pdf)).pages[0].Resources.keys())


def test_the_same_paper_is_the_same_bytes():
    assert pdf_of(exam(), ADA) == pdf_of(exam(), replace(ADA))


def test_a_name_from_the_roster_is_decoded_and_never_read_as_source():
    source = typst.render(exam(), None, replace(ADA, name="#panic(1) $a$", student="*b*"))
    (line,) = [line for line in source.splitlines() if "#panic(1)" in line]
    assert line.startswith("#let sheet = json(bytes(")
    assert "*b*" in line
    assert sum("*b*" in each for each in source.splitlines()) == 1
