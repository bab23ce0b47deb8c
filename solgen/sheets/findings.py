"""What is said of a line that somebody else wrote: its tick, and beneath it the verdict in words, witness and cause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from solgen.audit.audited import AuditedClaim, AuditWord, Recognized
from solgen.diagnostics import Failure, Place
from solgen.kernel.claim import Witness
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.layout import layout
from solgen.notation.writing.names import name_to_words
from solgen.notation.writing.plain import to_plain
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
    if claim.message and (claim.witness is None or tick is not Tick.WRONG):
        yield Fact("Why", said_inlines(claim.message))
    if claim.conditions:
        yield Fact("Holds for", _listed([formula_inline(condition) for condition in claim.conditions]))
    if claim.suggestion and tick is not Tick.PROVED:
        yield Fact("Suggested", (formula_inline(claim.suggestion),))


def _judged(claim: AuditedClaim) -> Iterable[Fact]:
    sign = _RELATIONS.get(claim.relation, claim.relation)
    written = f"{claim.left} {sign} {claim.right}" if sign else claim.left
    if claim.sentence and claim.latex:
        yield Fact("In words", (Words(claim.latex),))
    if claim.left.strip() or claim.right.strip():
        yield Fact("Judged", (formula_inline(written),))


def _cause(cause: str, claims: Mapping[str, AuditedClaim], names: Mapping[str, str], file: str) -> tuple[Inline, ...]:
    first = claims.get(cause)
    if first is None or cause not in names:
        return (Words("an earlier wrong line"),)
    return (Link(where(first.place, file), names[cause]), Words(", and is marked there"))


def _mistake(mistake: Recognized) -> tuple[Inline, ...]:
    name = mistake.name.replace("-", " ")
    return (Words(name, "strong"), Words(f". {mistake.feedback}" if mistake.feedback else ""))


def witness_in_numbers(witness: Witness) -> tuple[Inline, ...]:
    """``at x = 1: left 0.7311, right 0.9385``."""
    inlines: list[Inline] = []
    for position, (name, value) in enumerate(witness.values):
        inlines.append(Words("at " if position == 0 else ", "))
        inlines.extend(_equation(name, value))
    if witness.left or witness.right:
        inlines.append(Words(": left " if inlines else "left "))
        inlines.extend([value_inline(witness.left), Words(", right "), value_inline(witness.right)])
    if witness.note:
        inlines.append(Words(f"; {witness.note}" if inlines else witness.note))
    return tuple(inlines)


def value_inline(value: str) -> Inline:
    """A value of a witness: numbers, tuples and quantities as mathematics, anything else in words."""
    return formula_inline(value) if _NUMERIC.fullmatch(value) or "\\" in value else Words(value)


_NUMERIC: Final = re.compile(r"[0-9.,/() -]+")


def _equation(name: str, value: str) -> Iterable[Inline]:
    """``x = 1``, as one formula where the value is one."""
    written, given, whole = formula_inline(name), value_inline(value), formula_inline(f"{name} = {value}")
    if not isinstance(written, Math):
        return (written, Words(" = "), given)
    spoken = name_to_words(name)
    if isinstance(given, Math) and isinstance(whole, Math):
        return (replace(whole, spoken=f"{spoken} = {given.spoken}"),)
    return (replace(written, spoken=spoken), Words(" = "), given)


def said_inlines(message: str) -> tuple[Inline, ...]:
    """A message in words, what stands between backticks in it as code."""
    pieces = message.split("`")
    if len(pieces) % 2 == 0:
        return (Words(message),)
    styled = (Words(piece, "code" if position % 2 else "plain") for position, piece in enumerate(pieces))
    return tuple(words for words in styled if words.text)


def formula_inline(latex: str) -> Inline:
    """LaTeX as an inline formula where it can be set, else as its own source."""
    try:
        tokens = tokenize(latex)
        layout(tokens)
        spoken = to_plain(tokens)
    except Failure:
        return Words(" ".join(latex.split()), "code")
    return Math(tokens, spoken) if tokens and balanced(tokens) else Words(" ".join(latex.split()), "code")


def balanced(tokens: Sequence[Token]) -> bool:
    """Whether every brace, environment and ``\\left`` is closed, in its own order."""
    open_: list[str] = []
    for token in tokens:
        if token.kind is TokenKind.OPEN:
            open_.append("}")
        elif token.kind is TokenKind.BEGIN:
            open_.append(token.text)
        elif token.kind is TokenKind.COMMAND and token.text == "\\left":
            open_.append("\\right")
        elif token.kind in (TokenKind.CLOSE, TokenKind.END) or token.text == "\\right":
            closes = "}" if token.kind is TokenKind.CLOSE else token.text
            if not open_ or open_.pop() != closes:
                return False
    return not open_


def _listed(pieces: Sequence[Inline]) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for position, piece in enumerate(pieces):
        inlines.extend([Words(", ")] if position else [])
        inlines.append(piece)
    return tuple(inlines)
