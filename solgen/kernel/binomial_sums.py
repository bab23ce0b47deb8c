r"""Sums of binomial coefficients over a whole row: the binomial theorem, its moments, Vandermonde's convolution.

Rule: for integers ``n >= 0`` and ``j >= 0``, ``sum_k C(n, k) k (k-1) ... (k-j+1) x^k y^{n-k}`` over k from 0 to n is
``n (n-1) ... (n-j+1) x^j (x + y)^{n-j}``, and ``sum_k C(n, k) C(m, k) = C(n + m, n)``. A body that is C(n, k) times a
polynomial in k times powers ``b^{a k + r}`` is a combination of such; a sum from 1 on is the whole sum without its
first term. The claim with every such sum closed is proved by normal form; the claim as it stands is carried over too,
so that whatever must exist is asked for (``x^0`` does not exist at x = 0). ``0^n`` is 0 for n >= 1; where n may be
0, or less than j, the normal form asks that ``x + y`` does not vanish. Budget: polynomials of degree ``_DEGREE`` in k.
Source: Graham, Knuth and Patashnik, Concrete Mathematics, 5.1 and 5.2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.field.translate import translate
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, multiply, number, term

MECHANISM: Final = "binomial sums"
_DEGREE: Final = 4
_ONE: Final = number(1)


def attempt(claim: Claim) -> Finding | None:
    """Prove ``left = right`` with a sum over a row of binomial coefficients; None for anything else."""
    if claim.relation != "=":
        return None
    try:
        sides = [unfold(side, claim.context) for side in (claim.left, claim.right)]
    except BudgetExhausted:
        return None
    closed = [_closed(side, claim.context) for side in sides]
    if closed == sides:
        return None
    terms = (*sides, *closed)
    for hypotheses in (False, True) if claim.context.hypotheses else (False,):
        try:
            proof = attempted(claim.context, terms, lambda scope: _equal(scope, sides, closed), hypotheses=hypotheses)
        except (Undefined, Unsupported, BudgetExhausted):
            continue
        if proof is not None:
            return proof
    return None


def _equal(scope: Scope, sides: list[Term], closed: list[Term]) -> Proof | None:
    for side in sides:
        translate(scope, side)
    first, second = (translate(scope, side) for side in closed)
    return proof_from(scope, first, second, mechanism=MECHANISM) if (first - second).is_zero else None


def _closed(node: Term, context: Context) -> Term:
    """``node`` with every sum over a row in its closed form."""
    if node.head == "sum":
        found = _row(node, context)
        if found is not None:
            return found
    if not node.arguments:
        return node
    return term(node.head, [_closed(argument, context) for argument in node.arguments], node.data)


def _row(node: Term, context: Context) -> Term | None:
    bound, low, high, body = node.arguments
    if low.head != "number" or low.data not in (0, 1) or not _is_count(high, context) or bound is high:
        return None
    parts = _Parts(str(bound.data), high)
    if not parts.take(body) or parts.rows == 0:
        return None
    whole = parts.total(_is_positive(high, context))
    if whole is None or low.data == 0:
        return whole
    first = substitute(body, {str(bound.data): number(0)})
    return add(whole, term("negate", [first]))


def _is_count(node: Term, context: Context) -> bool:
    declaration = context.declaration(str(node.data)) if node.head == "name" else None
    if declaration is None or declaration.indices or declaration.shape:
        return False
    return declaration.kind is Kind.SIZE or (
        declaration.kind is Kind.INTEGER and (declaration.has("nonnegative") or declaration.has("positive"))
    )


def _is_positive(node: Term, context: Context) -> bool:
    declaration = context.declaration(str(node.data))
    return declaration is not None and (declaration.kind is Kind.SIZE or declaration.has("positive"))


@dataclass
class _Parts:
    """The factors of a body: rows, a polynomial in the bound name, powers, and what is free of it."""

    bound: str
    high: Term
    rows: int = 0
    other: Term | None = None
    """m of a second binomial coefficient ``C(m, k)``."""
    polynomial: list[Term] = field(default_factory=lambda: [_ONE])
    free: list[Term] = field(default_factory=list)
    up: list[Term] = field(default_factory=list)
    """Bases b of ``b^{a k}``, as ``b^a``: their product is x."""
    down: list[Term] = field(default_factory=list)
    """Bases of ``b^{n-k}``: their product is y."""

    def take(self, node: Term) -> bool:
        """Take a factor in; False where it is of no known kind."""
        if self.bound not in node.free:
            self.free.append(node)
        elif node.head == "multiply":
            return all(self.take(factor) for factor in node.arguments)
        elif node.head == "binomial":
            return self._take_row(node)
        elif node.head == "negate":
            self.free.append(number(-1))
            return self.take(node.arguments[0])
        elif node.head == "divide" and self.bound not in node.arguments[1].free:
            self.free.append(term("divide", [_ONE, node.arguments[1]]))
            return self.take(node.arguments[0])
        elif node.head == "power" and self.bound not in node.arguments[0].free:
            return self._take_power(*node.arguments)
        elif node.head == "power" and node.arguments[0].head == "binomial" and node.arguments[1] is number(2):
            return self.take(node.arguments[0]) and self.take(node.arguments[0])
        else:
            return self._take_polynomial(node)
        return True

    def _take_row(self, node: Term) -> bool:
        upper, lower = node.arguments
        own = lower.head == "name" and lower.data == self.bound
        if not own and not (upper is self.high and self._is_rest(lower)):
            return False
        if upper is self.high and self.rows == 0:
            self.rows = 1
            return True
        if self.other is None and own and self.bound not in upper.free:
            self.other = upper
            return True
        return False

    def _is_rest(self, node: Term) -> bool:
        """Whether this is ``n - k``."""
        if node.head != "add" or len(node.arguments) != 2:
            return False
        first, second = node.arguments
        return (
            first is self.high
            and second.head == "negate"
            and second.arguments[0].head == "name"
            and second.arguments[0].data == self.bound
        )

    def _take_power(self, base: Term, exponent: Term) -> bool:
        if self._is_rest(exponent):
            self.down.append(base)
            return True
        linear = _polynomial(exponent, self.bound)
        if linear is None or len(linear) != 2:
            return False
        rest, slope = linear
        self.up.append(base if slope is _ONE else term("power", [base, slope]))
        if rest is not number(0):
            self.free.append(term("power", [base, rest]))
        return True

    def _take_polynomial(self, node: Term) -> bool:
        found = _polynomial(node, self.bound)
        if found is None:
            return False
        self.polynomial = _product(self.polynomial, found)
        return len(self.polynomial) <= _DEGREE + 1

    def total(self, positive: bool) -> Term | None:  # noqa: FBT001 -- one fact about n
        """The closed form; None where there is none of these kinds."""
        if self.other is not None:
            if len(self.polynomial) > 1 or self.up or self.down:
                return None
            row = term("binomial", [add(self.high, self.other), self.high])
            return multiply(*self.free, *self.polynomial, row)
        x, y = _multiplied(self.up), _multiplied(self.down)
        vanishing = x is number(-1) and y is _ONE
        if vanishing:
            return number(0) if positive and len(self.polynomial) == 1 else None
        summands = []
        for j, coefficient in enumerate(_falling(self.polynomial)):
            if coefficient is number(0):
                continue
            below = [add(self.high, number(-step)) if step else self.high for step in range(j)]
            left = add(self.high, number(-j)) if j else self.high
            summands.append(
                multiply(coefficient, *below, *([x] * j), term("power", [add(x, y), left])),
            )
        return multiply(*self.free, add(*summands)) if summands else number(0)


def _multiplied(bases: list[Term]) -> Term:
    if len(bases) == 1 and bases[0].head == "negate" and bases[0].arguments[0] is _ONE:
        return number(-1)
    return multiply(*bases) if bases else _ONE


def _polynomial(node: Term, bound: str) -> list[Term] | None:  # noqa: C901 -- a case a head
    """Coefficients by powers of the bound name, from the power 0; None where it is no such polynomial."""
    if bound not in node.free:
        return [node]
    if node.head == "name":
        return [number(0), _ONE]
    parts = [_polynomial(argument, bound) for argument in node.arguments]
    if node.head == "power":
        base, exponent = parts[0], node.arguments[1]
        if base is None or exponent.head != "number" or not 0 <= int(str(exponent.data)) <= _DEGREE:
            return None
        result = [_ONE]
        for _ in range(int(str(exponent.data))):
            result = _product(result, base)
        return result
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if node.head == "add":
        size = max(len(part) for part in known)
        return [_sum([part[j] for part in known if j < len(part)]) for j in range(size)]
    if node.head == "negate":
        return [term("negate", [coefficient]) for coefficient in known[0]]
    if node.head == "multiply":
        result = [_ONE]
        for part in known:
            result = _product(result, part)
        return result
    return None


def _product(left: list[Term], right: list[Term]) -> list[Term]:
    result: list[list[Term]] = [[] for _ in range(len(left) + len(right) - 1)]
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            result[i + j].append(_times(one, other))
    return [_sum(parts) for parts in result]


def _times(one: Term, other: Term) -> Term:
    if number(0) in (one, other):
        return number(0)
    if one is _ONE:
        return other
    return one if other is _ONE else multiply(one, other)


def _sum(parts: list[Term]) -> Term:
    kept = [part for part in parts if part is not number(0)]
    return add(*kept) if kept else number(0)


def _falling(coefficients: list[Term]) -> list[Term]:
    """The same polynomial in falling powers, by Stirling numbers of the second kind."""
    size = len(coefficients)
    result: list[list[Term]] = [[] for _ in range(size)]
    row = [1]
    for degree in range(size):
        for j, weight in enumerate(row):
            if weight:
                result[j].append(_times(number(weight), coefficients[degree]))
        row = [(row[j - 1] if j else 0) + j * (row[j] if j < len(row) else 0) for j in range(len(row) + 1)]
    return [_sum(parts) for parts in result]
