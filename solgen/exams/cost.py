"""What a variant costs the student who solves it, by measures that can be kept within a band."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from fractions import Fraction

from solgen.documents.blocks import Piece, SectionKind
from solgen.documents.markdown import parse_markdown
from solgen.documents.raw import RawDisplay
from solgen.questions.question import FilledQuestion, Variant

_DIGIT = re.compile(r"[0-9]")
_REMARK = re.compile(r"\\marks\{[^}]*\}|\{marks=[^}]*\}")
_LINE = re.compile(r"\\\\")


@dataclass(frozen=True, slots=True)
class Cost:
    """Measures of a variant. Those of the solution are 0 where only the stem was filled."""

    digits: int
    """Digits in the stem."""
    items: int
    """Numbers in the lists that the question gives."""
    lines: int = 0
    """Lines of the displays in the solution."""
    working: int = 0
    """Digits in the solution."""

    def outside(self, bands: Mapping[str, tuple[Fraction, Fraction]]) -> str:
        """The name of a measure that is not in its band, empty where all are."""
        measured = asdict(self)
        return next((name for name, (low, high) in bands.items() if not low <= measured[name] <= high), "")


MEASURES = tuple(field.name for field in fields(Cost))
OF_SOLUTIONS = frozenset({"lines", "working"})
"""The measures for which the whole question has to be filled, solver and all."""


def stem_cost(stem: Iterable[Piece], variant: Variant) -> Cost:
    """The measures of a variant's stem, and of the lists that it may show."""
    digits = sum(len(_DIGIT.findall(piece.source.text)) for piece in stem if piece.kind is SectionKind.STEM)
    shown = (variant.values[name] for name in variant.public)
    return Cost(digits, sum(len(value) for value in shown if isinstance(value, tuple)))


def cost(filled: FilledQuestion) -> Cost:
    """All measures of a variant."""
    stem = stem_cost(filled.pieces, filled.variant)
    solution = [piece.source.text for piece in filled.pieces if piece.kind is SectionKind.SOLUTION]
    working = sum(len(_DIGIT.findall(_REMARK.sub("", text))) for text in solution)
    lines = sum(
        len(_LINE.findall(block.formula.latex)) + 1
        for text in solution
        for _, chunk in parse_markdown(text)
        for block in chunk.blocks
        if isinstance(block, RawDisplay)
    )
    return Cost(stem.digits, stem.items, lines, working)
