"""Models drawn for a claim: values that honour every declared property and satisfy every hypothesis exactly.

Deterministic from the digest. Simple values come first (``samples``); what is drawn is checked before it is handed out:
properties name by name, hypotheses as soon as all their names have values. A hypothesis with a free index must hold for
the whole range of that index, which is the stronger reading, so no model is wrong under the weaker one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from typing import Final

from flint import fmpq

from solgen.kernel.claim import Claim
from solgen.kernel.evaluation.comparisons import holds
from solgen.kernel.evaluation.evaluate import precision
from solgen.kernel.evaluation.evaluator import Evaluator, Value
from solgen.kernel.evaluation.values import DoesNotExist, Sequence
from solgen.kernel.instances.array_equations import adjust_arrays
from solgen.kernel.instances.candidates import candidates
from solgen.kernel.instances.declared_properties import UNRESTRICTED, has_properties
from solgen.kernel.instances.drafts import FAILURES, Draft, to_fraction
from solgen.kernel.instances.draw_matrices import array_size
from solgen.kernel.instances.drawn_arrays import draw_arrays
from solgen.kernel.instances.hypotheses import Plan, Step, plan
from solgen.kernel.instances.matrix_fields import DigestStream
from solgen.kernel.instances.models import ArrayValue, FamilyValue, Model, ModelValue
from solgen.kernel.instances.recurrence_forms import Recurrence, stated
from solgen.kernel.instances.recurrences import sequences
from solgen.kernel.instances.solutions import solutions
from solgen.kernel.ranges import index_range
from solgen.notation.context import Context, Definition, Kind
from solgen.notation.packing import pack
from solgen.notation.terms import Term, name, number, term

_TRIES: Final = 14
_ATTEMPTS: Final = 12
_ORDER_HEADS: Final = frozenset({"absolute", "comprehension", "order_statistic", "subdifferential", "arg_min"})
_OF_PLACES: Final = frozenset({"relation", "name", "number", "add", "negate"})
_MAY_ORDER: Final = _ORDER_HEADS | {"builtin"}


@lru_cache(maxsize=16)
def claim_digest(claim: Claim) -> bytes:
    """SHA-256 of the claim's two sides and hypotheses, from which all drawing for it goes out."""
    rows = pack([claim.left, claim.right, *claim.context.hypotheses])
    return hashlib.sha256(json.dumps([claim.relation, rows], default=str).encode()).digest()


def draw_models(
    context: Context,
    terms: Iterable[Term],
    digest: bytes,
    count: int,
    count_with_arrays: int | None = None,
    *,
    every_hypothesis: bool = False,
) -> Iterator[Model]:
    """At most ``count`` models of the names that the terms depend on, the simplest first; none where none was found.

    ``count_with_arrays`` takes the place of ``count`` where a name has indices or a shape and order plays no part; a
    claim without names has one model. Where equations give every value, the same model comes each time.
    """
    draws = _draws(context, tuple(terms), digest, every_hypothesis)
    count = _how_many(draws.plan, count, count_with_arrays or count, ordered=draws.ordered)
    made = failures = 0
    with precision(128):
        for attempt in range(count + _ATTEMPTS):
            drawn = draws.at(attempt)
            if drawn is None:
                failures += 1
                if failures > _ATTEMPTS:
                    return
                continue
            yield drawn
            made += 1
            if made >= count:
                return


def _how_many(planned: Plan, count: int, count_with_arrays: int, *, ordered: bool) -> int:
    """How many models are drawn by a plan at most; see ``draw_models``."""
    if not planned.steps:
        return 1
    arrays = any(step.declaration and (step.declaration.indices or step.declaration.shape) for step in planned.steps)
    return min(count, count_with_arrays) if arrays and not ordered else count


class _Draws:
    """What is drawn for the terms of a claim: the plan, and the outcome of each attempt, once it was made.

    Refutation and the evaluation of a closed claim ask for the same models, one after the other.
    """

    def __init__(self, context: Context, terms: tuple[Term, ...], digest: bytes, *, every_hypothesis: bool) -> None:
        self.context = context
        self.digest = digest
        free = frozenset().union(*(node.free for node in terms))
        self.plan = plan(context, free, every_hypothesis=every_hypothesis)
        stated = (*terms, *self.plan.hypotheses)
        self.ordered = _is_about_order(stated, self.plan, context)
        scopes = (*stated, *(definition.body for definition in context.definitions))
        self.indices = {
            step.name: found
            for step in self.plan.steps
            if step.declaration is None and (found := _range_of(step.name, scopes, context)) is not None
        }
        self.settled = all(step.assigned is not None for step in self.plan.steps)
        """Whether equations give every value: then nothing is drawn, and all attempts come to the same."""
        self._made: list[Model | None] = []

    def at(self, attempt: int) -> Model | None:
        """The model of an attempt, or None where it failed; attempts are asked for in order."""
        if self.settled and self._made:
            return self._made[0]
        while len(self._made) <= attempt:
            self._made.append(self._attempt(len(self._made)))
        return self._made[attempt]

    def _attempt(self, attempt: int) -> Model | None:
        stream = DigestStream(self.digest + attempt.to_bytes(4, "big"))
        return _draw_one(Draft(self.context, self.plan, attempt, stream, self.ordered, self.indices))


@lru_cache(maxsize=4)
def _draws(context: Context, terms: tuple[Term, ...], digest: bytes, every_hypothesis: bool) -> _Draws:  # noqa: FBT001 -- a key of the memory
    return _Draws(context, terms, digest, every_hypothesis=every_hypothesis)


def _is_about_order(stated: tuple[Term, ...], planned: Plan, context: Context) -> bool:
    """Whether order plays a part in what is stated, or in the definitions that it uses."""
    bodies = [definition.body for latex in planned.needed if (definition := context.definition(latex)) is not None]
    return any(
        (inner.head in _ORDER_HEADS and not _is_over_vectors(inner, context))
        or (inner.head == "builtin" and inner.data in ("median", "max", "min", "sign"))
        for body in (*stated, *bodies)
        if not _MAY_ORDER.isdisjoint(body.heads)
        for inner in body.walk()
    )


def _is_over_vectors(node: Term, context: Context) -> bool:
    declaration = context.declaration(str(node.arguments[0].data)) if node.head == "arg_min" else None
    return declaration is not None and declaration.kind is Kind.VECTOR


def _range_of(latex: str, scopes: tuple[Term, ...], context: Context) -> tuple[Term, Term] | None:
    for scope in scopes:
        if latex in scope.free:
            found = index_range(latex, scope, context)
            if found is not None:
                return found
    return None


def _draw_one(draw: Draft) -> Model | None:
    matrices_drawn = False
    for step in draw.plan.steps:
        kind = step.declaration.kind if step.declaration else None
        if kind in (Kind.VECTOR, Kind.MATRIX) and step.assigned is None:
            if not matrices_drawn:
                matrices_drawn = draw_arrays(draw)
                if not matrices_drawn:
                    return None
                adjust_arrays(draw, [check for later in draw.plan.steps for check in later.checks])
            if not _array_meets(draw, step):
                return None
        elif not _draw_step(draw, step):
            return None
    if not _closed_hold(draw):
        return None
    return Model(draw.context, draw.values, tuple(step.name for step in draw.plan.steps if step.name in draw.values))


def _closed_hold(draw: Draft) -> bool:
    try:
        return all(holds(draw.evaluator(), node, {}) is True for node in draw.plan.closed)
    except FAILURES:
        return False


def _draw_step(draw: Draft, step: Step) -> bool:
    if step.declaration is not None and step.declaration.kind in (Kind.EVENT, Kind.RANDOM_VARIABLE, Kind.COMPLEX):
        return True
    try:
        if step.assigned is not None:
            return _assign(draw, step)
        found = _candidates(draw, step)
        for candidate in islice(found, _TRIES):
            draw.set(step.name, candidate)
            if has_properties(draw, step) and _meets(draw, step):
                return True
            draw.forget(step.name)
    except FAILURES:
        draw.forget(step.name)
    return False


def _candidates(draw: Draft, step: Step) -> Iterator[ModelValue]:
    if step.recurrent:
        return sequences(draw, step)
    return solutions(draw, step) if step.solved else candidates(draw, step)


def _assign(draw: Draft, step: Step) -> bool:
    """The value that an equation gives; one that is not rational stays as the definition that it is."""
    assert step.assigned is not None
    value = draw.evaluate(step.assigned)
    if step.declaration is not None and step.declaration.kind in (Kind.VECTOR, Kind.MATRIX):
        draw.forget(step.name)  # it may have been drawn with the other arrays
        draw.context = draw.context.with_definition(Definition(name(step.name), _array_assigned(draw, step, value)))
    elif type(value) is fmpq:
        draw.set(step.name, to_fraction(value))
    elif isinstance(value, Sequence) and all(type(entry) is fmpq for entry in value.entries):
        entries: dict[tuple[int, ...], Fraction | ArrayValue] = {
            (place,): to_fraction(entry) for place, entry in enumerate(value.entries, 1)
        }
        draw.set(step.name, FamilyValue(entries))
    else:
        draw.context = draw.context.with_definition(Definition(name(step.name), step.assigned))
    try:
        return has_properties(draw, step) and _meets(draw, step)
    except FAILURES:
        return False


def _array_assigned(draw: Draft, step: Step, value: Value) -> Term:
    """What an equation gives for a vector or matrix; ``a = 0`` gives as many zeros as it has entries."""
    assert step.assigned is not None
    assert step.declaration is not None
    if value != 0 or type(value) is not fmpq:
        return step.assigned
    sizes = {latex: int(size) for latex, size in draw.values.items() if isinstance(size, Fraction)}
    rows, columns = array_size(step.declaration, draw.context, sizes)
    return term("matrix", [number(0)] * (rows * columns), (rows, columns))


def _meets(draw: Draft, step: Step) -> bool:
    """Whether all hypotheses hold whose names now have values; a hypothesis that was made a definition holds by it."""
    for check in step.checks:
        inexact = step.assigned is not None and step.name not in draw.values
        if inexact and check.head == "relation" and check.data == "=" and step.assigned in check.arguments:
            continue
        free = sorted(check.free & set(draw.free_indices))
        if not _holds_throughout(draw, check, free):
            return False
    return True


def _array_meets(draw: Draft, step: Step) -> bool:
    try:
        return _meets(draw, step)
    except FAILURES:
        return False


def _holds_throughout(draw: Draft, check: Term, free: list[str]) -> bool:
    evaluator = draw.evaluator()
    if _compares_places(check, draw):
        free = []
    declared = [index for index in free if index not in _bounded_by(draw.plan, index)]
    spans = [range(draw.whole(draw.free_indices[index][0]), draw.whole(draw.free_indices[index][1]) + 1)
             for index in declared]  # fmt: skip
    for places in product(*spans):
        changed = {index: fmpq(place) for index, place in zip(declared, places, strict=True)}
        inner = evaluator.with_values(changed) if changed else evaluator
        if changed and not _indices_exist(draw, check, inner):
            continue
        try:
            if holds(inner, check, {}) is not True:
                return False
        except DoesNotExist:
            return False
    return True


def _compares_places(check: Term, draw: Draft) -> bool:
    """Whether a hypothesis is ``i ≠ j`` of places and numbers: then they are certain ones, for not all are unequal."""
    if check.head != "relation" or check.data != "≠" or not check.heads <= _OF_PLACES:
        return False
    return all(latex in draw.free_indices or _is_whole(latex, draw.context) for latex in check.free)


def _is_whole(latex: str, context: Context) -> bool:
    declaration = context.declaration(latex)
    return declaration is not None and declaration.kind in (Kind.SIZE, Kind.INTEGER)


def _indices_exist(draw: Draft, check: Term, inner: Evaluator) -> bool:
    """Whether all members of which a recurrence speaks here are declared: ``a_{k+1}`` at the last k is not."""
    if not isinstance(stated(check, draw.context), Recurrence):
        return True
    for node in check.walk():
        declaration = draw.context.declaration(str(node.arguments[0].data)) if node.head == "index" else None
        for declared, place in zip(declaration.indices if declaration else (), node.arguments[1:], strict=False):
            if place.free.isdisjoint(draw.free_indices):
                continue
            at = inner.value(place, {})
            if not draw.whole(declared.low) <= at <= draw.whole(declared.high):
                return False
    return True


def _bounded_by(planned: Plan, index: str) -> set[str]:
    """The index itself where a hypothesis such as ``1 ≤ k ≤ n − 1`` is about it: then it is one number, not any."""
    step = next((step for step in planned.steps if step.name == index), None)
    return {index} if step is not None and (step.bounds or step.assigned is not None) else set()


def find_instance(context: Context) -> Model | None:
    """A model of all hypotheses at once, or None where the bounded search found none."""
    digest = hashlib.sha256(json.dumps(pack(list(context.hypotheses)), default=str).encode()).digest()
    terms = context.hypotheses or (number(0),)
    return next(draw_models(context, terms, digest, 1, every_hypothesis=True), None)


def _concerns(step: Step, changed: str) -> bool:
    """Whether what is declared of a step's name is about a changed value: its own, or one that it must lie beside."""
    if step.name == changed or step.declaration is None:
        return step.name == changed
    return any(changed in said.free for known in step.declaration.properties for said in known.terms)


def _takes_any_number(step: Step) -> bool:
    """Whether nothing is declared of a number, so that ``has_properties`` accepts every value."""
    declaration = step.declaration
    return declaration is not None and not declaration.properties and declaration.kind in UNRESTRICTED


def is_model(model: Model, changed: str, planned: Plan | None = None) -> bool:
    """Whether a model with one value changed still has every declared property and meets every hypothesis.

    ``planned`` is the plan of that name, where it was made before.
    """
    planned = planned or plan(model.context, [changed])
    asked = [step for step in planned.steps if _concerns(step, changed)]
    if not planned.hypotheses and all(_takes_any_number(step) and step.name in model.values for step in asked):
        return True
    draw = Draft(model.context, planned, 0, DigestStream(0), False, {})  # noqa: FBT003 -- order plays no part
    for latex, value in model.values.items():
        draw.set(latex, value)
    try:
        return all(has_properties(draw, step) for step in asked) and all(
            holds(draw.evaluator(), hypothesis, {}) is True for hypothesis in planned.hypotheses
        )
    except FAILURES:
        return False
