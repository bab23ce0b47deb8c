"""Hypotheses made useful for proofs: facts, replacements, and the names that they pin.

Rule: an order relation is a fact; ``name = expression`` replaces the name; an equation that is linear in a real
name with a coefficient that cannot vanish is solved for it, once; one that is linear in a sum, a component or a
value of a function says what that is. All of it holds at every point of the context, so using it changes no truth
there; each use is noted. Names in any hypothesis that may confine them to a set without interior are pinned: no
nowhere-dense exception in them is accepted. Source: elementary.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.fractions import Element
from solgen.kernel.field.known_signs import literal
from solgen.kernel.field.scope import Fact, Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.translate import translate
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, name

_FIXABLE: Final = frozenset({"sum", "component", "function", "order"})
_ORDER: Final = frozenset({"<", "≤", ">", "≥"})


def statements(context: Context) -> Iterator[tuple[int, str, Term, Term]]:
    """Each hypothesis as relations between neighbours; a sign ``?`` for what is no relation."""
    for position, hypothesis in enumerate(context.hypotheses):
        stack = [hypothesis]
        while stack:
            node = stack.pop()
            if node.head in ("and", "statements"):
                stack.extend(node.arguments)
            elif node.head == "relation":
                yield position, str(node.data), node.arguments[0], node.arguments[1]
            elif node.head == "chain" and isinstance(node.data, tuple):
                for word, left, right in zip(node.data, node.arguments, node.arguments[1:], strict=False):
                    yield position, str(word), left, right
            else:
                yield position, "?", node, node


def pinned(context: Context, statements: list[tuple[int, str, Term, Term]], *, hypotheses: bool) -> frozenset[str]:
    """Names that the hypotheses may hold to a set without interior."""
    found: frozenset[str] = frozenset()
    replaced: set[str] = set()
    for _, word, left, right in statements:
        if word in ("<", ">", "≠"):
            continue
        if word == "=" and hypotheses:
            oriented = _oriented(context, left, right, replaced)
            if oriented is not None:
                replaced.add(oriented[0])
                continue
        found = found | left.free | right.free
        for side in (left, right):
            try:
                found = found | unfold(side, context).free
            except BudgetExhausted:
                found = found | frozenset(declaration.name for declaration in context.declarations)
    if replaced & found:
        for _, word, left, right in statements:
            if word == "=":
                found = found | left.free | right.free
    return found


def _oriented(context: Context, left: Term, right: Term, taken: set[str]) -> tuple[str, Term] | None:
    """``name = expression`` either way round, for a declared scalar name that the expression does not contain."""
    for side, other in ((left, right), (right, left)):
        if side.head != "name":
            continue
        named = str(side.data)
        declaration = context.declaration(named)
        if named in taken or declaration is None or context.definition(named) is not None or declaration.indices:
            continue
        if declaration.kind not in (Kind.REAL, Kind.INTEGER, Kind.SIZE, Kind.QUANTITY):
            continue
        reach = unfold(other, context).free
        if named not in reach and reach.isdisjoint(taken):
            return named, other
    return None


def take_equations(scope: Scope, statements: list[tuple[int, str, Term, Term]]) -> None:
    """Names that an equation says to be an expression; none of them occurs in another such expression."""
    taken: set[str] = set()
    for position, word, left, right in statements:
        if word != "=":
            continue
        oriented = _oriented(scope.context, left, right, taken)
        if oriented is not None:
            named, body = oriented
            if any(named in unfold(other, scope.context).free for other, _ in scope.equations.values()):
                continue
            taken.add(named)
            scope.equations[named] = (body, position)


def take_sizes(scope: Scope) -> None:
    """A size that an equation replaces is still at least 1."""
    for named, (_, position) in list(scope.equations.items()):
        declaration = scope.context.declaration(named)
        if declaration is not None and declaration.kind is Kind.SIZE:
            try:
                element = scope.translate(name(named))
            except (Unsupported, Undefined, ZeroDivisionError):
                continue
            scope.facts.append(Fact(element - scope.field.one, strict=False, source=position))


def take_declared_bounds(scope: Scope, named: frozenset[str]) -> None:
    """Bounds that are declared by other names (``k: integer, in [0, n]``) are facts; numerals are known anyway."""
    for declaration in scope.context.declarations:
        if declaration.name not in named or declaration.indices or declaration.shape:
            continue
        for node, sign_of_name, strict in _symbolic_bounds(declaration):
            try:
                difference = (translate(scope, name(declaration.name)) - translate(scope, node)).scale(sign_of_name)
            except (Unsupported, Undefined, ZeroDivisionError):
                continue
            scope.facts.append(tightened(scope, Fact(difference, strict)))


def _symbolic_bounds(declaration: Declaration) -> Iterator[tuple[Term, int, bool]]:
    """Each bound that is no numeral, 1 for a lower and -1 for an upper one, whether it is strict."""
    for declared in declaration.properties:
        ends: tuple[tuple[Term, int, bool], ...] = ()
        if declared.word == "in" and declared.terms and declared.terms[0].head == "interval":
            low, high = declared.terms[0].arguments
            brackets = str(declared.terms[0].data)
            ends = ((low, 1, brackets[0] == "("), (high, -1, brackets[1] == ")"))
        elif declared.word in ("at least", "at most") and declared.terms:
            ends = ((declared.terms[0], 1 if declared.word == "at least" else -1, False),)
        for node, way, strict in ends:
            if not node.free.isdisjoint({declaration.name}) or literal(node) is not None:
                continue
            if all(inner.head != "constant" for inner in node.walk()):
                yield node, way, strict


def take_facts(scope: Scope, statements: list[tuple[int, str, Term, Term]]) -> None:
    """Order relations become facts; equations that are left are solved or say what a sum is."""
    for position, word, left, right in statements:
        if word == "=":
            _take_fixed(scope, position, left, right)
        if word not in _ORDER and word != "≠":
            continue
        try:
            difference = translate(scope, left) - translate(scope, right)
        except (Unsupported, Undefined, ZeroDivisionError):
            continue
        if word == "≠":
            _take_unequal(scope, position, difference)
            continue
        if word in ("<", "≤"):
            difference = -difference
        fact = tightened(scope, Fact(difference, word in ("<", ">"), position))
        scope.facts.append(fact)
        scope.memo, scope.signs = {}, {}


def _take_unequal(scope: Scope, position: int, difference: Element) -> None:
    """``i ≠ j`` of two places: a delta of theirs is 0. Only integers: nothing is differentiated by one."""
    places = difference.used
    if not scope.is_integer(difference) or any(place.kind != "name" for place in places):
        return
    scope.unequal[difference.key] = (difference, position)
    scope.memo, scope.signs = {}, {}


def _take_fixed(scope: Scope, position: int, left: Term, right: Term) -> None:
    """An equation that is linear in a sum, a component or a function's value says what that is."""
    try:
        difference = translate(scope, left) - translate(scope, right)
    except (Unsupported, Undefined, ZeroDivisionError):
        return
    if not difference.is_polynomial:
        return
    degrees = difference.numerator.degrees()
    if not scope.solved and _solve(scope, position, difference):
        return
    for generator in difference.used:
        slope = difference.numerator.derivative(generator.position)
        if generator.kind in _FIXABLE and degrees[generator.position] == 1 and slope.is_constant():
            own = scope.field.variable(generator)
            value = own - difference.scale(1 / slope.leading_coefficient())
            scope.fixed.setdefault(generator.position, (value, position))
            return


def _solve(scope: Scope, position: int, difference: Element) -> bool:
    """Solve an equation for a real name in which it is linear, once; its coefficient must not vanish."""
    degrees = difference.numerator.degrees()
    for generator in difference.used:
        named = str(generator.data[0]) if generator.kind == "name" else ""
        declaration = scope.context.declaration(named)
        if declaration is None or declaration.kind is not Kind.REAL or degrees[generator.position] != 1:
            continue
        slope = Element(scope.field, difference.numerator.derivative(generator.position), scope.field.one.numerator)
        others = [other for other in difference.used if other is not generator]
        if any(named in other.reach for other in others) or sign(scope, slope) not in ("+", "-", "≠"):
            continue
        value = scope.field.variable(generator) - difference / slope
        if named not in value.reach:
            scope.solved[named] = (value, position)
            return True
    return False


def tightened(scope: Scope, fact: Fact) -> Fact:
    """``u > 0`` between integers is ``u - 1 >= 0``."""
    if fact.strict and scope.is_integer(fact.element):
        return Fact(fact.element - scope.field.one, strict=False, source=fact.source)
    return fact
