"""Characters that no font of the sheets has: found in the sheet before it is set, for Typst prints empty boxes.

``coverage.txt`` holds the characters of the fonts inside the pinned ``typst`` wheel, as ranges of hexadecimal numbers;
a test reads the fonts again and compares.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.by_identity import ByIdentity
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.writing.lettering import plain_text
from solgen.sheets.sheet import AnswerSpace, Corrections, Math, Picture, Sheet, SheetPart, SheetQuestion

_COVERAGE: Final = Path(__file__).parent / "coverage.txt"
_UNPRINTED: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_AROUND: Final = 12


def refuse_missing_glyphs(
    sheet: Sheet | Corrections, locate: Callable[[str], Place] = lambda _character: Place()
) -> None:
    """Raise Failure (set-missing-glyph) with one diagnostic for each character that cannot be printed.

    ``locate`` knows where in the sources a character stands.
    """
    found = missing_glyphs(sheet, locate)
    if found:
        raise Failure(*found)


def missing_glyphs(
    sheet: Sheet | Corrections, locate: Callable[[str], Place] = lambda _character: Place()
) -> tuple[Diagnostic, ...]:
    """One diagnostic for each character that no font has, at its first place."""
    found: dict[str, Diagnostic] = {}
    printable = covered()
    for where, text in _texts(sheet, "the title"):
        if printable.issuperset(text):
            continue
        for character in set(text) - printable:
            if character not in found and unicodedata.category(character) not in _UNPRINTED:
                found[character] = _diagnostic(character, where, text).at(locate(character))
    return tuple(found[character] for character in sorted(found))


@lru_cache(maxsize=1)
def covered() -> frozenset[str]:
    """Every character that some font of the sheets has and Typst sets, upright and bold."""
    characters: list[str] = []
    for written in _COVERAGE.read_text(encoding="ascii").split():
        low, _, high = written.partition("-")
        characters.extend(map(chr, range(int(low, 16), int(high or low, 16) + 1)))
    return frozenset(characters) - OUT_OF_REACH


OUT_OF_REACH: Final = frozenset("⁁⁃⁓℟℡℣℥∡⚯")
"""What only a slanted or mathematical font has, which Typst does not take for words: it prints empty boxes."""


def _diagnostic(character: str, where: str, text: str) -> Diagnostic:
    position = text.index(character)
    excerpt = text[max(position - _AROUND, 0) : position + _AROUND + 1].strip()
    name = unicodedata.name(character, "a character without a name").lower()
    message = f"the fonts have no glyph for {character} (U+{ord(character):04X}, {name}), in {where}: “{excerpt}”"
    return Diagnostic("set-missing-glyph", message, hint="write it otherwise; the fonts hold Latin, Greek and Cyrillic")


def _texts(sheet: Sheet | Corrections, where: str) -> list[tuple[str, str]]:
    """Every text that is printed, with the question and part that it stands in."""
    found: list[tuple[str, str]] = []
    _gather(sheet, where, found)
    return found


def _gather(node: object, where: str, found: list[tuple[str, str]]) -> None:
    if isinstance(node, str):
        found.append((where, node))
    elif isinstance(node, tuple):
        if node and isinstance(node[0], Token):
            found.extend((where, text) for text in _words_inside(node))
            return
        for each in node:
            _gather(each, where, found)
    elif node is not None:
        inside = _place(node, where)
        kind: type = type(node)
        for name in _printed(kind):
            value = getattr(node, name)
            if kind in _OF_BLOCKS and type(value) is tuple and _all_printable(value):
                continue
            _gather(value, inside, found)


def _has_only_printable(blocks: tuple[object, ...]) -> bool:
    found: list[tuple[str, str]] = []
    _gather(blocks, "", found)
    return covered().issuperset("".join(text for _, text in found))


_OF_BLOCKS: Final = frozenset({SheetQuestion, SheetPart})
_BLOCKS_KEPT: Final = 128
_all_printable: Final[ByIdentity[tuple[object, ...], bool]] = ByIdentity(_has_only_printable, _BLOCKS_KEPT)
"""Parts of a variant that several students have are composed once, and looked through once."""


@lru_cache(maxsize=256)
def _printed(kind: type) -> tuple[str, ...]:
    """The fields of a part of a sheet that are printed; none of anything that is no such part."""
    if not is_dataclass(kind):
        return ()
    return tuple(each.name for each in fields(kind) if (kind, each.name) not in _NOT_PRINTED)


def _words_of(formula: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(plain_text(token.text) for token in formula if token.kind is TokenKind.TEXT)


_words_inside: Final[ByIdentity[tuple[Token, ...], tuple[str, ...]]] = ByIdentity(_words_of)
"""The words in a formula; sheets share the tokens of the formulas that they share."""


_NOT_PRINTED: Final = {(Math, "spoken"), (Picture, "path"), (Picture, "alternative"), (AnswerSpace, "length")}


def _place(node: object, where: str) -> str:
    if isinstance(node, SheetQuestion):
        return f"question {node.number}"
    return f"{where}, part ({node.name})" if isinstance(node, SheetPart) and node.name else where
