"""What logarithms look like, for the rules about them."""

from __future__ import annotations

from solgen.notation.terms import Term, builtin, name, term

_LOGARITHMS = (builtin("ln"), builtin("log"))


def is_logarithm(node: Term) -> bool:
    """Whether it is a logarithm of something."""
    return node.head == "apply" and node.arguments[0] in _LOGARITHMS


def logarithm_like(pattern: Term, of: Term) -> Term:
    """The logarithm of ``of``, with the base of ``pattern``."""
    return term("apply", [pattern.arguments[0], of, *pattern.arguments[2:]])


def same_base(one: Term, other: Term) -> bool:
    """Whether two logarithms have the same base."""
    return one.arguments[0] is other.arguments[0] and one.arguments[2:] == other.arguments[2:]


def logarithms_in(*nodes: Term) -> list[Term]:
    """One logarithm of each base that occurs, of the same dummy argument."""
    dummy = name("x")
    found = (node for root in nodes for node in root.each("apply") if is_logarithm(node))
    return list(dict.fromkeys(logarithm_like(node, dummy) for node in found))
