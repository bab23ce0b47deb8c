"""``a b = a c  ⇔  b = c``: divided by a factor that may be zero, the equation loses solutions."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import distinct, factors
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.notation.terms import Term, number, relation, term


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    witness = step.verdict.witness if step.verdict is not None else None
    if witness is None or not witness.note.startswith("solutions lost"):
        return
    if step.claim.relation not in ("⇔", "⇒") or step.after.head != "relation" or step.after.data != "=":
        return
    for factor in distinct(_zeros(step.claim.left)):
        if factor.free:
            yield Reproduction(step.after, term("or", [step.after, relation("=", factor, number(0))]))


def _zeros(node: Term) -> Iterator[Term]:
    """Factors and bases of powers, by which one may have divided."""
    for inner in node.walk():
        if inner.head in ("multiply", "power", "relation"):
            for part in inner.arguments:
                for factor in factors(part):
                    yield factor.arguments[0] if factor.head == "power" else factor


RULE = MistakeRule(
    "solution-lost",
    r"a b = a c \iff b = c",
    "The equation was divided by something that may be zero, and that solution is gone; treat this case apart.",
    _apply,
)
