"""Sides and the relations between them: ``a = b \\le c``; with ``\\pm`` in them, their two choices."""

from __future__ import annotations

from dataclasses import replace

from solgen.diagnostics import Failure
from solgen.notation.reading.column_vectors import beside_vectors
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.propositions.chains import Chain, chained, is_proposition, part_of
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.sets import as_set
from solgen.notation.reading.spellings import RELATION_SIGNS, SET_RELATIONS
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, term


def both_in_a_step(reader: Reader, sign: Token) -> Failure:
    """The refusal of ``\\pm x = \\pm 2`` in a step of an argument."""
    hint = "Write this sign on one side only, or the two relations with “or” between them."
    return reader.fail("read-plus-minus", "With this sign on both sides a step may mean either or both.", sign, hint)


def sign_at(reader: Reader) -> str:
    """The relation that comes next, or the empty text."""
    token = reader.peek()
    if token.kind in (TokenKind.SIGN, TokenKind.COMMAND):
        if token.text == ":" and reader.peek(1).text == "=" and token.end == reader.peek(1).start:
            hint = "`:=` defines: mark the formula as a definition, or write `=`."
            raise reader.fail("read-unexpected", "`:=` outside a definition.", token, hint)
        return RELATION_SIGNS.get(token.text, "")
    return ""


def read_relations(reader: Reader, lead: str = "") -> Chain:
    """``a = b \\le c``: sides and the relations between them; with ``\\pm`` in them, its two choices."""
    begin, outer = reader.position, _taken(reader)
    chain, marked = _one_choice(reader, lead)
    sign, reader.alternating = reader.alternating, outer
    if sign is None:
        return chain
    if len(marked) == 1 and not lead:
        reader.alternating = outer or sign
        return chain
    if lead:
        hint = "Write the whole relation here."
        raise reader.fail("read-plus-minus", "A formula goes on with a sign that says two things.", sign, hint)
    reader.choices += 1
    if reader.choices > _MOST_CHOICES:
        message, hint = "Too many signs in one formula that say two things.", "Write the relations one by one."
        raise reader.fail("read-plus-minus", message, sign, hint)
    end, reader.position, reader.lower = reader.position, begin, not reader.lower
    other, _ = _one_choice(reader, lead)
    reader.position, reader.alternating, reader.lower = end, outer, not reader.lower
    head = _joining(reader, chain, marked, sign)
    nodes = [other.node, chain.node] if reader.lower else [chain.node, other.node]
    node = term(head, nodes)
    return Chain(node, (part_of(reader, "", node, begin),))


def _taken(reader: Reader) -> Token | None:
    """The sign that says two things and has been seen so far; from here on none has."""
    seen, reader.alternating = reader.alternating, None
    return seen


def _joining(reader: Reader, chain: Chain, marked: list[bool], sign: Token) -> str:
    """Whether one of the choices holds, as in ``x = \\pm 2``, or both, as in ``\\cos(-x \\pm y) = \\cos(x \\mp y)``."""
    signs = {part.sign for part in chain.parts[1:]}
    if not (signs <= _EQUAL or signs <= _UNEQUAL):
        hint = "Write the two relations, with “and” or “or” between them."
        raise reader.fail("read-plus-minus", "This sign in an inequality may mean either or both.", sign, hint)
    if all(marked):
        reader.both_hold = reader.both_hold or sign
        return "and"
    if marked[0]:
        hint = "Write the side that has it last; or write the two relations, with “and” or “or” between them."
        raise reader.fail("read-plus-minus", "This sign stands in the first side and not in all.", sign, hint)
    return "or" if signs <= _EQUAL else "and"


def _one_choice(reader: Reader, lead: str) -> tuple[Chain, list[bool]]:
    """The relations with one choice of each ``\\pm``, and which of their sides hold one."""
    begin = reader.position
    marked = [False]
    first = read_expression(reader)
    marked[0] = reader.alternating is not None
    sign = sign_at(reader)
    if not sign and not lead:
        return Chain(first, (part_of(reader, "", first, begin),)), marked
    parts = [part_of(reader, lead, as_set(first) if lead in SET_RELATIONS and lead else first, begin)]
    while sign:
        reader.take()
        begin, seen = reader.position, _taken(reader)
        node = read_expression(reader)
        marked.append(reader.alternating is not None)
        reader.alternating = seen or reader.alternating
        previous = parts[-1]
        if sign in SET_RELATIONS or _is_set(reader, sign, previous.node):
            node = as_set(node)
        if sign in "⊂⊆" or _is_set(reader, sign, node):
            parts[-1] = replace(previous, node=as_set(previous.node))
        parts.append(part_of(reader, sign, node, begin))
        sign = sign_at(reader)
    sides = beside_vectors(reader, [part.node for part in parts])
    parts = [replace(part, node=side) for part, side in zip(parts, sides, strict=True)]
    for part in parts:
        if is_proposition(part.node) and part.node.data not in ("true", "false"):
            message = "A relation between relations."
            raise reader.fail("read-kind", message, part.start, "Write `\\iff` between propositions.")
    node = chained(parts)
    return Chain(node, tuple(parts)), marked


_MOST_CHOICES = 32
"""Relations inside relations are read twice at each level; no formula that a person wrote needs more."""
_EQUAL = frozenset("=≈≡∈")
_UNEQUAL = frozenset("≠∉")


def _is_set(reader: Reader, sign: str, node: Term) -> bool:
    """Whether an equation has a set on this side, so that a pair in round brackets on the other is an interval."""
    return sign in "=≠" and node.head not in ("number", "add", "multiply") and reader.shape(node).sort == "set"
