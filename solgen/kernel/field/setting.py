"""A claim's surroundings made ready: index names, facts, equations of the hypotheses, the size of the field.

An undeclared name that stands alone as an index (``y_i``) is an integer in the range for which the component is
declared: at other values the formula says nothing. Hypotheses that are order relations become facts, equations
``name = expression`` become replacements; names that any other hypothesis mentions are *pinned*, that is, a
nowhere-dense exception in them could be all there is. The attempt is repeated with more generators or finer
exponents as needed; sizes are the stated budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

import solgen.kernel.field.branching
import solgen.kernel.field.components
import solgen.kernel.field.derivatives_of_terms
import solgen.kernel.field.evaluations
import solgen.kernel.field.factorials
import solgen.kernel.field.integrals
import solgen.kernel.field.limits
import solgen.kernel.field.values_of_functions  # noqa: F401 -- these add their rules to the translation
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Proof, Unsettled
from solgen.kernel.field.domains import settle
from solgen.kernel.field.fractions import SIZES, Field
from solgen.kernel.field.hypothesis_facts import (
    pinned,
    statements,
    take_declared_bounds,
    take_equations,
    take_facts,
    take_sizes,
)
from solgen.kernel.field.scope import Fact, Refinement, Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.kernel.ranges import declared_ends
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context
from solgen.notation.terms import BINDERS, Term, number

_TRIES: Final = 8
_INDEXED: Final = frozenset({"index", "order_statistic"})
Result = TypeVar("Result")
Ends = tuple[Term, Term]
"""The least and the largest value of an index."""


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


@dataclass(frozen=True, slots=True)
class Untried:
    """Why an attempt came to no end, in words for people."""

    reason: str


def both_ways(
    context: Context, terms: tuple[Term, ...], prove: Callable[[Scope], Result], undefined: str
) -> Iterator[Result | Untried]:
    """What ``prove`` finds without the hypotheses, then with them, so that only what is needed is assumed.

    ``undefined`` says what it means that a side does not exist. Raises Unsupported.
    """
    for hypotheses in (False, True) if context.hypotheses else (False,):
        try:
            yield attempted(context, terms, prove, hypotheses=hypotheses)
        except Undefined as why:
            yield Untried(f"{undefined}: {why}")
        except BudgetExhausted as exhausted:
            yield Untried(f"too large: {exhausted}")


def decided(
    context: Context,
    terms: tuple[Term, ...],
    prove: Callable[[Scope], Proof | None],
    *,
    mechanism: str,
    undefined: str,
    otherwise: str,
) -> Proof | Unsettled | None:
    """The first Proof without the hypotheses or with them; else why the last attempt had none. None: not of its kind.

    ``otherwise`` is the reason where an attempt came to its end and proved nothing.
    """
    reason = otherwise
    try:
        for found in both_ways(context, terms, prove, undefined):
            if isinstance(found, Proof):
                return found
            reason = found.reason if found is not None else otherwise
    except Unsupported:
        return None
    return Unsettled(mechanism, reason)


def _first_size(context: Context, terms: tuple[Term, ...]) -> int:
    """Which size to begin with: formulas with many sums need more generators than the least."""
    sums = 0
    for node in terms:
        try:
            unfolded = unfold(node, context)
        except BudgetExhausted:
            return len(SIZES) - 1
        if not unfolded.heads.isdisjoint(("derivative", "sum")):
            sums += sum(2 if inner.head == "derivative" else inner.head == "sum" for inner in unfolded.walk())
    return min(sums // 6, len(SIZES) - 1)


def prepared(
    context: Context, terms: tuple[Term, ...], field: Field, granularity: dict[str, int], *, hypotheses: bool
) -> Scope:
    """A scope in which the terms of a claim can be carried over."""
    scope = Scope(context, field, granularity)
    scope.translate = lambda node: translate(scope, node)
    scope.sign_of = lambda element: sign(scope, element)
    places = _index_places(context, (*terms, *(context.hypotheses if hypotheses else ())))
    scope.indices = set(places)
    hypothesized = list(statements(context))
    scope.pinned = pinned(context, hypothesized, hypotheses=hypotheses)
    if hypotheses:
        take_equations(scope, hypothesized)
    with scope.setting_aside():
        for named, ranges in places.items():
            own = field.generator("name", (named,), (), frozenset({named}))
            for low, high in ranges:
                scope.facts.append(Fact(own - translate(scope, low), strict=False))
                scope.facts.append(Fact(translate(scope, high) - own, strict=False))
        take_declared_bounds(scope, _reachable(context, terms))
        if hypotheses:
            take_sizes(scope)
            take_facts(scope, hypothesized)
    scope.memo, scope.signs = {}, {}
    scope.settle = settle
    return scope


def _reachable(context: Context, terms: tuple[Term, ...]) -> frozenset[str]:
    """The names that the terms speak of, through definitions and through what is declared of these names."""
    found: set[str] = set()
    pending = set().union(*(node.free for node in terms))
    while pending:
        named = pending.pop()
        found.add(named)
        definition, declaration = context.definition(named), context.declaration(named)
        near: set[str] = set(definition.body.free) - set(definition.parameters) if definition else set()
        for declared in declaration.properties if declaration else ():
            near.update(*(node.free for node in declared.terms))
        pending |= near - found
    return frozenset(found)


# -- index names ---------------------------------------------------------------------------------------------------


def _index_places(context: Context, terms: tuple[Term, ...]) -> dict[str, list[Ends]]:
    """Undeclared names that stand alone as an index, with the ranges in which they must lie.

    A name that is declared as an index only, and that the claim uses as a number (``2 k - n``), means the same.
    """
    found: dict[str, list[Ends]] = {}
    for node in terms:
        try:
            unfolded = unfold(node, context)
        except BudgetExhausted:
            unfolded = node
        for source in {node, unfolded}:
            _collect(context, source, frozenset(), found)
    for named in frozenset().union(*(node.free for node in terms)) - set(found):
        ranges = {
            (indexed.low, indexed.high)
            for declaration in context.declarations
            for indexed in declaration.indices
            if indexed.index == named
        }
        if ranges and not (context.declaration(named) or context.definition(named)):
            found[named] = [*ranges] if len(ranges) == 1 else []
    return found


def _collect(context: Context, node: Term, bound: frozenset[str], found: dict[str, list[Ends]]) -> None:
    if _INDEXED.isdisjoint(node.heads):
        return
    if node.head in BINDERS:
        bound = bound | {str(node.arguments[0].data)}
    if node.head in _INDEXED:
        _collect_letters(context, node, bound, found)
    for argument in node.arguments:
        _collect(context, argument, bound, found)


def _collect_letters(context: Context, node: Term, bound: frozenset[str], found: dict[str, list[Ends]]) -> None:
    """The letters by themselves among the indices of one component; a range that a bound name gives is left out."""
    base = node
    indices: list[Term] = []
    while base.head in _INDEXED:
        indices = [*base.arguments[1:], *indices]
        base = base.arguments[0]
    declaration = context.declaration(str(base.data)) if base.head == "name" else None
    ranges: tuple[Ends, ...] = ()
    if declaration is not None:
        ranges = (*declared_ends(declaration, indices), *((number(1), size) for size in declaration.shape))
    for place, index in enumerate(indices):
        named = str(index.data)
        if index.head != "name" or named in bound or context.declaration(named) or context.definition(named):
            continue
        known = found.setdefault(named, [])
        if len(ranges) != len(indices):
            continue
        low, high = ranges[place]
        if (low, high) not in known and bound.isdisjoint(low.free | high.free):
            known.append((low, high))
