"""What is known of a sample: its declaration, the scalars beside it, and which values lie below or above a point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from solgen.kernel.integers.formulas import All, Formula, at_least, follows
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.whole_numbers import linear_form
from solgen.kernel.sample_sums.combinations import Combination, NotThis, Ratio
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, name


@dataclass(slots=True)
class Sample:
    """A sample y_1, …, y_n, and the polynomials that stand for the scalars of a claim about it."""

    context: Context
    declaration: Declaration
    ring: fmpq_mpoly_ctx
    scalars: dict[str, fmpq_mpoly]
    known: Formula
    below: list[tuple[Linear, Term]] = field(default_factory=list)
    """Pairs (k, c) with y_(k) ≤ c assumed."""
    above: list[tuple[Linear, Term]] = field(default_factory=list)
    """Pairs (l, c) with c ≤ y_(l) assumed."""

    @property
    def size(self) -> Linear:
        """How many values there are."""
        return linear_form(self.declaration.indices[0].high, self.context)

    def constant(self, value: int) -> Ratio:
        """A whole number as a coefficient."""
        return Ratio(self.ring.constant(fmpq(value)), self.ring.constant(fmpq(1)))

    def total(self, values: Iterable[Ratio]) -> Ratio:
        """The sum of coefficients."""
        total = self.constant(0)
        for value in values:
            total = total + value
        return total

    def inverse(self, value: Ratio) -> Ratio:
        """1 / value where the value is a product of sizes, positive names and a number."""
        terms = list(value.top.terms())
        if len(terms) != 1:
            raise NotThis
        for latex, power in zip(self.scalars, terms[0][0], strict=True):
            declaration = self.context.declaration(latex)
            if power and not (
                declaration is not None and (declaration.kind is Kind.SIZE or declaration.has("positive"))
            ):
                raise NotThis
        return Ratio(value.bottom, value.top)

    def expect(self, *needed: Formula) -> None:
        """That statements of whole numbers follow from what is known. Raises NotThis."""
        if not follows(self.known, All(needed)):
            raise NotThis

    def place(self, node: Term) -> Linear:
        """The k of y_(k), which is seen to lie in 1..n. Raises NotThis."""
        if node.arguments[0] is not name(self.declaration.name):
            raise NotThis
        place = linear_form(node.arguments[1], self.context)
        self.expect(at_least(place, Linear.number(1)), at_least(self.size, place))
        return place

    def prefix(self, place: Linear) -> Combination:
        """F(k) = y_(1) + … + y_(k)."""
        if place.is_constant and place.constant == 0:
            return {}
        return {("F", place): self.constant(1)}

    def length(self, low: Linear, high: Linear) -> Ratio:
        """How many terms a sum from low to high has."""
        form = high - low + Linear.number(1)
        total = self.ring.constant(fmpq(form.constant.numerator, form.constant.denominator))
        for latex, value in form.coefficients:
            if latex not in self.scalars:
                raise NotThis
            total = total + self.scalars[latex] * fmpq(value.numerator, value.denominator)
        return Ratio(total, self.ring.constant(fmpq(1)))

    def is_value(self, node: Term, bound: str) -> bool:
        """Whether this is y_i or y_(i) with the bound index."""
        return (
            node.arguments[0] is name(self.declaration.name)
            and len(node.arguments) == 2
            and node.arguments[1] is name(bound)
        )

    def difference(self, bound: str, node: Term) -> tuple[Term, Term]:
        """The value and the point of ``y_(i) − c`` or ``c − y_(i)``."""
        if node.head != "add" or len(node.arguments) != 2:
            raise NotThis
        plus, minus = node.arguments if node.arguments[1].head == "negate" else node.arguments[::-1]
        if minus.head != "negate":
            raise NotThis
        pair = (plus, minus.arguments[0])
        for value, point in (pair, pair[::-1]):
            fits = value.head in ("index", "order_statistic") and self.is_value(value, bound)
            if fits and bound not in point.free:
                return value, point
        raise NotThis
