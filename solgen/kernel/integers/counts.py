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

from dataclasses import dataclass, field

from solgen.kernel.integers.formulas import (
    FALSE,
    TRUE,
    All,
    Any,
    Formula,
    at_least,
    negation,
    same_truth,
)
from solgen.kernel.integers.linear import Linear
from solgen.kernel.integers.shares import (
    COUNTED,
    MIRRORED,
    TOTAL,
    Choice,
    NotCounting,
    Places,
    Share,
    Span,
    absolute_share,
    beside,
    combine,
    contains_zero,
    expect_positive,
    is_zero,
    plain,
    plain_share,
    share_over,
    share_times,
    sign_formula,
    single,
    subdifferential,
)
from solgen.kernel.unfold import instantiate
from solgen.notation.context import Context, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, number


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
        if sign not in MIRRORED:
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
                All((guard, other_guard, sign_formula(sign, (value + (-other)).cleared())))
                for guard, value in left
                for other_guard, other in right
            )
        )

    # numbers

    def number(self, node: Term) -> Choice:  # noqa: C901, PLR0912 -- a line a head
        """A number by cases. Raises NotCounting."""
        if node is self.size_term:
            return plain(TOTAL)
        match node.head:
            case "number":
                return plain(Linear.number(int(str(node.data))))
            case "name":
                return self._named(node)
            case "add":
                total = self.number(node.arguments[0])
                for argument in node.arguments[1:]:
                    total = combine(total, self.number(argument), lambda a, b: a + b)
                return total
            case "negate":
                return [(guard, -value) for guard, value in self.number(node.arguments[0])]
            case "multiply":
                total = self.number(node.arguments[0])
                for argument in node.arguments[1:]:
                    total = combine(total, self.number(argument), share_times)
                return total
            case "divide":
                top, bottom = (self.number(argument) for argument in node.arguments)
                return combine(top, bottom, share_over)
            case "absolute":
                return absolute_share(self.number(node.arguments[0]))
            case "cardinality":
                return plain(self.size(node.arguments[0]))
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
        return plain(Linear.unknown(latex))

    def _indices(self) -> set[str]:
        return {ranged.index for declaration in self.context.declarations for ranged in declaration.indices}

    def _sum_over(self, node: Term) -> Choice:
        bound, within, body = node.arguments
        if str(bound.data) in body.free:
            raise NotCounting
        size = plain(self.size(within))
        return combine(size, self.number(body), share_times)

    def _sum(self, node: Term) -> Choice:
        """``Σ_{i=1}^{n} constant``, over the whole sample."""
        bound, low, high, body = node.arguments
        if low is not number(1) or str(bound.data) in body.free or not self._is_sample_size(high):
            raise NotCounting
        return combine(plain(TOTAL), self.number(body), share_times)

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
        if condition.head != "relation" or condition.data not in COUNTED:
            raise NotCounting
        left, right = condition.arguments
        sign = str(condition.data)
        if index not in left.free:
            left, right, sign = right, left, MIRRORED[sign]
        if right is number(0):
            left, right, sign = _split_difference(left, index, sign)
        self._learn_sample(left, index)
        self._learn_point(right)
        return COUNTED[sign]

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
        if len(found) != 1 or not is_zero(found[0][1].part):
            raise NotCounting
        place = found[0][1].whole
        self.needed += [at_least(place, Linear.number(1)), at_least(TOTAL, place)]
        return place

    def _order_relation(self, sign: str, left: Term, right: Term) -> Formula | None:
        if right.head == "order_statistic" and left.head != "order_statistic":
            left, right, sign = right, left, MIRRORED[sign]
        if left.head != "order_statistic" or right.head == "order_statistic":
            return None
        place = self.place(left)
        self._learn_point(right)
        return beside(sign, place)

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
                return Places(beside("=", place))
            case "order_statistic":
                return Places(beside("=", self.place(node)))
            case "arg_min":
                weight = self._absolute_loss(node.arguments[1], node.arguments[0])
                return Places(contains_zero(subdifferential(weight)))
            case "apply" if node.arguments[0].head == "subdifferential" and len(node.arguments) == 2:
                return self._subdifferential_at(node)
            case "add" | "multiply" | "negate" | "divide":
                return self._arithmetic(node)
        raise NotCounting

    def _interval(self, node: Term) -> Span | Places:
        low, high = node.arguments
        if low.head == high.head == "order_statistic":
            first, last = self.place(low), self.place(high)
            return Places(All((beside("≤", first), beside("≥", last))))
        ends = self.number(low), self.number(high)
        if len(ends[0]) != 1 or len(ends[1]) != 1:
            raise NotCounting
        span = Span(ends[0][0][1], ends[1][0][1])
        self.needed.append(sign_formula("≥", (span.high + (-span.low)).cleared()))
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
        return subdifferential(weight)

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
        """The same, with the point given. Raises NotCounting where the weight is not seen to be positive."""
        factors = list(body.arguments) if body.head == "multiply" else [body]
        sums = [factor for factor in factors if factor.head == "sum"]
        if len(sums) == 1:
            self._expect_sizes(sums[0], point)
            weight = plain(Linear.number(1))
            for factor in factors:
                if factor is not sums[0]:
                    weight = combine(weight, self.number(factor), share_times)
        elif body.head == "divide":
            above, below = body.arguments
            weight = combine(plain_share(self._weight(above, point)), self.number(below), share_over)
        else:
            raise NotCounting
        found = single(weight)
        expect_positive(found)
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
                    shift = shift + single(self.number(argument))
            return Span(inner.low + shift, inner.high + shift)
        if node.head == "divide" and node.arguments[0] is not sets[0]:
            raise NotCounting
        combine = share_over if node.head == "divide" else share_times
        low, high = inner.low, inner.high
        for argument in node.arguments:
            if argument is not sets[0]:
                factor = single(self.number(argument))
                expect_positive(factor)
                low, high = combine(low, factor), combine(high, factor)
        return Span(low, high)


def _split_difference(node: Term, index: str, sign: str) -> tuple[Term, Term, str]:
    """``y_i − c > 0`` as ``y_i > c``."""
    if node.head != "add" or len(node.arguments) != 2:
        raise NotCounting
    plus, minus = node.arguments if node.arguments[1].head == "negate" else node.arguments[::-1]
    if minus.head != "negate":
        raise NotCounting
    if index in plus.free:
        return plus, minus.arguments[0], sign
    return minus.arguments[0], plus, MIRRORED[sign]
