"""Mathematical alphabets of Unicode: bold, blackboard and script letters as characters of their own.

MathML Core knows ``mathvariant`` no more, so a bold x is written as the character for a bold x.
"""

from __future__ import annotations

from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

_LATIN: Final = {
    "bold": (0x1D400, 0x1D41A), "italic": (0x1D434, 0x1D44E), "bold italic": (0x1D468, 0x1D482),
    "calligraphic": (0x1D49C, 0x1D4B6), "fraktur": (0x1D504, 0x1D51E), "blackboard": (0x1D538, 0x1D552),
    "sans": (0x1D5A0, 0x1D5BA), "monospace": (0x1D670, 0x1D68A),
}  # fmt: skip
"""The code points of A and of a in each style."""
_DIGITS: Final = {"bold": 0x1D7CE, "blackboard": 0x1D7D8, "sans": 0x1D7E2, "monospace": 0x1D7F6, "bold italic": 0x1D7CE}
_GREEK: Final = {"bold": (0x1D6A8, 0x1D6C2), "italic": (0x1D6E2, 0x1D6FC), "bold italic": (0x1D71C, 0x1D736)}
"""The code points of Alpha and of alpha."""
_CAPITALS: Final = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇"
_SMALL: Final = "αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ"
_ELSEWHERE: Final = {
    "italic": {"h": "ℎ"},
    "calligraphic": {
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ", "o": "ℴ",
    },
    "fraktur": {"C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"},
    "blackboard": {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"},
}  # fmt: skip
"""Letters that Unicode had before it had the alphabets."""


@lru_cache(maxsize=16)
def alphabet(style: str) -> dict[int, str]:
    """A table for ``str.translate`` from plain letters and digits to those of the style; empty for other styles."""
    pairs: dict[str, str] = {}
    if style in _LATIN:
        upper, lower = _LATIN[style]
        pairs |= {letter: chr(upper + place) for place, letter in enumerate(ascii_uppercase)}
        pairs |= {letter: chr(lower + place) for place, letter in enumerate(ascii_lowercase)}
    if style in _DIGITS:
        pairs |= {digit: chr(_DIGITS[style] + place) for place, digit in enumerate(digits)}
    if style in _GREEK:
        upper, lower = _GREEK[style]
        pairs |= {letter: chr(upper + place) for place, letter in enumerate(_CAPITALS)}
        pairs |= {letter: chr(lower + place) for place, letter in enumerate(_SMALL)}
    return str.maketrans(pairs | _ELSEWHERE.get(style, {}))
