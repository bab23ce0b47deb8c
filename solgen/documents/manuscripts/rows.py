r"""The lines of a display and their cells: what stands between ``\\`` and ``&`` outside of all groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solgen.documents.groups import group_end
from solgen.documents.manuscripts.traced import Traced

TOKEN = re.compile(
    r"\\begin\s*\{(?P<begin>[A-Za-z]+\*?)\}"
    r"|\\end\s*\{(?P<end>[A-Za-z]+\*?)\}"
    r"|(?P<between>\\(?:short)?intertext\s*(?=\{))"
    r"|(?P<words>\\(?:text(?:rm|normal|it|bf|up)?|mbox)\s*(?=\{))"
    r"|(?P<newline>\\\\\*?(?:[ \t]*\[-?[\d.]+[ \t]*(?:\\?[A-Za-z]+)\])?|\\cr(?![A-Za-z])|\\newline(?![A-Za-z]))"
    r"|(?P<command>\\[A-Za-z]+)|\\."
    r"|(?P<open>\{)|(?P<close>\})|(?P<align>&)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line, by cells without the white space around them."""

    cells: tuple[Traced, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing stands on it."""
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Words:
    r"""What ``\intertext`` holds."""

    text: Traced


def outer_tokens(text: str) -> Iterator[re.Match[str]]:
    """The tokens outside of all groups and environments, the edges of these included; words are one token."""
    depth, position = 0, 0
    while found := TOKEN.search(text, position):
        position = found.end()
        kind = found.lastgroup
        if kind in ("begin", "open"):
            if depth == 0:
                yield found
            depth += 1
        elif kind in ("end", "close"):
            depth = max(depth - 1, 0)
            if depth == 0:
                yield found
        elif depth == 0:
            yield found
            if kind in ("words", "between"):
                end = group_end(text, text.index("{", found.end()))
                position = end if end > 0 else position


def rows_of(body: Traced) -> list[Row | Words]:
    """The lines of a display's body and the words between them."""
    found: list[Row | Words] = []
    cells: list[Traced] = []
    start = 0
    text = body.text

    def end_row(at: int) -> None:
        cells.append(body[start:at].strip())
        row = Row(tuple(cells))
        if not row.empty:
            found.append(row)
        cells.clear()

    for token in outer_tokens(text):
        kind = token.lastgroup
        if token.start() < start:
            continue
        if kind == "align":
            cells.append(body[start : token.start()].strip())
            start = token.end()
        elif kind == "newline":
            end_row(token.start())
            start = token.end()
        elif kind == "between":
            end_row(token.start())
            opening = text.index("{", token.end())
            end = group_end(text, opening)
            if end < 0:
                start = token.end()
                continue
            found.append(Words(body[opening + 1 : end - 1]))
            start = end
    end_row(len(text))
    return found


def environment_end(text: str, start: int) -> int:
    r"""The position after the ``\end`` that closes the ``\begin`` at ``start``; -1 where there is none."""
    depth = 0
    for found in TOKEN.finditer(text, start):
        if found.lastgroup == "begin":
            depth += 1
        elif found.lastgroup == "end":
            depth -= 1
            if depth <= 0:
                return found.end()
    return -1
