"""A manuscript as plain lines, so that a golden case shows all that was read."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.manuscripts.sentences import prose


def dump(manuscript: Manuscript, folder: str) -> str:
    """What was told, what the front matter says, and each block with its formulas at their places."""
    return "\n".join(_lines(manuscript)).replace(folder, "") + "\n"


def _lines(manuscript: Manuscript) -> Iterator[str]:
    for found in manuscript.diagnostics:
        yield f"{found.severity.value}: {found.place}{found.place.note and ' in ' + found.place.note}: {found.code}"
        yield f"  {found.message}"
        yield f"  -> {found.hint}"
    if manuscript.title:
        yield f"title: {manuscript.title}"
    if manuscript.language != "en":
        yield f"language: {manuscript.language}"
    for key, value in manuscript.declared.items():
        yield f"{key}: {value!r}"
    formulas = manuscript.formulas()
    for run in prose(manuscript):
        yield f"[{run.part}] {run.kind}: {run.text}"
        for number in run.formulas:
            formula = formulas[number]
            place = manuscript.source.place(formula.opens.line, formula.opens.column)
            closes = f"{formula.closes.line - formula.opens.line}:{formula.closes.column}"
            where = f"{place}{place.note and ' in ' + place.note} to +{closes}"
            braces = f" {{{formula.braces}}}" if formula.braces is not None else ""
            for count, line in enumerate(formula.latex.split("\n")):
                spot = formula.starts[count]
                yield f"    {where if count == 0 else ''} {spot.line + 1}:{spot.column} {line}{braces}"
