"""Entries of arrays as numbers: a Term of matrix notation rewritten with indices and sums.

Rules, each a definition: (A B)_ij = sum_k A_ik B_kj; (A^t)_ij = A_ji; I_ij = delta_ij; diag(v)_ij = delta_ij v_i;
(A . B)_ij = A_ij B_ij entry by entry; tr A = sum_i A_ii; <A, B> = sum_ij A_ij B_ij; |v| = sqrt(sum_i v_i^2); the
gradient by X has the entries df/dX_ij, the derivative of a column u by a column v the entries du_i/dv_j (numerator
layout), a Hessian d^2f/dv_i dv_j. A matrix by whose entries is differentiated must be declared free of any relation
among its entries. Inverses, determinants and ranks are not expressible so, and raise Outside.
Work is one visit a node of the result, which is held to ``_WORK``. Source: Magnus and Neudecker, chapters 1 and 5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.kernel.budget import Budget
from solgen.kernel.matrices.letters import Outside
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import NUMBER, ONE, Shape, ShapeMismatch
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, constant, multiply, name, number, term

_WORK: Final = 4_000
_POWER_LIMIT: Final = 6
_SCALAR_HEADS: Final = frozenset(
    {"add", "negate", "divide", "power", "root", "absolute", "sum", "factorial", "binomial", "floor", "ceiling"}
)
_LEAVES: Final = frozenset({"number", "decimal", "constant", "unit", "builtin"})
_FREE_PROPERTIES: Final = frozenset({"invertible", "nonzero", "rank"})
"""What may be declared of a matrix and leaves its entries free of each other on an open set."""


class Entries:
    """The entries of Terms without definitions, in one context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.made = 0
        self.bound: dict[str, Shape] = {}
        self._budget = Budget(_WORK, "entries of matrices")

    def fresh(self) -> Term:
        """A name for an index that no author can write."""
        self.made += 1
        return name(f"k#{self.made}")

    def shape(self, node: Term) -> Shape:
        """The shape of a Term."""
        try:
            return shape_of(node, self.context, self.bound)
        except ShapeMismatch as mismatch:
            raise Outside(str(mismatch)) from mismatch

    # -- numbers

    def number(self, node: Term) -> Term:  # noqa: C901 -- a case a head
        """A Term whose value is a number, without arrays but as bases of indices. Raises Outside."""
        self._budget.spend()
        match node.head:
            case "name":
                if self.shape(node) != NUMBER:
                    raise Outside("an array where a number stands")
                return node
            case "multiply":
                return self._product(node.arguments, ONE, ONE)
            case "transpose":
                return self.number(node.arguments[0])
            case "norm":
                return term("root", [self._square(node.arguments[0]), number(2)])
            case "index":
                return self._index(node)
            case "apply":
                return self._function(node)
            case "gradient" | "derivative":
                return self._derivative(node)
            case "power" if node.arguments[0].head == "norm":
                return self._power_of_norm(node)
            case head if head in _LEAVES:
                return node
            case head if head in _SCALAR_HEADS:
                return term(head, [self.number(argument) for argument in node.arguments], node.data)
            case head:
                raise Outside(f"a {head.replace('_', ' ')} among entries")

    def _power_of_norm(self, node: Term) -> Term:
        exponent = node.arguments[1]
        if exponent.head == "number" and int(str(exponent.data)) % 2 == 0:
            square = self._square(node.arguments[0].arguments[0])
            half = int(str(exponent.data)) // 2
            return square if half == 1 else term("power", [square, number(half)])
        return term("power", [self.number(node.arguments[0]), exponent])

    def _square(self, node: Term) -> Term:
        """The sum of the squares of the entries."""
        return self._over_entries(node, lambda i, j: term("power", [self.entry(node, i, j), number(2)]))

    def _over_entries(self, node: Term, body: Callable[[Term, Term], Term]) -> Term:
        shape = self.shape(node)
        if not shape.is_array:
            return body(ONE, ONE)
        if shape.rows is None or shape.columns is None:
            raise Outside("an array of unknown size")
        return self._summed(shape.rows, lambda i: self._summed(shape.columns, lambda j: body(i, j)))

    def _summed(self, size: Term | None, body: Callable[[Term], Term]) -> Term:
        if size is ONE:
            return body(ONE)
        if size is None:
            raise Outside("an array of unknown size")
        index = self.fresh()
        return term("sum", [index, ONE, size, body(index)])

    def _index(self, node: Term) -> Term:
        base, places = node.arguments[0], node.arguments[1:]
        if base.head in ("name", "constant"):
            if base.head == "name" and self.shape(base).is_array:
                return self.entry(base, places[0], places[1] if len(places) > 1 else ONE)
            return node
        if base.head == "index" and base.arguments[0].head == "name":
            return node
        return self.entry(base, places[0], places[1] if len(places) > 1 else ONE)

    def _function(self, node: Term) -> Term:
        function, arguments = node.arguments[0], node.arguments[1:]
        if function.head == "builtin":
            match function.data:
                case "tr":
                    inside = arguments[0]
                    rows = self.shape(inside).rows
                    return self._summed(rows, lambda i: self.entry(inside, i, i))
                case "inner product":
                    first, second = arguments
                    return self._over_entries(
                        first, lambda i, j: multiply(self.entry(first, i, j), self.entry(second, i, j))
                    )
                case "sum norm":
                    inside = arguments[0]
                    return self._over_entries(inside, lambda i, j: term("absolute", [self.entry(inside, i, j)]))
                case "det" | "rank" | "maximum norm" | "diag" | "median" | "max" | "min":
                    raise Outside(f"{function.data} among entries")
        elif function.head == "gradient":
            return self.entry(node, ONE, ONE)
        return term("apply", [function, *(self.number(argument) for argument in arguments)])

    # -- entries

    def entry(self, node: Term, i: Term, j: Term) -> Term:  # noqa: C901, PLR0912 -- a case a head
        """The entry at row i and column j of an array, or the number itself. Raises Outside."""
        self._budget.spend()
        if not self.shape(node).is_array:
            return self.number(node)
        match node.head:
            case "name":
                return self._of_name(node, i, j)
            case "index":
                return term("index", [node, *self._places(self.shape(node), i, j)])
            case "constant":
                return _delta(i, j)
            case "add":
                return term("add", [self.entry(part, i, j) for part in node.arguments])
            case "negate":
                return term("negate", [self.entry(node.arguments[0], i, j)])
            case "transpose":
                return self.entry(node.arguments[0], j, i)
            case "divide":
                return term("divide", [self.entry(node.arguments[0], i, j), self.number(node.arguments[1])])
            case "multiply":
                return self._product(node.arguments, i, j)
            case "power":
                return self._product(self._factors_of_power(node), i, j)
            case "sum":
                bound, low, high, body = node.arguments
                return term("sum", [bound, low, high, self.entry(body, i, j)])
            case "apply":
                return self._of_function(node, i, j)
            case "gradient" | "derivative":
                return self._derivative_entry(node, i, j)
            case head:
                raise Outside(f"a {head.replace('_', ' ')} among entries")

    def _places(self, shape: Shape, i: Term, j: Term) -> tuple[Term, ...]:
        return (i,) if shape.columns is ONE else (i, j)

    def _of_name(self, node: Term, i: Term, j: Term) -> Term:
        named = str(node.data)
        declaration = self.context.declaration(named)
        if declaration is None or declaration.kind not in (Kind.VECTOR, Kind.MATRIX):
            raise Outside("an array that is not declared")
        if declaration.has("diagonal"):
            entries = declaration.property_terms("diagonal") or ()
            diagonal = term("index", [entries[0], i] if entries else [node, i, i])
            return multiply(_delta(i, j), diagonal)
        return term("index", [node, *self._places(self.shape(node), i, j)])

    def _factors_of_power(self, node: Term) -> tuple[Term, ...]:
        base, exponent = node.arguments
        if exponent.head != "number" or not 1 <= int(str(exponent.data)) <= _POWER_LIMIT:
            raise Outside("a power that is no small whole number")
        return (base,) * int(str(exponent.data))

    def _product(self, factors: tuple[Term, ...], i: Term, j: Term) -> Term:
        """Numbers come out; a run of arrays that multiply to a number is one."""
        numbers: list[Term] = []
        run: list[tuple[Term, Shape]] = []
        for factor in factors:
            shape = self.shape(factor)
            if not shape.is_array:
                numbers.append(self.number(factor))
                continue
            if shape.rows is None:
                beside = any(self.shape(other).is_array and other is not factor for other in factors)
                if factor is not constant("identity") or not beside:
                    raise Outside("a product with a matrix of unknown size")
                continue  # the identity beside another array
            run.append((factor, shape))
            if len(run) > 1 and run[0][1].rows is ONE and shape.columns is ONE:
                numbers.append(self._run(run, ONE, ONE))
                run = []
        if run:
            numbers.append(self._run(run, i, j))
        return multiply(*numbers)

    def _run(self, run: list[tuple[Term, Shape]], i: Term, j: Term) -> Term:
        factor, shape = run[0]
        if len(run) == 1:
            return self.entry(factor, i, j)
        return self._summed(shape.columns, lambda k: multiply(self.entry(factor, i, k), self._run(run[1:], k, j)))

    def _of_function(self, node: Term, i: Term, j: Term) -> Term:
        function, arguments = node.arguments[0], node.arguments[1:]
        if function.head == "gradient":
            return self._gradient_at(function, arguments, i, j)
        if function.head in ("name", "prime") and len(arguments) == 1:
            return self._entrywise(function, arguments[0], i, j)
        if function.head != "builtin":
            raise Outside("a function with arrays as values")
        match function.data:
            case "Hadamard product":
                return multiply(*(self.entry(argument, i, j) for argument in arguments))
            case "identity":
                return _delta(i, j)
            case "ones":
                return ONE
            case "diag" if len(arguments) == 1 and self.shape(arguments[0]).is_array:
                if self.shape(arguments[0]).columns is ONE:
                    return multiply(_delta(i, j), self.entry(arguments[0], i, ONE))
                return self.entry(arguments[0], i, i)
            case word:
                raise Outside(f"{word} among entries")

    def _entrywise(self, function: Term, argument: Term, i: Term, j: Term) -> Term:
        base = function.arguments[0] if function.head == "prime" else function
        declaration = self.context.declaration(str(base.data)) if base.head == "name" else None
        if declaration is None or not declaration.has("elementwise"):
            raise Outside("a function with arrays as values")
        return term("apply", [function, self.entry(argument, i, j)])

    # -- derivatives

    def _derivative(self, node: Term) -> Term:
        """A derivative of a number by numbers."""
        body, by = node.arguments[0], node.arguments[1:]
        if node.head == "gradient" or any(self.shape(target).is_array for target in by):
            raise Outside("a derivative by an array where a number stands")
        if any(target.head not in ("name", "index") for target in by):
            raise Outside("a derivative by what is no name")
        return term("derivative", [self.number(body), *by], node.data)

    def _derivative_entry(self, node: Term, i: Term, j: Term) -> Term:
        body, by = node.arguments[0], node.arguments[1:]
        if len(by) != 1:
            raise Outside("a derivative by several names")
        if not self.shape(by[0]).is_array:
            return term("derivative", [self.entry(body, i, j), *by], node.data)
        variable = self._variable(by[0])
        if body.head == "gradient" and body.arguments[1:] == by:
            return term("derivative", [self.number(body.arguments[0]), variable(i, ONE), variable(j, ONE)], "partial")
        if self.shape(body).is_array:
            return term("derivative", [self.entry(body, i, ONE), variable(j, ONE)], "partial")
        return term("derivative", [self.number(body), variable(i, j)], "partial")

    def _variable(self, by: Term) -> _Variable:
        declaration = self.context.declaration(str(by.data)) if by.head == "name" else None
        if declaration is None or self.context.definition(declaration.name) is not None or declaration.indices:
            raise Outside("a derivative by what is no declared name")
        if not is_free(declaration):
            raise Outside("a derivative by a matrix whose entries depend on each other")
        return _Variable(by, self.shape(by))

    def _gradient_at(self, function: Term, arguments: tuple[Term, ...], i: Term, j: Term) -> Term:
        """The gradient of a defined function at a declared name that its formula does not contain otherwise."""
        return self._derivative_entry(gradient_at(self.context, function, arguments), i, j)


def gradient_at(context: Context, function: Term, arguments: tuple[Term, ...]) -> Term:
    """``\\nabla f(x)`` and ``\\nabla^2 f(x)`` of a defined f as gradients of its formula. Raises Outside."""
    inner = function.arguments[0]
    twice = inner.head == "gradient"
    named = inner.arguments[0] if twice else inner
    definition = context.definition(str(named.data)) if named.head == "name" else None
    if definition is None or len(definition.parameters) != 1 or len(arguments) != 1:
        raise Outside("the gradient of a function that is not defined by one formula")
    node = term("gradient", [body_at(context, definition, arguments[0]), arguments[0]])
    return term("gradient", [node, arguments[0]]) if twice else node


def body_at(context: Context, definition: Definition, argument: Term) -> Term:
    """A function's formula at a name that it does not hold otherwise, so that it may be differentiated by it."""
    (parameter,) = definition.parameters
    body = unfold(definition.body, context, frozenset({parameter}))
    if argument.head != "name" or str(argument.data) in body.free - {parameter}:
        raise Outside("a gradient at what is no name by itself")
    return substitute(body, {parameter: argument})


def is_free(declaration: Declaration) -> bool:
    """Whether the entries of a declared array are free of each other."""
    return all(declared.word in _FREE_PROPERTIES for declared in declaration.properties)


class _Variable:
    """What is differentiated by: a name, at its indices."""

    def __init__(self, named: Term, shape: Shape) -> None:
        self.named, self.shape = named, shape

    def __call__(self, i: Term, j: Term) -> Term:
        return term("index", [self.named, i] if self.shape.columns is ONE else [self.named, i, j])


def _delta(i: Term, j: Term) -> Term:
    return number(1) if i is j else term("index", [constant("delta"), i, j])
