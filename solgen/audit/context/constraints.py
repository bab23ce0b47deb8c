"""The shapes of a region's names: what words and memberships say, then what each formula asks to be equal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from solgen.audit.context.conventions import conclude
from solgen.audit.context.evidence import Evidence
from solgen.audit.context.known import Asked
from solgen.audit.context.memberships import Membership
from solgen.audit.context.names import name_in
from solgen.audit.context.phrases.said import Said
from solgen.audit.context.scan import Texts
from solgen.audit.context.shapes import Inference, of_numbers
from solgen.audit.context.subjects import subjects
from solgen.audit.context.types import ONE, Size, Type, a_number, a_square, an_array
from solgen.kernel.existence.extents import extents
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.terms import Term, number

_MOST_MEMBERS: Final = 8
"""A larger number below a name is a year, or a line of a table: nothing is drawn with so many."""


class Constraints(Evidence):
    """The evidence with the shapes that it leaves."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.tall: dict[str, Term] = {}
        """Numbers of columns that are at most a number of rows."""
        self.least: dict[str, Term] = {}
        self.counts: set[str] = set()
        """Names of which factorials are taken."""
        self.unfit: set[str] = set()
        """Arrays of earlier regions in formulas whose shapes do not go together."""

    def _inferred(self, context: Context, terms: Mapping[int, Term]) -> Inference:
        indexed = {one.name: len(one.indices) for one in context.declarations if one.indices}
        functions = [one.name for one in context.declarations if one.kind is Kind.FUNCTION]
        inference = Inference(indexed, functions, of_numbers(terms.values()))
        self._fix(inference, context)
        first = [number_ for number_ in terms if self._is_definition_like(number_)]
        for number_ in (*first, *(one for one in terms if one not in first)):
            mark, conflicts = inference.types.mark(), inference.types.conflicts
            inference.formula(terms[number_])
            if inference.types.conflicts > conflicts:
                shaped = (one for one, known in self.inherited.items() if known.declaration.shape)
                self.unfit |= terms[number_].free & frozenset(shaped)
                inference.types.undo(mark)
                inference.types.conflicts = conflicts
        conclude(inference, {spelled: found.base for spelled, found in self.names.found.items()})
        return inference

    def _is_definition_like(self, number_: int) -> bool:
        statements = self.scans[number_].statements
        return bool(statements) and len(statements[0].tokens) > 1 and statements[0].tokens[1].text == "="

    def _fix(self, inference: Inference, context: Context) -> None:
        """What words and memberships say of shapes, before any formula does."""
        for one in context.declarations:
            if one.name in self.inherited or self.asked.given.declaration(one.name) is not None:
                inference.names[one.name] = _type_of(one)
            elif one.kind not in (Kind.REAL, Kind.VECTOR, Kind.MATRIX, Kind.FUNCTION):
                number_like = one.kind in (Kind.SIZE, Kind.INTEGER, Kind.COMPLEX, Kind.QUANTITY)
                inference.names[one.name] = a_number() if number_like else Type("other")
            elif one.kind in (Kind.VECTOR, Kind.MATRIX):
                inference.types.same(inference.name(one.name), _type_of(one))
        for spelled, spoken in self.said.items():
            for said in spoken:
                self._fix_said(inference, spelled, said)
        for spelled, found in self.members.items():
            for membership, _ in found:
                self._fix_membership(inference, spelled, membership, context)
        self._fix_factors(inference)

    def _fix_factors(self, inference: Inference) -> None:
        """The factors of a decomposition, and their columns where these have names."""
        for part, (whole, what) in self.asked.parts.items():
            if what == "columns" and part in self.names.found:
                rows = self._size_of(f"{whole}:rows", inference)
                inference.types.same(inference.name(part), an_array(rows, Size(ONE)))
        for spelled, shape in self.asked.shapes.items():
            rows, columns = (self._size_of(text, inference) for text in shape)
            inference.types.same(inference.name(spelled), an_array(rows, columns))

    def _fix_said(self, inference: Inference, spelled: str, said: Said) -> None:
        cell = inference.name(spelled)
        if said.kind in ("matrix", "vector") and not said.asserted and cell.root().sort in ("", "array"):
            context = Context(tuple(Declaration(size, Kind.SIZE) for size in self.sizes))
            sizes = self._shape_said(said, context)
            columns = Size(ONE) if said.kind == "vector" else None
            if said.shape == ("square",):
                inference.types.same(cell, a_square())
            elif len(sizes) == 2:
                inference.types.same(cell, an_array(Size(sizes[0]), Size(sizes[1])))
            else:
                inference.types.same(cell, an_array(Size(sizes[0]) if sizes else None, columns))
        elif said.kind in ("rows", "columns") and len(said.shape) == 2:
            self._fix_rows(inference, cell, said)
        elif said.kind == "real" and said.properties and not cell.root().sort:
            inference.types.same(cell, a_number())

    def _fix_rows(self, inference: Inference, cell: Type, said: Said) -> None:
        """``X`` whose rows are vectors: each has as many entries as ``X`` has columns."""
        scan = self.scans.get(int(said.shape[1][1:-1]))
        inference.types.same(cell, an_array())
        root = cell.root()
        for use in list(subjects(scan) if scan else ())[:1] or (scan.uses[:1] if scan else ()):
            length = root.columns if said.kind == "rows" else root.rows
            inference.types.same(
                inference.name(name_in(self.names, int(said.shape[1][1:-1]), use)), an_array(length, Size(ONE))
            )

    def _shape_said(self, said: Said, context: Context) -> list[Term]:
        if len(said.shape) != 1 or not said.shape[0].startswith("⟦"):
            return []
        formula = self.by_number.get(int(said.shape[0][1:-1]))
        if formula is None or not formula.scan.statements:
            return []
        pieces = _at_times([token.text for token in formula.scan.tokens])
        sizes = [self._bound(piece, context) for piece in pieces]
        return [size for size in sizes if size is not None] if all(sizes) else []

    def _fix_membership(self, inference: Inference, spelled: str, membership: Membership, context: Context) -> None:
        if not membership.sizes:
            return
        sizes = [self._bound(texts, context) for texts in membership.sizes]
        if all(size is not None for size in sizes):
            columns = Size(sizes[1]) if len(sizes) > 1 else Size(ONE)
            inference.types.same(inference.name(spelled), an_array(Size(sizes[0]), columns))

    def _size_of(self, text: str, inference: Inference) -> Size:
        """``X:rows``: the number of rows of another name."""
        whole, _, side = text.partition(":")
        cell = inference.name(whole)
        inference.types.same(cell, an_array())
        root = cell.root()
        size = root.rows if side == "rows" else root.columns
        return size or Size()

    def _note_tall(self, inference: Inference) -> None:
        """Of what is decomposed, and of orthonormal columns, there are no more columns than rows."""
        names = {text.partition(":")[0] for shape in self.asked.shapes.values() for text in shape}
        for spelled, spoken in self.said.items():
            if any("orthonormal columns" in said.properties and not said.asserted for said in spoken):
                names.add(spelled)
        for spelled in sorted(names):
            root = inference.name(spelled).root()
            if root.sort == "array" and root.rows is not None and root.columns is not None:
                rows, columns = root.rows.root().term, root.columns.root().term
                if rows is not None and columns is not None and rows is not columns and columns.head == "name":
                    self.tall[str(columns.data)] = rows

    def _note_factorials(self, terms: Mapping[int, Term]) -> None:
        """``k_i!``: they are whole numbers, and none is negative."""
        for whole in terms.values():
            for node in whole.each("factorial"):
                inner = node.arguments[0].arguments[0] if node.arguments[0].head == "index" else node.arguments[0]
                self.counts |= {str(inner.data)} if inner.head == "name" else set()

    def _note_divisors(self, terms: Mapping[int, Term]) -> None:
        """``\\frac{1}{n - 1}``: there are at least two."""
        for whole in terms.values():
            for node in whole.each("divide"):
                for factor in (node.arguments[1], *node.arguments[1].arguments):
                    spelled, taken = _size_less(factor)
                    if spelled in self.sizes:
                        self.least[spelled] = number(taken + 1)

    def _note_members(self, terms: Mapping[int, Term], context: Context) -> dict[str, tuple[int, int]]:
        """``z_1 - z_2``, ``(A B)_{21}``: there are at least two. The number for each size, and the formula that tells.

        Where a list is written with dots, its second member only shows how it goes on.
        """
        found: dict[str, tuple[int, int]] = {}
        for formula, whole in terms.items():
            for node in whole.each("index") if "dots" not in whole.heads else ():
                ranges = extents(node, context, frozenset()) or ()
                for one, place in zip(ranges, node.arguments[1:], strict=False):
                    if place.head != "number" or one.high.head != "name":
                        continue
                    size, least = str(one.high.data), int(str(place.data))
                    if max(1, found.get(size, (0, 0))[0]) < least <= _MOST_MEMBERS:
                        found[size] = (least, formula)
        return found


def _size_less(node: Term) -> tuple[str, int]:
    """``n - 1``: the name and the number that is taken from it; else an empty name."""
    if node.head != "add" or len(node.arguments) != 2:
        return "", 0
    first, second = node.arguments
    if first.head != "name" or second.head != "negate" or second.arguments[0].head != "number":
        return "", 0
    return str(first.data), int(str(second.arguments[0].data))


def _at_times(texts: Sequence[str]) -> list[Texts]:
    pieces: list[list[str]] = [[]]
    for text in texts:
        if text in ("\\times", ","):
            pieces.append([])
        elif text not in ("(", ")"):
            pieces[-1].append(text)
    return [tuple(piece) for piece in pieces]


def _type_of(declaration: Declaration) -> Type:
    """The type of a declared name; sizes that are not there are open."""
    if declaration.kind is Kind.VECTOR:
        return an_array(Size(declaration.shape[0]) if declaration.shape else None, Size(ONE))
    if declaration.kind is Kind.MATRIX:
        return an_array(*map(Size, declaration.shape)) if declaration.shape else an_array()
    if declaration.kind in (Kind.FUNCTION, Kind.SET, Kind.EVENT):
        return Type("other")
    return a_number()
