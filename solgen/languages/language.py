"""A language of the sheets' own words: English as the source has them, others from ``CODE.mo`` beside this file.

Babel makes these files from ``CODE.po``; at run time there is nothing but gettext from the standard library. No locale
of the machine is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

_ROOM: Final = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Language:
    """What the sheets' own words are in one language. Two of the same code are equal."""

    code: str
    """As PDFs and HTML name it, such as ``en`` or ``es-MX``."""
    catalogue: NullTranslations = field(repr=False, compare=False)

    def say(self, words: str, /, **values: object) -> str:
        """The words in this language, the values put in where ``{name}`` stands."""
        found = self.catalogue.gettext(words)
        return found.format(**values) if values else found

    def count(self, one: str, several: str, number: int, /) -> str:
        """The words for that number of things, with the number where ``{number}`` stands."""
        return self.catalogue.ngettext(one, several, number).format(number=number)


ENGLISH: Final = Language("en", NullTranslations())


def marked(words: str) -> str:
    """The words as they are; says to Babel that they are to be translated, where they are said later."""
    return words


@lru_cache(maxsize=32)
def language_named(code: str) -> Language:
    """The language of a code. Regions are of no matter: ``es-MX`` is Spanish; what has no catalogue is in English."""
    file = _ROOM / f"{_without_region(code)}.mo"
    if not _without_region(code).isalpha() or not file.is_file():
        return Language(code or "en", NullTranslations())
    with file.open("rb") as stream:
        return Language(code, GNUTranslations(stream))


@lru_cache(maxsize=1)
def known_languages() -> tuple[str, ...]:
    """The codes of the languages that sheets can be in, sorted."""
    return tuple(sorted({"en", *(file.stem for file in _ROOM.glob("*.mo"))}))


def _without_region(code: str) -> str:
    return code.partition("-")[0].lower()
