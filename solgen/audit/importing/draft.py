"""A question file in the making: what stands in its front matter, and what is done with each formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from solgen.audit.importing.markdown_of import Treatment, Writer
from solgen.audit.importing.structure import SheetQuestion
from solgen.documents.manuscripts.manuscript import formulas_in
from solgen.documents.raw import RawBlock, RawFormula

_NO_SOLUTION = "*The solution is still to be written.*"


@dataclass(frozen=True, slots=True)
class Declared:
    """A line of declarations, and what shows it."""

    line: str
    because: str


@dataclass(frozen=True, slots=True)
class DraftAnswer:
    """An answer that a part asks for."""

    name: str
    part: str
    kind: str


@dataclass(slots=True)
class Draft:
    """All decisions about one question; what is written follows from them."""

    id: str
    title: str
    question: SheetQuestion
    declared: list[Declared] = field(default_factory=list)
    answers: list[DraftAnswer] = field(default_factory=list)
    roles: dict[RawFormula, str] = field(default_factory=dict)
    """``.let``, ``.if``, ``.say``; none for a claim."""
    asks: dict[RawFormula, str] = field(default_factory=dict)
    gives: dict[RawFormula, str] = field(default_factory=dict)
    typed: set[RawFormula] = field(default_factory=set)
    """Formulas that cannot be read; they are shown as typed."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """What a draft is written as; ``formulas`` as in ``Writer``."""

    text: str
    formulas: tuple[tuple[RawFormula, int, int, int, int], ...]
    declared_from: int
    """The line (from 1) of the first declaration."""
    pictures: tuple[str, ...]


def write(draft: Draft) -> DraftText:
    """The question file."""
    marks = {part.name: _bearer(draft, part.solution) for part in draft.question.parts}
    writer = Writer(_treatments(draft, marks))
    declared_from = _front_matter(draft, writer, marks)
    question = draft.question
    single = len(question.parts) == 1
    writer.blocks(question.stem)
    for part in question.parts:
        if not single:
            writer.line(f"## ({part.name})")
        writer.blocks(part.stem)
        if not part.stem and not (single and question.stem):
            writer.line("*What is asked is still to be written.*")
        writer.line()
    writer.line("# Solution")
    writer.line()
    writer.blocks(question.solution)
    for part in question.parts:
        if not single:
            writer.line(f"## ({part.name})")
            writer.line()
        writer.blocks(part.solution)
        if not part.solution and not (single and question.solution):
            writer.line(_NO_SOLUTION)
        writer.line()
    text = "\n".join(writer.lines).rstrip("\n") + "\n"
    return DraftText(text, tuple(writer.formulas), declared_from, tuple(writer.pictures))


def _front_matter(draft: Draft, writer: Writer, marks: dict[str, RawFormula | None]) -> int:
    """Everything above the body; the line of the first declaration."""
    writer.lines += ["---", f"id: {draft.id}", f"title: {_quoted(draft.title)}", "parts:"]
    for part in draft.question.parts:
        bears = marks[part.name] is not None
        note = (
            "" if bears or not part.marks else f"  # {part.marks} in the source: no formula of the solution bears them"
        )
        writer.lines.append(f"  {part.name}: {{marks: {part.marks if bears else 0}}}{note}")
    if draft.answers:
        writer.lines += ["# found where a solution begins with what its part asks; look them over", "answers:"]
        writer.lines += [f"  {one.name}: {{part: {one.part}, kind: {one.kind}}}" for one in draft.answers]
    if draft.declared:
        writer.lines.append("# inferred, look it over:")
        writer.lines += [f"#   {one.line}  ({one.because})" for one in draft.declared]
        writer.lines.append("declare: |")
        first = len(writer.lines) + 1
        writer.lines += [f"  {one.line}" for one in draft.declared]
    else:
        first = 0
    writer.lines.append("---")
    return first


def _quoted(title: str) -> str:
    title = " ".join(title.split())[:200] or "Question"
    return "'" + title.replace("'", "''") + "'"


def _treatments(draft: Draft, marks: dict[str, RawFormula | None]) -> dict[RawFormula, Treatment]:
    """What is done with each formula of which anything is to be done."""
    worth = {marks[part.name]: part.marks for part in draft.question.parts if marks[part.name] is not None}
    found: dict[RawFormula, Treatment] = {}
    for formula in {*draft.roles, *draft.asks, *draft.gives, *draft.typed, *(one for one in worth if one)}:
        braces = [draft.roles.get(formula, "")]
        remarks: list[str] = []
        if formula in draft.asks:
            braces.append(f"ask={draft.asks[formula]}")
        marked, answered = worth.get(formula, 0), draft.gives.get(formula, "")
        if formula.display:
            remarks += [f"\\marks{{{marked}}}"] if marked else []
            remarks += [f"\\answer{{{answered}}}"] if answered else []
        else:
            braces += [f"marks={marked}"] if marked else []
            braces += [f"answer={answered}"] if answered else []
        kept = " ".join(one for one in braces if one)
        found[formula] = Treatment(kept, " ".join(remarks), typed=formula in draft.typed)
    return found


def _bearer(draft: Draft, blocks: Sequence[RawBlock]) -> RawFormula | None:
    """The formula of a solution at which its marks stand: the last one on lines of its own, else the last one."""
    from_here = [formula for formula in formulas_in(blocks) if formula not in draft.typed]
    bearing = [formula for formula in from_here if not draft.roles.get(formula)] or from_here
    displays = [formula for formula in bearing if formula.display]
    best = displays or bearing
    return best[-1] if best else None
