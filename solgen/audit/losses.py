r"""The loss that a formula of ridge regression belongs to.

``w = (X^t X + \frac{\lambda}{2} I)^{-1} X^t T`` says what ``w`` is, but it is also what comes out of a loss, and out of
which one depends on how loss and penalty are normalized. Where no formula says so, the line is judged against the loss
that it belongs to, ``\|X w - T\|^2 + \frac{\lambda}{2} \|w\|^2``, and holds with that as its condition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import Term, add, constant, multiply, name, number, term
from solgen.notation.writing.latex import to_latex

_IDENTITY = constant("identity")


@dataclass(frozen=True, slots=True)
class _Ridge:
    """``(A^t A + weight I)^{-1} A^t target``."""

    matrix: Term
    weight: Term
    target: Term


def with_losses(judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines, those that give the solution of a ridge regression judged against its loss."""
    found: dict[Key, tuple[Claim, str]] = {}
    for key, one in judged.items():
        ridge = _ridge(one.line.step.claim.right) if _is_definition(one) else None
        claim = _claim(ridge, one.line.step.claim) if ridge is not None else None
        if claim is not None:
            said = to_latex(claim.left.arguments[1])
            found[key] = claim, f"if {one.line.step.left_latex} minimizes {said}"
    verdicts = verdicts_of((claim for claim, _ in found.values()), judge)
    result = dict(judged)
    for key, (claim, condition) in found.items():
        if verdicts[claim].established:
            line = replace(judged[key].line, purpose=Purpose.CLAIM)
            result[key] = replace(judged[key], line=line, claim=verdicts[claim], condition=condition)
    return result


def _is_definition(one: Judged) -> bool:
    """Whether a line says what a name is that no formula says otherwise."""
    claim = one.line.step.claim
    return one.line.purpose is Purpose.DEFINITION and one.established and claim.left.head == "name"


def _ridge(node: Term) -> _Ridge | None:
    if node.head != "multiply" or len(node.arguments) != 3 or node.arguments[0].head != "inverse":
        return None
    inner, transposed, target = node.arguments[0].arguments[0], node.arguments[1], node.arguments[2]
    if inner.head != "add" or len(inner.arguments) != 2 or transposed.head != "transpose":
        return None
    matrix = transposed.arguments[0]
    square, penalty = inner.arguments
    if (
        square is not multiply(transposed, matrix)
        or penalty.head != "multiply"
        or penalty.arguments[-1] is not _IDENTITY
    ):
        return None
    weight = penalty.arguments[:-1]
    return _Ridge(matrix, weight[0] if len(weight) == 1 else term("multiply", weight), target)


def _claim(ridge: _Ridge, definition: Claim) -> Claim | None:
    """That the minimizer of the loss is what the line says, the weight of the penalty being positive."""
    context = definition.context
    kept = tuple(one for one in context.definitions if one.name != str(definition.left.data))
    context = replace(context, definitions=kept)
    try:
        columns = shape_of(term("transpose", [ridge.matrix]), context).rows
    except ShapeMismatch:
        return None
    if columns is None or _is_settled(ridge, context):
        return None
    letter = next(each for each in ("w", "v", "u", "x", "z", "a") if _is_free(each, columns, context))
    unknown = name(letter)
    residual = add(multiply(ridge.matrix, unknown), term("negate", [ridge.target]))
    squares = [term("power", [term("norm", [each]), number(2)]) for each in (residual, unknown)]
    loss = add(squares[0], multiply(ridge.weight, squares[1]))
    context = _positive(ridge.weight, context.with_declarations(Declaration(letter, Kind.VECTOR, (), (columns,))))
    return Claim(context, term("arg_min", [unknown, loss]), "=", definition.right)


def _is_settled(ridge: _Ridge, context: Context) -> bool:
    """Whether a formula says what is minimized."""
    weights = ridge.weight.free
    return any(weights & definition.body.free for definition in context.definitions)


def _is_free(letter: str, columns: Term, context: Context) -> bool:
    declaration = context.declaration(letter)
    if declaration is None:
        return True
    return declaration.shape == (columns,) and not declaration.indices and context.definition(letter) is None


def _positive(weight: Term, context: Context) -> Context:
    """The context with the numbers of the penalty positive."""
    for each in sorted(weight.free):
        declaration = context.declaration(each)
        if declaration is not None and declaration.kind is Kind.REAL and not declaration.has("positive"):
            properties = (*declaration.properties, Property("positive"))
            context = context.with_declarations(replace(declaration, properties=properties))
    return context
