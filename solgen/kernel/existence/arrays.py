"""Whether an array exists, for methods that only look at its size, such as a norm.

Rule: sums, products and transposes of declared arrays exist everywhere, and so do functions that have a value for every
number; what else stands in a formula (quotients, inverses, logarithms) exists where the formula is proved to be equal
to itself, with the exceptions of that proof: both methods that prove equalities of arrays ask for it.
Budget: theirs. Source: equality is between things that exist.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel import entrywise, matrix_identities
from solgen.kernel.claim import Claim, Proof, Strength
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term

_TOTAL: Final = frozenset(
    {"name", "number", "decimal", "constant", "unit", "add", "negate", "multiply", "transpose", "norm", "absolute"}
    | {"matrix", "tuple", "index", "order_statistic"}
)
"""Heads that have a value wherever their parts do; the places of entries are looked at elsewhere (``places``)."""
_FUNCTIONS: Final = frozenset(
    {"exp", "sin", "cos", "arctan", "sinh", "cosh", "tanh", "arsinh", "max", "min", "sign", "relu", "median", "diag"}
    | {"tr", "det", "rank", "inner product", "Hadamard product", "pseudoinverse", "sum norm", "maximum norm"}
    | {"identity", "ones"}
)


def existing(claim: Claim, node: Term) -> Proof | None:
    """A proof that ``node`` exists, with its exceptions and hypotheses; None where there is none."""
    if is_total(node, claim.context):
        return Proof("existence")
    same = replace(claim, left=node, relation="=", right=node)
    for attempt in (matrix_identities.attempt, entrywise.attempt):
        found = attempt(same)
        if isinstance(found, Proof) and found.strength is Strength.PROVED:
            return found
    return None


def is_total(node: Term, context: Context) -> bool:
    """Whether a Term without definitions has a value for all values of its names, as far as its form tells."""
    if node.head in _TOTAL:
        return all(is_total(argument, context) for argument in node.arguments)
    match node.head:
        case "apply":
            function = node.arguments[0]
            inner = function.arguments[0] if function.head in ("gradient", "prime") else function
            known = inner.head == "name" or (function.head == "builtin" and function.data in _FUNCTIONS)
            return known and all(is_total(argument, context) for argument in node.arguments[1:])
        case "power":
            base, exponent = node.arguments
            return exponent.head == "number" and exponent.data != 0 and is_total(base, context)
        case "divide":
            return _is_positive(node.arguments[1], context) and is_total(node.arguments[0], context)
        case _:
            return False


def _is_positive(node: Term, context: Context) -> bool:
    declaration = context.declaration(str(node.data)) if node.head == "name" else None
    if declaration is not None:
        return declaration.kind is Kind.SIZE or declaration.has("positive")
    return node.head == "number" and node.data != 0
