"""Vectors and matrices: "a $N \\times d$ matrix $X$", "the symmetric matrix $A$", "$X$ whose $p$-th row is $x^p$"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.context.phrases.said import Passage, Said, numbers, pattern, quoted
from solgen.audit.context.phrases.words import BE, FORMULAS, MATRIX, ORDINAL, PROPERTIES, SQUARE, VECTOR

_ADJECTIVES: Final = r"(?P<adjectives>(?:(?!(?:matri|vector))[\w'’-]+,? (?:and )?){0,4}?)"
_SIZED: Final = (
    rf"(?:an?|the|any|some|real|all)? ?⟦(?P<size>\d+)⟧[- ]{_ADJECTIVES}{MATRIX}(?: of (?!rank)\w+)? (?P<names>{FORMULAS})",
    rf"(?P<names>{FORMULAS}) (?P<be>{BE}) (?:an? |the |real ){{0,2}}{_ADJECTIVES}⟦(?P<size>\d+)⟧[- ](?P<more>(?:[\w'’-]+ ){{0,3}}?){MATRIX}",
    rf"(?:an?|the) {_ADJECTIVES}{MATRIX} (?P<names>{FORMULAS}) (?:of (?:size|order|shape|dimensions?|type)) ⟦(?P<size>\d+)⟧",
)
_NAMED: Final = rf"\b(?:an?|the|any|some|let|for|all|every|each|two|and|with|of|by|our|be|define|denote)? ?{_ADJECTIVES}{MATRIX} (?P<names>{FORMULAS})"
_SAID_OF: Final = (
    rf"(?P<names>{FORMULAS}) (?P<be>{BE}) (?:both |all |also |again )?(?:an? |the |two )?{_ADJECTIVES}{MATRIX}"
)
_ADJECTIVE_ALONE: Final = rf"(?P<names>{FORMULAS}) (?P<be>be|is|are|being) (?P<adjectives>(?:[\w-]+ ){{0,2}}?(?:{'|'.join(PROPERTIES)}))\b(?! {MATRIX})"
_VECTOR: Final = rf"\b(?:(?:an?|the|every|each|any|all|two|unit|and|with|let|of) )?(?P<adjectives>(?:[\w'’-]+ ){{0,2}}?){VECTOR}[ .]+(?P<names>{FORMULAS})"
_IS_VECTOR: Final = rf"(?P<names>{FORMULAS}) (?P<be>{BE}) (?:an? |the )?(?P<adjectives>(?:[\w'’-]+ ){{0,3}}?){VECTOR}"
_DIMENSIONAL: Final = rf"⟦(?P<size>\d+)⟧[- ]dimensional (?:[\w'’-]+ ){{0,2}}?{VECTOR} (?P<names>{FORMULAS})"
_ROWS: Final = rf"(?P<names>⟦\d+⟧)[^⟦⟧.;]*? whose (?P<index>⟦\d+⟧) ?{ORDINAL} (?P<what>row|column)s? (?:is|are|equals?) (?P<vector>⟦\d+⟧)"
_IS_SIZED: Final = (
    rf"(?:{MATRIX} )?(?P<names>⟦\d+⟧) (?:is|be|has (?:the )?(?:size|shape|dimensions?|format)|of (?:size|shape|dimensions?))"
    rf"(?: of (?:size|shape|dimensions?))? ⟦(?P<size>\d+)⟧(?! {MATRIX})"
)
_RANK: Final = (
    rf"(?P<names>⟦\d+⟧) (?:{BE}) [^.;⟦⟧]*(?:⟦\d+⟧[^.;⟦⟧]*)?{MATRIX}[^.;⟦⟧]*? of "
    rf"(?:full (?:column )?rank|rank (?P<rank>⟦\d+⟧))"
)
_COLUMNS: Final = rf"(?P<names>{FORMULAS}) (?:has|have|having|with|be) (?:a matrix with )?orthonormal columns"
_ONES: Final = (
    r"(?P<name>⟦\d+⟧) (?:is|be|denotes?|being|for) (?:the|a) (?:(?:column )?vector of (?:all )?ones|all-ones vector)"
    r"|(?:vector of (?:all )?ones|all-ones vector) (?P<other>⟦\d+⟧)"
)
_IN_LET: Final = (
    r"(?:^be\b|(?:^|[.;] )(?:(?:and|now|again|next),? )?(?:let|suppose|assume|consider|given|denote)\b)[^.]*$"
)
_LET: Final = ("be", "denote", "denotes", "as", "being", "represents", "represent")


def arrays(passage: Passage) -> Iterator[Said]:
    """Each name that the words call a vector or a matrix, with the sizes and properties that they give."""
    text = passage.text
    for expression in _SIZED:
        for found in pattern(expression).finditer(text):
            size, words = int(found["size"]), found["adjectives"]
            yield from _matrices(found["names"], words, found.group(), size)
    for found in pattern(_IS_SIZED).finditer(text):
        yield from _matrices(found["names"], "", found.group(), int(found["size"]))
    for found in pattern(_NAMED).finditer(text):
        yield from _matrices(found["names"], found["adjectives"], found.group(), None)
    for found in pattern(_COLUMNS).finditer(text):
        for number in numbers(found["names"]):
            yield Said(number, "matrix", _because(found.group()), (), ("orthonormal columns",))
    for expression in (_SAID_OF, _ADJECTIVE_ALONE):
        for found in pattern(expression).finditer(text):
            let = found["be"] in _LET or pattern(_IN_LET).search(text[: found.start()]) is not None
            yield from _matrices(found["names"], found["adjectives"], found.group(), None, asserted=not let)
    for found in pattern(_DIMENSIONAL).finditer(text):
        for number in numbers(found["names"]):
            yield Said(number, "vector", _because(found.group()), (f"⟦{found['size']}⟧",))
    for expression in (_VECTOR, _IS_VECTOR):
        for found in pattern(expression).finditer(text):
            for number in numbers(found["names"]):
                yield Said(number, "vector", _because(found.group()))
    for found in pattern(_RANK).finditer(text):
        declared = f"rank {found['rank']}" if found["rank"] else "full column rank"
        for number in numbers(found["names"]):
            yield Said(number, "matrix", _because(found.group()), (), (declared,))
    for found in pattern(_ROWS).finditer(text):
        for number in (*numbers(found["names"]),):
            yield Said(number, f"{found['what']}s", _because(found.group()), (found["index"], found["vector"]))


def vectors_of_ones(passage: Passage) -> Iterator[int]:
    """The formulas that name a vector all of whose entries are 1."""
    for found in pattern(_ONES).finditer(passage.text):
        yield from numbers(found["name"] or found["other"])


def _matrices(names: str, adjectives: str, whole: str, size: int | None, *, asserted: bool = False) -> Iterator[Said]:
    properties = properties_in(adjectives)
    shape: tuple[str, ...] = (f"⟦{size}⟧",) if size is not None else ()
    if not shape and pattern(rf"\b(?:{SQUARE})\b").search(adjectives):
        shape = ("square",)
    for number in numbers(names):
        yield Said(number, "matrix", _because(whole), shape, properties, asserted)


def properties_in(words: str) -> tuple[str, ...]:
    """The properties of matrices that adjectives give, longest wording first."""
    found: list[str] = []
    rest = words
    for expression, declared in sorted(PROPERTIES.items(), key=lambda entry: -len(entry[0])):
        if pattern(rf"\b(?:{expression})\b").search(rest) and not pattern(r"\bnot\b").search(rest):
            found.append(declared)
            rest = pattern(rf"\b(?:{expression})\b").sub(" ", rest)
    return tuple(found)


def _because(whole: str) -> str:
    return f"the text says “{quoted(whole)}”"
