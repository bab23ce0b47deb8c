"""How diagnostics look in a terminal: place, code, message, the source line with a caret, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from solgen.diagnostics import Diagnostic, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_WIDEST_EXCERPT = 100
_BEFORE_CARET = 60


def show(console: Console, diagnostics: Iterable[Diagnostic]) -> None:
    """Print each diagnostic, one empty line after each."""
    for diagnostic in diagnostics:
        console.print(diagnostic_text(diagnostic), soft_wrap=True, highlight=False, markup=False)


def diagnostic_text(diagnostic: Diagnostic) -> Text:
    """One diagnostic as styled text, ending in an empty line."""
    text = Text()
    style = _STYLES[diagnostic.severity]
    text.append(f"{diagnostic.severity.value}[{diagnostic.code}]", style=style)
    text.append(f": {printable(diagnostic.message)}\n", style="bold")
    place = diagnostic.place
    number = str(place.line) if place.line else ""
    margin = " " * (max(len(number), 1) + 1)
    if place.file or place.line:
        text.append(f"{margin[1:]}--> ", style="blue")
        text.append(f"{replace(place, file=shortened(place.file))}\n")
    if place.excerpt:
        excerpt, column = excerpt_window(place.excerpt, place.column)
        text.append(f"{margin}|\n{number.rjust(1)} | ", style="blue")
        text.append(f"{excerpt}\n")
        if column:
            text.append(f"{margin}| ", style="blue")
            text.append(" " * (column - 1) + "^\n", style=style)
    if place.note:
        text.append(f"{margin}= ", style="blue")
        text.append(f"{_noted(printable(place.note))}\n")
    if diagnostic.hint:
        text.append(f"{margin}= ", style="blue")
        text.append("help: ", style="green")
        text.append(f"{printable(diagnostic.hint)}\n")
    return text


def shortened(file: str) -> str:
    """A path from where the user is, if it lies below there; else as it is."""
    path = Path(file)
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else file


def excerpt_window(line: str, column: int) -> tuple[str, int]:
    """The part of a source line that is shown, and the caret's column in it, in terminal cells from 1 (0: none)."""
    line = printable(line.rstrip("\n"))
    if not 0 < column <= len(line) + 1:
        column = 0
    start = max(0, column - 1 - _BEFORE_CARET) if len(line) > _WIDEST_EXCERPT else 0
    window = line[start : start + _WIDEST_EXCERPT]
    opening, closing = "… " if start else "", " …" if start + _WIDEST_EXCERPT < len(line) else ""
    if column:
        before = line[start : column - 1]
        column = len(opening) + sum(map(_cells, before)) + 1
    return opening + window + closing, column


def _noted(note: str) -> str:
    return note if note.startswith("with ") else f"with {note}"


def printable(text: str) -> str:
    """Control characters would let a file write to the terminal; they are shown as pictures instead."""
    text = text.replace("\t", " ")
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 32 and c != "\n" else c for c in text if c != "\x7f")


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
