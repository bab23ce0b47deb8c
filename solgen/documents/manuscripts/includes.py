r"""A LaTeX text with what it ``\input``\ s in its place, each line knowing its file.

Only files inside the folder of the main file are read: no path leads out of it, absolute, by ``..`` or by a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.manuscripts.decode import LARGEST_FILE, decode, read_bytes
from solgen.documents.manuscripts.faults import warning
from solgen.documents.manuscripts.lines import Source, places_of

MOST_FILES: Final = 50
DEEPEST: Final = 10

_INCLUDE = re.compile(
    r"\\(?:input|include|subfile|subfileinclude)\s*(?:\{([^{}\n]*)\}|\s([\w./-]+))"
    r"|\\(?:sub)?import\s*\{([^{}\n]*)\}\s*\{([^{}\n]*)\}"
)
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_TYPED = re.compile(r"\\(begin|end)\{(?:verbatim|Verbatim|lstlisting|minted|comment)\*?\}")
_END_OF_INPUT = re.compile(r"\\endinput(?![A-Za-z])")


@dataclass(slots=True)
class _Gathered:
    base: Path
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 1
    size: int = 0


def assemble(text: str, file: str, folder: Path | None) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The text of the main file with its includes; without a ``folder`` no file is read, and each include is told."""
    gathered = _Gathered(Path(file).parent, size=len(text))
    root = folder.resolve() if folder else None
    main = Path(file).resolve() if folder else Path(file)
    _gather(text, file, gathered, root, (main,))
    return Source("\n".join(gathered.lines), tuple(gathered.places)), tuple(gathered.diagnostics)


def _gather(text: str, file: str, gathered: _Gathered, root: Path | None, chain: tuple[Path, ...]) -> None:
    """Add the lines of one file, and of those that it includes."""
    typed = False
    for line, place in zip(text.split("\n"), places_of(text, file), strict=True):
        edge = _TYPED.search(line)
        typed = edge[1] == "begin" if edge else typed
        start = 0
        while not typed and (found := _include(line, start)) is not None:
            named = found[1] or found[2] or f"{found[3]}/{found[4]}"
            if line[start : found.start()].strip():
                gathered.lines.append(" " * start + line[start : found.start()])
                gathered.places.append(place)
            at = Place(file, place.line, found.start() + 1, line)
            inner = _read(named.strip(), at, gathered, root, chain)
            if inner is not None:
                _gather(inner[0], inner[1], gathered, root, (*chain, inner[2]))
            start = found.end()
        if start and not line[start:].strip():
            continue
        ended = _END_OF_INPUT.search(line)
        gathered.lines.append(" " * start + line[start : ended.start() if ended else len(line)])
        gathered.places.append(place)
        if ended and not typed:
            return


def _include(line: str, start: int) -> re.Match[str] | None:
    if "\\" not in line:
        return None
    found = _INCLUDE.search(line, start)
    comment = _COMMENT.search(line)
    return found if found and not (comment and comment.start() < found.start()) else None


def _read(
    named: str, place: Place, gathered: _Gathered, root: Path | None, chain: tuple[Path, ...]
) -> tuple[str, str, Path] | None:
    """The text of an included file, its name for messages and its path; None where it is not read, which is told."""
    path, fault = _find(named, place, root, chain)
    if path is None or root is None:
        if fault:
            gathered.diagnostics.append(fault)
        return None
    if gathered.files >= MOST_FILES or len(chain) > DEEPEST or gathered.size > LARGEST_FILE:
        message = f"`{named}` is not read: a text may have {MOST_FILES} files, {DEEPEST} deep, {LARGEST_FILE:,} bytes"
        hint = "put what matters into one file"
        gathered.diagnostics.append(warning("document-include-too-many", message, place, hint))
        return None
    gathered.files += 1
    name = str(gathered.base / path.relative_to(root))
    try:
        text, warnings = decode(read_bytes(path, LARGEST_FILE - min(gathered.size, LARGEST_FILE)), name)
    except Failure as failure:
        gathered.diagnostics += [warning(one.code, one.message, place, one.hint) for one in failure.diagnostics]
        return None
    gathered.size += len(text)
    gathered.diagnostics += warnings
    return text, name, path


def _find(
    named: str, place: Place, root: Path | None, chain: tuple[Path, ...]
) -> tuple[Path | None, Diagnostic | None]:
    """The file that is meant, inside the folder; else what is wrong with it."""
    if root is None:
        hint = "give the file itself, so that its folder is known"
        return None, warning("document-include-missing", f"`{named}` is not read", place, hint)
    if not named or "\\" in named or "\0" in named or "#" in named:
        return None, None
    for folder in (root, chain[-1].parent):
        for end in ("", ".tex") if Path(named).suffix else (".tex", ""):
            candidate = Path(named + end)
            path = (folder / candidate).resolve()
            if candidate.is_absolute() or not path.is_relative_to(root):
                message = f"`{named}` lies outside the folder of the text, and is not read"
                hint = "copy it beside the text"
                return None, warning("document-include-outside", message, place, hint)
            if path.is_file():
                if path in chain:
                    message = f"`{named}` includes itself, and is not read again"
                    hint = "take one of the includes away"
                    return None, warning("document-include-circle", message, place, hint)
                return path, None
    message = f"there is no file `{named}` in the folder of the text"
    hint = "check its name; what it holds is missing from what is read"
    return None, warning("document-include-missing", message, place, hint)
