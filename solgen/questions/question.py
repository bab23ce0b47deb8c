"""A question as loaded, a variant as drawn, and its text with the values put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from solgen.diagnostics import Place
from solgen.documents.blocks import Piece, SourceText

Value = bool | Fraction | str | tuple["Value", ...]
"""What a parameter or a derived value can be. Whole numbers are Fractions too: arithmetic on them is exact."""


class AnswerKind(StrEnum):
    """What an answer is, and so how it is compared and printed in the key."""

    NUMBER = "number"
    QUANTITY = "quantity"
    EXPRESSION = "expression"
    SET = "set"
    INTERVAL = "interval"
    VECTOR = "vector"
    MATRIX = "matrix"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a question: its name (``a``, or ``only`` where there is one part), its marks, its answer space."""

    name: str
    marks: int
    space: str = ""
    """A length such as ``7cm``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that a part asks for."""

    name: str
    part: str
    kind: AnswerKind
    unit: str = ""
    tolerance: Fraction | None = None
    relative_tolerance: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of the front matter (``derive``, ``constraints``), with its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter and how it is drawn; ``specification`` is the plain YAML value as written."""

    name: str
    specification: object
    place: Place


@dataclass(frozen=True, slots=True)
class Question:
    """A question file, loaded and checked for form; nothing in it has been drawn or read as mathematics."""

    id: str
    title: str
    topics: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    derived: tuple[tuple[str, Expression], ...]
    constraints: tuple[Expression, ...]
    reference: Mapping[str, Value]
    formulas: Mapping[str, Mapping[str, str]]
    """Named snippets of LaTeX: ``formulas["mu"]["half"]``, chosen by the parameter whose choices they are."""
    parts: tuple[Part, ...]
    answers: tuple[Answer, ...]
    declare: SourceText
    pieces: tuple[Piece, ...]
    """Stem, part stems, solution, part solutions and mistakes, as templates in the order of the file."""
    file: Path
    solver: Path | None = None
    """The Python file beside the question that computes further values, if there is one."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A question with values: those drawn, those derived, and what the solver returned."""

    question: Question
    values: Mapping[str, Value]
    public: frozenset[str]
    """Names of the values that a stem may use."""
    label: str = ""
    """What names this variant in messages: ``reference``, ``seed 7``."""


@dataclass(frozen=True, slots=True)
class FilledQuestion:
    """A variant's text: what is read, judged and set."""

    variant: Variant
    declare: SourceText
    pieces: tuple[Piece, ...]
