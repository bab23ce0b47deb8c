"""The members of one statement, made into lines: what each claims of the chain that it goes on from."""

from __future__ import annotations

from dataclasses import replace

from solgen.audit.chains.empty import BACK, BY_ITSELF, SAME, by_itself, plain
from solgen.audit.chains.steps import taken_apart
from solgen.audit.lines import APART, Key, Line
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.documents.blocks import Role, SectionKind, Step
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
from solgen.documents.written import Written
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Definition
from solgen.notation.terms import Term, number
from solgen.notation.writing.latex import to_latex

_WIDEST = 20
"""More members than this has no statement that is set off by commas from others."""
_BESIDES = 10
"""From here on the equalities are counted that a step between chains claims besides."""
ORDERS = frozenset({"<", "≤", ">", "≥", "⊂", "⊆"})


class Members:
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
        compared, said = taken_apart(compared)
        for count, one in enumerate(said, _BESIDES):
            self.lines.append(self._line(one, position, None, at=APART + _WIDEST * position + count))
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
        elif follow is not None and not self.linked and plain(claim.left) is plain(claim.right):
            nothing = BACK
        elif by_itself(claim.left, self.context):
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
    if follow is None or claim.relation not in ORDERS or follow.relation not in ORDERS:
        return compared
    return Comparison(follow, None, Side(follow.left, to_latex(follow.left)), compared.right)


def _defined_here(context: Context, left: Term, right: Term) -> Context:
    """The context with the definition exactly as the text gives it, in place of how it was taken."""
    head = left.arguments[0] if left.head in ("apply", "index") else left
    parameters = left.arguments[1:] if left.head in ("apply", "index") else ()
    names = [str(parameter.data) for parameter in parameters if parameter.head == "name"]
    if head.head != "name" or len(set(names)) != len(parameters) or head.data in right.free:
        return context
    others = tuple(one for one in context.definitions if one.name != head.data)
    return replace(context, definitions=(*others, Definition(left, right)))
