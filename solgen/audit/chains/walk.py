"""Goes through the formulas of a text in order and knows which chain can go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from solgen.audit.chains.members import ORDERS, Members
from solgen.audit.chains.reasons import reasons_of
from solgen.audit.lines import Key, Statement
from solgen.audit.relevance import same_meaning
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.diagnostics import Place
from solgen.documents.blocks import Role, SourceText
from solgen.documents.chains import Chain, Side, begin
from solgen.documents.raw import Spot
from solgen.documents.written import Written, is_proposition
from solgen.notation.context import Context
from solgen.notation.reading.reading import Member
from solgen.notation.terms import Term, relation

ARROWS = ("⇔", "⇒")
_SENTENCE_ENDS = re.compile(r"[.!?](?:\s|$)(?=\s*\S)")
_FEW_WORDS = 8


class _Link:
    """A chain, the line that it ended on, and what the names meant there."""

    __slots__ = ("chain", "context", "key")

    def __init__(self, chain: Chain, key: Key | None, context: Context) -> None:
        self.chain = chain
        self.key = key
        self.context = context


class Walk:
    """Goes through the formulas of a text and knows which chain can go on."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._part = ""
        self._last: _Link | None = None
        self._displayed: _Link | None = None
        self._since_display = ""
        self._by_start: dict[Term, _Link] = {}

    def formula(self, read: ReadFormula) -> Iterator[Statement]:
        """The statements of one formula."""
        if read.part != self._part:
            self._part = read.part
            self._last = self._displayed = None
            self._since_display = ""
            self._by_start = {}
        self._since_display = f"{self._since_display} {read.words}"
        if read.reading is None:
            self._last = self._displayed = None
            return
        members = read.reading.members
        written = Written(read.raw, read.reading, Role.CLAIM, self._locate)
        starts = [place for place in range(len(members)) if _begins(members, place)] + [len(members)]
        for count, (start, end) in enumerate(pairwise(starts)):
            purpose = read.purposes[count] if count < len(read.purposes) else Purpose.CLAIM
            context = _context_of(read, count)
            yield self._statement(read, written, range(start, end), count, purpose, context)
        if read.raw.display:
            self._displayed, self._since_display = self._last, ""

    def _locate(self, spot: Spot) -> Place:
        return self._source.place(spot.line, spot.column)

    def _statement(
        self, read: ReadFormula, written: Written, positions: range, count: int, purpose: Purpose, context: Context
    ) -> Statement:
        work = Members(read, written, positions, purpose, context)
        first = work.members[positions.start]
        lead = first.sign if first.sign not in ARROWS else ""
        if lead:
            self._go_on(work, first)
        else:
            self._start(work, positions)
        for position in positions[1:]:
            work.member(position)
        self._last = _Link(work.chain, work.key, context)
        if work.can_be_taken_up():
            self._by_start[work.chain.start.term] = self._last
        return Statement(
            formula=read.number,
            number=count,
            purpose=purpose,
            part=read.part,
            context=context,
            place=written.place(positions.start),
            lines=(*work.lines, *reasons_of(read, written, context, purpose, positions)),
            mentioned=work.mentioned,
            chain=work.chain,
            condition=_condition(work, written, positions),
            arrow=first.sign if first.sign in ARROWS else "",
            words=read.words if count == 0 else "",
        )

    def _go_on(self, work: Members, first: Member) -> None:
        """A statement that begins with a relation sign."""
        opening = first is work.members[0]
        display = opening and work.read.raw.display and self._displayed is not None
        link = self._displayed if display else self._last
        if link is None:
            work.begin_in_words()
            return
        work.loose = opening and _is_loose(self._since_display if display else work.read.words)
        work.chain, work.key = link.chain, link.key
        work.member(work.positions.start)

    def _start(self, work: Members, positions: range) -> None:
        """A statement with a left side of its own."""
        side = work.written.side(positions.start)
        work.chain = begin(side)
        second = work.members[positions.start + 1] if len(positions) > 1 else None
        if second is None:
            work.whole(positions.start)
            return
        link = self._by_start.get(side.term)
        if (
            work.purpose is not Purpose.CLAIM
            or second.sign != "="
            or link is None
            or _is_unknown(side.term, work.context)
        ):
            return
        names = side.term.free | link.chain.last.term.free
        if same_meaning(names, link.context, work.context):
            work.chain, work.key, work.linked = link.chain, link.key, True


def _condition(work: Members, written: Written, positions: range) -> Side | None:
    """What the statement says as a whole, for an equation step from it or to it."""
    whole = written.whole(positions)
    if work.members[positions.start].sign not in ("", *ARROWS) or work.linked:
        chain = work.chain
        if not chain.relation:
            return None
        latex = f"{chain.start.latex} {chain.relation} {chain.last.latex}"
        return Side(relation(chain.relation, chain.start.term, chain.last.term), latex)
    if not is_proposition(whole.term):
        return None
    chain = work.chain
    if whole.term.head == "chain" and chain.relation and (chain.relation == "=" or chain.relation in ORDERS):
        said = relation(chain.relation, chain.start.term, chain.last.term)
        return Side(said, f"{chain.start.latex} {chain.relation} {chain.last.latex}")
    return whole


def _context_of(read: ReadFormula, count: int) -> Context:
    """Before the formula, or after it where it has put something in force by then."""
    puts = {Purpose.DEFINITION, Purpose.HYPOTHESIS}
    return read.after if puts & set(read.purposes[: count + 1]) else read.context


def _is_unknown(side: Term, context: Context) -> bool:
    """Whether a left side is a name without a value of its own: two equations that it solves are no chain."""
    head = side.arguments[0] if side.head == "index" else side
    return head.head == "name" and context.definition(str(head.data)) is None


def _is_loose(words: str) -> bool:
    """Whether so much stands between two formulas that the second need not go on from the first."""
    said = words.strip()
    return len(said.split()) > _FEW_WORDS or bool(_SENTENCE_ENDS.search(said))


def _begins(members: Sequence[Member], position: int) -> bool:
    return position == 0 or members[position].statement != members[position - 1].statement
