"""Functions without their arguments: ``\\sigma' = \\sigma \\cdot (1 - \\sigma)`` is said of their values.

Rule: where functions are added, multiplied or compared by name, or by their derivative alone, each stands for its value
at one argument: a defined function for its value at its own parameter, another one at the same name, or at a name of
its own where there is none. Two functions with different parameters are left alone.
``\\frac{\\partial f}{\\partial x}`` of a function that is defined as ``f(x, y)`` is the derivative of ``f(x, y)``,
where it is taken by parameters only. Sound because functions are combined and compared value by value, and because a
partial derivative without its point means the one at the point of the same names. Source: elementary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.substitution import fresh_name
from solgen.notation.terms import Term, name, term

_ARITHMETIC: Final = frozenset({"add", "negate", "multiply", "divide", "power", "root", "absolute"})
_SIGNS: Final = frozenset({"=", "≠", "<", "≤", ">", "≥"})


def with_arguments(claim: Claim) -> Claim:
    """The claim with an argument on each function that stands without one; other claims as they are."""
    claim = _with_values_differentiated(claim)
    if claim.relation not in _SIGNS:
        return claim
    context = claim.context
    sides = (claim.left, claim.right)
    functions = _functions(context)
    if functions.isdisjoint(claim.left.free) and functions.isdisjoint(claim.right.free):
        return claim
    bare = {function for side in sides for function in _bare(context, side)}
    defined = all(context.definition(str(function.data)) is not None for function in bare)
    names_only = all(_is_function(context, side) for side in sides)
    if not bare or names_only or not (defined or any(_is_calculated(context, side) for side in sides)):
        return claim
    named = _argument(context, sides, bare)
    if named is None:
        return claim
    declaration = context.declaration(named)
    if declaration is None:
        context = context.with_declarations(Declaration(named, Kind.REAL))
    elif declaration.kind is not Kind.REAL or declaration.indices:
        return claim
    left, right = (_applied(claim.context, side, name(named)) for side in sides)
    return replace(claim, context=context, left=left, right=right)


def _with_values_differentiated(claim: Claim) -> Claim:
    """The claim with ``f(x, y)`` for every f that is differentiated by name, in its hypotheses as well."""
    context = claim.context
    sides = (claim.left, claim.right, *context.hypotheses)
    if all("derivative" not in side.heads for side in sides):
        return claim
    left, right, *hypotheses = (_differentiated(context, side) for side in sides)
    if tuple(hypotheses) != context.hypotheses:
        context = replace(context, hypotheses=tuple(hypotheses))
    return replace(claim, context=context, left=left, right=right)


def _differentiated(context: Context, node: Term) -> Term:
    if "derivative" not in node.heads:
        return node
    arguments = [_differentiated(context, inner) for inner in node.arguments]
    if node.head == "derivative" and arguments[0].head == "name":
        definition = context.definition(str(arguments[0].data))
        own = [name(parameter) for parameter in definition.parameters] if definition is not None else []
        if definition is not None and definition.target.head == "apply" and set(arguments[1:]) <= set(own):
            arguments[0] = term("apply", [arguments[0], *own])
    return term(node.head, arguments, node.data)


@lru_cache(maxsize=64)
def _functions(context: Context) -> frozenset[str]:
    """The names of functions of one argument."""
    names = {known.name for known in context.declarations} | {known.name for known in context.definitions}
    return frozenset(named for named in names if _is_function(context, name(named)))


def _is_function(context: Context, node: Term) -> bool:
    """Whether a name is a function of one argument."""
    if node.head != "name":
        return False
    named = str(node.data)
    definition, declaration = context.definition(named), context.declaration(named)
    if definition is not None:
        return definition.target.head == "apply" and len(definition.parameters) == 1
    return declaration is not None and declaration.kind is Kind.FUNCTION and not declaration.shape


def _function_of(context: Context, node: Term) -> Term | None:
    """The function that stands without an argument here, by itself or as its derivative."""
    inner = node.arguments[0] if node.head == "prime" else node
    return inner if _is_function(context, inner) else None


def _bare(context: Context, node: Term) -> Iterator[Term]:
    function = _function_of(context, node)
    if function is not None:
        yield function
    elif node.head in _ARITHMETIC:
        for argument in node.arguments:
            yield from _bare(context, argument)


def _is_calculated(context: Context, side: Term) -> bool:
    """Whether a side is more than the name of a function."""
    return side.head == "prime" or (side.head in _ARITHMETIC and any(True for _ in _bare(context, side)))


def _argument(context: Context, sides: tuple[Term, Term], bare: set[Term]) -> str | None:
    """The name of the one argument; None where functions have different ones."""
    definitions = [context.definition(str(function.data)) for function in bare]
    own = {definition.parameters[0] for definition in definitions if definition is not None}
    if len(own) > 1:
        return None
    taken = {declaration.name for declaration in context.declarations} | sides[0].free | sides[1].free
    return next(iter(own)) if own else fresh_name("x", taken)


def _applied(context: Context, node: Term, argument: Term) -> Term:
    if _function_of(context, node) is not None:
        return term("apply", [node, argument])
    if node.head in _ARITHMETIC:
        return term(node.head, [_applied(context, inner, argument) for inner in node.arguments], node.data)
    return node
