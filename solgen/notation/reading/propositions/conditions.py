"""What stands behind a proposition and says for which values it holds: ``for all``, ``for k = 1``, ``(x > 0)``."""

from __future__ import annotations

from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.propositions.chains import Chain, chained, is_proposition, part_of, words_at
from solgen.notation.reading.propositions.relations import read_relations
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.sets import as_set, matching_bracket
from solgen.notation.reading.spellings import DOTS, LETTERS
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, constant, name, relation, term

_FOR_ALL = frozenset({"for all", "for every", "for each", "for any"})
_CONDITIONAL = frozenset({"where", "with", "if", "when", "whenever", "provided", "provided that", "as long as", "for"})
_QUANTIFYING = _FOR_ALL | {"for"}


def bound_afterwards(reader: Reader) -> str:
    """The name that ``\\text{for all } i`` at the end of the formula binds, if it means nothing yet."""
    for position in range(reader.position, reader.limit - 1 if reader.worded else 0):
        token = reader.stream[position]
        if token.kind is TokenKind.TEXT and " ".join(token.text.split()).lower() in _QUANTIFYING:
            letter = reader.stream[position + 1].text
            return letter if not reader.knows(letter) else ""
    return ""


def with_conditions(reader: Reader, chain: Chain, start: int) -> Chain:
    """``P \\quad \\text{for all } x \\in S`` and ``P \\quad \\text{for } k = 1, \\dots, n``."""
    node = chain.node
    while True:
        if reader.at(",") and words_at(reader, 1) in _CONDITIONAL | _FOR_ALL:
            reader.take()
        if reader.at("(") and is_proposition(node):
            node = _bracketed_condition(reader, node)
            continue
        word = words_at(reader)
        if not (word in _CONDITIONAL | _FOR_ALL or (reader.at("\\forall") and reader.position > start)):
            break
        token = reader.take()
        if not is_proposition(node):
            message = "What is said for all is no proposition."
            raise reader.fail("read-kind", message, token, "Write a relation before it.")
        node = _range(reader, node, token)
    return chain if node is chain.node else Chain(node, (part_of(reader, "", node, start),))


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
    found = [read_relations(reader)]
    while reader.at(",") and not words_at(reader, 1):
        reader.take()
        found.append(read_relations(reader))
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
        chains.append(Chain(chained(parts), tuple(parts)))
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
