"""The lines of a ``declare:`` block taken apart: names, kind and properties, ranges, each with its column."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.notation.context import Context, Kind
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.formula import read_fragment
from solgen.notation.terms import Term

_RANGE: Final = re.compile(r"^(?P<index>\\?[A-Za-z]+)\s+in\s+(?P<low>.+?)\.\.(?P<high>.+)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, with the column (from 0) where it begins."""

    text: str
    column: int

    def cut(self, begin: int, end: int | None = None) -> Piece:
        """A part of it, trimmed."""
        part = self.text[begin:end]
        return Piece(part.strip(), self.column + begin + len(part) - len(part.lstrip()))


@dataclass(frozen=True, slots=True)
class Line:
    """One declaration as written: its names, its pieces, its ranges, where it stands."""

    names: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    ranges: tuple[tuple[str, Piece, Piece], ...]
    place: Place

    def fail(self, code: str, message: str, piece: Piece, hint: str) -> Failure:
        """A Failure at a piece of this line."""
        return Failure(Diagnostic(code, message, replace(self.place, column=piece.column + 1), hint))

    def read(self, piece: Piece, context: Context) -> Term:
        """A piece as a formula."""
        try:
            return read_fragment(piece.text, context, read_expression)
        except Failure as failure:
            first = failure.diagnostics[0]
            column = piece.column + first.place.column
            raise Failure(first.at(replace(self.place, column=column))) from None


def read_line(content: str, place: Place) -> Line:
    """One line taken apart. Raises Failure for what has no colon, no name or no kind."""
    whole = Piece(content, 0)
    colon = content.find(":")
    names = split_pieces(whole.cut(0, colon)) if colon >= 0 else []
    line = Line(tuple(names), (), (), place)
    if not names:
        raise line.fail("declare-form", "A declaration needs a colon.", whole, "Write `x: real`.")
    spec = whole.cut(colon + 1)
    if not spec.text or not all(piece.text for piece in names):
        message = "A name and its kind stand on the two sides of the colon."
        raise line.fail("declare-form", message, whole.cut(0), "Write `x: real`.")
    pieces, ranges = _pieces_and_ranges(line, spec)
    if not pieces:
        kinds = ", ".join(kind.value for kind in Kind)
        raise line.fail("declare-kind", "The kind is missing.", spec, f"Kinds are: {kinds}.")
    return replace(line, pieces=tuple(pieces), ranges=tuple(ranges))


def _pieces_and_ranges(line: Line, spec: Piece) -> tuple[list[Piece], list[tuple[str, Piece, Piece]]]:
    """Kind and properties; and what stands after ``for``, in whichever piece."""
    pieces: list[Piece] = []
    ranges: list[tuple[str, Piece, Piece]] = []
    for piece in split_pieces(spec):
        if not piece.text:
            raise line.fail("declare-form", "An empty place between commas.", piece, "Drop the comma.")
        match = re.search(r"(?:^|\s)for\s", piece.text)
        goes_on = bool(ranges) or (bool(pieces) and pieces[0].text.startswith("order statistics"))
        if match:
            before = piece.cut(0, match.start())
            pieces += [before] if before.text else []
            ranges.append(_range(line, piece.cut(match.end())))
        elif goes_on and _RANGE.match(piece.text):
            ranges.append(_range(line, piece))
        else:
            pieces.append(piece)
    return pieces, ranges


def _range(line: Line, piece: Piece) -> tuple[str, Piece, Piece]:
    match = _RANGE.match(piece.text)
    if match is None:
        message = f"`{piece.text}` is no range."
        raise line.fail("declare-range", message, piece, "Write `for i in 1..n`.")
    low = piece.cut(match.start("low"), match.end("low"))
    return match.group("index"), low, piece.cut(match.start("high"))


def split_pieces(piece: Piece) -> list[Piece]:
    """The parts between commas outside all brackets."""
    parts: list[Piece] = []
    start = depth = 0
    for position, character in enumerate(piece.text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(piece.cut(start, position))
            start = position + 1
    parts.append(piece.cut(start))
    return parts
