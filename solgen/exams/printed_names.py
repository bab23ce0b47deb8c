"""Names and ids as they are printed: every character as typed, or refused by name and code point."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

LONGEST_NAME = 120
LONGEST_ID = 60
_JOINERS = frozenset("\u200c\u200d")
"""Part of the spelling in several scripts, and never a glyph of their own."""
_WITHOUT_JOINED_FORMS = ("DEVANAGARI", "LAO")


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why a name cannot be printed, and what to do."""

    message: str
    hint: str


def tidied(text: str) -> str:
    """A cell in normal form C, each run of spaces and line ends as one space."""
    text = " ".join(text.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def complaint(text: str, printable: Container[str], longest: int) -> Complaint | None:
    """Why a tidied name or id cannot be printed as it is; None where it can."""
    if len(text) > longest:
        return Complaint(
            f"“{text[:30]}…” has {len(text)} characters, and {longest} fit on a paper", "shorten it in the roster"
        )
    if text.isascii() and text.isprintable():
        return None
    unfit = dict.fromkeys(_unfit(text, printable))
    if not unfit:
        return None
    told = ", ".join(_described(character) for character in list(unfit)[:5])
    more = f" and {len(unfit) - 5} more" if len(unfit) > 5 else ""
    shown = "".join("\N{REPLACEMENT CHARACTER}" if _invisible(character) else character for character in text)
    if all(_invisible(character) for character in unfit):
        return Complaint(f"“{shown}” holds what cannot be seen: {told}{more}", "delete it in the roster")
    hint = "write the name in letters that the fonts have: Latin, Greek, Cyrillic, Hebrew, Arabic, Armenian, Georgian"
    lack = "cannot join the letters of" if all(map(_needs_joining, unfit)) else "have no glyph for"
    return Complaint(f"the fonts {lack} “{shown}”: {told}{more}", hint)


def _unfit(text: str, printable: Container[str]) -> Iterator[str]:
    for character in text:
        if character in _JOINERS or unicodedata.category(character) == "Zs":
            continue
        if _invisible(character) or character not in printable or _needs_joining(character):
            yield character


def _needs_joining(character: str) -> bool:
    """Whether the letter is one of a script for which the fonts have single letters, but not what they become."""
    return unicodedata.name(character, "").startswith(_WITHOUT_JOINED_FORMS)


def _invisible(character: str) -> bool:
    """Whether a character is drawn as nothing, or changes how others are drawn."""
    return character not in _JOINERS and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _described(character: str) -> str:
    name = unicodedata.name(character, "a character without a name").lower()
    code = f"U+{ord(character):04X}, {name}"
    return code if _invisible(character) else f"{character} ({code})"
