r"""Derivatives whose order is a letter, ``\frac{d^n}{dx^n} e^{ax} = a^n e^{ax}``, by induction on the order.

Rule: of a formula f that is free of n, if the derivative of the least order is g at the least n, and if
``d/dx g(n) = g(n + 1)`` for every n, then the n-th derivative of f is g(n) for every n. Both are equalities of the
field, which also shows that the derivatives exist.

Sound because the derivative of order n + 1 at a point depends only on the one of order n near it. So what is claimed
must hold near each point: x is any real number or one of an open interval, no hypothesis and no other declaration
speaks of it, and an exception is a polynomial that must not vanish and that is free of n: for all n together they
leave an open set. A hypothesis about n must hold for all smaller n as well (``n \le m``); in the step it is assumed
of n + 1. Budget: orders at the base up to ``_HIGHEST``, and that of the field twice.
Source: Peano's axiom; Courant and John, Introduction to Calculus and Analysis I, 3.6 (higher derivatives).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import prove_equal
from solgen.kernel.induction import sizes
from solgen.kernel.integers.whole_numbers import NotLinear, linear_form
from solgen.kernel.linked_names import linked, mentioned
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, name, number, term

MECHANISM: Final = "symbolic orders"
_HIGHEST: Final = 4
_POLYNOMIAL: Final = frozenset({"name", "number", "decimal", "add", "negate", "multiply"})
_OPEN: Final = frozenset({"positive", "negative", "nonzero"})


def attempt(claim: Claim) -> Finding | None:
    """Prove that a derivative of symbolic order is what the other side says; None for anything else."""
    if claim.relation != "=" or "higher_derivative" not in claim.left.heads | claim.right.heads:
        return None
    try:
        sides = (unfold(claim.left, claim.context), unfold(claim.right, claim.context))
    except BudgetExhausted:
        return None
    for derived, closed in (sides, sides[::-1]):
        if derived.head == "higher_derivative" and "higher_derivative" not in closed.heads:
            return _by_induction(claim.context, derived, closed)
    return Unsettled(MECHANISM, "a derivative of symbolic order is proved only where one side is nothing else")


def _by_induction(context: Context, derived: Term, closed: Term) -> Finding:
    body, by = derived.arguments[:2]
    found = _start(context, derived, closed)
    if found is None or not _moves_freely(context, by, body.free | closed.free):
        return Unsettled(MECHANISM, "the order, or the name that it is differentiated by, is bound to other names")
    named, least, shift = found
    sooner = tuple(hypothesis for hypothesis in context.hypotheses if named in hypothesis.free)
    at_start = _exchanged_hypotheses(context, sooner, {named: number(least)})
    base = _equal(at_start, _derivative(body, by, least + shift), substitute(closed, {named: number(least)}), named)
    if base is None:
        return Unsettled(MECHANISM, f"the derivative of order {least + shift} is not known to be what is said")
    following = {named: add(name(named), number(1))}
    step = _equal(
        _exchanged_hypotheses(context, sooner, following),
        _derivative(closed, by, 1),
        substitute(closed, following),
        named,
    )
    if step is None:
        return Unsettled(MECHANISM, f"the step from {named} to {named} + 1 is not known to hold")
    places = {place for place, hypothesis in enumerate(context.hypotheses) if hypothesis in sooner}
    return Proof(
        MECHANISM,
        range=f"for all {named}",
        conditions=tuple(dict.fromkeys((*base.conditions, *step.conditions))),
        assumed=tuple(sorted({*base.assumed, *step.assumed} | places)),
        evidence=(("base", f"{named} = {least}"), *step.evidence),
    )


def _start(context: Context, derived: Term, closed: Term) -> tuple[str, int, int] | None:
    """The name n of the order ``n + shift``, its least value and the shift; None where it is no such order."""
    body, by, order = derived.arguments
    try:
        form = linear_form(order, context)
    except NotLinear:
        return None
    if len(form.coefficients) != 1 or form.constant.denominator != 1:
        return None
    ((named, slope),) = dict(form.coefficients).items()
    rest = replace(
        context, hypotheses=tuple(each for each in context.hypotheses if not _holds_sooner(context, each, named))
    )
    least = dict(sizes(rest, (derived, closed), anywhere=True)).get(named)
    if slope != 1 or least is None or named in body.free | by.free:
        return None
    shift = int(form.constant)
    return (named, least, shift) if 0 <= least + shift <= _HIGHEST else None


def _holds_sooner(context: Context, hypothesis: Term, named: str) -> bool:
    """Whether it is ``n ≤ m`` or ``n < m``, in either order: what holds of n, holds of all smaller numbers."""
    if hypothesis.head != "relation":
        return False
    low, high = hypothesis.arguments if hypothesis.data in ("≤", "<") else hypothesis.arguments[::-1]
    return hypothesis.data in ("≤", "<", "≥", ">") and low == name(named) and named not in linked(context, high.free)


def _moves_freely(context: Context, by: Term, free: frozenset[str]) -> bool:
    """Whether it is a real number of an open set, of which neither another declaration nor a hypothesis speaks."""
    if by.head != "name":
        return False
    named = str(by.data)
    declaration = context.declaration(named)
    return (
        declaration is not None
        and context.definition(named) is None
        and _is_open(declaration)
        and not any(named in linked(context, hypothesis.free) for hypothesis in context.hypotheses)
        and not any(named in mentioned(other) for other in context.declarations if other.name in linked(context, free))
    )


def _is_open(declaration: Declaration) -> bool:
    return (
        declaration.kind is Kind.REAL
        and not declaration.indices
        and all(
            known.word in _OPEN
            or (known.word == "in" and known.terms[0].head == "interval" and known.terms[0].data == "()")
            for known in declaration.properties
        )
    )


def _exchanged_hypotheses(context: Context, sooner: tuple[Term, ...], mapping: dict[str, Term]) -> Context:
    """The context with what is assumed of n said of another number."""
    return replace(
        context,
        hypotheses=tuple(substitute(each, mapping) if each in sooner else each for each in context.hypotheses),
    )


def _derivative(body: Term, by: Term, order: int) -> Term:
    return term("derivative", [body, *[by] * order], "partial") if order else body


def _equal(context: Context, left: Term, right: Term, named: str) -> Proof | None:
    """A Proof whose exceptions are open for all n together, or None."""
    finding = prove_equal(Claim(context, left, "=", right), left, right)
    if not isinstance(finding, Proof) or not all(_leaves_open(each, named) for each in finding.conditions):
        return None
    return finding


def _leaves_open(condition: Term, named: str) -> bool:
    return (
        condition.head == "relation"
        and condition.data == "≠"
        and named not in condition.free
        and condition.arguments[0].heads | condition.arguments[1].heads <= _POLYNOMIAL
    )
