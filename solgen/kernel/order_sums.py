"""Sums over a sample in its own order and in increasing order, also where a point lies between two of its values.

Rule: a sum over a whole sample does not depend on the order of its terms, so Σ g(y_i) = Σ g(y_(i));
F(k) = y_(1) + … + y_(k) is one unknown for each k, F(0) = 0. With y_(k) ≤ c assumed |y_(i) − c| = c − y_(i) for i ≤ k,
with c ≤ y_(l) it is y_(i) − c for i ≥ l; a sum over i = a..b is split at k where l = k + 1 and a − 1 ≤ k ≤ b. Both
sides become combinations of such unknowns whose coefficients are rational functions of the scalars; equal coefficients
prove the equation. A denominator must be a product of sizes and positive names. Whether ranges are in order is decided
by ``linear``. Budgets: those of ``linear`` and ``formulas``, degree 20.
Source: David and Nagaraja, Order Statistics, chapter 1, for the values in order; elementary for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Proof, Unsettled
from solgen.kernel.instances.hypotheses import parts
from solgen.kernel.integers.formulas import All, Formula, at_least, follows
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.whole_numbers import NotLinear, known_of_whole_numbers, linear_form
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.substitution import replace_terms
from solgen.notation.terms import Term, name, term

MECHANISM: Final = "sums in order"
_VALUE: Final = name("#value")
_LARGEST_POWER: Final = 20
_TOTAL: Final = frozenset({"exp", "sin", "cos", "sinh", "cosh", "tanh", "arctan", "max", "min"})
"""Built-in functions that exist everywhere."""


class _NotThis(Exception):  # noqa: N818 -- a statement about the claim
    """The claim is of another kind."""


Unknown = tuple[str, object]
"""``("1", None)``; ``("F", k)`` with a linear form k; ``("S", g)`` for Σ g(y_i) and ``("P", j)`` for
Σ y_i^j over the whole sample."""
_ONE: Final[Unknown] = ("1", None)


@dataclass(frozen=True, slots=True)
class _Ratio:
    top: fmpq_mpoly
    bottom: fmpq_mpoly

    def __add__(self, other: _Ratio) -> _Ratio:
        if self.bottom == other.bottom:
            return _Ratio(self.top + other.top, self.bottom)
        return _Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __mul__(self, other: _Ratio) -> _Ratio:
        return _Ratio(self.top * other.top, self.bottom * other.bottom)

    def __neg__(self) -> _Ratio:
        return _Ratio(-self.top, self.bottom)


Combination = dict[Unknown, _Ratio]


@dataclass(slots=True)
class _Reader:
    context: Context
    sample: Declaration
    ring: fmpq_mpoly_ctx
    scalars: dict[str, fmpq_mpoly]
    known: Formula
    below: list[tuple[Linear, Term]] = field(default_factory=list)
    """Pairs (k, c) with y_(k) ≤ c assumed."""
    above: list[tuple[Linear, Term]] = field(default_factory=list)
    """Pairs (l, c) with c ≤ y_(l) assumed."""

    @property
    def size(self) -> Linear:
        return linear_form(self.sample.indices[0].high, self.context)

    def constant(self, value: int) -> _Ratio:
        return _Ratio(self.ring.constant(fmpq(value)), self.ring.constant(fmpq(1)))

    def scalar(self, node: Term) -> _Ratio:
        found = self.combination(node)
        if set(found) - {_ONE}:
            raise _NotThis
        return found.get(_ONE, self.constant(0))

    def combination(self, node: Term) -> Combination:  # noqa: C901 -- a line a head
        match node.head:
            case "number":
                return {_ONE: self.constant(int(str(node.data)))}
            case "name":
                if str(node.data) not in self.scalars:
                    raise _NotThis
                return {_ONE: _Ratio(self.scalars[str(node.data)], self.ring.constant(fmpq(1)))}
            case "add":
                total: Combination = {}
                for argument in node.arguments:
                    total = _sum(total, self.combination(argument))
                return total
            case "negate":
                return _scaled(self.combination(node.arguments[0]), self.constant(-1))
            case "multiply":
                return self._product([self.combination(argument) for argument in node.arguments])
            case "divide":
                return _scaled(self.combination(node.arguments[0]), self._inverse(self.scalar(node.arguments[1])))
            case "power":
                return self._power(node)
            case "sum":
                return self._big_sum(node)
            case "order_statistic":
                place = self._place(node)
                return _sum(self._prefix(place), _scaled(self._prefix(place - Linear.number(1)), self.constant(-1)))
        raise _NotThis

    def _product(self, factors: list[Combination]) -> Combination:
        total: Combination = {_ONE: self.constant(1)}
        for factor in factors:
            if not set(factor) - {_ONE}:
                total = _scaled(total, factor.get(_ONE, self.constant(0)))
            elif not set(total) - {_ONE}:
                total = _scaled(factor, total.get(_ONE, self.constant(0)))
            else:
                raise _NotThis
        return total

    def _power(self, node: Term) -> Combination:
        base, exponent = self.scalar(node.arguments[0]), node.arguments[1]
        if exponent.head != "number" or not isinstance(exponent.data, int) or exponent.data > _LARGEST_POWER:
            raise _NotThis
        result = self.constant(1)
        for _ in range(exponent.data):
            result = result * base
        return {_ONE: result}

    def _inverse(self, value: _Ratio) -> _Ratio:
        """1 / value where the value is a product of sizes, positive names and a number."""
        terms = list(value.top.terms())
        if len(terms) != 1:
            raise _NotThis
        for latex, power in zip(self.scalars, terms[0][0], strict=True):
            declaration = self.context.declaration(latex)
            if power and not (
                declaration is not None and (declaration.kind is Kind.SIZE or declaration.has("positive"))
            ):
                raise _NotThis
        return _Ratio(value.bottom, value.top)

    # sums over the sample

    def _place(self, node: Term) -> Linear:
        if node.arguments[0] is not name(self.sample.name):
            raise _NotThis
        place = linear_form(node.arguments[1], self.context)
        self._expect(at_least(place, Linear.number(1)), at_least(self.size, place))
        return place

    def _expect(self, *needed: Formula) -> None:
        if not follows(self.known, All(needed)):
            raise _NotThis

    def _prefix(self, place: Linear) -> Combination:
        if place.is_constant and place.constant == 0:
            return {}
        return {("F", place): self.constant(1)}

    def _big_sum(self, node: Term) -> Combination:
        bound, low_term, high_term, body = node.arguments
        low, high = (linear_form(end, self.context) for end in (low_term, high_term))
        self._expect(
            at_least(low, Linear.number(1)),
            at_least(self.size, high),
            at_least(high, low - Linear.number(1)),
        )
        return self._over(str(bound.data), low, high, body)

    def _over(self, bound: str, low: Linear, high: Linear, body: Term) -> Combination:  # noqa: C901 -- a line a head
        if bound not in body.free:
            return _scaled(self.combination(body), self._length(low, high))
        whole = low == Linear.number(1) and high == self.size
        match body.head:
            case "add":
                total: Combination = {}
                for argument in body.arguments:
                    total = _sum(total, self._over(bound, low, high, argument))
                return total
            case "negate":
                return _scaled(self._over(bound, low, high, body.arguments[0]), self.constant(-1))
            case "divide" if bound not in body.arguments[1].free:
                inner = self._over(bound, low, high, body.arguments[0])
                return _scaled(inner, self._inverse(self.scalar(body.arguments[1])))
            case "multiply":
                return self._factors(bound, low, high, body)
            case "order_statistic" if self._is_value(body, bound):
                return _sum(self._prefix(high), _scaled(self._prefix(low - Linear.number(1)), self.constant(-1)))
            case "index" if whole and self._is_value(body, bound):
                return self._prefix(high)
            case "absolute":
                return self._sizes(bound, low, high, body)
        if whole:
            return self._symmetric(bound, body)
        raise _NotThis

    def _length(self, low: Linear, high: Linear) -> _Ratio:
        form = high - low + Linear.number(1)
        total = self.ring.constant(fmpq(form.constant.numerator, form.constant.denominator))
        for latex, value in form.coefficients:
            if latex not in self.scalars:
                raise _NotThis
            total = total + self.scalars[latex] * fmpq(value.numerator, value.denominator)
        return _Ratio(total, self.ring.constant(fmpq(1)))

    def _factors(self, bound: str, low: Linear, high: Linear, body: Term) -> Combination:
        moving = [factor for factor in body.arguments if bound in factor.free]
        factor = self.constant(1)
        for argument in body.arguments:
            if bound not in argument.free:
                factor = factor * self.scalar(argument)
        if len(moving) == 1:
            return _scaled(self._over(bound, low, high, moving[0]), factor)
        if low == Linear.number(1) and high == self.size:
            return _scaled(self._symmetric(bound, term("multiply", moving)), factor)
        raise _NotThis

    def _is_value(self, node: Term, bound: str) -> bool:
        return (
            node.arguments[0] is name(self.sample.name)
            and len(node.arguments) == 2
            and node.arguments[1] is name(bound)
        )

    def _symmetric(self, bound: str, body: Term) -> Combination:
        """A function of one value summed over the whole sample; y_i and y_(i) in one term are two values."""
        values = [
            node for node in body.walk() if node.head in ("index", "order_statistic") and self._is_value(node, bound)
        ]
        if len({node.head for node in values}) > 1:
            raise _NotThis
        powers = self._polynomial(bound, body)
        if powers is not None:
            return self._power_sums(powers)
        replaced = replace_terms(body, dict.fromkeys(values, _VALUE))
        if bound in replaced.free or self.sample.name in replaced.free or not _exists_everywhere(replaced):
            raise _NotThis
        return {("S", replaced): self.constant(1)}

    def _power_sums(self, powers: list[_Ratio]) -> Combination:
        total: Combination = {}
        for exponent, factor in enumerate(powers):
            if factor.top.is_zero():
                continue
            if exponent == 0:
                found = {_ONE: self._length(Linear.number(1), self.size)}
            else:
                found = self._prefix(self.size) if exponent == 1 else {("P", exponent): self.constant(1)}
            total = _sum(total, _scaled(found, factor))
        return total

    def _polynomial(self, bound: str, body: Term) -> list[_Ratio] | None:
        """The body as a polynomial in the value of the sample, ascending; None where it is none."""
        if bound not in body.free:
            return [self.scalar(body)]
        if body.head in ("index", "order_statistic") and self._is_value(body, bound):
            return [self.constant(0), self.constant(1)]
        if body.head not in ("add", "negate", "multiply", "power"):
            return None
        last = body.arguments[1] if body.head == "power" else None
        if last is not None and (last.head != "number" or not isinstance(last.data, int) or not 1 <= last.data <= 6):
            return None
        pieces = [self._polynomial(bound, argument) for argument in body.arguments[: 1 if last else None]]
        found = [piece for piece in pieces if piece is not None]
        if len(found) != len(pieces):
            return None
        if last is not None:
            found = found * int(str(last.data))
        if body.head == "add":
            return [self._total(piece[power] for piece in found if power < len(piece))
                    for power in range(max(map(len, found)))]  # fmt: skip
        result = [self.constant(-1 if body.head == "negate" else 1)]
        for piece in found:
            degree = len(result) + len(piece) - 1
            result = [
                self._total(result[i] * piece[power - i] for i in range(len(result)) if 0 <= power - i < len(piece))
                for power in range(degree)
            ]
        return result if len(result) <= _LARGEST_POWER else None

    def _total(self, values: Iterable[_Ratio]) -> _Ratio:
        total = self.constant(0)
        for value in values:
            total = total + value
        return total

    def _sizes(self, bound: str, low: Linear, high: Linear, body: Term) -> Combination:
        """``Σ |y_(i) − c|``, split where the sign is known."""
        value, point = self._difference(bound, body.arguments[0])
        whole = low == Linear.number(1) and high == self.size
        if value.head == "index" and not whole:
            raise _NotThis
        ordered = term("order_statistic", [name(self.sample.name), name(bound)])
        rising = term("add", [ordered, term("negate", [point])])
        falling = term("add", [point, term("negate", [ordered])])
        one = Linear.number(1)
        for last, assumed in self.below:
            if assumed is point and follows(self.known, at_least(last, high)):
                return self._over(bound, low, high, falling)
        for first, assumed in self.above:
            if assumed is point and follows(self.known, at_least(low, first)):
                return self._over(bound, low, high, rising)
        for last, assumed in self.below:
            if assumed is not point or not any(first == last + one and other is point for first, other in self.above):
                continue
            if follows(self.known, All((at_least(last, low - one), at_least(high, last)))):
                return _sum(
                    self._over(bound, low, last, falling),
                    self._over(bound, last + one, high, rising),
                )
        if not whole:
            raise _NotThis
        distance = term("absolute", [term("add", [_VALUE, term("negate", [point])])])
        return {("S", distance): self.constant(1)}

    def _difference(self, bound: str, node: Term) -> tuple[Term, Term]:
        """The value and the point of ``y_(i) − c`` or ``c − y_(i)``."""
        if node.head != "add" or len(node.arguments) != 2:
            raise _NotThis
        plus, minus = node.arguments if node.arguments[1].head == "negate" else node.arguments[::-1]
        if minus.head != "negate":
            raise _NotThis
        pair = (plus, minus.arguments[0])
        for value, point in (pair, pair[::-1]):
            fits = value.head in ("index", "order_statistic") and self._is_value(value, bound)
            if fits and bound not in point.free:
                return value, point
        raise _NotThis


def _exists_everywhere(node: Term) -> bool:
    """Whether a function of one value exists for every real value: no quotient, logarithm or root stands in it."""
    match node.head:
        case "number" | "decimal" | "constant" | "name":
            return True
        case "add" | "negate" | "multiply" | "absolute":
            return all(map(_exists_everywhere, node.arguments))
        case "power":
            base, exponent = node.arguments
            if base.head == "constant":
                return _exists_everywhere(exponent)
            return exponent.head == "number" and exponent.data != 0 and _exists_everywhere(base)
        case "apply":
            function, *arguments = node.arguments
            total = function.head == "name" or function.data in _TOTAL
            return total and all(map(_exists_everywhere, arguments))
    return False


def _sum(one: Combination, other: Combination) -> Combination:
    total = dict(one)
    for unknown, value in other.items():
        total[unknown] = total[unknown] + value if unknown in total else value
    return total


def _scaled(one: Combination, factor: _Ratio) -> Combination:
    return {unknown: value * factor for unknown, value in one.items()}


def attempt(claim: Claim) -> Proof | Unsettled | None:
    """A proof of an equation between such sums; None for claims of another kind."""
    if claim.relation != "=":
        return None
    try:
        left, right = unfold(claim.left, claim.context), unfold(claim.right, claim.context)
        for sample in _samples(left, right, claim.context):
            found = _attempt(sample, left, right, claim)
            if found is not None:
                return found
    except (NotLinear, _NotThis):
        return None
    except BudgetExhausted as spent:
        return Unsettled(MECHANISM, f"the work ended at its budget: {spent}")
    return None


def _samples(left: Term, right: Term, context: Context) -> list[Declaration]:
    """Samples whose order statistics occur, for other sums belong to other mechanisms."""
    bases = {
        str(node.arguments[0].data) for side in (left, right) for node in side.walk() if node.head == "order_statistic"
    }
    return [
        declaration
        for declaration in context.declarations
        if declaration.name in bases
        and declaration.kind is Kind.REAL
        and len(declaration.indices) == 1
        and linear_form(declaration.indices[0].low, context) == Linear.number(1)
        and context.definition(declaration.name) is None
    ]


def _attempt(sample: Declaration, left: Term, right: Term, claim: Claim) -> Proof | Unsettled | None:
    reader, assumed = _reader(sample, left, right, claim)
    try:
        difference = _sum(reader.combination(left), _scaled(reader.combination(right), reader.constant(-1)))
    except (_NotThis, NotLinear):
        return None
    if any(not ratio.top.is_zero() for ratio in difference.values()):
        return Unsettled(MECHANISM, "the two sides are different combinations of sums over the sample in order")
    high = sample.indices[0].high
    return Proof(MECHANISM, range=f"for all {high.data}" if high.head == "name" else "", assumed=assumed)


def _reader(sample: Declaration, left: Term, right: Term, claim: Claim) -> tuple[_Reader, tuple[int, ...]]:
    context = claim.context
    known, assumed = known_of_whole_numbers(context, left, right, sample.indices[0].high)
    names = sorted(
        latex
        for latex in left.free.union(
            right.free, sample.indices[0].high.free, *(node.free for node in context.hypotheses)
        )
        if _is_scalar(latex, context) and context.definition(latex) is None
    )
    ring = fmpq_mpoly_ctx.get(tuple(f"x{place}" for place in range(len(names))), Ordering.lex)
    reader = _Reader(context, sample, ring, dict(zip(names, ring.gens(), strict=True)), All(()))
    used = set(assumed)
    for position, hypothesis in enumerate(context.hypotheses):
        for part in parts(hypothesis):
            if _place_of_point(reader, part, known):
                used.add(position)
    reader.known = All(tuple(known))
    return reader, tuple(sorted(used))


def _is_scalar(latex: str, context: Context) -> bool:
    declaration = context.declaration(latex)
    if declaration is None:
        return True
    return declaration.kind in (Kind.REAL, Kind.INTEGER, Kind.SIZE) and not declaration.indices


def _place_of_point(reader: _Reader, part: Term, known: list[Formula]) -> bool:
    """Note what ``y_(k) ≤ c`` or ``c ≤ y_(l)`` says, and that these order statistics exist."""
    if part.head != "relation" or part.data not in ("≤", "≥", "<", ">", "="):
        return False
    left, right = part.arguments if part.data in ("≤", "<", "=") else part.arguments[::-1]
    found = False
    for node, point, pairs in ((left, right, reader.below), (right, left, reader.above)):
        if node.head != "order_statistic" or node.arguments[0] is not name(reader.sample.name):
            continue
        if point.head == "order_statistic":
            continue
        try:
            place = linear_form(node.arguments[1], reader.context)
        except NotLinear:
            continue
        pairs.append((place, unfold(point, reader.context)))
        known += [at_least(place, Linear.number(1)), at_least(reader.size, place)]
        found = True
    return found
