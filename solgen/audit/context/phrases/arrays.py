"""Matrices: "a $N \\times d$ matrix $X$", "the symmetric matrix $A$", "$V$ is orthogonal", "of rank $d$"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.context.phrases.said import Passage, Said, numbers, pattern, quoted
from solgen.audit.context.phrases.words import BE, FORMULAS, MATRIX, PROPERTIES, SQUARE

_ADJECTIVES: Final = r"(?P<adjectives>(?:(?!(?:matri|vector))[\w'’-]+,? (?:and )?){0,4}?)"
_NAMES: Final = rf"(?P<names>{FORMULAS})"
_SIZE: Final = r"⟦(?P<size>\d+)⟧"
_SHAPE: Final = r"(?:size|order|shape|dimensions?|type|format)"
_IS: Final = rf"(?:is|be|has (?:the )?{_SHAPE}|of {_SHAPE})(?: of {_SHAPE})?"
_SIZED: Final = (
    rf"(?:an?|the|any|some|real|all)? ?{_SIZE}[- ]{_ADJECTIVES}{MATRIX}(?: of (?!rank)\w+)? {_NAMES}",
    rf"{_NAMES} (?P<be>{BE}) (?:an? |the |real ){{0,2}}{_ADJECTIVES}{_SIZE}[- ](?:[\w'’-]+ ){{0,3}}?{MATRIX}",
    rf"(?:an?|the) {_ADJECTIVES}{MATRIX} {_NAMES} of {_SHAPE} {_SIZE}",
    rf"(?P<adjectives>)(?P<names>⟦\d+⟧) {_IS} {_SIZE}(?! {MATRIX})",
    rf"(?P<names>⟦\d+⟧) {_IS} {_SIZE},? (?:and|but) (?P<adjectives>[\w -]*?(?:{'|'.join(PROPERTIES)}))\b",
)
_BEFORE: Final = r"(?:an?|the|any|some|let|for|all|every|each|two|and|with|of|by|our|be|define|denote)"
_NAMED: Final = rf"\b{_BEFORE}? ?{_ADJECTIVES}{MATRIX} {_NAMES}"
_WORD: Final = rf"(?P<adjectives>(?:[\w-]+ ){{0,2}}?(?:{'|'.join(PROPERTIES)}))\b(?! {MATRIX})"
_SAID_OF: Final = (
    rf"{_NAMES} (?P<be>{BE}) (?:both |all |also |again )?(?:an? |the |two )?{_ADJECTIVES}{MATRIX}",
    rf"{_NAMES} (?P<be>be|is|are|being) {_WORD}",
    rf"(?:\b(?P<be>with|for|where|and|let|any|every) |, )(?P<names>⟦\d+⟧) {_WORD}",
)
_RANK: Final = (
    rf"(?P<names>⟦\d+⟧) (?:{BE}) [^.;⟦⟧]*(?:⟦\d+⟧[^.;⟦⟧]*)?{MATRIX}[^.;⟦⟧]*? of "
    rf"(?:full (?:column )?rank|rank (?P<rank>⟦\d+⟧))"
)
_HAS_RANK: Final = (
    r"(?P<names>⟦\d+⟧),? (?:has|have|having|with|of|is of|be of|being of) "
    r"(?:full (?:column )?rank|rank (?P<rank>⟦\d+⟧))"
)
_COLUMNS: Final = rf"{_NAMES} (?:(?:is|be) ⟦\d+⟧ )?(?:has|have|having|with|be) (?:a matrix with )?orthonormal columns"
_IN_LET: Final = (
    r"(?:^be\b|(?:^|[.;] )(?:(?:and|now|again|next),? )?(?:let|suppose|assume|consider|given|denote)\b)[^.]*$"
)
_BEFORE_NAMES: Final = ("with", "for", "where", "and", "let", "any", "every")
_LET: Final = ("be", "denote", "denotes", "as", "being", "represents", "represent", *_BEFORE_NAMES)


def arrays(passage: Passage) -> Iterator[Said]:
    """Each name that the words call a matrix, with the sizes and properties that they give."""
    text = passage.text
    for expression in _SIZED:
        for found in pattern(expression).finditer(text):
            yield from _matrices(found["names"], found["adjectives"], found.group(), int(found["size"]))
    for found in pattern(_NAMED).finditer(text):
        yield from _matrices(found["names"], found["adjectives"], found.group(), None)
    for expression in _SAID_OF:
        for found in pattern(expression).finditer(text):
            let = (found["be"] or "with") in _LET or pattern(_IN_LET).search(text[: found.start()]) is not None
            yield from _matrices(found["names"], found["adjectives"], found.group(), None, asserted=not let)
    yield from _with_properties(text)


def _with_properties(text: str) -> Iterator[Said]:
    for found in pattern(_COLUMNS).finditer(text):
        for number in numbers(found["names"]):
            yield Said(number, "matrix", because(found.group()), (), ("orthonormal columns",))
    for found in (*pattern(_RANK).finditer(text), *pattern(_HAS_RANK).finditer(text)):
        declared = f"rank {found['rank']}" if found["rank"] else "full column rank"
        for number in numbers(found["names"]):
            yield Said(number, "matrix", because(found.group()), (), (declared,))


def _matrices(names: str, adjectives: str, whole: str, size: int | None, *, asserted: bool = False) -> Iterator[Said]:
    properties = properties_in(adjectives)
    shape: tuple[str, ...] = (f"⟦{size}⟧",) if size is not None else ()
    if not shape and pattern(rf"\b(?:{SQUARE})\b").search(adjectives):
        shape = ("square",)
    for number in numbers(names):
        yield Said(number, "matrix", because(whole), shape, properties, asserted)


def properties_in(words: str) -> tuple[str, ...]:
    """The properties of matrices that adjectives give, longest wording first."""
    found: list[str] = []
    rest = words
    for expression, declared in sorted(PROPERTIES.items(), key=lambda entry: -len(entry[0])):
        if pattern(rf"\b(?:{expression})\b").search(rest) and not pattern(r"\bnot\b").search(rest):
            found.append(declared)
            rest = pattern(rf"\b(?:{expression})\b").sub(" ", rest)
    return tuple(found)


def because(whole: str) -> str:
    """The words as a reason."""
    return f"the text says “{quoted(whole)}”"
