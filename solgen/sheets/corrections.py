"""Somebody's text given back: a summary, the text with every judged line ticked, what was understood of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Final

from solgen.audit.audited import Audit, AuditedClaim, AuditWord
from solgen.audit.understanding import Inferred
from solgen.diagnostics import Diagnostic
from solgen.sheets.beside import compose_beside
from solgen.sheets.findings import STOPS, names_of_findings, tick_of_claim, where
from solgen.sheets.manuscripts import compose_text, readings
from solgen.sheets.saying import formula_inline, said_inlines
from solgen.sheets.sheet import (
    Block,
    Corrections,
    Inline,
    Items,
    LegendEntry,
    Link,
    Note,
    NoteKind,
    Prose,
    Subheading,
    Table,
    Tick,
    Words,
)

_UNDERSTOOD_SHARES: Final = (4, 3, 4)
"""Widths of what was understood, where, and why."""
_RIGHT: Final = (Tick.PROVED, Tick.CERTIFIED, Tick.BOUNDED)
_COLUMNS: Final = (
    ("right", "right", _RIGHT),
    ("wrong", "wrong", (Tick.WRONG, Tick.ILL_FORMED)),
    ("follows from a wrong line", "consequence", (Tick.CONSEQUENCE,)),
    ("does not follow", "gap", (Tick.GAP,)),
    ("says nothing", "vacuous", (Tick.VACUOUS,)),
    ("undecided", "undecided", (Tick.UNDECIDED,)),
    ("not read", "unread", (Tick.UNREADABLE,)),
)
"""What is counted of one line, the heading of its column, and the ticks."""
_MEANINGS: Final = {
    Tick.PROVED: "proved for every value",
    Tick.CERTIFIED: "certified by exact evaluation at random points",
    Tick.BOUNDED: "right in every case up to a stated size",
    Tick.WRONG: "false: the witness beneath the line shows it",
    Tick.ILL_FORMED: "makes no sense: shapes, indices or units do not fit",
    Tick.CONSEQUENCE: "false because it uses an earlier wrong line",
    Tick.GAP: "true, but it does not follow from the line before",
    Tick.VACUOUS: "a condition that excludes no case",
    Tick.UNDECIDED: "neither established nor refuted: look at it yourself",
    Tick.UNREADABLE: "could not be read, and so was not judged",
    Tick.DEFINITION: "taken as the meaning of a name, and so not judged",
}
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def compose_corrections(audit: Audit) -> Corrections:
    """The sheet of one audited text, beside the bank questions that it is compared with."""
    manuscript = audit.understanding.manuscript
    ticks = Counter(map(tick_of_claim, audit.claims))
    parts = _parts(audit)
    anchors = {part: f"part-{number}" for number, part in enumerate(parts, 1)}
    names = names_of_findings(audit.claims)
    stops = [claim for claim in audit.claims if claim.id in names and tick_of_claim(claim) in STOPS]
    return Corrections(
        file=PurePath(manuscript.file).name,
        title=manuscript.title,
        language=manuscript.language if _LANGUAGE.fullmatch(manuscript.language) else "en",
        verdict=(Words(_verdict(ticks)),),
        summary=(*_stops(stops, names, manuscript.file), *_sections(audit.claims, anchors)),
        blocks=compose_text(audit, anchors),
        comparison=compose_beside(audit),
        understood=_understood(audit),
        closing=_closing(audit),
        first=names[stops[0].id] if stops else "",
        legend=tuple(LegendEntry(tick, (Words(_MEANINGS[tick]),), ticks[tick]) for tick in _MEANINGS if ticks[tick]),
    )


def _parts(audit: Audit) -> tuple[str, ...]:
    """The parts of the text in order, those without a formula left out."""
    found = (*(formula.part for formula in readings(audit)), *(claim.part for claim in audit.claims))
    return tuple(dict.fromkeys(found))


def _verdict(ticks: Counter[Tick]) -> str:
    """``23 lines: 18 right, 3 wrong, 2 follow from a wrong line.``"""
    counted = [(name, sum(ticks[tick] for tick in kinds)) for name, _, kinds in _COLUMNS]
    total = sum(number for _, number in counted)
    if not total:
        return "Nothing in this text could be judged."
    listed = ", ".join(f"{number} {name if number == 1 else _plural(name)}" for name, number in counted if number)
    return f"{total} {'line' if total == 1 else 'lines'}: {listed}."


def _plural(name: str) -> str:
    verb, blank, rest = name.partition(" ")
    return {"follows": "follow", "does": "do", "says": "say"}.get(verb, verb) + blank + rest


def _stops(stops: Sequence[AuditedClaim], names: dict[str, str], file: str) -> Iterable[Block]:
    """Where to look, in order."""
    if not stops:
        return
    inlines: list[Inline] = [Words("To be looked at: ")]
    for position, claim in enumerate(stops):
        inlines.extend([Words(", ")] if position else [])
        inlines.append(Link(where(claim.place, file), names[claim.id]))
    yield Prose((*inlines, Words(".")))


def _sections(claims: Sequence[AuditedClaim], anchors: dict[str, str]) -> Iterable[Block]:
    """How many lines of each part came out how."""
    by_part = {part: Counter(tick_of_claim(claim) for claim in claims if claim.part == part) for part in anchors}
    rows = {part: [sum(ticks[kind] for kind in kinds) for _, _, kinds in _COLUMNS] for part, ticks in by_part.items()}
    rows = {part: row for part, row in rows.items() if any(row)}
    shown = [position for position in range(len(_COLUMNS)) if any(row[position] for row in rows.values())]
    if len(rows) < 2 or not shown:
        return
    header: tuple[tuple[Inline, ...], ...] = (
        (Words("Section"),),
        *((Words(_COLUMNS[position][1]),) for position in shown),
    )
    body = tuple(
        (
            (_part_link(part, anchors[part]),),
            *((Words(str(row[position]) if row[position] else "–"),) for position in shown),
        )
        for part, row in rows.items()
    )
    yield Table(header, body, ("left", *("right" for _ in shown)), 0)


def _part_link(part: str, anchor: str) -> Inline:
    return Link(part or "before the first section", anchor)


def _understood(audit: Audit) -> tuple[Block, ...]:
    """What was inferred of names, with places and reasons; the other ways to read the text; where lines hold."""
    file = audit.understanding.manuscript.file
    blocks: list[Block] = []
    if audit.inferred:
        header: tuple[tuple[Inline, ...], ...] = ((Words("Understood"),), (Words("Where"),), (Words("Because"),))
        rows = tuple(_inferred(each, file) for each in audit.inferred)
        blocks.append(Table(header, rows, ("left", "left", "left"), shares=_UNDERSTOOD_SHARES))
    others = [interpretation.name for interpretation in audit.understanding.interpretations if interpretation.name]
    if len(audit.understanding.interpretations) > 1:
        said = "Where the text can be read in more than one way, a line counts as wrong only if it is wrong under each:"
        blocks.append(Prose((Words(said),)))
        blocks.append(Items(ordered=False, items=tuple((Prose((Words(name),)),) for name in others)))
    blocks.extend(_ranges(audit.claims))
    return tuple(blocks)


def _inferred(inferred: Inferred, file: str) -> tuple[tuple[Inline, ...], ...]:
    meaning = Words(inferred.text, "code") if inferred.kind == "declaration" else formula_inline(inferred.text)
    place = where(inferred.place, file)
    held = f"{place}, in {inferred.part}" if inferred.part else place
    because = inferred.because if inferred.certain else f"{inferred.because} (another reading is possible)"
    return ((meaning,), (Words(held),), said_inlines(because))


def _ranges(claims: Sequence[AuditedClaim]) -> Iterable[Block]:
    """Where established lines hold, each range once with its lines."""
    lines: dict[str, dict[int, None]] = {}
    for claim in claims:
        if claim.range and claim.word in (AuditWord.PROVED, AuditWord.CERTIFIED, AuditWord.BOUNDED):
            lines.setdefault(claim.range, {})[claim.place.line] = None
    if not lines:
        return
    yield Prose((Words("Where the lines that are right hold:"),))
    yield Items(
        ordered=False,
        items=tuple(
            (Prose((*_range_inlines(said), Words(f": {_numbered(tuple(found))}"))),) for said, found in lines.items()
        ),
    )


def _range_inlines(said: str) -> tuple[Inline, ...]:
    """``for all N, d``, its names as formulas."""
    found = _ALL_OF.fullmatch(said)
    return (Words("for all "), formula_inline(found[1])) if found else (Words(said),)


_ALL_OF: Final = re.compile(r"for all (\\?[A-Za-z]+(?:_\w)?(?:, \\?[A-Za-z]+(?:_\w)?)*)")


def _numbered(lines: Sequence[int]) -> str:
    return f"{'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"


def _closing(audit: Audit) -> tuple[Block, ...]:
    """What was not judged at all."""
    manuscript = audit.understanding.manuscript
    left = audit.left_alone
    said = "Sentences are the author’s"
    if left:
        said += f": {left} {'sentence was' if left == 1 else 'sentences were'} left alone"
    blocks: list[Block] = [Note(NoteKind.COUNTS, "", ((Words(said + "."),),))]
    problems = tuple(dict.fromkeys((*manuscript.diagnostics, *audit.understanding.diagnostics, *audit.diagnostics)))
    if problems:
        items = tuple((_problem(problem, manuscript.file),) for problem in problems)
        blocks = [Subheading(1, (Words("What could not be taken in"),)), Items(ordered=False, items=items), *blocks]
    return tuple(blocks)


def _problem(problem: Diagnostic, file: str) -> Block:
    said = f"{where(problem.place, file)}: {problem.message.rstrip('.')}."
    return Prose(said_inlines(f"{said} {problem.hint}".rstrip()))
