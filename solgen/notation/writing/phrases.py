"""In which language formulas are read aloud: the phrases are English, and whoever has a catalogue hands it in."""

from __future__ import annotations

from typing import Protocol


class Phrases(Protocol):
    """A language's phrases. It has to be hashable, for what was said is remembered by it."""

    def say(self, words: str, /, **values: object) -> str:
        """The phrase in that language, the values put in where ``{name}`` stands."""

    def __hash__(self) -> int: ...


class _English:
    """The phrases as they are."""

    def say(self, words: str, /, **values: object) -> str:
        return words.format(**values) if values else words


ENGLISH: Phrases = _English()
