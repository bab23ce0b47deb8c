"""A claim's surroundings made ready: index names, facts, equations of the hypotheses, the size of the field.

An undeclared name that stands alone as an index (``y_i``) is an integer in the range for which the component is
declared: at other values the formula says nothing. Hypotheses that are order relations become facts, equations
``name = expression`` become replacements; names that any other hypothesis mentions are *pinned*, that is, a
nowhere-dense exception in them could be all there is. The attempt is repeated with more generators or finer
exponents as needed; sizes are the stated budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

import solgen.kernel.derivatives_of_terms
import solgen.kernel.limits  # noqa: F401 -- both add their rules to the translation
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.domains import settle
from solgen.kernel.exponentials import Refinement
from solgen.kernel.fractions import Element, Field
from solgen.kernel.scope import Fact, Scope, Undefined, Unsupported
from solgen.kernel.signs import sign
from solgen.kernel.translate import translate
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, IndexRange, Kind
from solgen.notation.terms import BINDERS, Term, number

SIZES: Final = (16, 32, 64)
_TRIES: Final = 8
Result = TypeVar("Result")
_FIXABLE: Final = frozenset({"sum", "component", "function", "order"})
_ORDER: Final = frozenset({"<", "≤", ">", "≥"})


def attempted(
    context: Context, terms: tuple[Term, ...], prove: Callable[[Scope], Result], *, hypotheses: bool
) -> Result:
    """``prove`` in a prepared scope. Raises Unsupported, Undefined or BudgetExhausted as it does."""
    granularity: dict[str, int] = {}
    sizes = iter(SIZES[_first_size(context, terms) :])
    size = next(sizes)
    for _ in range(_TRIES):
        try:
            return prove(prepared(context, terms, Field(size), granularity, hypotheses=hypotheses))
        except Refinement as refinement:
            granularity[refinement.label] = refinement.needed
        except BudgetExhausted as exhausted:
            larger = next(sizes, None)
            if larger is None or exhausted.what != "generators":
                raise
            size = larger
        except ZeroDivisionError:
            raise Undefined("a division by zero") from None
    raise BudgetExhausted("beginnings", _TRIES)


def _first_size(context: Context, terms: tuple[Term, ...]) -> int:
    """Which size to begin with: formulas with many sums need more generators than the least."""
    sums = 0
    for node in terms:
        try:
            unfolded = unfold(node, context)
        except BudgetExhausted:
            return len(SIZES) - 1
        sums += sum(2 if inner.head == "derivative" else inner.head == "sum" for inner in unfolded.walk())
    return min(sums // 3, len(SIZES) - 1)


def prepared(
    context: Context, terms: tuple[Term, ...], field: Field, granularity: dict[str, int], *, hypotheses: bool
) -> Scope:
    """A scope in which the terms of a claim can be carried over."""
    scope = Scope(context, field, granularity)
    scope.translate = lambda node: translate(scope, node)
    places = _index_places(context, (*terms, *(context.hypotheses if hypotheses else ())))
    scope.indices = set(places) | _bound_candidates(context, terms)
    statements = list(_statements(context))
    scope.pinned = _pinned(context, statements, hypotheses=hypotheses)
    if hypotheses:
        _take_equations(scope, statements)
    with scope.setting_aside():
        for named, ranges in places.items():
            own = field.generator("name", (named,), (), frozenset({named}))
            for indexed in ranges:
                scope.facts.append(Fact(own - translate(scope, indexed.low), strict=False))
                scope.facts.append(Fact(translate(scope, indexed.high) - own, strict=False))
        if hypotheses:
            _take_facts(scope, statements)
    scope.memo, scope.signs = {}, {}
    scope.settle = settle
    return scope


# -- index names ---------------------------------------------------------------------------------------------------


def _index_places(context: Context, terms: tuple[Term, ...]) -> dict[str, list[IndexRange]]:
    """Undeclared names that stand alone as an index, with the ranges in which they must lie.

    A name that is declared as an index only, and that the claim uses as a number (``2 k - n``), means the same.
    """
    found: dict[str, list[IndexRange]] = {}
    for node in terms:
        try:
            unfolded = unfold(node, context)
        except BudgetExhausted:
            unfolded = node
        for source in {node, unfolded}:
            _collect(context, source, frozenset(), found)
    for named in frozenset().union(*(node.free for node in terms)) - set(found):
        ranges = {
            (indexed.low, indexed.high): indexed
            for declaration in context.declarations
            for indexed in declaration.indices
            if indexed.index == named
        }
        if ranges and not (context.declaration(named) or context.definition(named)):
            found[named] = [*ranges.values()] if len(ranges) == 1 else []
    return found


def _collect(context: Context, node: Term, bound: frozenset[str], found: dict[str, list[IndexRange]]) -> None:
    if node.head in BINDERS:
        bound = bound | {str(node.arguments[0].data)}
    if node.head in ("index", "order_statistic"):
        base = node
        indices: list[Term] = []
        while base.head in ("index", "order_statistic"):
            indices = [*base.arguments[1:], *indices]
            base = base.arguments[0]
        declaration = context.declaration(str(base.data)) if base.head == "name" else None
        ranges: tuple[IndexRange, ...] = ()
        if declaration is not None:
            ranges = (*declaration.indices, *(IndexRange("", number(1), size) for size in declaration.shape))
        for place, index in enumerate(indices):
            named = str(index.data)
            if index.head != "name" or named in bound or context.declaration(named) or context.definition(named):
                continue
            known = found.setdefault(named, [])
            if len(ranges) == len(indices) and all(
                (old.low, old.high) != (ranges[place].low, ranges[place].high) for old in known
            ):
                known.append(ranges[place])
    for argument in node.arguments:
        _collect(context, argument, bound, found)


def _bound_candidates(context: Context, terms: tuple[Term, ...]) -> set[str]:
    """Undeclared names in the bounds of sums: integers as well."""
    found: set[str] = set()
    for node in terms:
        for inner in node.walk():
            if inner.head == "sum":
                for bound in inner.arguments[1:3]:
                    found |= {
                        named for named in bound.free if not (context.declaration(named) or context.definition(named))
                    }
    return found


# -- hypotheses ----------------------------------------------------------------------------------------------------


def _statements(context: Context) -> Iterator[tuple[int, str, Term, Term]]:
    """Each hypothesis as relations between neighbours; a sign ``?`` for what is no relation."""
    for position, hypothesis in enumerate(context.hypotheses):
        stack = [hypothesis]
        while stack:
            node = stack.pop()
            if node.head in ("and", "statements"):
                stack.extend(node.arguments)
            elif node.head == "relation":
                yield position, str(node.data), node.arguments[0], node.arguments[1]
            elif node.head == "chain" and isinstance(node.data, tuple):
                for word, left, right in zip(node.data, node.arguments, node.arguments[1:], strict=False):
                    yield position, str(word), left, right
            else:
                yield position, "?", node, node


def _pinned(context: Context, statements: list[tuple[int, str, Term, Term]], *, hypotheses: bool) -> frozenset[str]:
    """Names that the hypotheses may hold to a set without interior."""
    found: frozenset[str] = frozenset()
    replaced: set[str] = set()
    for _, word, left, right in statements:
        if word in ("<", ">", "≠"):
            continue
        if word == "=" and hypotheses:
            oriented = _oriented(context, left, right, replaced)
            if oriented is not None:
                replaced.add(oriented[0])
                continue
        found = found | left.free | right.free
        for side in (left, right):
            try:
                found = found | unfold(side, context).free
            except BudgetExhausted:
                found = found | frozenset(declaration.name for declaration in context.declarations)
    if replaced & found:
        for _, word, left, right in statements:
            if word == "=":
                found = found | left.free | right.free
    return found


def _oriented(context: Context, left: Term, right: Term, taken: set[str]) -> tuple[str, Term] | None:
    """``name = expression`` either way round, for a declared scalar name that the expression does not contain."""
    for side, other in ((left, right), (right, left)):
        if side.head != "name":
            continue
        named = str(side.data)
        declaration = context.declaration(named)
        if named in taken or declaration is None or context.definition(named) is not None or declaration.indices:
            continue
        if declaration.kind not in (Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY):
            continue
        reach = unfold(other, context).free
        if named not in reach and reach.isdisjoint(taken):
            return named, other
    return None


def _take_equations(scope: Scope, statements: list[tuple[int, str, Term, Term]]) -> None:
    taken: set[str] = set()
    for position, word, left, right in statements:
        if word != "=":
            continue
        oriented = _oriented(scope.context, left, right, taken)
        if oriented is not None:
            named, body = oriented
            if any(named in unfold(other, scope.context).free for other, _ in scope.equations.values()):
                continue
            taken.add(named)
            scope.equations[named] = (body, position)


def _take_facts(scope: Scope, statements: list[tuple[int, str, Term, Term]]) -> None:
    for position, word, left, right in statements:
        if word == "=":
            _take_fixed(scope, position, left, right)
        if word not in _ORDER:
            continue
        try:
            difference = translate(scope, left) - translate(scope, right)
        except (Unsupported, Undefined, ZeroDivisionError):
            continue
        if word in ("<", "≤"):
            difference = -difference
        fact = _tightened(scope, Fact(difference, word in ("<", ">"), position))
        scope.facts.append(fact)
        scope.memo, scope.signs = {}, {}


def _take_fixed(scope: Scope, position: int, left: Term, right: Term) -> None:
    """An equation that is linear in a sum, a component or a function's value says what that is."""
    try:
        difference = translate(scope, left) - translate(scope, right)
    except (Unsupported, Undefined, ZeroDivisionError):
        return
    if not difference.is_polynomial:
        return
    degrees = difference.numerator.degrees()
    if not scope.solved and _solve(scope, position, difference):
        return
    for generator in difference.used:
        slope = difference.numerator.derivative(generator.position)
        if generator.kind in _FIXABLE and degrees[generator.position] == 1 and slope.is_constant():
            own = scope.field.variable(generator)
            value = own - difference.scale(1 / slope.leading_coefficient())
            scope.fixed.setdefault(generator.position, (value, position))
            return


def _solve(scope: Scope, position: int, difference: Element) -> bool:
    """Solve an equation for a real name in which it is linear, once; its coefficient must not vanish."""
    degrees = difference.numerator.degrees()
    for generator in difference.used:
        named = str(generator.data[0]) if generator.kind == "name" else ""
        declaration = scope.context.declaration(named)
        if declaration is None or declaration.kind is not Kind.REAL or degrees[generator.position] != 1:
            continue
        slope = Element(scope.field, difference.numerator.derivative(generator.position), scope.field.one.numerator)
        others = [other for other in difference.used if other is not generator]
        if any(named in other.reach for other in others) or sign(scope, slope) not in ("+", "-", "≠"):
            continue
        value = scope.field.variable(generator) - difference / slope
        if named not in value.reach:
            scope.solved[named] = (value, position)
            return True
    return False


def _tightened(scope: Scope, fact: Fact) -> Fact:
    """``u > 0`` between integers is ``u - 1 >= 0``."""
    if fact.strict and scope.is_integer(fact.element):
        return Fact(fact.element - scope.field.one, strict=False, source=fact.source)
    return fact
