"""A second checker of ``claims.json``: the standard library alone, and nothing of solgen.

It does again, from the file, what can be done again without a prover:

* a **refutation**: the values of its ``point`` satisfy the hypotheses, and there the relation fails;
* a **numeric** claim: without names that are free to vary, both sides agree to more than 20 digits;
* a **polynomial identity**: both sides are the same quotient of polynomials in their names, with exact coefficients.

``recheck`` answers for each row "confirmed", "contradicted" or "not covered: why"; ``python -m tests.certificates
claims.json`` does so for a file. The fields are described in ``docs/certificates.md``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, DecimalException, getcontext
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any

getcontext().prec = 60
CLOSE, STEP = Fraction(1, 10**20), Fraction(1, 10**12)
NUMBERS = ("real", "integer", "size", "quantity")
UNITS = {"s": 1, "ms": Fraction(1, 1000), "min": 60, "h": 3600, "m": 1, "km": 1000, "g": 1, "kg": 1000}


class NotCovered(Exception):  # noqa: N818 -- what this checker leaves to others is no error
    """Nothing can be said of this here."""


class Nothing(ArithmeticError):  # noqa: N818 -- a fact about a value
    """The value does not exist."""


class Node:
    """One term of the file: a head, its data, its arguments."""

    def __init__(self, head: str, data: Any, arguments: Sequence[Node]) -> None:
        self.head, self.data, self.arguments, self.text = head, data, arguments, str(data)


def unpack(rows: list[list[Any]]) -> list[Node]:
    """The roots of a packed list of terms, whose rows refer to earlier rows."""
    nodes: list[Node] = []
    for head, *rest in rows[:-1]:
        nodes.append(Node(head, rest[0] if rest else None, [nodes[position] for position in rest[1:]]))
    return [nodes[position] for position in rows[-1][1:]]


class Matrix:
    """Rows of numbers; a vector has one column."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self.rows, self.shape = [list(row) for row in rows], (len(rows), len(rows[0]))

    def entries(self) -> list[Any]:
        return [entry for row in self.rows for entry in row]

    def __add__(self, other: Any) -> Matrix:
        if not isinstance(other, Matrix):  # a number beside a matrix is that multiple of I
            other = Matrix([[other * (i == j) for j in range(self.shape[1])] for i in range(self.shape[0])])
        if other.shape != self.shape:
            raise NotCovered("a sum of different shapes")
        return Matrix([[a + b for a, b in zip(*two, strict=True)] for two in zip(self.rows, other.rows, strict=True)])

    def __neg__(self) -> Matrix:
        return Matrix([[-entry for entry in row] for row in self.rows])

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Matrix):
            return Matrix([[entry * other for entry in row] for row in self.rows])
        columns = list(zip(*other.rows, strict=True))
        if self.shape[1] != other.shape[0]:
            raise NotCovered("a product of shapes that do not fit")
        found = Matrix([[sum(a * b for a, b in zip(row, one, strict=True)) for one in columns] for row in self.rows])
        return found.rows[0][0] if found.shape == (1, 1) and self.shape != (1, 1) != other.shape else found

    __radd__, __rmul__ = __add__, __mul__

    def minor(self, i: int, j: int) -> Matrix:
        return Matrix([row[:j] + row[j + 1 :] for k, row in enumerate(self.rows) if k != i] or [[Fraction(1)]])

    def inverse(self) -> Matrix:
        size, whole = range(self.shape[0]), reciprocal(self.determinant())
        return Matrix([[(-1) ** (i + j) * self.minor(j, i).determinant() * whole for j in size] for i in size])

    def is_definite(self, *, strictly: bool) -> bool:
        """Whether it is symmetric, with principal minors that are positive, or not negative: Sylvester."""
        size = range(self.shape[0])
        chosen = [subset for count in size for subset in combinations(size, count + 1)]
        minors = [Matrix([[self.rows[i][j] for j in subset] for i in subset]).determinant() for subset in chosen]
        if [list(row) for row in zip(*self.rows, strict=True)] != self.rows:
            raise NotCovered("an order of what is not symmetric")
        return all(minor > 0 or (minor == 0 and not strictly) for minor in minors)

    def determinant(self) -> Any:
        if self.shape[0] != self.shape[1]:
            raise NotCovered("a determinant of no square")
        if self.shape == (1, 1):
            return self.rows[0][0]
        return sum((-1) ** j * a * self.minor(0, j).determinant() for j, a in enumerate(self.rows[0]))


class Quotient:
    """A quotient of polynomials: monomials as sorted pairs of a name and an exponent, with exact coefficients."""

    def __init__(self, top: dict[Any, Fraction], bottom: dict[Any, Fraction] | None = None) -> None:
        self.top, self.bottom = {key: c for key, c in top.items() if c}, bottom or {(): Fraction(1)}

    @staticmethod
    def of(value: Any) -> Quotient:
        return value if isinstance(value, Quotient) else Quotient({(): Fraction(value)})

    def __add__(self, other: Any) -> Quotient:
        other = Quotient.of(other)
        left, right = product_of(self.top, other.bottom), product_of(other.top, self.bottom)
        top = {key: left.get(key, Fraction(0)) + right.get(key, Fraction(0)) for key in left | right}
        return Quotient(top, product_of(self.bottom, other.bottom))

    def __mul__(self, other: Any) -> Quotient:
        other = Quotient.of(other)
        return Quotient(product_of(self.top, other.top), product_of(self.bottom, other.bottom))

    __radd__, __rmul__ = __add__, __mul__

    def __neg__(self) -> Quotient:
        return self * -1


def product_of(left: Mapping[Any, Fraction], right: Mapping[Any, Fraction]) -> dict[Any, Fraction]:
    """The product of two polynomials, without zero coefficients."""
    found: dict[Any, Fraction] = {}
    for one, a in left.items():
        for other, b in right.items():
            exponents = dict(one)
            for latex, exponent in other:
                exponents[latex] = exponents.get(latex, 0) + exponent
            key = tuple(sorted(exponents.items()))
            found[key] = found.get(key, Fraction(0)) + a * b
    return {key: c for key, c in found.items() if c}


def reciprocal(value: Any) -> Any:
    if not (value.top if isinstance(value, Quotient) else value):
        raise Nothing
    return Quotient(value.bottom, value.top) if isinstance(value, Quotient) else 1 / value


def power(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) <= 60:
        if isinstance(base, Matrix) and exponent < 0:
            return power(base.inverse(), -exponent)
        if exponent < 0:
            return reciprocal(power(base, -exponent))
        return math.prod([base] * int(exponent)) if exponent else Fraction(1)
    if isinstance(base, Matrix | Quotient) or isinstance(exponent, Quotient):
        raise NotCovered("this power")
    if base < 0 or (base == 0 and exponent < 0):
        raise Nothing
    return smooth(lambda x: (x.ln() * decimal(exponent)).exp())(base) if base else Fraction(0)


def root(value: Any, degree: Any) -> Any:
    if isinstance(value, Quotient) or degree.denominator != 1:
        raise NotCovered("this root")
    return -root(-value, degree) if value < 0 and degree % 2 else power(value, 1 / degree)


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def smooth(function: Callable[..., Decimal]) -> Callable[..., Fraction]:
    """A function of decimals as one of fractions, to 60 digits; no logarithm of what is not positive."""

    def of(*values: Any) -> Fraction:
        if not all(isinstance(value, Fraction) for value in values):
            raise NotCovered("a function of this")
        try:
            return Fraction(function(*map(decimal, values)))
        except (DecimalException, OverflowError, ValueError):
            raise Nothing from None

    return of


def sine(x: Decimal) -> Decimal:
    if abs(x) > 40:
        raise NotCovered("a large angle")
    term, found, k = x, x, 1
    while abs(term) > Decimal("1e-70"):
        term, k = -term * x * x / ((2 * k) * (2 * k + 1)), k + 1
        found += term
    return found


def arctangent(x: Decimal) -> Decimal:
    if abs(x) > Decimal("0.1"):
        return 2 * arctangent(x / (1 + (1 + x * x).sqrt()))
    return sum(((-1) ** k * x ** (2 * k + 1) / (2 * k + 1) for k in range(32)), Decimal(0))


def arcsine(x: Decimal) -> Decimal:
    return x * 2 * arctangent(Decimal(1)) if abs(x) == 1 else arctangent(x / (1 - x * x).sqrt())


PI = 4 * arctangent(Decimal(1))
KNOWN = {"e": Fraction(Decimal(1).exp()), "pi": Fraction(PI), "identity": Fraction(1), "true": True, "false": False}
KNOWN |= UNITS
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": smooth(Decimal.exp), "ln": smooth(Decimal.ln), "log": smooth(lambda x, b: x.ln() / b.ln()),
    "sin": smooth(sine), "cos": smooth(lambda x: sine(x + PI / 2)), "tan": smooth(lambda x: sine(x) / sine(x + PI / 2)),
    "sinh": smooth(lambda x: (x.exp() - (-x).exp()) / 2), "cosh": smooth(lambda x: (x.exp() + (-x).exp()) / 2),
    "tanh": smooth(lambda x: 1 - 2 / ((2 * x).exp() + 1)), "arctan": smooth(arctangent), "arcsin": smooth(arcsine),
    "arccos": smooth(lambda x: PI / 2 - arcsine(x)), "sign": lambda x: Fraction((x > 0) - (x < 0)), "max": max,
    "min": min, "relu": lambda x: max(x, Fraction(0)), "det": Matrix.determinant,
    "tr": lambda m: sum(row[i] for i, row in enumerate(m.rows)),
}  # fmt: skip


def length(value: Any) -> Any:
    if not isinstance(value, Matrix):
        return abs(value)
    return root(sum(entry * entry for entry in value.entries()), Fraction(2))


SIMPLE: dict[str, Callable[..., Any]] = {
    "add": lambda first, *rest: sum(rest, first), "negate": lambda a: -a, "multiply": lambda *all_: math.prod(all_),
    "divide": lambda a, b: a * reciprocal(b), "power": power, "root": root, "absolute": length, "norm": length,
    "floor": lambda a: Fraction(math.floor(a)), "ceiling": lambda a: Fraction(math.ceil(a)), "inverse": Matrix.inverse,
    "transpose": lambda m: Matrix(list(zip(*m.rows, strict=True))), "and": lambda *all_: all(all_),
    "factorial": lambda a: Fraction(math.factorial(int(a))), "or": lambda *any_: any(any_), "not": lambda a: not a,
    "binomial": lambda n, k: Fraction(math.comb(int(n), int(k))),
}  # fmt: skip


class Point:
    """Values of names, and the definitions that other values follow from."""

    def __init__(self, definitions: Sequence[Sequence[Node]], given: dict[str, Any]) -> None:
        self.definitions, self.given = definitions, given
        self.defined = {(target.arguments or [target])[0].text: (target, body) for target, body in definitions}

    def value(self, node: Node) -> Any:
        """A number, a matrix, a family, a function or a truth. Raises Nothing, NotCovered."""
        if node.head in ("number", "decimal"):
            return Fraction(node.text)
        if node.head in ("unit", "constant"):
            if node.text not in KNOWN:
                raise NotCovered(f"the {node.head} {node.text}")
            return KNOWN[node.text]
        if node.head in SIMPLE:
            return SIMPLE[node.head](*map(self.value, node.arguments))
        rule = getattr(self, f"_{node.head}", None)
        if rule is None:
            raise NotCovered(node.head)
        return rule(node, *node.arguments)

    def at(self, latex: str, value: Any) -> Point:
        return Point([pair for pair in self.definitions if pair[0].text != latex], {**self.given, latex: value})

    def _name(self, node: Node) -> Any:
        if node.text in self.given:
            return self.given[node.text]
        if node.text not in self.defined:
            raise NotCovered(f"no value of {node.text}")
        target, body = self.defined[node.text]
        latexes = [argument.text for argument in target.arguments[1:]]
        if not latexes:
            return self.value(body)
        return lambda *values: Point(self.definitions, {**self.given, **dict(zip(latexes, values, strict=True))}).value(
            body
        )

    def _index(self, _: Node, base: Node, *indices: Node) -> Any:
        values, key = self.value(base), tuple(map(self.value, indices))
        if isinstance(values, Matrix):
            values = {(i + 1, j + 1)[: len(key)]: a for i, row in enumerate(values.rows) for j, a in enumerate(row)}
        if not callable(values) and key not in values:
            raise Nothing
        return values(*key) if callable(values) else values[key]

    def _apply(self, _: Node, function: Node, *arguments: Node) -> Any:
        return self.function(function)(*map(self.value, arguments))

    def function(self, node: Node) -> Callable[..., Any]:
        if node.head == "prime":
            inner = self.function(node.arguments[0])
            return (lambda x: slope(inner, x)) if node.data == 1 else (lambda x: slope(lambda z: slope(inner, z), x))
        found = FUNCTIONS.get(node.text) if node.head == "builtin" else self.value(node)
        if not callable(found):
            raise NotCovered(f"the function {node.text}")
        return found

    def _derivative(self, _: Node, body: Node, *names: Node) -> Any:
        if not names:
            return self.value(body)
        name, rest = names[-1], Node("derivative", None, [body, *names[:-1]])
        if name.head == "name":
            return slope(lambda x: self.at(name.text, x).value(rest), self.value(name))
        base, key = name.arguments[0], tuple(map(self.value, name.arguments[1:]))
        values = self.value(base) if name.head == "index" and base.text in self.given else None
        if not isinstance(values, dict) or key not in values:
            raise NotCovered("this derivative")
        return slope(lambda x: self.at(base.text, {**values, key: x}).value(rest), values[key])

    def _gradient(self, _: Node, body: Node, name: Node) -> Matrix:
        rows = self.value(name).rows

        def along(i: int, x: Any) -> Any:
            place = Matrix([[x] if i == j else row for j, row in enumerate(rows)])
            return self.at(name.text, place).value(body)

        return Matrix([[slope(partial(along, i), row[0])] for i, row in enumerate(rows)])

    def members(self, index: Node, low: Node, high: Node, body: Node) -> Iterator[Any]:
        return (
            self.at(index.text, Fraction(k)).value(body) for k in range(int(self.value(low)), int(self.value(high)) + 1)
        )

    def _sum(self, _: Node, *parts: Node) -> Any:
        first, *rest = [*self.members(*parts)] or [Fraction(0)]
        return sum(rest, first)

    def _product(self, _: Node, *parts: Node) -> Any:
        return math.prod(self.members(*parts), start=Fraction(1))

    def _matrix(self, node: Node, *entries: Node) -> Matrix:
        rows, columns = node.data
        return Matrix([[self.value(entry) for entry in entries[i * columns : (i + 1) * columns]] for i in range(rows)])

    def _relation(self, node: Node, left: Node, right: Node) -> bool:
        return compare(node.text, self.value(left), self.value(right))

    def truth(self, node: Node) -> bool:
        """Whether a condition holds; not, where a side of it does not exist."""
        try:
            return bool(self.value(node))
        except Nothing:
            return False


def slope(function: Callable[[Any], Any], at: Any) -> Any:
    """A derivative by central differences, good to more than 20 digits where the function is to 60."""
    return (function(at + STEP) + -function(at - STEP)) * (1 / STEP / 2)


def compare(sign: str, left: Any, right: Any) -> bool:
    """Whether a relation holds between two values, which are equal within 20 digits."""
    if sign in ("≻", "⪰"):
        return (left + -right).is_definite(strictly=sign == "≻")
    if isinstance(left, bool):
        return left == right if sign == "⇔" else right or not left
    if isinstance(left, Matrix) is not isinstance(right, Matrix):
        matrix, number = (left, right) if isinstance(left, Matrix) else (right, left)
        left, right = matrix, matrix * Fraction(0) + number
    if isinstance(left, Matrix) and isinstance(right, Matrix) and sign in ("=", "≠") and left.shape == right.shape:
        two = zip(left.entries(), right.entries(), strict=True)
        return all(compare("=", a, b) for a, b in two) is (sign == "=")
    if not (isinstance(left, Fraction) and isinstance(right, Fraction)) or sign not in "=≡≠<>≤≥":
        raise NotCovered(f"{sign} between these")
    order = (left > right) - (left < right) if abs(left - right) > CLOSE * (1 + abs(left) + abs(right)) else 0
    return order in {"=": (0,), "≡": (0,), "≠": (-1, 1), "<": (-1,), ">": (1,), "≤": (-1, 0), "≥": (0, 1)}[sign]


def drawn(value: Any) -> Any:
    """A value of a point, from its exact text."""
    if isinstance(value, str):
        return Fraction(value)
    word, *rest = value
    if word == "array":
        rows, columns, entries = int(rest[0]), int(rest[1]), [Fraction(entry) for entry in rest[2:]]
        return Matrix([entries[i * columns : (i + 1) * columns] for i in range(rows)])
    if word == "family":
        return {tuple(map(Fraction, key)): drawn(component) for *key, component in rest}
    if word == "polynomial":
        return lambda x: sum((Fraction(c) * power(x, Fraction(k)) for k, c in enumerate(rest)), Fraction(0))
    return value


def recheck(row: Mapping[str, Any], context: Mapping[str, Any]) -> str:
    """What this checker finds of one row: "confirmed", "contradicted" or "not covered: why"."""
    (left, right), sign, verdict = unpack(row["terms"]), row["relation"], row["verdict"]
    roots = unpack(context["terms"])
    pairs = [[roots[position] for position in pair] for pair in context["definitions"]]
    claim = left if sign == "⊢" else Node("relation", sign, [left, right])
    try:
        if verdict["word"] == "refuted":
            point = Point(pairs, {latex: drawn(value) for latex, value in verdict["witness"]["point"]})
            if not all(point.truth(roots[position]) for position in context["hypotheses"]):
                return "contradicted"
            if sign in ("⇒", "⇔"):
                return "contradicted" if compare(sign, point.truth(left), point.truth(right)) else "confirmed"
            return "contradicted" if point.value(claim) else "confirmed"
        if verdict["word"] != "proved":
            return f"not covered: {verdict['word']}"
        free = {d["name"] for d in context["declarations"] if d["kind"] in NUMBERS and not d["indices"]}
        point = Point(
            pairs, {latex: Quotient({((latex, 1),): Fraction(1)}) for latex in free - {p[0].text for p in pairs}}
        )
        sides = [] if sign == "⊢" else [point.value(left), point.value(right)]
        if sign == "=" and any(isinstance(side, Quotient) for side in sides):
            same = not (Quotient.of(sides[0]) + -Quotient.of(sides[1])).top
            return "confirmed" if same else "not covered: follows from more than algebra"
        return "confirmed" if (compare(sign, *sides) if sides else point.value(claim)) else "contradicted"
    except NotCovered as reason:
        return f"not covered: {reason}"
    except (Nothing, TypeError, ValueError, AttributeError, KeyError) as reason:
        return f"not covered: {reason or 'no value'}"
