"""``all-papers.pdf`` for the printer: every paper begins on a sheet of its own, printed on one side or on both.

Papers are joined in parts first, so that neither memory nor the number of open files grows with them; no file for the
printer holds more than four hundred papers. Parts are joined by several processes; what they are joined of and in which
order does not depend on who does it.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

from solgen.building.files import BESIDE, streamed
from solgen.building.sitting.executors import InThisProcess, Workers

PAPERS_A_PART = 40
PARTS_A_FILE = 10
FILES_AT_ONCE = 2
"""How many files have parts on the disk at the same time."""


def all_papers_name(number: int) -> str:
    """``all-papers.pdf``; the ones after the first have numbers."""
    return "all-papers.pdf" if number == 1 else f"all-papers-{number}.pdf"


def parts_of(papers: int) -> int:
    """In how many pieces so many papers are joined."""
    return -(-papers // PAPERS_A_PART)


def write_all_papers(
    folder: Path, papers: Sequence[Path], title: str, language: str, workers: Workers | None = None
) -> tuple[tuple[str, ...], int]:
    """Join papers into files in ``folder``; the names of the files, and how many pages they have.

    The same papers give the same bytes. Tags stay in the single papers: what is printed has no use for them. Raises
    Failure as writing files does. Where one of the workers dies, all is joined here.
    """
    workers = workers or InThisProcess()
    try:
        return _Printer(folder, title, language, workers.executor()).write(papers)
    except Exception as error:
        if not workers.lost(error):
            raise
    return _Printer(folder, title, language, InThisProcess().executor()).write(papers)


class _Printer:
    def __init__(self, folder: Path, title: str, language: str, executor: Executor) -> None:
        self._folder = folder
        self._title = title
        self._language = language
        self._executor = executor
        self._under_way: deque[tuple[Future[int], tuple[Path, ...]]] = deque()
        """Files that are being joined, each with its parts."""
        self._pages = 0

    def write(self, papers: Sequence[Path]) -> tuple[tuple[str, ...], int]:
        names = []
        parts: tuple[Path, ...] = ()
        try:
            for number, some in enumerate(_cut(papers, PAPERS_A_PART * PARTS_A_FILE), 1):
                names.append(all_papers_name(number))
                cut = _cut(some, PAPERS_A_PART)
                parts = tuple(self._folder / f"{BESIDE}part-{number}-{each}.pdf" for each in range(len(cut)))
                joined = [self._executor.submit(join_part, *each) for each in zip(parts, cut, strict=True)]
                for future in joined:
                    future.result()
                path = self._folder / names[-1]
                whole = self._executor.submit(join_whole, path, parts, self._title, self._language)
                self._under_way.append((whole, parts))
                while len(self._under_way) >= FILES_AT_ONCE:
                    self._settle()
            while self._under_way:
                self._settle()
        finally:
            _remove((*parts, *(part for _, left in self._under_way for part in left)))
        return tuple(names), self._pages

    def _settle(self) -> None:
        """Wait for the oldest file that is being joined."""
        whole, parts = self._under_way[0]
        self._pages += whole.result()
        self._under_way.popleft()
        _remove(parts)


def join_part(path: Path, papers: Sequence[Path]) -> None:
    """Some papers in one file; for a worker. Raises Failure."""
    with streamed(path, lasting=False) as file, ExitStack() as opened, pikepdf.new() as part:
        for paper in papers:
            _add(part, opened.enter_context(pikepdf.open(paper)))
        _save(part, file)


def join_whole(path: Path, parts: Sequence[Path], title: str, language: str) -> int:
    """Parts as one file for the printer, and how many pages it has; for a worker. Raises Failure."""
    with streamed(path) as file, ExitStack() as opened, pikepdf.new() as whole:
        for part in parts:
            whole.pages.extend(opened.enter_context(pikepdf.open(part)).pages)
        whole.docinfo["/Title"] = title
        whole.Root.Lang = pikepdf.String(language)
        _save(whole, file)
        return len(whole.pages)


def _add(part: pikepdf.Pdf, paper: pikepdf.Pdf) -> None:
    """Add the pages of a paper, and an empty one if their number is odd."""
    part.pages.extend(paper.pages)
    if len(paper.pages) % 2:
        box = paper.pages[-1].mediabox
        part.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))


class _FaultsAtTheEnd(io.RawIOBase):
    """A file that keeps a fault of writing for later: the library that writes PDFs ends the process at one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.fault: OSError | None = None

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Write, or let what follows a fault go."""
        if self.fault is None:
            try:
                self._file.write(data)
            except OSError as error:
                self.fault = error
        return len(memoryview(data))


def _save(joined: pikepdf.Pdf, file: BinaryIO) -> None:
    kept = _FaultsAtTheEnd(file)
    joined.save(kept, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)  # type: ignore[arg-type]  # it only writes
    if kept.fault is not None:
        raise kept.fault


def _remove(parts: Sequence[Path]) -> None:
    for part in parts:
        part.unlink(missing_ok=True)


def _cut(papers: Sequence[Path], size: int) -> list[Sequence[Path]]:
    return [papers[start : start + size] for start in range(0, len(papers), size)]
