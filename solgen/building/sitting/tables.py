"""Tables about a sitting: ``seats.csv`` says whose paper is whose, ``key.csv`` holds the answers of all papers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import fields
from typing import BinaryIO

from solgen.building.sitting.journal import Record
from solgen.exams.ledger import Ledger
from solgen.sheets.key import KeyRow

_CALCULATED = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would calculate instead of showing it."""


def seats_table(ledger: Ledger) -> bytes:
    """Every issued paper with its student. ``replaced by`` names the paper that a student was given instead."""
    instead = {entry.replaces: f"{entry.number:04d}-{entry.code}" for entry in ledger.entries if entry.replaces}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["paper", "code", "student", "name", "replaced by"])
    for entry in ledger.entries:
        label = f"{entry.number:04d}-{entry.code}"
        writer.writerow([label, entry.code, _shown(entry.student), _shown(entry.name), instead.get(entry.number, "")])
    return out.getvalue().encode()


def _shown(cell: str) -> str:
    """A cell that no spreadsheet calculates: an apostrophe stands before what looks like a formula."""
    return f"'{cell}" if cell.startswith(_CALCULATED) else cell


def write_key(file: BinaryIO, records: Iterable[Record]) -> None:
    """The key of all papers, with a heading line; no student is named."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["paper", *(each.name for each in fields(KeyRow))])
    for record in records:
        writer.writerows([record.label, *row] for row in record.key_rows)
    text.detach()
