"""A statement about a sample and a point, as a formula about three counts.

For a sample y_1, …, y_n and a point c let s, t, z count the y_i above, below and at c. Then s, t, z ≥ 0,
s + t + z = n and

* |{i : y_i > c}| = s, and so on for the other relations; Σ over such a set of a constant is that multiple of its size;
* y_(k) ≤ c ⇔ t + z ≥ k, y_(k) < c ⇔ t ≥ k, y_(k) ≥ c ⇔ t ≤ k − 1, y_(k) > c ⇔ t + z ≤ k − 1, for 1 ≤ k ≤ n;
* ∂(w Σ |y_i − c|) = w (t − s + [−z, z]) for w > 0 (Rockafellar, Convex Analysis, theorem 23.8);
* c minimizes that convex function exactly when 0 is in the subdifferential (ibid., theorem 27.1).

A number here is ``form + (other form)/n`` with linear forms in the counts and whole names; all else is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from solgen.kernel.formulas import (
    FALSE,
    TRUE,
    All,
    Any,
    Formula,
    at_least,
    equal,
    more,
    negation,
    same_truth,
)
from solgen.kernel.linear import Linear
from solgen.kernel.unfold import instantiate
from solgen.notation.context import Context, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, number

ABOVE, BELOW, AT = "#above", "#below", "#at"
"""The unknowns s, t, z; no author can write such a name."""
TOTAL: Final = Linear.of({ABOVE: 1, BELOW: 1, AT: 1})
_COUNTED: Final = {
    ">": Linear.unknown(ABOVE),
    "<": Linear.unknown(BELOW),
    "=": Linear.unknown(AT),
    "≥": Linear.of({ABOVE: 1, AT: 1}),
    "≤": Linear.of({BELOW: 1, AT: 1}),
    "≠": Linear.of({ABOVE: 1, BELOW: 1}),
}
_MIRRORED: Final = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "=", "≠": "≠"}


class NotCounting(Exception):  # noqa: N818 -- a statement about the claim: it is not of this kind
    """The term says more than counts can."""


@dataclass(frozen=True, slots=True)
class Share:
    """``whole + part / n``."""

    whole: Linear
    part: Linear

    def __add__(self, other: Share) -> Share:
        return Share(self.whole + other.whole, self.part + other.part)

    def scaled(self, factor: Fraction) -> Share:
        """A multiple."""
        return Share(self.whole.scaled(factor), self.part.scaled(factor))

    def __neg__(self) -> Share:
        return self.scaled(Fraction(-1))

    def cleared(self) -> Linear:
        """The number, or n times it where it has a part over n: of the same sign. Raises NotCounting."""
        if self.part.is_constant and self.part.constant == 0:
            return self.whole
        if not self.whole.is_constant:
            raise NotCounting
        return self.part + TOTAL.scaled(self.whole.constant)


@dataclass(frozen=True, slots=True)
class Span:
    """The interval ``[low, high]``; ``low ≤ high`` must hold, which ``Reader.nonempty`` collects."""

    low: Share
    high: Share


@dataclass(frozen=True, slots=True)
class Places:
    """The set of those c that satisfy a formula about the counts at c: a set of minimizers, ``[y_(a), y_(b)]``."""

    condition: Formula


Choice = Sequence[tuple[Formula, Share]]
"""A number by cases: under each formula, one share."""


@dataclass(slots=True)
class Reader:
    """Translates Terms; learns the sample and the point from the first place where they occur."""

    context: Context
    sample: str
    size_term: Term | None
    point: Term | None = None
    counted: bool = False
    """Whether anything was said about the sample at all."""
    for_every_point: bool = False
    """Whether two sets of points were compared: then nothing may be known of the point."""
    needed: list[Formula] = field(default_factory=list)
    """What must hold for everything to exist: 1 ≤ k ≤ n of an order statistic, ends of intervals in order."""
    whole_names: set[str] = field(default_factory=set)

    def formula(self, node: Term) -> Formula:
        """A proposition as a formula. Raises NotCounting."""
        match node.head:
            case "relation":
                return self.relation(str(node.data), *node.arguments)
            case "and" | "statements":
                return All(tuple(self.formula(argument) for argument in node.arguments))
            case "or":
                return Any(tuple(self.formula(argument) for argument in node.arguments))
            case "not":
                return negation(self.formula(node.arguments[0]))
            case "chain" if isinstance(node.data, tuple):
                members = node.arguments
                links = zip(node.data, members, members[1:], strict=False)
                return All(tuple(self.relation(str(sign), left, right) for sign, left, right in links))
            case "constant" if node.data in ("true", "false"):
                return TRUE if node.data == "true" else FALSE
        raise NotCounting

    def relation(self, sign: str, left: Term, right: Term) -> Formula:
        """``left sign right`` as a formula. Raises NotCounting."""
        if sign in ("⇔", "⇒"):
            one, other = self.formula(left), self.formula(right)
            return same_truth(one, other) if sign == "⇔" else Any((negation(one), other))
        if sign in ("∈", "∉"):
            found = self._member(left, right)
            return found if sign == "∈" else negation(found)
        if sign not in _MIRRORED:
            raise NotCounting
        if sign == "=" and (self._is_set(left) or self._is_set(right)):
            return self._same_set(self.set_of(left), self.set_of(right))
        ordered = self._order_relation(sign, left, right)
        if ordered is not None:
            return ordered
        return self._compare(sign, self.number(left), self.number(right))

    def _compare(self, sign: str, left: Choice, right: Choice) -> Formula:
        return Any(
            tuple(
                All((guard, other_guard, _sign_formula(sign, (value + (-other)).cleared())))
                for guard, value in left
                for other_guard, other in right
            )
        )

    # numbers

    def number(self, node: Term) -> Choice:  # noqa: C901, PLR0912 -- a line a head
        """A number by cases. Raises NotCounting."""
        if node is self.size_term:
            return _plain(TOTAL)
        match node.head:
            case "number":
                return _plain(Linear.number(int(str(node.data))))
            case "name":
                return self._named(node)
            case "add":
                total = self.number(node.arguments[0])
                for argument in node.arguments[1:]:
                    total = _combine(total, self.number(argument), lambda a, b: a + b)
                return total
            case "negate":
                return [(guard, -value) for guard, value in self.number(node.arguments[0])]
            case "multiply":
                total = self.number(node.arguments[0])
                for argument in node.arguments[1:]:
                    total = _combine(total, self.number(argument), _times)
                return total
            case "divide":
                top, bottom = (self.number(argument) for argument in node.arguments)
                return _combine(top, bottom, _over)
            case "absolute":
                return _absolute(self.number(node.arguments[0]))
            case "cardinality":
                return _plain(self.size(node.arguments[0]))
            case "sum_over":
                return self._sum_over(node)
            case "sum":
                return self._sum(node)
        raise NotCounting

    def _named(self, node: Term) -> Choice:
        latex = str(node.data)
        definition = self.context.definition(latex)
        if definition is not None and not definition.parameters:
            return self.number(definition.body)
        declaration = self.context.declaration(latex)
        if declaration is not None and (declaration.kind not in (Kind.SIZE, Kind.INTEGER) or declaration.indices):
            raise NotCounting
        if declaration is None and latex not in self._indices():
            raise NotCounting
        self.whole_names.add(latex)
        return _plain(Linear.unknown(latex))

    def _indices(self) -> set[str]:
        return {ranged.index for declaration in self.context.declarations for ranged in declaration.indices}

    def _sum_over(self, node: Term) -> Choice:
        bound, within, body = node.arguments
        if str(bound.data) in body.free:
            raise NotCounting
        size = _plain(self.size(within))
        return _combine(size, self.number(body), _times)

    def _sum(self, node: Term) -> Choice:
        """``Σ_{i=1}^{n} constant``, over the whole sample."""
        bound, low, high, body = node.arguments
        if low is not number(1) or str(bound.data) in body.free or not self._is_sample_size(high):
            raise NotCounting
        return _combine(_plain(TOTAL), self.number(body), _times)

    def _is_sample_size(self, high: Term) -> bool:
        return high is self.size_term

    # sets of indices

    def size(self, node: Term) -> Linear:
        """How many indices a set has. Raises NotCounting."""
        node = self._unfolded_name(node)
        if node.head != "comprehension" or node.arguments[1].data != "everything":
            raise NotCounting
        bound, _, condition = node.arguments
        index = str(bound.data)
        if condition.head != "relation" or condition.data not in _COUNTED:
            raise NotCounting
        left, right = condition.arguments
        sign = str(condition.data)
        if index not in left.free:
            left, right, sign = right, left, _MIRRORED[sign]
        if right is number(0):
            left, right, sign = _split_difference(left, index, sign)
        self._learn_sample(left, index)
        self._learn_point(right)
        return _COUNTED[sign]

    def _unfolded_name(self, node: Term) -> Term:
        seen = 0
        while node.head == "name" and seen < 20:
            definition = self.context.definition(str(node.data))
            if definition is None or definition.parameters:
                break
            node, seen = definition.body, seen + 1
        return node

    def _learn_sample(self, node: Term, index: str) -> None:
        if node.head != "index" or len(node.arguments) != 2 or node.arguments[1] is not name(index):
            raise NotCounting
        self._learn_name(node.arguments[0])

    def _learn_name(self, base: Term) -> None:
        latex = str(base.data)
        declaration = self.context.declaration(latex)
        fits = (
            base.head == "name"
            and declaration is not None
            and self.context.definition(latex) is None
            and declaration.kind is Kind.REAL
            and len(declaration.indices) == 1
            and declaration.indices[0].low is number(1)
        )
        if not fits or self.sample != latex:
            raise NotCounting
        self.counted = True

    def _learn_point(self, node: Term) -> None:
        if self.sample in node.free or (self.point is not None and self.point is not node):
            raise NotCounting
        if not (node.head == "name" and self._is_real(node)):
            raise NotCounting
        self.point = node

    def _is_real(self, node: Term) -> bool:
        latex = str(node.data)
        declaration = self.context.declaration(latex)
        return (
            declaration is not None
            and declaration.kind is Kind.REAL
            and not declaration.indices
            and self.context.definition(latex) is None
        )

    # order statistics beside the point

    def place(self, node: Term) -> Linear:
        """The k of y_(k); that 1 ≤ k ≤ n is noted as needed. Raises NotCounting."""
        if node.head != "order_statistic":
            raise NotCounting
        self._learn_name(node.arguments[0])
        found = self.number(node.arguments[1])
        if len(found) != 1 or not _is_zero(found[0][1].part):
            raise NotCounting
        place = found[0][1].whole
        self.needed += [at_least(place, Linear.number(1)), at_least(TOTAL, place)]
        return place

    def _order_relation(self, sign: str, left: Term, right: Term) -> Formula | None:
        if right.head == "order_statistic" and left.head != "order_statistic":
            left, right, sign = right, left, _MIRRORED[sign]
        if left.head != "order_statistic" or right.head == "order_statistic":
            return None
        place = self.place(left)
        self._learn_point(right)
        return _beside(sign, place)

    # sets of numbers

    def _is_set(self, node: Term) -> bool:
        if node.head in ("interval", "arg_min", "set"):
            return True
        if node.head == "apply":
            return node.arguments[0].head == "subdifferential"
        if node.head in ("add", "multiply", "negate", "divide"):
            return any(self._is_set(argument) for argument in node.arguments)
        return node.head == "name" and self._unfolded_name(node) is not node and self._is_set(self._unfolded_name(node))

    def _member(self, element: Term, container: Term) -> Formula:
        found = self.set_of(container)
        if isinstance(found, Places):
            self._learn_point(element)
            return found.condition
        value = self.number(element)
        return All((self._compare("≥", value, [(TRUE, found.low)]), self._compare("≤", value, [(TRUE, found.high)])))

    def _same_set(self, one: Span | Places, other: Span | Places) -> Formula:
        if isinstance(one, Places) and isinstance(other, Places):
            self.for_every_point = True
            return same_truth(one.condition, other.condition)
        if isinstance(one, Span) and isinstance(other, Span):
            low, high = ([(TRUE, end)] for end in (one.low, one.high))
            return All((self._compare("=", low, [(TRUE, other.low)]), self._compare("=", high, [(TRUE, other.high)])))
        raise NotCounting

    def set_of(self, node: Term) -> Span | Places:
        """A set of numbers. Raises NotCounting."""
        node = self._unfolded_name(node)
        match node.head:
            case "interval" if node.data == "[]":
                return self._interval(node)
            case "set" if len(node.arguments) == 1:
                place = self.place(node.arguments[0])
                return Places(_beside("=", place))
            case "order_statistic":
                return Places(_beside("=", self.place(node)))
            case "arg_min":
                weight = self._absolute_loss(node.arguments[1], node.arguments[0])
                return Places(_contains_zero(_subdifferential(weight)))
            case "apply" if node.arguments[0].head == "subdifferential" and len(node.arguments) == 2:
                return self._subdifferential_at(node)
            case "add" | "multiply" | "negate" | "divide":
                return self._arithmetic(node)
        raise NotCounting

    def _interval(self, node: Term) -> Span | Places:
        low, high = node.arguments
        if low.head == high.head == "order_statistic":
            first, last = self.place(low), self.place(high)
            return Places(All((_beside("≤", first), _beside("≥", last))))
        ends = self.number(low), self.number(high)
        if len(ends[0]) != 1 or len(ends[1]) != 1:
            raise NotCounting
        span = Span(ends[0][0][1], ends[1][0][1])
        self.needed.append(_sign_formula("≥", (span.high + (-span.low)).cleared()))
        return span

    def _subdifferential_at(self, node: Term) -> Span:
        function = node.arguments[0].arguments[0]
        definition = self.context.definition(str(function.data)) if function.head == "name" else None
        if definition is None or len(definition.parameters) != 1 or definition.target.head != "apply":
            raise NotCounting
        point = node.arguments[1]
        # a name that no author can write stands for the variable, so that nothing else can be mistaken for it
        body = substitute(definition.body, {definition.parameters[0]: name("#point")})
        weight = self._weight(body, name("#point"))
        self._learn_point(point)
        return _subdifferential(weight)

    def _absolute_loss(self, body: Term, bound: Term) -> Share:
        """The weight w of ``w Σ_i |y_i − c|`` with c bound: the point of the counts is then that bound name."""
        if not self._is_real(bound):
            raise NotCounting
        if body.head == "apply" and body.arguments[0].head == "name":
            definition = self.context.definition(str(body.arguments[0].data))
            if definition is None or len(definition.parameters) != len(body.arguments) - 1:
                raise NotCounting
            body = instantiate(definition, body)
        weight = self._weight(body, bound)
        self._learn_point(bound)
        return weight

    def _weight(self, body: Term, point: Term) -> Share:
        factors = list(body.arguments) if body.head == "multiply" else [body]
        sums = [factor for factor in factors if factor.head == "sum"]
        if len(sums) != 1:
            if body.head == "divide":
                return _single(_combine(_plain_share(self._weight(body.arguments[0], point)),
                                        self.number(body.arguments[1]), _over))  # fmt: skip
            raise NotCounting
        self._expect_sizes(sums[0], point)
        weight = _plain(Linear.number(1))
        for factor in factors:
            if factor is not sums[0]:
                weight = _combine(weight, self.number(factor), _times)
        found = _single(weight)
        if not (found.whole.is_constant and found.part.is_constant):
            raise NotCounting
        if found.whole.constant < 0 or found.part.constant < 0 or found.whole.constant + found.part.constant == 0:
            raise NotCounting
        return found

    def _expect_sizes(self, node: Term, point: Term) -> None:
        """That a sum is ``Σ_{i=1}^{n} |y_i − point|``. Raises NotCounting."""
        bound, low, high, body = node.arguments
        if body.head != "absolute" or low is not number(1) or body.arguments[0].head != "add":
            raise NotCounting
        summands = body.arguments[0].arguments
        if len(summands) != 2:
            raise NotCounting
        plus, minus = summands if summands[1].head == "negate" else summands[::-1]
        if minus.head != "negate":
            raise NotCounting
        pair = [plus, minus.arguments[0]]
        if pair[0] is point:
            pair.reverse()
        if pair[1] is not point:
            raise NotCounting
        component = pair[0]
        if component.head == "order_statistic":
            # a sum does not depend on the order of its terms
            if component.arguments[1] is not bound:
                raise NotCounting
            self._learn_name(component.arguments[0])
        else:
            self._learn_sample(component, str(bound.data))
        if not self._is_sample_size(high):
            raise NotCounting

    def _arithmetic(self, node: Term) -> Span:
        sets = [argument for argument in node.arguments if self._is_set(argument)]
        if len(sets) != 1:
            raise NotCounting
        inner = self.set_of(sets[0])
        if isinstance(inner, Places):
            raise NotCounting
        if node.head == "negate":
            return Span(-inner.high, -inner.low)
        if node.head == "add":
            shift = Share(Linear.number(0), Linear.number(0))
            for argument in node.arguments:
                if argument is not sets[0]:
                    shift = shift + _single(self.number(argument))
            return Span(inner.low + shift, inner.high + shift)
        if node.head == "divide" and node.arguments[0] is not sets[0]:
            raise NotCounting
        combine = _over if node.head == "divide" else _times
        low, high = inner.low, inner.high
        for argument in node.arguments:
            if argument is not sets[0]:
                factor = _single(self.number(argument))
                _expect_positive(factor)
                low, high = combine(low, factor), combine(high, factor)
        return Span(low, high)


def _is_zero(form: Linear) -> bool:
    return form.is_constant and form.constant == 0


def _plain(form: Linear) -> Choice:
    return [(TRUE, Share(form, Linear.number(0)))]


def _plain_share(share: Share) -> Choice:
    return [(TRUE, share)]


def _single(found: Choice) -> Share:
    if len(found) != 1:
        raise NotCounting
    return found[0][1]


def _combine(one: Choice, other: Choice, work: Callable[[Share, Share], Share]) -> Choice:
    return [(All((guard, second)), work(value, factor)) for guard, value in one for second, factor in other]


def _times(one: Share, other: Share) -> Share:
    if other.whole.is_constant and _is_zero(other.part):
        return one.scaled(other.whole.constant)
    if one.whole.is_constant and _is_zero(one.part):
        return other.scaled(one.whole.constant)
    for share, factor in ((one, other), (other, one)):
        # a form times constant/n
        if _is_zero(factor.whole) and factor.part.is_constant and _is_zero(share.part):
            return Share(Linear.number(0), share.whole.scaled(factor.part.constant))
        # n times form/n
        if share.whole == TOTAL and _is_zero(share.part) and _is_zero(factor.whole):
            return Share(factor.part, Linear.number(0))
    raise NotCounting


def _over(one: Share, other: Share) -> Share:
    if other.whole.is_constant and _is_zero(other.part) and other.whole.constant != 0:
        return one.scaled(1 / other.whole.constant)
    if other.whole == TOTAL and _is_zero(other.part) and _is_zero(one.part):
        return Share(Linear.number(0), one.whole)
    raise NotCounting


def _expect_positive(factor: Share) -> None:
    whole, part = factor.whole, factor.part
    if not (whole.is_constant and part.is_constant) or whole.constant < 0 or part.constant < 0:
        raise NotCounting
    if whole.constant + part.constant == 0:
        raise NotCounting


def _absolute(found: Choice) -> Choice:
    result: list[tuple[Formula, Share]] = []
    for guard, value in found:
        form = value.cleared()
        result.append((All((guard, at_least(form, Linear.number(0)))), value))
        result.append((All((guard, more(Linear.number(0), form))), -value))
    return result


def _sign_formula(sign: str, form: Linear) -> Formula:
    zero = Linear.number(0)
    match sign:
        case "=":
            return equal(form, zero)
        case "≠":
            return negation(equal(form, zero))
        case "<":
            return more(zero, form)
        case ">":
            return more(form, zero)
        case "≤":
            return at_least(zero, form)
        case "≥":
            return at_least(form, zero)
    raise NotCounting


def _beside(sign: str, place: Linear) -> Formula:
    """``y_(k) sign c`` by the counts at c."""
    below, not_above = Linear.unknown(BELOW), _COUNTED["≤"]
    match sign:
        case "≤":
            return at_least(not_above, place)
        case "<":
            return at_least(below, place)
        case "≥":
            return more(place, below)
        case ">":
            return more(place, not_above)
        case "=":
            return All((at_least(not_above, place), more(place, below)))
        case "≠":
            return negation(_beside("=", place))
    raise NotCounting


def _subdifferential(weight: Share) -> Span:
    tilt = Share(Linear.of({BELOW: 1, ABOVE: -1}), Linear.number(0))
    flat = Share(Linear.unknown(AT), Linear.number(0))
    return Span(_times(tilt + (-flat), weight), _times(tilt + flat, weight))


def _contains_zero(span: Span) -> Formula:
    return All((_sign_formula("≤", span.low.cleared()), _sign_formula("≥", span.high.cleared())))


def _split_difference(node: Term, index: str, sign: str) -> tuple[Term, Term, str]:
    """``y_i − c > 0`` as ``y_i > c``."""
    if node.head != "add" or len(node.arguments) != 2:
        raise NotCounting
    plus, minus = node.arguments if node.arguments[1].head == "negate" else node.arguments[::-1]
    if minus.head != "negate":
        raise NotCounting
    if index in plus.free:
        return plus, minus.arguments[0], sign
    return minus.arguments[0], plus, _MIRRORED[sign]
