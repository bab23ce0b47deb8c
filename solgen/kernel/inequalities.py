"""Order between scalars, membership in intervals, and "for no value equal": by the sign of the difference.

Rule: ``left < right`` for every point at which both exist when ``right - left`` is positive there; likewise ``≤``,
``>``, ``≥``; ``left ≠ right`` when the difference is positive everywhere, or negative everywhere. ``x ∈ [a, b]`` is two
inequalities. First without the hypotheses, then with them, and with what they say that sums are; at last with a number
of ``[-1, 1]`` in the place of each sine and cosine of sums and products of real numbers, which exist everywhere. Sound
because the order of the real numbers is that of their difference and 0, and because what holds without exception for
every number of ``[-1, 1]`` holds for a sine. Budgets: those of the field and of ``signs``. Source: that
of ``signs``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel.claim import Claim, Finding, Proof, Unsettled
from solgen.kernel.equalities import proof_from, with_fixed_sums
from solgen.kernel.field.scope import Scope
from solgen.kernel.field.setting import decided
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.substitution import fresh_name
from solgen.notation.terms import Term, constant, name, number, term

MECHANISM: Final = "signs"
_ENOUGH: Final = {
    "<": ("-",),
    "≤": ("-", "0-", "0"),
    ">": ("+",),
    "≥": ("+", "0+", "0"),
    "≠": ("+", "-", "≠"),
}
_ENDS: Final = {"[": "≥", "(": ">", "]": "≤", ")": "<"}
_CIRCULAR: Final = frozenset({"sin", "cos"})
_BETWEEN: Final = term("interval", [term("negate", [number(1)]), number(1)], "[]")
_ARITHMETIC: Final = frozenset({"add", "negate", "multiply", "divide", "power", "root", "absolute"})
_REAL: Final = frozenset({Kind.REAL, Kind.INTEGER, Kind.SIZE})
Relations = list[tuple[Term, str, Term]]


def attempt(claim: Claim) -> Finding | None:
    """Prove an order relation, ``≠`` or membership of scalars; None for anything else."""
    if claim.relation == "∈":
        relations = _membership(claim.left, claim.right)
    elif claim.relation in _ENOUGH:
        relations = [(claim.left, claim.relation, claim.right)]
    else:
        return None
    if not relations:
        return None
    found = prove_order(claim, relations)
    if isinstance(found, Unsettled) and _has_compound_angles(relations):
        bounded = _with_bounded_numbers(claim, relations)
        again = prove_order(*bounded) if bounded is not None else None
        if isinstance(again, Proof) and not again.conditions:
            return again
    return found


def _has_compound_angles(relations: Relations) -> bool:
    """Whether there is a sine of more than a name: the field opens ``sin 2x``, and does not see its bounds any more."""
    nodes = (node for left, _, right in relations for side in (left, right) for node in side.walk())
    return any(_is_circular(node) and node.arguments[1].head != "name" for node in nodes)


def _is_circular(node: Term) -> bool:
    return node.head == "apply" and node.arguments[0].head == "builtin" and node.arguments[0].data in _CIRCULAR


def _with_bounded_numbers(claim: Claim, relations: Relations) -> tuple[Claim, Relations] | None:
    """The relations with a number of ``[-1, 1]`` for each sine and cosine; None where there is none to be replaced."""
    numbers: dict[Term, Term] = {}
    taken = {declared.name for declared in claim.context.declarations} | claim.left.free | claim.right.free

    def bounded(node: Term) -> Term:
        if _is_circular(node):
            if not _exists(claim.context, node.arguments[1]):
                return node
            if node not in numbers:
                numbers[node] = name(fresh_name("s", taken))
                taken.add(str(numbers[node].data))
            return numbers[node]
        if node.head not in _ARITHMETIC:
            return node
        return term(node.head, [bounded(each) for each in node.arguments], node.data)

    replaced = [(bounded(left), sign_, bounded(right)) for left, sign_, right in relations]
    if not numbers:
        return None
    added = (
        Declaration(str(each.data), Kind.REAL, properties=(Property("in", (_BETWEEN,)),)) for each in numbers.values()
    )
    return replace(claim, context=claim.context.with_declarations(*added)), replaced


def _exists(context: Context, node: Term) -> bool:
    """Whether a number exists wherever its names are: one of sums and products of declared real numbers."""
    if node.head == "name":
        declared = context.declaration(str(node.data))
        defined = context.definition(str(node.data))
        return declared is not None and defined is None and declared.kind in _REAL and not declared.indices
    if node.head in ("number", "decimal") or node is constant("pi"):
        return True
    if node.head == "divide" and node.arguments[1].head == "number" and node.arguments[1].data != 0:
        return _exists(context, node.arguments[0])
    return node.head in ("add", "negate", "multiply") and all(_exists(context, each) for each in node.arguments)


def _membership(left: Term, right: Term) -> list[tuple[Term, str, Term]]:
    """The inequalities that say that a number lies in an interval."""
    if right.head != "interval":
        return []
    low, high = right.arguments
    ends = str(right.data)
    found = []
    if not _is_infinite(low):
        found.append((left, _ENDS[ends[0]], low))
    if not _is_infinite(high):
        found.append((left, _ENDS[ends[1]], high))
    return found


def _is_infinite(node: Term) -> bool:
    inner = node.arguments[0] if node.head == "negate" else node
    return inner.head == "constant" and inner.data == "infinity"


def prove_order(claim: Claim, relations: list[tuple[Term, str, Term]]) -> Finding | None:
    """A Proof of all these relations, Unsettled with the reason, or None where a side is no scalar."""
    return decided(
        claim.context,
        tuple(side for left, _, right in relations for side in (left, right)),
        lambda scope: _ordered(scope, relations),
        mechanism=MECHANISM,
        undefined="a side does not exist, or is not known to",
        otherwise="the sign of the difference of the sides is not seen",
    )


def _ordered(scope: Scope, relations: list[tuple[Term, str, Term]]) -> Proof | None:
    elements = []
    scope.learning = True
    for left, relation, right in relations:
        difference = translate(scope, left) - translate(scope, right)
        if sign(scope, difference) not in _ENOUGH[relation]:
            difference = with_fixed_sums(scope, difference)
            if sign(scope, difference) not in _ENOUGH[relation]:
                return None
        elements.append(difference)
    return proof_from(scope, *elements, mechanism=MECHANISM)
