"""A notebook's cells of Markdown as one text; places say the cell, and the line in it."""

from __future__ import annotations

import json
from typing import Any

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.manuscripts.decode import normalized
from solgen.documents.manuscripts.lines import Source


def read_cells(text: str, file: str) -> Source:
    """The Markdown cells, an empty line between two. Cells count from 1, those of code included.

    Raises Failure for what is no notebook.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = f"the notebook is no JSON: {getattr(error, 'msg', 'it is nested too deep')}"
        hint = "open it in Jupyter and save it again"
        raise Failure(Diagnostic("document-not-text", message, Place(file, line, column), hint)) from None
    cells = data.get("cells") if isinstance(data, dict) else None
    if not isinstance(cells, list):
        message, hint = "the notebook has no cells", "open it in Jupyter and save it again"
        raise Failure(Diagnostic("document-not-text", message, Place(file), hint))
    lines: list[str] = []
    places: list[Place] = []
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        note = f"cell {number}"
        for count, own in enumerate(_source(cell).split("\n"), 1):
            lines.append(own)
            places.append(Place(file, count, 0, own, note))
        lines.append("")
        places.append(Place(file, 0, 0, "", note))
    return Source("\n".join(lines), tuple(places))


def _source(cell: dict[str, Any]) -> str:
    """The text of a cell, which is kept as one string or as a list of lines."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(one for one in source if isinstance(one, str))
    return normalized(source) if isinstance(source, str) else ""
