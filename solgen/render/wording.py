"""What templates say themselves, in the language of the sheet."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from solgen.languages.language import Language, language_named


@lru_cache(maxsize=32)
def wording(code: str) -> dict[str, Callable[..., str]]:
    """The functions by which templates say words: ``say("Name")`` and ``mark_count(3)``."""
    language = language_named(code)
    return {"say": language.say, "mark_count": lambda marks: mark_count(language, marks)}


def mark_count(language: Language, marks: int) -> str:
    """``1 mark``, ``3 marks``."""
    return language.count("{number} mark", "{number} marks", marks)


def language_part(code: str) -> str:
    """The language without its region: ``es`` of ``es-MX``."""
    return code.partition("-")[0].lower() or "en"


def region_part(code: str) -> str | None:
    """The region in two capital letters; None without one."""
    region = code.rpartition("-")[2]
    return region.upper() if "-" in code and len(region) == 2 and region.isalpha() else None
