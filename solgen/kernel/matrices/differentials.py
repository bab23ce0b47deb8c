"""Differentials of numbers and arrays in the direction of an array: D f(X)[H], as a Term.

Rules: D is linear; D(AB) = DA B + A DB; D(A^t) = (DA)^t; D(A^-1) = -A^-1 DA A^-1; D tr A = tr DA;
D det A = det A tr(A^-1 DA) where A is invertible; D ln u = Du/u; D |v| = <v, Dv>/|v|; powers, roots, exponentials and
quotients of numbers by the chain rule. What must be positive for f to exist, and would be lost with its logarithm, is
collected, and so is what must exist and does not move. Work is one visit a node.
Source: Magnus and Neudecker, Matrix Differential Calculus, chapter 8.
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.matrices.letters import Outside
from solgen.notation.context import Context
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import Term, add, builtin, multiply, number, term

_POWER_LIMIT: Final = 6


class Differential:
    """D in the direction ``direction`` by the name ``named``."""

    def __init__(self, context: Context, named: str, direction: Term) -> None:
        self.context, self.named, self.direction = context, named, direction
        self.positive: list[Term] = []
        """What must be positive for the function to exist."""
        self.constant: list[Term] = []
        """What does not depend on the name, and must exist nevertheless."""

    def of(self, node: Term) -> Term | None:  # noqa: C901, PLR0912 -- a case a head
        """The differential of a Term without definitions; None where it is 0. Raises Outside."""
        if self.named not in node.free:
            self.constant.append(node)
            return None
        match node.head:
            case "name":
                return self.direction
            case "add":
                return _sum([self.of(part) for part in node.arguments])
            case "negate" | "transpose":
                inner = self.of(node.arguments[0])
                return None if inner is None else term(node.head, [inner])
            case "multiply":
                return self._product(node.arguments)
            case "divide":
                return self._quotient(node)
            case "inverse":
                inner = self.of(node.arguments[0])
                return None if inner is None else term("negate", [multiply(node, inner, node)])
            case "power":
                return self._power(node)
            case "root" | "norm":
                return self._root(node)
            case "apply":
                return self._function(node)
            case "sum":
                bound, low, high, body = node.arguments
                inner = self.of(body)
                return None if inner is None else term("sum", [bound, low, high, inner])
            case "index" if node.arguments[0].head != "name":
                inner = self.of(node.arguments[0])
                return None if inner is None else term("index", [inner, *node.arguments[1:]])
            case head:
                raise Outside(f"the differential of a {head.replace('_', ' ')}")

    def _product(self, factors: tuple[Term, ...]) -> Term | None:
        parts: list[Term | None] = []
        for place, factor in enumerate(factors):
            inner = self.of(factor)
            parts.append(None if inner is None else multiply(*factors[:place], inner, *factors[place + 1 :]))
        return _sum(parts)

    def _quotient(self, node: Term) -> Term | None:
        above, below = node.arguments
        over, under = self.of(above), self.of(below)
        first = None if over is None else term("divide", [over, below])
        second = None
        if under is not None:
            second = term("negate", [term("divide", [multiply(under, above), term("power", [below, number(2)])])])
        return _sum([first, second])

    def _power(self, node: Term) -> Term | None:
        base, exponent = node.arguments
        if base.head == "constant" and base.data == "e":
            inner = self.of(exponent)
            return None if inner is None else multiply(node, inner)
        count = _whole(exponent)
        if base.head == "norm" and count % 2 == 0:
            inside = base.arguments[0]
            square = term("apply", [builtin("inner product"), inside, inside])
            return self.of(square if count == 2 else term("power", [square, number(count // 2)]))
        if self._is_array(base):
            return self._product((base,) * count)
        inner = self.of(base)
        if inner is None:
            return None
        return multiply(number(count), *([term("power", [base, number(count - 1)])] if count > 1 else []), inner)

    def _root(self, node: Term) -> Term | None:
        if node.head == "norm":
            inside = node.arguments[0]
            inner = self.of(inside)
            if inner is None:
                return None
            return term("divide", [term("apply", [builtin("inner product"), inside, inner]), node])
        radicand, degree = node.arguments
        inner = self.of(radicand)
        if degree.head != "number" or degree.data != 2:
            raise Outside("the differential of a root that is not square")
        return None if inner is None else term("divide", [inner, multiply(number(2), node)])

    def _function(self, node: Term) -> Term | None:
        function, arguments = node.arguments[0], node.arguments[1:]
        if function.head != "builtin":
            raise Outside("the differential of a function without a formula")
        word, first = str(function.data), arguments[0]
        if word in ("inner product", "Hadamard product"):
            return self._bilinear(function, arguments)
        inner = self.of(first)
        if inner is None:
            return None
        match word:
            case "tr" | "diag" if len(arguments) == 1:
                return term("apply", [function, inner])
            case "det":
                return multiply(node, term("apply", [builtin("tr"), multiply(term("inverse", [first]), inner)]))
            case "exp":
                return multiply(node, inner)
            case "ln":
                return self._logarithm(first, inner)
            case _:
                raise Outside(f"the differential of {word}")

    def _logarithm(self, argument: Term, inner: Term) -> Term:
        self.positive.append(argument)
        if argument.head == "apply" and argument.arguments[0] is builtin("det"):
            return inner.arguments[-1]  # tr(A^-1 DA), without the determinant above and below
        return term("divide", [inner, argument])

    def _bilinear(self, function: Term, arguments: tuple[Term, ...]) -> Term | None:
        parts: list[Term | None] = []
        for place, argument in enumerate(arguments):
            inner = self.of(argument)
            changed = [inner if at == place else other for at, other in enumerate(arguments)]
            parts.append(None if inner is None else term("apply", [function, *filter(None, changed)]))
        return _sum(parts)

    def _is_array(self, node: Term) -> bool:
        try:
            return shape_of(node, self.context).is_array
        except ShapeMismatch as mismatch:
            raise Outside(str(mismatch)) from mismatch


def _whole(exponent: Term) -> int:
    if exponent.head != "number" or not 1 <= int(str(exponent.data)) <= _POWER_LIMIT:
        raise Outside("the differential of a power that is no small whole number")
    return int(str(exponent.data))


def _sum(parts: list[Term | None]) -> Term | None:
    known = [part for part in parts if part is not None]
    return add(*known) if known else None
