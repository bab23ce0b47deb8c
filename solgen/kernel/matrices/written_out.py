"""A Term of matrix notation, all arrays of known size, as the grid of its entries or as a number without arrays.

Rule: each operation is that of ``grids``; the identity and 0 take the size of what they stand beside. A declared array
has the entries A_ij; one with properties that tie its entries together is symmetric or diagonal or raises Outside, as
does all that has no rule here. What must exist for a value and does not occur in it is kept in ``needed``: an array
exists where all its entries do. Numbers are real.
Work is one visit a node and one a product of entries, held to ``_WORK``; sizes to ``_LARGEST``.
Source: Horn and Johnson, Matrix Analysis, chapter 0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from solgen.kernel.budget import Budget
from solgen.kernel.matrices.entry_terms import gradient_at
from solgen.kernel.matrices.grids import (
    Grid,
    determinant,
    divided,
    entrywise,
    inner_product,
    inverted,
    made,
    product,
    scaled,
    squared_norm,
    summed,
    transposed,
)
from solgen.kernel.matrices.letters import Outside
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ONE, Shape, ShapeMismatch, declared_shape
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, constant, multiply, number, term

_WORK: Final = 20_000
_LARGEST: Final = 6
_HIGHEST_POWER: Final = 4
_LONGEST_SUM: Final = 8
_UNTIED: Final = frozenset({"nonzero", "symmetric", "diagonal"})
"""Properties that the entries show, or that no proof here needs."""
_SCALAR_HEADS: Final = frozenset({"root", "absolute", "factorial", "binomial", "floor", "ceiling"})
_ZERO: Final = number(0)
_IDENTITY: Final = constant("identity")
Written = Term | Grid


class WritingOut:
    """Terms without definitions, written out in one context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.needed: list[Term] = []
        """Entries that must exist and do not occur in the result."""
        self._budget = Budget(_WORK, "entries of arrays")

    def shape(self, node: Term) -> Shape:
        """The shape of a Term."""
        try:
            return shape_of(node, self.context)
        except ShapeMismatch as mismatch:
            raise Outside(str(mismatch)) from mismatch

    def speaks_of_arrays(self, node: Term) -> bool:
        """Whether an array is written or named in a Term, or the identity, or made of its size."""
        if "matrix" in node.heads:
            return True
        if not {"constant", "builtin"}.isdisjoint(node.heads):
            parts = (part for part in node.walk() if part.head in ("constant", "builtin"))
            if any(part.data in ("identity", "ones") for part in parts):
                return True
        declared = (self.context.declaration(named) for named in node.free)
        return any(found is not None and found.kind in (Kind.VECTOR, Kind.MATRIX) for found in declared)

    def number(self, node: Term) -> Term:
        """A Term whose value is a number, without arrays but below indices. Raises Outside."""
        found = self.written(node)
        if isinstance(found, Grid):
            if len(found.entries) != 1:
                raise Outside("an array where a number stands")
            return found.entries[0]
        return found

    def grid(self, node: Term, rows: int, columns: int) -> Grid:
        """An array of that size; the identity and 0 have any. Raises Outside."""
        self._budget.spend()
        if node is _IDENTITY:
            return made(rows, columns, lambda i, j: number(int(i == j)))
        if node.head == "number" and node.data == 0:
            return made(rows, columns, lambda _i, _j: _ZERO)
        if node.head in ("add", "negate"):
            parts = [self.grid(part, rows, columns) for part in node.arguments]
            return entrywise(lambda *entries: term(node.head, list(entries)), *parts)
        if node.head == "divide":
            return divided(self.grid(node.arguments[0], rows, columns), self.number(node.arguments[1]))
        if node.head == "multiply" and _IDENTITY in node.arguments and not self._has_array(node):
            numbers = [self.number(factor) for factor in node.arguments if factor is not _IDENTITY]
            return scaled(numbers, self.grid(_IDENTITY, rows, columns))
        found = self.written(node)
        if isinstance(found, Term):
            found = Grid(1, 1, (found,))
        if (found.rows, found.columns) != (rows, columns):
            raise Outside("arrays of other sizes")
        return found

    def written(self, node: Term) -> Written:
        """A number's Term, or the grid of an array. Raises Outside."""
        self._budget.spend()
        if not self.speaks_of_arrays(node):
            return node
        rule = _RULES.get(node.head)
        if rule is not None:
            return rule(self, node)
        if node.head in _SCALAR_HEADS:
            return term(node.head, [self.number(argument) for argument in node.arguments], node.data)
        raise Outside(f"a {node.head.replace('_', ' ')} among entries")

    def size(self, shape: Shape) -> tuple[int, int]:
        """Rows and columns in numbers. Raises Outside where they are none, or too many."""
        found = []
        for side in (shape.rows, shape.columns):
            if side is None or side.head != "number" or not 1 <= int(str(side.data)) <= _LARGEST:
                raise Outside("an array whose size is no small number")
            found.append(int(str(side.data)))
        return found[0], found[1]

    def _has_array(self, node: Term) -> bool:
        return any(self.shape(factor).is_array for factor in node.arguments if factor is not _IDENTITY)

    # -- a rule a head

    def name(self, node: Term) -> Grid:
        """A declared array with the entries that its declaration leaves it."""
        declaration = self.context.declaration(str(node.data))
        if declaration is None or declaration.indices:
            raise Outside("a family of arrays")
        if any(declared.word not in _UNTIED for declared in declaration.properties):
            raise Outside("an array with properties")
        rows, columns = self.size(declared_shape(declaration))
        return made(rows, columns, lambda i, j: _named_entry(node, declaration, i, j))

    def matrix(self, node: Term) -> Grid:
        """A matrix as it is written, without blocks."""
        rows, columns = node.data if isinstance(node.data, tuple) else (0, 0)
        if max(int(rows), int(columns)) > _LARGEST or any(self.shape(entry).is_array for entry in node.arguments):
            raise Outside("blocks, or a large matrix")
        return Grid(int(rows), int(columns), tuple(self.number(entry) for entry in node.arguments))

    def transpose(self, node: Term) -> Written:
        """The transpose; a number is its own."""
        found = self.written(node.arguments[0])
        return found if isinstance(found, Term) else transposed(found)

    def add(self, node: Term) -> Written:
        """``A + B``, ``-A``: with the identity and 0 in the size of the others."""
        shape = self.shape(node)
        if shape.is_array:
            return self.grid(node, *self.size(shape))
        return term(node.head, [self.number(part) for part in node.arguments])

    def multiply(self, node: Term) -> Written:
        """Numbers come out; arrays are multiplied from the left."""
        numbers: list[Term] = []
        arrays: Grid | None = None
        for factor in node.arguments:
            if factor is _IDENTITY and self._has_array(node):
                continue
            found = self.written(factor)
            if isinstance(found, Term):
                numbers.append(found)
            else:
                arrays = found if arrays is None else self._product(arrays, found)
        return multiply(*numbers) if arrays is None else scaled(numbers, arrays)

    def _product(self, left: Grid, right: Grid) -> Grid:
        self._budget.spend(left.rows * right.rows * right.columns)
        return product(left, right)

    def divide(self, node: Term) -> Written:
        """An array or a number over a number."""
        above, below = self.written(node.arguments[0]), self.number(node.arguments[1])
        return term("divide", [above, below]) if isinstance(above, Term) else divided(above, below)

    def power(self, node: Term) -> Written:
        """A power of a matrix with a small whole exponent, an even power of a norm, a power of a number."""
        base, exponent = node.arguments
        whole = int(str(exponent.data)) if exponent.head == "number" else 0
        if base.head == "norm" and whole > 0 and whole % 2 == 0:
            square = self._square(base.arguments[0])
            return square if whole == 2 else term("power", [square, number(whole // 2)])
        found = self.written(base)
        if isinstance(found, Term):
            return term("power", [found, self.number(exponent)])
        if not 1 <= whole <= _HIGHEST_POWER:
            raise Outside("a power of a matrix that is no small whole number")
        result = found
        for _ in range(whole - 1):
            result = self._product(result, found)
        return result

    def inverse(self, node: Term) -> Written:
        """The inverse; of a number its reciprocal."""
        found = self.written(node.arguments[0])
        return term("divide", [number(1), found]) if isinstance(found, Term) else inverted(found)

    def norm(self, node: Term) -> Term:
        """Euclid's or Frobenius's."""
        return term("root", [self._square(node.arguments[0]), number(2)])

    def _square(self, node: Term) -> Term:
        found = self.written(node)
        return term("power", [found, number(2)]) if isinstance(found, Term) else squared_norm(found)

    def index(self, node: Term) -> Term:
        """An entry at a place that is given by numbers."""
        base, places = node.arguments[0], node.arguments[1:]
        if not self.shape(base).is_array:
            return node
        found = self.written(base)
        if isinstance(found, Term) or not all(place.head == "number" for place in places):
            raise Outside("an entry at an index")
        i, j = [int(str(place.data)) - 1 for place in (*places, number(1))][:2]
        if not (0 <= i < found.rows and 0 <= j < found.columns):
            raise Outside("an entry outside of its array")
        self.needed.extend(found.entries)
        return found.at(i, j)

    def apply(self, node: Term) -> Written:
        """Traces, determinants and the like; other functions at numbers."""
        function, arguments = node.arguments[0], node.arguments[1:]
        rule = _FUNCTIONS.get(str(function.data)) if function.head == "builtin" else None
        if rule is not None:
            found = [self.written(argument) for argument in arguments]
            grids = [one for one in found if isinstance(one, Grid)]
            if len(grids) == len(found):
                return rule(self, *grids)
        if function.head == "gradient":
            return self.gradient(gradient_at(self.context, function, arguments))
        if function.head not in ("builtin", "name", "prime") or self.shape(node).is_array:
            raise Outside("a function with arrays as values")
        return term("apply", [function, *(self.number(argument) for argument in arguments)])

    def trace(self, grid: Grid) -> Term:
        """The sum of the diagonal; the others exist, too."""
        self.needed.extend(grid.entries)
        return summed([grid.at(i, i) for i in range(grid.rows)])

    def derivative(self, node: Term) -> Written:
        """Entries by numbers; a number by the entries of an array, or a column by those of a column."""
        body, by = node.arguments[0], node.arguments[1:]
        if not any(self.shape(target).is_array for target in by):
            found = self.written(body)
            if isinstance(found, Term):
                return term("derivative", [found, *by], node.data)
            return entrywise(lambda entry: term("derivative", [entry, *by], node.data), found)
        if len(by) != 1:
            raise Outside("a derivative by several arrays")
        return self._by_entries(body, by[0])

    def gradient(self, node: Term) -> Grid:
        """The column of partial derivatives; of a gradient the Hessian."""
        return self._by_entries(*node.arguments)

    def _by_entries(self, body: Term, by: Term) -> Grid:
        variables = self._variables(by)
        found = self.gradient(body) if body.head == "gradient" else self.written(body)
        if isinstance(found, Term):
            return entrywise(lambda variable: term("derivative", [found, variable], "partial"), variables)
        if found.columns != 1 or variables.columns != 1:
            raise Outside("a derivative of a matrix, or of a column by a matrix")
        return made(
            found.rows,
            variables.rows,
            lambda i, j: term("derivative", [found.at(i, 0), variables.at(j, 0)], "partial"),
        )

    def _variables(self, by: Term) -> Grid:
        declaration = self.context.declaration(str(by.data)) if by.head == "name" else None
        if declaration is None or declaration.properties or self.context.definition(declaration.name) is not None:
            raise Outside("a derivative by an array that is not free")
        return self.name(by)

    def sum(self, node: Term) -> Written:
        """A sum with numbers as its ends, summand by summand."""
        bound, low, high, body = node.arguments
        if not (low.head == "number" and high.head == "number"):
            raise Outside("a sum of arrays with other ends than numbers")
        first, last = int(str(low.data)), int(str(high.data))
        if not first <= last < first + _LONGEST_SUM:
            raise Outside("a long sum")
        parts = [substitute(body, {str(bound.data): number(place)}) for place in range(first, last + 1)]
        return self.written(term("add", parts) if len(parts) > 1 else parts[0])


def _named_entry(node: Term, declaration: Declaration, row: int, column: int) -> Term:
    if declaration.has("diagonal"):
        if row != column:
            return _ZERO
        named = declaration.property_terms("diagonal") or ()
        return term("index", [named[0], number(row + 1)] if named else [node, number(row + 1), number(row + 1)])
    if declaration.has("symmetric"):
        row, column = min(row, column), max(row, column)
    places = [number(row + 1)] if declared_shape(declaration).columns is ONE else [number(row + 1), number(column + 1)]
    return term("index", [node, *places])


_RULES: Final[dict[str, Callable[[WritingOut, Term], Written]]] = {
    "name": WritingOut.name,
    "matrix": WritingOut.matrix,
    "transpose": WritingOut.transpose,
    "add": WritingOut.add,
    "negate": WritingOut.add,
    "multiply": WritingOut.multiply,
    "divide": WritingOut.divide,
    "power": WritingOut.power,
    "inverse": WritingOut.inverse,
    "norm": WritingOut.norm,
    "index": WritingOut.index,
    "apply": WritingOut.apply,
    "sum": WritingOut.sum,
    "derivative": WritingOut.derivative,
    "gradient": WritingOut.gradient,
}
_FUNCTIONS: Final[dict[str, Callable[..., Written]]] = {
    "det": lambda _writing, grid: determinant(grid),
    "tr": WritingOut.trace,
    "inner product": lambda _writing, left, right: inner_product(left, right),
    "Hadamard product": lambda _writing, *grids: entrywise(multiply, *grids),
}
