"""Sums and products counted from their end: ``Σ_{k=1}^{t} β^{t-k}`` is ``Σ_{k=1}^{t} β^{k-1}``.

Rule: a finite sum has the same value with its terms in reverse order, so with ``low + high - k`` in the place of k; so
has a product of numbers. It is turned where the terms speak of a name n that stands in the upper bound, and turned they
do not, once linear forms such as ``t - (1 + t - k)`` are added up. That is an identity of numbers, whatever the names
stand for; so each term exists where its partner does. Used by ``induction``, which asks that terms do not change with
n. Budget: ``_PARTS`` sums a side. Source: Graham, Knuth and Patashnik, Concrete Mathematics, 2.3 (rule of reversal).
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, add, multiply, name, number, term

_PARTS: Final = 6
_TURNED: Final = frozenset({"sum", "product"})


def turned(side: Term, named: str) -> Term:
    """``side`` with its outermost sums and products counted from their end where that frees their terms of a name."""
    return _turned(side, named, [_PARTS])


def _turned(node: Term, named: str, left: list[int]) -> Term:
    if named not in node.free or _TURNED.isdisjoint(node.heads):
        return node
    if node.head not in _TURNED:
        return term(node.head, [_turned(argument, named, left) for argument in node.arguments], node.data)
    bound, low, high, body = node.arguments
    if named not in body.free or named not in high.free or left[0] == 0:
        return node
    left[0] -= 1
    from_the_end = add(low, high, term("negate", [bound]))
    if str(bound.data) in low.free | high.free:
        return node
    other = added_up(substitute(body, {str(bound.data): from_the_end}), named)
    return node if named in other.free else term(node.head, [bound, low, high, other], node.data)


def added_up(node: Term, named: str) -> Term:
    """A Term with the linear forms in it that speak of a name added up, whole coefficients only."""
    if named not in node.free:
        return node
    counted = _linear(node)
    if counted is None:
        return term(node.head, [added_up(argument, named) for argument in node.arguments], node.data)
    constant = counted.pop("", 0)
    ordered = sorted(counted.items(), key=lambda one: (one[1] < 0, one[0]))
    parts = [_multiple(latex, count) for latex, count in ordered if count]
    if constant or not parts:
        parts.append(number(constant))
    return parts[0] if len(parts) == 1 else add(*parts)


def _multiple(latex: str, count: int) -> Term:
    size = name(latex) if abs(count) == 1 else multiply(number(abs(count)), name(latex))
    return size if count > 0 else term("negate", [size])


def _linear(node: Term) -> Counter[str] | None:
    """How often each name is added, the constant under ``""``; None for what is no such sum."""
    match node.head:
        case "number":
            return Counter({"": int(str(node.data))})
        case "name":
            return Counter({str(node.data): 1})
        case "negate":
            inner = _linear(node.arguments[0])
            return None if inner is None else Counter({latex: -count for latex, count in inner.items()})
        case "add":
            total: Counter[str] = Counter()
            for argument in node.arguments:
                part = _linear(argument)
                if part is None:
                    return None
                total.update(part)
            return total
    return None
