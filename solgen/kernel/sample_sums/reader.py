"""Terms read as combinations of sums over a sample in its own order and in increasing order."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq

from solgen.kernel.integers.formulas import All, at_least, follows
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.whole_numbers import linear_form
from solgen.kernel.sample_sums.combinations import LARGEST_POWER, ONE, VALUE, Combination, NotThis, Ratio, added, scaled
from solgen.kernel.sample_sums.sample import Sample
from solgen.kernel.sample_sums.symmetric import exists_everywhere, symmetric
from solgen.notation.terms import Term, name, term


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads both sides of a claim about one sample."""

    sample: Sample

    def scalar(self, node: Term) -> Ratio:
        """What holds no sum. Raises NotThis."""
        found = self.combination(node)
        if set(found) - {ONE}:
            raise NotThis
        return found.get(ONE, self.sample.constant(0))

    def combination(self, node: Term) -> Combination:  # noqa: C901 -- a line a head
        """A side of a claim. Raises NotThis and NotLinear."""
        match node.head:
            case "number":
                return {ONE: self.sample.constant(int(str(node.data)))}
            case "name":
                if str(node.data) not in self.sample.scalars:
                    raise NotThis
                return {ONE: Ratio(self.sample.scalars[str(node.data)], self.sample.ring.constant(fmpq(1)))}
            case "add":
                total: Combination = {}
                for argument in node.arguments:
                    total = added(total, self.combination(argument))
                return total
            case "negate":
                return scaled(self.combination(node.arguments[0]), self.sample.constant(-1))
            case "multiply":
                return self._product([self.combination(argument) for argument in node.arguments])
            case "divide":
                return scaled(self.combination(node.arguments[0]), self.sample.inverse(self.scalar(node.arguments[1])))
            case "power":
                return self._power(node)
            case "sum":
                return self._big_sum(node)
            case "order_statistic":
                place = self.sample.place(node)
                return added(
                    self.sample.prefix(place),
                    scaled(self.sample.prefix(place - Linear.number(1)), self.sample.constant(-1)),
                )
        raise NotThis

    def _product(self, factors: list[Combination]) -> Combination:
        total: Combination = {ONE: self.sample.constant(1)}
        for factor in factors:
            if not set(factor) - {ONE}:
                total = scaled(total, factor.get(ONE, self.sample.constant(0)))
            elif not set(total) - {ONE}:
                total = scaled(factor, total.get(ONE, self.sample.constant(0)))
            else:
                raise NotThis
        return total

    def _power(self, node: Term) -> Combination:
        base, exponent = self.scalar(node.arguments[0]), node.arguments[1]
        if exponent.head != "number" or not isinstance(exponent.data, int) or exponent.data > LARGEST_POWER:
            raise NotThis
        result = self.sample.constant(1)
        for _ in range(exponent.data):
            result = result * base
        return {ONE: result}

    def _big_sum(self, node: Term) -> Combination:
        bound, low_term, high_term, body = node.arguments
        low, high = (linear_form(end, self.sample.context) for end in (low_term, high_term))
        self.sample.expect(
            at_least(low, Linear.number(1)),
            at_least(self.sample.size, high),
            at_least(high, low - Linear.number(1)),
        )
        return self._over(str(bound.data), low, high, body)

    def _over(self, bound: str, low: Linear, high: Linear, body: Term) -> Combination:  # noqa: C901 -- a line a head
        if bound not in body.free:
            return scaled(self.combination(body), self.sample.length(low, high))
        whole = low == Linear.number(1) and high == self.sample.size
        match body.head:
            case "add":
                total: Combination = {}
                for argument in body.arguments:
                    total = added(total, self._over(bound, low, high, argument))
                return total
            case "negate":
                return scaled(self._over(bound, low, high, body.arguments[0]), self.sample.constant(-1))
            case "divide" if bound not in body.arguments[1].free:
                inner = self._over(bound, low, high, body.arguments[0])
                return scaled(inner, self.sample.inverse(self.scalar(body.arguments[1])))
            case "multiply":
                return self._factors(bound, low, high, body)
            case "order_statistic" if self.sample.is_value(body, bound):
                return added(
                    self.sample.prefix(high),
                    scaled(self.sample.prefix(low - Linear.number(1)), self.sample.constant(-1)),
                )
            case "index" if whole and self.sample.is_value(body, bound):
                return self.sample.prefix(high)
            case "absolute":
                return self._sizes(bound, low, high, body)
        if whole:
            return symmetric(self.sample, self.scalar, bound, body)
        raise NotThis

    def _factors(self, bound: str, low: Linear, high: Linear, body: Term) -> Combination:
        moving = [factor for factor in body.arguments if bound in factor.free]
        factor = self.sample.constant(1)
        for argument in body.arguments:
            if bound not in argument.free:
                factor = factor * self.scalar(argument)
        if len(moving) == 1:
            return scaled(self._over(bound, low, high, moving[0]), factor)
        if low == Linear.number(1) and high == self.sample.size:
            return scaled(symmetric(self.sample, self.scalar, bound, term("multiply", moving)), factor)
        raise NotThis

    def _sizes(self, bound: str, low: Linear, high: Linear, body: Term) -> Combination:
        """``Σ |y_(i) − c|``, split where the sign is known."""
        value, point = self.sample.difference(bound, body.arguments[0])
        whole = low == Linear.number(1) and high == self.sample.size
        if value.head == "index" and not whole:
            raise NotThis
        ordered = term("order_statistic", [name(self.sample.declaration.name), name(bound)])
        rising = term("add", [ordered, term("negate", [point])])
        falling = term("add", [point, term("negate", [ordered])])
        one = Linear.number(1)
        for last, assumed in self.sample.below:
            if assumed is point and follows(self.sample.known, at_least(last, high)):
                return self._over(bound, low, high, falling)
        for first, assumed in self.sample.above:
            if assumed is point and follows(self.sample.known, at_least(low, first)):
                return self._over(bound, low, high, rising)
        for last, assumed in self.sample.below:
            if assumed is not point or not any(
                first == last + one and other is point for first, other in self.sample.above
            ):
                continue
            if follows(self.sample.known, All((at_least(last, low - one), at_least(high, last)))):
                return added(
                    self._over(bound, low, last, falling),
                    self._over(bound, last + one, high, rising),
                )
        if not whole:
            raise NotThis
        return self._distances(point)

    def _distances(self, point: Term) -> Combination:
        """``Σ |y_i − c|`` as one unknown, where c is seen to exist: everywhere, or because it can be read."""
        if not exists_everywhere(point):
            self.combination(point)
        distance = term("absolute", [term("add", [VALUE, term("negate", [point])])])
        return {("S", distance): self.sample.constant(1)}
