"""Somebody's text as blocks of a sheet: as written, each judged line with its tick, what is said of it beneath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from solgen.audit.audited import Audit, AuditedClaim
from solgen.audit.understanding import ReadFormula
from solgen.diagnostics import Diagnostic, Failure
from solgen.documents import raw
from solgen.documents.blocks import Attributes, Formula, Role, Text
from solgen.notation.reading.reading import Reading
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.layout import layout
from solgen.notation.writing.plain import to_plain
from solgen.sheets import sheet
from solgen.sheets.blocks import NO_VERDICTS, derivation, inline_math
from solgen.sheets.findings import (
    finding_of,
    names_of_findings,
    tick_of_claim,
    where,
    worst,
)
from solgen.sheets.saying import balanced, conditions_inlines, said_inlines
from solgen.sheets.sheet import Anchor, Block, Fact, Finding, Inline, Line, Math, Tick, Words


def compose_text(audit: Audit, names_of_parts: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks of the text in order. ``names_of_parts`` are the names of the anchors by part."""
    return _Text(audit, names_of_parts).whole()


def readings(audit: Audit) -> tuple[ReadFormula, ...]:
    """Each formula under the first interpretation that reads it."""
    interpretations = [interpretation.formulas for interpretation in audit.understanding.interpretations]
    return tuple(
        next((each for each in versions if each.reading is not None), versions[0])
        for versions in zip(*interpretations, strict=True)
    )


class _Text:
    """A walk over the blocks of a manuscript in the order in which its formulas are numbered."""

    def __init__(self, audit: Audit, names_of_parts: Mapping[str, str]) -> None:
        self.manuscript = audit.understanding.manuscript
        self.formulas = readings(audit)
        self.claims = {claim.id: claim for claim in audit.claims}
        self.names = names_of_findings(audit.claims)
        self.claims_of: dict[int, list[AuditedClaim]] = defaultdict(list)
        for claim in audit.claims:
            self.claims_of[claim.formula].append(claim)
        self.names_of_parts = dict(names_of_parts)
        self.levels = _levels(self.manuscript.blocks)
        self.number = 0

    def whole(self) -> tuple[Block, ...]:
        """All blocks, an anchor before each part's heading or first formula; then what is said of no formula."""
        blocks: list[Block] = []
        heading: int | None = None
        for block in self.manuscript.blocks:
            first = self.number
            composed = self.block(block)
            if heading is None and isinstance(block, raw.RawHeading):
                heading = len(blocks)
            begun = dict.fromkeys(formula.part for formula in self.formulas[first : self.number])
            anchors = [Anchor(self.names_of_parts.pop(part)) for part in begun if part in self.names_of_parts]
            place = len(blocks) if heading is None else heading
            blocks[place:place] = anchors
            blocks.extend(composed)
            heading = None if self.number > first else heading
        left = [claim for claim in self.claims.values() if not 0 <= claim.formula < self.number]
        blocks.extend(Anchor(name) for name in self.names_of_parts.values())
        return (*blocks, *self.findings_on(left))

    def block(self, block: raw.RawBlock) -> list[Block]:
        """A block, and beneath it what is said of its formulas."""
        match block:
            case raw.RawParagraph(inlines):
                composed, findings = self.inlines(inlines)
                return [*([sheet.Prose(composed)] if composed else []), *findings]
            case raw.RawHeading(level, inlines):
                composed, findings = self.inlines(inlines)
                return [sheet.Subheading(self.levels.get(level, 1), composed), *findings]
            case raw.RawDisplay(formula):
                return self.display(formula)
            case raw.RawList(ordered, items):
                composed_items = tuple(tuple(made for each in item for made in self.block(each)) for item in items)
                return [sheet.Items(ordered, composed_items)]
            case raw.RawTable():
                return self.table(block)
            case raw.RawFigure(_, alternative):
                said = f"[Picture: {alternative}]" if alternative else "[Picture]"
                return [sheet.Prose((Words(said, "emphasis"),))]
            case raw.RawCode(text):
                return [sheet.Verbatim(text)]

    def table(self, table: raw.RawTable) -> list[Block]:
        """A table; what is said of its formulas stands beneath the whole of it."""
        findings: list[Finding] = []
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                composed, found = self.inlines(cell)
                cells.append(composed)
                findings.extend(found)
            rows.append(tuple(cells))
        if not rows:
            return []
        width = max(map(len, rows))
        filled = [(*row, *(() for _ in range(width - len(row)))) for row in rows]
        alignments = (*table.alignments, *("" for _ in range(width - len(table.alignments))))
        return [sheet.Table(filled[0], tuple(filled[1:]), alignments[:width]), *findings]

    def inlines(self, inlines: Iterable[raw.RawInline]) -> tuple[tuple[Inline, ...], list[Finding]]:
        """Words and formulas with their ticks; the findings on them apart."""
        composed: list[Inline] = []
        findings: list[Finding] = []
        for inline in inlines:
            if isinstance(inline, Text):
                composed.append(Words(inline.text, inline.style))
                continue
            number = self._next()
            claims = self.claims_of[number]
            judged = [claim for claim in claims if not claim.sentence]
            reading = self._reading(number)
            found = self.findings_on(claims) or self._unread(number)
            findings.extend(found)
            tick = worst(map(tick_of_claim, judged)) or (found[0].tick if found and reading is None else None)
            name = next((finding.name for finding in found if finding.tick is tick), "")
            if reading is None:
                composed.append(Words(_source(inline), "code"))
                composed.extend([Math((), "", tick=tick, finding=name)] if tick else [])
            else:
                math = inline_math(_formula(self.formulas[number], reading), NO_VERDICTS, marks=False)
                composed.append(replace(math, tick=tick, note=_conditions(judged, found), finding=name))
        return tuple(composed), findings

    def display(self, formula: raw.RawFormula) -> list[Block]:
        """A display, each of its lines with its tick and what is said of it; its source where it could not be read."""
        number = self._next()
        claims = self.claims_of[number]
        reading = self._reading(number)
        if reading is None:
            source = sheet.Verbatim(formula.latex.strip("\n"))
            return [source, *(self.findings_on(claims) or self._unread(number))]
        lines = derivation(_formula(self.formulas[number], reading), NO_VERDICTS, marks=False).lines
        by_line: dict[int, list[AuditedClaim]] = defaultdict(list)
        beneath: list[AuditedClaim] = []
        for claim in claims:
            if claim.sentence:
                beneath.append(claim)
            else:
                by_line[_line_of(claim, reading, len(lines))].append(claim)
        judged = tuple(self._judged(line, by_line[position]) for position, line in enumerate(lines))
        return [sheet.Derivation(judged), *self.findings_on(beneath)]

    def _judged(self, line: Line, claims: Sequence[AuditedClaim]) -> Line:
        findings = tuple(self.findings_on(claims))
        tick = worst(map(tick_of_claim, claims))
        return replace(line, tick=tick, note=_conditions(claims, findings), findings=findings)

    def findings_on(self, claims: Iterable[AuditedClaim]) -> list[Finding]:
        """What is said beneath the line of these claims."""
        return [self._finding(claim) for claim in claims if claim.id in self.names]

    def _finding(self, claim: AuditedClaim) -> Finding:
        finding = finding_of(claim, self.claims, self.names, self.manuscript.file)
        known = 0 <= claim.formula < len(self.formulas)
        problem = self.formulas[claim.formula].problem if known else None
        if finding.tick is not Tick.UNREADABLE or problem is None or not problem.hint or problem.hint in claim.message:
            return finding
        return replace(finding, facts=(*finding.facts, Fact("Help", said_inlines(problem.hint))))

    def _unread(self, number: int) -> list[Finding]:
        """What is said of a formula that nothing claims with: why it could not be read or set. Most say nothing."""
        formula = self.formulas[number]
        problem = formula.problem
        if formula.reading is not None and self._reading(number) is None:
            problem = Diagnostic("set-unknown-command", "it holds a command that has no rule for how it is set")
        if problem is None:
            return []
        said = (("Why", problem.message), ("Help", problem.hint))
        facts = tuple(Fact(label, said_inlines(words)) for label, words in said if words)
        place = where(formula.place, self.manuscript.file)
        return [Finding(f"unread-{number}", place, Tick.UNREADABLE, (Words("could not be read"),), facts)]

    def _next(self) -> int:
        number = self.number
        self.number += 1
        return number

    def _reading(self, number: int) -> Reading | None:
        """What is set of a formula: its reading, if every format has rules for all of it."""
        reading = self.formulas[number].reading
        if reading is None:
            return None
        return _settable(_as_written(reading, self.formulas[number].raw.latex)) or _settable(reading)


def _as_written(reading: Reading, latex: str) -> Reading:
    """The reading with the author's own signs, where these were read in another spelling of the same length.

    So ``P(D \\mid A)`` and ``30^\\circ`` are shown as such, though they were read as a name and as a part of π.
    """
    if latex == reading.latex or len(latex) != len(reading.latex):
        return reading
    try:
        tokens = tokenize(latex)
    except Failure:
        return reading
    members = tuple(replace(member, end=_end_in(latex, reading.latex, member.end)) for member in reading.members)
    return replace(reading, latex=latex, tokens=tokens, members=members)


def _end_in(latex: str, read: str, end: int) -> int:
    """Where a member ends in the author's spelling, which may go on over blanks of the one that was read."""
    while end < len(read) and read[end].isspace() and not latex[end].isspace():
        end += 1
    return end


def _settable(reading: Reading) -> Reading | None:
    """The reading, if every format has rules for all of it."""
    if not balanced(reading.tokens):
        return None
    try:
        layout(reading.tokens)
        to_plain(reading.tokens)
    except Failure:
        return None
    return reading


def _formula(read: ReadFormula, reading: Reading) -> Formula:
    return Formula(read.number, read.raw.display, reading, Role.CLAIM, Attributes(), read.place)


def _line_of(claim: AuditedClaim, reading: Reading, count: int) -> int:
    """The line of the display on which the claim's member ends."""
    members = reading.members
    line = members[claim.member].line if 0 <= claim.member < len(members) else count - 1
    return min(line, count - 1)


def _conditions(claims: Iterable[AuditedClaim], findings: Sequence[Finding]) -> tuple[Inline, ...]:
    """For what a line holds, behind it, if nothing else is said of it."""
    if findings:
        return ()
    return conditions_inlines(condition for claim in claims for condition in claim.conditions)


def _source(formula: raw.RawFormula) -> str:
    return f"${' '.join(formula.latex.split())}$"


def _levels(blocks: Iterable[raw.RawBlock]) -> dict[int, int]:
    """The levels of headings that occur, counted from 1 without gaps."""
    used = sorted({block.level for block in blocks if isinstance(block, raw.RawHeading)})
    return {level: rank for rank, level in enumerate(used, 1)}
