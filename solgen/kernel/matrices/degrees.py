"""How large the polynomials behind a matrix Term are: degree and size of coefficients, at given sizes.

Rule: each entry of a Term's value is a quotient P/Q of polynomials with whole coefficients in the drawn parameters, one
Q for the whole matrix. From bounds for the parts follow bounds for the whole: sums over a common denominator, products
with inner size m, M^-1 = Q adj(P) / det(P) for a matrix M = P/Q. ``top`` and ``bottom`` bound the degrees of P and Q,
``top_bits`` and ``bottom_bits`` the logarithm to base 2 of the sum of their coefficients' absolute values.
Source: Schwartz, Fast probabilistic algorithms for verification of polynomial identities, 1980, 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial, log2

from solgen.kernel.instances.draw_matrices import Drawing, size_value
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.matrices.matrix_values import exponent_at
from solgen.notation.context import Context, Declaration
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class Degrees:
    """Bounds for P/Q; see the file's docstring."""

    top: int = 0
    bottom: int = 0
    top_bits: float = 0
    bottom_bits: float = 0

    def plus(self, other: Degrees) -> Degrees:
        """Of the sum, over the product of the denominators."""
        return Degrees(
            max(self.top + other.bottom, other.top + self.bottom),
            self.bottom + other.bottom,
            max(self.top_bits + other.bottom_bits, other.top_bits + self.bottom_bits) + 1,
            self.bottom_bits + other.bottom_bits,
        )

    def times(self, other: Degrees, inner: int) -> Degrees:
        """Of the product of matrices with this inner size."""
        return Degrees(
            self.top + other.top,
            self.bottom + other.bottom,
            self.top_bits + other.top_bits + log2(inner),
            self.bottom_bits + other.bottom_bits,
        )

    def inverse(self, size: int) -> Degrees:
        """Of the inverse of a matrix of this size."""
        return Degrees(
            self.bottom + (size - 1) * self.top,
            size * self.top,
            self.bottom_bits + (size - 1) * self.top_bits + log2(factorial(size - 1)),
            size * self.top_bits + log2(factorial(size)),
        )

    def determinant(self, size: int) -> Degrees:
        """Of the determinant (and so of the trace, which is smaller) of a matrix of this size."""
        return Degrees(
            size * self.top,
            size * self.bottom,
            size * self.top_bits + log2(factorial(size)) + log2(size),
            size * self.bottom_bits,
        )


def degrees_of(node: Term, context: Context, drawing: Drawing) -> Degrees:
    """Bounds for a Term without definitions; every inner size is bounded by the largest size. Raises Outside."""
    largest = max([2, *drawing.sizes.values(), *(m.nrows() for m in drawing.matrices.values())])
    largest = max(largest, *(matrix.ncols() for matrix in drawing.matrices.values())) if drawing.matrices else largest
    return _of(node, context, drawing, largest * written_size(node))


def written_size(node: Term) -> int:
    """How many times larger than its parts a matrix that is written out makes what stands around it."""
    inside = max((written_size(argument) for argument in node.arguments), default=1)
    return inside * max(map(int, node.data)) if node.head == "matrix" and isinstance(node.data, tuple) else inside


def _of(node: Term, context: Context, drawing: Drawing, largest: int) -> Degrees:  # noqa: C901, PLR0912 -- one case a head
    parts = [
        _of(argument, context, drawing, largest)
        for position, argument in enumerate(node.arguments)
        if _has_value(node, position)
    ]
    match node.head:
        case "number" | "decimal":
            digits = str(node.data).replace(".", "")
            return Degrees(0, 0, log2(int(digits) + 1), 4 * len(digits))
        case "name":
            return _of_name(str(node.data), context, largest)
        case "constant":
            return Degrees()
        case "add":
            return _folded(parts, lambda one, other: one.plus(other))
        case "negate" | "transpose" | "norm":
            return parts[0]
        case "matrix":
            return _folded(parts, lambda one, other: one.plus(other))
        case "multiply":
            return _folded(parts, lambda one, other: one.times(other, largest))
        case "divide":
            return parts[0].times(parts[1].inverse(1), 1)
        case "power":
            return _of_power(node, parts[0], largest, context, drawing)
        case "inverse":
            return parts[0].inverse(largest)
        case "index":
            return parts[0]
        case "sum":
            return _of_sum(node, parts[-1], context, drawing)
        case "product":
            low, high = (size_value(bound, context, drawing.sizes) for bound in node.arguments[1:3])
            return _folded([parts[-1]] * max(high - low + 1, 1), lambda one, other: one.times(other, 1))
        case "apply":
            return parts[-1].determinant(largest)
        case _:
            message = f"a {node.head.replace('_', ' ')} at an instance"
            raise Outside(message)


def _has_value(node: Term, position: int) -> bool:
    """Whether an argument is a value, and not an index, an exponent, a bound or a function's name."""
    if node.head in ("index", "power"):
        return position == 0
    if node.head in ("sum", "product"):
        return position == 3
    return node.head != "apply" or position > 0


def _folded(parts: list[Degrees], join: object) -> Degrees:
    assert callable(join)
    result = parts[0]
    for part in parts[1:]:
        result = join(result, part)
    return result


def _of_power(node: Term, base: Degrees, largest: int, context: Context, drawing: Drawing) -> Degrees:
    count = exponent_at(node.arguments[1], lambda size, _: size_value(size, context, drawing.sizes))
    if count < 0:
        base = base.inverse(largest)
    result = Degrees()
    for _ in range(abs(count)):
        result = result.times(base, largest)
    return result


def _of_sum(node: Term, body: Degrees, context: Context, drawing: Drawing) -> Degrees:
    low, high = (size_value(bound, context, drawing.sizes) for bound in node.arguments[1:3])
    result = body
    for _ in range(high - low):
        result = result.plus(body)
    return result


def _of_name(named: str, context: Context, largest: int) -> Degrees:
    declaration = context.declaration(named)
    owners = [named] if declaration is not None else []
    owners += [other.name for other in context.declarations if _names(other, named)]
    bounds = [_of_declared(context.declaration(owner), largest) for owner in owners]
    if not bounds:
        return Degrees(0, 0, log2(largest + 1))  # a bound index, whose value is at most a size
    return max(bounds, key=lambda bound: bound.top + bound.bottom)


def _names(declaration: Declaration, named: str) -> bool:
    return any(named in term.free for declared in declaration.properties for term in declared.terms)


def _of_declared(declaration: Declaration | None, largest: int) -> Degrees:
    """What ``draw_matrices`` makes of its parameters."""
    if declaration is None:
        return Degrees()
    if declaration.has("orthogonal") or declaration.has("orthonormal columns"):
        bits = log2(factorial(largest)) + largest + 1
        return Degrees(largest, largest, bits, bits)
    if declaration.has("rank"):
        return Degrees(2, 0, log2(largest))
    return Degrees(1, 0, 1)
