"""A sheet made out to one student: the paper's number in place of a variant's label, what the student is granted."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Final

from solgen.languages.language import Language, language_named
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import Sheet


def addressed(sheet: Sheet, paper: PaperIdentity | None) -> Sheet:
    """The sheet as that paper's own; the same sheet for None."""
    if paper is None:
        return sheet
    granted = paper.accommodation
    duration = sheet.title.duration
    if granted.extra_time and duration:
        duration = extended(duration, granted.extra_time, language_named(sheet.language))
    title = replace(sheet.title, label=paper.label, duration=duration)
    return replace(sheet, title=title, large_print=granted.large_print)


def extended(duration: str, extra: Fraction, language: Language) -> str:
    """``113 minutes (90 minutes + 25 %)``; what is no plain time is not reckoned with: ``two hours + 25 %``."""
    percent = extra * 100
    said = f"{percent.numerator}" if percent.denominator == 1 else f"{float(percent):.4g}"
    together = f"{duration} + {said} %"
    minutes = minutes_of(duration)
    if minutes is None:
        return together
    whole = ceil(minutes * (1 + extra))
    longer = language.count("{number} minute", "{number} minutes", whole)
    return f"{longer} ({together})"


_HOURS: Final = r"h|hr|hrs|hour|hours|hora|horas|stunde|stunden|std|heure|heures"
_MINUTES: Final = r"m|min|mins|minute|minutes|minuto|minutos|minuten"
_NUMBER: Final = r"\d{1,4}(?:[.,]\d{1,2})?"
_DURATION: Final = re.compile(
    rf"(?:({_NUMBER})\s*(?:{_HOURS})\.?)?\s*(?:,|and|y|und|et)?\s*(?:({_NUMBER})\s*(?:{_MINUTES})\.?)?", re.IGNORECASE
)


def minutes_of(duration: str) -> Fraction | None:
    """A plain time in minutes: ``90 minutes``, ``1 h 30 min``, ``1.5 hours``; None where it is something else."""
    found = _DURATION.fullmatch(duration.strip())
    if found is None or not (found[1] or found[2]):
        return None
    hours, minutes = (Fraction((part or "0").replace(",", ".")) for part in found.groups())
    return 60 * hours + minutes
