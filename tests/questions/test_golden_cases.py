"""Question files as authors write them, and what they get: ``tests/cases/questions/<case>/``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from solgen.diagnostics import Diagnostic, Failure
from solgen.questions.draw import draw, reference_variant, seed_for
from solgen.questions.fill import fill
from solgen.questions.load import load

CASES = Path(__file__).parents[1] / "cases" / "questions"


def told(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    where = f"{Path(place.file).name}:{place.line}:{place.column}" if place.file else "nowhere"
    lines = [f"{diagnostic.severity.value} {diagnostic.code} {where}", f"  {diagnostic.message}"]
    if place.note:
        lines.append(f"  ({place.note})")
    if diagnostic.hint:
        lines.append(f"  hint: {diagnostic.hint}")
    return "\n".join(lines)


def outcome(case: Path) -> str:
    """What an author sees: the warnings and the filled text, or all diagnostics."""
    parts = []
    try:
        loaded = load(case / "question.md")
        parts += [told(warning) for warning in loaded.warnings]
        filled = fill(reference_variant(loaded.question))
        fill(draw(loaded.question, seed_for(1, loaded.question.id)))
        if filled.declare.text:
            parts.append(f"== declare\n{filled.declare.text}")
        for piece in filled.pieces:
            lines = piece.source.text.rstrip("\n").split("\n")
            numbered = [
                f"{piece.source.place(number).line:3}  {line}".rstrip() + note(piece.source.place(number).note)
                for number, line in enumerate(lines)
            ]
            parts.append(f"== {piece.kind.value} {piece.part}".rstrip() + "\n" + "\n".join(numbered))
    except Failure as failure:
        parts += [told(diagnostic) for diagnostic in failure.diagnostics]
    return "\n".join(parts) + "\n"


def note(text: str) -> str:
    return f"   ({text})" if text else ""


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_question_file_gets_what_its_case_says(case: Path):
    expected = case / "expected.txt"
    found = outcome(case)
    if os.environ.get("SOLGEN_WRITE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
