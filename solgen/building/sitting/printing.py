"""``all-papers.pdf`` for the printer: every paper begins on a sheet of its own, printed on one side or on both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pikepdf


def write_all_papers(file: BinaryIO, papers: Iterable[Path], title: str, language: str) -> int:
    """Join the papers in order, an empty page after each with an odd number of pages; how many pages there are.

    The same papers give the same bytes. Tags stay in the single papers: what is printed has no use for them.
    """
    with pikepdf.new() as whole:
        opened = []
        for path in papers:
            paper = pikepdf.open(path)
            opened.append(paper)
            whole.pages.extend(paper.pages)
            if len(paper.pages) % 2:
                box = paper.pages[-1].mediabox
                whole.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))
        whole.docinfo["/Title"] = title
        whole.Root.Lang = pikepdf.String(language)
        pages = len(whole.pages)
        whole.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        for paper in opened:
            paper.close()
    return pages
