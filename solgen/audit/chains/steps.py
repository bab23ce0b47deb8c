r"""A step whose sides are chains: ``f'(x) = A = 0 \iff x = B = C`` says besides that A is f'(x), and that B is C.

What is solved is that the derivative is zero, and what comes out is that x is B. A chain of conditions, ``x = y = 0``,
stays as it is: only behind a derivative or the value of a function the members before the last are the same thing in
other words, and only behind a name those after the first expression.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from solgen.documents.chains import Comparison, Side
from solgen.kernel.claim import Claim
from solgen.notation.context import Context
from solgen.notation.terms import Term, relation
from solgen.notation.writing.latex import to_latex

_STEPS = frozenset({"⇔", "⇒"})


def taken_apart(compared: Comparison) -> tuple[Comparison, tuple[Comparison, ...]]:
    """The step between the ends of its chains, and what these claim by themselves."""
    claim = compared.claim
    if claim.relation not in _STEPS or compared.follow is not None:
        return compared, ()
    left, said = _side(claim.left, claim.context)
    right, also = _side(claim.right, claim.context)
    if not (said or also):
        return compared, ()
    step = replace(claim, left=left, right=right)
    sides = [
        old if new is old.term else Side(new, to_latex(new))
        for old, new in ((compared.left, left), (compared.right, right))
    ]
    return Comparison(step, None, sides[0], sides[1]), (*said, *also)


def _side(node: Term, context: Context) -> tuple[Term, tuple[Comparison, ...]]:
    """What a side asks for, and what it claims besides."""
    if node.head != "chain" or not isinstance(node.data, tuple) or set(node.data) != {"="}:
        return node, ()
    first, *others = node.arguments
    if first.head in ("derivative", "apply"):
        return relation("=", first, others[-1]), tuple(_equal(first, others[:-1], context))
    if first.head == "name" and others[0].arguments:
        return relation("=", first, others[0]), tuple(_equal(others[0], others[1:], context))
    return node, ()


def _equal(first: Term, others: list[Term], context: Context) -> Iterator[Comparison]:
    for other in others:
        left, right = Side(first, to_latex(first)), Side(other, to_latex(other))
        yield Comparison(Claim(context, first, "=", other), None, left, right)
