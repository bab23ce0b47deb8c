"""``all-papers.pdf`` for the printer: every paper begins on a sheet of its own, printed on one side or on both.

Papers are joined in parts first, so that neither memory nor the number of open files grows with them; no file for the
printer holds more than four hundred papers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import BinaryIO

import pikepdf

from solgen.building.files import BESIDE, streamed

PAPERS_A_PART = 40
PARTS_A_FILE = 10


def all_papers_name(number: int) -> str:
    """``all-papers.pdf``; the ones after the first have numbers."""
    return "all-papers.pdf" if number == 1 else f"all-papers-{number}.pdf"


def write_all_papers(folder: Path, papers: Sequence[Path], title: str, language: str) -> tuple[tuple[str, ...], int]:
    """Join papers into files in ``folder``; the names of the files, and how many pages they have.

    The same papers give the same bytes. Tags stay in the single papers: what is printed has no use for them. Raises
    Failure as writing files does.
    """
    names: list[str] = []
    pages = 0
    for number, some in zip(count(1), _cut(papers, PAPERS_A_PART * PARTS_A_FILE), strict=False):
        names.append(all_papers_name(number))
        pages += _write_file(folder, names[-1], some, title, language)
    return tuple(names), pages


def _write_file(folder: Path, name: str, papers: Sequence[Path], title: str, language: str) -> int:
    parts: list[Path] = []
    try:
        for number, some in enumerate(_cut(papers, PAPERS_A_PART)):
            parts.append(folder / f"{BESIDE}part-{number}.pdf")
            with streamed(parts[-1]) as file, ExitStack() as opened, pikepdf.new() as part:
                for path in some:
                    _add(part, opened.enter_context(pikepdf.open(path)))
                _save(part, file)
        with streamed(folder / name) as file, ExitStack() as opened, pikepdf.new() as whole:
            for path in parts:
                whole.pages.extend(opened.enter_context(pikepdf.open(path)).pages)
            whole.docinfo["/Title"] = title
            whole.Root.Lang = pikepdf.String(language)
            _save(whole, file)
            return len(whole.pages)
    finally:
        for path in parts:
            path.unlink(missing_ok=True)


def _add(part: pikepdf.Pdf, paper: pikepdf.Pdf) -> None:
    """Add the pages of a paper, and an empty one if their number is odd."""
    part.pages.extend(paper.pages)
    if len(paper.pages) % 2:
        box = paper.pages[-1].mediabox
        part.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))


def _save(joined: pikepdf.Pdf, file: BinaryIO) -> None:
    joined.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _cut(papers: Sequence[Path], size: int) -> Iterator[Sequence[Path]]:
    return (papers[start : start + size] for start in range(0, len(papers), size))
