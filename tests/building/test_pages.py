"""What an exam says of its pages stands on them, in each format."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from solgen.building.plan import Choice, Look, plan
from solgen.building.run import build
from solgen.questions.skeleton import question_text

EXAM = """id: midterm
title: Midterm
paper: letter
table of marks: true
instructions: Write *your* name & number on $each$ sheet.
sections:
  - title: Part A_1
    instructions: Answer all.
    slots: [first]
  - title: Part B
    slots:
      - again: {question: first, space: 3cm}
"""


@pytest.fixture
def built(tmp_path):
    (tmp_path / "first.md").write_text(question_text("first"), encoding="utf-8")

    def made(text: str, formats: tuple[str, ...] = ("md",)):
        file = tmp_path / "exam.yaml"
        file.write_text(text, encoding="utf-8")
        planned = plan(file, Choice(), Look(formats), tmp_path / "build", strict=False)
        found = build(planned, lambda _what, _done, _of: None)
        assert found.manifest is not None, found.diagnostics
        return planned.folder

    return made


def test_sections_instructions_and_the_table_of_marks_stand_in_order(built):
    text = (built(EXAM) / "exam.md").read_text(encoding="utf-8")
    shown = [
        "Write \\*your\\* name &amp; number on \\$each\\$ sheet.", "| 1. First | 3 | |", "| Total | 6 | |",
        "**Part A\\_1**", "Answer all.", "## 1. First", "**Part B**", "## 2. First",
    ]  # fmt: skip
    positions = [text.index(words) for words in shown]
    assert positions == sorted(positions)


def test_solutions_have_the_sections_and_nothing_of_the_cover(built):
    text = (built(EXAM) / "solutions.md").read_text(encoding="utf-8")
    assert "**Part B**" in text
    assert "Total" not in text
    assert "your" not in text


def test_spaces_are_those_of_the_slot_and_none_where_answers_go_elsewhere(built):
    spaces = (built(EXAM, ("tex",)) / "exam.tex").read_text(encoding="utf-8")
    assert spaces.count("\\solgenanswerspace{3cm}") == 2
    assert spaces.count("\\solgenanswerspace{4cm}") == 1
    assert "letterpaper" in spaces
    assert "a4paper" not in spaces
    none = (built(EXAM + "answers: elsewhere\n", ("tex",)) / "exam.tex").read_text(encoding="utf-8")
    assert none.count("\\solgenanswerspace{") == 0


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs poppler's pdfinfo and pdftotext")
def test_the_pdf_has_the_size_of_the_paper_and_a_page_for_the_cover(built):
    def told(text: str, *command: str) -> str:
        pdf = built(text, ("pdf",)) / "exam.pdf"
        out = ["-"] if command[0] == "pdftotext" else []
        return subprocess.run([*command, pdf, *out], capture_output=True, text=True, check=True).stdout

    assert "612 x 792 pts" in told(EXAM, "pdfinfo")
    assert "841.89 pts (A4)" in told(EXAM.replace("paper: letter\n", ""), "pdfinfo")
    question = "Find the derivative"
    assert question in told(EXAM, "pdftotext", "-l", "1")
    cover = told(EXAM + "cover: true\n", "pdftotext", "-l", "1")
    assert "Reached" in cover
    assert question not in cover


def test_templates_of_the_exam_take_the_place_of_ours_and_are_inputs(built, tmp_path):
    (tmp_path / "look" / "markdown").mkdir(parents=True)
    (tmp_path / "look" / "markdown" / "frame.md").write_text("<< sheet.title.title >> of ours\n", encoding="utf-8")
    folder = built(EXAM + "templates: look\n")
    assert (folder / "exam.md").read_text(encoding="utf-8") == "Midterm of ours\n"
    assert "look/markdown/frame.md" in (folder / "manifest.json").read_text(encoding="utf-8")
