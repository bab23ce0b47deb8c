"""Decompositions of matrices by their names: "an SVD of the form $X = U \\Sigma V^t$", "$A = Q \\Lambda Q^T$"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.phrases.said import Passage, numbers, pattern, quoted
from solgen.audit.context.phrases.words import (
    CHOLESKY,
    EIGENVALUES,
    FULL,
    ORTHOGONAL_TRIANGULAR,
    SINGULAR_VALUES,
    THIN,
)

_KINDS: Final = (
    ("singular", SINGULAR_VALUES),
    ("eigen", EIGENVALUES),
    ("orthogonal-triangular", ORTHOGONAL_TRIANGULAR),
    ("cholesky", CHOLESKY),
)


@dataclass(frozen=True, slots=True)
class Decomposition:
    """``formulas`` are those behind the words (or right before them); the one that has the form is taken."""

    kind: str
    variant: str
    """``thin``, ``full`` or empty, as the words say."""
    formulas: tuple[int, ...]
    because: str


def decompositions(passage: Passage, following: tuple[int, ...]) -> Iterator[Decomposition]:
    """Each decomposition that is named; ``following`` are the formulas of the display behind the passage."""
    for kind, words in _KINDS:
        for found in pattern(rf"(?:\b(?P<variant>{THIN}|{FULL}) )?\(?\b{words}\b").finditer(passage.text):
            variant = found["variant"] or ""
            before = passage.text[max(0, found.start() - 90) : found.start()]
            after = passage.text[found.end() :]
            named = "thin" if variant and pattern(THIN).fullmatch(variant) else "full" if variant else ""
            where = (*numbers(after), *following, *reversed(tuple(numbers(before))))
            yield Decomposition(kind, named, where, f"the text says “{quoted(found.group())}”")
