"""Derivatives as a student takes them, with one rule broken: term by term, from the outside in.

``mistaken`` differentiates with one slip at one opportunity after the other. The results need not be simple and are
never trusted: they only lead to candidates. Not every expression can be differentiated here; then there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.mistakes.pieces import ONE, TWO, negated, power, product, quotient, total
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context
from solgen.notation.substitution import fresh_name, rename_bound, substitute
from solgen.notation.terms import Term, TermTooDeep, builtin, constant, name, number, term

ZERO: Final = number(0)
_E: Final = constant("e")
_MOST_OPPORTUNITIES: Final = 8
_EVERYWHERE: Final = -1


class CannotDifferentiate(Exception):  # noqa: N818 -- there is no candidate then, and nothing is wrong
    """No rule for this expression."""


def mistaken(body: Term, by: Term, context: Context, slip: str) -> Iterator[Term]:
    """The derivative of ``body`` by a name or a component, with the slip at one opportunity, then at all."""
    try:
        plain = _unfolded(body, by, context)
    except (BudgetExhausted, ValueError):
        return
    count = 0
    seen: set[Term] = set()
    for target in [*range(_MOST_OPPORTUNITIES), _EVERYWHERE]:
        if target != _EVERYWHERE and target > count:
            continue
        work = _Differentiation(by, context, slip, target)
        try:
            result = work.derivative(plain)
        except (CannotDifferentiate, ValueError):
            return
        count = work.met
        if work.slipped and result not in seen:
            seen.add(result)
            yield result


def derivative(body: Term, by: Term, context: Context) -> Term:
    """The derivative of ``body`` by a name or a component. Raises CannotDifferentiate."""
    try:
        return _Differentiation(by, context, "", 0).derivative(_unfolded(body, by, context))
    except (BudgetExhausted, ValueError, TermTooDeep) as error:
        raise CannotDifferentiate from error


def _unfolded(body: Term, by: Term, context: Context) -> Term:
    """Definitions put in down to the name by which is differentiated; functions stay, for the chain rule."""
    functions = {
        definition.name
        for definition in context.definitions
        if definition.target.head == "apply" and len(definition.parameters) == 1
        and definition.body.free <= {definition.parameters[0]}
    }  # fmt: skip
    return unfold(body, context, frozenset({_base(by), *functions}))


def _base(by: Term) -> str:
    return str((by if by.head == "name" else by.arguments[0]).data)


class _Differentiation:
    """One run: counts the opportunities for the slip and takes the one that is asked for."""

    def __init__(self, by: Term, context: Context, slip: str, target: int) -> None:
        self.by = by
        self.context = context
        self.slip = slip
        self.target = target
        self.met = 0
        self.slipped = False

    def _slips(self, slip: str) -> bool:
        if slip != self.slip:
            return False
        chosen = self.target in (self.met, _EVERYWHERE)
        self.met += 1
        self.slipped = self.slipped or chosen
        return chosen

    def derivative(self, node: Term) -> Term:
        """The derivative. Raises CannotDifferentiate."""
        if node is self.by:
            return ONE
        if not self._depends(node):
            return ZERO
        rule = _RULES.get(node.head)
        if rule is None:
            raise CannotDifferentiate
        return rule(self, node)

    def _depends(self, node: Term) -> bool:
        if self.by.head == "name":
            return str(self.by.data) in node.free
        return any(_same_family(inner, self.by) for inner in node.walk())

    def chain(self, outer: Term, inner: Term) -> Term:
        """``outer' * inner'``: the outer derivative, taken at the inner function, times the inner one."""
        below = self.derivative(inner)
        if below not in (ONE, negated(ONE)) and self._slips("inner"):
            return outer
        return _times(outer, below)

    def sum(self, node: Term) -> Term:
        parts = [self.derivative(part) for part in node.arguments]
        if sum(part is not ZERO for part in parts) < 2:
            return _plus(parts)
        return _plus([part for part in parts if part is ZERO or not self._slips("sum-term")])

    def negative(self, node: Term) -> Term:
        return _minus(self.derivative(node.arguments[0]))

    def product(self, node: Term) -> Term:
        parts = node.arguments
        depending = [place for place, part in enumerate(parts) if self._depends(part)]
        if len(depending) == 1:
            place = depending[0]
            return _times(*parts[:place], self.derivative(parts[place]), *parts[place + 1 :])
        derivatives = {place: self.derivative(parts[place]) for place in depending}
        if self._slips("product"):
            return _times(*(derivatives.get(place, part) for place, part in enumerate(parts)))
        terms = [
            _times(*parts[:place], derivatives[place], *parts[place + 1 :])
            for place in depending
            if not self._slips("product-term")
        ]
        return _plus(terms)

    def quotient(self, node: Term) -> Term:
        top, bottom = node.arguments
        if not self._depends(bottom):
            return _over(self.derivative(top), bottom)
        above = self.derivative(top)
        below = self.derivative(bottom)
        if above is not ZERO and self._slips("quotient"):
            return _over(above, below)
        square = power(bottom, TWO)
        first, second = _times(above, bottom), _times(top, below)
        if self._slips("quotient-square"):
            square = bottom
        if above is not ZERO and self._slips("quotient-sign"):
            return _over(_plus([second, _minus(first)]), square)
        if top is ONE and self._slips("inner"):
            return _minus(_over(ONE, square))
        return _over(_plus([first, _minus(second)]), square)

    def power(self, node: Term) -> Term:
        base, exponent = node.arguments
        if not self._depends(exponent):
            if self._slips("power"):
                return self.chain(_times(exponent, node), base)
            return self.chain(_times(exponent, power(base, _less(exponent))), base)
        if base is not _E or self._depends(base):
            raise CannotDifferentiate
        if self._slips("power-for-exponential"):
            return _times(exponent, power(base, _less(exponent)))
        return self.chain(node, exponent)

    def root(self, node: Term) -> Term:
        inner, degree = node.arguments
        if degree is not TWO:
            raise CannotDifferentiate
        return self.chain(_over(ONE, product([TWO, node])), inner)

    def apply(self, node: Term) -> Term:
        function, argument, *more = node.arguments
        if more:
            raise CannotDifferentiate
        place = node if self._slips("output") else argument
        if function.head == "builtin":
            table = _TABLE.get(str(function.data))
            if table is None:
                raise CannotDifferentiate
            right, wrong = table
            outer = wrong if wrong is not None and self._slips("table") else right
            return self.chain(substitute(outer, {"u": place}), argument)
        definition = self.context.definition(str(function.data)) if function.head == "name" else None
        if definition is not None:
            parameter = definition.parameters[0]
            inner = derivative(definition.body, name(parameter), self.context)
            return self.chain(substitute(inner, {parameter: place}), argument)
        order, bare = (int(str(function.data)), function.arguments[0]) if function.head == "prime" else (0, function)
        if bare.head != "name" or self._depends(function):
            raise CannotDifferentiate
        return self.chain(term("apply", [term("prime", [bare], order + 1), place]), argument)

    def big_sum(self, node: Term) -> Term:
        bound = str(node.arguments[0].data)
        if bound in self.by.free:
            node = rename_bound(node, fresh_name(bound, node.free | self.by.free | {bound}))
            bound = str(node.arguments[0].data)
        _, low, high, body = node.arguments
        if self._depends(low) or self._depends(high):
            raise CannotDifferentiate
        found = self._chosen(bound, body)
        if found is None:
            return _summed(node, self.derivative(body))
        alone = self.derivative(substitute(body, {bound: found}))
        if self._slips("multiple"):
            return _times(high, alone)
        return alone

    def _chosen(self, bound: str, body: Term) -> Term | None:
        """The one value of a sum's index whose term depends on the component; None where the index plays no part."""
        if self.by.head != "index":
            return None
        values: set[Term | None] = set()
        for inner in body.walk():
            if _same_family(inner, self.by):
                places = [place for place, index in enumerate(inner.arguments) if place and index is name(bound)]
                values.add(self.by.arguments[places[0]] if places else None)
        if len(values) > 1:
            raise CannotDifferentiate
        return values.pop() if values else None


def _same_family(node: Term, by: Term) -> bool:
    return node.head == "index" and node.arguments[0] is by.arguments[0] and len(node.arguments) == len(by.arguments)


def _component(work: _Differentiation, node: Term) -> Term:
    if _same_family(node, work.by):
        raise CannotDifferentiate  # another component than the one by which is differentiated, as far as one can see
    return ZERO


def _less(exponent: Term) -> Term:
    if exponent.head == "number" and isinstance(exponent.data, int):
        return number(exponent.data - 1)
    return total([exponent, negated(ONE)])


def _times(*parts: Term) -> Term:
    return ZERO if ZERO in parts else product(parts)


def _plus(parts: list[Term]) -> Term:
    kept = [part for part in parts if part is not ZERO]
    return total(kept) if kept else ZERO


def _minus(node: Term) -> Term:
    return ZERO if node is ZERO else negated(node)


def _over(top: Term, bottom: Term) -> Term:
    return ZERO if top is ZERO else quotient(top, bottom)


def _summed(node: Term, body: Term) -> Term:
    return ZERO if body is ZERO else term("sum", [*node.arguments[:3], body])


def _of_u(word: str) -> Term:
    return term("apply", [builtin(word), name("u")])


_U: Final = name("u")
_TABLE: Final[dict[str, tuple[Term, Term | None]]] = {
    "exp": (_of_u("exp"), None),
    "ln": (quotient(ONE, _U), _of_u("ln")),
    "sin": (_of_u("cos"), negated(_of_u("cos"))),
    "cos": (negated(_of_u("sin")), _of_u("sin")),
    "tan": (quotient(ONE, power(_of_u("cos"), TWO)), quotient(ONE, power(_of_u("sin"), TWO))),
    "sinh": (_of_u("cosh"), negated(_of_u("cosh"))),
    "cosh": (_of_u("sinh"), negated(_of_u("sinh"))),
    "tanh": (
        total([ONE, negated(power(_of_u("tanh"), TWO))]),
        product([_of_u("tanh"), total([ONE, negated(_of_u("tanh"))])]),
    ),
    "arctan": (quotient(ONE, total([ONE, power(_U, TWO)])), None),
}
"""The derivative of each function at u, and the one with which it is mixed up."""

_RULES: Final = {
    "add": _Differentiation.sum,
    "negate": _Differentiation.negative,
    "multiply": _Differentiation.product,
    "divide": _Differentiation.quotient,
    "power": _Differentiation.power,
    "root": _Differentiation.root,
    "apply": _Differentiation.apply,
    "sum": _Differentiation.big_sum,
    "index": _component,
}
