"""``\\sum_i a_i \\sum_i b_i``: where a sum ends because the next one takes its index again.

Read as one inside the other, the inner sum would not depend on the outer index, and its value would be the same:
sum over i of (a_i times sum over i of b_i) is the product of the two sums. So nothing is guessed when they are read as
two factors, which is what everybody means. It is not so after ``\\prod``, where the inner one would count n times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from solgen.notation.reading.reading import TokenKind
from solgen.notation.reading.spellings import TIMES
from solgen.notation.reading.state import Reader

_OPENING: Final = ("(", "[", "\\{")
_CLOSING: Final = (")", "]", "\\}")
_JOINTS: Final = (*TIMES, "/")


def end_before_same_index(reader: Reader, names: Sequence[str]) -> int:
    """Where the body of a sum over ``names`` ends at the latest: before a sum or product that takes one of them again.

    The body begins at the reader's position. It is the end of what may be read where there is no such sum beside it.
    """
    depth = 0
    for position in range(reader.position, reader.limit):
        token = reader.stream[position]
        depth += token.kind in (TokenKind.OPEN, TokenKind.BEGIN) or token.text in _OPENING
        depth -= token.kind in (TokenKind.CLOSE, TokenKind.END) or token.text in _CLOSING
        if depth < 0 or (depth == 0 and token.text in ("+", "-") and position > reader.position):
            return reader.limit
        if depth == 0 and token.text in ("\\sum", "\\prod") and _indices(reader, position + 1) & set(names):
            begin = position
            while begin > reader.position and reader.stream[begin - 1].text in _JOINTS:
                begin -= 1
            return begin if begin > reader.position else reader.limit
    return reader.limit


def _indices(reader: Reader, position: int) -> set[str]:
    """What stands first in the limits at ``position``; a name over which the sum runs is among it."""
    found = set()
    while position < reader.limit - 1 and reader.stream[position].text in ("_", "^"):
        begin, end, position = reader.range_after(position + 1)
        if begin < end:
            found.add(reader.stream[begin].text)
    return found
