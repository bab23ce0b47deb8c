"""Golden cases: a text as somebody wrote it, beside all that was read in it.

To see what changes would read, run with ``WRITE_CASES=1``; then read every line of the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from solgen.documents.manuscripts.read import read_manuscript
from tests.documents.manuscripts.dump import dump

FOLDER = Path(__file__).parent.parent.parent / "cases" / "manuscripts"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())


def text_of(case: Path) -> Path:
    return next(path for path in sorted(case.iterdir()) if path.stem == "text" and path.suffix != ".txt")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_what_is_read_in_a_text(case):
    read = dump(read_manuscript(text_of(case)), f"{case}/")
    expected = case / "expected.txt"
    if os.environ.get("WRITE_CASES"):
        expected.write_text(read, encoding="utf-8")
    assert read == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_every_formula_lies_between_its_spots_in_the_source(case):
    manuscript = read_manuscript(text_of(case))
    lines = manuscript.source.text.split("\n")
    for formula in manuscript.formulas():
        opens, closes = formula.opens, formula.closes
        assert (opens.line, opens.column) < (closes.line, closes.column)
        assert closes.column - 1 <= len(lines[closes.line])
        if formula.origins:
            continue
        for start, text in zip(formula.starts, formula.latex.split("\n"), strict=True):
            assert lines[start.line][start.column - 1 :].startswith(text)
