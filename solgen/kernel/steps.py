"""Steps from condition to condition: ``P ⇒ Q`` and ``P ⇔ Q`` between equations and inequalities.

Rules, at every point of the declared domain. (1) If ``q = s p`` with the differences of the sides p, q and a quotient s
whose denominator cannot vanish, then ``p = 0`` implies ``q = 0``; with s positive the order relations carry over. A
condition holds only where its sides exist, so what Q needs must already be needed by P. (2) Otherwise Q is proved with
P as one more hypothesis. "Or" of equations is the product of their differences. Equivalence is both implications.
What holds wherever P does (``premises``) may be used on the way. Budgets: those of the field and
of ``signs``. Source: any school algebra on equivalent equations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from solgen.kernel import equalities, inequalities
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import proof_from
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.setting import attempted
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.kernel.premises import facts_of
from solgen.notation.context import Context
from solgen.notation.terms import Term, relation, term

MECHANISM: Final = "equation steps"
_FLIPPED: Final = {"<": ">", "≤": "≥"}
_IMPLIED: Final = {("=", "="), ("≠", "≠"), (">", ">"), ("≥", "≥"), (">", "≥"), (">", "≠")}


def attempt(claim: Claim) -> Finding | None:
    """Prove a step between scalar conditions; None for anything else."""
    step = _step(claim)
    if step is None:
        return None
    left, sign_of_step, right = step
    found = _implied(claim, left, right)
    if not isinstance(found, Proof) or sign_of_step == "⇒":
        return found
    back = _implied(claim, right, left)
    if not isinstance(back, Proof):
        return Unsettled(MECHANISM, f"from right to left: {back.reason}") if isinstance(back, Unsettled) else None
    assumed = tuple(sorted({*found.assumed, *back.assumed}))
    conditions = tuple(dict.fromkeys((*found.conditions, *back.conditions)))
    return Proof(MECHANISM, range=found.range or back.range, conditions=conditions, assumed=assumed)


def _step(claim: Claim) -> tuple[Term, str, Term] | None:
    left, word, right = claim.left, claim.relation, claim.right
    if word == "⊢" and left.head == "relation" and left.data in ("⇒", "⇔"):
        word, right, left = str(left.data), left.arguments[1], left.arguments[0]
    left, right = _as_equations(left), _as_equations(right)
    if word not in ("⇒", "⇔") or not (_is_condition(left) and _is_condition(right)):
        return None
    return left, word, right


def _as_equations(node: Term) -> Term:
    """``x ∈ {a, b}`` as ``x = a or x = b``; ``x ∉ {a, b}`` as ``x ≠ a and x ≠ b``."""
    if node.head in ("or", "and"):
        return term(node.head, [_as_equations(part) for part in node.arguments])
    if node.head != "relation" or node.data not in ("∈", "∉") or node.arguments[1].head != "set":
        return node
    left, elements = node.arguments[0], node.arguments[1].arguments
    if not elements or any(element.head in ("dots", "sequence") for element in elements):
        return node
    parts = [relation("=" if node.data == "∈" else "≠", left, element) for element in elements]
    if len(parts) == 1:
        return parts[0]
    return term("or" if node.data == "∈" else "and", parts)


def _is_condition(node: Term) -> bool:
    if node.head in ("or", "and"):
        return all(_is_condition(part) for part in node.arguments)
    return node.head == "relation" and node.data in ("=", "≠", "<", "≤", ">", "≥")


def _implied(claim: Claim, premise: Term, conclusion: Term) -> Finding | None:
    """``premise ⇒ conclusion``."""
    if conclusion.head == "and":
        return _all(claim, premise, conclusion.arguments)
    found = _by_factor(claim, premise, conclusion)
    if isinstance(found, Proof):
        return found
    assumed = _by_hypothesis(claim, premise, conclusion)
    return assumed if isinstance(assumed, Proof) else found or assumed


def _all(claim: Claim, premise: Term, conclusions: tuple[Term, ...]) -> Finding | None:
    proofs: list[Proof] = []
    for conclusion in conclusions:
        found = _implied(claim, premise, conclusion)
        if not isinstance(found, Proof):
            return found
        proofs.append(found)
    return Proof(
        MECHANISM,
        conditions=tuple(dict.fromkeys(condition for proof in proofs for condition in proof.conditions)),
        assumed=tuple(sorted({place for proof in proofs for place in proof.assumed})),
    )


def _by_factor(claim: Claim, premise: Term, conclusion: Term) -> Finding | None:
    reason = "the differences of the sides are not proportional by a factor that cannot vanish"
    for context, hypotheses in _settings(claim.context, premise):
        try:
            proof = attempted(
                context,
                (premise, conclusion),
                lambda scope: _proportional(scope, premise, conclusion),
                hypotheses=hypotheses,
            )
        except Undefined as undefined:
            reason = f"a side does not exist, or is not known to: {undefined}"
        except BudgetExhausted as exhausted:
            reason = f"too large: {exhausted}"
        except Unsupported:
            return None
        else:
            if proof is not None:
                own = tuple(place for place in proof.assumed if place < len(claim.context.hypotheses))
                return replace(proof, assumed=own)
    return Unsettled(MECHANISM, reason)


def _settings(context: Context, premise: Term) -> Iterator[tuple[Context, bool]]:
    """Without hypotheses, with them, and with what holds wherever the premise does."""
    yield context, False
    if context.hypotheses:
        yield context, True
    facts = facts_of(context, premise)
    if facts:
        yield context.with_hypotheses(*facts), True


def _proportional(scope: Scope, premise: Term, conclusion: Term) -> Proof | None:
    first = _difference(scope, premise)
    needed = dict(scope.conditions)
    second = _difference(scope, conclusion)
    if first is None or second is None or (first[0], second[0]) not in _IMPLIED:
        return None
    if len(scope.conditions) > len(needed):
        return None  # the conclusion does not exist everywhere where the premise holds
    word, p = first
    q = second[1]
    if q.is_zero:
        return proof_from(scope, p, mechanism=MECHANISM) if second[0] == "=" else None
    if p.is_zero:
        return None
    if word == "≠":  # p != 0 implies q != 0 where q = 0 implies p = 0
        p, q = q, p
    quotient = q / p
    ordered = word in (">", "≥")
    sufficient = sign(scope, quotient) == "+" if ordered else _never_zero(scope, quotient, needed)
    return proof_from(scope, p, q, mechanism=MECHANISM) if sufficient else None


def _difference(scope: Scope, condition: Term) -> tuple[str, Element] | None:
    """A condition as ``difference (=, ≠, >, ≥) 0``; "or" of equations as the product of their differences."""
    if condition.head == "or":
        product = scope.field.one
        for part in condition.arguments:
            if part.data != "=":
                return None
            product = product * (translate(scope, part.arguments[0]) - translate(scope, part.arguments[1]))
        return "=", product
    if condition.head != "relation":
        return None
    word = str(condition.data)
    difference = translate(scope, condition.arguments[0]) - translate(scope, condition.arguments[1])
    return (_FLIPPED[word], -difference) if word in _FLIPPED else (word, difference)


def _never_zero(scope: Scope, quotient: Element, needed: dict[Term, Element]) -> bool:
    """Whether the quotient's denominator cannot vanish where what is ``needed`` does not."""
    below = Element(scope.field, quotient.denominator, scope.field.one.numerator)
    for excluded in needed.values():
        common = below.numerator.gcd(excluded.numerator)
        while not common.is_constant():
            below = Element(scope.field, below.numerator / common, scope.field.one.numerator)
            common = below.numerator.gcd(excluded.numerator)
    return sign(scope, below) in ("+", "-", "≠")


def _by_hypothesis(claim: Claim, premise: Term, conclusion: Term) -> Finding | None:
    """The conclusion under the premise as one more hypothesis, without any exception."""
    if conclusion.head != "relation":
        return None
    added = len(claim.context.hypotheses)
    within = Claim(
        claim.context.with_hypotheses(premise), conclusion.arguments[0], str(conclusion.data), conclusion.arguments[1]
    )
    for prover in (equalities, inequalities):
        found = prover.attempt(within)
        if isinstance(found, Proof):
            if found.conditions:
                return Unsettled(MECHANISM, "the step fails, or its sides do not exist, at single points")
            return Proof(
                MECHANISM, range=found.range, assumed=tuple(place for place in found.assumed if place != added)
            )
    return None
