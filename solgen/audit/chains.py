r"""From formulas that were understood to the lines that they claim.

A chain goes on over formulas that begin with a relation sign. A statement with the same left side as an earlier one of
the part goes on from it too (``w = A``, then ``w = B`` claims ``A = B`` as well), as long as every name means the same
and no case in between was given up. Where a formula begins with a sign but whole sentences stand before it, its left
side may be the words: the connection is then loose, and a failure says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from solgen.audit.lines import APART, REMARK, Key, Line, Statement
from solgen.audit.relevance import same_meaning
from solgen.audit.understanding import Interpretation, Purpose, ReadFormula
from solgen.diagnostics import Place
from solgen.documents.blocks import Role, SectionKind, SourceText, Step
from solgen.documents.chains import (
    PROPOSITIONS,
    Chain,
    Comparison,
    Side,
    begin,
    define,
    extend,
    proposition,
    says_nothing,
)
from solgen.documents.dots import dotted_run
from solgen.documents.raw import Spot
from solgen.documents.reasons import stated_comparisons
from solgen.documents.written import Written, is_proposition, member_on
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Definition
from solgen.notation.reading.reading import Member, Reading
from solgen.notation.terms import Term, number, relation, term
from solgen.notation.writing.latex import to_latex

ARROWS = ("⇔", "⇒")
_SENTENCE_ENDS = re.compile(r"[.!?](?:\s|$)(?=\s*\S)")
_FEW_WORDS = 8
_WIDEST = 20
"""More members than this has no statement that is set off by commas from others."""
_ORDERS = frozenset({"<", "≤", ">", "≥", "⊂", "⊆"})
SAME = "both sides are the same as written, so it says nothing"
BY_ITSELF = "what is differentiated is the same quantity as what it is differentiated by, so nothing is shown"
BACK = "the chain comes back to what it began with, so nothing is shown"


def statements_of(interpretation: Interpretation, source: SourceText) -> tuple[Statement, ...]:
    """All statements of a text under one interpretation, in reading order."""
    walk = _Walk(source)
    return tuple(statement for formula in interpretation.formulas for statement in walk.formula(formula))


class _Link:
    """A chain, the line that it ended on, and what the names meant there."""

    __slots__ = ("chain", "context", "key")

    def __init__(self, chain: Chain, key: Key | None, context: Context) -> None:
        self.chain = chain
        self.key = key
        self.context = context


class _Walk:
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
        work = _Members(read, written, positions, purpose, context)
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
            lines=(*work.lines, *_reasons(read, written, context, purpose, positions)),
            mentioned=work.mentioned,
            chain=work.chain,
            condition=_condition(work, written, positions),
            arrow=first.sign if first.sign in ARROWS else "",
            words=read.words if count == 0 else "",
        )

    def _go_on(self, work: _Members, first: Member) -> None:
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

    def _start(self, work: _Members, positions: range) -> None:
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


class _Members:
    """The members of one statement becoming lines."""

    def __init__(
        self, read: ReadFormula, written: Written, positions: range, purpose: Purpose, context: Context
    ) -> None:
        self.read = read
        self.written = written
        self.members = written.reading.members
        self.positions = positions
        self.purpose = purpose
        self.context = context
        self.chain: Chain = begin(written.side(positions.start))
        self.key: Key | None = None
        self.lines: list[Line] = []
        self.loose = False
        self.linked = False
        self.began_in_words = False
        self.mentioned: Line | None = None
        self._claimed = positions.stop
        self._asked = -1
        if purpose is Purpose.MENTION:
            # ``dE/dc = expression = 0``: the equation is mentioned, the derivative before it is claimed
            # and ``x = A = B``: where it is so is mentioned, and that A is B is claimed
            equated = len(positions) > 2 and self.members[positions.start + 1].sign == "="
            named = self.members[positions.start].term.head == "name" and equated
            self._claimed = positions.stop if named else positions.stop - 1 if equated else positions.start
            self._asked = positions.start + 1 if named else -1
        elif purpose is Purpose.ASIDE:
            self._claimed = positions.start

    def begin_in_words(self) -> None:
        """The left side stands in the sentence before: the first member is where the chain begins."""
        self.began_in_words = True

    def whole(self, position: int) -> None:
        """A single member: a proposition is claimed as a whole, anything else is only mentioned.

        Statements set off by commas (``a = b, c = d``) are read as one member each; their sides are taken apart.
        """
        stated = self.members[position].term
        if stated.head in ("relation", "chain"):
            self._apart(position, stated)
        elif self.purpose is Purpose.CLAIM and stated.head in PROPOSITIONS:
            self._keep(proposition(self.written.side(position), self.context), position)

    def _apart(self, position: int, stated: Term) -> None:
        signs = [str(sign) for sign in (stated.data if isinstance(stated.data, tuple) else (stated.data,))]
        sides = [Side(side, to_latex(side)) for side in stated.arguments]
        self.chain = begin(sides[0])
        defining = self.purpose is Purpose.DEFINITION and signs[0] in ("=", "≡")
        for count, (sign, side) in enumerate(zip(signs, sides[1:], strict=True)):
            place = position if count == 0 else APART + _WIDEST * position + count
            if count == 0 and defining:
                self.chain = define(self.chain, side)
                self._definition(position, place)
                continue
            self.chain, compared = extend(self.chain, sign, side, self.context)
            asked = self.purpose is Purpose.MENTION
            if self.purpose in (Purpose.CLAIM, Purpose.DEFINITION) or (asked and count < len(signs) - 1):
                self._keep(_neighbours(compared), position, self.key, at=place)
            elif asked:
                self.mentioned = self._line(_neighbours(compared), position, None, at=place)

    def member(self, position: int) -> None:
        """One member with its sign."""
        sign, side = self.members[position].sign, self.written.side(position)
        if side.term.head == "dots":
            return
        if self.members[position - 1].term.head == "dots" and position - 1 > self.positions.start:
            self._dotted(position)
            return
        if self._defines(position):
            square = self.chain.start.term.head == "power"
            self.chain = define(self.chain, side)
            self._definition(position)
            self.chain = begin(side) if square else self.chain
            return
        first = self.chain.start
        before = None if self.chain.last is first and not self.chain.relation else self.key
        self.chain, compared = extend(self.chain, sign, side, self.context)
        if self.purpose is Purpose.HYPOTHESIS:
            self.key = None
            if sign == "=" and self.read.raw.display:
                self.mentioned = self._line(_neighbours(compared), position, None)
        elif position >= self._claimed or position == self._asked:
            self.key = None
            if position in (self.positions.stop - 1, self._asked):
                self.mentioned = self._line(_neighbours(compared), position, None)
        else:
            self._keep(_neighbours(compared), position, before)

    def can_be_taken_up(self) -> bool:
        """Whether a later statement with the same left side goes on from this one: not from what is to be solved."""
        said = self.purpose in (Purpose.CLAIM, Purpose.DEFINITION) and self.chain.relation == "="
        return said and not self.began_in_words and self.chain.last.term is not number(0)

    def _defines(self, position: int) -> bool:
        return (
            self.purpose is Purpose.DEFINITION
            and position == self.positions.start + 1
            and self.members[position].sign in ("=", "≡")
        )

    def _dotted(self, position: int) -> None:
        statement = [self.members[place] for place in self.positions]
        offset = self.positions.start
        run = dotted_run(statement, position - 1 - offset, self.context)
        sign, side = self.members[position].sign, self.written.side(position)
        self.chain, _ = extend(self.chain, sign, side, self.context)
        if run is not None and self.purpose is Purpose.CLAIM:
            claim = run.claim(self.context)
            left, right = (Side(one, self.written.side(position).latex) for one in (claim.left, claim.right))
            self._keep(Comparison(claim, None, left, right), position)

    def _definition(self, position: int, at: int | None = None) -> None:
        """A definition claims nothing; it is judged for making sense, as the text has it."""
        left, right = self.chain.start, self.chain.last
        context = _defined_here(self.context, left.term, right.term)
        defined = Comparison(Claim(context, left.term, "=", right.term), None, left, right)
        self._keep(defined, position, at=at, defining=True)

    def _keep(
        self,
        compared: Comparison,
        position: int,
        before: Key | None = None,
        *,
        at: int | None = None,
        defining: bool = False,
    ) -> None:
        line = self._line(compared, position, before, at=at, defining=defining)
        self.lines.append(line)
        self.key = line.key

    def _line(
        self,
        compared: Comparison,
        position: int,
        before: Key | None,
        *,
        at: int | None = None,
        defining: bool = False,
    ) -> Line:
        claim, follow = compared.claim, compared.follow
        nothing = ""
        if says_nothing(claim) and not defining:
            nothing = SAME
        elif follow is not None and not self.linked and _plain(claim.left) is _plain(claim.right):
            nothing = BACK
        elif _by_itself(claim.left, self.context):
            nothing = BY_ITSELF
        key = (self.read.number, position if at is None else at)
        step = Step(
            formula=self.read.number,
            member=position,
            claim=claim,
            follow=None if follow is None or says_nothing(follow) else follow,
            role=Role.CLAIM,
            part=self.read.part,
            kind=SectionKind.SOLUTION,
            place=self.written.place(position),
            left_latex=compared.left.latex,
            right_latex=compared.right.latex,
        )
        purpose = Purpose.DEFINITION if defining else Purpose.CLAIM
        return Line(key, purpose, step, before, self.loose, nothing)


def _neighbours(compared: Comparison) -> Comparison:
    """Of ``0 ≤ a ≤ 2`` the second sign says ``a ≤ 2``; that 0 ≤ 2 is no claim of the author's."""
    claim, follow = compared.claim, compared.follow
    if follow is None or claim.relation not in _ORDERS or follow.relation not in _ORDERS:
        return compared
    return Comparison(follow, None, Side(follow.left, to_latex(follow.left)), compared.right)


def _reasons(
    read: ReadFormula, written: Written, context: Context, purpose: Purpose, positions: range
) -> Iterator[Line]:
    """What the words behind ``&&`` state is claimed of the line that they stand on."""
    reading: Reading = written.reading
    for count, remark in enumerate(reading.remarks):
        member = member_on(reading, remark.line)
        if member not in positions or purpose is Purpose.HYPOTHESIS:
            continue
        for stated in remark.formulas:
            for compared in stated_comparisons(stated, context):
                step = Step(
                    formula=read.number,
                    member=member,
                    claim=compared.claim,
                    follow=None,
                    role=Role.CLAIM,
                    part=read.part,
                    kind=SectionKind.SOLUTION,
                    place=written.place(member),
                    left_latex=compared.left.latex,
                    right_latex=compared.right.latex,
                )
                yield Line((read.number, REMARK * (count + 1) + member), Purpose.CLAIM, step)


def _condition(work: _Members, written: Written, positions: range) -> Side | None:
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
    if whole.term.head == "chain" and chain.relation and (chain.relation == "=" or chain.relation in _ORDERS):
        said = relation(chain.relation, chain.start.term, chain.last.term)
        return Side(said, f"{chain.start.latex} {chain.relation} {chain.last.latex}")
    return whole


def _context_of(read: ReadFormula, count: int) -> Context:
    """Before the formula, or after it where it has put something in force by then."""
    puts = {Purpose.DEFINITION, Purpose.HYPOTHESIS}
    return read.after if puts & set(read.purposes[: count + 1]) else read.context


def _defined_here(context: Context, left: Term, right: Term) -> Context:
    """The context with the definition exactly as the text gives it, in place of how it was taken."""
    head = left.arguments[0] if left.head in ("apply", "index") else left
    parameters = left.arguments[1:] if left.head in ("apply", "index") else ()
    names = [str(parameter.data) for parameter in parameters if parameter.head == "name"]
    if head.head != "name" or len(set(names)) != len(parameters) or head.data in right.free:
        return context
    others = tuple(one for one in context.definitions if one.name != head.data)
    return replace(context, definitions=(*others, Definition(left, right)))


def _is_unknown(side: Term, context: Context) -> bool:
    """Whether a left side is a name without a value of its own: two equations that it solves are no chain."""
    head = side.arguments[0] if side.head == "index" else side
    return head.head == "name" and context.definition(str(head.data)) is None


def _is_loose(words: str) -> bool:
    """Whether so much stands between two formulas that the second need not go on from the first."""
    said = words.strip()
    return len(said.split()) > _FEW_WORDS or bool(_SENTENCE_ENDS.search(said))


def _by_itself(node: Term, context: Context) -> bool:
    """Whether a quantity is differentiated by itself under another name: ``dσ(x)/do`` where ``o = σ(x)``."""
    if node.head != "derivative" or len(node.arguments) != 2 or node.arguments[1].head != "name":
        return False
    body, by = node.arguments
    definition = context.definition(str(by.data))
    return definition is not None and definition.body is body


def _plain(node: Term) -> Term:
    """A Term without factors of 1 and with ``d/dx f(x)`` as ``f'(x)``: two ways to write the same thing."""
    arguments = [_plain(argument) for argument in node.arguments]
    if node.head == "multiply":
        arguments = [argument for argument in arguments if argument is not number(1)] or [number(1)]
        if len(arguments) == 1:
            return arguments[0]
    if node.head == "derivative" and len(arguments) == 2:
        body, by = arguments
        if body.head == "apply" and len(body.arguments) == 2 and body.arguments[1] is by:
            function = body.arguments[0]
            if function.head == "name":
                return term("apply", [term("prime", [function], 1), by])
    return term(node.head, arguments, node.data) if arguments else node


def _begins(members: Sequence[Member], position: int) -> bool:
    return position == 0 or members[position].statement != members[position - 1].statement
