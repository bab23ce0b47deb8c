"""``sqrt(a + b)  →  sqrt(a) + sqrt(b)``: a root is taken term by term, or roots are joined in one."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import each, factors, negated, product
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.terms import Term, add, term


def _term_by_term(node: Term, _step: WrongStep) -> Iterator[Term]:
    if node.head == "root" and node.arguments[0].head == "add":
        inner, degree = node.arguments
        yield add(*(_root(part, degree) for part in inner.arguments))
        yield add(*(_base(part, degree) for part in inner.arguments))
    elif node.head == "root":
        yield from _under_a_sum(node)
    elif node.head == "add":
        yield from _joined(node)


def _under_a_sum(node: Term) -> Iterator[Term]:
    """``sqrt(c sum_i a_i^2)`` as ``sqrt(c) sum_i a_i``."""
    inner, degree = node.arguments
    for part, others in each(factors(inner)):
        if part.head == "sum":
            summed = term("sum", [*part.arguments[:3], _base(part.arguments[3], degree)])
            front = [term("root", [product(others), degree])] if others else []
            yield product([*front, summed])


def _root(part: Term, degree: Term) -> Term:
    return negated(_root(part.arguments[0], degree)) if part.head == "negate" else term("root", [part, degree])


def _base(part: Term, degree: Term) -> Term:
    """The root of ``a^2`` as a."""
    if part.head == "negate":
        return negated(_base(part.arguments[0], degree))
    if part.head == "power" and part.arguments[1] is degree:
        return part.arguments[0]
    return part if part.head == "number" and part.data == 1 else term("root", [part, degree])


def _joined(node: Term) -> Iterator[Term]:
    bare = [part.arguments[0] if part.head == "negate" else part for part in node.arguments]
    if all(part.head == "root" for part in bare) and len({part.arguments[1] for part in bare}) == 1:
        inside = (
            negated(root.arguments[0]) if part.head == "negate" else root.arguments[0]
            for part, root in zip(node.arguments, bare, strict=True)
        )
        yield term("root", [add(*inside), bare[0].arguments[1]])


RULE = rewriting(
    "root-of-sum",
    r"\sqrt{a + b} \to \sqrt{a} + \sqrt{b}",
    "A root cannot be taken term by term: the root of 9 + 16 is 5, not 3 + 4.",
    slip=_term_by_term,
    mend=lambda node, step: _term_by_term(node, step) if node.head == "add" else (),
)
