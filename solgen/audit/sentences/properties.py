"""``V is orthogonal``, ``f is convex``: what each adjective claims, as a relation between Terms.

orthogonal: ``Aᵗ A = I`` · symmetric: ``Aᵗ = A`` · antisymmetric: ``Aᵗ = −A`` · idempotent: ``A A = A`` · invertible:
``det A ≠ 0`` · positive (semi)definite: ``A ≻ 0``, ``A ⪰ 0`` · convex, concave: ``f'' ≥ 0``, ``f'' ≤ 0`` · increasing,
decreasing: ``f' ≥ 0``, ``f' ≤ 0`` · even, odd: ``f(−x) = f(x)``, ``f(−x) = −f(x)``.

What a declaration says already is no claim. "Diagonal" is understood of a name that is declared so, else left alone.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ONE, Shape, ShapeMismatch
from solgen.notation.substitution import fresh_name
from solgen.notation.terms import Term, builtin, constant, multiply, name, number, term

_SAME: Final = {
    "orthogonal": ("orthogonal", "orthonormal columns"),
    "invertible": ("invertible", "positive definite", "orthogonal"),
    "symmetric": ("symmetric", "positive definite", "positive semidefinite", "diagonal"),
}
"""Declared properties that include the one that is claimed, besides the word itself."""
_OF_MATRICES: Final = frozenset(
    {
        "orthogonal",
        "symmetric",
        "antisymmetric",
        "idempotent",
        "invertible",
        "positive definite",
        "positive semidefinite",
        "diagonal",
    }
)
_DERIVATIVES: Final = {"convex": (2, "≥"), "concave": (2, "≤"), "increasing": (1, "≥"), "decreasing": (1, "≤")}
_ZERO: Final = number(0)


def claim_of(word: str, subject: Term, context: Context) -> Claim | None:
    """The claim that the property makes of a Term; None where it is declared or no claim can be made of it."""
    if is_declared(word, subject, context):
        return None
    if word in _OF_MATRICES:
        return _of_matrix(word, subject, context)
    return _of_function(word, subject, context)


def is_declared(word: str, subject: Term, context: Context) -> bool:
    """Whether the declaration of a name says it already."""
    declaration = context.declaration(str(subject.data)) if subject.head == "name" else None
    return declaration is not None and any(declaration.has(same) for same in (word, *_SAME.get(word, ())))


def is_vector(subject: Term, context: Context) -> bool:
    """Whether a Term is a column."""
    shape = _shape(subject, context)
    return shape is not None and shape.is_array and shape.columns is ONE and shape.rows is not ONE


def _shape(subject: Term, context: Context) -> Shape | None:
    try:
        return shape_of(subject, context)
    except ShapeMismatch:
        return None


def _of_matrix(word: str, subject: Term, context: Context) -> Claim | None:
    shape = _shape(subject, context)
    if shape is None or not shape.is_array or is_vector(subject, context):
        return None
    turned = term("transpose", [subject])
    match word:
        case "orthogonal":
            return Claim(context, multiply(turned, subject), "=", constant("identity"))
        case "symmetric":
            return Claim(context, turned, "=", subject)
        case "antisymmetric":
            return Claim(context, turned, "=", term("negate", [subject]))
        case "idempotent":
            return Claim(context, multiply(subject, subject), "=", subject)
        case "invertible":
            return Claim(context, term("apply", [builtin("det"), subject]), "≠", _ZERO)
        case "positive definite":
            return Claim(context, subject, "≻", _ZERO)
        case "positive semidefinite":
            return Claim(context, subject, "⪰", _ZERO)
    return None


def _of_function(word: str, subject: Term, context: Context) -> Claim | None:
    applied = _applied(subject, context)
    if applied is None:
        return None
    value, variable, within = applied
    if word in _DERIVATIVES:
        order, sign = _DERIVATIVES[word]
        return Claim(within, term("derivative", [value, *[variable] * order], "d"), sign, _ZERO)
    if value.head != "apply":
        return None
    turned = term("apply", [value.arguments[0], term("negate", [variable])])
    return Claim(within, turned, "=", value if word == "even" else term("negate", [value]))


def _applied(subject: Term, context: Context) -> tuple[Term, Term, Context] | None:
    """A function's value at a real name: the value, the name, the context in which it is declared."""
    if subject.head == "apply" and len(subject.arguments) == 2 and subject.arguments[1].head == "name":
        variable = subject.arguments[1]
        return (subject, variable, context) if _is_real(str(variable.data), context) else None
    if subject.head != "name":
        return None
    declaration = context.declaration(str(subject.data))
    definition = context.definition(str(subject.data))
    if declaration is not None and declaration.kind is Kind.FUNCTION:
        if definition is not None and len(definition.parameters) != 1:
            return None
        free = definition.parameters[0] if definition is not None else "x"
        if not _is_real(free, context):
            free = fresh_name("x", {each.name for each in context.declarations})
            context = context.with_declarations(Declaration(free, Kind.REAL))
        return term("apply", [subject, name(free)]), name(free), context
    return None


def _is_real(latex: str, context: Context) -> bool:
    declaration = context.declaration(latex)
    plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
    return plain and context.definition(latex) is None
