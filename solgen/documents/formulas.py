"""One formula of a document, read at its place: its role, and what it puts in force, asks or claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Asked, Attributes, Formula, Role, SectionKind
from solgen.documents.chains import PROPOSITIONS, Side
from solgen.documents.claims import ClaimRecorder
from solgen.documents.lost import answers_named, names_defined
from solgen.documents.raw import RawFormula
from solgen.documents.remembered import Meaning, read_definition_remembered, read_remembered
from solgen.documents.roles import parse_braces
from solgen.documents.scopes import Scopes
from solgen.documents.written import Locate, Written, is_proposition
from solgen.kernel.claim import Goal
from solgen.notation.context import Context
from solgen.notation.reading.reading import Reading

Expand = Callable[[str], str]

_NEEDS_RELATION = (Role.IF, Role.WRONG, Role.UPTO, Role.VOUCH)
_QUOTED = re.compile(r"`([^`]+)`")
_NO_ATTRIBUTES = Attributes()
_NOWHERE = Place()
"""The place of braces that are not there: without them, no role can be wrong."""


class FormulaReader:
    """Reads the formulas of a document in order and gathers what has to be judged."""

    def __init__(self, scopes: Scopes, expand: Expand) -> None:
        self.scopes = scopes
        self.claims = ClaimRecorder(scopes)
        self.formulas: list[Formula] = []
        self.asked: list[Asked] = []
        self.diagnostics: list[Diagnostic] = []
        self._expand = expand

    def open_section(self, kind: SectionKind, part: str) -> None:
        """Begin a section."""
        self.claims.open_section(kind, part)
        self.scopes.open_section(kind, part)

    def read(self, raw: RawFormula, locate: Locate) -> Formula | None:
        """The formula, or None where it cannot be read; then diagnostics say why."""
        if not raw.latex.strip():
            return None  # its emptiness was reported where the dollars were found
        steps, given = len(self.claims.steps), len(self.claims.given)
        try:
            raw, locate = self._expanded(raw, locate)
            return self._read(raw, locate)
        except Failure as failure:
            self.claims.break_chain(steps, given)
            self.claims.unread |= answers_named(raw)
            self._report(raw, failure, locate)
            return None

    def mention(self, raw: RawFormula, locate: Locate, context: Context) -> Formula | None:
        """A formula that is only read, in a context of its own (a known mistake)."""
        try:
            raw, locate = self._expanded(raw, locate)
            reading = read_remembered(raw.latex, Meaning(context))
        except Failure as failure:
            self._report(raw, failure, locate)
            return None
        return self._keep(Written(raw, reading, Role.SAY, locate), Attributes(), ())

    def _expanded(self, raw: RawFormula, locate: Locate) -> tuple[RawFormula, Locate]:
        """The formula with the author's macros put in; places inside it are then those of its beginning."""
        latex = self._expand(raw.latex)
        if latex == raw.latex:
            return raw, locate
        beginning = locate(raw.spot(0))
        braces = locate(raw.braces_at)
        return replace(raw, latex=latex), lambda spot: braces if spot == raw.braces_at else beginning

    def _report(self, raw: RawFormula, failure: Failure, locate: Locate) -> None:
        for diagnostic in failure.diagnostics:
            undeclared = diagnostic.code.startswith("read-undeclared")
            if undeclared and any(f"`{name}`" in diagnostic.message for name in self.claims.lost):
                continue  # its definition was refused, and said so
            if undeclared:
                diagnostic = self._defined_elsewhere(diagnostic)  # noqa: PLW2901 -- the same, with a better hint
            if not diagnostic.place.line:
                column = diagnostic.place.column
                diagnostic = diagnostic.at(locate(raw.spot(column - 1 if column else 0)))  # noqa: PLW2901 -- the same, placed
            self.diagnostics.append(diagnostic)

    def _defined_elsewhere(self, diagnostic: Diagnostic) -> Diagnostic:
        """A name that is unknown here may be defined in a part that has ended, or not begun."""
        quoted = _QUOTED.search(diagnostic.message)
        part = self.scopes.part_that_defines(quoted[1]) if quoted else None
        if part is None:
            return diagnostic
        where = f"part {part}" if part else "the solution"
        return replace(
            diagnostic,
            hint=f"it is defined in {where} only, and a definition ends with its part; "
            "define it in the stem of the whole question, or again here",
        )

    def _read(self, raw: RawFormula, locate: Locate) -> Formula:
        role, attributes, braces_place = Role.CLAIM, _NO_ATTRIBUTES, _NOWHERE
        if raw.braces is not None:
            braces_place = locate(raw.braces_at)
            role, attributes = parse_braces(raw.braces, braces_place)
        reading = self._define(raw.latex) if role is Role.LET else read_remembered(raw.latex, self.scopes.meaning)
        written = Written(raw, reading, role, locate)
        _require_relation(role, reading, braces_place)
        first = len(self.claims.steps)
        if role is Role.IF:
            self._assume(reading, attributes, braces_place)
        if role in (Role.IF, Role.SAY):
            self.claims.mention(Side(reading.term, raw.latex), display=raw.display)
            self.claims.reasons(written, len(self.formulas))
        else:
            self.claims.record(written, attributes, len(self.formulas))
        if attributes.ask:
            self._ask(reading, role, attributes, braces_place)
        return self._keep(written, attributes, tuple(range(first, len(self.claims.steps))))

    def _define(self, latex: str) -> Reading:
        try:
            reading, definitions, declarations = read_definition_remembered(latex, self.scopes.meaning)
        except Failure:
            self.claims.lost |= names_defined(latex)
            raise
        lost = self.claims.lost
        lost |= {definition.name for definition in definitions if not lost.isdisjoint(definition.body.free)}
        self.scopes.define(definitions, declarations)
        return reading

    def _keep(self, written: Written, attributes: Attributes, steps: tuple[int, ...]) -> Formula:
        raw = written.raw
        place = written.locate(raw.spot(0))
        formula = Formula(len(self.formulas), raw.display, written.reading, written.role, attributes, place, steps)
        self.formulas.append(formula)
        return formula

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
        self.claims.contexts.setdefault(self.scopes.context)

    def _ask(self, reading: Reading, role: Role, attributes: Attributes, place: Place) -> None:
        """What is asked: the term, or what a definition defines; of an equation, which values solve it."""
        names = tuple(self._name(latex, place) for latex in attributes.in_terms_of)
        solved = role is not Role.LET and is_proposition(reading.term)
        asked = (reading.term, "⇔") if solved else (reading.members[0].term, "=")
        goal = Goal(*asked, names, attributes.forms)
        self.asked.append(Asked(attributes.ask, self.claims.part, goal, self.scopes.context, place))

    def _name(self, latex: str, place: Place) -> str:
        """The declared name that the author means by ``latex``."""
        try:
            term = read_remembered(latex, self.scopes.meaning).term
        except Failure as failure:
            raise Failure(failure.diagnostics[0].at(place)) from failure
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


def _require_relation(role: Role, reading: Reading, place: Place) -> None:
    """Refuse a role that needs a relation behind a formula that has none, and ``.wrong`` where it has several."""
    if role in _NEEDS_RELATION and not reading.continues and not is_proposition(reading.term):
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


def _fault(code: str, message: str, place: Place, hint: str) -> Failure:
    return Failure(Diagnostic(code, message, place, hint))
