"""A sheet: title, questions, parts, blocks. Renderers write these types out; nothing else reaches a page.

Formulas are tokens that were read (``notation.reading``), never strings of LaTeX; words are data, which each renderer
escapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from solgen.notation.reading.reading import Token

Tokens = tuple[Token, ...]


class SheetKind(StrEnum):
    """Which sheet it is; also the stem of its file's name and the name of its templates."""

    EXAM = "exam"
    SOLUTIONS = "solutions"
    MARKING = "marking"
    CORRECTIONS = "corrections"


class Tick(StrEnum):
    """How a formula was established, as a reader is told."""

    PROVED = "proved"
    CERTIFIED = "certified"
    REFUTED = "refuted"
    BOUNDED = "bounded"
    VOUCHED = "vouched"
    WRONG = "wrong"
    """False, in a text that somebody else wrote; ``refuted`` is what an author meant to be false."""
    ILL_FORMED = "ill-formed"
    CONSEQUENCE = "consequence"
    """False, and only because an earlier wrong line was used."""
    GAP = "gap"
    """True, but it does not follow from the line before."""
    VACUOUS = "vacuous"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"
    DEFINITION = "definition"
    """Taken as the meaning of a name, and so not judged."""

    __hash__ = str.__hash__  # Enum's own is slow, and these are keys everywhere


WRONG_TICKS = frozenset({Tick.WRONG, Tick.ILL_FORMED, Tick.CONSEQUENCE})
"""Ticks of what is set in red: the line must not stay as it is."""

SIGNS: dict[Tick, str] = {
    Tick.PROVED: "✓",
    Tick.CERTIFIED: "✓*",
    Tick.REFUTED: "✗",
    Tick.BOUNDED: "◦",
    Tick.VOUCHED: "†",
    Tick.WRONG: "✗",
    Tick.ILL_FORMED: "✗",
    Tick.CONSEQUENCE: "↳",
    Tick.GAP: "⇏",
    Tick.VACUOUS: "∅",
    Tick.UNDECIDED: "?",
    Tick.UNREADABLE: "⊘",
    Tick.DEFINITION: "≔",
}
"""The sign of each tick where characters are all there is (Markdown); templates may draw others."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the author or of a sheet. ``style`` is plain, strong, emphasis, code or break (a line break)."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Math:
    """An inline formula. ``framed`` is the answer that it ends in, ``closing`` the punctuation after that.

    ``spoken`` is the formula in words. ``marks`` stand in the margin beside it; ``note`` is what a sheet says of its
    verdict besides the tick, such as the witness against it.
    """

    tokens: Tokens
    spoken: str
    framed: Tokens = ()
    closing: Tokens = ()
    tick: Tick | None = None
    marks: str = ""
    note: tuple[Inline, ...] = ()
    finding: str = ""
    """The name of the finding that says more; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another place of the same sheet: to an ``Anchor`` or a ``Finding`` of that name."""

    text: str
    target: str


Inline = Words | Math | Link


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a finding says: ``Suggested``, and a formula."""

    label: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sheet says beneath a line that somebody else wrote: its verdict in words and why.

    ``name`` is a word that links lead to; ``before`` and ``after`` name the findings of the wrong lines next to it.
    """

    name: str
    where: str
    tick: Tick
    said: tuple[Inline, ...]
    facts: tuple[Fact, ...] = ()
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation: left side, then a piece for every relation, then reason, tick and marks.

    Where ``left`` is None the line goes on from the one above, or has no alignment. Each piece of ``right`` begins
    with its relation sign (but for the first one of a line without alignment), so that a line that is too long can
    be broken before a relation. An answer in a frame is the end of a piece.
    """

    left: Math | None
    right: tuple[Math, ...]
    reason: tuple[Inline, ...] = ()
    tick: Tick | None = None
    marks: str = ""
    note: tuple[Inline, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """A display: one line, or several that are aligned at their relation signs."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a part; level 1 is the highest."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``alignments`` are left, center or right, one a column.

    ``stretch`` is the column that takes what width is left; without one the table is as wide as its contents. With
    ``shares``, one a column, the columns have these parts of the whole width, whatever they hold.
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]
    stretch: int | None = None
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its path, with text for those who cannot see it."""

    path: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines set as typed."""

    text: str


class NoteKind(StrEnum):
    """What a note of the sheet itself is about."""

    ASSUMED = "assumed"
    HOLDS = "holds"
    WITNESS = "witness"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Note:
    """A line that the sheet adds: what was assumed, where a result holds, the counts of verdicts."""

    kind: NoteKind
    label: str
    entries: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class AnswerSpace:
    """Room for a student's answer; ``length`` such as ``7cm``."""

    length: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links lead to; it prints nothing."""

    name: str


Block = Prose | Derivation | Subheading | Items | Table | Picture | Verbatim | Note | AnswerSpace | Finding | Anchor


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part: ``name`` is empty where a question has one part only."""

    name: str
    marks: int
    stem: tuple[Block, ...]
    blocks: tuple[Block, ...] = ()
    """What the sheet adds to the stem: answer space, the solution, a marking scheme."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """What stands above the first question of a section."""

    title: str
    instructions: str = ""


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question: its stem, then its parts. ``blocks`` are what follows the stem before the first part."""

    number: int
    title: str
    marks: int
    stem: tuple[Block, ...]
    parts: tuple[SheetPart, ...]
    blocks: tuple[Block, ...] = ()
    closing: tuple[Block, ...] = ()
    section: SheetSection | None = None
    """The section that begins with this question."""


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What stands above the first question."""

    title: str
    course: str
    date: str = ""
    duration: str = ""
    aids: str = ""
    label: str = ""
    """The variant as printed; empty for the reference."""
    subtitle: str = ""
    """``Solutions``, ``Marking scheme``; empty on an exam."""
    identification: bool = False
    """Whether there are lines for a student's name and number."""
    instructions: str = ""
    cover: bool = False
    """Whether it has a page of its own."""
    table_of_marks: bool = False
    """Whether it has a table of the questions' marks, with room for those reached."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, ready to be rendered."""

    kind: SheetKind
    language: str
    title: TitleBlock
    marks: int
    questions: tuple[SheetQuestion, ...]
    legend: tuple[tuple[Tick, tuple[Inline, ...]], ...] = ()
    """The ticks that occur, each with what it means."""
    closing: tuple[Block, ...] = ()
    paper: str = "a4"
    """``a4`` or ``letter``."""
    large_print: bool = False
    """Whether the letters are large, for a student to whom that was granted."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A tick that occurs, what it means, and how many lines have it."""

    tick: Tick
    meaning: tuple[Inline, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Corrections:
    """Somebody's text given back with every line judged. It has no questions: its order is the text's own."""

    file: str
    title: str
    language: str
    """Of the text; what the sheet says itself is English."""
    verdict: tuple[Inline, ...]
    """One sentence on the whole."""
    summary: tuple[Block, ...]
    blocks: tuple[Block, ...]
    comparison: tuple[Block, ...] = ()
    """Beside a question of the bank: what is missing, the marks, the corrected solution."""
    understood: tuple[Block, ...] = ()
    closing: tuple[Block, ...] = ()
    first: str = ""
    """The name of the first wrong line's finding."""
    legend: tuple[LegendEntry, ...] = ()
    kind: SheetKind = SheetKind.CORRECTIONS
