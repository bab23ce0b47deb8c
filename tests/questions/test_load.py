from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import solgen.questions.schema
from solgen.diagnostics import Failure, explanation
from solgen.documents.blocks import SectionKind
from solgen.questions import bank
from solgen.questions.draw import draw, reference_variant, seed_for
from solgen.questions.fill import fill
from solgen.questions.load import load, load_question
from solgen.questions.schema import json_schema
from solgen.questions.skeleton import question_text

CASES = Path(__file__).parents[1] / "cases" / "questions"
TEXT = question_text("a-question")


def codes(file: Path) -> list[str]:
    with pytest.raises(Failure) as caught:
        load_question(file)
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


def test_the_schema_beside_the_code_is_current():
    file = Path(solgen.questions.schema.__file__).with_name("question.schema.json")
    assert json.loads(file.read_text(encoding="utf-8")) == json_schema()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "question-empty"),
        (b" \n\n", "question-empty"),
        (b"---\nid: \xff\n---\n", "question-not-text"),
        (b"---\nid: a\x00b\n---\n", "question-not-text"),
        (b"---\nid: a\n---\n" + b"x" * 1_000_001, "question-too-large"),
        (b"\x89PNG\r\n\x1a\n", "question-not-text"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, data, code):
    file = tmp_path / "q.md"
    file.write_bytes(data)
    assert codes(file) == [code]


def test_a_byte_that_is_no_utf8_has_its_line_and_column(tmp_path):
    file = tmp_path / "q.md"
    file.write_bytes(b"---\nid: \xff\n---\n")
    with pytest.raises(Failure) as caught:
        load_question(file)
    place = caught.value.diagnostics[0].place
    assert (place.line, place.column) == (2, 5)


@pytest.mark.parametrize("name", ["missing.md", ".", "a" * 300 + ".md", "a\0b"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name):
    assert codes(tmp_path / name) == ["question-file"]


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path):
    files = [tmp_path / name / "a-question.md" for name in ("unix", "dos")]
    for file in files:
        file.parent.mkdir()
    files[0].write_text(TEXT, encoding="utf-8")
    files[1].write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    unix, dos = (load_question(file) for file in files)
    assert [piece.source.text for piece in unix.pieces] == [piece.source.text for piece in dos.pieces]
    assert unix.declare.text == dos.declare.text


def test_every_line_of_a_piece_has_its_place(tmp_path):
    file = tmp_path / "a-question.md"
    file.write_text(TEXT, encoding="utf-8")
    lines = TEXT.split("\n")
    question = load_question(file)
    for source in (question.declare, *(piece.source for piece in question.pieces)):
        for number, line in enumerate(source.text.split("\n")):
            place = source.place(number)
            assert place.excerpt == lines[place.line - 1]
            assert place.excerpt.strip() == line.strip()


def test_filled_lines_keep_the_places_of_their_templates(tmp_path):
    file = tmp_path / "a-question.md"
    file.write_text(TEXT, encoding="utf-8")
    filled = fill(reference_variant(load_question(file)))
    for piece in filled.pieces:
        assert len(piece.source.text.split("\n")) == len(piece.source.places)
    solution = next(p for p in filled.pieces if p.kind is SectionKind.SOLUTION and p.part == "a")
    line = next(n for n, text in enumerate(solution.source.text.split("\n")) if text.startswith("f'(x)"))
    assert solution.source.text.split("\n")[line].startswith("f'(x) = 2 \\cdot 2 x + 3 = 4 x + 3")
    assert "<<slope>>" in solution.source.place(line).excerpt


@pytest.mark.parametrize("file", bank.questions(), ids=lambda file: file.stem)
def test_the_banks_questions_load_without_warnings_and_fill_in_many_variants(file):
    loaded = load(file)
    assert loaded.warnings == ()
    fill(reference_variant(loaded.question))
    for number in range(10):
        filled = fill(draw(loaded.question, seed_for(number, loaded.question.id)))
        assert not any("<<" in piece.source.text or "<%" in piece.source.text for piece in filled.pieces)


def test_every_code_that_a_case_gets_is_explained():
    for expected in CASES.glob("*/expected.txt"):
        for line in expected.read_text(encoding="utf-8").splitlines():
            if line.startswith(("error ", "warning ")):
                assert explanation(line.split()[1]), line


@given(st.text(alphabet="abc:|-{}[]#&*!%@`'\"\\\n\t ,0123?>", max_size=80))
@settings(derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_front_matter_raises_anything_but_a_failure(tmp_path, text):
    file = tmp_path / "q.md"
    file.write_text(f"---\n{text}\n---\nWrite.\n\n# Solution\nDone.\n", encoding="utf-8")
    with pytest.raises(Failure):
        load(file)


@given(st.integers(0, len(TEXT) - 1), st.text(alphabet="abc:|-{}[]#&*%<>$\\\n\t ,01", max_size=3))
@settings(derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_slip_in_a_question_raises_anything_but_a_failure(tmp_path, position, text):
    file = tmp_path / "a-question.md"
    file.write_text(TEXT[:position] + text + TEXT[position + 1 :], encoding="utf-8")
    with suppress(Failure):
        fill(reference_variant(load_question(file)))
