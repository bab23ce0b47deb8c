"""A sum over several names as sums inside each other: which one is around which, and between which numbers each runs.

A name that stays below another runs up to it, inside its sum; one place that is left out parts a sum in two; any other
condition makes a sum over a set by comprehension. Ranges that are not written are those that declarations give: to the
letter of the index, to the places where it stands, or to the index that it is compared with.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.notation.context import Kind
from solgen.notation.reading.reading import Token
from solgen.notation.reading.state import Reader
from solgen.notation.reading.sum_ranges import Limits, next_to
from solgen.notation.terms import Term, add, constant, multiply, name, number, relation, term

Range = tuple[Term, Term]


def summed(reader: Reader, head: str, found: Limits, upper: Term | None, body: Term, start: Token) -> Term:
    """The sum (product) of ``body`` over all names, the first one outermost; a larger one around those below it."""
    if bool(found.starts) != (upper is not None):
        missing = "begins" if upper is not None else "ends"
        hint = "Write `\\sum_{i=1}^{n}`."
        raise reader.fail("read-sum-range", f"It is not said where this {missing}.", start, hint)
    builder = _Builder(reader, head, found, upper, body, start)
    order = builder.order()
    node = body
    for named in reversed(order):
        node = builder.over(named, node, [c for c in found.conditions if (_last(order, c) or order[0]) == named])
    return node


def _last(order: list[str], condition: Term) -> str:
    """The innermost of the names that a condition speaks of."""
    return next((named for named in reversed(order) if named in condition.free), "")


@dataclass(slots=True)
class _Builder:
    reader: Reader
    head: str
    found: Limits
    upper: Term | None
    body: Term
    start: Token

    def order(self) -> list[str]:
        """The names from the outermost sum to the innermost."""
        ordered: list[str] = []
        waiting = list(self.found.names)
        while waiting:
            ready = [
                named for named in waiting
                if named not in self.found.below or self.found.below[named][0] in ordered
            ]  # fmt: skip
            if not ready:
                message = "These conditions go round in a circle."
                raise self.reader.fail("read-sum-range", message, self.start, "Drop one of them.")
            ordered.append(ready[0])
            waiting.remove(ready[0])
        return ordered

    def over(self, named: str, body: Term, conditions: list[Term]) -> Term:
        """The sum of ``body`` over one name."""
        found = self.found
        excluded = found.excluded.get(named, [])
        if named in found.sets:
            if named in found.below or named in found.low or named in found.high:
                raise self._unclear(named)
            conditions = [*(relation("≠", name(named), value) for value in excluded), *conditions]
            return self._chosen(named, found.sets[named], conditions, body)
        low, high = self._range(named)
        if conditions or len(excluded) > 1:
            conditions = [*(relation("≠", name(named), value) for value in excluded), *conditions]
            return self._chosen(named, self._everything(named, low, high), conditions, body)
        if excluded:
            before = term(self.head, [name(named), low, next_to(excluded[0], -1), body])
            after = term(self.head, [name(named), next_to(excluded[0], 1), high, body])
            return add(before, after) if self.head == "sum" else multiply(before, after)
        return term(self.head, [name(named), low, high, body])

    def _chosen(self, named: str, over: Term, conditions: list[Term], body: Term) -> Term:
        if conditions:
            chosen = conditions[0] if len(conditions) == 1 else term("and", conditions)
            over = term("comprehension", [name(named), over, chosen])
        return term(f"{self.head}_over", [name(named), over, body])

    def _everything(self, named: str, low: Term, high: Term) -> Term:
        declared = self.reader.index_ranges.get(named, set())
        if declared == {(low, high)}:
            return constant("everything")
        return term("set", [low, term("dots"), high])

    def _range(self, named: str) -> Range:
        found = self.found
        if named in found.starts:
            if named in found.low or named in found.high or self.upper is None:
                raise self._unclear(named)
            low, high = found.starts[named], self.upper
        else:
            low, high = self._loose_range(named)
        if named in found.below:
            large, sign = found.below[named]
            high = next_to(name(large), -1) if sign == "<" else name(large)
        for value in found.excluded.get(named, []):
            if value.head == "name" and value.data in found.names and self._range(str(value.data)) != (low, high):
                raise self._unclear(named)
        return low, high

    def _loose_range(self, named: str) -> Range:
        """The range that conditions give, or declarations where these say nothing."""
        found = self.found
        low, high = found.low.get(named), found.high.get(named)
        if named in found.below:
            large = found.below[named][0]
            if large not in found.starts and found.high.get(named) is None:
                outer = self._loose_range(large)
                if low is None and large in found.low:
                    raise self._unclear(named)
                if low is None and self._declared(named) != self._declared(large):
                    raise self._unclear(named)
                return low if low is not None else outer[0], outer[1]
            raise self._unclear(named)
        smaller = [small for small, (large, _) in found.below.items() if large == named]
        if low is None:
            low = next((found.low[small] for small in smaller if small in found.low), None)
        if low is None or high is None:
            declared = self._declared(named)
            low, high = low if low is not None else declared[0], high if high is not None else declared[1]
        return low, high

    def _declared(self, named: str) -> Range:
        """The range that declarations give an index: by its letter, by where it stands, by what it is compared with."""
        known = self.reader.index_ranges.get(named, set())
        for ranges in (
            self.reader.index_ranges.get(named, set()),
            self._used(named),
            *map(self._used, self._near(named)),
        ):
            if len(ranges) == 1:
                return next(iter(ranges))
            if ranges:
                break
        why = "it is declared with different ranges" if known or self._used(named) else "no range is declared for it"
        hint = f"Write `\\sum_{{{named}=1}}^{{n}}`."
        message = f"It is not said over what `{named}` runs: {why}."
        raise self.reader.fail("read-sum-range", message, self.start, hint)

    def _near(self, named: str) -> list[str]:
        pairs = [(small, large) for small, (large, _) in self.found.below.items()]
        pairs += [(one, str(value.data)) for one, values in self.found.excluded.items() for value in values
                  if value.head == "name"]  # fmt: skip
        return [other for pair in pairs if named in pair for other in pair if other != named]

    def _used(self, named: str) -> set[Range]:
        """The ranges of the places where the name stands as an index."""
        ranges: set[Range] = set()
        for node in self.body.walk():
            if node.head != "index" or node.arguments[0].head != "name":
                continue
            declaration = self.reader.context.declaration(str(node.arguments[0].data))
            if declaration is None:
                continue
            places = [(indexed.low, indexed.high) for indexed in declaration.indices]
            if not places and declaration.kind in (Kind.VECTOR, Kind.MATRIX):
                places = [(number(1), size) for size in declaration.shape]
            ranges |= {place for index, place in zip(node.arguments[1:], places, strict=False) if index is name(named)}
        return ranges

    def _unclear(self, named: str) -> Exception:
        message = f"It is not clear between which numbers `{named}` runs."
        hint = "Write one sum for each name: `\\sum_{j=1}^{n} \\sum_{i=1}^{j-1}`."
        return self.reader.fail("read-sum-range", message, self.start, hint)
