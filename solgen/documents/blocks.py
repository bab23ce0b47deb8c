"""A document as read: sections of blocks, formulas with roles, and the steps that have to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from solgen.diagnostics import Place
from solgen.documents.columns import source_column
from solgen.kernel.claim import Claim, Goal
from solgen.notation.context import Context
from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text with the place of each of its lines, so that a message names the line that the author wrote."""

    text: str
    places: tuple[Place, ...] = ()

    def __hash__(self) -> int:
        """Of the text alone: its places are as many as its lines, and hardly ever what sets two texts apart."""
        return hash(self.text)

    def place(self, line: int, column: int = 0) -> Place:
        """The place of a line of this text, counted from 0."""
        if not 0 <= line < len(self.places):
            return self.places[-1] if self.places else Place()
        known = self.places[line]
        if column and "<" in known.excerpt:
            filled = _lines(self.text)
            column = source_column(known.excerpt, filled[line], column) if line < len(filled) else column
        if not column or column == known.column:
            return known
        return Place(known.file, known.line, column, known.excerpt, known.note)


@lru_cache(maxsize=16)
def _lines(text: str) -> list[str]:
    """The lines of a text, cut once for the places of all its formulas."""
    return text.split("\n")


class Role(StrEnum):
    """What a formula is for; see the table in ``docs/format.md``."""

    CLAIM = ""
    LET = "let"
    IF = "if"
    SAY = "say"
    WRONG = "wrong"
    UPTO = "upto"
    VOUCH = "vouch"

    __hash__ = str.__hash__  # Enum's own is slow, and these are keys everywhere


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in the braces behind a formula besides its role."""

    ask: str = ""
    """The answer that the part asks for; the formula is the goal's left side."""
    in_terms_of: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Forms that the answer must have, in the words of ``kernel.forms.named``."""
    answer: str = ""
    """The formula's last member is this answer."""
    marks: str = ""
    until: str = ""
    """``part`` for a hypothesis that holds until the end of the part."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the author. ``style`` is plain, strong, emphasis, code or break (a line break)."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula at its place. ``number`` counts the formulas of the document; ``steps`` are positions in it."""

    number: int
    display: bool
    reading: Reading
    role: Role
    attributes: Attributes
    place: Place
    steps: tuple[int, ...] = ()


Inline = Text | Formula


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and inline formulas."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """A formula on lines of its own."""

    formula: Formula


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 3 is the first below a part."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is a sequence of blocks."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every cell is a sequence of inlines. ``alignments`` are left, center, right or empty a column."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: path relative to the question's folder, text for those who cannot see it."""

    path: str
    alternative: str


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines set as typed."""

    text: str


Block = Paragraph | Display | Heading | ItemList | Table | Figure | CodeBlock


class SectionKind(StrEnum):
    """What a section of a question is."""

    STEM = "stem"
    SOLUTION = "solution"
    MISTAKES = "mistakes"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that has not been read yet: what it is, the part that it belongs to ("" for all parts)."""

    kind: SectionKind
    part: str
    source: SourceText


@dataclass(frozen=True, slots=True)
class Section:
    """A piece as read."""

    kind: SectionKind
    part: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be judged: the ``member``-th member of a formula's reading against what stands before it.

    ``claim`` compares the chain's first member with this one; ``follow`` compares the member just before with this one,
    and is None where the two are the same claim. ``left_latex`` and ``right_latex`` are what the author wrote.
    """

    formula: int
    member: int
    claim: Claim
    follow: Claim | None
    role: Role
    part: str
    kind: SectionKind
    place: Place
    left_latex: str
    right_latex: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer that a part asks for: ``ask=result`` behind a formula of the stem."""

    answer: str
    part: str
    goal: Goal
    context: Context
    place: Place


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that the solution gives: the first and the last member of the chain that ends in it."""

    answer: str
    part: str
    start: Term
    relation: str
    term: Term
    latex: str
    context: Context
    steps: tuple[int, ...]
    """Positions of the chain's steps; the answer is accepted only if all of them are established."""
    hypotheses: tuple[str, ...]
    """LaTeX of the hypotheses in force (the cases of an answer given by cases)."""
    place: Place


@dataclass(frozen=True, slots=True)
class Mistake:
    """A known wrong answer, with what is told to who gives it."""

    name: str
    answer: str
    formula: Formula
    term: Term
    feedback: tuple[Inline, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """All sections with their formulas read, and everything that has to be judged."""

    sections: tuple[Section, ...]
    formulas: tuple[Formula, ...]
    steps: tuple[Step, ...]
    asked: tuple[Asked, ...]
    given: tuple[Given, ...]
    mistakes: tuple[Mistake, ...]
    contexts: tuple[Context, ...]
    """Contexts with hypotheses, each of which must have an instance."""
    unread: tuple[str, ...] = ()
    """Answers that stand at formulas which could not be read: nothing more is said of them."""
