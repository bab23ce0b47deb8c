"""Whether arrays and numbers exist, for methods that look at a part of a formula only: at its size, at its derivative.

Rule: sums, products and transposes of what exists exist, and so do functions of it that have a value for every number;
what else stands in a formula (quotients, inverses, logarithms) exists where it is proved to be equal to itself, with
the exceptions of that proof: the methods that prove equalities ask for it. Of places nothing is asked, ``places`` does.
Budget: theirs. Source: equality is between things that exist.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from solgen.kernel import entrywise, equalities, matrix_identities
from solgen.kernel.claim import Claim, Proof, Strength
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term

MECHANISM: Final = "existence"
_TOTAL: Final = frozenset(
    {"name", "number", "decimal", "constant", "unit", "add", "negate", "multiply", "transpose", "norm", "absolute"}
    | {"matrix", "tuple", "index", "order_statistic"}
)
"""Heads that have a value wherever their parts do."""
_FUNCTIONS: Final = frozenset(
    {"exp", "sin", "cos", "arctan", "sinh", "cosh", "tanh", "arsinh", "max", "min", "sign", "relu", "median", "diag"}
    | {"tr", "det", "rank", "inner product", "Hadamard product", "pseudoinverse", "sum norm", "maximum norm"}
    | {"identity", "ones"}
)


def existing(claim: Claim, nodes: Iterable[Term]) -> Proof | Term:
    """A proof that Terms without definitions exist, with its exceptions and hypotheses; or one that is not seen to."""
    conditions: list[Term] = []
    assumed: set[int] = set()
    pending = list(dict.fromkeys(nodes))
    while pending:
        node = pending.pop()
        parts = _parts(node, claim.context)
        if parts is not None:
            pending += parts
            continue
        found = _is_itself(claim, node)
        if found is None:
            return node
        conditions += found.conditions
        assumed.update(found.assumed)
    return Proof(MECHANISM, conditions=tuple(dict.fromkeys(conditions)), assumed=tuple(sorted(assumed)))


def _is_itself(claim: Claim, node: Term) -> Proof | None:
    same = replace(claim, left=node, relation="=", right=node)
    for attempt in (equalities.attempt, matrix_identities.attempt, entrywise.attempt):
        found = attempt(same)
        if isinstance(found, Proof) and found.strength is Strength.PROVED:
            return found
    return None


def _parts(node: Term, context: Context) -> tuple[Term, ...] | None:
    """What has to exist for a Term to; None for one that may fail to exist although they do."""
    if node.head in _TOTAL:
        return node.arguments
    match node.head:
        case "apply":
            function = node.arguments[0]
            inner = function.arguments[0] if function.head in ("gradient", "prime") else function
            known = inner.head == "name" or (function.head == "builtin" and function.data in _FUNCTIONS)
            return node.arguments[1:] if known else None
        case "power":
            base, exponent = node.arguments
            return (base,) if exponent.head == "number" and exponent.data != 0 else None
        case "divide" if _is_positive(node.arguments[1], context):
            return node.arguments[:1]
        case _:
            return None


def _is_positive(node: Term, context: Context) -> bool:
    declaration = context.declaration(str(node.data)) if node.head == "name" else None
    if declaration is not None:
        return declaration.kind is Kind.SIZE or declaration.has("positive")
    return node.head == "number" and node.data != 0
