"""Sums and products up to a size n, by induction on n.

Rule: if a claim holds at the least value of n, and at n + 1 wherever it holds at n, it holds for every n. Of a sum up
to n only ``S(n + 1) = S(n) + f(n + 1)`` is used, of a product ``P(n + 1) = P(n) f(n + 1)``, with a fresh real number in
the place of ``S(n)``; so what is shown holds for these sums in particular. The step is shown in one of two ways: one
side is such a sum or product, and the claim at n, which says what it is, is put into the claim at n + 1; or the
difference of the two sides is the same at n and at n + 1. Both are equalities of the field, which also shows that all
terms exist: the terms f exist from the first to f(n + 1) because base and steps together contain each of them.

Of the names in the claim, no declaration but that of n and of samples y_1, ..., y_n, which are taken for sequences
(``sequences``), and no hypothesis but one that every n from the least on meets, may speak of n, and a side condition
may neither: it would have to hold at all smaller values too. Sums are counted from their end where that frees their
terms of n (``turned_sums``). A product of factors that are positive is positive.
Budget: ``_TERMS`` new terms a step, ``_SUMS`` sums.
Source: Peano's axiom; Graham, Knuth and Patashnik, Concrete Mathematics, 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof
from solgen.kernel.equalities import prove_equal
from solgen.kernel.field.known_signs import literal
from solgen.kernel.inequalities import prove_order
from solgen.kernel.integers.whole_numbers import NotLinear, linear_form
from solgen.kernel.linked_names import linked, mentioned
from solgen.kernel.sequences import is_sequence, lengthened
from solgen.kernel.turned_sums import turned
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.substitution import fresh_name, substitute
from solgen.notation.terms import Term, add, multiply, name, number, term

Sides = tuple[Term, Term]
MECHANISM: Final = "induction"
_TERMS: Final = 4
_SUMS: Final = 6
_FROM: Final = frozenset({"≥", ">", "≤", "<"})
_OPERATORS: Final = {"sum": add, "product": multiply}
_BY_VALUE: Final = frozenset({"add", "negate", "multiply", "divide", "power", "root", "absolute"})
"""Heads whose value depends on the values of their arguments only; a derivative's, say, does not."""


def attempt(claim: Claim) -> Finding | None:
    """Prove ``left = right`` between scalars with a sum or product up to a size; None for anything else."""
    if claim.relation != "=":
        return None
    try:
        sides = (unfold(claim.left, claim.context), unfold(claim.right, claim.context))
    except BudgetExhausted:
        return None
    for named, least in sizes(claim.context, sides):
        proof = _Induction(claim, (turned(sides[0], named), turned(sides[1], named)), named, least).proof()
        if proof is not None:
            return proof
    return None


def sizes(context: Context, sides: Sides, *, anywhere: bool = False) -> Iterator[tuple[str, int]]:
    """Names to do induction on, each with its least value: in bounds of sums and products, or anywhere."""
    free = sides[0].free | sides[1].free
    bounds = frozenset().union(
        *(node.arguments[2].free for side in sides for node in side.walk() if node.head in _OPERATORS)
    )
    near = linked(context, free)
    for declaration in context.declarations:
        named = declaration.name
        least = _least(declaration)
        if least is None or named not in (free if anywhere else bounds & free) or context.definition(named) is not None:
            continue
        others = (other for other in context.declarations if other.name != named and other.name in near)
        if not any(named in mentioned(other) and not is_sequence(other) for other in others) and not any(
            named in linked(context, hypothesis.free) and not _holds_from(hypothesis, named, least)
            for hypothesis in context.hypotheses
        ):
            yield named, least


def _holds_from(hypothesis: Term, named: str, least: int) -> bool:
    """Whether it is ``n >= c`` with a number c that no value of n is below, so that it says nothing more of n."""
    if hypothesis.head != "relation" or hypothesis.data not in _FROM:
        return False
    left, right = hypothesis.arguments if hypothesis.data in ("≥", ">") else hypothesis.arguments[::-1]
    if left is not name(named) or right.head != "number":
        return False
    return int(str(right.data)) <= least - (1 if hypothesis.data in (">", "<") else 0)


def _least(declaration: Declaration) -> int | None:
    """The least value of a name that takes every integer from there on; None for any other name."""
    if declaration.indices or declaration.shape:
        return None
    if declaration.kind is Kind.SIZE and not declaration.properties:
        return 1
    if declaration.kind not in (Kind.INTEGER, Kind.SIZE) or len(declaration.properties) != 1:
        return None
    (declared,) = declaration.properties
    if declared.word in ("nonnegative", "positive"):
        return 0 if declared.word == "nonnegative" and declaration.kind is Kind.INTEGER else 1
    value = literal(declared.terms[0]) if declared.word == "at least" and declared.terms else None
    if value is None or value.q != 1:
        return None
    return int(value.p) if declaration.kind is Kind.INTEGER else max(1, int(value.p))


@dataclass
class _Induction:
    """One claim, one name."""

    claim: Claim
    sides: Sides
    named: str
    least: int
    context: Context = field(default_factory=Context)
    """The claim's, with sequences for samples whose length is n."""
    before: dict[Term, Term] = field(default_factory=dict)
    """Sums and products up to n, each with the fresh name of its value."""
    after: dict[Term, Term] = field(default_factory=dict)
    """The same, each with its value at n + 1 in terms of the one at n."""

    def proof(self) -> Proof | None:
        """Base and step, or None."""
        if not self._opened():
            return None
        sequences = lengthened(self.claim.context, self.sides, self.named)
        if sequences is None:
            return None
        self.context = sequences
        start = {self.named: number(self.least)}
        base = self._equal(_both(self.sides, start), self.context)
        if base is None:
            return None
        step = self._step()
        if step is None:
            return None
        assumed = tuple(sorted({*base.assumed, *step.assumed}))
        conditions = tuple(dict.fromkeys((*base.conditions, *step.conditions)))
        evidence = (("base", f"{self.named} = {self.least}"), *step.evidence)
        return Proof(
            MECHANISM, range=f"for all {self.named}", conditions=conditions, assumed=assumed, evidence=evidence
        )

    def _opened(self) -> bool:
        """Whether every sum and product that depends on n only does so by its upper bound."""
        taken = set(self.sides[0].free | self.sides[1].free | {d.name for d in self.claim.context.declarations})
        for side in self.sides:
            for node in _outermost(side, self.named):
                bound, low, high, body = node.arguments
                slope = _slope(high, self.named, self.claim.context)
                if self.named in low.free or self.named in body.free or not 1 <= slope <= _TERMS:
                    return False
                if node in self.before:
                    continue
                fresh = fresh_name("S", taken)
                taken.add(fresh)
                new = [substitute(body, {str(bound.data): add(high, number(more))}) for more in range(1, slope + 1)]
                self.before[node] = name(fresh)
                self.after[node] = _OPERATORS[node.head](name(fresh), *new)
        return 0 < len(self.before) <= _SUMS

    def _step(self) -> Proof | None:
        context = self.context.with_declarations(
            *(self._declared(node, str(fresh.data)) for node, fresh in self.before.items())
        )
        left, right = (_exchanged(side, self.before, self.named) for side in self.sides)
        now = (left, right)
        following = _both(now, {self.named: add(name(self.named), number(1))})
        following = _both(following, {str(self.before[node].data): self.after[node] for node in self.before})
        for own, other in ((0, 1), (1, 0)):
            alone = now[own]
            if alone in self.before.values() and str(alone.data) not in now[other].free:
                known = {str(alone.data): now[other]}
                proof = self._equal(_both(following, known), context)
                if proof is not None:
                    return proof
        return self._equal((_difference(following), _difference(now)), context)

    def _declared(self, node: Term, fresh: str) -> Declaration:
        """A real number; a positive one in the place of a product of positive factors."""
        if node.head == "product":
            bound, low, high, body = node.arguments
            factor = fresh_name("k", {declaration.name for declaration in self.context.declarations} | body.free)
            index = Declaration(
                factor, Kind.INTEGER, properties=(Property("at least", (low,)), Property("at most", (high,)))
            )
            every = Claim(self.context.with_declarations(index), body, ">", number(0))
            relation = (substitute(body, {str(bound.data): name(factor)}), ">", number(0))
            if isinstance(prove_order(every, [relation]), Proof):
                return Declaration(fresh, Kind.REAL, properties=(Property("positive"),))
        return Declaration(fresh, Kind.REAL)

    def _equal(self, sides: Sides, context: Context) -> Proof | None:
        """A Proof whose conditions speak neither of n nor of a fresh name."""
        finding = prove_equal(Claim(context, sides[0], "=", sides[1]), *sides)
        if not isinstance(finding, Proof):
            return None
        fresh = {str(value.data) for value in self.before.values()} | {self.named}
        return finding if all(fresh.isdisjoint(condition.free) for condition in finding.conditions) else None


def _slope(node: Term, named: str, context: Context) -> int:
    """By how much an upper bound grows when n grows by 1; 0 where it is no linear form with integer coefficients."""
    try:
        coefficients = dict(linear_form(node, context).coefficients)
    except NotLinear:
        return 0
    slope = coefficients.get(named, Fraction(0))
    return int(slope) if slope.denominator == 1 else 0


def _outermost(node: Term, named: str) -> Iterator[Term]:
    """Sums and products that mention n and count by their value alone."""
    if named not in node.free:
        return
    if node.head in _OPERATORS:
        yield node
    elif _counts_by_value(node):
        for argument in node.arguments:
            yield from _outermost(argument, named)


def _counts_by_value(node: Term) -> bool:
    return node.head in _BY_VALUE or (node.head == "apply" and node.arguments[0].head == "builtin")


def _exchanged(node: Term, values: Mapping[Term, Term], named: str) -> Term:
    """``node`` with its outermost sums and products up to n replaced by their values."""
    if named not in node.free:
        return node
    if node.head in _OPERATORS:
        return values[node]
    if not _counts_by_value(node):
        return node
    return term(node.head, [_exchanged(argument, values, named) for argument in node.arguments], node.data)


def _both(sides: Sides, mapping: Mapping[str, Term]) -> Sides:
    return substitute(sides[0], mapping), substitute(sides[1], mapping)


def _difference(sides: Sides) -> Term:
    return add(sides[0], term("negate", [sides[1]]))
