"""Marks: what a part's solution gives adds up to what the part is worth.

All marks in a part's solution count, those in the branches of a case distinction as well: a student who gives the whole
answer goes through every branch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import (
    Block,
    Display,
    Document,
    Formula,
    Heading,
    Inline,
    ItemList,
    Paragraph,
    SectionKind,
    Table,
)

_HINT = (
    "change the `\\marks{{…}}` in the solution, or `marks: {}` in the front matter; "
    "the marks in all branches of a case distinction count"
)
_HINT_WITHOUT_MARKS = (
    "write `\\marks{1}` at the end of a line that earns a mark, or `{marks=1}` behind an inline formula"
)


def formulas_of(blocks: tuple[Block, ...]) -> Iterator[Formula]:
    """The formulas of blocks, in order."""
    for block in blocks:
        match block:
            case Display():
                yield block.formula
            case Paragraph() | Heading():
                yield from _inline(block.inlines)
            case ItemList():
                for item in block.items:
                    yield from formulas_of(item)
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from _inline(cell)


def _inline(inlines: tuple[Inline, ...]) -> Iterator[Formula]:
    return (inline for inline in inlines if isinstance(inline, Formula))


def marks_of(formula: Formula) -> int:
    """The marks that stand at a formula."""
    if not (formula.attributes.marks or formula.reading.remarks):
        return 0
    written = [formula.attributes.marks, *(remark.marks for remark in formula.reading.remarks)]
    return sum(int(marks) for marks in written if marks.isdecimal())


def mark_faults(document: Document, marks: Mapping[str, int]) -> list[Diagnostic]:
    """Parts whose marks do not add up; ``marks`` gives each part's marks by its name."""
    given = dict.fromkeys(marks, 0)
    places: dict[str, Place] = {}
    faults: list[Diagnostic] = []
    only = next(iter(marks)) if len(marks) == 1 else ""
    for section in document.sections:
        for formula in formulas_of(section.blocks):
            worth = marks_of(formula)
            part = section.part or only
            if worth and (section.kind is not SectionKind.SOLUTION or part not in given):
                faults.append(
                    Diagnostic(
                        "document-marks-without-part",
                        "these marks belong to no part's solution",
                        formula.place,
                        "give marks in the solution of a part only",
                    )
                )
            elif section.kind is SectionKind.SOLUTION and part in given:
                given[part] += worth
                places[part] = formula.place
    for part, worth in marks.items():
        if given[part] != worth:
            named = f"part {part}" if part != only else "the question"
            faults.append(
                Diagnostic(
                    "document-marks-do-not-add-up",
                    f"the solution of {named} gives {given[part]} marks, but it is worth {worth}",
                    places.get(part, Place()),
                    _HINT.format(given[part]) if given[part] else _HINT_WITHOUT_MARKS,
                )
            )
    return faults
