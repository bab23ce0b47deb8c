"""What a bank question expects of a solution: its goals with their answers, and the lines that earn marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from solgen.diagnostics import Failure
from solgen.documents.blocks import Asked, Document, Formula, Given, SectionKind, Step
from solgen.documents.marks import formulas_of
from solgen.documents.read import read_document
from solgen.documents.written import member_on
from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from solgen.notation.terms import Term
from solgen.questions.draw import draw_unsolved, seed_for
from solgen.questions.fill import fill
from solgen.questions.question import Part, Question, Variant


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of the bank's solution that earns marks, as a claim in the bank's names."""

    part: str
    latex: str
    marks: int
    claim: Claim

    @property
    def curvature(self) -> bool:
        """Whether it says that an extremum is one: a second derivative, or a quadratic form that is positive."""
        return any(_second(node) for node in self.claim.left.walk()) or _positive_form(self.claim)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer that a part asks for, with the chains that give it (several where there are cases)."""

    asked: Asked
    given: tuple[Given, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A bank question's solution in one variant, as something to hold a text against."""

    variant: Variant
    document: Document
    parts: tuple[Part, ...]
    wanted: tuple[Wanted, ...]
    marked: tuple[Marked, ...]


def scheme_of(variant: Variant) -> Scheme:
    """The scheme of a variant. Raises Failure where its text cannot be read."""
    filled = fill(variant)
    document, diagnostics = read_document(filled.pieces, filled.declare)
    if not document.sections:
        raise Failure(*diagnostics)
    parts = variant.question.parts
    only = parts[0].name if len(parts) == 1 else ""
    wanted = tuple(
        Wanted(
            asked,
            tuple(given for given in document.given if given.answer == asked.answer),
            _part_of(asked.answer, variant) or asked.part or only,
        )
        for asked in document.asked
    )
    return Scheme(variant, document, parts, wanted, tuple(_marked_lines(document, only)))


def asked_by(question: Question) -> tuple[Wanted, ...]:
    """What a question asks, from its stems alone, with the values of its reference: quick, since nothing is solved.

    Raises Failure where the stems cannot be read by themselves.
    """
    stems = replace(question, pieces=tuple(piece for piece in question.pieces if piece.kind is SectionKind.STEM))
    filled = fill(draw_unsolved(stems, seed_for(0, question.id), question.reference))
    document, diagnostics = read_document(filled.pieces, filled.declare)
    if not document.asked:
        raise Failure(*diagnostics)
    return tuple(Wanted(asked, (), asked.part) for asked in document.asked)


def _part_of(answer: str, variant: Variant) -> str:
    return next((known.part for known in variant.question.answers if known.name == answer), "")


def _marked_lines(document: Document, only: str) -> Iterator[Marked]:
    for section in document.sections:
        if section.kind is SectionKind.SOLUTION:
            for formula in formulas_of(section.blocks):
                for member, marks in _marks(formula):
                    claim, latex = _claim_at(document, formula, member)
                    if claim is not None:
                        yield Marked(section.part or only, latex, marks, claim)


def _marks(formula: Formula) -> Iterator[tuple[int, int]]:
    """Members with their marks: those of a display's lines, and those behind an inline formula."""
    for remark in formula.reading.remarks:
        if remark.marks.isdecimal():
            yield member_on(formula.reading, remark.line), int(remark.marks)
    if formula.attributes.marks.isdecimal():
        yield len(formula.reading.members) - 1, int(formula.attributes.marks)


def _claim_at(document: Document, formula: Formula, member: int) -> tuple[Claim | None, str]:
    """What the member claims; of a definition's body, that it is what is defined."""
    steps = [document.steps[position] for position in formula.steps]
    step = next((each for each in steps if each.member == member), None) or next(
        (each for each in reversed(steps) if each.member <= member), None
    )
    if step is not None:
        return step.claim, _line(step) if formula.display else formula.reading.latex.strip()
    members = formula.reading.members
    if len(members) < 2:
        return None, ""
    context = _context_near(document, formula)
    left, right = members[0], members[max(member, 1)]
    latex = formula.reading.latex[left.start : right.end].strip()
    return Claim(context, left.term, right.sign, right.term), latex


def _line(step: Step) -> str:
    if not step.right_latex:
        return step.left_latex
    signs = {"≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx", "⇔": r"\iff", "⇒": r"\Rightarrow", "∈": r"\in"}
    return f"{step.left_latex} {signs.get(step.claim.relation, step.claim.relation)} {step.right_latex}"


def _context_near(document: Document, formula: Formula) -> Context:
    """The context of the first step at the formula or after it: what is defined there is known there."""
    later = [step for step in document.steps if step.formula >= formula.number]
    return later[0].claim.context if later else (document.steps[-1].claim.context if document.steps else Context())


def _second(node: Term) -> bool:
    if node.head == "prime":
        return isinstance(node.data, int) and node.data > 1
    return node.head == "derivative" and len(node.arguments) > 2


def _positive_form(claim: Claim) -> bool:
    """``a^t M a > 0`` or ``M ≻ 0``."""
    if claim.relation in ("≻", "⪰"):
        return True
    factors = claim.left.arguments if claim.left.head == "multiply" else ()
    return (
        claim.relation in (">", "≥") and bool(factors) and factors[0].head == "transpose" and claim.left.head != "add"
    )


def conditions_of(given: Given) -> Iterator[Term]:
    """What has to be invertible for an answer to exist, where it is no more than a name: ``\\Sigma`` of its inverse."""
    for node in given.term.walk():
        if node.head == "inverse":
            base = node.arguments[0].arguments[0] if node.arguments[0].head == "power" else node.arguments[0]
            if base.head == "name":
                yield base
