"""A second checker of ``claims.json``: the standard library alone, and nothing of solgen.

It does again, from the file, what can be done again without a prover:

* a **refutation**: the values of its ``point`` satisfy the hypotheses, and there the relation fails;
* a **numeric** claim: without names that are free to vary, both sides agree to more than 20 digits;
* a **polynomial identity**: both sides agree modulo a prime of 521 bits, at a random place that nobody knows before.
  Two quotients of polynomials that differ do so with a chance of their degree in the prime: Schwartz and Zippel.

``recheck`` answers for each row "confirmed", "contradicted" or "not covered: why"; ``python -m tests.certificates
claims.json`` does so for a file. The fields are described in ``docs/certificates.md``.
"""

from __future__ import annotations

import math
import operator
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, Overflow, getcontext
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any

getcontext().prec = 80
CLOSE, STEP, PRIME = Fraction(1, 10**20), Fraction(1, 10**12), 2**521 - 1
NUMBERS = ("real", "integer", "size", "quantity")


class NotCovered(Exception):  # noqa: N818 -- what this checker leaves to others is no error
    """Nothing can be said of this here."""


class Node:
    """One term of the file: a head, its data, its arguments."""

    def __init__(self, head: str, data: Any, arguments: Sequence[Node]) -> None:
        self.head, self.data, self.arguments, self.text = head, data, arguments, str(data)


def names(node: Node) -> set[str]:
    return {node.text} if node.head == "name" else set[str]().union(*map(names, node.arguments))


def unpack(rows: list[list[Any]]) -> list[Node]:
    """The roots of a packed list of terms, whose rows refer to earlier rows."""
    nodes: list[Node] = []
    for head, *rest in rows[:-1]:
        nodes.append(Node(head, rest[0], [nodes[int(position)] for position in rest[1:]]))
    return [nodes[int(position)] for position in rows[-1][1:]]


class Matrix:
    """Rows of numbers; a vector has one column."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self.rows, self.shape = [list(row) for row in rows], (len(rows), len(rows[0]) if rows else 0)

    def entries(self) -> list[Any]:
        return [entry for row in self.rows for entry in row]

    def zipped(self, rule: Callable[[Any, Any], Any], other: Matrix) -> Any:
        return Matrix([[rule(*ab) for ab in zip(*two, strict=True)] for two in zip(self.rows, other.rows, strict=True)])

    def __add__(self, other: Any) -> Any:
        return self.zipped(operator.add, block(other, *self.shape))

    def map(self, function: Callable[[Any], Any]) -> Any:
        return Matrix([[function(entry) for entry in row] for row in self.rows])

    def __neg__(self) -> Any:
        return self * -1

    def transposed(self) -> Any:
        return Matrix(list(zip(*self.rows, strict=True)))

    def parts(self) -> list[list[Any]]:
        """The rows of a + b i. Raises NotCovered for other matrices."""
        if self.shape != (2, 2) or self.rows[0][0] != self.rows[1][1] or self.rows[0][1] != -self.rows[1][0]:
            raise NotCovered("a matrix that is no complex number")
        return self.rows

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Matrix):
            return self.map(lambda entry: entry * other)
        columns = list(zip(*other.rows, strict=True))
        found = Matrix([[sum(a * b for a, b in zip(row, one, strict=True)) for one in columns] for row in self.rows])
        return found.rows[0][0] if found.shape == (1, 1) and self.shape != (1, 1) != other.shape else found

    __radd__, __rmul__ = __add__, __mul__

    def part(self, rows: Iterable[int], columns: Sequence[int]) -> Matrix:
        return Matrix([[self.rows[i][j] for j in columns] for i in rows])

    def __rtruediv__(self, _: int) -> Any:
        size = range(self.shape[0])
        rest = [[k for k in size if k != i] for i in size]
        minors = [[(-1) ** (i + j) * self.part(rest[j], rest[i]).determinant() for j in size] for i in size]
        return Matrix(minors) * (1 / self.determinant())

    def least_minor(self) -> Any:
        """The least principal minor of the symmetric part: positive if the matrix is definite, says Sylvester."""
        even, size = self + self.transposed(), range(self.shape[0])
        return min(even.part(some, some).determinant() for count in size for some in combinations(size, count + 1))

    def determinant(self) -> Any:
        size = range(self.shape[1])
        minors = [self.part(size[1:], [k for k in size if k != j]).determinant() for j in size] if size[1:] else [1]
        return sum((-1) ** j * self.rows[0][j] * minors[j] for j in size)


def block(value: Any, high: int, wide: int) -> Any:
    """A number beside a matrix is that multiple of I."""
    many = isinstance(value, Matrix)
    return value if many else Matrix([[(i == j) * value for j in range(wide)] for i in range(high)])


class Residue:
    """A number modulo the prime, in the place of a name; no order, no roots, no functions."""

    def __init__(self, value: Any) -> None:
        exact = Fraction(value.number if isinstance(value, Residue) else value)
        self.number: int = exact.numerator * pow(exact.denominator, -1, PRIME) % PRIME

    __add__ = __radd__ = lambda self, other: Residue(self.number + Residue(other).number)
    __mul__ = __rmul__ = lambda self, other: Residue(self.number * Residue(other).number)

    def __neg__(self) -> Residue:
        return self * -1

    def __rtruediv__(self, one: int) -> Residue:
        return Residue(Fraction(one, self.number))


def power(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, Fraction) and exponent.denominator == 1 and abs(exponent) <= 60:
        found = math.prod([base] * abs(int(exponent)), start=Fraction(1))
        return found if exponent >= 0 else 1 / found
    if isinstance(exponent, Matrix) and isinstance(base, Fraction):  # a complex number a + b i: rows a, -b and b, a
        (a, _), (b, _) = exponent.parts()
        cosine, sine = (KNOWN[word](b * KNOWN["ln"](base)) for word in ("cos", "sin"))
        return power(base, a) * (cosine + TURN * sine)
    if base < 0 or (base == 0 and exponent < 0):
        raise ArithmeticError
    return smooth(lambda x, y: (x.ln() * y).exp())(base, exponent) if base else Fraction(0)


def root(value: Any, degree: Any) -> Any:
    return -root(-value, degree) if value < 0 and degree % 2 == 1 else power(value, 1 / degree)


def entrywise(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda x: x.map(function) if isinstance(x, Matrix) else function(x)


def smooth(function: Callable[..., Decimal]) -> Callable[..., Any]:
    """A function of decimals as one of fractions, to 60 digits; no logarithm of what is not positive."""

    def of(*values: Any) -> Any:
        if not all(isinstance(value, Fraction) for value in values):
            raise NotCovered("a function of this")
        try:
            return Fraction(function(*(Decimal(value.numerator) / value.denominator for value in values)))
        except Overflow:
            raise NotCovered("a number this large") from None

    return lambda x, *more: x.map(of) if isinstance(x, Matrix) and x.shape[1] == 1 else of(x, *more)


def total(value: Any) -> Any:
    return sum(map(abs, value.entries())) if isinstance(value, Matrix) else abs(value)


def series(x: Decimal, weight: Callable[[int], int], count: int) -> Decimal:
    """An alternating sum of powers of x, every second one."""
    return sum(((-1) ** k * x ** (2 * k + 1) / weight(2 * k + 1) for k in range(count)), Decimal(0))


def sine(x: Decimal) -> Decimal:
    return series(x % (2 * PI), math.factorial, 80)


def arctangent(x: Decimal) -> Decimal:
    if abs(x) > Decimal("0.1"):
        return 2 * arctangent(x / (1 + (1 + x * x).sqrt()))
    return series(x, int, 40)


PI = 4 * arctangent(Decimal(1))
TURN = Matrix([[Fraction(0), Fraction(-1)], [Fraction(1), Fraction(0)]])
KNOWN: dict[str, Any] = {
    "arccos": smooth(lambda x: PI / 2 - 2 * arctangent(x / (1 + (1 - x * x).sqrt()))), "e": Fraction(Decimal(1).exp()),
    "arcsin": smooth(lambda x: 2 * arctangent(x / (1 + (1 - x * x).sqrt()))), "cos": smooth(lambda x: sine(x + PI / 2)),
    "pseudoinverse": lambda m: 1 / (m.transposed() * m) * m.transposed(), "sign": lambda x: Fraction((x > 0) - (x < 0)),
    "inner product": lambda v, w: (v.transposed() * w).rows[0][0], "sinh": smooth(lambda x: (x.exp() - (-x).exp()) / 2),
    "tr": lambda m: sum(row[i] for i, row in enumerate(m.rows)), "tanh": smooth(lambda x: 1 - 2 / ((2 * x).exp() + 1)),
    "Hadamard product": lambda m, n: m.zipped(operator.mul, n), "conjugate": lambda z: Matrix(z.parts()).transposed(),
    "arsinh": smooth(lambda x: (x + (x * x + 1).sqrt()).ln()), "artanh": smooth(lambda x: ((1 + x) / (1 - x)).ln() / 2),
    "arcosh": smooth(lambda x: (x + (x * x - 1).sqrt()).ln()), "cosh": smooth(lambda x: (x.exp() + (-x).exp()) / 2),
    "maximum norm": lambda v: max(map(abs, v.entries())), "tan": smooth(lambda x: sine(x) / sine(x + PI / 2)),
    "ones": lambda n: Matrix([[Fraction(1)]] * int(n)), "log": smooth(lambda x, b: x.ln() / b.ln()), "pi": Fraction(PI),
    "imaginary part": lambda z: z.parts()[1][0], "delta": lambda i, j: Fraction(i == j), "arctan": smooth(arctangent),
    "real part": lambda z: z.parts()[0][0], "relu": lambda x: max(x, Fraction(0)), "exp": smooth(Decimal.exp),
    "det": Matrix.determinant, "ln": smooth(Decimal.ln), "identity": Fraction(1), "sin": smooth(sine), "false": False,
    "imaginary": TURN, "sum norm": total, "true": True, "max": max, "min": min,
}  # fmt: skip


EXTREMA = {"arg_min": "≥", "minimum": "≥", "arg_max": "≤", "maximum": "≤"}
UNITS = {"s": 1, "ms": Fraction(1, 1000), "min": 60, "h": 3600, "m": 1, "km": 1000, "g": 1, "kg": 1000}
TABLES = {"unit": UNITS, "constant": KNOWN, "builtin": KNOWN}
SIMPLE: dict[str, Callable[..., Any]] = {
    "absolute": lambda a: root(Matrix(a.parts()).determinant(), Fraction(2)) if isinstance(a, Matrix) else abs(a),
    "norm": lambda m: root(sum(a * a for a in m.entries()), Fraction(2)), "add": lambda first, *rest: sum(rest, first),
    "binomial": lambda n, k: Fraction(math.comb(int(n), int(k))), "ceiling": lambda a: Fraction(math.ceil(a)),
    "factorial": lambda a: Fraction(math.factorial(int(a))), "floor": lambda a: Fraction(math.floor(a)), "power": power,
    "multiply": lambda *all_: math.prod(all_), "divide": lambda a, b: a * (1 / b), "transpose": Matrix.transposed,
    "and": lambda *all_: all(all_), "or": lambda *any_: any(any_), "inverse": lambda m: 1 / m, "negate": lambda a: -a,
    "not": lambda a: not a, "root": root,
}  # fmt: skip


class Point:
    """Values of names, and the definitions that other values follow from."""

    def __init__(self, definitions: Sequence[Sequence[Node]], given: dict[str, Any]) -> None:
        self.definitions, self.given = definitions, given
        self.defined = {(target.arguments or [target])[0].text: (target, body) for target, body in definitions}

    def value(self, node: Node) -> Any:
        """A number, a matrix, a family, a function or a truth. Raises ArithmeticError where there is none."""
        if node.head in ("number", "decimal"):
            return Fraction(node.text)
        if node.head in TABLES:
            if node.text not in TABLES[node.head]:
                raise NotCovered(f"the {node.head} {node.text}")
            return TABLES[node.head][node.text]
        if node.head in SIMPLE:
            return SIMPLE[node.head](*map(self.value, node.arguments))
        rule = getattr(self, f"_{node.head}", None)
        if rule is None:
            raise NotCovered(node.head)
        return rule(node, *node.arguments)

    def at(self, values: Mapping[str, Any]) -> Point:
        return Point([pair for pair in self.definitions if pair[0].text not in values], {**self.given, **values})

    def _name(self, node: Node) -> Any:
        if node.text in self.given:
            return self.given[node.text]
        if node.text not in self.defined:
            raise NotCovered(f"no value of {node.text}")
        target, body = self.defined[node.text]
        latexes = [argument.text for argument in target.arguments[1:]]
        if not latexes:
            return self.value(body)
        return lambda *values: self.at(dict(zip(latexes, values, strict=True))).value(body)

    def _index(self, _: Node, base: Node, *indices: Node) -> Any:
        values, key = self.value(base), tuple(map(self.value, indices))
        if isinstance(values, Matrix):
            values = {(i + 1, j + 1)[: len(key)]: a for i, row in enumerate(values.rows) for j, a in enumerate(row)}
        return values[key] if isinstance(values, dict) else values(*key)

    def _apply(self, _: Node, function: Node, *arguments: Node) -> Any:
        return self.function(function)(*map(self.value, arguments))

    def function(self, node: Node) -> Any:
        if node.head == "prime":
            found: Callable[[Any], Any] = self.function(node.arguments[0])
            for _ in range(min(node.data, 3)):
                found = entrywise(partial(slope, found))
            return found
        if node.head == "gradient" and len(node.arguments) == 1:
            return partial(gradient, self.function(node.arguments[0]))
        return self.value(node)

    def _derivative(self, _: Node, body: Node, *names: Node) -> Any:
        if not names:
            return self.value(body)
        name, rest = names[-1], Node("derivative", None, [body, *names[:-1]])
        if name.head == "name":
            return gradient(lambda x: self.at({name.text: x}).value(rest), self.value(name))
        base, key = name.arguments[0], tuple(map(self.value, name.arguments[1:]))
        values = self.value(base)
        return gradient(lambda x: self.at({base.text: {**values, key: x}}).value(rest), values[key])

    _gradient = _derivative

    def _higher_derivative(self, _: Node, body: Node, name: Node, order: Node) -> Any:
        return self._derivative(_, body, *[name] * int(self.value(order)))

    def _evaluated(self, _: Node, bound: Node, place: Node, body: Node) -> Any:
        return self.at({bound.text: self.value(place)}).value(body)

    def _cases(self, _: Node, *parts: Node) -> Any:
        for value, condition in zip(parts[::2], parts[1::2], strict=True):
            if self.truth(condition):
                return self.value(value)
        raise ArithmeticError

    def members(self, index: Node, low: Node, high: Node, body: Node) -> list[Any]:
        whole = range(int(self.value(low)), int(self.value(high)) + 1)
        if len(whole) > 10000:
            raise NotCovered("a sum this long")
        return [self.at({index.text: Fraction(k)}).value(body) for k in whole]

    def _sum(self, _: Node, *parts: Node) -> Any:
        return SIMPLE["add"](*self.members(*parts) or [Fraction(0)])

    def _product(self, _: Node, *parts: Node) -> Any:
        return math.prod(self.members(*parts), start=Fraction(1))

    def _matrix(self, node: Node, *entries: Node) -> Matrix:
        rows, columns = node.data
        grid = [[self.value(entry) for entry in entries[i * columns : (i + 1) * columns]] for i in range(rows)]

        wide = [max(getattr(value, "shape", (1, 1))[1] for value in column) for column in zip(*grid, strict=True)]
        found = []
        for row in grid:
            high = max(getattr(value, "shape", (1, 1))[0] for value in row)
            blocks = [block(value, high, width).rows for value, width in zip(row, wide, strict=True)]
            found += [[entry for part in line for entry in part] for line in zip(*blocks, strict=True)]
        return Matrix(found)

    def _relation(self, node: Node, left: Node, right: Node) -> Any:
        return compare(node.text, self.value(left), self.value(right))

    def truth(self, node: Node) -> bool:
        """Whether a condition holds; not, where a side of it does not exist."""
        try:
            return bool(self.value(node))
        except ArithmeticError:
            return False


def slope(function: Callable[[Any], Any], at: Any) -> Any:
    """A derivative by central differences, good to more than 20 digits where the function is to 60."""
    step = STEP * (1 + abs(at))
    return (function(at + step) + -function(at - step)) * (1 / step / 2)


def gradient(function: Callable[[Any], Any], at: Any) -> Any:
    """The derivatives by all entries, laid out as these are; of a column by a column: a row for each component."""
    if not isinstance(at, Matrix):
        return slope(function, at)

    def along(i: int, j: int, x: Any) -> Any:
        rows = [[x if (k, m) == (i, j) else a for m, a in enumerate(row)] for k, row in enumerate(at.rows)]
        return function(Matrix(rows))

    found = [[slope(partial(along, i, j), a) for j, a in enumerate(row)] for i, row in enumerate(at.rows)]
    if isinstance(found[0][0], Matrix) and at.shape[1] == 1:
        return Matrix([column.entries() for [column] in found]).transposed()
    return Matrix(found)


def compare(sign: str, left: Any, right: Any) -> Any:
    """Whether a relation holds between two values, which are equal within 20 digits."""
    if sign in ("≻", "⪰"):
        return compare(">" if sign == "≻" else "≥", (left + -right).least_minor(), Fraction(0))
    if isinstance(left, bool):
        return left == right if sign == "⇔" else right or not left
    gap = left + -right
    if isinstance(gap, Residue):
        if sign in "=≡" and not gap.number:
            return True
        raise NotCovered("follows from more than algebra")
    apart = total(gap) > CLOSE * (1 + total(left) + total(right))
    if sign not in ("=≠" if isinstance(gap, Matrix) else "=≡≠<>≤≥"):
        raise NotCovered(f"{sign} between these")
    order = (1 if isinstance(gap, Matrix) or gap > 0 else -1) if apart else 0
    return order in {"=": (0,), "≡": (0,), "≠": (-1, 1), "<": (-1,), ">": (1,), "≤": (-1, 0), "≥": (0, 1)}[sign]


def relation(sign: str, left: Node, right: Node) -> Node:
    """A relation; in the place of one that says where or how large an extremum is, that no value is beyond it."""
    one, other = (left, right) if left.head in EXTREMA else (right, left)
    if one.head not in EXTREMA or sign != "=":
        return Node("relation", sign, [left, right])
    bound, body = one.arguments
    there = Node("evaluated", None, [bound, other, body]) if one.head.startswith("arg") else other
    return Node("relation", EXTREMA[one.head], [body, there])


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
        return entrywise(lambda x: sum((Fraction(c) * power(x, Fraction(k)) for k, c in enumerate(rest)), Fraction(0)))
    if word == "term":
        return Point([], {}).value(unpack(rest)[0])
    return value


def recheck(row: Mapping[str, Any], context: Mapping[str, Any]) -> str:
    """What this checker finds of one row: "confirmed", "contradicted" or "not covered: why"."""
    (left, right), sign, verdict = unpack(row["terms"]), row["relation"], row["verdict"]
    roots = unpack(context["terms"])
    pairs = [[roots[position] for position in pair] for pair in context["definitions"]]
    claim = left if sign == "⊢" else relation(sign, left, right)
    try:
        if verdict["word"] == "refuted":
            point = Point(pairs, {latex: drawn(value) for latex, value in verdict["witness"]["point"]})
            known = point.given.keys() | point.defined
            if not all(point.truth(roots[place]) for place in context["hypotheses"] if names(roots[place]) & known):
                return "contradicted"
            holds = compare(sign, point.truth(left), point.truth(right)) if sign in "⇒⇔" else point.value(claim)
            return "contradicted" if holds else "confirmed"
        if verdict["word"] != "proved":
            return f"not covered: {verdict['word']}"
        free = {d["name"] for d in context["declarations"] if d["kind"] in NUMBERS and not d["indices"]}
        given = {latex: Residue(secrets.randbelow(PRIME)) for latex in free - {pair[0].text for pair in pairs}}
        return "confirmed" if Point(pairs, given).value(claim) else "contradicted"
    except (NotCovered, ArithmeticError, TypeError, ValueError, AttributeError, KeyError) as reason:
        return f"not covered: {reason or 'no value'}"
