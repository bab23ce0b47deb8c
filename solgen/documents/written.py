"""A formula as it was read: its members with their LaTeX and their places, and what hangs on its lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from solgen.diagnostics import Place
from solgen.documents.blocks import Attributes, Role
from solgen.documents.chains import PROPOSITIONS, Side
from solgen.documents.raw import RawFormula, Spot
from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term, relation, term

Locate = Callable[[Spot], Place]
_LAYOUT = re.compile(r"\s*(?:\\\\\s*)?(?<!\\)&\s*|\s*\\\\\s*")
"""What lines and columns are made of; it is no part of what a message shows."""


@dataclass(frozen=True, slots=True)
class Written:
    """A formula as it was read, and how its characters are found in the text."""

    raw: RawFormula
    reading: Reading
    role: Role
    locate: Locate

    def side(self, position: int) -> Side:
        """One member."""
        member = self.reading.members[position]
        return Side(member.term, self.reading.latex[member.start : member.end].strip())

    def place(self, position: int) -> Place:
        """Where a member begins."""
        return self.locate(self.raw.spot(self.reading.members[position].start))

    def whole(self, positions: range) -> Side:
        """A statement as one proposition."""
        members = [self.reading.members[position] for position in positions]
        latex = _LAYOUT.sub(" ", self.reading.latex[members[0].start : members[-1].end]).strip()
        terms = [member.term for member in members]
        if len(terms) == 1:
            return Side(terms[0], latex)
        if len(terms) == 2:
            return Side(relation(members[1].sign, *terms), latex)
        return Side(term("chain", terms, tuple(member.sign for member in members[1:])), latex)


def member_on(reading: Reading, line: int) -> int:
    """The last member that ends on a line or before it."""
    before = [position for position, member in enumerate(reading.members) if member.line <= line]
    return before[-1] if before else 0


def answers_of(reading: Reading, attributes: Attributes) -> dict[int, str]:
    """Which member of the reading is which answer."""
    answers: dict[int, str] = {}
    for remark in reading.remarks:
        if remark.answer:
            answers[member_on(reading, remark.line)] = remark.answer
    if attributes.answer:
        answers[len(reading.members) - 1] = attributes.answer
    return answers


def is_proposition(node: Term) -> bool:
    """Whether a Term states something."""
    return node.head in PROPOSITIONS or node.head in ("relation", "chain", "statements")
