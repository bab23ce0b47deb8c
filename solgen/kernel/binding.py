"""Binding and shape: which name is which, and whether the two sides can be compared at all.

Rules, each a condition for a claim to mean anything:

1. every free name is declared or defined;
2. no definition leads back to itself, and each index that is free in its body is one of its parameters
   (``E = \\sum_i (y_i - (\\sum_j w_j z_j + b_j))^2`` has a free ``j``). A declared name may get its value later
   (``n = 4``) than a definition that uses it: what counts is that unfolding ends;
3. no sum, product, set or quantifier binds a name that is bound already around it, and none captures a name that a
   definition used inside it means as a free one;
4. the shapes go together (``notation.shape_rules``), and so do the dimensions (``notation.dimensions``).

Sound because a claim that breaks one of them has no value to be right or wrong about; nothing is proved or refuted
here. Work is one visit a distinct node. Source: Barendregt, The Lambda Calculus, 2.1 (variable convention); the
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

_CLOSED_BINDERS = frozenset(BINDERS) - {"limit", "evaluated", "arg_min", "arg_max", "minimum", "maximum"}
"""Binders of a dummy. In a limit or a minimum the name is a quantity that definitions may depend on."""


def attempt(claim: Claim) -> IllFormed | None:
    """IllFormed with the reason, or None where everything is bound and the shapes fit."""
    context = claim.context
    sides = (claim.left, claim.right, *context.hypotheses)
    reason = _context_fault(context)
    for side in sides:
        reason = reason or _name_fault(side, context) or _capture_fault(side, context, frozenset())
    if reason is None:
        reason = _shape_fault(claim)
    return IllFormed(reason) if reason else None


def index_names(context: Context) -> frozenset[str]:
    """The names that declarations use as indices and that are declared as nothing else."""
    indices = {indexed.index for declaration in context.declarations for indexed in declaration.indices}
    return frozenset(named for named in indices if context.declaration(named) is None)


def _known(named: str, context: Context) -> bool:
    return (
        context.declaration(named) is not None or context.definition(named) is not None or named in index_names(context)
    )


def _name_fault(side: Term, context: Context) -> str | None:
    unknown = sorted(named for named in side.free if not _known(named, context))
    return f"{unknown[0]} is not declared" if unknown else None


@lru_cache(maxsize=256)
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
    try:
        for hypothesis in context.hypotheses:
            shape_of(hypothesis, context)
        for definition in context.definitions:
            if context.declaration(definition.name) is not None and definition.target.head != "apply":
                shape_of(relation("=", definition.target, definition.body), context)
            else:
                shape_of(definition.body, context)
        if claim.relation in RELATIONS:
            shape_of(relation(claim.relation, claim.left, claim.right), context)
        else:
            shape_of(claim.left, context)
    except ShapeMismatch as mismatch:
        return str(mismatch)
    return _dimension_fault(claim)


def _dimension_fault(claim: Claim) -> str | None:
    """Seconds added to metres, or a time compared with a plain number."""
    context = claim.context
    compared = relation(claim.relation, claim.left, claim.right) if claim.relation in RELATIONS else claim.left
    statements = (compared, *context.hypotheses, *(definition.body for definition in context.definitions))
    if not concerns_units(statements, context):
        return None
    try:
        for statement in statements:
            check_dimensions(statement, context)
    except DimensionMismatch as mismatch:
        return str(mismatch)
    return None
