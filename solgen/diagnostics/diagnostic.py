"""One thing that is wrong: its code, its place, one line on what, one line on what to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic stops: an error stops the build, a warning stops nothing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source: file as the user named it, line and column from 1, 0 where unknown."""

    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    """The source line itself, so that a message can show it; empty where there is none."""
    note: str = ""
    """What distinguishes this place from others with the same line, such as a loop's values."""

    def __str__(self) -> str:
        parts = [self.file or "<input>"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A code that ``solgen explain`` knows, a place, what is wrong, and what to do about it."""

    code: str
    message: str
    place: Place = Place()
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(self, place: Place) -> Diagnostic:
        """The same diagnostic at another place."""
        return replace(self, place=place)

    def as_json(self) -> dict[str, object]:
        """Plain data with the keys code, severity, file, line, column, note, message, hint."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "note": self.place.note,
            "message": self.message,
            "hint": self.hint,
        }


class Failure(Exception):  # noqa: N818 -- it carries diagnostics; it is not itself one error
    """Raised inside a room when nothing can be handed on; carries at least one diagnostic."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(f"{d.place}: {d.code}: {d.message}" for d in diagnostics))
        self.diagnostics: tuple[Diagnostic, ...] = diagnostics
