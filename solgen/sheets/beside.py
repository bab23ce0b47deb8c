"""Beside a question of the bank: what the text leaves out, the marks that the scheme gives, the right solution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from solgen.audit.audited import Audit, AuditedClaim
from solgen.audit.comparison import ComparedPart, Comparison, MarkedStep, Omission
from solgen.documents import blocks as documents
from solgen.sheets.blocks import NO_VERDICTS, compose_blocks, verdicts_by_formula
from solgen.sheets.findings import names_of_findings, where
from solgen.sheets.saying import formula_inline, said_inlines
from solgen.sheets.sheet import Block, Inline, Items, Link, Note, NoteKind, Prose, Subheading, Table, Words
from solgen.sheets.ticks import counts_line, tick_of

_KINDS: Final = {
    "part": "no answer",
    "answer": "no answer",
    "form": "not in the form asked for",
    "case": "a case is left out",
    "step": "a step that earns marks is missing",
}
_UNNAMED: Final = ("", "only")
"""Names of parts that are never printed."""


def compose_beside(audit: Audit) -> tuple[Block, ...]:
    """What the bank's questions ask for and the text does not have, part by part. Nothing where there is none."""
    if not audit.comparisons and audit.question:
        return (Prose((Words(f"It is said to answer the question {audit.question} of the bank."),)),)
    return tuple(block for comparison in audit.comparisons for block in _compared(audit, comparison))


def _compared(audit: Audit, comparison: Comparison) -> Iterable[Block]:
    marks = f"{comparison.given} of {comparison.marks} {_marks(comparison.marks)}"
    yield Subheading(1, (Words(comparison.title or comparison.question),))
    yield Prose(
        (
            Words("The question "),
            Words(comparison.title or comparison.question, "emphasis"),
            Words(f" ({comparison.question}): by its scheme, what the text has earns "),
            Words(marks, "strong"),
            Words("."),
        )
    )
    if comparison.names:
        yield Prose(tuple(_names(comparison.names)))
    claims = {claim.id: claim for claim in audit.claims}
    names = names_of_findings(audit.claims)
    file = audit.understanding.manuscript.file
    for part in comparison.parts:
        yield from _part(part, claims, names, file)
        yield from _solution(comparison, part)
    yield from _solution(comparison, None)
    if comparison.checked is not None:
        ticks = Counter(map(tick_of, comparison.checked.steps))
        yield Note(NoteKind.COUNTS, "", ((Words(f"The right solution: {counts_line(ticks)}"),),))


def _names(names: Iterable[tuple[str, str]]) -> Iterable[Inline]:
    yield Words("Its names in the text: ")
    for position, (own, theirs) in enumerate(names):
        yield Words(", " if position else "")
        yield formula_inline(own)
        yield Words(" is ")
        yield formula_inline(theirs)
    yield Words(".")


def _part(
    part: ComparedPart, claims: Mapping[str, AuditedClaim], names: Mapping[str, str], file: str
) -> Iterable[Block]:
    title = f"Part ({part.name})" if part.name not in _UNNAMED else "The answer"
    yield Subheading(2, (Words(f"{title}: {part.given} of {part.marks} {_marks(part.marks)}"),))
    if part.text_part:
        yield Prose((Words(f"Answered in {part.text_part}."),))
    yield from _omissions(part.omissions)
    if part.steps:
        header: tuple[tuple[Inline, ...], ...] = (
            (Words("Line of the scheme"),), (Words("Marks"),), (Words("In the text"),)
        )  # fmt: skip
        rows = tuple(_step(step, claims, names, file) for step in part.steps)
        yield Table(header, rows, ("left", "right", "left"), 0)


def _step(
    step: MarkedStep, claims: Mapping[str, AuditedClaim], names: Mapping[str, str], file: str
) -> tuple[tuple[Inline, ...], ...]:
    found: Inline = Words("missing", "strong")
    if step.covered:
        claim = claims.get(step.covered)
        place = where(claim.place, file) if claim is not None else "there"
        found = Link(place, names[step.covered]) if step.covered in names else Words(place)
    return ((formula_inline(step.latex),), (Words(str(step.marks)),), (found,))


def _solution(comparison: Comparison, part: ComparedPart | None) -> Iterable[Block]:
    """The bank's own working of a part, with ticks and marks; without a part, what belongs to none of them."""
    known = {each.name for each in comparison.parts}
    verdicts = verdicts_by_formula(comparison.checked) if comparison.checked is not None else NO_VERDICTS
    blocks = tuple(
        block
        for section in comparison.document.sections
        if section.kind is documents.SectionKind.SOLUTION
        and (section.part == part.name if part is not None else section.part not in known)
        for block in compose_blocks(map(_with_warnings, section.blocks), verdicts, marks=True)
    )
    if blocks:
        yield Subheading(3, (Words("A right solution"),))
        yield from blocks


def _with_warnings(block: documents.Block) -> documents.Block:
    """The block with a word behind each formula that is meant to be false: the legend of the text has no such tick."""
    if isinstance(block, documents.Paragraph):
        return replace(block, inlines=tuple(_warned(block.inlines)))
    if isinstance(block, documents.Display) and block.formula.role is documents.Role.WRONG:
        return documents.Paragraph(tuple(_warned([block.formula])))
    if isinstance(block, documents.ItemList):
        return replace(block, items=tuple(tuple(map(_with_warnings, item)) for item in block.items))
    return block


def _warned(inlines: Iterable[documents.Inline]) -> Iterable[documents.Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, documents.Formula) and inline.role is documents.Role.WRONG:
            yield documents.Text(" (which is false)")


def _marks(count: int) -> str:
    return "mark" if count == 1 else "marks"


def _omissions(omissions: tuple[Omission, ...]) -> Iterable[Block]:
    if not omissions:
        yield Prose((Words("Nothing that it asks for is missing."),))
        return
    yield Items(ordered=False, items=tuple((Prose(_omission(omission)),) for omission in omissions))


def _omission(omission: Omission) -> tuple[Inline, ...]:
    kind = _KINDS.get(omission.kind, omission.kind)
    part = f"Part ({omission.part}): " if omission.part not in _UNNAMED else ""
    return (Words(f"{part}{kind}", "strong"), Words(". "), *said_inlines(omission.message))
