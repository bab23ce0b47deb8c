"""Where a formula exists: each requirement follows from the facts, or excludes a nowhere-dense set, or is refused.

Rule: a side may fail to exist on a listed nowhere-dense set only. ``D != 0`` excludes such a set
when D, as a polynomial in one *free* generator (a real name that no hypothesis pins, with interior in its domain; a
component; an exponential of such), has a coefficient that does not vanish identically, and nothing else in D depends
on that name except through functions that are transcendental over it (``independence``). Values of undefined
functions, sums and integer names are never free: an undefined function may be 0 everywhere, ``N - 1`` is 0 at N = 1.
Polynomials in the components of one name are looked at in ``diagonals``.
Square roots are removed by the norm first. Source: identity theorem for analytic functions; Ax, On Schanuel's
conjectures (1971).
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.field.diagonals import coefficient, is_polynomial_of_components
from solgen.kernel.field.fractions import SIZES, Element, Generator, Polynomial
from solgen.kernel.field.independence import independent, is_continuous, tied
from solgen.kernel.field.replacement import opened_body
from solgen.kernel.field.scope import Requirement, Scope, Undefined, Unsupported
from solgen.kernel.field.signs import sign
from solgen.kernel.field.terms_of import Unwritable, term_of
from solgen.notation.terms import Term, number, relation

_DEPTH: Final = 6
_ANALYTIC: Final = frozenset({"name", "bound", "component", "exp", "log", "sine", "cosine", "constant", "unit", "root"})


def settle(scope: Scope, requirement: Requirement) -> None:
    """Check a requirement under the scope's facts; a nowhere-dense exception is noted. Raises Undefined."""
    element = requirement.element
    if requirement.kind in ("nonnegative", "index") and any(fact.element.key == element.key for fact in scope.facts):
        scope.used |= {
            fact.source for fact in scope.facts if fact.source is not None and fact.element.key == element.key
        }
        return
    found = sign(scope, element)
    if not _meets(found, requirement.kind) and _recall(scope):
        found = sign(scope, element)
    if not _meets(found, requirement.kind) and _look_again(scope, requirement.written or requirement.origin):
        found = sign(scope, element)
    if _meets(found, requirement.kind):
        return
    exceptional = requirement.kind == "nonzero" or (requirement.kind == "positive" and found == "0+")
    if exceptional and found != "0" and never_open(scope, element):
        _note(scope, requirement)
        return
    raise Undefined(_complaint(requirement))


def _meets(found: str, kind: str) -> bool:
    """Whether a sign is what a requirement of this kind asks for."""
    if found == "+" or (found in ("-", "≠") and kind == "nonzero"):
        return True
    return found in ("0+", "0") and kind in ("nonnegative", "index")


def _recall(scope: Scope) -> bool:
    """Make the sums of squares that were met so far facts of this scope; whether there are any."""
    known = {fact.element.key for fact in scope.facts}
    scope.facts += [fact for key, fact in scope.always.items() if key not in known]
    scope.signs.clear()  # what was not seen before may be now
    return bool(scope.always)


def _look_again(scope: Scope, written: Term | None) -> bool:
    """Whether what was written tells more than its normal form does: its sums of squares become facts of this scope.

    They are facts whatever the names in it stand for here.
    """
    if scope.learning or written is None:
        return False
    before, memo = len(scope.facts), scope.memo
    scope.learning, scope.memo = True, {}
    try:
        with scope.setting_aside():
            scope.translate(written)
    except BudgetExhausted as spent:
        if spent.what == "generators" and scope.field.size < SIZES[-1]:
            raise  # a larger ring may tell
        return False
    except (Unsupported, Undefined, ZeroDivisionError):
        return False
    finally:
        scope.learning, scope.memo = False, memo
    return len(scope.facts) > before


def _complaint(requirement: Requirement) -> str:
    what = {
        "nonzero": "a denominator may be 0 on more than single points",
        "positive": "a logarithm's argument is not known to be positive",
        "nonnegative": "what must be nonnegative (a radicand, the length of a sum) is not known to be",
        "index": "an index may lie outside its declared range",
    }
    return what[requirement.kind]


def _note(scope: Scope, requirement: Requirement) -> None:
    """List ``factor != 0`` for each factor that the facts leave open, and none that follows from those listed."""
    for said, element in _exceptions(scope, requirement).items():
        own = factors(element)
        known = next((known for known, other in scope.conditions.items() if factors(other) == own), None)
        if known is None and not own <= factors(*scope.conditions.values()):
            scope.conditions[said] = element
        elif known is not None and length(said) < length(known):  # the shorter takes the place of the other
            pairs = scope.conditions.items()
            scope.conditions = {said if one is known else one: other for one, other in pairs}


def factors(*elements: Element) -> frozenset[str]:
    """What the numerators are products of: where these do not vanish, none of their products does.

    Of a root and of an absolute value it is what stands below.
    """
    found: set[str] = set()
    for element in elements:
        for factor, _ in element.field.factor(element.numerator)[1]:
            part = Element(element.field, factor, element.field.one.numerator)
            below = _below(part)
            found |= {part.key} if below is None else factors(below)
    return frozenset(found)


def _below(part: Element) -> Element | None:
    """What a root is taken of, or an absolute value, which vanish where it does; None for anything else."""
    used = list(part.used)
    if len(used) != 1 or used[0].kind not in ("absolute", "root"):
        return None
    if part.numerator != part.field.variables[used[0].position]:
        return None
    below: Element = used[0].arguments[0]
    return below


def length(node: Term) -> int:
    """How long a Term is to write."""
    return 1 + sum(length(argument) for argument in node.arguments)


def _exceptions(scope: Scope, requirement: Requirement) -> dict[Term, Element]:
    element = requirement.element
    found: dict[Term, Element] = {}
    for factor, _ in scope.field.factor(element.numerator)[1]:
        part = Element(scope.field, factor, scope.field.one.numerator)
        if sign(scope, part) in ("+", "-", "≠"):
            continue
        said = _said_unequal(part)
        if said is None or ("sum" in said.heads and requirement.written is not None):  # which reads as its author wrote
            if requirement.written is None:
                raise Undefined(_complaint(requirement))
            return {relation("≠", requirement.written, number(0)): element}
        found[said] = part
    return found


def _said_unequal(part: Element) -> Term | None:
    try:
        return _unequal(part)
    except Unwritable:
        return None


def _unequal(part: Element) -> Term:
    """``x ≠ 2`` for a factor ``x - 2``, else ``factor ≠ 0``."""
    used = list(part.used)
    base = _below(part) or _base_of_power(part)
    if base is not None:
        return _unequal(base)
    if len(used) == 1 and part.numerator.degrees()[used[0].position] == 1:
        own = part.field.variable(used[0])
        slope = part.numerator.derivative(used[0].position).leading_coefficient()
        return relation("≠", term_of(own), term_of(own - part.scale(1 / slope)))
    return relation("≠", term_of(part), number(0))


def _base_of_power(part: Element) -> Element | None:
    """The base of an integer power, outside of whose zeros the power is not 0 either; None for anything else."""
    used = list(part.used)
    if len(used) != 1 or used[0].kind != "power" or part.numerator != part.field.variables[used[0].position]:
        return None
    base: Element = used[0].arguments[0]
    return base


def never_open(scope: Scope, element: Element) -> bool:
    """Whether the zeros of ``element`` are certainly nowhere dense."""
    return all(_factor(scope, factor, _DEPTH) for factor, _ in scope.field.factor(element.numerator)[1])


def _factor(scope: Scope, polynomial: Polynomial, depth: int) -> bool:
    if depth == 0:
        return False
    if polynomial.is_constant():
        return not polynomial.is_zero()
    field = scope.field
    element = Element(field, polynomial, field.one.numerator)
    for position in reversed(element.positions):
        if position in field.relations:
            norm = _norm(element, position)
            return norm is not None and not norm.is_zero and never_open(scope, norm)
    if sign(scope, element) in ("+", "-", "≠") or _is_sum_of_nonnegative(scope, element):
        return True
    base = _base_of_power(element)
    if base is not None:
        return sign(scope, base) != "0" and never_open(scope, base)
    return _is_polynomial_in_a_free_one(scope, polynomial, element, depth) or is_polynomial_of_components(
        scope, element
    )


def _is_polynomial_in_a_free_one(scope: Scope, polynomial: Polynomial, element: Element, depth: int) -> bool:
    """Whether some generator moves freely beside a coefficient of its powers whose zeros are nowhere dense."""
    for generator in element.used:
        if _is_free(scope, generator, element):
            top = polynomial.degrees()[generator.position]
            for power in range(top, -1, -1):
                part = coefficient(element, generator.position, power)
                if not part.is_zero and all(
                    _factor(scope, factor, depth - 1) for factor, _ in scope.field.factor(part.numerator)[1]
                ):
                    return True
    return False


def _is_sum_of_nonnegative(scope: Scope, element: Element) -> bool:
    """``sum y_i^2``: it vanishes only where its first summand does, and that is nowhere dense."""
    used = list(element.used)
    if len(used) != 1 or used[0].kind != "sum" or len(used[0].data) != 1 or element.numerator.total_degree() != 1:
        return False
    high, body = used[0].arguments
    if len(element.numerator) != 1 or sign(scope, high) != "+":
        return False
    with scope.bound_name(scope.field.one, high) as variable:
        _, inner = opened_body(scope, used[0].data, body, variable)
        return sign(scope, inner) in ("+", "0+") and never_open(scope, inner)


def _norm(element: Element, position: int) -> Element | None:
    """``A^2 - B^2 base`` for ``A + B g`` with ``g^2 = base``; None for other relations."""
    degree, value = element.field.relations[position]
    if degree != 2 or position in value.positions or element.numerator.degrees()[position] != 1:
        return None
    constant, linear = coefficient(element, position, 0), coefficient(element, position, 1)
    return constant * constant - linear * linear * value


def _is_free(scope: Scope, generator: Generator, element: Element) -> bool:
    """Whether the generator takes an open set of values whatever the others are, but for analytic dependence."""
    tokens = _free_tokens(scope, generator)
    if not tokens or not tokens.isdisjoint(tied(scope.context, element.reach)):
        return False
    components: dict[int, Generator] = {}
    for other in element.used:
        if other is generator or not other.reach.isdisjoint(tokens):
            if not _is_analytic(scope, other) and other is not generator:
                return False
            if other.kind == "exp" and not other.arguments[0].is_polynomial:
                return False
            _collect(other, tokens, components)
    found = list(components.values())
    return independent(element, tokens) and all(
        _distinct(first, second) for at, first in enumerate(found) for second in found[:at]
    )


def _is_analytic(scope: Scope, generator: Generator) -> bool:
    """Whether it is made of analytic functions of free names only, all the way down.

    An integer, or a name that a hypothesis pins, may not occur inside: ``e^{m x} - e^x`` vanishes for m = 1.
    """
    if generator.kind == "component":
        return True
    return generator.kind in _ANALYTIC and all(
        _is_analytic(scope, inner)
        and (inner.kind not in ("name", "bound", "component") or is_continuous(scope, str(inner.data[0])))
        for argument in generator.arguments
        for inner in argument.used
    )


def _collect(generator: Generator, tokens: frozenset[str], components: dict[int, Generator]) -> None:
    """The components of the named bases inside a generator, itself included."""
    if generator.kind == "component" and generator.data[0] in tokens:
        components[generator.position] = generator
    for argument in generator.arguments:
        for inner in argument.used:
            _collect(inner, tokens, components)


def _distinct(first: Generator, second: Generator) -> bool:
    """Whether two components are surely different ones."""
    if first.data != second.data:
        return True
    return any(
        (left - right).integer not in (None, 0) for left, right in zip(first.arguments, second.arguments, strict=True)
    )


def _free_tokens(scope: Scope, generator: Generator) -> frozenset[str]:
    """The continuous tokens by which a generator moves freely; empty where it does not."""
    if generator.kind in ("name", "component"):
        token = str(generator.data[0])
        return frozenset({token}) if is_continuous(scope, token) else frozenset()
    if generator.kind in ("exp", "log", "sine"):
        argument = generator.arguments[0]
        if not _is_analytic(scope, generator):
            return frozenset()
        return frozenset(token for token in argument.reach if is_continuous(scope, token))
    if generator.kind == "sum" and len(generator.data) == 1:
        high, body = generator.arguments
        inner = list(body.used)
        if (
            len(inner) == 1
            and inner[0].kind == "component"
            and body.numerator == body.field.variables[inner[0].position]
        ):
            token = str(inner[0].data[0])
            if is_continuous(scope, token) and sign(scope, high) == "+":
                return frozenset({token})
    return frozenset()
