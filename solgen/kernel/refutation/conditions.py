"""Refutation of ``⇒`` and ``⇔`` between conditions in unknowns: a value for which one holds and the other does not.

Where an unknown is a real number, the borders of both conditions are computed exactly (zeros of the difference of the
sides of each relation, as a rational function of the unknown) and tried with points between and beyond them; in claims
about a sample also its values. A condition whose sides do not exist at a point does not hold there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, pairwise, product
from typing import Final

from flint import fmpq

from solgen.kernel.claim import Claim, Refutation
from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.evaluate import PRECISIONS, RULES, from_model, precision
from solgen.kernel.evaluation.evaluator import Evaluator, Value, reach
from solgen.kernel.evaluation.indeterminates import RationalFunction
from solgen.kernel.evaluation.values import CannotEvaluate, DoesNotExist, NeedPrecision
from solgen.kernel.floats import FloatEvaluator, NoRule, NoValue
from solgen.kernel.instances.drafts import to_fraction
from solgen.kernel.instances.drawing import claim_digest, draw_models, is_model
from solgen.kernel.instances.hypotheses import plan
from solgen.kernel.instances.linear_solutions import vector_solution
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, ModelValue
from solgen.kernel.refutation.support import Supported
from solgen.kernel.refutation.witness import model_text, witness_of
from solgen.notation.context import Kind
from solgen.notation.substitution import replace_terms
from solgen.notation.terms import Term, term

MECHANISM: Final = "refutation"
_MODELS: Final = 4
_PER_MODEL: Final = 9
_SUPPOSED: Final = 3
"""Models drawn so that what a step goes out from holds."""
_SOLVED: Final = 2
"""Models at which equations of vectors are solved; one refutes a false step, unless by chance."""
_SMALL: Final = tuple(map(Fraction, (0, 1, -1, 2)))
_EACH: Final = {2: 6, 3: 4}
"""How many values of each of two or three unknowns are tried together."""
_FAULTS = (TypeError, AttributeError, ZeroDivisionError, RecursionError, OverflowError, IndexError)


@dataclass(slots=True)
class _Tally:
    points: int = 0
    left_held: int = 0
    right_held: int = 0
    doubtful: bool = False


def attempt(claim: Claim) -> Refutation | Supported | None:
    """A refutation that says which solutions are lost or gained; else how many points support the step."""
    tally = _Tally()
    failure: tuple[Model, str, bool] | None = None
    sides, digest = (claim.left, claim.right), claim_digest(claim)
    models = draw_models(claim.context, sides, digest, _MODELS)
    if _is_of_arrays(claim):  # which hold at no point that is drawn without them in mind
        supposed = claim.context.with_hypotheses(claim.left)
        models = chain(draw_models(supposed, sides, digest, _SUPPOSED), models)
    for turn, model in enumerate(models):
        at_vectors = _at_vector_solutions(claim, model) if turn < _SOLVED else iter(())
        together = _points_together(claim, model) if turn == 0 else iter(())
        for point, unknown in chain(at_vectors, _points(claim, model), together):
            left, right = _truths(claim, point)
            if left is None or right is None:
                tally.points += _both_exist(claim, point)
                continue
            tally.points += 1
            tally.left_held += left
            tally.right_held += right
            fails = left and not right if claim.relation == "⇒" else left != right
            if not fails or failure is not None:
                continue
            if _confirmed(claim, point, left=left, right=right):
                failure = (point, unknown, left)
            else:
                tally.doubtful = True
        if failure is not None:
            break
    if failure is not None:
        return _refutation(claim, *failure, tally)
    if tally.doubtful or tally.points == 0:
        return None
    return Supported(tally.points)


def _is_of_arrays(claim: Claim) -> bool:
    """Whether a step goes out from an equation that speaks of vectors or matrices."""
    return (
        claim.left.head == "relation"
        and claim.left.data == "="
        and any(
            (declaration := claim.context.declaration(named)) is not None
            and declaration.kind in (Kind.VECTOR, Kind.MATRIX)
            for named in claim.left.free
        )
    )


def _refutation(claim: Claim, model: Model, unknown: str, left: bool, tally: _Tally) -> Refutation:  # noqa: FBT001 -- which side held
    names = claim.left.free | claim.right.free
    value = model.values.get(unknown)
    place = (
        f"{unknown} = {model_text(value)}" if isinstance(value, Fraction | ArrayValue) else _point_text(claim, model)
    )
    note = f"solutions lost: {place}" if left else f"solutions gained: {place}"
    idle, vacuous, message = "", False, ""
    from solgen.kernel.counting import excludes_nothing  # noqa: PLC0415 -- a whole algebra of counts, seldom asked

    for side, held, node in (("right", tally.right_held, claim.right), ("left", tally.left_held, claim.left)):
        if held == tally.points and not idle:
            idle, vacuous = side, excludes_nothing(node, claim.context)
    if vacuous:
        message = f"the condition on the {idle} is vacuous: it holds at every point, so it selects none"
    elif idle and tally.points >= 6:
        message = f"the condition on the {idle} held at all {tally.points} points that were tried, the other did not"
    words = ("holds", "does not hold")
    witness = witness_of(model, names, words[not left], words[left], note)
    return Refutation(MECHANISM, witness, vacuous, message)


def _point_text(claim: Claim, model: Model) -> str:
    """The values of all unknowns, in one line."""
    values = [(latex, model.values[latex]) for latex in _unknowns(claim, model)]
    return ", ".join(f"{latex} = {model_text(value)}" for latex, value in values) or "this point"


def _truths(claim: Claim, model: Model) -> tuple[bool | None, bool | None]:
    values = {latex: from_model(value) for latex, value in model.values.items()}
    evaluators = [Evaluator(model.context, values, RULES) for _ in PRECISIONS[:2]]
    return condition(claim.left, evaluators), condition(claim.right, evaluators)


def condition(node: Term, evaluators: Sequence[Evaluator]) -> bool | None:
    """Whether a condition holds: not, where a side of it does not exist; None where that is undecided.

    There is one evaluator a precision, so that what both sides of a step use is evaluated once.
    """
    truth: bool | None = None
    for bits, evaluator in zip(PRECISIONS, evaluators, strict=False):
        try:
            with precision(bits):
                truth = holds(evaluator, node, {})
        except DoesNotExist:
            return False
        except NeedPrecision:
            continue
        except (CannotEvaluate, *_FAULTS):
            return None
        if truth is not None:
            return truth
    return truth


def _both_exist(claim: Claim, model: Model) -> bool:
    values = {latex: from_model(value) for latex, value in model.values.items()}
    try:
        with precision(128):
            evaluator = Evaluator(model.context, values, RULES)
            holds(evaluator, claim.left, {})
            holds(evaluator, claim.right, {})
    except (DoesNotExist, NeedPrecision, CannotEvaluate, *_FAULTS):
        return False
    return True


def _confirmed(claim: Claim, model: Model, *, left: bool, right: bool) -> bool:
    return _second(claim.left, model) is left and _second(claim.right, model) is right


def _second(node: Term, model: Model) -> bool | None:
    evaluator = FloatEvaluator(model)
    try:
        found = evaluator.value(node, {})
    except NoValue:
        return False
    except (NoRule, ValueError, *_FAULTS):
        return None
    if found is None and node.head == "relation" and node.data == "=":
        # equal as far as floats can tell; evaluation 1 has shown that they are
        return True
    return found if isinstance(found, bool) else None


def _points(claim: Claim, model: Model) -> Iterator[tuple[Model, str]]:
    """The model itself, and the model with an unknown moved to where the conditions change."""
    count = 0
    unknowns = _unknowns(claim, model)
    yield model, unknowns[0] if unknowns else ""
    for unknown in unknowns:
        planned = plan(model.context, [unknown])
        for value in _places(claim, model, unknown):
            moved = _moved(model, {unknown: value})
            if is_model(moved, unknown, planned):
                yield moved, unknown
                count += 1
                if count >= _PER_MODEL:
                    return


def _moved(model: Model, changed: Mapping[str, ModelValue]) -> Model:
    return Model(model.context, {**model.values, **changed}, model.order)


def _points_together(claim: Claim, model: Model) -> Iterator[tuple[Model, str]]:
    """The model with several unknowns moved at once: to small whole numbers, and to where the conditions change."""
    unknowns = _unknowns(claim, model)
    if len(unknowns) < 2 or any(claim.context.hypotheses):
        return
    most = _EACH[len(unknowns)]
    places = [[*dict.fromkeys((*_places(claim, model, unknown), *_SMALL))][:most] for unknown in unknowns]
    planned = {unknown: plan(model.context, [unknown]) for unknown in unknowns}
    for values in product(*places):
        moved = _moved(model, dict(zip(unknowns, values, strict=True)))
        if all(is_model(moved, unknown, planned[unknown]) for unknown in unknowns):
            yield moved, ""


def _at_vector_solutions(claim: Claim, model: Model) -> Iterator[tuple[Model, str]]:
    """The model with an unknown vector moved to the solution of one of the equations, where it is linear."""
    for latex in claim.unknowns or tuple(sorted(claim.left.free | claim.right.free)):
        declaration = claim.context.declaration(latex)
        if declaration is None or declaration.kind is not Kind.VECTOR or claim.context.definition(latex) is not None:
            continue
        for left, right in (*_relations(claim.left), *_relations(claim.right)):
            value = vector_solution(left, right, model, latex)
            if value is None:
                continue
            moved = _moved(model, {latex: value})
            if is_model(moved, latex):
                yield moved, latex
            break  # where the first equation's one solution satisfies the second, it is the second's as well


def _unknowns(claim: Claim, model: Model) -> list[str]:
    free = reach(claim.left.free | claim.right.free, claim.context)
    wanted = claim.unknowns or tuple(sorted(free))
    found = []
    for latex in wanted:
        declaration = claim.context.declaration(latex)
        if declaration is None or declaration.kind not in (Kind.REAL, Kind.QUANTITY) or latex not in free:
            continue
        if isinstance(model.values.get(latex), Fraction):
            found.append(latex)
    return found[:3]


def _relations(node: Term) -> Iterator[tuple[Term, Term]]:
    if node.head == "relation" and node.data in ("=", "≠", "<", "≤", ">", "≥"):
        yield node.arguments[0], node.arguments[1]
    elif node.head == "relation" and node.data == "∈" and node.arguments[1].head in ("interval", "set"):
        for end in node.arguments[1].arguments:
            yield node.arguments[0], end
    elif node.head == "chain":
        yield from zip(node.arguments, node.arguments[1:], strict=False)
    elif node.head in ("and", "or", "not", "statements"):
        for argument in node.arguments:
            yield from _relations(argument)


def _places(claim: Claim, model: Model, unknown: str) -> list[Fraction]:
    borders: set[Fraction] = set()
    with precision(128):
        values = {latex: from_model(value) for latex, value in model.values.items()}
        moved = {**values, unknown: RationalFunction.variable()}
        for left, right in (*_relations(claim.left), *_relations(claim.right)):
            for one, other in _by_signs(left, right):
                borders |= _zeros(one, other, model, moved)
    for value in model.values.values():
        if isinstance(value, FamilyValue) and len(value.components) <= 8:
            borders |= {entry for entry in value.components.values() if isinstance(entry, Fraction)}
    ordered = sorted(borders)
    between = [(a + b) / 2 for a, b in pairwise(ordered)]
    beyond = [ordered[0] - 1, ordered[-1] + 1] if ordered else [Fraction(place) for place in (-1, 0, 1, 2)]
    return [*reversed(ordered), *between, *beyond]


def _by_signs(left: Term, right: Term) -> Iterator[tuple[Term, Term]]:
    """The two sides with each |u| in them as u and as −u: every zero of the difference is a zero of one of these."""
    sizes = [node for side in (left, right) for node in side.walk() if node.head == "absolute"][:2]
    for signs in product((1, -1), repeat=len(sizes)):
        chosen = {
            node: node.arguments[0] if sign > 0 else term("negate", [node.arguments[0]])
            for node, sign in zip(sizes, signs, strict=True)
        }
        yield replace_terms(left, chosen), replace_terms(right, chosen)


def _zeros(left: Term, right: Term, model: Model, values: Mapping[str, Value]) -> set[Fraction]:
    evaluator = Evaluator(model.context, values, RULES)
    try:
        difference = evaluator.value(left, {}) - evaluator.value(right, {})
    except (DoesNotExist, NeedPrecision, CannotEvaluate, *_FAULTS):
        return set()
    if not isinstance(difference, RationalFunction) or difference.is_zero():
        return set()
    poles = [-factor[0] / factor[1] for factor, _ in difference.bottom.factor()[1] if factor.degree() == 1]
    return {to_fraction(fmpq(zero)) for zero in (*(difference.rational_roots() or ()), *poles)}
