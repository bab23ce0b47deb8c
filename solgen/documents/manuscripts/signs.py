"""A formula as found, made into what the reader of formulas takes, with signs in its place in the text."""

from __future__ import annotations

import re

from solgen.documents.manuscripts.displays import pieces_of
from solgen.documents.manuscripts.found import Finds, Found
from solgen.documents.manuscripts.traced import Cutter, Traced, join

_INLINE = re.compile(r"(?<!\\)\$[^$]*[^$\s\\][^$]*\$")


def signs_of(
    latex: Traced, span: tuple[int, int], finds: Finds, *, display: bool, braces: tuple[str, int] | None = None
) -> Traced:
    """What stands in the text for a formula: its sign, or several with the words between them.

    ``span`` is where it opens and closes in the source; of several pieces the first opens there and the last closes
    there. ``braces`` belong to the last.
    """
    pieces = pieces_of(latex)
    formulas = [number for number, piece in enumerate(pieces) if not piece.words]
    parts: list[Traced] = []
    for number, piece in enumerate(pieces):
        if piece.words:
            parts += [piece.latex.put(" ", 0), _words(piece.latex, finds), piece.latex.put(" ", 0)]
            continue
        text = piece.latex
        opens = span[0] if number == 0 else text.origin(0)
        closes = span[1] if number == len(pieces) - 1 else text.origin(len(text.text) - 1) + 1
        own = braces if braces and number == formulas[-1] else None
        found = Found(text, (opens, max(closes, opens + 1)), display, own[0] if own else None, own[1] if own else 0)
        parts.append(text.put(finds.add(found), 0))
    return join(parts)


def _words(words: Traced, finds: Finds) -> Traced:
    """Words between two lines, with signs for the formulas in them."""
    cutter = Cutter(words)
    for found in _INLINE.finditer(words.text):
        inner = words[found.start() + 1 : found.end() - 1].strip()
        span = (words.origin(found.start()), words.origin(found.end() - 1) + 1)
        cutter.replace(found.start(), found.end(), signs_of(inner, span, finds, display=False))
    return cutter.done()
