"""All sheets of a solved paper as files: composed once, rendered in each format, typeset."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from solgen.building.plan import Look
from solgen.exams.papers import SolvedPaper


def set_sheets(solved: SolvedPaper, look: Look) -> dict[str, bytes]:
    """The files of a paper by name, without claims and manifest. Raises Failure from rendering and typesetting."""
    raise NotImplementedError


def key_file(rows: Sequence[Mapping[str, str]]) -> bytes:
    """The key as CSV, with a heading line."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
