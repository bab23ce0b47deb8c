"""What a parameter may be: its specification, and the values that a stream of integers picks from it."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from solgen.questions.question import Parameter, Value
from solgen.questions.values import from_yaml, literal, shown

Below = Callable[[int], int]
"""``below(n)`` is the stream's next integer in 0..n-1."""

_NUMBER = r"[-+]?[0-9]{1,30}(?:\.[0-9]{1,30}|/[0-9]{1,30})?"
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})(?:\s+step\s+({_NUMBER}))?(?:\s+except\s+(.+))?")
_LIST = re.compile(r"list\s+of\s+(\S+(?:\s*\|\s*\S+)*)\s+of\s+(.+?)(\s*,\s*distinct)?")
LONGEST_LIST = 200


class Unreadable(Exception):  # noqa: N818 -- it is a refusal, always turned into a Diagnostic
    """A specification that says nothing; ``hint`` says how to write it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some values, each as likely as the others."""

    values: tuple[Value, ...]

    def pick(self, below: Below) -> Value:
        """One value."""
        return self.values[below(len(self.values))]

    def count(self) -> int:
        """How many values there are."""
        return len(self.values)

    def every(self) -> Iterator[Value]:
        """All values in order."""
        return iter(self.values)

    def holds(self, value: Value) -> bool:
        """Whether the value is one of them."""
        return any(type(value) is type(other) and value == other for other in self.values)


@dataclass(frozen=True, slots=True)
class Progression:
    """``low``, ``low + step``, …, ``size`` numbers."""

    low: Fraction
    step: Fraction
    size: int

    def pick(self, below: Below) -> Value:
        """One number."""
        position = below(self.size)
        if self.low.denominator == self.step.denominator == 1:
            return Fraction(self.low.numerator + self.step.numerator * position)
        return self.low + self.step * position

    def count(self) -> int:
        """How many numbers there are."""
        return self.size

    def every(self) -> Iterator[Value]:
        """All numbers in order."""
        return (self.low + self.step * position for position in range(self.size))

    def holds(self, value: Value) -> bool:
        """Whether the value is one of them."""
        if not isinstance(value, Fraction):
            return False
        position = (value - self.low) / self.step
        return position.denominator == 1 and 0 <= position < self.size


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its length, one of some, then its items."""

    lengths: tuple[int, ...]
    items: Choice | Progression
    distinct: bool

    def pick(self, below: Below) -> Value:
        """One list. Items of a distinct list are drawn again until they are new."""
        length = self.lengths[below(len(self.lengths))]
        found: list[Value] = []
        while len(found) < length:
            item = self.items.pick(below)
            if not (self.distinct and item in found):
                found.append(item)
        return tuple(found)

    def count(self) -> int:
        """How many lists there are."""
        size = self.items.count()
        return sum(math.perm(size, length) if self.distinct else size**length for length in self.lengths)

    def every(self) -> Iterator[Value]:
        """All lists, the shorter first."""
        for length in self.lengths:
            items = tuple(self.items.every())
            yield from (
                itertools.permutations(items, length) if self.distinct else itertools.product(items, repeat=length)
            )

    def holds(self, value: Value) -> bool:
        """Whether the value is one of them."""
        if not isinstance(value, tuple) or len(value) not in self.lengths:
            return False
        if self.distinct and len(set(value)) < len(value):
            return False
        return all(self.items.holds(item) for item in value)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose rows are drawn whole: the parameters are its columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def pick(self, below: Below) -> tuple[Value, ...]:
        """One row."""
        return self.rows[below(len(self.rows))]

    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def every(self) -> Iterator[tuple[Value, ...]]:
        """All rows in order."""
        return iter(self.rows)


Specification = Choice | Progression | Listing | Rows

EXAMPLES = "such as `1 | 2 | 3`, `20..200 step 10`, `half | whole`, `list of 4..6 of 1..20, distinct`"


def specification(data: object) -> Specification:
    """What plain YAML data specifies. Raises Unreadable."""
    if isinstance(data, str):
        return _from_text(data.strip())
    if isinstance(data, Mapping):
        return _from_mapping(data)
    value = from_yaml(data)
    if value is None or isinstance(value, tuple):
        raise Unreadable("this says not what the parameter may be", f"write {EXAMPLES}")
    return Choice((value,))


def columns(parameter: Parameter) -> tuple[str, ...]:
    """The names of the values that a parameter gives: its own, or the columns of its table."""
    found = specification(parameter.specification)
    return found.columns if isinstance(found, Rows) else (parameter.name,)


def _from_text(text: str) -> Specification:
    as_list = _LIST.fullmatch(text)
    if as_list:
        return _listing(_lengths(as_list.group(1)), _items(as_list.group(2)), distinct=bool(as_list.group(3)))
    return _items(text)


def _items(text: str) -> Choice | Progression:
    as_range = _RANGE.fullmatch(text)
    if as_range:
        return _range(*as_range.groups())
    if ".." in text:
        raise Unreadable(f"`{text}` is no range", "write `1..20`, `0..1 step 1/4` or `-3..3 except 0`")
    return _choice([literal(item) for item in text.split("|")], text)


def _choice(values: list[Value | None], text: str) -> Choice:
    found = tuple(value for value in values if value is not None)
    if len(found) < len(values):
        raise Unreadable(f"`{text}` says not what the parameter may be", f"write {EXAMPLES}")
    if not found:
        raise Unreadable("nothing is left to choose from", f"write {EXAMPLES}")
    if len(set(found)) < len(found):
        raise Unreadable(f"`{text}` names a value twice", "name each value once")
    if len({type(value) for value in found}) > 1:
        raise Unreadable(f"`{text}` mixes words and numbers", "a parameter has one kind of value")
    return Choice(found)


def _range(low: str, high: str, step: str | None, without: str | None) -> Choice | Progression:
    start, stop, by = _number(low), _number(high), _number(step or "1")
    if by <= 0:
        raise Unreadable("the step is not positive", "write `20..200 step 10`")
    if stop < start:
        raise Unreadable(f"the range {low}..{high} is empty", f"write {high}..{low}")
    progression = Progression(start, by, math.floor((stop - start) / by) + 1)
    if without is None:
        return progression
    left_out = {literal(item) for item in without.split(",")}
    if progression.size > 10_000 or None in left_out:
        raise Unreadable(f"`except {without}` is not understood", "write `-3..3 except 0`")
    return _choice([value for value in progression.every() if value not in left_out], f"{low}..{high} except {without}")


def _number(text: str) -> Fraction:
    value = literal(text)
    if not isinstance(value, Fraction):
        raise Unreadable(f"`{text}` is no number", f"write {EXAMPLES}")
    return value


def _lengths(data: object) -> tuple[int, ...]:
    """``4``, ``4..6`` (any of 4, 5, 6), ``4 | 6`` or ``[4, 6]`` (one of these)."""
    hint = "write `length: 4`, `length: 4..6`, or `length: [4, 6]` for 4 or 6"
    found = data if isinstance(data, list) else [data]
    values: list[Value | None] = []
    for item in found:
        if isinstance(item, str):
            values.extend(_items(item.strip()).every())
        else:
            values.append(from_yaml(item))
    lengths = [
        value.numerator
        for value in values
        if isinstance(value, Fraction) and value.denominator == 1 and 0 < value <= LONGEST_LIST
    ]
    if not lengths or len(lengths) < len(values):
        raise Unreadable("the length of the list is not understood", hint)
    return tuple(dict.fromkeys(lengths))


def _listing(lengths: tuple[int, ...], items: Choice | Progression, *, distinct: bool) -> Listing:
    if distinct and items.count() < max(lengths):
        raise Unreadable(
            f"a list of {max(lengths)} cannot be distinct: there are {items.count()} values",
            "shorten the list, or drop `distinct`",
        )
    return Listing(lengths, items, distinct)


def _from_mapping(data: Mapping[str, object]) -> Specification:
    keys = set(data)
    if keys == {"choice"} and isinstance(data["choice"], list):
        return _choice([from_yaml(item) for item in data["choice"]], shown_list(data["choice"]))
    if "list" in keys and keys <= {"list", "length", "distinct"} and "length" in keys:
        distinct = data.get("distinct", False)
        if not isinstance(distinct, bool):
            raise Unreadable("`distinct` is true or false", "write `distinct: true`")
        inner = data["list"]
        items = _items(inner.strip()) if isinstance(inner, str) else specification({"choice": inner})
        if not isinstance(items, (Choice, Progression)):
            raise Unreadable("the items of a list are numbers or words", "write `{list: 1..20, length: 4..7}`")
        return _listing(_lengths(data["length"]), items, distinct=distinct)
    if keys == {"rows"} and isinstance(data["rows"], list):
        return _rows(data["rows"])
    hint = (
        "the forms are `{list: 1..20, length: 4..6, distinct: true}`, `{choice: [half, whole]}`, `{rows: [{…}, {…}]}`"
    )
    raise Unreadable(f"the keys {', '.join(f'`{key}`' for key in data)} specify nothing", hint)


def shown_list(items: list[object]) -> str:
    """A list of plain data for a message."""
    values = [from_yaml(item) for item in items]
    return " | ".join("?" if value is None else shown(value) for value in values)


def _rows(data: list[object]) -> Rows:
    hint = "write `rows: [{a: 1, b: 2}, {a: 3, b: 4}]`, each row with the same keys"
    if not data or not all(isinstance(row, Mapping) and row for row in data):
        raise Unreadable("each row is a mapping of names to values", hint)
    table = [row for row in data if isinstance(row, Mapping)]
    names: tuple[str, ...] = tuple(table[0])
    rows = []
    for row in table:
        values = [from_yaml(row.get(name)) for name in names]
        if set(row) != set(names) or any(value is None for value in values):
            raise Unreadable("the rows of the table have not the same keys", hint)
        rows.append(tuple(value for value in values if value is not None))
    if len(set(rows)) < len(rows):
        raise Unreadable("a row stands twice in the table", "write each row once")
    return Rows(names, tuple(rows))
