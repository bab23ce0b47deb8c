"""A sheet made out to one student: the paper's number, the student's name, what the student is granted."""

from __future__ import annotations

from dataclasses import replace

from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import Sheet


def addressed(sheet: Sheet, paper: PaperIdentity | None) -> Sheet:
    """The sheet as that paper's own; the same sheet for None."""
    if paper is None:
        return sheet
    return replace(sheet, title=replace(sheet.title, label=paper.label))
