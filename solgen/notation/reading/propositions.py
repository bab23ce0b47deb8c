"""Relations, chains of them, and what joins propositions: and, or, not, ⇒, ⇔, for all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from solgen.diagnostics import Failure
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.sets import as_set, matching_bracket
from solgen.notation.reading.spellings import AND, ARROWS, DOTS, LETTERS, NOT, OR, RELATION_SIGNS, SET_RELATIONS
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, constant, name, relation, term

_FOR_ALL = frozenset({"for all", "for every", "for each", "for any"})
_CONDITIONAL = frozenset({"where", "with", "if", "when", "whenever", "provided", "provided that", "as long as", "for"})
_QUANTIFYING = _FOR_ALL | {"for"}
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


def read_proposition(reader: Reader) -> Term:
    """A proposition or an expression."""
    return read_chain(reader).node


def read_chain(reader: Reader, lead: str = "") -> Chain:
    """A formula down to its end, a comma or a closing bracket. ``lead`` is the relation before its first side."""
    bound = _bound_afterwards(reader)
    if bound:
        with reader.binding(bound):
            return _read_chain(reader, lead)
    return _read_chain(reader, lead)


def _bound_afterwards(reader: Reader) -> str:
    """The name that ``\\text{for all } i`` at the end of the formula binds, if it means nothing yet."""
    for position in range(reader.position, reader.limit - 1 if reader.worded else 0):
        token = reader.stream[position]
        if token.kind is TokenKind.TEXT and " ".join(token.text.split()).lower() in _QUANTIFYING:
            letter = reader.stream[position + 1].text
            return letter if not reader.knows(letter) else ""
    return ""


def _read_chain(reader: Reader, lead: str) -> Chain:
    start = reader.position
    first = _disjunction(reader, lead)
    parts = [_part(reader, "", first.node, start)]
    while reader.peek().text in ARROWS or _words(reader) in ("if and only if", "iff"):
        token = reader.take()
        sign = ARROWS.get(token.text, "⇔")
        begin = reader.position
        side = _disjunction(reader).node
        for node in (parts[-1].node, side):
            if not is_proposition(node):
                message = f"`{reader.latex[token.start : token.end]}` stands between propositions."
                raise reader.fail("read-kind", message, token, "Write a relation on both sides.")
        parts.append(_part(reader, sign, side, begin))
    if len(parts) > 1 and reader.both_hold is not None:
        raise both_in_a_step(reader, reader.both_hold)
    chain = first if len(parts) == 1 else Chain(_join(parts), tuple(parts))
    return _quantified(reader, chain, start)


def both_in_a_step(reader: Reader, sign: Token) -> Failure:
    """The refusal of ``\\pm x = \\pm 2`` in a step of an argument."""
    hint = "Write this sign on one side only, or the two relations with “or” between them."
    return reader.fail("read-plus-minus", "With this sign on both sides a step may mean either or both.", sign, hint)


def _part(reader: Reader, sign: str, node: Term, begin: int) -> Part:
    last = reader.position - 1
    return Part(sign, node, reader.stream[begin].start, reader.stream[last].end, last)


def _join(parts: list[Part]) -> Term:
    """A relation or a chain of sides; the first part's sign does not count."""
    nodes = [part.node for part in parts]
    signs = tuple(part.sign for part in parts[1:])
    if len(nodes) == 1:
        return nodes[0]
    return relation(signs[0], *nodes) if len(nodes) == 2 else term("chain", nodes, signs)


def _words(reader: Reader, ahead: int = 0) -> str:
    token = reader.peek(ahead)
    return " ".join(token.text.split()).lower().strip(" ,.") if token.kind is TokenKind.TEXT else ""


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
    while reader.peek().text in signs or _words(reader) == word:
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
    node = reader.span(term(head, nodes), reader.stream[start].start)
    return Chain(node, (_part(reader, "", node, start),))


def _negation(reader: Reader, lead: str = "") -> Chain:
    start = reader.position
    token = reader.peek()
    if token.text in NOT:
        reader.take()
        node = _negation(reader).node
        if not is_proposition(node):
            raise reader.fail("read-kind", "“not” stands before a proposition.", token, "Bracket the relation.")
        node = reader.span(term("not", [node]), token.start)
    elif token.text in ("\\forall", "\\exists"):
        node = reader.span(_prefix_quantifier(reader), token.start)
    else:
        return _relations(reader, lead)
    return Chain(node, (_part(reader, "", node, start),))


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


def sign_at(reader: Reader) -> str:
    """The relation that comes next, or the empty text."""
    token = reader.peek()
    if token.kind in (TokenKind.SIGN, TokenKind.COMMAND):
        if token.text == ":" and reader.peek(1).text == "=" and token.end == reader.peek(1).start:
            hint = "`:=` defines: mark the formula as a definition, or write `=`."
            raise reader.fail("read-unexpected", "`:=` outside a definition.", token, hint)
        return RELATION_SIGNS.get(token.text, "")
    return ""


def _relations(reader: Reader, lead: str = "") -> Chain:
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
    node = reader.span(term(head, nodes), chain.parts[0].start)
    return Chain(node, (_part(reader, "", node, begin),))


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
        return Chain(first, (_part(reader, "", first, begin),)), marked
    parts = [_part(reader, lead, as_set(first) if lead in SET_RELATIONS and lead else first, begin)]
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
        parts.append(_part(reader, sign, node, begin))
        sign = sign_at(reader)
    for part in parts:
        if is_proposition(part.node) and part.node.data not in ("true", "false"):
            message = "A relation between relations."
            raise reader.fail("read-kind", message, part.start, "Write `\\iff` between propositions.")
    node = _join(parts)
    reader.span(node, parts[0].start)
    return Chain(node, tuple(parts)), marked


_MOST_CHOICES = 32
"""Relations inside relations are read twice at each level; no formula that a person wrote needs more."""
_EQUAL = frozenset("=≈≡∈")
_UNEQUAL = frozenset("≠∉")


def _is_set(reader: Reader, sign: str, node: Term) -> bool:
    """Whether an equation has a set on this side, so that a pair in round brackets on the other is an interval."""
    return sign in "=≠" and node.head not in ("number", "add", "multiply") and reader.shape(node).sort == "set"


def _quantified(reader: Reader, chain: Chain, start: int) -> Chain:
    """``P \\quad \\text{for all } x \\in S`` and ``P \\quad \\text{for } k = 1, \\dots, n``."""
    node = chain.node
    while True:
        if reader.at(",") and _words(reader, 1) in _CONDITIONAL | _FOR_ALL:
            reader.take()
        if reader.at("(") and is_proposition(node):
            node = _bracketed_condition(reader, node)
            continue
        word = _words(reader)
        if not (word in _CONDITIONAL | _FOR_ALL or (reader.at("\\forall") and reader.position > start)):
            break
        token = reader.take()
        if not is_proposition(node):
            message = "What is said for all is no proposition."
            raise reader.fail("read-kind", message, token, "Write a relation before it.")
        node = _range(reader, node, token)
    return chain if node is chain.node else Chain(node, (_part(reader, "", node, start),))


def _bracketed_condition(reader: Reader, node: Term) -> Term:
    """``P \\quad (x \\in S)``: what holds of the names is said in brackets."""
    opening = reader.take()
    end = matching_bracket(reader, reader.position - 1)
    if end is None:
        raise reader.fail("read-unbalanced", "This `(` is never closed.", opening, "Add the closing bracket.")
    node = reader.within(reader.position, end, lambda inner: _range(inner, node, opening))
    reader.position = end + 1
    return node


def _range(reader: Reader, node: Term, token: Token) -> Term:
    begin = reader.position
    several = _names_before(reader)
    if several:
        over = as_set(read_expression(reader))
        for bound in reversed(several):
            node = term("for_all", [name(bound), over, node])
        return node
    if reader.peek(1).text == "=" or reader.peek(1).text == "\\in" or reader.position + 1 == reader.limit:
        bound = read_bound_name(reader)
        if reader.accept("\\in"):
            return term("for_all", [name(bound), as_set(read_expression(reader)), node])
        if reader.accept("="):
            return term("for_all", [name(bound), term("set", _values(reader)), node])
        return term("for_all", [name(bound), constant("everything"), node])
    conditions = _conditions(reader)
    condition = conditions[0]
    bound_name = _bound_of(condition)
    if len(conditions) > 1 or (bound_name is None and is_proposition(condition.node)):
        return relation("⇒", _together([one.node for one in conditions]), node)
    if bound_name is None:
        hint = "Write `\\text{for all } x \\in S` or `\\text{for } k = 1, \\dots, n`."
        raise reader.fail("read-quantifier", "It is not clear for which name this holds.", token, hint)
    reader.span(condition.node, reader.stream[begin].start)
    return term("for_all", [name(bound_name), constant("everything"), relation("⇒", condition.node, node)])


def _names_before(reader: Reader) -> list[str]:
    """The names of ``x, y \\in S``, taken with the sign; none where anything else stands."""
    position, names = reader.position, 0
    while position < reader.limit:
        token, following = reader.stream[position], reader.peek(position - reader.position + 1)
        if token.kind is not TokenKind.LETTER and token.text not in LETTERS:
            return []
        names += 1
        if following.text == "\\in" and names > 1:
            break
        if following.text != ",":
            return []
        position += 2
    found = [read_bound_name(reader)]
    while reader.accept(","):
        found.append(read_bound_name(reader))
    reader.take()
    return found


def _conditions(reader: Reader) -> list[Chain]:
    """Relations set off by commas; ``x, y > 0`` says the same of each."""
    found = [_relations(reader)]
    while reader.at(",") and not _words(reader, 1):
        reader.take()
        found.append(_relations(reader))
    return each_related(found) or found


def each_related(items: list[Chain]) -> list[Chain]:
    """``x, y \\ge 0`` as one relation each: names, then one relation that begins with a name; else nothing."""
    last = items[-1]
    signs = {part.sign for part in last.parts[1:]}
    names = [item.parts[0].node for item in items]
    bare = all(len(item.parts) == 1 and not is_proposition(item.node) for item in items[:-1])
    named = all(node.head in ("name", "index", "order_statistic") for node in names)
    if len(items) < 2 or not (bare and named and signs and signs <= _OF_EACH):
        return []
    rest = last.parts[1:]
    chains = []
    for item in items:
        parts = [item.parts[0], *rest]
        chains.append(Chain(_join(parts), tuple(parts)))
    return chains


_OF_EACH = frozenset("<>≤≥≠∈∉")


def _together(nodes: list[Term]) -> Term:
    return nodes[0] if len(nodes) == 1 else term("and", nodes)


def _bound_of(condition: Chain) -> str | None:
    """The name that a condition is about: the middle of ``a < x < b``, the left of ``x > a``."""
    nodes = [part.node for part in condition.parts]
    if len(nodes) not in (2, 3):
        return None
    middle = nodes[1] if len(nodes) == 3 else nodes[0]
    return str(middle.data) if middle.head == "name" else None


def _values(reader: Reader) -> list[Term]:
    values = [read_expression(reader)]
    while reader.accept(","):
        if reader.peek().text in DOTS:
            reader.take()
            values.append(term("dots"))
        else:
            values.append(read_expression(reader))
    return values
