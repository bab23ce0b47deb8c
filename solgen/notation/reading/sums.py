"""``\\sum_{i=1}^{n}``, ``\\sum_{i \\in S}``, ``\\sum_i``, ``\\sum_{i < j}``, and the same for ``\\prod``.

What stands below is read in ``sum_ranges``. Each extends over the product after it, up to the next ``+`` or ``-``,
or to a sum that takes the same index again.
"""

from __future__ import annotations

from contextlib import ExitStack

from solgen.notation.reading.application import require_body
from solgen.notation.reading.reading import Token
from solgen.notation.reading.same_index import end_before_same_index
from solgen.notation.reading.state import Reader
from solgen.notation.reading.sum_nesting import summed
from solgen.notation.reading.sum_ranges import read_limits
from solgen.notation.terms import Term


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
    found = read_limits(reader, *lower)
    reader.guessed.update(dict.fromkeys(found.guessed, start))
    high = reader.within(*upper, reader.grammar.expression) if upper is not None else None
    if high is not None and found.sets:
        message = "A set below and a bound above."
        raise reader.fail("read-sum-range", message, start, "Write either, not both.")
    return summed(reader, head, found, high, _body(reader, head, found.names, start), start)


def _body(reader: Reader, head: str, names: list[str], start: Token) -> Term:
    require_body(reader, "Nothing stands after this sign.", "Write the terms.")
    begin = reader.position
    with ExitStack() as scope:
        for named in names:
            scope.enter_context(reader.binding(named))
        body = _factors(reader, end_before_same_index(reader, names) if head == "sum" else reader.limit)
    if not reader.is_bracketed(begin):
        _refuse_doubtful_product(reader, head, names, body, start)
    return body


def _factors(reader: Reader, end: int) -> Term:
    limit, reader.limit = reader.limit, end
    body = reader.grammar.product(reader)
    reader.limit = limit
    return body


def _limits(reader: Reader) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    found: dict[str, tuple[int, int]] = {}
    while reader.at("_", "^"):
        mark = reader.take()
        if mark.text in found:
            raise reader.fail("read-double-script", "Two scripts of one kind in a row.", mark, "Write one.")
        begin, end, reader.position = reader.range_after(reader.position)
        found[mark.text] = begin, end
    return found.get("_"), found.get("^")


def _refuse_doubtful_product(reader: Reader, head: str, names: list[str], body: Term, start: Token) -> None:
    """A factor free of the index may stand inside a sum at no loss, but not inside a product."""
    if head == "product" and body.head == "multiply" and body.arguments[-1].free.isdisjoint(names):
        message = f"The last factor does not depend on `{names[0]}`: is it inside the product?"
        raise reader.fail("read-extent", message, start, "Bracket the product, or what it runs over.")
