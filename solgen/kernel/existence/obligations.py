r"""What must hold for a formula to exist, as far as places go: each with names and conditions under which it stands.

A walk over the Term, definitions put in where they stand. What is seen without algebra is not listed: numerals within
numerals, a bound index that runs over just the range that is asked for, a letter by itself.
Budget: ``_WORK`` nodes. Source: the definitions of sums, entries and cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from solgen.kernel.budget import Budget
from solgen.kernel.existence.extents import Extent, extents
from solgen.kernel.existence.sets import range_of_set
from solgen.kernel.unfold import instantiate
from solgen.notation.context import Context, Definition, Kind
from solgen.notation.terms import BINDERS, Term, constant

_INFINITY: Final = constant("infinity")
_WORK: Final = 20_000
_PLACED: Final = frozenset({"index", "order_statistic", "sum", "product"})
_READS: Final = frozenset({"index", "order_statistic"})


@dataclass(frozen=True, slots=True)
class Bound:
    """Inside of what binds a whole number between two others; without them, inside of what binds anything."""

    named: str
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Where a condition holds, or does not."""

    condition: Term
    holds: bool = True


Step = Bound | Given


@dataclass(frozen=True, slots=True)
class Obligation:
    """``place`` lies in ``extent``, at the end of ``path``; without a place, a sum over it does not run backwards."""

    node: Term
    path: tuple[Step, ...]
    extent: Extent | None
    """None where nothing is known of what is read."""
    place: Term | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """All that is read off is there; by these hypotheses, where any were needed."""

    assumed: tuple[int, ...] = ()


class Obligations:
    """What the formulas that are visited ask for, and what their letters are known to be."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: dict[Obligation, None] = {}
        self.letters: dict[tuple[Term, Extent], None] = {}
        """A letter that nothing declares stands alone as an index: it lies in this range."""
        self._budget = Budget(_WORK, "formulas looked at for their indices")
        self._seen: set[tuple[Term, tuple[Step, ...]]] = set()

    def visit(self, node: Term, path: tuple[Step, ...] = ()) -> None:
        """List what ``node`` asks for. Raises BudgetExhausted."""
        if (node, path) in self._seen or not (node.heads & _PLACED or self.context.defines_any(node.free)):
            return
        self._seen.add((node, path))
        self._budget.spend()
        bound = frozenset(step.named for step in path if isinstance(step, Bound))
        if node.head in _READS:
            self._read(node, path, bound)
        definition = self._definition(node, bound)
        if definition is not None:
            for argument in node.arguments[1:]:
                self.visit(argument, path)
            self._open(definition, node, path)
        elif node.head in BINDERS:
            self._visit_binder(node, path)
        elif node.head == "cases":
            self._visit_cases(node, path)
        elif node.head == "relation" and node.data == "⇒":
            self.visit(node.arguments[0], path)
            self.visit(node.arguments[1], (*path, Given(node.arguments[0])))
        else:
            for argument in node.arguments:
                self.visit(argument, path)

    def _definition(self, node: Term, bound: frozenset[str]) -> Definition | None:
        head = node.arguments[0] if node.head in ("apply", "index") else node
        if head.head != "name" or str(head.data) in bound:
            return None
        definition = self.context.definition(str(head.data))
        if definition is None or (node is not head and definition.target.head != node.head):
            return None
        return definition

    def _open(self, definition: Definition, node: Term, path: tuple[Step, ...]) -> None:
        """The body at the arguments; for a function by itself at any."""
        if len(definition.parameters) == len(node.arguments[1:]):
            self.visit(instantiate(definition, node), path)
        else:
            self.visit(definition.body, (*path, *map(Bound, definition.parameters)))

    def _visit_binder(self, node: Term, path: tuple[Step, ...]) -> None:
        named, inside = str(node.arguments[0].data), BINDERS[node.head]
        for position, argument in enumerate(node.arguments[1:], start=1):
            if position not in inside:
                self.visit(argument, path)
        extent: Extent | None = None
        if node.head in ("sum", "product"):
            extent = Extent(node.arguments[1], node.arguments[2])
            if extent.high is not _INFINITY:
                self._add(Obligation(node, path, extent))
        elif node.head in ("sum_over", "product_over", "comprehension", "for_all", "exists"):
            extent = range_of_set(named, node.arguments[1], node.arguments[2], self.context)
        for position in inside:
            self.visit(node.arguments[position], (*path, Bound(named, extent)))

    def _visit_cases(self, node: Term, path: tuple[Step, ...]) -> None:
        for value, condition in zip(node.arguments[0::2], node.arguments[1::2], strict=True):
            self.visit(condition, path)
            self.visit(value, (*path, Given(condition)))
            path = (*path, Given(condition, holds=False))

    def _read(self, node: Term, path: tuple[Step, ...], bound: frozenset[str]) -> None:
        found = extents(node, self.context, bound)
        if found is None:
            self._add(Obligation(node, path, None))
            return
        for extent, place in zip(found, node.arguments[1:], strict=False):
            letter = str(place.data) if place.head == "name" else ""
            alone = letter not in bound and not (self.context.declaration(letter) or self._defined(letter))
            if letter and alone and bound.isdisjoint(extent.low.free | extent.high.free):
                self.letters[place, extent] = None
            else:
                self._add(Obligation(node, path, extent, place))

    def _defined(self, named: str) -> bool:
        return self.context.definition(named) is not None

    def _add(self, obligation: Obligation) -> None:
        if obligation.extent is None or not self._is_plain(obligation, obligation.extent):
            self.found[obligation] = None

    def _is_plain(self, obligation: Obligation, extent: Extent) -> bool:
        """Whether it is seen to hold without algebra."""
        place, bound = obligation.place, [step for step in obligation.path if isinstance(step, Bound)]
        if place is not None and any(step.named == place.data for step in bound):
            return [step.extent for step in bound if step.named == place.data] == [extent]
        if any(step.named in (extent.low.data, extent.high.data) for step in bound):
            return False
        low = self._at_least(extent.low) if extent.low.head == "number" else None
        least, highest = self._at_least(place or extent.high), self._at_least(extent.high)
        if low is None or least is None or highest is None:
            return False
        if place is None:
            return low <= highest + 1
        return low <= least and (place is extent.high or (place.head == "number" and least <= highest))

    def _at_least(self, node: Term) -> int | None:
        """What a numeral is, and what a size is at least; of one that is defined by a numeral, which it is."""
        if node.head == "number":
            return int(str(node.data))
        definition = self.context.definition(str(node.data)) if node.head == "name" else None
        if definition is not None and definition.target is node and definition.body.head == "number":
            return int(str(definition.body.data))
        declaration = self.context.declaration(str(node.data)) if node.head == "name" else None
        if declaration is None or declaration.kind is not Kind.SIZE or self._defined(declaration.name):
            return None
        bounds = declaration.property_terms("at least")
        return max(1, self._at_least(bounds[0]) or 1) if bounds and bounds[0].head == "number" else 1
