"""Vectors: "the vector $v$", "a $d$-dimensional vector $x$", "$X$ whose $p$-th row is $x^p$", "the vector of ones"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.context.phrases.arrays import because
from solgen.audit.context.phrases.said import Passage, Said, numbers, pattern
from solgen.audit.context.phrases.words import BE, FORMULAS, ORDINAL, VECTOR

_NAMES: Final = rf"(?P<names>{FORMULAS})"
_NAMED: Final = (
    rf"\b(?:(?:an?|the|every|each|any|all|two|unit|and|with|let|of) )?(?:[\w'’-]+ ){{0,2}}?{VECTOR}[ .]+{_NAMES}",
    rf"{_NAMES} {BE} (?:an? |the )?(?:[\w'’-]+ ){{0,3}}?{VECTOR}",
    rf"(?:\band|,) (?P<names>⟦\d+⟧) an? (?:[\w'’-]+ ){{0,2}}?{VECTOR}",
)
_DIMENSIONAL: Final = rf"⟦(?P<size>\d+)⟧[- ]dimensional (?:[\w'’-]+ ){{0,2}}?{VECTOR} {_NAMES}"
_ROWS: Final = (
    rf"(?P<names>⟦\d+⟧[^⟦⟧.;]*?(?:⟦\d+⟧[^⟦⟧.;]*?)?) whose (?P<index>⟦\d+⟧) ?{ORDINAL} (?P<what>row|column)s? "
    rf"(?:is|are|equals?) (?P<vector>⟦\d+⟧)"
)
_ONES: Final = (
    r"(?P<name>⟦\d+⟧) (?:is|be|denotes?|being|for) (?:the|a) (?:(?:column )?vector of (?:all )?ones|all-ones vector)"
    r"|(?:vector of (?:all )?ones|all-ones vector) (?P<other>⟦\d+⟧)"
)


def vectors(passage: Passage) -> Iterator[Said]:
    """Each name that the words call a vector, and each matrix whose rows or columns they name."""
    for found in pattern(_DIMENSIONAL).finditer(passage.text):
        for number in numbers(found["names"]):
            yield Said(number, "vector", because(found.group()), (f"⟦{found['size']}⟧",))
    for expression in _NAMED:
        for found in pattern(expression).finditer(passage.text):
            for number in numbers(found["names"]):
                yield Said(number, "vector", because(found.group()))
    for found in pattern(_ROWS).finditer(passage.text):
        for number in numbers(found["names"]):
            yield Said(number, f"{found['what']}s", because(found.group()), (found["index"], found["vector"]))


def vectors_of_ones(passage: Passage) -> Iterator[int]:
    """The formulas that name a vector all of whose entries are 1."""
    for found in pattern(_ONES).finditer(passage.text):
        yield from numbers(found["name"] or found["other"])
