"""What the words behind a line of a display state of it."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.lines import REMARK, Line
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.documents.blocks import Role, SectionKind, Step
from solgen.documents.reasons import stated_comparisons
from solgen.documents.written import Written, member_on
from solgen.notation.context import Context
from solgen.notation.reading.reading import Reading


def reasons_of(
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
