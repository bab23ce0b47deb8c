"""What stands below a sum: ``i=1``, ``i \\in S``, ``i, j = 1``, ``i \\ne j``, ``1 \\le i < j \\le n``, ``\\substack``.

Parts are set off by commas or by lines of a ``\\substack``. A name before ``=`` or ``\\in``, or by itself, is bound. A
condition binds the names that stand alone beside its signs and mean nothing outside of the sum: nothing declares
them but as an index, no sum around binds them, and they occur nowhere else in the formula. ``i < j`` runs over the
pairs in order; ``i \\ne j`` leaves one place out, as the sum before it and the sum after it; other conditions choose.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from solgen.notation.reading.names import read_bound_name
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.sets import as_set
from solgen.notation.reading.spellings import LETTERS, RELATION_SIGNS
from solgen.notation.reading.state import Reader
from solgen.notation.terms import Term, add, name, number, relation

_FLIPPED: Final = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "≠": "≠"}
_ORDERED: Final = frozenset(_FLIPPED)

_OPENING: Final = frozenset({"(", "[", "\\{", "\\langle"})
_CLOSING: Final = frozenset({")", "]", "\\}", "\\rangle"})


@dataclass(slots=True)
class Limits:
    """What is said of the bound names, in the order in which they are named."""

    names: list[str] = field(default_factory=list)
    starts: dict[str, Term] = field(default_factory=dict)
    """First values, behind ``=``; the last value stands above the sign."""
    sets: dict[str, Term] = field(default_factory=dict)
    low: dict[str, Term] = field(default_factory=dict)
    high: dict[str, Term] = field(default_factory=dict)
    excluded: dict[str, list[Term]] = field(default_factory=dict)
    below: dict[str, tuple[str, str]] = field(default_factory=dict)
    """For a name the one that it stays below, and by which sign."""
    conditions: list[Term] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    """Names that only a condition binds, because they seem to mean nothing outside."""

    def bind(self, named: str) -> None:
        """One name more, if it is new."""
        if named not in self.names:
            self.names.append(named)


def read_limits(reader: Reader, begin: int, end: int) -> Limits:
    """What the tokens from ``begin`` to ``end`` say, which stand below the sign."""
    found = Limits()
    parts = _parts(reader, begin, end)
    for low, high in parts:
        if low == high:
            hint = "Write `i=1`, `i \\in S` or a condition."
            raise reader.fail("read-sum-range", "Something is missing here.", reader.stream[max(low - 1, 0)], hint)
        _introduce(reader, found, low, high)
    with ExitStack() as scope:
        for named in found.names:
            scope.enter_context(reader.binding(named))
        waiting: list[str] = []
        for low, high in parts:
            waiting = _read_part(reader, found, low, high, waiting)
    if found.low and found.high:  # as in `1 \\le i < j \\le n`, which leaves nothing to be guessed
        found.guessed = [named for named in found.guessed if not _is_bounded(found, named)]
    if not found.names:
        message = "This condition binds no name: all of them mean something outside of the sum."
        hint = "Write `\\sum_{j=1, j \\ne i}^{n}`."
        raise reader.fail("read-sum-range", message, reader.stream[begin], hint)
    return found


def _is_bounded(found: Limits, named: str) -> bool:
    """Whether conditions say where a name begins and ends, by the names that it lies between too."""
    larger = found.below.get(named, ("", ""))[0]
    smaller = [small for small, (large, _) in found.below.items() if large == named]
    begins = any(one in found.low for one in (named, *smaller))
    return begins and any(one in found.high for one in (named, larger))


def _parts(reader: Reader, begin: int, end: int) -> list[tuple[int, int]]:
    """Where the parts begin and end that commas, or lines of a ``\\substack``, set off."""
    if begin < end and reader.stream[begin].text == "\\substack":
        low, high, following = reader.range_after(begin + 1)
        if following == end:
            begin, end = low, high
    edges, depth = [begin - 1], 0
    for position in range(begin, end):
        token = reader.stream[position]
        opens = token.kind in (TokenKind.OPEN, TokenKind.BEGIN) or token.text in _OPENING
        depth += opens - (token.kind in (TokenKind.CLOSE, TokenKind.END) or token.text in _CLOSING)
        if depth == 0 and (token.text == "," or token.kind is TokenKind.NEWLINE):
            edges.append(position)
    edges.append(end)
    return [(low + 1, high) for low, high in pairwise(edges)]


# Which names are bound


def _introduce(reader: Reader, found: Limits, low: int, high: int) -> None:
    """The names that this part binds: before ``=``, ``\\in`` or ``:``, by itself, or beside a condition's signs."""
    signs = [position for position in range(low, high) if _sign(reader.stream[position])]
    first = signs[0] if signs else high
    sign = reader.stream[first].text if signs else ""
    if sign in ("", "=", "\\in", ":", "\\mid") and (_single(reader, low, first) or len(signs) < 2):
        if sign == "=" and any(token.text in ("+", "-") for token in reader.stream[low:first]):
            hint = "Write one name for each sum: `\\sum_{i=0}^{k} a_i b_{k-i}`."
            raise reader.fail("read-sum-range", "A sum over all that solves an equation.", reader.stream[low], hint)
        named = reader.within(low, first, read_bound_name)
        if named in found.names:
            message = f"`{named}` is named twice below this sign."
            raise reader.fail("read-sum-range", message, reader.stream[low], "Say once where it begins.")
        found.bind(named)
        low = first + 1 if sign in (":", "\\mid") else high
        if low == high:
            return
    edges = [low - 1, *(position for position in signs if position >= low), high]
    for before, after in pairwise(edges):
        token = reader.stream[before + 1]
        if after == before + 2 and _is_letter(token) and not _means_something(reader, token.text):
            if token.text not in found.names:
                found.guessed.append(token.text)
            found.bind(token.text)


def _sign(token: Token) -> str:
    return token.text if token.text in RELATION_SIGNS or token.text in (":", "\\mid") else ""


def _single(reader: Reader, low: int, high: int) -> bool:
    return high == low + 1 and _is_letter(reader.stream[low])


def _is_letter(token: Token) -> bool:
    return token.kind is TokenKind.LETTER or token.text in LETTERS


def _means_something(reader: Reader, named: str) -> bool:
    context = reader.context
    return (
        named in reader.binders
        or named in reader.fixed
        or context.declaration(named) is not None
        or context.definition(named) is not None
    )


# What is said of them


def _read_part(reader: Reader, found: Limits, low: int, high: int, waiting: list[str]) -> list[str]:
    """Take one part in; ``waiting`` are the names before it that share what it says (``i, j = 1``)."""
    signs = [position for position in range(low, high) if _sign(reader.stream[position])]
    sign = reader.stream[signs[0]].text if signs else ""
    named = _bound_before(reader, found, low, signs[0] if signs else high)
    if named and sign in ("", "=", "\\in", ":", "\\mid"):
        sharing = [*waiting, named]
        if not sign:
            return sharing
        begin = signs[0] + 1
        if sign == "=":
            value = reader.within(begin, high, reader.grammar.expression)
            found.starts.update(dict.fromkeys(sharing, value))
        elif sign == "\\in":
            _run_over(found, sharing, as_set(reader.within(begin, high, reader.grammar.expression)))
        else:
            found.conditions.append(reader.within(begin, high, reader.grammar.proposition))
        return []
    node = reader.within(low, high, reader.grammar.proposition)
    if node.head == "chain" and isinstance(node.data, tuple) and node.data.count("≠") > 1:
        message = "Are the first and the last unequal too?"
        hint = "Write each pair: `i \\ne j, j \\ne k, i \\ne k`."
        raise reader.fail("read-sum-range", message, reader.stream[low], hint)
    _condition(found, node, waiting)
    return []


def _run_over(found: Limits, named: list[str], over: Term) -> None:
    """All of a set; of ``\\{1, \\dots, n\\}`` from the first to the last."""
    numbers = over.arguments[:-2]
    steps = all(node is number(place) for place, node in enumerate(numbers, start=_first_number(over)))
    if over.head == "set" and numbers and steps and over.arguments[-2].head == "dots":
        found.low.update(dict.fromkeys(named, numbers[0]))
        found.high.update(dict.fromkeys(named, over.arguments[-1]))
    else:
        found.sets.update(dict.fromkeys(named, over))


def _first_number(over: Term) -> int:
    first = over.arguments[0] if over.arguments else over
    return int(str(first.data)) if first.head == "number" else 0


def _bound_before(reader: Reader, found: Limits, low: int, high: int) -> str:
    written = reader.words(low, high)
    return next((named for named in found.names if "".join(named.split()) == written), "")


def _condition(found: Limits, node: Term, waiting: list[str]) -> None:
    """A chain of order signs between names and bounds; anything else chooses among the terms."""
    signs = node.data if isinstance(node.data, tuple) else (str(node.data),)
    if node.head not in ("relation", "chain") or not all(str(sign) in _ORDERED for sign in signs):
        found.conditions.append(node)
        return
    for sign, left, right in zip(signs, node.arguments, node.arguments[1:], strict=False):
        _relate(found, left, str(sign), right)
    for named in waiting:  # `1 \le i, j \le n` bounds both on both sides
        _relate(found, name(named), str(signs[-1]), node.arguments[-1])


def _relate(found: Limits, left: Term, sign: str, right: Term) -> None:
    one, other = (str(side.data) if side.head == "name" and side.data in found.names else "" for side in (left, right))
    if one and other:
        if sign == "≠":
            later = max(one, other, key=found.names.index)
            found.excluded.setdefault(later, []).append(left if later == other else right)
            return
        small, large = (one, other) if sign in "<≤" else (other, one)
        if small not in found.below:
            found.below[small] = large, "<" if sign in "<>" else "≤"
            return
    elif one and right.free.isdisjoint(found.names):
        if _bound(found, one, sign, right):
            return
    elif other and left.free.isdisjoint(found.names) and _bound(found, other, _FLIPPED[sign], left):
        return
    found.conditions.append(relation(sign, left, right))


def _bound(found: Limits, named: str, sign: str, value: Term) -> bool:
    """Note ``named sign value``; False where there is a bound on this side already."""
    if sign == "≠":
        found.excluded.setdefault(named, []).append(value)
        return True
    bounds = found.low if sign in ">≥" else found.high
    if named in bounds:
        return False
    bounds[named] = value if sign in "≤≥" else next_to(value, 1 if sign == ">" else -1)
    return True


def next_to(value: Term, step: int) -> Term:
    """The whole number so many steps from another, as it would be written: what is read must not hang on values."""
    return add(value, number(step))
