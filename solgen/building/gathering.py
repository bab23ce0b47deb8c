"""What is wrong at one place in many variants, said once: for the first of them, with how many others there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from solgen.diagnostics import Diagnostic


class Gathering:
    """Diagnostics of one question, variant by variant.

    What varies with the values, such as the numbers that refute a line, is kept for the first variant only.
    """

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self._first: dict[object, int] = {}
        """By code and place: where the first stands among those found."""
        self._others: dict[int, list[str]] = {}

    def add(self, diagnostics: Iterable[Diagnostic], label: str = "") -> None:
        """All that is said of one variant, or (no label) of the question itself."""
        added: dict[object, int] = {}
        again: set[int] = set()
        for diagnostic in diagnostics:
            key = _what_and_where(diagnostic)
            if key in self._first:
                again.add(self._first[key])
            else:
                added.setdefault(key, len(self._found))
                self._found.append(diagnostic)
        self._first |= added
        for place in again:
            self._others.setdefault(place, []).append(label)

    def told(self) -> tuple[Diagnostic, ...]:
        """All diagnostics; the first of those that occur in several variants tells of the others."""
        return tuple(
            _with_others(diagnostic, self._others.get(place, [])) for place, diagnostic in enumerate(self._found)
        )


def _what_and_where(diagnostic: Diagnostic) -> object:
    place = diagnostic.place
    where = (place.line, place.column) if place.line else diagnostic.message
    return diagnostic.code, diagnostic.severity, place.file, where


def _with_others(diagnostic: Diagnostic, others: list[str]) -> Diagnostic:
    if not any(others):
        return diagnostic
    more = f"with {others[0]}" if len(others) == 1 else f"in {len(others)} more variants, such as {others[0]}"
    note = f"{diagnostic.place.note or 'the reference values'}, and {more}"
    return diagnostic.at(replace(diagnostic.place, note=note))
