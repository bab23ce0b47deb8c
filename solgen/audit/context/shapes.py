"""The shapes of names from the formulas that they stand in: sums, products, transposes, inverses, norms, equations.

Every name has a type that is open at first; each formula, read provisionally, says which types must be equal
(``types.py``). What stays open is settled last, by the convention of linear algebra: behind a matrix a small letter is
a vector and a capital a matrix; in front of one, a small letter is a number. What nothing asks to be an array is a
number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Final

from solgen.audit.context.types import ONE, Size, Type, Types, a_number, a_square, an_array
from solgen.notation.terms import BINDERS, Term, number

_NUMBERS: Final = frozenset(
    {"number", "decimal", "unit", "floor", "ceiling", "factorial", "binomial", "cardinality", "order_statistic", "root"}
)
_OTHER: Final = frozenset(
    {"and", "or", "not", "set", "comprehension", "interval", "union", "intersection", "difference", "arg_min",
     "arg_max",
     "tuple", "sequence", "dots", "builtin", "statements"}
)  # fmt: skip
_SAME: Final = frozenset({"=", "≠", "≈", "≡", "≻", "⪰"})
_ORDER: Final = frozenset({"<", "≤", ">", "≥"})
_OF_ARRAYS: Final = frozenset({"tr", "det", "rank"})


class Inference:
    """The types of names, as formula after formula constrains them."""

    def __init__(
        self, indexed: Mapping[str, int], functions: Iterable[str], entrywise: frozenset[str] = frozenset()
    ) -> None:
        self.types = Types()
        self.names: dict[str, Type] = {}
        self.values: dict[str, Type] = {}
        """The type of each function's value."""
        self.arguments: dict[str, list[Type]] = {}
        self.indexed = indexed
        self._functions = frozenset(functions)
        self._entrywise = entrywise
        self._bound: list[str] = []

    def name(self, spelled: str) -> Type:
        """The type of a name, or of each component of an indexed one."""
        return self.names.setdefault(spelled, Type())

    def value(self, function: str) -> Type:
        """The type of a function's value."""
        return self.values.setdefault(function, Type())

    def formula(self, term: Term) -> None:
        """Take in what one formula says."""
        self._type(term)
        self.types.settle()

    def _type(self, term: Term) -> Type:
        head = term.head
        if head in _NUMBERS:
            self._visit(term)
            return a_number()
        if head in _OTHER:
            self._visit(term)
            return Type("other")
        rule = self._rules.get(head)
        if rule is not None:
            return rule(self, term)
        self._visit(term)
        return Type()

    def _visit(self, term: Term) -> None:
        for position, argument in enumerate(term.arguments):
            if not (term.head in BINDERS and position == 0):
                self._type(argument)

    def _expect_number(self, term: Term) -> None:
        self.types.same(self._type(term), a_number())

    def _name(self, term: Term) -> Type:
        spelled = str(term.data)
        if spelled in self._bound:
            return a_number()
        return Type("other") if spelled in self._functions or self.indexed.get(spelled) else self.name(spelled)

    def _constant(self, term: Term) -> Type:
        if term.data == "identity":
            return a_square()
        return a_number() if term.data in ("e", "pi", "infinity", "imaginary") else Type("other")

    def _index(self, term: Term) -> Type:
        base = term.arguments[0]
        for index in term.arguments[1:]:
            self._expect_number(index)
        if base.head == "name" and self.indexed.get(str(base.data)):
            return self.name(str(base.data))
        cell = self._type(base)
        if len(term.arguments) == 2 and cell.root().sort == "array":
            self.types.same(cell, an_array(None, Size(ONE)))
        return a_number()

    def _same(self, term: Term) -> Type:
        return self._type(term.arguments[0])

    def _add(self, term: Term) -> Type:
        cells = [(argument, self._type(argument)) for argument in term.arguments]
        first = cells[0][1]
        for argument, cell in cells[1:]:
            if not _is_zero(argument):
                self.types.same(first, cell)
        return first

    def _multiply(self, term: Term) -> Type:
        result = self._type(term.arguments[0])
        for factor in term.arguments[1:]:
            result = self.types.multiply(result, self._type(factor))
        return result

    def _divide(self, term: Term) -> Type:
        self._expect_number(term.arguments[1])
        return self._type(term.arguments[0])

    def _power(self, term: Term) -> Type:
        base, exponent = term.arguments
        cell = self._type(base)
        self._expect_number(exponent)
        if cell.root().sort == "array":
            self.types.same(cell, a_square())
        elif exponent.head not in ("number", "negate"):
            self.types.same(cell, a_number())
        return cell

    def _transpose(self, term: Term) -> Type:
        cell = self._type(term.arguments[0])
        if not cell.root().sort:
            self.types.same(cell, an_array())
        root = cell.root()
        return an_array(root.columns, root.rows) if root.sort == "array" else cell

    def _inverse(self, term: Term) -> Type:
        cell = self._type(term.arguments[0])
        self.types.same(cell, a_square())
        return cell

    def _matrix(self, term: Term) -> Type:
        self._visit(term)
        assert isinstance(term.data, tuple)
        rows, columns = term.data
        return an_array(_known(int(rows)), _known(int(columns)))

    def _apply(self, term: Term) -> Type:
        function = term.arguments[0]
        if function.head == "builtin":
            return self._builtin(term, str(function.data))
        cells = [self._type(argument) for argument in term.arguments[1:]]
        gradient = function.head == "gradient"
        derived = function.head in ("prime", "gradient", "subdifferential")
        while function.head in ("prime", "gradient", "subdifferential", "index"):
            function = function.arguments[0]
        if function.head != "name":
            return Type()
        spelled = str(function.data)
        if spelled in self._entrywise:
            return next((cell for cell in cells if cell.root().sort == "array"), Type("number"))
        known = self.arguments.setdefault(spelled, [Type() for _ in cells])
        for one, cell in zip(known, cells, strict=False):
            self.types.same(one, cell)
        if gradient and cells:
            self.types.same(self.value(spelled), a_number())
            return cells[0]
        return a_number() if derived else self.value(spelled)

    def _builtin(self, term: Term, word: str) -> Type:
        if word in _OF_ARRAYS:
            cell = self._type(term.arguments[1])
            self.types.same(cell, an_array() if word == "rank" else a_square())
            return a_number()
        if word == "diag":
            self._visit(term)
            return a_square()
        for argument in term.arguments[1:]:
            if word in ("max", "min", "median"):
                self._type(argument)
            else:
                self._expect_number(argument)
        return a_number()

    def _gradient(self, term: Term) -> Type:
        if len(term.arguments) == 1:
            return Type("other")
        self._expect_number(term.arguments[0])
        return self._type(term.arguments[1])

    def _derivative(self, term: Term) -> Type:
        body = self._type(term.arguments[0])
        by = [self._type(argument) for argument in term.arguments[1:]]
        if all(cell.root().sort != "array" for cell in by):
            return body
        return by[0]

    def _norm(self, term: Term) -> Type:
        cell = self._type(term.arguments[0])
        if not cell.root().sort:
            self.types.same(cell, an_array(None, Size(ONE)))
        return a_number()

    def _absolute(self, term: Term) -> Type:
        self._type(term.arguments[0])
        return a_number()

    def _binder(self, term: Term) -> Type:
        self._bound.append(str(term.arguments[0].data))
        for argument in term.arguments[1:-1]:
            self._type(argument)
        cell = self._type(term.arguments[-1])
        self._bound.pop()
        return cell

    def _minimum(self, term: Term) -> Type:
        self._expect_number(term.arguments[1])
        return a_number() if term.head in ("minimum", "maximum") else self._type(term.arguments[0])

    def _cases(self, term: Term) -> Type:
        cells = [self._type(argument) for argument in term.arguments]
        for cell in cells[2::2]:
            self.types.same(cells[0], cell)
        return cells[0]

    def _relation(self, term: Term) -> Type:
        signs = term.data if isinstance(term.data, tuple) else (str(term.data),)
        cells = [self._type(side) for side in term.arguments]
        for position, sign in enumerate(signs):
            left, right = cells[position], cells[position + 1]
            if any(_is_zero(side) for side in term.arguments[position : position + 2]):
                continue
            if sign in _SAME:
                self.types.same(left, right)
            elif sign in _ORDER:
                self.types.same(left, a_number())
                self.types.same(right, a_number())
            elif sign in ("∈", "∉") and term.arguments[position + 1].head == "interval":
                self.types.same(left, a_number())
        return Type("other")

    _rules: ClassVar[dict[str, Callable[[Inference, Term], Type]]] = {
        "name": _name,
        "constant": _constant,
        "index": _index,
        "negate": _same,
        "add": _add,
        "multiply": _multiply,
        "divide": _divide,
        "power": _power,
        "transpose": _transpose,
        "inverse": _inverse,
        "matrix": _matrix,
        "apply": _apply,
        "gradient": _gradient,
        "derivative": _derivative,
        "norm": _norm,
        "absolute": _absolute,
        "sum": _binder,
        "sum_over": _binder,
        "product": _binder,
        "product_over": _binder,
        "limit": _binder,
        "minimum": _minimum,
        "maximum": _minimum,
        "arg_min": _minimum,
        "arg_max": _minimum,
        "cases": _cases,
        "relation": _relation,
        "chain": _relation,
        "for_all": _binder,
        "exists": _binder,
    }


def of_numbers(terms: Iterable[Term]) -> frozenset[str]:
    """Functions that are somewhere applied to an entry or a numeral: before an array they stand for each entry."""
    found = set()
    for node in (node for whole in terms for node in whole.each("apply")):
        if len(node.arguments) == 2 and node.arguments[1].head in ("index", "number"):
            function = node.arguments[0]
            while function.head == "prime":
                function = function.arguments[0]
            if function.head == "name":
                found.add(str(function.data))
    return frozenset(found)


def _known(value: int) -> Size:
    return Size(number(value))


def _is_zero(term: Term) -> bool:
    return term.head == "number" and term.data == 0
