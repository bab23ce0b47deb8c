"""Brackets: groups, tuples, intervals, sets by their elements or by comprehension, numbers of elements."""

from __future__ import annotations

from solgen.notation.reading.matrices import is_brace, read_brace
from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.numbers import grouped
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import RELATION_SIGNS, TIMES
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, constant, name, term

_OPERATORS = frozenset({"+", "-", "/", *TIMES})


def read_parenthesis(reader: Reader) -> Term:
    """``( ... )``: a group, a tuple or, closed by ``]``, an interval."""
    before = reader.stream[reader.position - 1] if reader.position else None
    opening = reader.take()
    with reader.brackets():
        items = _items(reader, opening)
        bare = reader.grouped
        closing = reader.peek()
        if closing.text == "]" and len(items) == 2:
            reader.take()
            return term("interval", items, "(]")
        _close(reader, opening, ")")
    if bare is not None:
        beside = before is not None and before.text in _OPERATORS
        if len(items) > 1 or not (beside or reader.at(*_OPERATORS)):
            raise grouped(reader, bare)
    return items[0] if len(items) == 1 else term("tuple", items)


def read_bracket(reader: Reader) -> Term:
    """``[a, b]``, ``[a, b)``; with one entry, a group."""
    before = reader.stream[reader.position - 1] if reader.position else None
    opening = reader.take()
    with reader.brackets():
        items = _items(reader, opening)
        bare = reader.grouped
        if bare is not None and not (before is not None and before.text in _OPERATORS and len(items) == 1):
            raise grouped(reader, bare)
        if len(items) == 2:
            if reader.at(")"):
                reader.take()
                return term("interval", items, "[)")
            _close(reader, opening, "]")
            return term("interval", items, "[]")
        _close(reader, opening, "]")
    if len(items) > 2:
        message = "An interval has two ends."
        raise reader.fail("read-interval", message, opening, "Write a tuple in round brackets.")
    return items[0]


def matching_bracket(reader: Reader, opening: int) -> int | None:
    """Where the round bracket at a position of the stream is closed."""
    depth = 0
    for position in range(opening, reader.limit):
        text = reader.stream[position].text
        depth += (text == "(") - (text == ")")
        if depth == 0:
            return position
    return None


def holds_condition(reader: Reader) -> bool:
    """Whether a round bracket comes next that holds a relation, as after what holds under it: ``(x > 0)``."""
    end = matching_bracket(reader, reader.position)
    depth = 0
    for token in reader.stream[reader.position + 1 : end]:
        depth += (token.text in ("(", "[", "{", "\\{")) - (token.text in (")", "]", "}", "\\}"))
        if depth == 0 and token.text in RELATION_SIGNS and token.kind is not TokenKind.TEXT:
            return True
    return False


def _items(reader: Reader, opening: Token) -> list[Term]:
    if reader.at_end():
        raise _unclosed(reader, opening)
    items = [reader.grammar.proposition(reader)]
    while reader.at(","):
        comma = reader.take()
        if reader.grouped is not None:
            raise grouped(reader, reader.grouped)
        if reader.at(")", "]"):
            raise reader.fail("read-unexpected", "A comma before the closing bracket.", comma, "Drop it.")
        reader.in_list = True
        items.append(reader.grammar.expression(reader))
    return items


def _unclosed(reader: Reader, opening: Token) -> Exception:
    written = reader.latex[opening.start : opening.end]
    return reader.fail("read-unbalanced", f"This `{written}` is never closed.", opening, "Add the closing bracket.")


def _close(reader: Reader, opening: Token, closing: str) -> None:
    if reader.accept(closing):
        return
    if reader.at_end():
        raise _unclosed(reader, opening)
    raise reader.unexpected()


def as_set(node: Term) -> Term:
    """A pair in round brackets where only a set can stand: an open interval."""
    if node.head == "tuple" and len(node.arguments) == 2:
        return term("interval", node.arguments, "()")
    return node


def read_set(reader: Reader) -> Term:
    """``\\{ a, b \\}``, ``\\{ i : y_i > c \\}``, ``\\{ c \\in S \\mid ... \\}``."""
    opening = reader.take()
    if reader.accept("\\}"):
        return constant("empty")
    if is_brace(reader):
        return read_brace(reader)
    end, divider = _extent(reader, opening)
    with reader.brackets(in_list=True):
        if divider is None:
            items = [reader.grammar.expression(reader)]
            while reader.accept(","):
                items.append(reader.grammar.expression(reader))
            _close(reader, opening, "\\}")
            return term("set", items)
    bound, over = reader.within(reader.position, divider, _bound_in)
    reader.position = divider + 1
    with reader.binding(bound), reader.brackets():
        condition = reader.within(divider + 1, end, reader.grammar.proposition)
    reader.position = end + 1
    return term("comprehension", [name(bound), over, condition])


def _bound_in(reader: Reader) -> tuple[str, Term]:
    bound = read_bound_name(reader)
    over = as_set(reader.grammar.expression(reader)) if reader.accept("\\in") else constant("everything")
    return bound, over


def _extent(reader: Reader, opening: Token) -> tuple[int, int | None]:
    """Where the set closes, and where its ``:`` or ``\\mid`` stands, if it has one."""
    depth, divider = 0, None
    for position in range(reader.position, reader.limit):
        token = reader.stream[position]
        text = token.text
        if token.kind is TokenKind.TEXT:
            continue
        if text in ("\\{", "(", "[", "{"):
            depth += 1
        elif text == "\\}" and depth == 0:
            return position, divider
        elif text in ("\\}", ")", "]", "}"):
            depth -= 1
        elif depth == 0 and divider is None and text in (":", "\\mid"):
            divider = position
    raise _unclosed(reader, opening)


def read_empty_set(reader: Reader) -> Term:
    """``\\emptyset``."""
    reader.take()
    return constant("empty")


def read_size(reader: Reader) -> Term:
    """``\\#S``: the number of elements."""
    token = reader.take()
    node = reader.grammar.factor(reader)
    if reader.shape(node).sort not in ("set", "event"):
        message = "`\\#` counts the elements of a set."
        raise reader.fail("read-kind", message, token, "Declare it, such as `S: set`.")
    return term("cardinality", [node])


def read_group(reader: Reader) -> Term:
    """``{...}``: braces do not print, so they may hold one factor only."""
    token = reader.peek()
    begin, end, following = reader.range_after(reader.position)
    if begin == end:
        raise reader.fail("read-missing-term", "Empty braces.", token, "Write what belongs into them.")
    node = reader.within(begin, end, reader.grammar.factor)
    reader.position = following
    if end - begin > 1 and reader.at("^", "_", "!", "'"):
        hint = "Write round brackets."
        raise reader.fail("read-double-exponent", "Braces do not print, so this script is unclear.", token, hint)
    return node
