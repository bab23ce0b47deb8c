"""What is to be judged, and what came of it: plain data on both sides of the kernel.

Mechanisms return findings (``Proof``, ``Refutation``, ``IllFormed``, ``Unsettled``); only ``check`` turns a finding
into a ``Verdict``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from solgen.notation.context import Context
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class Claim:
    """``left relation right`` in a context.

    A proposition that is no relation (``and``, ``or``, ``not``, ``for_all``) has relation ``⊢`` and constant true as
    its right side. ``unknowns`` are the names that an equation step (``⇒``, ``⇔``) is about; empty where all free
    names are.
    """

    context: Context
    left: Term
    relation: str
    right: Term
    unknowns: tuple[str, ...] = ()


class Word(StrEnum):
    """The words of verdicts, from DESIGN's table; see ``docs/verdicts.md``."""

    PROVED = "proved"
    CERTIFIED = "certified"
    BOUNDED = "bounded"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    ILL_FORMED = "ill-formed"
    VOUCHED = "vouched"


Exact = str | tuple["Exact", ...]
"""A value in exact text: a number ``"-3/4"``; ``("array", rows, columns, *entries)`` row after row;
``("family", (index, ..., value), ...)`` of an indexed name; ``("polynomial", *coefficients)``, ascending, in the place
of a function; ``("set", *elements)``; ``("term", *rows)``, a number without names as ``packing.pack`` packs it."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Where a claim fails: values of names as LaTeX and text, and what both sides are there."""

    values: tuple[tuple[str, str], ...]
    left: str = ""
    right: str = ""
    note: str = ""
    """What a pair of numbers cannot say: ``the left side does not exist there``, ``solutions lost: x = 0``."""
    point: tuple[tuple[str, Exact], ...] = ()
    """The same point exactly, for whoever checks it again: every name that was drawn, a quantity in its unit."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kernel's word on a claim. Only ``kernel.check`` may name this constructor, and ``verdict_as_data``, which
    reads back what that has said; a test holds them to it.
    """

    word: Word
    mechanism: str = ""
    range: str = ""
    """Where it holds, in words: ``for all N``, ``for the shapes (3, 2), (4, 3)``."""
    conditions: tuple[str, ...] = ()
    """LaTeX of each condition beyond the declarations, such as ``x \\ne 2``."""
    witness: Witness | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Plain pairs: what was evaluated, degrees, bounds, the chance of a false pass."""
    assumed: tuple[int, ...] = ()
    """Positions of the context's hypotheses that the verdict used."""
    vacuous: bool = False
    """The claim is a condition that excludes nothing."""
    message: str = ""
    """One sentence for the author: why it is undecided, what is ill-formed, how it fails."""

    @property
    def established(self) -> bool:
        """Whether a sheet may print the claim without ``{.upto}`` or ``{.vouch}``."""
        return self.word in (Word.PROVED, Word.CERTIFIED)


class Strength(StrEnum):
    """How far a mechanism's proof reaches."""

    PROVED = "proved"
    CERTIFIED = "certified"
    BOUNDED = "bounded"


@dataclass(frozen=True, slots=True)
class Proof:
    """A mechanism established the claim."""

    mechanism: str
    strength: Strength = Strength.PROVED
    range: str = ""
    conditions: tuple[Term, ...] = ()
    """Propositions, each excluding a nowhere-dense set only."""
    assumed: tuple[int, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Refutation:
    """A mechanism found a point at which the claim fails, confirmed by an independent evaluation."""

    mechanism: str
    witness: Witness
    vacuous: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class IllFormed:
    """Names, indices or shapes make no sense."""

    message: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A mechanism can say neither; ``reason`` is for the author, in one sentence."""

    mechanism: str
    reason: str


Finding = Proof | Refutation | IllFormed | Unsettled


@dataclass(frozen=True, slots=True)
class Goal:
    """What a part asks: the left side that a chain must start at, the relation, the form its end must have."""

    left: Term
    relation: str
    in_terms_of: tuple[str, ...] = ()
    """Names that the answer may contain; empty where any are allowed. Numbers and builtins are always allowed."""
    forms: tuple[str, ...] = ()
    """Forms that the answer must have, in the words of ``forms.named``."""
