"""``\\sum_{i=1}^{n}``, ``\\sum_{i \\in S}``, ``\\sum_i``, and the same for ``\\prod``.

Each extends over the product that follows it, up to the next ``+`` or ``-``.
"""

from __future__ import annotations

from solgen.notation.reading.application import require_body
from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.reading import Token
from solgen.notation.reading.sets import as_set
from solgen.notation.reading.spellings import RELATION_SIGNS
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, constant, name, term


def read_sum(reader: Reader) -> Term:
    """A sum."""
    return _read(reader, "sum")


def read_product_sign(reader: Reader) -> Term:
    """A product over an index."""
    return _read(reader, "product")


def _read(reader: Reader, head: str) -> Term:
    start = reader.take()
    lower, upper = _limits(reader)
    if lower is None:
        hint = "Write `\\sum_{i=1}^{n}`."
        raise reader.fail("read-sum-range", "It is not said over what this runs.", start, hint)
    bound, low, over = reader.within(*lower, _lower)
    if over is not None:
        if upper is not None:
            message = "A set below and a bound above."
            raise reader.fail("read-sum-range", message, start, "Write either, not both.")
        return term(f"{head}_over", [name(bound), over, _body(reader, head, bound, start)])
    low, high = _bounds(reader, bound, low, upper, start)
    return term(head, [name(bound), low, high, _body(reader, head, bound, start)])


def _body(reader: Reader, head: str, bound: str, start: Token) -> Term:
    require_body(reader, "Nothing stands after this sign.", "Write the terms.")
    begin = reader.position
    with reader.binding(bound):
        body = reader.grammar.product(reader)
    if not reader.is_bracketed(begin):
        _refuse_doubtful_product(reader, head, bound, body, start)
    return body


def _bounds(
    reader: Reader, bound: str, low: Term | None, upper: tuple[int, int] | None, start: Token
) -> tuple[Term, Term]:
    if low is not None and upper is not None:
        return low, reader.within(*upper, reader.grammar.expression)
    if low is None and upper is None:
        return _declared_range(reader, bound, start)
    missing = "begins" if low is None else "ends"
    raise reader.fail("read-sum-range", f"It is not said where this {missing}.", start, "Write `\\sum_{i=1}^{n}`.")


def _limits(reader: Reader) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    found: dict[str, tuple[int, int]] = {}
    while reader.at("_", "^"):
        mark = reader.take()
        if mark.text in found:
            raise reader.fail("read-double-script", "Two scripts of one kind in a row.", mark, "Write one.")
        begin, end, reader.position = reader.range_after(reader.position)
        found[mark.text] = begin, end
    return found.get("_"), found.get("^")


def _lower(reader: Reader) -> tuple[str, Term | None, Term | None]:
    """What stands below: the bound name, then its first value or the set that it runs over."""
    begin = reader.position
    bound = read_bound_name(reader)
    if reader.accept("="):
        return bound, reader.grammar.expression(reader), None
    if reader.accept("\\in"):
        return bound, None, as_set(reader.grammar.expression(reader))
    if reader.peek().text in RELATION_SIGNS:
        return bound, None, _condition(reader, bound, begin)
    return bound, None, None


def _condition(reader: Reader, bound: str, begin: int) -> Term:
    """``i \\ne j``: those of the index's declared range for which it holds."""
    _declared_range(reader, bound, reader.stream[begin])
    reader.position = begin
    with reader.binding(bound):
        condition = reader.grammar.proposition(reader)
    return term("comprehension", [name(bound), constant("everything"), condition])


def _declared_range(reader: Reader, bound: str, start: Token) -> tuple[Term, Term]:
    ranges = reader.index_ranges.get(bound, set())
    if len(ranges) == 1:
        return next(iter(ranges))
    why = "no range is declared for it" if not ranges else "it is declared with different ranges"
    hint = f"Write `\\sum_{{{bound}=1}}^{{n}}`."
    raise reader.fail("read-sum-range", f"It is not said over what `{bound}` runs: {why}.", start, hint)


def _refuse_doubtful_product(reader: Reader, head: str, bound: str, body: Term, start: Token) -> None:
    """A factor free of the index may stand inside a sum at no loss, but not inside a product."""
    if head == "product" and body.head == "multiply" and bound not in body.arguments[-1].free:
        message = f"The last factor does not depend on `{bound}`: is it inside the product?"
        raise reader.fail("read-extent", message, start, "Bracket the product, or what it runs over.")
