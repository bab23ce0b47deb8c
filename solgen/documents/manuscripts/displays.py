"""A display as people write it, made into what the reader of formulas takes."""

from __future__ import annotations

from dataclasses import dataclass

from solgen.documents.manuscripts.traced import Traced


@dataclass(frozen=True, slots=True)
class Piece:
    """A formula of a display, or words that stand between two of its lines."""

    latex: Traced
    words: bool = False


def pieces_of(latex: Traced, *, display: bool) -> list[Piece]:
    """The formulas of a display and the words between them."""
    del display
    return [Piece(latex)]
