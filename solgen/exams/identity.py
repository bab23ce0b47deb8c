"""Which variant a reader sees: two variants are twins if their stems, as set, are the same.

The seed does not matter, nor do values that the stem does not show, nor roles, which are not printed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from solgen.documents.blocks import Piece, SectionKind, Text
from solgen.documents.markdown import parse_markdown
from solgen.documents.raw import (
    RawBlock,
    RawCode,
    RawDisplay,
    RawFigure,
    RawFormula,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    RawTable,
)
from solgen.questions.draw import NOTHING, SpaceSize, all_variants, draw, draw_unsolved, space_size
from solgen.questions.fill import fill_stem, needs_solver
from solgen.questions.question import Question, Value, Variant
from solgen.questions.seeds import Seed, encoded

MOST_COMPARED = 5000
"""Spaces up to this size are counted by what the reader sees, not by their values."""


def identity(question: str, stem: Iterable[Piece]) -> str:
    """The digest of a stem as set: 32 hexadecimal digits. ``question`` is the id."""
    words = ["solgen stem 1", question]
    for piece in stem:
        if piece.kind is SectionKind.STEM:
            words += ["part", piece.part, *_words(piece.source.text)]
    return hashlib.sha256(encoded(*words)).hexdigest()[:32]


def identity_of(variant: Variant) -> str:
    """The identity of a variant. Raises Failure where its stem cannot be filled."""
    return identity(variant.question.id, fill_stem(variant))


def draw_as_seen(question: Question, seed: Seed, given: Mapping[str, Value] = NOTHING) -> Variant:
    """The variant of a seed with all that its stem may show, and with no more if that saves the solver's time."""
    return (draw if needs_solver(question) else draw_unsolved)(question, seed, given)


def distinct_variants(question: Question, given: Mapping[str, Value] = NOTHING) -> SpaceSize:
    """How many variants a reader can tell apart; for a large question how many there are by their values."""
    size = space_size(question, given)
    if not size.exact or size.count > MOST_COMPARED:
        return size
    every = all_variants(question, size.count, given, solved=needs_solver(question)) or ()
    return SpaceSize(len({identity_of(variant) for variant in every}), exact=True)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for _, chunk in parse_markdown(text) for block in chunk.blocks for word in _block(block))


def _block(block: RawBlock) -> Iterator[str]:
    """What is printed of a block, with a word for each boundary, so that no two blocks give the same words."""
    yield type(block).__name__
    if isinstance(block, RawParagraph | RawHeading):
        yield from _inlines(block.inlines)
    elif isinstance(block, RawDisplay):
        yield _latex(block.formula)
    elif isinstance(block, RawList):
        yield from _list(block)
    elif isinstance(block, RawTable):
        yield from _table(block)
    elif isinstance(block, RawFigure):
        yield block.path
    elif isinstance(block, RawCode):
        yield block.text
    yield "end"


def _list(block: RawList) -> Iterator[str]:
    yield f"{block.ordered} {block.start}"
    for item in block.items:
        yield "item"
        for inner in item:
            yield from _block(inner)


def _table(block: RawTable) -> Iterator[str]:
    for row in block.rows:
        yield "row"
        for cell in row:
            yield "cell"
            yield from _inlines(cell)


def _inlines(inlines: Iterable[RawInline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield f"words {inline.style}"
            yield inline.text
        else:
            yield "formula"
            yield _latex(inline)


def _latex(formula: RawFormula) -> str:
    return " ".join(formula.latex.split())
