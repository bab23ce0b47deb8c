"""Propositions joined: and, or, not, ⇒, ⇔, and quantifiers before them."""

from __future__ import annotations

from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.propositions.chains import Chain, chained, is_proposition, part_of, words_at
from solgen.notation.reading.propositions.conditions import bound_afterwards, with_conditions
from solgen.notation.reading.propositions.relations import both_in_a_step, read_relations
from solgen.notation.reading.sets import as_set
from solgen.notation.reading.spellings import AND, ARROWS, NOT, OR
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, constant, name, term


def read_proposition(reader: Reader) -> Term:
    """A proposition or an expression."""
    return read_chain(reader).node


def read_chain(reader: Reader, lead: str = "") -> Chain:
    """A formula down to its end, a comma or a closing bracket. ``lead`` is the relation before its first side."""
    bound = bound_afterwards(reader)
    if bound:
        with reader.binding(bound):
            return _read_chain(reader, lead)
    return _read_chain(reader, lead)


def _read_chain(reader: Reader, lead: str) -> Chain:
    start = reader.position
    first = _disjunction(reader, lead)
    parts = [part_of(reader, "", first.node, start)]
    while reader.peek().text in ARROWS or words_at(reader) in ("if and only if", "iff"):
        token = reader.take()
        sign = ARROWS.get(token.text, "⇔")
        begin = reader.position
        side = _disjunction(reader).node
        for node in (parts[-1].node, side):
            if not is_proposition(node):
                message = f"`{reader.latex[token.start : token.end]}` stands between propositions."
                raise reader.fail("read-kind", message, token, "Write a relation on both sides.")
        parts.append(part_of(reader, sign, side, begin))
    if len(parts) > 1 and reader.both_hold is not None:
        raise both_in_a_step(reader, reader.both_hold)
    chain = first if len(parts) == 1 else Chain(chained(parts), tuple(parts))
    return with_conditions(reader, chain, start)


def _disjunction(reader: Reader, lead: str = "") -> Chain:
    return _joined(reader, "or", OR, "or", lead)


def _conjunction(reader: Reader, lead: str = "") -> Chain:
    return _joined(reader, "and", AND, "and", lead)


def _joined(reader: Reader, head: str, signs: frozenset[str], word: str, lead: str) -> Chain:
    """Propositions joined by one connective, flat."""
    inner = _conjunction if head == "or" else _negation
    start = reader.position
    first = inner(reader, lead)
    nodes = [first.node]
    if first.node.head == head and not reader.is_bracketed(start):
        nodes = list(first.node.arguments)
    mixed = first.node.head == "and" and not reader.is_bracketed(start)
    while reader.peek().text in signs or words_at(reader) == word:
        token = reader.take()
        begin = reader.position
        node = inner(reader).node
        if node.head == head and not reader.is_bracketed(begin):
            nodes += node.arguments  # of a sign that says two things
            continue
        nodes.append(node)
        mixed = mixed or (nodes[-1].head == "and" and not reader.is_bracketed(begin))
        if mixed and head == "or":
            message = "“and” and “or” without brackets."
            raise reader.fail("read-extent", message, token, "Bracket the one that belongs together.")
        if not all(map(is_proposition, nodes)):
            message = f"“{head}” stands between propositions."
            raise reader.fail("read-kind", message, token, "Write a relation on both sides.")
    if len(nodes) == 1 or nodes == list(first.node.arguments):
        return first
    node = term(head, nodes)
    return Chain(node, (part_of(reader, "", node, start),))


def _negation(reader: Reader, lead: str = "") -> Chain:
    start = reader.position
    token = reader.peek()
    if token.text in NOT:
        reader.take()
        node = _negation(reader).node
        if not is_proposition(node):
            raise reader.fail("read-kind", "“not” stands before a proposition.", token, "Bracket the relation.")
        node = term("not", [node])
    elif token.text in ("\\forall", "\\exists"):
        node = _prefix_quantifier(reader)
    else:
        return read_relations(reader, lead)
    return Chain(node, (part_of(reader, "", node, start),))


def _prefix_quantifier(reader: Reader) -> Term:
    """``\\forall x \\in S : P``."""
    token = reader.take()
    bound = read_bound_name(reader)
    over = constant("everything")
    if reader.accept("\\in"):
        over = as_set(read_expression(reader))
    if not (reader.accept(":") or reader.accept(",")):
        message = "The quantifier is not set off from what it says."
        raise reader.fail("read-quantifier", message, reader.peek(), "Write `\\forall x \\in S : x > 0`.")
    at = reader.peek()
    with reader.binding(bound):
        body = read_proposition(reader)
    if not is_proposition(body):
        raise reader.fail("read-kind", "A quantifier over what is no proposition.", at, "Write a relation.")
    return term("for_all" if token.text == "\\forall" else "exists", [name(bound), over, body])
