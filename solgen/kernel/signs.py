"""Signs of Elements: positive, negative, zero or neither, for every point at which the facts of the scope hold.

Rule: a polynomial is positive when all its monomials are nonnegative and one is positive; otherwise it is factored,
and names are reparametrized by what is known of them (``x >= l`` becomes ``x = l + t``, ``a < x < b`` becomes
``x = (a + b t)/(1 + t)``), a quadratic is completed, or a known nonnegative polynomial is subtracted. Every step is an
equality or drops something nonnegative, so an answer is a proof; ``?`` says nothing.
Budget: ``_NODES`` steps a question. Source: the positive-coefficient method (Pólya; Cutler and others), completed
squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import flint

from solgen.kernel.constants import constant_sign
from solgen.kernel.fractions import Element, Field, Generator, Polynomial
from solgen.kernel.scope import Fact, Scope, opened_body
from solgen.notation.context import Declaration, Kind

_NODES: Final = 160
_PRODUCT: Final = {
    ("+", "+"): "+", ("+", "-"): "-", ("-", "-"): "+",
    ("+", "0+"): "0+", ("+", "0-"): "0-", ("-", "0+"): "0-", ("-", "0-"): "0+",
    ("0+", "0+"): "0+", ("0+", "0-"): "0-", ("0-", "0-"): "0+",
    ("+", "≠"): "≠", ("-", "≠"): "≠", ("≠", "≠"): "≠",
}  # fmt: skip
_NEGATED: Final = {"+": "-", "-": "+", "0+": "0-", "0-": "0+", "0": "0", "?": "?", "≠": "≠"}


def sign(scope: Scope, element: Element) -> str:
    """``+``, ``-``, ``0+`` (nonnegative), ``0-``, ``0``, ``≠`` (never zero) or ``?``."""
    if element.is_zero:
        return "0"
    known = scope.signs.get(element.key)
    if known is None:
        above = _Question(scope).polynomial(element.numerator)
        below = _Question(scope).polynomial(element.denominator)
        known = times(above, below)
        scope.signs[element.key] = known
    return known


def times(left: str, right: str) -> str:
    """The sign of a product."""
    if "0" in (left, right):
        return "0"
    return _PRODUCT.get((left, right)) or _PRODUCT.get((right, left), "?")


class _Question:
    """One question about a sign; counts its steps."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.field: Field = scope.field
        self.left = _NODES

    def polynomial(self, polynomial: Polynomial) -> str:
        """The sign of a polynomial in the field's generators."""
        if polynomial.is_constant():
            value = 0 if polynomial.is_zero() else polynomial.leading_coefficient()
            return "0" if value == 0 else ("+" if value > 0 else "-")
        table = {
            position: generator_sign(self.scope, self.field.generators[position])
            for position, degree in enumerate(polynomial.degrees())
            if degree
        }
        direct = coherent(polynomial, table)
        if direct != "?":
            return direct
        if polynomial.total_degree() == 1:
            return self._irreducible(polynomial)
        content, factors = self.field.factor(polynomial)
        result = "+" if content > 0 else "-"
        for factor, exponent in factors:
            result = times(result, self._power(self._irreducible(factor), exponent))
            if result == "?":
                return "?"
        return result

    @staticmethod
    def _power(base: str, exponent: int) -> str:
        if exponent % 2:
            return base
        return "+" if base in ("+", "-", "≠") else "0+"

    def _irreducible(self, polynomial: Polynomial) -> str:
        numeric = constant_sign(Element(self.field, polynomial, self.field.one.numerator))
        if numeric != "?":
            return numeric
        table = Reparametrization(self.scope, polynomial)
        for candidate, signed in ((polynomial, "+"), (-polynomial, "-")):
            found = self._nonnegative(table.applied(candidate), table, 4)
            if found is None:
                found = self._sums(candidate)
            if found is not None:
                table.note(self.scope)
                strict = found and not table.closed
                return signed if strict else "0" + signed
        return "?"

    def _nonnegative(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        """True when positive, False when nonnegative, None when neither is seen."""
        self.left -= 1
        if self.left < 0:
            return None
        if polynomial.is_zero():
            return False
        direct = coherent(polynomial, table.signs)
        if direct in ("+", "0+", "0"):
            return direct == "+"
        if depth == 0 or direct in ("-", "0-"):
            return None
        for attempt in (self._factored, self._quadratic, self._subtracted):
            found = attempt(polynomial, table, depth)
            if found is not None:
                return found
        return None

    def _factored(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        if polynomial.total_degree() == 1:
            return None
        content, factors = self.field.factor(polynomial)
        if len(factors) == 1 and factors[0][1] == 1:
            return None
        result = "+" if content > 0 else "-"
        for factor, exponent in factors:
            part = "?"
            for candidate, signed in ((factor, "+"), (-factor, "-")):
                found = self._nonnegative(candidate, table, depth - 1)
                if found is not None:
                    part = signed if found else "0" + signed
                    break
            result = times(result, self._power(part, exponent))
        return {"+": True, "0+": False}.get(result)

    def _quadratic(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        """``a g^2 + b g + c`` with ``a > 0`` and ``4 a c - b^2 >= 0``."""
        for position, degree in enumerate(polynomial.degrees()):
            if degree != 2:
                continue
            constant, linear, leading = _coefficients(polynomial, position, self.field)
            if self._nonnegative(leading, table, depth - 1):
                found = self._nonnegative(leading * constant * 4 - linear * linear, table, depth - 1)
                if found is not None:
                    return found
        return None

    def _subtracted(self, polynomial: Polynomial, table: Reparametrization, depth: int) -> bool | None:
        """``p = c q + r`` with ``c > 0``, ``q`` known nonnegative and ``r`` nonnegative."""
        monomials = polynomial.to_dict()
        for fact in table.rest:
            for exponents, coefficient in fact.element.numerator.to_dict().items():
                ours = monomials.get(exponents)
                if ours is None or (ours > 0) != (coefficient > 0):
                    continue
                rest = polynomial - fact.element.numerator * (ours / coefficient)
                found = self._nonnegative(rest, table, depth - 1)
                if found is not None:
                    if fact.source is not None:
                        table.sources.add(fact.source)
                    return found or fact.strict
        return None

    def _sums(self, polynomial: Polynomial) -> bool | None:
        """``c + a S + b T`` with sums over one range: the sign of the one sum of ``c/n + a s + b t``."""
        whole = Element(self.field, polynomial, self.field.one.numerator)
        sums = [generator for generator in whole.used if generator.kind == "sum"]
        degrees = polynomial.degrees()
        if not sums or any(degrees[generator.position] != 1 for generator in sums):
            return None
        high = sums[0].arguments[0]
        if any(len(generator.data) != 1 or generator.arguments[0].key != high.key for generator in sums):
            return None
        nonempty = sign(self.scope, high) == "+"
        with self.scope.bound_name(self.field.one, high) as variable:
            total, rest = self.field.zero, polynomial
            for generator in sums:
                constant, linear = _coefficients(rest, generator.position, self.field)
                factor = Element(self.field, linear, self.field.one.numerator)
                if any(other.kind == "sum" and other in sums for other in factor.used):
                    return None
                _, body = opened_body(self.scope, generator.data, generator.arguments[-1], variable)
                total, rest = total + factor * body, constant
            if not rest.is_zero():
                if not nonempty:
                    return None
                total = total + Element(self.field, rest, self.field.one.numerator) / high
            found = sign(self.scope, total)
        return {"+": nonempty, "0+": False}.get(found)


def coherent(polynomial: Polynomial, signs: dict[int, str]) -> str:
    """The sign that all monomials share, from signs of the generators by position."""
    result = ""
    single = len(polynomial) == 1
    for exponents, coefficient in polynomial.to_dict().items():
        part = "+" if coefficient > 0 else "-"
        for position, exponent in enumerate(exponents):
            if not exponent:
                continue
            base = signs.get(position, "?")
            if exponent % 2 == 0:
                base = "+" if base in ("+", "-", "≠") else "0+"
            part = times(part, base)
        if part == "?" or (part == "≠" and not single):
            return "?"
        if not result:
            result = part
        elif result[-1] != part[-1]:
            return "?"
        elif len(part) < len(result):
            result = part
    return result or "0"


def _coefficients(polynomial: Polynomial, position: int, field: Field) -> list[Polynomial]:
    """Coefficients by powers of one generator, from the power 0."""
    groups: list[dict[tuple[int, ...], Any]] = [{} for _ in range(polynomial.degrees()[position] + 1)]
    for exponents, coefficient in polynomial.to_dict().items():
        rest = (*exponents[:position], 0, *exponents[position + 1 :])
        groups[exponents[position]][rest] = coefficient
    return [field.ring.from_dict(group) for group in groups]


class Reparametrization:
    """Names written by parameters whose signs are known, from the facts that bear on one polynomial."""

    def __init__(self, scope: Scope, polynomial: Polynomial) -> None:
        self.field = scope.field
        self.steps: list[tuple[int, Polynomial, Polynomial]] = []
        """Position, numerator and denominator of what the generator becomes."""
        self.rest: list[Fact] = []
        self.sources: set[int] = set()
        self.closed = False
        facts, positions = _bearing(scope, polynomial)
        self.signs = {position: generator_sign(scope, self.field.generators[position]) for position in positions}
        for fact in facts:
            self._use(fact)

    def note(self, scope: Scope) -> None:
        """Record the hypotheses that the parameters come from."""
        scope.used |= self.sources

    def applied(self, polynomial: Polynomial) -> Polynomial:
        """The polynomial in the parameters, up to a positive factor."""
        for position, above, below in self.steps:
            if not polynomial.degrees()[position]:
                continue
            if below.is_one():
                images = list(self.field.variables)
                images[position] = above
                polynomial = polynomial.compose(*images)
            else:
                parts = _coefficients(polynomial, position, self.field)
                top = len(parts) - 1
                polynomial = sum(
                    (part * above**power * below ** (top - power) for power, part in enumerate(parts)),
                    self.field.ring.constant(0),
                )
        return polynomial

    def _use(self, fact: Fact) -> None:
        polynomial = self.applied(fact.element.numerator)
        if polynomial.is_constant() or coherent(polynomial, self.signs) == "+":
            return
        if coherent(polynomial, self.signs) == "0+" and not fact.strict:
            return
        chosen = self._chosen(polynomial)
        if chosen is None:
            self.rest.append(Fact(Element(self.field, polynomial, self.field.one.numerator), fact.strict, fact.source))
            return
        position, coefficient, others = chosen
        one = self.field.one.numerator
        self.steps.append((position, (self.field.variables[position] - others) / coefficient, one))
        self.signs[position] = "+" if fact.strict else "0+"
        if fact.source is not None:
            self.sources.add(fact.source)

    def _chosen(self, polynomial: Polynomial) -> tuple[int, Any, Polynomial] | None:
        """A generator that occurs linearly with a positive constant coefficient, and the rest of the polynomial.

        The rest's negative must be nonnegative where the generator is known to be, so that nothing known is lost.
        """
        for position, degree in enumerate(polynomial.degrees()):
            if degree != 1:
                continue
            others, coefficient = _coefficients(polynomial, position, self.field)
            if not coefficient.is_constant() or coefficient.leading_coefficient() < 0:
                continue
            known = self.signs.get(position, "?")
            below = "0" if others.is_zero() else coherent(-others, self.signs)
            if (
                known == "?"
                or below == "+"
                or (below in ("0", "0+") and known == "0+")
                or (below == "0+" and known == "+")
            ):
                return position, coefficient.leading_coefficient(), others
        return None

    def between(self, position: int, low: Any, high: Any, *, closed: bool) -> None:
        """The generator runs from one rational number to another."""
        variable = self.field.variables[position]
        self.steps.append((position, variable * high + low, variable + 1))
        self.signs[position] = "0+" if closed else "+"
        self.closed = self.closed or closed


def _bearing(scope: Scope, polynomial: Polynomial) -> tuple[list[Fact], set[int]]:
    """The facts that share generators with the polynomial, directly or through each other."""
    positions = {position for position, degree in enumerate(polynomial.degrees()) if degree}
    facts: list[Fact] = []
    waiting = [fact for fact in scope.facts if fact.element.is_polynomial]
    queue = list(positions)
    seen: set[int] = set()
    while queue:
        position = queue.pop()
        if position in seen:
            continue
        seen.add(position)
        for fact in intrinsic(scope, scope.field.generators[position]):
            facts.append(fact)
            queue.extend(fact.element.positions)
        near = [fact for fact in waiting if position in fact.element.positions]
        waiting = [fact for fact in waiting if fact not in near]
        for fact in near:
            facts.append(fact)
            queue.extend(fact.element.positions)
    facts.extend(_along_an_order(scope, sorted(seen)))
    facts.sort(key=lambda fact: (len(fact.element.positions), len(fact.element.numerator)))
    return facts, seen


def intrinsic(scope: Scope, generator: Generator) -> list[Fact]:
    """What is known of a generator beyond its sign."""
    field = scope.field
    own = field.variable(generator)
    if generator.kind in ("name", "component"):
        declaration = scope.context.declaration(str(generator.data[0]))
        if declaration is None:
            return []
        if declaration.kind is Kind.SIZE:
            return [Fact(own - field.one, strict=False)]
        return [
            Fact(field.constant(factor) * own + field.constant(offset), strict=strict)
            for factor, offset, strict in _declared_bounds(declaration)
        ]
    if generator.kind == "exp":
        found = sign(scope, generator.arguments[0])
        if found[-1] in "+-" and found != "?":
            difference = own - field.one if found[-1] == "+" else field.one - own
            return [Fact(difference, strict=len(found) == 1)]
    return []


def _declared_bounds(declaration: Declaration) -> list[tuple[Any, Any, bool]]:
    """Declared rational bounds as ``factor * name + offset`` positive (strict) or nonnegative."""
    found: list[tuple[Any, Any, bool]] = []
    for declared in declaration.properties:
        if declared.word == "in" and declared.terms and declared.terms[0].head == "interval":
            interval = declared.terms[0]
            low, high = (literal(argument) for argument in interval.arguments)
            ends = str(interval.data)
            if low is not None:
                found.append((1, -low, ends[0] == "("))
            if high is not None:
                found.append((-1, high, ends[1] == ")"))
        elif declared.word in ("at least", "at most") and declared.terms:
            bound = literal(declared.terms[0])
            if bound is not None:
                found.append((1, -bound, False) if declared.word == "at least" else (-1, bound, False))
    return found


def literal(node: Any) -> Any | None:
    """The rational value of a numeral, its negation or a quotient of numerals."""
    if node.head == "number":
        return flint.fmpq(node.data)
    if node.head == "decimal":
        whole, _, digits = str(node.data).partition(".")
        return flint.fmpq(int(whole + digits), 10 ** len(digits))
    if node.head == "negate":
        inner = literal(node.arguments[0])
        return None if inner is None else -inner
    if node.head == "divide":
        above, below = (literal(argument) for argument in node.arguments)
        return above / below if above is not None and below else None
    return None


def _along_an_order(scope: Scope, positions: list[int]) -> list[Fact]:
    """Facts between components of one name that is declared to go up or down along its index."""
    found: list[Fact] = []
    generators = [scope.field.generators[position] for position in positions]
    components = [generator for generator in generators if generator.kind in ("component", "order")]
    for first in components:
        for second in components:
            if first is second or first.kind != second.kind or first.data != second.data:
                continue
            if len(first.arguments) != 1:
                continue
            direction = _direction(scope, first)
            if direction and _index_sign(scope, second.arguments[0] - first.arguments[0]) in ("+", "0+"):
                difference = scope.field.variable(second) - scope.field.variable(first)
                found.append(Fact(difference if direction > 0 else -difference, strict=False))
    return found


def _index_sign(scope: Scope, difference: Element) -> str:
    return sign(scope, difference) if all(g.kind in ("name", "bound") for g in difference.used) else "?"


def _direction(scope: Scope, generator: Generator) -> int:
    if generator.kind == "order":
        return 1
    declaration = scope.context.declaration(str(generator.data[0]))
    if declaration is None:
        return 0
    if declaration.has("nonincreasing"):
        return -1
    return 1 if declaration.has("increasing") else 0


def generator_sign(scope: Scope, generator: Generator) -> str:
    """The sign of one generator, as far as its kind tells."""
    key = f"generator {generator.position}"
    known = scope.signs.get(key)
    if known is None:
        known = scope.signs[key] = _generator_sign(scope, generator)
    return known


def _generator_sign(scope: Scope, generator: Generator) -> str:
    kind = generator.kind
    if kind in ("name", "component"):
        return _declared_sign(scope, str(generator.data[0]))
    if kind in ("exp", "unit"):
        return "+"
    if kind == "constant":
        return "+"
    if kind == "root":
        return "+" if sign(scope, generator.arguments[0]) == "+" else "0+"
    if kind == "absolute":
        return "+" if sign(scope, generator.arguments[0]) in ("+", "-", "≠") else "0+"
    if kind == "log":
        return sign(scope, generator.arguments[0] - scope.field.one)
    if kind == "delta":
        return "0+"
    if kind == "sum":
        return _sum_sign(scope, generator)
    return "?"


def _declared_sign(scope: Scope, named: str) -> str:
    declaration = scope.context.declaration(named)
    if declaration is None:
        return "?"
    if declaration.kind is Kind.SIZE or declaration.has("positive"):
        return "+"
    for word, found in (("negative", "-"), ("nonnegative", "0+")):
        if declaration.has(word):
            return "+" if found == "0+" and declaration.has("nonzero") else found
    for factor, offset, strict in _declared_bounds(declaration):
        if factor == 1 and offset <= 0:
            return "+" if strict or offset < 0 else "0+"
        if factor == -1 and offset <= 0:
            return "-" if strict or offset < 0 else "0-"
    return "≠" if declaration.has("nonzero") else "?"


def _sum_sign(scope: Scope, generator: Generator) -> str:
    """A sum from 1 to its high bounds has the sign of its body; a positive one if it is not empty."""
    highs, body = generator.arguments[:-1], generator.arguments[-1]
    nonempty = all(sign(scope, high) == "+" for high in highs)
    found = _opened_sign(scope, generator.data, highs, body)
    return found if nonempty or len(found) != 1 or found == "?" else "0" + found


def _opened_sign(scope: Scope, tokens: Sequence[str], highs: Sequence[Element], body: Element) -> str:
    if not highs:
        return sign(scope, body)
    with scope.bound_name(scope.field.one, highs[0]) as variable:
        rest, inner = opened_body(scope, tokens, body, variable)
        return _opened_sign(scope, rest, highs[1:], inner)
