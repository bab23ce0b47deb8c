"""Statements that hold when all their parts do: ``L \\le R_1 = R_2``, "and", several relations in one display.

Rule: what is put together by "and" is established where each part is, judged by itself by whatever judges its kind.
Sound because each part is proved in the very context of the whole: a point at which all hypotheses hold was seen for
each, and a finite union of sets in which no open region fits is one. Only proofs are taken, conditions and assumed
hypotheses add up. Budget: ``_MOST`` parts, each with that of a claim. Source: propositional logic.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim
from solgen.notation.terms import Term, constant, relation

MECHANISM: Final = "conjunctions"
_MOST: Final = 12


def parts_of(claim: Claim) -> tuple[Claim, ...]:
    """The claims that the parts make; none where the claim is not put together by "and"."""
    if claim.relation != "⊢":
        return ()
    node = claim.left
    if node.head == "chain" and isinstance(node.data, tuple):
        sides = zip(node.data, node.arguments, node.arguments[1:], strict=False)
        parts = tuple(relation(str(sign), left, right) for sign, left, right in sides)
    elif node.head in ("and", "statements"):
        parts = node.arguments
    else:
        return ()
    return tuple(_claimed(claim, part) for part in parts) if len(parts) <= _MOST else ()


def _claimed(claim: Claim, part: Term) -> Claim:
    if part.head == "relation":
        return Claim(claim.context, part.arguments[0], str(part.data), part.arguments[1], claim.unknowns)
    return Claim(claim.context, part, "⊢", constant("true"), claim.unknowns)
