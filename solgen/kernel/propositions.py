"""Propositions made of relations: each part is proved by the mechanism for its kind.

Rule: "and", a chain and several statements hold when all their parts do; "or" when one part does, or of equations
between numbers where the product of the differences of their sides is 0; "not (a = b)" is ``a ≠ b``. Conditions and
assumed hypotheses add up. Budget: that of each part's mechanism, once a part. Source: propositional logic.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.kernel import equalities, inequalities, minimizers, rounding, steps
from solgen.kernel.claim import Claim, Finding, Proof, Strength, Unsettled
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import NUMBER
from solgen.notation.terms import Term, add, multiply, number, relation, term

MECHANISM: Final = "propositions"
_DENIED: Final = {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}
_PROVERS: Final = (
    equalities.attempt,
    inequalities.attempt,
    steps.attempt,
    minimizers.attempt,
    rounding.attempt,
)


def attempt(claim: Claim) -> Finding | None:
    """Prove a proposition that is put together from scalar relations; None where a part is of another kind."""
    if claim.relation != "⊢":
        return None
    return _prove(claim, claim.left)


def _prove(claim: Claim, node: Term) -> Finding | None:
    if node.head in ("and", "statements"):
        return _all(claim, iter(node.arguments))
    if node.head == "chain":
        return _all(claim, _links(node))
    if node.head == "or":
        return _any(claim, node)
    if node.head == "not" and node.arguments[0].head == "relation":
        inner = node.arguments[0]
        word = _DENIED.get(str(inner.data))
        return None if word is None else _relation(claim, inner.arguments[0], word, inner.arguments[1])
    if node.head == "relation":
        return _relation(claim, node.arguments[0], str(node.data), node.arguments[1])
    return None


def _links(node: Term) -> Iterator[Term]:

    signs = node.data if isinstance(node.data, tuple) else ()
    for sign, left, right in zip(signs, node.arguments, node.arguments[1:], strict=False):
        yield relation(str(sign), left, right)


def _relation(claim: Claim, left: Term, word: str, right: Term) -> Finding | None:
    part = Claim(claim.context, left, word, right, claim.unknowns)
    best: Finding | None = None
    for prover in _PROVERS:
        found = prover(part)
        if isinstance(found, Proof):
            return found
        best = best or found
    return best


def _all(claim: Claim, parts: Iterator[Term]) -> Finding | None:
    proofs: list[Proof] = []
    for part in parts:
        found = _prove(claim, part)
        if not isinstance(found, Proof):
            return found
        proofs.append(found)
    return Proof(
        MECHANISM,
        strength=Strength.PROVED,
        range=next((proof.range for proof in proofs if proof.range), ""),
        conditions=tuple(dict.fromkeys(condition for proof in proofs for condition in proof.conditions)),
        assumed=tuple(sorted({place for proof in proofs for place in proof.assumed})),
    )


def _any(claim: Claim, node: Term) -> Finding | None:
    for part in node.arguments:
        found = _prove(claim, part)
        if isinstance(found, Proof) and not found.conditions:
            return found
    if all(_is_scalar_equation(claim, part) for part in node.arguments):
        differences = [
            add(left, term("negate", [right])) for left, right in (part.arguments for part in node.arguments)
        ]
        found = equalities.attempt(Claim(claim.context, multiply(*differences), "=", number(0), claim.unknowns))
        if isinstance(found, Proof) and not found.conditions:
            return found
    return Unsettled(MECHANISM, "no part of the alternative is proved by itself")


def _is_scalar_equation(claim: Claim, node: Term) -> bool:
    if node.head != "relation" or node.data != "=":
        return False
    return all(shape_of(side, claim.context) == NUMBER for side in node.arguments)
