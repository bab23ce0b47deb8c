"""Binding and shape: which name is which, and whether the two sides can be compared at all.

Rules, each a condition for a claim to mean anything:

1. every free name is declared or defined, or stands by itself as an index of a declared name;
2. no definition leads back to itself, and each index that is free in its body is one of its parameters
   (``E = \\sum_i (y_i - (\\sum_j w_j z_j + b_j))^2`` has a free ``j``). A declared name may get its value later
   (``n = 4``) than a definition that uses it: what counts is that unfolding ends;
3. no sum, product, set or quantifier binds a name that is bound already around it, and none captures a name that a
   definition used inside it means as a free one;
4. the shapes go together (``notation.shape_rules``), and so do the dimensions (``notation.dimensions``).

Sound because a claim that breaks one of them has no value to be right or wrong about; nothing is proved or refuted
here. Budget: one visit a distinct node. Source: Barendregt, The Lambda Calculus, 2.1 (variable convention); the
shape rules are those of any linear algebra course.
"""

from __future__ import annotations

from functools import lru_cache

from solgen.kernel.claim import Claim, IllFormed
from solgen.notation.context import Context, Definition
from solgen.notation.dimensions import DimensionMismatch, check_dimensions, concerns_units
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import BINDERS, RELATIONS, Term, relation

_CLOSED_BINDERS = frozenset(BINDERS) - {"limit", "evaluated", "integral", "arg_min", "arg_max", "minimum", "maximum"}
"""Binders of a dummy. In a limit or a minimum the name is a quantity that definitions may depend on."""
_CONTEXTS = 256
"""Of so many contexts it is remembered what was found in them: many claims stand in one."""


def attempt(claim: Claim) -> IllFormed | None:
    """IllFormed with the reason, or None where everything is bound and the shapes fit."""
    context = claim.context
    reason = (
        _context_fault(context)
        or _side_fault(claim.left, context, (claim.left, claim.right))
        or _side_fault(claim.right, context, (claim.left, claim.right))
        or _hypothesis_fault(context)
        or _shape_fault(claim)
        or _dimension_fault(claim)
    )
    return IllFormed(reason) if reason else None


@lru_cache(maxsize=_CONTEXTS)
def fault_around(context: Context) -> str | None:
    """What is wrong with the context of a claim, whatever the claim says; None where nothing is."""
    return (
        _context_fault(context)
        or _hypothesis_fault(context)
        or _shape_fault_around(context)
        or (_dimension_fault_around(context) if _has_units(context) else None)
    )


@lru_cache(maxsize=_CONTEXTS)
def index_names(context: Context) -> frozenset[str]:
    """The names that declarations use as indices and that are declared as nothing else."""
    indices = {indexed.index for declaration in context.declarations for indexed in declaration.indices}
    return frozenset(named for named in indices if context.declaration(named) is None)


def _known(named: str, context: Context) -> bool:
    return (
        context.declaration(named) is not None or context.definition(named) is not None or named in index_names(context)
    )


def _side_fault(side: Term, context: Context, claimed: tuple[Term, ...] = ()) -> str | None:
    return _name_fault(side, context, claimed) or _capture_fault(side, context, frozenset())


@lru_cache(maxsize=_CONTEXTS)
def _hypothesis_fault(context: Context) -> str | None:
    """The first name or index of a hypothesis that is not bound as it should be."""
    return next(filter(None, (_side_fault(hypothesis, context) for hypothesis in context.hypotheses)), None)


def _name_fault(side: Term, context: Context, claimed: tuple[Term, ...]) -> str | None:
    unknown = sorted(named for named in side.free if not _known(named, context))
    if unknown and claimed:  # an index by itself: the claim speaks of all places where it may be
        letters = _letters_as_indices(claimed)
        unknown = [named for named in unknown if named not in letters]
    return f"{unknown[0]} is not declared" if unknown else None


def _letters_as_indices(sides: tuple[Term, ...]) -> frozenset[str]:
    return frozenset(
        str(index.data)
        for side in sides
        for node in side.walk()
        if node.head == "index"
        for index in node.arguments[1:]
        if index.head == "name"
    )


@lru_cache(maxsize=_CONTEXTS)
def _context_fault(context: Context) -> str | None:
    """The first definition that is given twice, leads back to itself, or leaves an index free."""
    seen: set[str] = set()
    indices = index_names(context)
    for definition in context.definitions:
        if definition.name in seen:
            return f"{definition.name} is defined twice"
        if definition.name in _hidden_names(definition.name, context, frozenset()):
            return f"{definition.name} is defined by itself"
        free = definition.body.free - set(definition.parameters)
        reason = _free_index(definition, free, indices) or _capture_fault(definition.body, context, frozenset())
        if reason:
            return reason
        seen.add(definition.name)
    return None


def _free_index(definition: Definition, free: frozenset[str], indices: frozenset[str]) -> str | None:
    loose = sorted(free & indices)
    if not loose:
        return None
    bound_somewhere = any(
        node.head in BINDERS and str(node.arguments[0].data) == loose[0] for node in definition.body.walk()
    )
    outside = f", outside the sum that binds {loose[0]}" if bound_somewhere else ""
    return f"the index {loose[0]} is free in the definition of {definition.name}{outside}"


def _capture_fault(node: Term, context: Context, bound: frozenset[str]) -> str | None:
    """A name bound twice on one path, or a definition's free name bound where the definition is used."""
    if not bound and node.heads.isdisjoint(_CLOSED_BINDERS):
        return None  # nothing is bound anywhere, so nothing is captured
    stack = [(node, bound)]
    seen: set[tuple[Term, frozenset[str]]] = set()
    while stack:
        here, around = stack.pop()
        if (here, around) in seen:
            continue
        seen.add((here, around))
        if here.head == "name" and around:
            captured = sorted(_hidden_names(str(here.data), context, around) & around)
            if captured:
                return f"{here.data} depends on {captured[0]}, which is bound where it is used"
        inner = around
        if here.head in _CLOSED_BINDERS:
            bound_name = str(here.arguments[0].data)
            if bound_name in around:
                return f"{bound_name} is bound twice, one sum or set inside the other"
            inner = around | {bound_name}
        inside = BINDERS.get(here.head, ())
        stack.extend(
            (argument, inner if position in inside else around)
            for position, argument in enumerate(here.arguments)
            if not (here.head in BINDERS and position == 0)
        )
    return None


def _hidden_names(named: str, context: Context, around: frozenset[str]) -> frozenset[str]:
    """The names that a defined name depends on, through all definitions, besides parameters."""
    if named in around:
        return frozenset()
    result: set[str] = set()
    pending = [named]
    done: set[str] = set()
    while pending:
        definition = context.definition(pending.pop())
        if definition is None or definition.name in done:
            continue
        done.add(definition.name)
        free = definition.body.free - set(definition.parameters)
        result |= free
        pending.extend(free)
    return frozenset(result)


def _shape_fault(claim: Claim) -> str | None:
    context = claim.context
    fault = _shape_fault_around(context)
    if fault is not None:
        return fault
    try:
        shape_of(_statement(claim), context)
    except ShapeMismatch as mismatch:
        return str(mismatch)
    return None


@lru_cache(maxsize=_CONTEXTS)
def _shape_fault_around(context: Context) -> str | None:
    """Shapes that do not go together in a hypothesis or a definition."""
    try:
        for hypothesis in context.hypotheses:
            shape_of(hypothesis, context)
        for definition in context.definitions:
            if context.declaration(definition.name) is not None and definition.target.head != "apply":
                shape_of(relation("=", definition.target, definition.body), context)
            else:
                shape_of(definition.body, context)
    except ShapeMismatch as mismatch:
        return str(mismatch)
    return None


def _statement(claim: Claim) -> Term:
    return relation(claim.relation, claim.left, claim.right) if claim.relation in RELATIONS else claim.left


def _dimension_fault(claim: Claim) -> str | None:
    """Seconds added to metres, or a time compared with a plain number."""
    context, statement = claim.context, _statement(claim)
    if not (_has_units(context) or concerns_units([statement], context)):
        return None
    return _dimension_fault_in(statement, context) or _dimension_fault_around(context)


@lru_cache(maxsize=_CONTEXTS)
def _has_units(context: Context) -> bool:
    return concerns_units(_statements_around(context), context)


@lru_cache(maxsize=_CONTEXTS)
def _dimension_fault_around(context: Context) -> str | None:
    faults = (_dimension_fault_in(statement, context) for statement in _statements_around(context))
    return next(filter(None, faults), None)


def _statements_around(context: Context) -> tuple[Term, ...]:
    return (*context.hypotheses, *(definition.body for definition in context.definitions))


def _dimension_fault_in(statement: Term, context: Context) -> str | None:
    try:
        check_dimensions(statement, context)
    except DimensionMismatch as mismatch:
        return str(mismatch)
    return None
