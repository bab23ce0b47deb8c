"""Equations rewritten by inverse functions, so that the same points satisfy them.

Rules, each an equivalence between conditions that hold only where their sides exist: ``a^u = a^v`` as ``u = v`` and
``a^u = v`` as ``u = ln v / ln a`` for numbers a > 0, a ≠ 1 and v > 0; ``ln u = v`` as ``u = e^v``; ``u^n = v^n`` as
``u = v`` for odd n, as ``u = v`` or ``u = -v`` for even n. Where the right side of a rule holds, the left side exists.
Budget: one pass, ``_TURNS`` rules one after the other. Source: elementary.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.real_line.numbers import sign_of_number
from solgen.notation.terms import Term, add, builtin, constant, number, relation, term

_TURNS: Final = 3


def inverted(node: Term) -> Term:
    """The condition with its equations rewritten."""
    if node.head in ("and", "or", "statements"):
        return term(node.head, [inverted(part) for part in node.arguments])
    for _ in range(_TURNS):
        if node.head != "relation" or node.data != "=":
            return node
        left, right = node.arguments
        found = _rewritten(left, right) or _rewritten(right, left)
        if found is None:
            return node
        node = found
    return node


def _rewritten(left: Term, right: Term) -> Term | None:
    if left.head == "apply" and left.arguments[0] is builtin("ln"):
        return relation("=", left.arguments[1], term("power", [constant("e"), right]))
    if left.head != "power":
        return None
    base, exponent = left.arguments
    if not base.free and _is_base(base):
        if right.head == "power" and right.arguments[0] is base:
            return relation("=", exponent, right.arguments[1])
        if not right.free and sign_of_number(right) == 1:
            logarithm = _ln(right)
            value = logarithm if base is constant("e") else term("divide", [logarithm, _ln(base)])
            return relation("=", exponent, value)
        return None
    return _of_powers(base, exponent, right)


def _of_powers(base: Term, exponent: Term, right: Term) -> Term | None:
    if exponent.head != "number" or not isinstance(exponent.data, int) or exponent.data < 2:
        return None
    if right.head != "power" or right.arguments[1] is not exponent:
        return None
    other = right.arguments[0]
    same = relation("=", base, other)
    return same if exponent.data % 2 else term("or", [same, relation("=", base, term("negate", [other]))])


def _is_base(base: Term) -> bool:
    above_one = sign_of_number(add(base, term("negate", [number(1)])))
    return sign_of_number(base) == 1 and above_one in (1, -1)


def _ln(value: Term) -> Term:
    return term("apply", [builtin("ln"), value])
