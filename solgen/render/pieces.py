"""A sheet's source in pieces that Typst recognises on the next sheet, so that it does not set them again.

Typst remembers what it has set by what stands there and by the number of its place in the source; a word more or less
gives every place in the file another number. In a string, source has no places: Typst reads it with ``eval``, and all
that is in it gets the place of the ``eval``. So ``frame.typ`` has all that varies in strings, and the rest of a sheet's
source is the same, token by token, for all sheets of a kind.

What was set before changes no byte of a sheet: Typst remembers by all that a result depends on, and a test sets the
same sheet first and after others.
"""

from __future__ import annotations

import re
from typing import Final
from zlib import crc32

from solgen.render.templates import Source

PLACES: Final = 61
"""How many places the pieces of a sheet are spread over.

Typst tells things at the same place apart by their order. If all pieces had one place, a piece more would move all that
come after it; now it moves those that have its place.
"""
_BEGINNING: Final = 30


def piece_of(source: str) -> str:
    """The call that reads a piece, at a place given by its first characters.

    Pieces that differ in some numbers only mostly begin alike. At the same place, Typst recognises what is equal inside
    them: the other lines of a derivation, say.
    """
    return f"#piece({crc32(source[:_BEGINNING].encode()) % PLACES}, {quoted(source)})"


def quoted(source: str) -> Source:
    """Source as a Typst string that is to be read as source; whatever is data in it stands in strings of its own."""
    escaped = source.replace("\\", "\\\\").replace('"', '\\"')
    return Source(f'"{escaped}"')


def names(style: str) -> tuple[Source, ...]:
    """The names that a style defines at the beginning of its lines: what pieces may call."""
    return tuple(map(Source, dict.fromkeys(_DEFINITION.findall(style))))


_DEFINITION: Final = re.compile(r"^#let ([A-Za-z_][\w-]*)", re.MULTILINE)
