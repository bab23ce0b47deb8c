"""``x^2 = a  ⇔  x = sqrt(a)``: of the two roots of a square only one is kept."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import negated
from solgen.audit.mistakes.rule import MistakeRule, Reproduction, WrongStep
from solgen.notation.terms import Term, relation, term


def _apply(step: WrongStep) -> Iterator[Reproduction]:
    if step.claim.relation not in ("⇔", "⇒") or step.after.head != "relation" or step.after.data != "=":
        return
    left, right = step.after.arguments
    if left.head == "name" and str(left.data) not in right.free and _is_squared(left, step.claim.left):
        other = relation("=", left, negated(right))
        yield Reproduction(step.after, term("or", [step.after, other]))


def _is_squared(unknown: Term, before: Term) -> bool:
    """Whether an even power of the unknown, or of what holds it, stands before the line."""
    return any(
        inner.head == "power" and inner.arguments[1].head == "number" and int(str(inner.arguments[1].data)) % 2 == 0
        and str(unknown.data) in inner.arguments[0].free
        for inner in before.walk()
    )  # fmt: skip


RULE = MistakeRule(
    "one-root-lost",
    r"x^2 = a^2 \iff x = a",
    "A square has two roots: the one with the other sign is a solution as well.",
    _apply,
)
