"""What a name may turn out to be: a number, or an array whose sizes are known or still open. Unified, never guessed.

Every type and every size is a cell of a union-find structure (Tarjan 1975): two that must be equal are made one. A
product of two arrays asks for equal inner sizes; of which factors are arrays is often known only later, so products
wait until it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from solgen.notation.terms import Term, number

ONE = number(1)


@dataclass(eq=False, slots=True)
class Size:
    """One number of rows or columns; ``term`` where it is known."""

    term: Term | None = None
    parent: Size | None = None

    def root(self) -> Size:
        """The cell that stands for all that are equal to this one."""
        cell = self
        while cell.parent is not None:
            cell = cell.parent
        return cell


@dataclass(eq=False, slots=True)
class Type:
    """``sort`` is empty (open), ``number``, ``array`` or ``other`` (a set, a proposition, a function)."""

    sort: str = ""
    rows: Size | None = None
    columns: Size | None = None
    parent: Type | None = None

    def root(self) -> Type:
        """The cell that stands for all that are equal to this one."""
        cell = self
        while cell.parent is not None:
            cell = cell.parent
        return cell


def a_number() -> Type:
    """A new number."""
    return Type("number")


def an_array(rows: Size | None = None, columns: Size | None = None) -> Type:
    """A new array."""
    return Type("array", rows or Size(), columns or Size())


def a_square() -> Type:
    """A new square matrix."""
    size = Size()
    return Type("array", size, size)


@dataclass(eq=False, slots=True)
class Product:
    """``result = left · right``, not yet worked out."""

    left: Type
    right: Type
    result: Type


@dataclass(eq=False, slots=True)
class Types:
    """The cells of one stretch of text, what is known to be equal, and the products that wait."""

    waiting: list[Product] = field(default_factory=list)
    conflicts: int = 0
    _trail: list[Size | Type] = field(default_factory=list)

    def mark(self) -> tuple[int, list[Product]]:
        """A point to which ``undo`` can go back."""
        return len(self._trail), list(self.waiting)

    def undo(self, mark: tuple[int, list[Product]]) -> None:
        """Forget what was made equal since a mark."""
        length, self.waiting = mark
        while len(self._trail) > length:
            self._trail.pop().parent = None

    def same_size(self, left: Size, right: Size) -> bool:
        """Make two sizes one. False where both are known and differ."""
        first, second = left.root(), right.root()
        if first is second:
            return True
        if first.term is not None and second.term is not None and first.term is not second.term:
            self.conflicts += 1
            return False
        if first.term is None:
            first, second = second, first
        second.parent = first
        self._trail.append(second)
        return True

    def same(self, left: Type, right: Type) -> bool:
        """Make two types one. False where they cannot be."""
        first, second = left.root(), right.root()
        if first is second or "other" in (first.sort, second.sort):
            return True
        if not first.sort or not second.sort:
            if not first.sort:
                first, second = second, first
            second.parent = first
            self._trail.append(second)
            return True
        if first.sort == second.sort == "number":
            second.parent = first
            self._trail.append(second)
            return True
        if first.sort == second.sort == "array":
            return self._sizes(first, second)
        array = first if first.sort == "array" else second
        return self._one_by_one(array)

    def _sizes(self, first: Type, second: Type) -> bool:
        assert first.rows
        assert first.columns
        assert second.rows
        assert second.columns
        fits = self.same_size(first.rows, second.rows)
        return self.same_size(first.columns, second.columns) and fits

    def _one_by_one(self, array: Type) -> bool:
        """A number where an array stands: a product of a row and a column."""
        assert array.rows
        assert array.columns
        fits = self.same_size(array.rows, Size(ONE))
        return self.same_size(array.columns, Size(ONE)) and fits

    def multiply(self, left: Type, right: Type) -> Type:
        """The type of a product, which may wait."""
        result = Type()
        product = Product(left, right, result)
        if not self._settle(product):
            self.waiting.append(product)
        return result

    def settle(self) -> bool:
        """Work out the products that can be by now; whether any could."""
        progress = False
        moved = True
        while moved:
            before = len(self.waiting)
            self.waiting = [product for product in self.waiting if not self._settle(product)]
            moved = len(self.waiting) < before
            progress |= moved
        return progress

    def _settle(self, product: Product) -> bool:
        left, right, result = product.left.root(), product.right.root(), product.result.root()
        if left.sort == "number":
            return self.same(result, right) or True
        if right.sort == "number":
            return self.same(result, left) or True
        if left.sort == right.sort == "array":
            assert left.rows
            assert left.columns
            assert right.rows
            assert right.columns
            self.same_size(left.columns, right.rows)
            self.same(result, an_array(left.rows, right.columns))
            return True
        if "other" in (left.sort, right.sort):
            return True
        if result.sort == "number" and not left.sort and not right.sort:
            return False
        return False


def is_one(size: Size | None) -> bool:
    """Whether a size is known to be 1."""
    return size is not None and size.root().term is ONE


def is_number(cell: Type) -> bool:
    """Whether a type is a number's, or that of a 1 × 1 array."""
    root = cell.root()
    return root.sort == "number" or (root.sort == "array" and is_one(root.rows) and is_one(root.columns))
