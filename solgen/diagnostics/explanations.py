"""The page of text for each code: ``pages/<code>.md``, shown by ``solgen explain``."""

from __future__ import annotations

from pathlib import Path

_PAGES = Path(__file__).parent / "pages"


def known_codes() -> tuple[str, ...]:
    """Every code that has a page, in alphabetical order."""
    return tuple(sorted(path.stem for path in _PAGES.glob("*.md")))


def explanation(code: str) -> str | None:
    """The page for a code (Markdown), or None where there is no such code."""
    if code not in known_codes():
        return None
    return (_PAGES / f"{code}.md").read_text(encoding="utf-8")
