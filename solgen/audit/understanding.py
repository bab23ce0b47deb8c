"""How a text was understood: what each name means and what each formula is for, under each possible reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.raw import RawFormula
from solgen.notation.context import Context
from solgen.notation.reading.reading import Reading


class Purpose(StrEnum):
    """What one statement of a formula is for."""

    CLAIM = "claim"
    DEFINITION = "definition"
    """It gives a fresh name its meaning, so there is nothing to be judged; inferred ones never count as established."""
    HYPOTHESIS = "hypothesis"
    """Assumed from here on: "let $x > 0$", "if $y \\ne 0$"."""
    MENTION = "mention"
    """Neither true nor false here: a term, a direction of a limit, an equation that is to be solved."""
    ASIDE = "aside"
    """Only looked at, and not to be solved: "the derivative is largest where $o = 1/2$"."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """One thing that the text says, or that its use shows, about a name.

    ``text`` is written as ``--context`` takes it: a declaration line (``X: matrix[N, d]``), or the LaTeX of a
    definition or a hypothesis.
    """

    kind: str
    """``declaration``, ``definition`` or ``hypothesis``."""
    text: str
    place: Place
    because: str
    """What shows it, in the reader's words: "the text says 'symmetric matrix'", "used as an index"."""
    certain: bool = True
    """False where it was only guessed from use, or where another reading is possible."""
    part: str = ""
    """The part of the text in which it holds; empty where it holds everywhere."""


@dataclass(frozen=True, slots=True)
class ReadFormula:
    """A formula under one interpretation. ``number`` is its position among the manuscript's formulas.

    ``context`` is in force just before the formula; ``after`` just after it, with what it defines or assumes.
    ``purposes`` has one entry a statement of the reading. ``problem`` says why there is no reading, in a Diagnostic
    with the offending token's place and the declaration that would help.
    """

    number: int
    raw: RawFormula
    place: Place
    part: str
    """The section or part it stands in, as a reader names it: ``3 (a)``, ``Exercise 2``; empty before the first."""
    block: int
    """Counts paragraphs and displays: formulas of one paragraph share it, a display has its own."""
    words: str
    """The prose between the formula before it in the same part and this one, in one line, formulas left out."""
    reading: Reading | None
    purposes: tuple[Purpose, ...]
    context: Context
    after: Context
    problem: Diagnostic | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One way to understand the whole text; ``name`` says what was chosen where it could be otherwise."""

    name: str
    formulas: tuple[ReadFormula, ...]


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was found out about a text before anything is judged. There is at least one interpretation.

    All interpretations have the same formulas in the same order; the most natural one comes first.
    """

    manuscript: Manuscript
    inferred: tuple[Inferred, ...]
    interpretations: tuple[Interpretation, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
