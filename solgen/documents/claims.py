"""The claims of a formula, member by member, and the answers that its chains reach.

A line of a display that begins with ``\\iff`` or ``\\Rightarrow`` joins whole statements: ``2 x = 4 \\\\ \\iff x = 2``
claims the equivalence of two equations. The statement before ``\\iff`` is then not claimed by itself (it is the
equation to be solved); the one before ``\\Rightarrow`` is, since what follows from it is meant to hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Attributes, Given, Role, SectionKind, Step
from solgen.documents.chains import PROPOSITIONS, Chain, Comparison, Side, begin, define, extend, proposition
from solgen.documents.dots import DottedRun, dotted_run
from solgen.documents.reasons import stated_comparisons
from solgen.documents.scopes import Scopes
from solgen.documents.written import Written, answers_of, member_on
from solgen.notation.context import Context
from solgen.notation.reading.reading import Member
from solgen.notation.terms import relation
from solgen.notation.writing.latex import to_latex

ARROWS = ("⇔", "⇒")
_NOT_ALONE = PROPOSITIONS | {"dots", "relation", "chain"}
"""Heads of formulas of one member that are more than the first member of a chain."""


class ClaimRecorder:
    """Gathers the steps and the answers of a document, and knows which chain can go on."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self.kind = SectionKind.STEM
        self.part = ""
        self.steps: list[Step] = []
        self.given: list[Given] = []
        self.contexts: dict[Context, None] = {}
        self.lost: set[str] = set()
        """Names whose definitions were refused: what is said of them is not judged."""
        self.unread: set[str] = set()
        """Answers at formulas that could not be read, or that are about such names."""
        self._formula = 0
        self._chain: Chain | None = None
        self._displayed: Chain | None = None
        self._broken = False

    def open_section(self, kind: SectionKind, part: str) -> None:
        """Begin a section; no chain goes on into it."""
        self.kind, self.part = kind, part
        self._chain = self._displayed = None
        self._broken = False

    def break_chain(self, steps: int, given: int) -> None:
        """Forget a formula that could not be read to its end: what was recorded from there on, and its chain."""
        del self.steps[steps:], self.given[given:]
        self._broken = True

    def mention(self, side: Side, *, display: bool) -> None:
        """A formula that claims nothing; only an arrow can continue it."""
        self._chain = begin(side).ended(lambda: side, can_go_on=False)
        self._displayed = self._chain if display else self._displayed
        self._broken = False

    def record(self, written: Written, attributes: Attributes, number: int) -> None:
        """The steps of a formula, statement by statement, and the answers at their members."""
        self._formula = number
        members = written.reading.members
        answers = answers_of(written.reading, attributes)
        if self.lost and any(not self.lost.isdisjoint(member.term.free) for member in members):
            self._broken = True
            self.unread |= set(answers.values())
            return
        if len(members) == 1 and not members[0].sign and members[0].term.head not in _NOT_ALONE:
            self._alone(written, answers.get(0, ""))
        else:
            self._statements(written, answers)
        self._displayed = self._chain if written.raw.display else self._displayed
        self._broken = False
        self.reasons(written, number)

    def _alone(self, written: Written, answer: str) -> None:
        """A formula of one member that states nothing, as most in sentences are: a chain may begin with it."""
        chain = begin(written.side(0))
        self._answer(answer, chain, written, 0)
        self._chain = chain.ended(lambda: written.whole(range(1)), can_go_on=written.role is not Role.WRONG)

    def _statements(self, written: Written, answers: dict[int, str]) -> None:
        members = written.reading.members
        bounds = [position for position in range(len(members)) if _begins(members, position)] + [len(members)]
        for start, end in pairwise(bounds):
            solved = end < len(members) and members[end].sign == "⇔"
            self._statement(written, range(start, end), answers, solved=solved)

    def reasons(self, written: Written, number: int) -> None:
        """What the words behind ``&&`` state is claimed of the line that they stand on, but for a ``.wrong`` one."""
        if written.role is Role.WRONG or not written.reading.remarks:
            return
        self._formula = number
        for remark in written.reading.remarks:
            for stated in remark.formulas:
                for compared in stated_comparisons(stated, self.scopes.context):
                    member = member_on(written.reading, remark.line)
                    self._step(compared, member, replace(written, role=Role.CLAIM), member)

    def _statement(self, written: Written, positions: range, answers: dict[int, str], *, solved: bool) -> None:
        """One statement; ``solved`` where an equivalence follows on the next line, so that it is no claim itself."""
        members = written.reading.members
        start = positions.start
        lead = members[start].sign
        arrows = any(members[position].sign in ARROWS for position in positions[1:])
        if lead in ARROWS and not arrows:
            chain = self._arrow(written, positions)
            self._answer(_last(answers, positions), chain, written, start)
        elif solved and not lead and not arrows:
            chain = begin(written.whole(positions))
        else:
            chain = self._members(written, positions, answers)
        ending = chain

        def statement() -> Side | None:
            if arrows:
                return written.side(positions[-1])
            return _composed(ending) if lead and lead not in ARROWS else written.whole(positions)

        self._chain = chain.ended(statement, can_go_on=written.role is not Role.WRONG)

    def _arrow(self, written: Written, positions: range) -> Chain:
        """A statement that an arrow joins to the one before it."""
        start = positions.start
        before = self._continued(written, start)
        if before.relation not in ARROWS:
            statement = before.statement() if before.statement is not None else None
            if statement is None:
                raise Failure(_without_start(written.place(start)))
            before = begin(statement)
        sign = written.reading.members[start].sign
        chain, compared = extend(before, sign, written.whole(positions), self.scopes.context)
        return chain.after(self._step(compared, positions[-1], written, start))

    def _members(self, written: Written, positions: range, answers: dict[int, str]) -> Chain:
        """A chain of members, each with its sign."""
        members = written.reading.members
        first = positions.start
        statement = [members[position] for position in positions]
        if statement[0].sign:
            chain = self._continued(written, first)
        else:
            chain = begin(written.side(first))
            if len(statement) == 1 and statement[0].term.head in PROPOSITIONS:
                claimed = proposition(written.side(first), self.scopes.context)
                chain = chain.after(self._step(claimed, first, written, first))
            elif len(statement) == 1 and written.role is not Role.LET:  # one of several, set off by commas
                for compared in stated_comparisons(statement[0].term, self.scopes.context):
                    chain = chain.after(self._step(compared, first, written, first))
            self._answer(answers.pop(first, ""), chain, written, first)
            first += 1
        runs = self._runs(statement, positions.start, written)
        position = first
        while position < positions.stop:
            run = runs.get(position)
            if run is not None:
                chain, position = self._dotted(chain, run, positions.start, written)
            elif written.role is Role.LET and position == positions.start + 1 and not statement[0].sign:
                chain = define(chain, written.side(position))
            else:
                sign, side = members[position].sign, written.side(position)
                chain, compared = extend(chain, sign, side, self.scopes.context)
                chain = chain.after(self._step(compared, position, written, position))
            self._answer(answers.pop(position, ""), chain, written, position)
            position += 1
        return chain

    def _continued(self, written: Written, position: int) -> Chain:
        """The chain that the member at ``position``, which begins with a sign, goes on with."""
        chain = self._chain
        if position == 0:
            if self._broken:
                raise Failure  # the formula before was refused, and said so
            if written.raw.display and self._displayed is not None:
                chain = self._displayed
        arrow = written.reading.members[position].sign in ARROWS
        if chain is None or not (chain.open or (arrow and chain.statement is not None)):
            raise Failure(_without_start(written.place(position)))
        return chain

    def _dotted(self, chain: Chain, run: DottedRun, offset: int, written: Written) -> tuple[Chain, int]:
        """The chain beyond a run with dots, and the position of the run's last member."""
        last = offset + run.last
        claim = run.claim(self.scopes.context)
        left, right = (Side(side, to_latex(side)) for side in (claim.left, claim.right))
        step = self._step(Comparison(claim, None, left, right), last, written, last)
        longer, _ = extend(chain, run.sign, written.side(last), self.scopes.context)
        return longer.after(step), last

    def _runs(self, statement: Sequence[Member], offset: int, written: Written) -> dict[int, DottedRun]:
        """The dotted runs of a statement, by the position of the first member that they replace."""
        runs: dict[int, DottedRun] = {}
        for position, member in enumerate(statement):
            if member.term.head == "dots":
                run = dotted_run(statement, position, self.scopes.context)
                if run is None:
                    raise Failure(_dots_unclear(written.place(offset + position)))
                runs[offset + run.first + 1] = run
        return runs

    def _step(self, compared: Comparison, member: int, written: Written, position: int) -> int:
        claim = compared.claim
        if claim.context.hypotheses:
            self.contexts.setdefault(claim.context)
        self.steps.append(
            Step(
                formula=self._formula,
                member=member,
                claim=claim,
                follow=compared.follow,
                role=written.role,
                part=self.part,
                kind=self.kind,
                place=written.place(position),
                left_latex=compared.left.latex,
                right_latex=compared.right.latex,
            )
        )
        return len(self.steps) - 1

    def _answer(self, answer: str, chain: Chain, written: Written, position: int) -> None:
        """Record that the chain's last member, at ``position``, is an answer, if it is called one."""
        if not answer:
            return
        place = written.place(position)
        if chain.last is chain.start:
            raise Failure(
                Diagnostic(
                    "goal-answer-without-chain",
                    f"the answer `{answer}` stands at a formula without a relation",
                    place,
                    "write the chain that leads from what is asked to the answer",
                )
            )
        context = self.scopes.context
        self.given.append(
            Given(
                answer=answer,
                part=self.part,
                start=chain.start.term,
                relation=chain.relation or "",
                term=chain.last.term,
                latex=chain.last.latex,
                context=context,
                steps=chain.steps,
                hypotheses=tuple(to_latex(hypothesis) for hypothesis in context.hypotheses),
                place=place,
            )
        )


def _composed(chain: Chain) -> Side | None:
    """What a chain over several formulas says of its ends."""
    if not chain.relation:
        return None
    said = relation(chain.relation, chain.start.term, chain.last.term)
    return Side(said, f"{chain.start.latex} {chain.relation} {chain.last.latex}")


def _begins(members: Sequence[Member], position: int) -> bool:
    return position == 0 or members[position].statement != members[position - 1].statement


def _last(answers: dict[int, str], positions: range) -> str:
    """The answer at any member of a statement that counts as a whole."""
    found = [answers.pop(position) for position in positions if position in answers]
    return found[-1] if found else ""


def _without_start(place: Place) -> Diagnostic:
    return Diagnostic(
        "document-chain-without-start",
        "this formula begins with a relation sign, and no formula before it can be continued",
        place,
        "write the left side as well",
    )


def _dots_unclear(place: Place) -> Diagnostic:
    return Diagnostic(
        "claim-dots-unclear",
        "what the dots of this chain stand for cannot be seen",
        place,
        r"let the members beside the dots differ in one index only, as in `y_{(1)} \le y_{(2)} \le \dots \le y_{(n)}`",
    )
