"""What a text claims, line by line, before anything is judged: members of chains, definitions, conditions."""

from __future__ import annotations

from dataclasses import dataclass

from solgen.audit.understanding import Purpose
from solgen.diagnostics import Place
from solgen.documents.blocks import Step
from solgen.documents.chains import Chain, Side
from solgen.notation.context import Context

Key = tuple[int, int]
"""A member of a formula: the formula's number, the member's position. The same under every interpretation.

Positions from ``SIMPLIFIED`` on are no members but what else is claimed at the formula, each kind from its own number.
"""
APART = 300
"""The second sign of a statement that is set off by commas from others, and those after it."""
SIMPLIFIED = 500
"""That a condition's other side is still the same."""
REMARK = 1_000
"""A formula inside the words behind a line; 1000 more for each such word."""
AMOUNT = 100_000
"""A number in the sentence behind the formula."""
SENTENCE = 200_000
"""A sentence of a listed pattern."""


@dataclass(frozen=True, slots=True)
class Line:
    """One member against what stands before it.

    ``before`` is the line that this one goes on from, so that a mistake is reported where it first went wrong.
    ``loose`` says that its connection with what stands before is only guessed: then its failure says nothing about the
    author. ``nothing`` says why the line shows nothing, though it be true.
    """

    key: Key
    purpose: Purpose
    step: Step
    before: Key | None = None
    loose: bool = False
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a formula under one interpretation.

    ``chain`` is how far its chain has gone. ``condition`` is what it says of its ends, as one proposition; None where
    it begins in words or states nothing. ``arrow`` is the sign of the step from the statement before (``⇒``, ``⇔``),
    empty where there is none. ``words`` is the prose since the formula before.
    """

    formula: int
    number: int
    purpose: Purpose
    part: str
    context: Context
    place: Place
    lines: tuple[Line, ...]
    mentioned: Line | None = None
    """The line of an equation that is mentioned: it claims nothing unless it comes after another equation."""
    chain: Chain | None = None
    condition: Side | None = None
    arrow: str = ""
    words: str = ""
