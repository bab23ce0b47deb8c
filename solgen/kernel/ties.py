"""Names that a declaration makes the same numbers: ``X`` with ``rows x^{(i)}``, a diagonal matrix and its entries.

Rule: where one of two such names is differentiated by, minimized over or taken to a limit, and the other occurs in
what moves, the other would have to move along; likewise the entries of a symmetric matrix. And where y = x^2 is
assumed, a derivative, a limit or an integral of y may be meant with y moving along or not. No method decides that, so
such a claim is left undecided before any of them sees it. (Of other equations ∂ takes no notice.)

It decides nothing, so it cannot be wrong. Budget: one visit a node. Source: the total and the partial derivative, as in
Courant and John, Introduction to Calculus and Analysis II, 1.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.kernel.claim import Claim, Unsettled
from solgen.kernel.evaluation.evaluator import reach
from solgen.kernel.instances.hypotheses import parts
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

MECHANISM: Final = "declared ties"
_TO_OTHERS: Final = ("rows", "columns", "orthonormal columns", "diagonal")
_AMONG_ENTRIES: Final = frozenset(
    {*_TO_OTHERS, "symmetric", "positive definite", "positive semidefinite", "orthogonal", "rank"}
)
_MOVED_IN: Final = frozenset(
    {
        "derivative", "higher_derivative", "gradient", "arg_min", "arg_max", "minimum", "maximum", "limit", "evaluated",
        "integral",
    }
)  # fmt: skip
_NUMBERS: Final = frozenset({Kind.REAL, Kind.QUANTITY})


def attempt(claim: Claim) -> Unsettled | None:
    """Unsettled where a name moves to which another one of the formula is tied; else None."""
    context = claim.context
    names = reach(claim.left.free | claim.right.free, context)
    moved = [latex for latex in names if (found := context.definition(latex)) is not None and _moves(found.body)]
    bodies = [known.body for latex in sorted(moved) if (known := context.definition(latex)) is not None]
    for body in (*filter(_moves, (claim.left, claim.right)), *bodies):
        for moving, inside in _moving(body):
            other = _tied(moving, inside, context)
            if other:
                reason = f"{to_latex(moving)} moves alone, but the declaration of {other} ties other numbers to it"
                return Unsettled(MECHANISM, reason)
            other = _given_by(moving, inside, context)
            if other:
                reason = f"a hypothesis gives {other} by {to_latex(moving)}, which moves here: define {other} instead"
                return Unsettled(MECHANISM, reason)
        for node in body.walk():
            if (
                node.head in ("derivative", "higher_derivative")
                and node.data == "d"
                and _is_assumed_to_depend(node, context)
            ):
                reason = "a hypothesis relates what is differentiated to what it is differentiated by: define the name"
                return Unsettled(MECHANISM, reason)
    return None


def _moves(body: Term) -> bool:
    return not _MOVED_IN.isdisjoint(body.heads)


def _is_assumed_to_depend(node: Term, context: Context) -> bool:
    """Whether an equation that is assumed relates the target of d/dx to another name of the body."""
    body, *targets = node.arguments[:2] if node.head == "higher_derivative" else node.arguments
    moving = frozenset().union(*(target.free for target in targets))
    others = reach(body.free, context) - moving
    return any(
        part.head == "relation" and part.data == "=" and moving & part.free and others & part.free
        for hypothesis in context.hypotheses
        for part in parts(hypothesis)
    )


def _given_by(moving: Term, inside: Term, context: Context) -> str:
    """A number of the formula that a hypothesis gives by what moves, as ``y = x^2`` does; empty where there is none."""
    base = _base(moving)
    others = reach(inside.free, context) - base.free
    for hypothesis in context.hypotheses:
        for part in parts(hypothesis):
            if part.head != "relation" or part.data != "=" or base.free.isdisjoint(part.free):
                continue
            for own, value in (part.arguments, part.arguments[::-1]):
                named = str(_base(own).data) if _base(own).head == "name" else ""
                declaration = context.declaration(named)
                if (
                    named in others
                    and declaration is not None
                    and declaration.kind in _NUMBERS
                    and context.definition(named) is None
                    and base.free & value.free
                    and named not in value.free
                ):
                    return named
    return ""


def _base(node: Term) -> Term:
    while node.head == "index":
        node = node.arguments[0]
    return node


def _moving(node: Term) -> Iterator[tuple[Term, Term]]:
    """What moves, with the Term in which it does."""
    for inner in node.walk():
        if inner.head == "derivative":
            for target in inner.arguments[1:]:
                yield target, inner.arguments[0]
        elif inner.head == "higher_derivative" or (inner.head == "gradient" and len(inner.arguments) == 2):
            yield inner.arguments[1], inner.arguments[0]
        elif inner.head in ("arg_min", "arg_max", "minimum", "maximum", "limit", "evaluated", "integral"):
            yield inner.arguments[0], inner.arguments[-1]


def _tied(moving: Term, inside: Term, context: Context) -> str:
    """The name of a declaration that ties what moves to something else in the formula; empty where there is none."""
    base = _base(moving)
    if base.head != "name":
        return ""
    named = str(base.data)
    own = context.declaration(named)
    if base is not moving and own is not None and own.shape:
        words = {declared.word for declared in own.properties}
        if words & _AMONG_ENTRIES:
            return named
    present = reach(inside.free, context)
    for declaration in context.declarations:
        others = frozenset().union(
            *(
                term.free
                for declared in declaration.properties
                if declared.word in _TO_OTHERS
                for term in declared.terms
            )
        )
        if named in others and declaration.name in present:
            return declaration.name
        if named == declaration.name and not others.isdisjoint(present):
            return declaration.name
    return ""
