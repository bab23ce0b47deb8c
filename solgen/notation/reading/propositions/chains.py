"""What reading a formula gives: a proposition or an expression, and the sides of a chain."""

from __future__ import annotations

from dataclasses import dataclass

from solgen.notation.reading.reading import TokenKind
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, relation, term

_PROPOSITIONS = frozenset({"relation", "chain", "and", "or", "not", "for_all", "exists", "statements"})


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a relation: the sign before it, its Term, where it stands (characters; its last token)."""

    sign: str
    node: Term
    start: int
    end: int
    last: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A proposition or an expression, and its sides where it is a chain (else itself alone)."""

    node: Term
    parts: tuple[Part, ...]


def is_proposition(node: Term) -> bool:
    """Whether a Term says something true or false."""
    return node.head in _PROPOSITIONS or node.data in ("true", "false")


def part_of(reader: Reader, sign: str, node: Term, begin: int) -> Part:
    """A side that begins at a position of the stream and has just been read to its end."""
    last = reader.position - 1
    return Part(sign, node, reader.stream[begin].start, reader.stream[last].end, last)


def chained(parts: list[Part]) -> Term:
    """A relation or a chain of sides; the first part's sign does not count."""
    nodes = [part.node for part in parts]
    signs = tuple(part.sign for part in parts[1:])
    if len(nodes) == 1:
        return nodes[0]
    return relation(signs[0], *nodes) if len(nodes) == 2 else term("chain", nodes, signs)


def words_at(reader: Reader, ahead: int = 0) -> str:
    """The words of ``\\text{...}`` that come next, in small letters; else the empty text."""
    token = reader.peek(ahead)
    return " ".join(token.text.split()).lower().strip(" ,.") if token.kind is TokenKind.TEXT else ""
