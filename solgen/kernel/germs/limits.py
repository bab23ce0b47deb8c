r"""Limits by growth: ``\lim_{x \to a} f(x)`` from the germs of f on the sides from which x may come.

Rule: x becomes ``a + t`` and ``a - t`` (one of them where a side is written, or where the declared range of x leaves
only one), ``1/t`` or ``-1/t``; the limits on the two sides must be the same. The name may not occur in hypotheses or in
other declarations. Budget: ``_DEPTHS`` terms a germ, the next where the last cancelled.
Source: Gruntz, On computing limits (1996).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.scope import Scope, Undefined, Unsupported
from solgen.kernel.field.translate import translate
from solgen.kernel.germs.carrying import Carrier
from solgen.kernel.germs.functions import direction, infinite, limit_of
from solgen.kernel.germs.germ import ONE, Germ, Germs, TooShort
from solgen.kernel.germs.monomials import compared
from solgen.kernel.unfold import unfold
from solgen.notation.context import Declaration, Kind
from solgen.notation.terms import Term

_DEPTHS: Final = (5, 9, 16)
Result = TypeVar("Result")


def limit_by_growth(scope: Scope, node: Term) -> Element:
    """The finite limit that a Term stands for. Raises Unsupported, Undefined or BudgetExhausted."""
    found = _on_sides(scope, node, lambda carrier, body: limit_of(carrier.germs, carrier.germ(body)))
    for other in found[1:]:
        if not (found[0] - other).is_zero:
            raise Unsupported("limits that differ on the two sides")
    return found[0]


def infinite_limit(scope: Scope, node: Term) -> int:
    """1 or -1 where the limit is plus or minus infinity, 0 where it is neither. Raises as ``limit_by_growth``."""
    found = set(_on_sides(scope, node, lambda carrier, body: infinite(carrier.germs, carrier.germ(body))))
    return found.pop() if len(found) == 1 else 0


def is_bounded(scope: Scope, node: Term) -> bool | None:
    """Whether the body of a limit stays bounded near the point; None where its leading coefficient is not known."""
    found = set(_on_sides(scope, node, _bounded))
    return found.pop() if len(found) == 1 else False if False in found else None


def _bounded(carrier: Carrier, body: Term) -> bool | None:
    germs, germ = carrier.germs, carrier.germ(body)
    if not germ.terms:
        if germ.error is not None and compared(germs.scope, germ.error, ONE) > 0:
            raise TooShort
        return True
    if compared(germs.scope, germ.terms[0][0], ONE) <= 0:
        return True
    return False if germs.scope.sign_of(germ.terms[0][1]) in ("+", "-", "≠") else None


def at_depths(attempt: Callable[[int], Result]) -> Result:
    """``attempt`` with more and more terms until they suffice. Raises BudgetExhausted."""
    for depth in _DEPTHS:
        try:
            return attempt(depth)
        except TooShort:
            continue
    raise BudgetExhausted("terms of an expansion", _DEPTHS[-1])


def _on_sides(scope: Scope, node: Term, look: Callable[[Carrier, Term], Result]) -> list[Result]:
    bound, point, body = node.arguments
    named = str(bound.data)
    if named in scope.values or scope.context.definition(named) is not None:
        raise Unsupported(named)
    body = unfold(body, scope.context)
    _stands_alone(scope, named)

    def attempt(depth: int) -> list[Result]:
        germs = Germs(scope, depth)
        images = list(_images(germs, point, str(node.data)))
        allowed = [image for image in images if _is_allowed(germs, scope.context.declaration(named), image)]
        if not allowed:
            raise Undefined("the limit is taken outside the declared range of its name")
        return [look(Carrier(germs, named, image), body) for image in allowed]

    with remembering(scope):
        return at_depths(attempt)


@contextmanager
def remembering(scope: Scope) -> Iterator[None]:
    """What is noted on the way is forgotten if the way leads nowhere."""
    conditions, used = dict(scope.conditions), set(scope.used)
    try:
        yield
    except BaseException:
        scope.conditions, scope.used = conditions, used
        raise


def _stands_alone(scope: Scope, named: str) -> None:
    context = scope.context
    for hypothesis in context.hypotheses:
        if named in unfold(hypothesis, context).free:
            raise Unsupported("a hypothesis on the name that moves")
    for declaration in context.declarations:
        ends = [end for indexed in declaration.indices for end in (indexed.low, indexed.high)]
        terms = [*declaration.shape, *ends, *(inner for found in declaration.properties for inner in found.terms)]
        if declaration.name != named and any(named in inner.free for inner in terms):
            raise Unsupported("a declaration by the name that moves")


def is_infinite(point: Term) -> bool:
    """Whether a point is plus or minus infinity."""
    inner = point.arguments[0] if point.head == "negate" else point
    return inner.head == "constant" and inner.data == "infinity"


def _images(germs: Germs, point: Term, side: str) -> Iterator[Germ]:
    if is_infinite(point):
        image = germs.variable(-1)
        yield germs.negated(image) if point.head == "negate" else image
        return
    at, step = germs.constant(translate(germs.scope, point)), germs.variable()
    if side != "-":
        yield germs.add(at, step)
    if side != "+":
        yield germs.add(at, germs.negated(step))


def _is_allowed(germs: Germs, declaration: Declaration | None, image: Germ) -> bool:
    """Whether the image lies in the declared range of the name near the point."""
    if declaration is None:
        return True
    if declaration.kind in (Kind.SIZE, Kind.INTEGER):
        if infinite(germs, image) != 1:
            raise Unsupported("integers that go to a number")
        return not declaration.properties
    if declaration.kind not in (Kind.REAL, Kind.QUANTITY) or declaration.indices or declaration.shape:
        raise Unsupported(declaration.name)
    return all(_within(germs, declared.word, declared.terms, image) for declared in declaration.properties)


def _within(germs: Germs, word: str, terms: tuple[Term, ...], image: Germ) -> bool:
    if word == "positive":
        return direction(germs, image) > 0
    if word == "negative":
        return direction(germs, image) < 0
    if word == "nonnegative":
        return direction(germs, image) >= 0
    if word == "nonzero":
        return direction(germs, image) != 0
    if word == "in" and terms[0].head == "interval":
        low, high = terms[0].arguments
        return _beyond(germs, image, low, 1) and _beyond(germs, image, high, -1)
    if word in ("at least", "at most"):
        return _beyond(germs, image, terms[0], 1 if word == "at least" else -1)
    raise Unsupported(word)


def _beyond(germs: Germs, image: Germ, end: Term, way: int) -> bool:
    if is_infinite(end):
        return True
    difference = germs.add(image, germs.negated(germs.constant(translate(germs.scope, end))))
    return direction(germs, difference) * way > 0
