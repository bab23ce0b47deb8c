"""What the search for formulas hands on: where each stands, and the text with signs in their places."""

from __future__ import annotations

from dataclasses import dataclass, field

from solgen.diagnostics import Diagnostic
from solgen.documents.manuscripts.traced import Traced

_INLINE = 0xF0000
_DISPLAY = 0x100000
MOST_FORMULAS = 60_000
SIGN = "[\U000f0000-\U000ffffd\U00100000-\U0010efff]"
"""A regular expression for the sign of a formula: a character of the planes for private use."""


@dataclass(frozen=True, slots=True)
class Found:
    """A formula between its delimiters. ``span`` is where it opens and closes in the source."""

    latex: Traced
    span: tuple[int, int]
    display: bool
    braces: str | None = None
    braces_at: int = 0


@dataclass(slots=True)
class Finds:
    """Formulas by number, and what was wrong while they were looked for."""

    formulas: list[Found] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, formula: Found) -> str:
        """Keep a formula; its sign."""
        self.formulas.append(formula)
        return chr((_DISPLAY if formula.display else _INLINE) + len(self.formulas) - 1)

    def of(self, sign: str) -> Found:
        """The formula of a sign."""
        return self.formulas[number_of(sign)]


def number_of(sign: str) -> int:
    """The number of the formula that a sign stands for."""
    code = ord(sign)
    return code - (_DISPLAY if code >= _DISPLAY else _INLINE)


def is_display(sign: str) -> bool:
    """Whether the formula of a sign stands on lines of its own."""
    return ord(sign) >= _DISPLAY
