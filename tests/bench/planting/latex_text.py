"""LaTeX as a row of tokens with its brackets matched: all that is needed to change a formula as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\d+(?:\{,\}\d+|,\d{3}(?!\d))*(?:\.\d+)?|\s+|.", re.DOTALL)
_OPENING = {"{": "}", "(": ")", "[": "]"}
_SIZES = {"\\left", "\\right", "\\big", "\\Big", "\\bigl", "\\bigr", "\\Bigl", "\\Bigr"}


@dataclass(frozen=True)
class Piece:
    """One token and where it stands."""

    text: str
    start: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether it only moves things about."""
        return not self.text.strip() or self.text in (*_SIZES, "\\,", "\\;", "\\!", "\\:", "\\ ")

    @property
    def number(self) -> bool:
        """Whether it is a numeral."""
        return self.text[0].isdigit()

    @property
    def letter(self) -> bool:
        """Whether it may be a name: a letter, or a command that sets one."""
        return self.text.isalpha() or (self.text[0] == "\\" and self.text[1:].lower() in _GREEK)


_GREEK = frozenset(
    {
        *("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "kappa", "lambda", "mu"),
        *("nu", "xi", "pi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega"),
    }
)


class Formula:
    """A formula's tokens without blanks; ``partner`` maps the position of each opening bracket to its closing one."""

    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.pieces = [
            piece for piece in (Piece(m.group(), *m.span()) for m in _TOKEN.finditer(latex)) if not piece.blank
        ]
        self.partner: dict[int, int] = {}
        self.depth: list[int] = []
        self.script: list[str] = []
        """For each token the script that it stands in: ``^``, ``_`` or nothing; the innermost one counts."""
        self._match()

    def _match(self) -> None:
        waiting: list[tuple[int, str, str]] = []
        scripts = [""]
        for position, piece in enumerate(self.pieces):
            if waiting and piece.text == waiting[-1][1]:
                opened, _, _ = waiting.pop()
                self.partner[opened] = position
                scripts.pop()
            before = self.pieces[position - 1].text if position else ""
            own = before if before in ("^", "_") and piece.text != "{" else scripts[-1]
            self.depth.append(len(waiting))
            self.script.append(own)
            if piece.text in _OPENING:
                waiting.append((position, _OPENING[piece.text], before))
                scripts.append(before if before in ("^", "_") else scripts[-1])

    def text(self, position: int) -> str:
        """The token at a position; nothing outside."""
        return self.pieces[position].text if 0 <= position < len(self.pieces) else ""

    def argument_end(self, position: int) -> int:
        """One past the argument that begins at a position: a group, or one token."""
        return self.partner.get(position, position) + 1 if self.text(position) == "{" else position + 1

    def group_end(self, position: int) -> int | None:
        """One past a bracketed group of any kind; None where it is never closed."""
        closing = self.partner.get(position)
        return None if closing is None else closing + 1

    def between(self, begin: int, end: int) -> str:
        """The LaTeX of the tokens ``begin`` up to ``end``, sizes of brackets included where they stand inside."""
        return self.latex[self.pieces[begin].start : self.pieces[end - 1].end] if begin < end else ""

    def inside(self, begin: int) -> str:
        """The LaTeX between the bracket at ``begin`` and its partner, without a size that belongs to the latter."""
        closing = self.partner[begin]
        inner = self.latex[self.pieces[begin].end : self.pieces[closing].start].strip()
        return re.sub(r"\\(?:right|bigr|Bigr|big|Big)$", "", inner).strip()

    def outer_start(self, begin: int) -> int:
        """Where the bracket at ``begin`` starts, its ``\\left`` included."""
        start = self.pieces[begin].start
        size = re.search(r"\\(?:left|bigl|Bigl|big|Big)\s*$", self.latex[:start])
        return size.start() if size else start

    def summands(self, begin: int, end: int) -> list[tuple[str, str]]:
        """The terms between two positions with their signs, split at signs of the same depth outside scripts."""
        terms: list[tuple[str, str]] = []
        sign, first = "+", begin
        depth = self.depth[begin] if begin < end else 0
        for position in range(begin, end):
            text = self.text(position)
            if text in "+-" and self.depth[position] == depth and self.text(position - 1) not in ("^", "_"):
                if position > first:
                    terms.append((sign, self.between(first, position)))
                sign, first = text, position + 1
        if first < end:
            terms.append((sign, self.between(first, end)))
        return terms

    def positions(self, *texts: str) -> Iterator[int]:
        """Where any of these tokens stands."""
        return (position for position, piece in enumerate(self.pieces) if piece.text in texts)
