"""``claims.json`` of a sitting: each claim once with its verdict, and for each paper which of them stand on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from solgen.building.claims import claims_of
from solgen.building.sitting.journal import Journal, Record
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, unpack_context

SCHEMA = "solgen-sitting-claims/1"
_CONTEXTS, _CLAIMS, _PAPERS = '"contexts": {', '"claims": [', '"papers": {'


def write_claims(file: BinaryIO, journal: Journal, records: Iterable[Record], kernel: str) -> None:
    """The claims of the papers in their order; the file is JSON with an entry a line, and never whole in memory."""
    place: dict[bytes, int] = {}
    contexts: dict[str, None] = {}
    labels: dict[int, str] = {}
    for record in records:
        labels[record.number] = record.label
        for digest in journal.claims(record.number):
            if digest not in place:
                place[digest] = len(place)
                contexts.setdefault(journal.context_of(digest))
    head = json.dumps({"schema": SCHEMA, "kernel": kernel})
    file.write(f"{head[:-1]},\n{_CONTEXTS}\n".encode())
    _lines(file, (f"{json.dumps(name)}: {journal.context(name)}" for name in contexts))
    file.write(f"}},\n{_CLAIMS}\n".encode())
    _lines(file, (journal.claim(digest).text for digest in place))
    file.write(f"],\n{_PAPERS}\n".encode())
    _lines(
        file,
        (
            f"{json.dumps(label)}: {json.dumps([place[digest] for digest in journal.claims(number)])}"
            for number, label in labels.items()
        ),
    )
    file.write(b"}}\n")


def _lines(file: BinaryIO, entries: Iterable[str]) -> None:
    first = True
    for entry in entries:
        file.write(f"{'' if first else ',' + chr(10)}{entry}".encode())
        first = False
    file.write(b"\n")


def read_sitting_claims(path: Path) -> Iterator[tuple[Claim, Mapping[str, Any]]]:
    """The claims of such a file one by one, each with its row. Raises ValueError or KeyError for other data."""
    with path.open(encoding="utf-8") as file:
        if json.loads(f"{file.readline().rstrip().rstrip(',')}}}").get("schema") != SCHEMA:
            raise ValueError(f"not a file with the schema {SCHEMA}")
        _expect(file.readline(), _CONTEXTS)
        contexts: dict[str, Context] = {}
        for line in _entries(file):
            for name, packed in json.loads(f"{{{line}}}").items():
                contexts[name] = unpack_context(packed)
        _expect(file.readline(), _CLAIMS)
        for line in _entries(file):
            yield from claims_of(json.loads(line), contexts)


def _entries(file: Iterable[str]) -> Iterator[str]:
    for line in file:
        if line.startswith(("}", "]")):
            return
        yield line.rstrip().rstrip(",")


def _expect(line: str, wanted: str) -> None:
    if line.rstrip() != wanted:
        raise ValueError(f"the line {wanted} is missing")
