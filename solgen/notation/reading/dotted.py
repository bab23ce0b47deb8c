"""Sums and products with dots: ``1 + 2 + \\dots + n``, ``x_1 \\cdots x_n``, ``a + a r + \\dots + a r^{n-1}``.

They are read as a sum (product) over a name of their own where all terms before the dots and the one right after them
agree on one general term, whose running number goes up or down by one from each to the next. One term before the dots
suffices where what runs is the index of a name. What follows the term after the dots is no part of it. Everything else
is refused: dots say "and so on", and how it goes on must be plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from solgen.diagnostics import Failure
from solgen.notation.context import Kind
from solgen.notation.reading.reading import Token
from solgen.notation.reading.state import Reader
from solgen.notation.substitution import replace_terms, substitute
from solgen.notation.terms import BINDERS, Term, name, number, term
from solgen.notation.written_out import Form, NotWritten, number_of, written_out

_LETTERS: Final = ("k", "j", "i", "l", "m", "p", "q", "r", "s", "t", "u", "v")
_FEWEST, _MOST = -3, 12
"""The whole numbers that the first running number is looked for among, where the first term does not show it."""
_MOST_TERMS: Final = 30
_WHOLE: Final = frozenset({Kind.SIZE, Kind.INTEGER})


@dataclass(frozen=True, slots=True)
class Way:
    """A general term in a name of its own, what that is in the first and in the last term, and its step, 1 or -1."""

    body: Term
    first: Term
    last: Term
    step: int

    @property
    def ends(self) -> tuple[Term, Term]:
        """The least and the greatest running number."""
        return (self.first, self.last) if self.step > 0 else (self.last, self.first)


def read_dotted(reader: Reader, head: str, terms: Sequence[Term], at: Token) -> list[Term]:
    """The summands (or factors) with the dotted ones joined to one; ``at`` is where the dots stand.

    Raises Failure (read-dots) where the dots do not say how it goes on.
    """
    dots = [position for position, node in enumerate(terms) if is_dots(node)]
    if len(dots) > 1 or dots[0] == 0 or dots[0] == len(terms) - 1:
        sign = "+" if head == "sum" else "\\cdot"
        hint = f"Write terms before the dots and the last one after them: `x_1 {sign} x_2 {sign} \\dots {sign} x_n`."
        raise reader.fail("read-dots", "It is not said from where to where these dots go.", at, hint)
    before, last, rest = terms[: dots[0]], terms[dots[0] + 1], terms[dots[0] + 2 :]
    if head == "product" and any(reader.shape(node).is_array for node in (*before, last)):
        hint = "Name the product, and declare its shape."
        raise reader.fail("read-dots", "A product of matrices with dots in it has no value here.", at, hint)
    bound = _fresh(reader, (*before, last))
    found = _one_way(reader, bound, before, last)
    if found is None:
        raise _unclear(reader, head, before, last, at)
    return [term(head, [name(bound), *found.ends, found.body]), *rest]


def is_dots(node: Term) -> bool:
    """Whether a summand or factor is dots, with whatever sign before them."""
    return node.head == "dots" or (node.head == "negate" and node.arguments[0].head == "dots")


def _unclear(reader: Reader, head: str, before: Sequence[Term], last: Term, at: Token) -> Failure:
    wide, sign = ("\\sum", "+") if head == "sum" else ("\\prod", "\\cdot")
    message = "The terms on both sides of these dots do not show how it goes on."
    hint = (
        f"Write `{wide}_{{k=1}}^{{n}}`, or bracket the dotted terms alone: `c {sign} (x_1 {sign} \\dots {sign} x_n)`."
    )
    undeclared = sorted(last.free - set(_whole_names(reader, last)))
    if len(before) == 1:
        message = "One term before the dots does not show how it goes on."
        hint = f"Write two, as in `1 {sign} 2 {sign} \\dots {sign} n`, or number names: `x_1 {sign} \\dots {sign} x_n`."
    elif undeclared and not _whole_names(reader, last):
        hint += f" The last number must be whole: `{undeclared[-1]}: size`."
    return reader.fail("read-dots", message, at, hint)


def _whole_names(reader: Reader, node: Term) -> list[str]:
    """The free names of a Term that stand for whole numbers."""
    found = []
    for named in sorted(node.free):
        declaration = reader.context.declaration(named)
        whole = declaration is not None and declaration.kind in _WHOLE and not declaration.indices
        if whole or named in reader.bound or (declaration is None and named in reader.index_ranges):
            found.append(named)
    return found


def _one_way(reader: Reader, bound: str, before: Sequence[Term], last: Term) -> Way | None:
    """The one way in which the terms go on; None where there is none, or more than one."""
    if len(before) > _MOST_TERMS:
        return None
    for numeral in (False, True):
        ways = list(_ways(reader, bound, before, last, numeral=numeral))
        if ways:
            return ways[0] if all(_alike(bound, ways[0], way) for way in ways[1:]) else None
    return None


def _fresh(reader: Reader, terms: Sequence[Term]) -> str:
    taken = frozenset().union(*(node.free for node in terms))
    taken |= {str(inner.arguments[0].data) for node in terms for inner in node.walk() if inner.head in BINDERS}
    letters = (letter for letter in _LETTERS if letter not in taken and not reader.knows(letter))
    return next(letters, "k")


def _ways(reader: Reader, bound: str, before: Sequence[Term], last: Term, *, numeral: bool) -> Iterator[Way]:
    """Each way to see a running number in the last term (or, where that is a numeral, in the first)."""
    for pattern, other in ((last, before[0]), (before[0], last)):
        for running in _running(reader, pattern, numeral=numeral):
            body = replace_terms(pattern, {running: name(bound)})
            if len(before) == 1 and not _in_index(bound, body):
                continue
            for place in _places(bound, body, other):
                first, end = (place, running) if pattern is last else (running, place)
                try:
                    way = _way(bound, body, first, end, before)
                except NotWritten:
                    way = None
                if way is not None:
                    yield way
                    break
        if numeral:
            return


def _running(reader: Reader, pattern: Term, *, numeral: bool) -> list[Term]:
    """What may run: names of whole numbers, and what is made of them and holds all their places; or numerals."""
    if numeral:
        return [node for node in pattern.walk() if node.head == "number"]
    found = []
    for named in _whole_names(reader, pattern):
        for node in pattern.walk():
            whole = node.head in ("name", "add", "negate", "multiply") and named in node.free
            if whole and named not in replace_terms(pattern, {node: number(0)}).free:
                found.append(node)
    return found


def _in_index(bound: str, body: Term) -> bool:
    return any(bound in place.free for node in body.walk() if node.head == "index" for place in node.arguments[1:])


def _way(bound: str, body: Term, first: Term, last: Term, before: Sequence[Term]) -> Way | None:
    """The way from ``first`` to ``last``, if all terms before the dots fit it."""
    wanted = [written_out(node) for node in before]
    steps = (1, -1) if len(before) > 1 else (_direction(first, last),)
    for step in steps:
        places = [_shifted(first, step * count) for count in range(len(before))]
        if _fits(bound, body, places, wanted):
            return Way(body, first, last, step)
    return None


def _direction(first: Term, last: Term) -> int:
    """Up, unless the last running number is plainly below the first."""
    difference = written_out(term("add", [last, term("negate", [first])]))
    size = number_of(difference)
    falls = size < 0 if size is not None else all(factor < 0 for monomial, factor in difference if monomial)
    return -1 if falls else 1


def _fits(bound: str, body: Term, places: Sequence[Term], wanted: Sequence[Form]) -> bool:
    return all(_written(bound, body, place) == form for place, form in zip(places, wanted, strict=True))


def _written(bound: str, body: Term, place: Term) -> Form:
    return written_out(substitute(body, {bound: place}))


def _places(bound: str, body: Term, node: Term) -> Iterator[Term]:
    """What the running number is in a term: what stands in its place there, else a small whole number."""
    seen: list[Term] = []
    _match(bound, body, node, seen)
    numbers = (number(value) for value in range(_FEWEST, _MOST + 1))
    for place in dict.fromkeys((*seen, *numbers)):
        try:
            if _written(bound, body, place) == written_out(node):
                yield place
        except NotWritten:
            continue


def _match(bound: str, body: Term, other: Term, seen: list[Term]) -> None:
    if body.head == "name" and body.data == bound:
        seen.append(other)
    elif body.head == other.head and len(body.arguments) == len(other.arguments):
        for left, right in zip(body.arguments, other.arguments, strict=True):
            _match(bound, left, right, seen)


def _shifted(place: Term, step: int) -> Term:
    if step == 0:
        return place
    if place.head == "number":
        return number(int(str(place.data)) + step)
    if place.head == "negate" and place.arguments[0].head == "number":
        return number(step - int(str(place.arguments[0].data)))
    return term("add", [place, number(step)])


def _alike(bound: str, one: Way, other: Way) -> bool:
    """Whether two ways say the same terms: as many of them, and alike one and two steps on from those that stand."""
    try:
        return all(_further(bound, one, count) == _further(bound, other, count) for count in range(2, 6)) and _count(
            one
        ) == _count(other)
    except NotWritten:
        return False


def _further(bound: str, way: Way, count: int) -> Form:
    return _written(bound, way.body, _shifted(way.first, way.step * count))


def _count(way: Way) -> Form:
    low, high = way.ends
    return written_out(term("add", [high, term("negate", [low])]))
