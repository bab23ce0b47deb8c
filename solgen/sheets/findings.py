"""What is said of a line that somebody else wrote: its tick, and beneath it the verdict in words, witness and cause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from solgen.audit.audited import AuditedClaim, AuditWord, Recognized
from solgen.diagnostics import Place
from solgen.sheets.breaking import relates
from solgen.sheets.saying import (
    conditions_inlines,
    formula_inline,
    is_words,
    said_inlines,
    side_inline,
    witness_in_numbers,
)
from solgen.sheets.sheet import Fact, Finding, Inline, Link, Math, Tick, Words

MARKED: Final = frozenset(
    {
        Tick.WRONG,
        Tick.ILL_FORMED,
        Tick.CONSEQUENCE,
        Tick.GAP,
        Tick.VACUOUS,
        Tick.UNDECIDED,
        Tick.UNREADABLE,
    }
)
"""Ticks of lines beneath which something is said."""
STOPS: Final = frozenset({Tick.WRONG, Tick.ILL_FORMED, Tick.CONSEQUENCE, Tick.GAP, Tick.VACUOUS})
"""Ticks of lines that a reader goes to, one after the other."""
_WEAKEST_FIRST: Final = (
    Tick.WRONG,
    Tick.ILL_FORMED,
    Tick.CONSEQUENCE,
    Tick.GAP,
    Tick.VACUOUS,
    Tick.UNDECIDED,
    Tick.UNREADABLE,
    Tick.BOUNDED,
    Tick.CERTIFIED,
    Tick.PROVED,
    Tick.DEFINITION,
)
_TICKS: Final = {
    AuditWord.PROVED: Tick.PROVED,
    AuditWord.CERTIFIED: Tick.CERTIFIED,
    AuditWord.BOUNDED: Tick.BOUNDED,
    AuditWord.REFUTED: Tick.WRONG,
    AuditWord.ILL_FORMED: Tick.ILL_FORMED,
    AuditWord.UNDECIDED: Tick.UNDECIDED,
    AuditWord.UNREADABLE: Tick.UNREADABLE,
    AuditWord.DEFINITION: Tick.DEFINITION,
}
_SAID: Final = {
    Tick.WRONG: "false",
    Tick.ILL_FORMED: "makes no sense",
    Tick.CONSEQUENCE: "false, and not a mistake of its own",
    Tick.GAP: "true, but it does not follow from the line before",
    Tick.VACUOUS: "says nothing: it excludes no case",
    Tick.UNDECIDED: "neither established nor refuted",
    Tick.UNREADABLE: "could not be read, and so was not judged",
    Tick.BOUNDED: "right in every case up to a stated size; nothing is said beyond",
    Tick.CERTIFIED: "right",
    Tick.PROVED: "right",
    Tick.DEFINITION: "taken as the meaning of a name",
}
_RELATIONS: Final = {
    "≠": "\\ne", "≤": "\\le", "≥": "\\ge", "≈": "\\approx", "≡": "\\equiv", "∈": "\\in", "∉": "\\notin",
    "⊂": "\\subset", "⊆": "\\subseteq", "⇒": "\\Rightarrow", "⇔": "\\iff", "≻": "\\succ", "⪰": "\\succeq", "⊢": "",
}  # fmt: skip


def tick_of_claim(claim: AuditedClaim) -> Tick:
    """How a line is marked."""
    if claim.wrong and claim.cause:
        return Tick.CONSEQUENCE
    if claim.wrong:
        return _TICKS[claim.word]
    if claim.word in (AuditWord.UNREADABLE, AuditWord.UNDECIDED):
        return _TICKS[claim.word]
    if claim.follows_not:
        return Tick.GAP
    return Tick.VACUOUS if claim.vacuous else _TICKS[claim.word]


def worst(ticks: Iterable[Tick]) -> Tick | None:
    """The tick of what several claims were made by: that of the worst of them. None where there are none."""
    return min(ticks, key=_WEAKEST_FIRST.index, default=None)


def names_of_findings(claims: Sequence[AuditedClaim]) -> dict[str, str]:
    """The name of the finding of each claim that has one, by the claim's id, in the order of the text."""
    marked = [claim for claim in claims if claim.sentence or tick_of_claim(claim) in MARKED]
    return {claim.id: f"finding-{number}" for number, claim in enumerate(marked, 1)}


def where(place: Place, file: str = "") -> str:
    """A place as a reader looks for it: ``line 12``, ``chapter.tex, line 12``; without a line, what is known of it."""
    known = [place.file] if place.file and place.file != file else []
    known += [place.note] if place.note else []
    known += [f"line {place.line}"] if place.line else []
    return ", ".join(known) or "somewhere"


def finding_of(claim: AuditedClaim, claims: Mapping[str, AuditedClaim], names: Mapping[str, str], file: str) -> Finding:
    """What is said beneath the line of a claim."""
    tick = tick_of_claim(claim)
    stops = [each for each in claims.values() if each.id in names and tick_of_claim(each) in STOPS]
    position = next((number for number, each in enumerate(stops) if each.id == claim.id), None)
    before = names[stops[position - 1].id] if position else ""
    after = names[stops[position + 1].id] if position is not None and position + 1 < len(stops) else ""
    return Finding(
        names[claim.id],
        where(claim.place, file),
        tick,
        (Words(_said(claim, tick)),),
        tuple(_facts(claim, tick, claims, names, file)),
        before,
        after,
    )


def _said(claim: AuditedClaim, tick: Tick) -> str:
    said = _SAID[tick]
    if tick is Tick.UNDECIDED and claim.follows in (AuditWord.REFUTED, AuditWord.ILL_FORMED):
        return f"{said}; it does not follow from the line before"
    return said


def _facts(
    claim: AuditedClaim, tick: Tick, claims: Mapping[str, AuditedClaim], names: Mapping[str, str], file: str
) -> Iterable[Fact]:
    several = sum(other.formula == claim.formula for other in claims.values()) > 1
    if claim.sentence or (several and tick is not Tick.UNREADABLE):
        yield from _judged(claim)
    if claim.cause:
        yield Fact("Follows from", _cause(claim.cause, claims, names, file))
    if claim.witness is not None:
        yield Fact("Witness", witness_in_numbers(claim.witness))
    if claim.mistake is not None and not claim.cause:
        yield Fact("Kind of mistake", _mistake(claim.mistake))
    if claim.message and (claim.witness is None or tick is Tick.UNDECIDED):
        yield Fact("Why", said_inlines(claim.message))
    if claim.conditions:
        yield Fact("Holds", conditions_inlines(claim.conditions))
    if claim.suggestion and tick is not Tick.PROVED:
        yield Fact("Suggested", (formula_inline(_whole(claim)),))


def _whole(claim: AuditedClaim) -> str:
    """What is suggested, with the relation before it where it is one side only."""
    sign = _sign(claim.relation)
    written = formula_inline(claim.suggestion)
    whole = not isinstance(written, Math) or relates(written.tokens)
    return claim.suggestion if whole or not sign or is_words(sign) else f"{sign} {claim.suggestion}"


def _sign(relation: str) -> str:
    return _RELATIONS.get(relation, relation)


def _judged(claim: AuditedClaim) -> Iterable[Fact]:
    sign = _sign(claim.relation)
    if claim.sentence and claim.latex:
        yield Fact("In words", said_inlines(claim.latex))
    if not claim.left.strip() and not claim.right.strip():
        return
    if is_words(sign):
        said = (side_inline(claim.left), Words(f" {sign} "), side_inline(claim.right))
        yield Fact("Judged", said)
    else:
        yield Fact("Judged", (formula_inline(f"{claim.left} {sign} {claim.right}" if sign else claim.left),))


def _cause(cause: str, claims: Mapping[str, AuditedClaim], names: Mapping[str, str], file: str) -> tuple[Inline, ...]:
    first = claims.get(cause)
    if first is None or cause not in names:
        return (Words("an earlier wrong line"),)
    return (Link(where(first.place, file), names[cause]), Words(", and is marked there"))


def _mistake(mistake: Recognized) -> tuple[Inline, ...]:
    name = mistake.name.replace("-", " ")
    return (Words(name, "strong"), *said_inlines(f". {mistake.feedback}" if mistake.feedback else ""))
