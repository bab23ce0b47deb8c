"""Forms of statements: an equation with zero, a membership, a series, an equation for a derivative."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.notation.reading.reading import Member
from solgen.notation.terms import Term, number


def is_series(statement: Sequence[Member]) -> bool:
    """``1 + x + \\dots``: the beginning of something, which is not compared."""
    return any(
        any(part.head == "dots" for part in node.arguments)
        for member in statement
        if "dots" in member.term.heads
        for node in member.term.each("add")
    )


def ends_in_zero(statement: Sequence[Member]) -> bool:
    """Whether a statement is an equation with zero."""
    last = statement[-1]
    if len(statement) == 1 and last.term.head in ("relation", "chain"):
        signs = last.term.data if isinstance(last.term.data, tuple) else (last.term.data,)
        return signs[-1] == "=" and last.term.arguments[-1] is number(0)
    return last.sign == "=" and last.term.head == "number" and last.term.data == 0


def is_membership(statement: Sequence[Member]) -> bool:
    """``X \\in \\mathbb{R}^{N \\times d}``: said of a bare name, it tells what that is."""
    if len(statement) != 2 or statement[1].sign != "∈" or statement[0].term.head not in ("name", "index"):
        return False
    right = statement[1].term
    while right.head in ("power", "index"):
        right = right.arguments[0]
    return right.head in ("set", "interval") or (right.head == "constant" and right.data in ("reals", "integers"))


def differentiated_name(node: Term) -> str:
    """The name of which a side is the derivative, by another name: ``z`` of ``\\partial z_j / \\partial b_j``."""
    if node.head == "derivative":
        body = node.arguments[0]
        base = body.arguments[0] if body.head in ("index", "apply") else body
        others = {one.arguments[0] if one.head == "index" else one for one in node.arguments[1:]}
        return str(base.data) if base.head == "name" and base not in others else ""
    if node.head == "apply" and node.arguments[0].head == "prime":
        function = node.arguments[0].arguments[0]
        return str(function.data) if function.head == "name" else ""
    return ""
