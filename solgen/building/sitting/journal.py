"""What has been made in a folder, kept so that a run that was killed is gone on with, and nothing is made twice.

A paper is entered after its files are on the disk, in one transaction with its claims; so whatever interrupts a run,
what the journal says is true. It is a memory and no truth of its own: without it, everything is made anew, to the same
bytes. It holds answers, so only its owner may read it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from solgen.building.files import BESIDE, failure_of
from solgen.diagnostics import Diagnostic, Failure, Place

JOURNAL = f"{BESIDE}journal.db"
DIGEST_BYTES = 16
_ENTERED_KEPT = 65_536
_SCHEMA = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS said (name TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS student (id TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS paper (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, record TEXT NOT NULL, claims BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS claim (digest BLOB PRIMARY KEY, context TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS context (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its verdict as JSON text, named by a digest of that text, and the context that it stands in."""

    digest: bytes
    context: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was made of one paper."""

    number: int
    label: str
    files: Mapping[str, str]
    """Digest by name, such as ``papers/0001-7f3a.pdf``."""
    claims: Mapping[str, int]
    """How many claims have which verdict."""
    key_rows: Sequence[Sequence[str]] = ()
    """The rows of the key, without the paper."""
    costs: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The measures of each question, by slot."""


class Journal:
    """The journal of a folder, open in one process."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._entered: set[bytes | str] = set()
        """Digests of claims and contexts that are in for certain, so that most of a paper's are not entered again."""

    def said(self, name: str) -> str:
        """What was noted under a name; empty where nothing was."""
        with self._guarded():
            row = self._connection.execute("SELECT text FROM said WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def note(self, values: Mapping[str, str]) -> None:
        """Note texts under names."""
        with self._guarded(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO said VALUES (?, ?)", values.items())

    def keep_students(self, students: Iterable[tuple[str, str]]) -> None:
        """Keep what is known of each student, by id."""
        with self._guarded(), self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO student VALUES (?, ?)", students)

    def students(self) -> dict[str, str]:
        """What is known of each student, by id."""
        with self._guarded():
            return dict(self._connection.execute("SELECT id, text FROM student"))

    def keys(self) -> dict[int, str]:
        """From what each paper was made, by its number."""
        with self._guarded():
            return dict(self._connection.execute("SELECT number, key FROM paper"))

    def record(self, number: int) -> Record | None:
        """What was made of a paper."""
        with self._guarded():
            row = self._connection.execute("SELECT record FROM paper WHERE number = ?", (number,)).fetchone()
        return Record(**json.loads(row[0])) if row else None

    def claims(self, number: int) -> Iterator[bytes]:
        """The digests of a paper's claims in order."""
        with self._guarded():
            row = self._connection.execute("SELECT claims FROM paper WHERE number = ?", (number,)).fetchone()
        blob: bytes = row[0] if row else b""
        return (blob[start : start + DIGEST_BYTES] for start in range(0, len(blob), DIGEST_BYTES))

    def context_of(self, digest: bytes) -> str:
        """The digest of the context that a claim stands in which some paper names."""
        with self._guarded():
            row = self._connection.execute("SELECT context FROM claim WHERE digest = ?", (digest,)).fetchone()
        return str(row[0])

    def claim(self, digest: bytes) -> ClaimRow:
        """The claim of a digest that some paper names."""
        with self._guarded():
            row = self._connection.execute("SELECT context, text FROM claim WHERE digest = ?", (digest,)).fetchone()
        return ClaimRow(digest, *row)

    def context(self, digest: str) -> str:
        """The context of a digest that some claim names, as JSON text."""
        with self._guarded():
            row = self._connection.execute("SELECT text FROM context WHERE digest = ?", (digest,)).fetchone()
        return str(row[0])

    def enter(
        self, made: Iterable[tuple[str, Record, Sequence[ClaimRow], Mapping[str, str]]], shared: Mapping[str, str]
    ) -> None:
        """Papers whose files are on the disk: from what each was made, its record, its claims, their contexts.

        ``shared`` are files that belong to no single paper.
        """
        fresh: set[bytes | str] = set()
        with self._guarded(), self._connection:
            for key, record, claims, contexts in made:
                pairs = ((name, text) for name, text in contexts.items() if name not in self._entered)
                self._connection.executemany("INSERT OR IGNORE INTO context VALUES (?, ?)", pairs)
                rows = ((row.digest, row.context, row.text) for row in claims if row.digest not in self._entered)
                self._connection.executemany("INSERT OR IGNORE INTO claim VALUES (?, ?, ?)", rows)
                fresh.update(contexts, (row.digest for row in claims))
                blob = b"".join(row.digest for row in claims)
                line = (record.number, key, json.dumps(asdict(record)), blob)
                self._connection.execute("INSERT OR REPLACE INTO paper VALUES (?, ?, ?, ?)", line)
            if shared:
                rows_shared = ((f"file {name}", digest) for name, digest in shared.items())
                self._connection.executemany("INSERT OR REPLACE INTO said VALUES (?, ?)", rows_shared)
        if len(self._entered) >= _ENTERED_KEPT:
            self._entered.clear()
        self._entered |= fresh

    def shared(self) -> dict[str, str]:
        """Digests by name of the files that belong to no single paper."""
        with self._guarded():
            rows = self._connection.execute("SELECT name, text FROM said WHERE name LIKE 'file %'").fetchall()
        return {name.removeprefix("file "): text for name, text in rows}

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _failure(error, self._path) from error


@contextmanager
def journal_in(folder: Path) -> Iterator[Journal]:
    """The journal of a folder; one that cannot be read is begun anew. Raises Failure as writing files does."""
    path = folder / JOURNAL
    try:
        connection = _opened(path)
    except sqlite3.Error as error:
        raise _failure(error, path) from error
    except OSError as error:
        raise failure_of(error, path) from error
    try:
        yield Journal(connection, path)
    finally:
        connection.close()


@contextmanager
def journal_to_read(folder: Path) -> Iterator[Journal | None]:
    """The journal of a folder in which nothing is to be written; None where there is none. Raises Failure."""
    path = folder / JOURNAL
    if not path.is_file():
        yield None
        return
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise _failure(error, path) from error
    try:
        yield Journal(connection, path)
    finally:
        connection.close()


def _opened(path: Path) -> sqlite3.Connection:
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        return _connected(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # the disk, not what stands on it
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()
    return _opened(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
    try:
        connection.execute("PRAGMA synchronous = FULL")
        _refuse_other_schema(connection)
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_other_schema(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where another version of solgen wrote the journal, or something else did."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, _SCHEMA}:
        raise sqlite3.DatabaseError("another version of solgen wrote this journal")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _failure(error: sqlite3.Error, path: Path) -> Failure:
    place = Place(str(path))
    if "full" in str(error):
        return Failure(
            Diagnostic("machine-disk-full", f"there is no room left to write {path}", place, "free some space")
        )
    message = f"the folder's journal cannot be kept: {error}"
    hint = f"see whether {path.parent} can be written; deleting {path.name} only makes the next run longer"
    return Failure(Diagnostic("build-journal", message, place, hint))
