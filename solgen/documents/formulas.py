"""One formula of a document, read at its place: its role, what it puts in force, what it claims, what it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import (
    Asked,
    Attributes,
    Formula,
    Given,
    Role,
    SectionKind,
    Step,
)
from solgen.documents.chains import (
    PROPOSITIONS,
    Chain,
    Comparison,
    Side,
    begin,
    define,
    extend,
    proposition,
)
from solgen.documents.dots import DottedRun, dotted_run
from solgen.documents.raw import RawFormula, Spot
from solgen.documents.remembered import Meaning, read_definition_remembered, read_remembered
from solgen.documents.roles import parse_braces
from solgen.documents.scopes import Scopes
from solgen.kernel.claim import Goal
from solgen.notation.context import Context
from solgen.notation.reading.reading import Member, Reading
from solgen.notation.writing.latex import to_latex

Locate = Callable[[Spot], Place]
Expand = Callable[[str], str]

_RELATIONAL = PROPOSITIONS | {"relation", "chain", "statements"}
_NEEDS_RELATION = (Role.IF, Role.WRONG, Role.UPTO, Role.VOUCH)
_LEFT_NAME = re.compile(r"\s*(\\?[A-Za-z]+(?:_\{[^{}]*\}|_\\?[A-Za-z0-9]+)?)")


class FormulaReader:
    """Reads the formulas of a document in order and gathers what has to be judged."""

    def __init__(self, scopes: Scopes, expand: Expand) -> None:
        self.scopes = scopes
        self.expand = expand
        self.kind = SectionKind.STEM
        self.part = ""
        self.formulas: list[Formula] = []
        self.steps: list[Step] = []
        self.asked: list[Asked] = []
        self.given: list[Given] = []
        self.contexts: dict[Context, None] = {}
        self.diagnostics: list[Diagnostic] = []
        self._chain: Chain | None = None
        self._displayed: Chain | None = None
        self._broken = False
        self._lost: set[str] = set()

    def open_section(self, kind: SectionKind, part: str) -> None:
        """Begin a section; no chain goes on into it."""
        self.kind, self.part = kind, part
        self.scopes.open_section(kind, part)
        self._chain = self._displayed = None
        self._broken = False

    def read(self, raw: RawFormula, locate: Locate) -> Formula | None:
        """The formula, or None where it cannot be read; then diagnostics say why."""
        if not raw.latex.strip():
            return None  # its emptiness was reported where the dollars were found
        raw, locate = self._expanded(raw, locate)
        steps, given = len(self.steps), len(self.given)
        try:
            return self._read(raw, locate)
        except Failure as failure:
            self._broken = True
            del self.steps[steps:], self.given[given:]
            self._report(raw, failure, locate)
            return None

    def mention(self, raw: RawFormula, locate: Locate, context: Context) -> Formula | None:
        """A formula that is only read, in a context of its own (a known mistake)."""
        raw, locate = self._expanded(raw, locate)
        try:
            reading = read_remembered(raw.latex, Meaning(context))
        except Failure as failure:
            self._report(raw, failure, locate)
            return None
        return self._keep(raw, reading, Role.SAY, Attributes(), locate, ())

    def _expanded(self, raw: RawFormula, locate: Locate) -> tuple[RawFormula, Locate]:
        """The formula with the author's macros put in; places inside it are then those of its beginning."""
        latex = self.expand(raw.latex)
        if latex == raw.latex:
            return raw, locate
        beginning = locate(raw.spot(0))
        braces = locate(raw.braces_at)
        return replace(raw, latex=latex), lambda spot: braces if spot == raw.braces_at else beginning

    def _report(self, raw: RawFormula, failure: Failure, locate: Locate) -> None:
        for diagnostic in failure.diagnostics:
            if diagnostic.code.startswith("read-undeclared") and any(
                f"`{name}`" in diagnostic.message for name in self._lost
            ):
                continue  # its definition was refused, and said so
            placed = diagnostic.code.startswith("role-") or diagnostic.place.line
            column = diagnostic.place.column
            self.diagnostics.append(
                diagnostic if placed else diagnostic.at(locate(raw.spot(column - 1 if column else 0)))
            )

    def _read(self, raw: RawFormula, locate: Locate) -> Formula:
        braces_place = locate(raw.braces_at)
        role, attributes = (Role.CLAIM, Attributes()) if raw.braces is None else parse_braces(raw.braces, braces_place)
        latex = raw.latex
        meaning = self.scopes.meaning
        if role is Role.LET:
            try:
                reading, definitions, declarations = read_definition_remembered(latex, meaning)
            except Failure:
                self._lost.update(found[1] for found in [_LEFT_NAME.match(latex)] if found)
                raise
            self.scopes.define(definitions, declarations)
        else:
            reading = read_remembered(latex, meaning)
        self._require_relation(role, reading, braces_place)
        if role is Role.IF:
            self._assume(reading, attributes, braces_place)
        first = len(self.steps)
        if role in (Role.IF, Role.SAY):
            self._chain = replace(begin(Side(reading.term, latex)), open=False)
        else:
            self._claims(raw, reading, role, attributes, locate)
        if raw.display:
            self._displayed = self._chain
        self._broken = False
        if attributes.ask:
            self._ask(reading, attributes, braces_place)
        return self._keep(raw, reading, role, attributes, locate, tuple(range(first, len(self.steps))))

    def _keep(
        self,
        raw: RawFormula,
        reading: Reading,
        role: Role,
        attributes: Attributes,
        locate: Locate,
        steps: tuple[int, ...],
    ) -> Formula:
        formula = Formula(len(self.formulas), raw.display, reading, role, attributes, locate(raw.spot(0)), steps)
        self.formulas.append(formula)
        return formula

    def _require_relation(self, role: Role, reading: Reading, place: Place) -> None:
        if role in _NEEDS_RELATION and not reading.continues and reading.term.head not in _RELATIONAL:
            raise _fault(
                "role-needs-relation",
                f"`.{role.value}` stands behind a formula that states nothing",
                place,
                "give it a formula with a relation, such as `x > 0`, or take the role away",
            )
        whole = len(reading.members) == 1 and reading.term.head in PROPOSITIONS
        if role is Role.WRONG and not whole and (reading.continues or len(reading.members) != 2):
            raise _fault(
                "role-wrong-one-relation",
                "`.wrong` needs one relation between two sides, so that it is clear what is wrong",
                place,
                "split the formula and give `.wrong` to the false relation only",
            )

    def _assume(self, reading: Reading, attributes: Attributes, place: Place) -> None:
        if reading.continues or any(member.term.head == "dots" for member in reading.members):
            raise _fault(
                "role-bad-hypothesis",
                "a hypothesis cannot begin with a relation sign or be a chain with dots",
                place,
                "write it out, or declare the property (`nonincreasing`, `positive`) of the name",
            )
        hypotheses = reading.term.arguments if reading.term.head == "statements" else (reading.term,)
        self.scopes.assume(hypotheses, lasting=attributes.until == "part")
        self.contexts.setdefault(self.scopes.context)

    def _ask(self, reading: Reading, attributes: Attributes, place: Place) -> None:
        left = reading.members[0].term
        context = self.scopes.context
        names = tuple(self._name(latex, place) for latex in attributes.in_terms_of)
        goal = Goal(left, "=", names)
        self.asked.append(Asked(attributes.ask, self.part, goal, context, place))

    def _name(self, latex: str, place: Place) -> str:
        """The declared name that the author means by ``latex``."""
        try:
            term = read_remembered(latex, self.scopes.meaning).term
        except Failure as failure:
            diagnostic = failure.diagnostics[0]
            raise Failure(diagnostic.at(place)) from failure
        if term.head in ("index", "apply", "order_statistic"):
            term = term.arguments[0]
        if term.head != "name":
            raise _fault(
                "role-bad-value",
                f"`{latex}` in `in-terms-of` is no name",
                place,
                "give declared names, set off by commas",
            )
        return str(term.data)

    def _claims(self, raw: RawFormula, reading: Reading, role: Role, attributes: Attributes, locate: Locate) -> None:
        """Record the steps of a formula, statement by statement, and the answers at their members."""
        answers = _answers(reading, attributes)
        members = list(reading.members)
        position = 0
        while position < len(members):
            end = position + 1
            while end < len(members) and members[end].statement == members[position].statement:
                end += 1
            self._statement(raw, reading, role, range(position, end), answers, locate)
            position = end

    def _statement(
        self,
        raw: RawFormula,
        reading: Reading,
        role: Role,
        positions: range,
        answers: dict[int, str],
        locate: Locate,
    ) -> None:
        members = reading.members
        latex = reading.latex

        def side(position: int) -> Side:
            return Side(members[position].term, latex[members[position].start : members[position].end].strip())

        def place(position: int) -> Place:
            return locate(raw.spot(members[position].start))

        statement = [members[position] for position in positions]
        first = positions[0]
        if statement[0].sign:
            inside = self._chain if first > 0 else None
            chain = inside or self._continued(raw, place(first))
        else:
            chain = begin(side(first))
            first += 1
            if len(statement) == 1 and statement[0].term.head in PROPOSITIONS:
                step = self._step(proposition(side(first - 1), self.scopes.context), first - 1, role, place(first - 1))
                chain = chain.after(step)
        if role is Role.WRONG:
            chain = replace(chain, open=False)
        runs = _runs(statement, positions[0], self._dots_unclear, place)
        position = first
        self._answer(answers.pop(first - 1, ""), chain, place(max(first - 1, 0)))
        while position < positions.stop:
            run = runs.get(position)
            if run is not None:
                chain, position = self._dotted(chain, run, positions[0], side, role, place)
            elif role is Role.LET and position == positions[0] + 1 and not statement[0].sign:
                chain = define(chain, side(position))
            else:
                chain, compared = extend(chain, members[position].sign, side(position), self.scopes.context)
                chain = chain.after(self._step(compared, position, role, place(position)))
            self._answer(answers.pop(position, ""), chain, place(position))
            position += 1
        self._chain = chain

    def _continued(self, raw: RawFormula, place: Place) -> Chain:
        chain = self._displayed if raw.display and self._displayed is not None else self._chain
        if self._broken:
            raise Failure
        if chain is None or not chain.open:
            raise _fault(
                "document-chain-without-start",
                "this formula begins with a relation sign, and no formula before it can be continued",
                place,
                "write the left side as well",
            )
        return chain

    def _dotted(
        self,
        chain: Chain,
        run: DottedRun,
        offset: int,
        side: Callable[[int], Side],
        role: Role,
        place: Callable[[int], Place],
    ) -> tuple[Chain, int]:
        last = side(offset + run.last)
        claim = run.claim(self.scopes.context)
        compared = Comparison(
            claim, None, Side(claim.left, to_latex(claim.left)), Side(claim.right, to_latex(claim.right))
        )
        step = self._step(compared, offset + run.last, role, place(offset + run.last))
        longer, _ = extend(chain, run.sign, last, self.scopes.context)
        return longer.after(step), offset + run.last

    def _dots_unclear(self, place: Place) -> Failure:
        return _fault(
            "claim-dots-unclear",
            "what the dots of this chain stand for cannot be seen",
            place,
            r"let the members beside the dots differ in one index only: `y_{(1)} \le y_{(2)} \le \dots \le y_{(n)}`",
        )

    def _step(self, compared: Comparison, member: int, role: Role, place: Place) -> int:
        claim = compared.claim
        if claim.context.hypotheses:
            self.contexts.setdefault(claim.context)
        self.steps.append(
            Step(
                formula=len(self.formulas),
                member=member,
                claim=claim,
                follow=compared.follow,
                role=role,
                part=self.part,
                kind=self.kind,
                place=place,
                left_latex=compared.left.latex,
                right_latex=compared.right.latex,
            )
        )
        return len(self.steps) - 1

    def _answer(self, answer: str, chain: Chain, place: Place) -> None:
        if not answer:
            return
        context = self.scopes.context
        if chain.last is chain.start:
            raise _fault(
                "goal-answer-without-chain",
                f"the answer `{answer}` stands at a formula without a relation",
                place,
                "write the chain that leads from what is asked to the answer",
            )
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


def _answers(reading: Reading, attributes: Attributes) -> dict[int, str]:
    """Which member of the reading is which answer."""
    answers: dict[int, str] = {}
    for remark in reading.remarks:
        if remark.answer:
            before = [position for position, member in enumerate(reading.members) if member.line <= remark.line]
            answers[before[-1] if before else 0] = remark.answer
    if attributes.answer:
        answers[len(reading.members) - 1] = attributes.answer
    return answers


def _runs(
    statement: Sequence[Member],
    offset: int,
    unclear: Callable[[Place], Failure],
    place: Callable[[int], Place],
) -> dict[int, DottedRun]:
    """The dotted runs of a statement, by the position of the first member that they replace."""
    runs: dict[int, DottedRun] = {}
    for position, member in enumerate(statement):
        if member.term.head == "dots":
            run = dotted_run(statement, position)
            if run is None:
                raise unclear(place(offset + position))
            runs[offset + run.first + 1] = run
    return runs


def _fault(code: str, message: str, place: Place, hint: str) -> Failure:
    return Failure(Diagnostic(code, message, place, hint))
