"""Papers that were not made, told so that a thousand of them for one reason are one message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from solgen.building.sitting.made import NotMade
from solgen.diagnostics import Diagnostic, Severity

MOST_NAMED = 5


def failures(papers: Iterable[NotMade], students: Mapping[int, str]) -> tuple[Diagnostic, ...]:
    """One diagnostic (build-paper-failed) a reason; ``students`` are the ids of the papers' students by number."""
    kinds: dict[tuple[str, str, int], Diagnostic] = {}
    who: dict[tuple[str, str, int], dict[str, None]] = {}
    for paper in papers:
        for diagnostic in paper.diagnostics:
            if diagnostic.severity is Severity.ERROR:
                named = f"{paper.label} of {students[paper.number]}" if paper.label else diagnostic.place.note
                kind = _kind(diagnostic)
                kinds.setdefault(kind, diagnostic)
                who.setdefault(kind, {}).setdefault(named)
    return tuple(_told(diagnostic, list(who[kind])) for kind, diagnostic in kinds.items())


def warnings(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each kind of warning once, however many papers it was found on."""
    kinds: dict[tuple[str, str, int], Diagnostic] = {}
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.WARNING:
            kinds.setdefault(_kind(diagnostic), diagnostic)
    return tuple(kinds.values())


def _kind(diagnostic: Diagnostic) -> tuple[str, str, int]:
    return diagnostic.code, diagnostic.place.file, diagnostic.place.line


def _told(diagnostic: Diagnostic, papers: Sequence[str]) -> Diagnostic:
    more = f" and {len(papers) - MOST_NAMED} more" if len(papers) > MOST_NAMED else ""
    which = "this paper was not made" if len(papers) == 1 else f"{len(papers)} papers were not made"
    message = f"{which} ({', '.join(papers[:MOST_NAMED])}{more}): {diagnostic.message} [{diagnostic.code}]"
    return replace(diagnostic, code="build-paper-failed", message=message)
