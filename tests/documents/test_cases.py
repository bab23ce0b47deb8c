"""Golden cases: a question as its author writes it, beside everything that is said of it.

To see what changes would say, run with ``WRITE_CASES=1``; then read every line of the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from solgen.diagnostics import Diagnostic
from solgen.documents.blocks import SourceText
from solgen.documents.check import check
from solgen.documents.read import read_document
from solgen.judge import Judge
from tests.documents.question_text import cut

CASES = sorted((Path(__file__).parent.parent / "cases" / "documents").iterdir())


@pytest.fixture(scope="module")
def judge():
    with Judge() as child:
        yield child


def told(path: Path, judge: Judge) -> str:
    """What is said of a question: the faults of reading it, and where it can be read those of checking it."""
    text = path.read_text(encoding="utf-8")
    front, body = text.removeprefix("---\n").split("---\n", maxsplit=1)
    declared = "\n".join(line.removeprefix("  ") for line in front.split("\n")[1:])
    above = text[: len(text) - len(body)].count("\n")
    pieces = cut("\n" * above + body)
    document, diagnostics = read_document(pieces, SourceText(declared))
    found = [*diagnostics, *check(document, judge).diagnostics]
    return "".join(line(diagnostic) for diagnostic in found) or "nothing\n"


def line(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.place} {diagnostic.code}\n  {diagnostic.message}\n  -> {diagnostic.hint}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_is_said_of_a_question(case, judge):
    said = told(case / "question.md", judge)
    expected = case / "expected.txt"
    if os.environ.get("WRITE_CASES"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
