"""What a worker hands back of one paper: its files as bytes and all that is told of it, or why it was not made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from solgen.building.sitting.journal import ClaimRow, Record
from solgen.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Made:
    """One paper with everything that belongs to it."""

    record: Record
    files: Mapping[str, bytes]
    shared: Mapping[str, bytes]
    """Pictures beside Markdown sheets, which all papers share."""
    claims: tuple[ClaimRow, ...]
    contexts: Mapping[str, str]
    """JSON text by digest."""
    judged: int
    """How many claims were new to the process that judged them."""
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class NotMade:
    """A paper that was not made, and why."""

    number: int
    label: str
    diagnostics: tuple[Diagnostic, ...] = field(default=())


Outcome = Made | NotMade
