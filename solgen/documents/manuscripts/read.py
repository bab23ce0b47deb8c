"""A file that somebody else wrote, to a Manuscript. Nothing in it is executed, nothing outside its folder is read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from solgen.documents.manuscripts.decode import decode, normalized, read_bytes
from solgen.documents.manuscripts.expansion import Definitions, Endless, expand
from solgen.documents.manuscripts.faults import macro_endless
from solgen.documents.manuscripts.front_matter import FrontMatter, read_front_matter
from solgen.documents.manuscripts.includes import assemble
from solgen.documents.manuscripts.latex import read_latex
from solgen.documents.manuscripts.lines import Source, places_of
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.manuscripts.markdown_scan import scan
from solgen.documents.manuscripts.markdown_text import blocks_of
from solgen.documents.manuscripts.notebook import read_cells
from solgen.documents.manuscripts.traced import Traced, whole

_DEFINES = re.compile(r"\\(?:(?:re|provide)?newcommand|def|let|Declare[A-Z])(?![a-z])|\\DeclareMathOperator")
FORMATS = {".tex": "latex", ".ltx": "latex", ".latex": "latex", ".ipynb": "notebook"}
"""By the end of a file's name; all others are Markdown."""


def read_manuscript(path: Path) -> Manuscript:
    """The text of a file.

    Raises Failure where nothing can be read at all: no such file, too large, no text. Whatever else is wrong stands in
    the manuscript's ``diagnostics``, and the rest is read.
    """
    text, warnings = decode(read_bytes(path), str(path))
    form = FORMATS.get(path.suffix.lower(), "markdown")
    manuscript = _parse(text, str(path), form, path.parent)
    return replace(manuscript, diagnostics=(*warnings, *manuscript.diagnostics))


def parse_manuscript(text: str, file: str, format: str = "markdown") -> Manuscript:  # noqa: A002 -- the common word
    """The same for a text, without the file system: ``format`` is ``markdown``, ``latex`` or ``notebook``.

    Raises Failure for a notebook that is none.
    """
    return _parse(normalized(text), file, format, None)


def _parse(text: str, file: str, form: str, folder: Path | None) -> Manuscript:
    if form == "latex":
        return _latex(text, file, folder)
    source = read_cells(text, file) if form == "notebook" else Source(text, places_of(text, file))
    return _markdown(source, file, form)


def _latex(text: str, file: str, folder: Path | None) -> Manuscript:
    source, faults = assemble(text, file, folder)
    document = read_latex(source)
    return Manuscript(
        file,
        "latex",
        source.source,
        document.text.blocks,
        document.title,
        document.language,
        diagnostics=(*faults, *document.diagnostics),
    )


def _markdown(source: Source, file: str, form: str) -> Manuscript:
    front = read_front_matter(source)
    text, endless = _with_macros(whole(source.text)[front.end :], front)
    masked, finds = scan(text, source)
    return Manuscript(
        file,
        form,
        source.source,
        blocks_of(masked, finds, source),
        front.title,
        front.language or "en",
        {key: value for key, value in front.declared.items() if key != "macros"},
        (
            *front.diagnostics,
            *(macro_endless(one.name, source.place(one.origin)) for one in endless),
            *finds.diagnostics,
        ),
    )


def _with_macros(text: Traced, front: FrontMatter) -> tuple[Traced, list[Endless]]:
    """The text with the macros put in that it defines itself, in its front matter or, as browsers take it, anywhere."""
    given = str(front.declared.get("macros", ""))
    if not given and not _DEFINES.search(text.text):
        return text, []
    definitions = Definitions()
    expand(whole(given), definitions)
    return expand(text, definitions)
