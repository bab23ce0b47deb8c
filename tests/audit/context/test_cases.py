"""Sheets beside what is understood of them: what was inferred, and what each formula is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from solgen.audit.context.understand import understand
from solgen.audit.understanding import ReadFormula, Understanding
from solgen.documents.manuscripts.read import parse_manuscript

CASES = Path(__file__).parents[2] / "cases" / "understanding"


def listing(found: Understanding) -> str:
    """Everything that was understood, in lines."""
    lines = [f"interpretation: {one.name or '-'}" for one in found.interpretations]
    for inferred in found.inferred:
        sure = " " if inferred.certain else "?"
        lines.append(
            f"{inferred.place.line:3} [{inferred.part}] {inferred.kind}{sure} {inferred.text} -- {inferred.because}"
        )
    lines += [_formula(formula) for formula in found.interpretations[0].formulas]
    return "\n".join(lines) + "\n"


def _formula(formula: ReadFormula) -> str:
    purposes = ", ".join(purpose.value for purpose in formula.purposes)
    problem = f" ({formula.problem.code})" if formula.problem else ""
    return f"{formula.place.line:3} {purposes or 'unreadable'}{problem}: {' '.join(formula.raw.latex.split())}"


@pytest.mark.parametrize("sheet", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_a_sheet_is_understood_as_its_listing_says(sheet):
    found = understand(parse_manuscript(sheet.read_text(encoding="utf-8"), sheet.name))
    assert listing(found) == sheet.with_suffix(".expected").read_text(encoding="utf-8")
