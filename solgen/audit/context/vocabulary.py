"""The declarations of one stretch of text: what is said of its names, how they are used, what shapes that leaves.

The formulas are read twice: provisionally, with arrays of any shape, so that their Terms can say which shapes must be
equal; and for good once the shapes are known. What neither words nor use decide is a real number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from solgen.audit.context.known import Asked, Known, sizes_in
from solgen.audit.context.names import ORDERED, Found, Names
from solgen.audit.context.properties import Properties
from solgen.audit.context.ranges import Run, usual_letter, whole_of
from solgen.audit.context.read_once import readable
from solgen.audit.context.shapes import Inference
from solgen.audit.context.types import ONE, Size, Type, is_number, is_one
from solgen.notation.context import Context, Declaration, IndexRange, Kind, Property
from solgen.notation.terms import Term, constant, name, number

_FRESH: Final = ("n", "m", "p", "q", "r", "s", "k", "h", "N", "M", "D", "K")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one region. ``runs`` holds what each index of an indexed name was seen to run over, in order."""

    known: Mapping[str, Known]
    names: Names
    data: frozenset[str] = frozenset()
    runs: Mapping[str, tuple[tuple[Run, ...], ...]] = field(default_factory=dict)
    hidden: tuple[Declaration, ...] = ()
    """Names that nobody wrote, which give further index letters their ranges."""
    read_provisionally: Mapping[int, Term] = field(default_factory=dict)
    inherited: Mapping[str, Known] = field(default_factory=dict)
    """Names of earlier regions that this one uses without introducing them."""


def vocabulary(asked: Asked) -> Vocabulary:
    """Every name of a region declared."""
    return _Builder(asked).build()


class _Builder(Properties):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.fresh: dict[str, str] = {}
        self._fresh_sizes: list[Declaration] = []

    def build(self) -> Vocabulary:
        """The declarations after as many rounds as their shapes need."""
        known, terms = self._round({})
        if self.asked.numbered and self.unfit:
            self.inherited = {one: was for one, was in self.inherited.items() if one not in self.unfit}
            known, terms = self._round({})
        for _ in range(2):
            again, more = self._round({spelled: one.declaration for spelled, one in known.items()})
            same = {s: k.declaration for s, k in again.items()} == {s: k.declaration for s, k in known.items()}
            known, terms = again, more
            if same:
                break
        data = frozenset(
            spelled for spelled, entries in self.said.items() if any(said.kind == "data" for said in entries)
        )
        return Vocabulary(known, self.names, data, self.runs, tuple(self._hidden(known)), terms, self.inherited)

    def _round(self, before: Mapping[str, Declaration]) -> tuple[dict[str, Known], dict[int, Term]]:
        sizes = [Declaration(spelled, Kind.SIZE) for spelled in self.sizes]
        context = self.asked.given.with_declarations(*(one.declaration for one in self.inherited.values()), *sizes)
        provisional = [before.get(found.name) or self._provisional(found, context) for found in self._own()]
        context = context.with_declarations(*provisional, *self._sizes_left(provisional))
        context = context.with_declarations(*self._hidden_for(context))
        terms = self._read_all(context)
        inference = self._inferred(context, terms)
        return self._final(context, inference, terms), terms

    def _own(self) -> list[Found]:
        """The names that are declared here: neither given nor inherited."""
        skip = {one.name for one in self.asked.given.declarations} | set(self.inherited) | set(self.sizes)
        return [found for spelled, found in self.names.found.items() if spelled not in skip]

    def _sizes_left(self, declared: Sequence[Declaration]) -> list[Declaration]:
        return [one for one in self._fresh_sizes if all(one.name != other.name for other in declared)]

    def _provisional(self, found: Found, context: Context) -> Declaration:
        kind = self._kind_said(found)
        if found.name.endswith(ORDERED):
            return self._ordered(found, context)
        indices = self._indices(found, context)
        if found.sort == "function" or kind is Kind.FUNCTION:
            return Declaration(found.name, Kind.FUNCTION, indices)
        if found.whole and found.count and self._whole_counts(found):
            said = self._sizes_in_words(found, context)
            if len(said) == found.count:
                return Declaration(found.name, Kind.VECTOR if found.count == 1 else Kind.MATRIX, (), said)
            if not all(self.runs[found.name]):
                return Declaration(found.name, Kind.VECTOR if found.count == 1 else Kind.MATRIX)
            high = tuple(one.high for one in indices)
            if all(one.low is ONE for one in indices):
                return Declaration(found.name, Kind.VECTOR if found.count == 1 else Kind.MATRIX, (), high)
        if found.above and any(seen.use.lower for seen in found.uses):
            inner = self.inner.get(found.name)
            length = self._bound(inner, context) if inner else None
            return Declaration(found.name, Kind.VECTOR, indices, (length or self._fresh_size(f"{found.name} entries"),))
        if self._is_array(found):
            vector = any(said.kind == "vector" for said in self.said.get(found.name, ()))
            own = indices if found.above or not found.whole else ()
            return Declaration(found.name, Kind.VECTOR if vector else Kind.MATRIX, own)
        if kind in (Kind.VECTOR, Kind.MATRIX):
            return Declaration(found.name, kind)
        return Declaration(found.name, kind or Kind.REAL, indices)

    def _sizes_in_words(self, found: Found, context: Context) -> tuple[Term, ...]:
        """The sizes that ``W \\in \\mathbb{R}^{m \\times d}`` gives."""
        for membership, _ in self.members.get(found.name, ()):
            sizes = [self._bound(texts, context) for texts in membership.sizes]
            if sizes and all(size is not None for size in sizes):
                return tuple(size for size in sizes if size is not None)
        return ()

    def _ordered(self, found: Found, context: Context) -> Declaration:
        """Order statistics: as many as the sample has elements."""
        sample = self.names.found.get(found.base)
        known = context.declaration(found.base)
        ranges = known.indices if known is not None else self._indices(sample, context) if sample is not None else ()
        letter = usual_letter(found, 0, [], self.names.indices)
        index = IndexRange(letter, number(1), ranges[0].high if ranges else self._fresh_size(f"{found.base} 0"))
        return Declaration(found.name, Kind.REAL, (index,), (), (Property("order statistics", (name(found.base),)),))

    def _indices(self, found: Found, context: Context) -> tuple[IndexRange, ...]:
        indices: list[IndexRange] = []
        for position in range(found.count):
            letter = usual_letter(found, position, [one.index for one in indices], self.names.indices)
            runs = self.runs[found.name][position]
            runs = tuple(run for run in runs if run.letter == letter) or runs
            low, high = (runs[0].low, whole_of(runs)) if runs else (("1",), ())
            bounds = self._bound(low, context), self._bound(high, context)
            top = bounds[1] if bounds[1] is not None else self._fresh_size(f"{found.name} {position}")
            indices.append(IndexRange(letter, bounds[0] or number(1), top))
        return tuple(indices)

    def _fresh_size(self, key: str) -> Term:
        taken = self.fresh.get(key)
        if taken is None:
            used = set(self.names.found) | set(self.names.indices) | set(self.sizes) | set(self.fresh.values())
            used |= self.asked.taken | set(self.inherited) | {one.name for one in self.asked.given.declarations}
            taken = next((letter for letter in _FRESH if letter not in used), "")
            taken = taken or next(f"n_{{{count}}}" for count in range(1, 1000) if f"n_{{{count}}}" not in used)
            self.fresh[key] = taken
            self._fresh_sizes.append(Declaration(taken, Kind.SIZE))
        return name(taken)

    def _hidden_for(self, context: Context) -> list[Declaration]:
        """Ranges for letters that stand as indices though no declaration runs over them."""
        known = {indexed.index for one in context.declarations for indexed in one.indices}
        hidden = []
        for letter in sorted(self.names.indices - known):
            run = self.ranges.of_letter(letter, 0)
            bounds = (self._bound(run.low, context), self._bound(run.high, context)) if run else (None, None)
            low, high = bounds if all(bounds) else self._like(letter, context)
            if low is not None and high is not None and context.declaration(letter) is None:
                hidden.append(Declaration(hidden_name(letter), Kind.REAL, (IndexRange(letter, low, high),)))
        return hidden

    def _like(self, letter: str, context: Context) -> tuple[Term | None, Term | None]:
        """The range of the first array or indexed name on which a letter stands."""
        for spelled, spoken in self.said.items():
            for said in spoken:
                declaration = context.declaration(spelled)
                rows = said.kind == "rows" and letter in self._letters(said.shape[0])
                if rows and declaration is not None and declaration.shape:
                    return number(1), declaration.shape[0]
        for found in self.names.found.values():
            for seen in found.uses:
                if letter in seen.use.lower:
                    declaration = context.declaration(found.name)
                    if declaration is not None and declaration.indices:
                        one = declaration.indices[min(seen.use.lower.index(letter), len(declaration.indices) - 1)]
                        return one.low, one.high
                    if declaration is not None and declaration.shape:
                        at = min(seen.use.lower.index(letter), len(declaration.shape) - 1)
                        return number(1), declaration.shape[at]
        return number(1), self._fresh_size(f"index {letter}")

    def _hidden(self, known: Mapping[str, Known]) -> list[Declaration]:
        context = self.asked.given.with_declarations(
            *(one.declaration for one in self.inherited.values()), *(one.declaration for one in known.values())
        )
        return self._hidden_for(context)

    def _read_all(self, context: Context) -> dict[int, Term]:
        terms = {}
        logarithms = _with_log(context)
        for formula in self.asked.formulas:
            if formula.scan.fault is None:
                reading = readable(formula.latex, logarithms)
                if reading is not None:
                    terms[formula.number] = reading.term
        return terms

    def _final(self, context: Context, inference: Inference, terms: Mapping[int, Term]) -> dict[str, Known]:
        known: dict[str, Known] = {}
        self._note_tall(inference)
        self._note_divisors(terms)
        self._note_factorials(terms)
        given = {one.name for one in self.asked.given.declarations}
        for spelled, (because, formula) in self.sizes.items():
            if spelled not in given and spelled not in self.inherited:
                known[spelled] = Known(self._size(spelled), because, certain=True, formula=formula)
        own = {found.name: self._known(found, context, inference) for found in self._own()}
        shaped = context.with_declarations(*(one.declaration for one in own.values()))
        for one in self._fresh_sizes:
            own.setdefault(one.name, Known(one, "a size that the text does not name", certain=False, formula=-1))
        again = self._with_members(known | own, self._note_members(terms, shaped))
        known |= {spelled: one for spelled, one in again.items() if spelled not in own}
        known |= {spelled: again.get(spelled, one) for spelled, one in own.items()}
        used = {letter for one in known.values() for size in sizes_in(one.declaration) for letter in size.free}
        used |= {letter for one in self._hidden(known) for size in sizes_in(one) for letter in size.free}
        fresh = {one.name for one in self._fresh_sizes}
        return {spelled: one for spelled, one in known.items() if spelled not in fresh or spelled in used}

    def _with_members(self, known: Mapping[str, Known], members: Mapping[str, tuple[int, int]]) -> Mapping[str, Known]:
        """The sizes, of this region and of earlier ones, of which a formula here takes a member by its number."""
        again: dict[str, Known] = {}
        for spelled, (least, formula) in members.items():
            was = known.get(spelled) or self.inherited.get(spelled)
            if was is None or was.declaration.kind is not Kind.SIZE or _is_at_least(was.declaration, least):
                continue
            others = tuple(one for one in was.declaration.properties if one.word != "at least")
            bound = Property("at least", (number(least),))
            declaration = replace(was.declaration, properties=(*others, bound))
            again[spelled] = replace(
                was, declaration=declaration, because=f"the index {least} is written out", formula=formula
            )
        return again

    def _known(self, found: Found, context: Context, inference: Inference) -> Known:
        provisional = context.declaration(found.name)
        assert provisional is not None
        because, certain, formula = self._reason(found)
        declaration = provisional
        if provisional.has("order statistics"):
            return Known(provisional, f"{found.base} with an index in brackets is ordered", certain, formula)
        if provisional.kind is Kind.FUNCTION:
            shape = self._shape(inference.value(found.name), f"value of {found.name}")
            declaration = replace(provisional, shape=shape)
        elif provisional.kind in (Kind.REAL, Kind.VECTOR, Kind.MATRIX):
            cell = inference.names.get(found.name)
            shape = self._shape(cell, found.name) if cell is not None else ()
            kind = Kind.REAL if not shape else Kind.VECTOR if len(shape) == 1 else Kind.MATRIX
            was = provisional.kind is not Kind.REAL
            indices = provisional.indices
            if kind is Kind.REAL and was and cell is None:
                kind, shape = provisional.kind, provisional.shape
            if shape and provisional.kind is Kind.REAL:
                because, certain = f"{because}; the formulas that it stands in ask for this shape", False
            declaration = Declaration(found.name, kind, indices, shape)
            if kind is Kind.REAL and found.name in self.counts:
                whole = (Property("nonnegative"),)
                declaration = Declaration(found.name, Kind.INTEGER, indices, (), whole)
                because = "its factorial is taken"
        return Known(self._with_bounds(declaration), because, certain, formula)

    def _shape(self, cell: Type | None, key: str) -> tuple[Term, ...]:
        if cell is None:
            return ()
        root = cell.root()
        if root.sort != "array" or is_number(root):
            return ()
        rows = self._term_of(root.rows, f"{key} rows")
        if is_one(root.columns):
            return (rows,)
        return rows, self._term_of(root.columns, f"{key} columns")

    def _term_of(self, size: Size | None, key: str) -> Term:
        assert size is not None
        root = size.root()
        if root.term is None:
            root.term = self._fresh_size(key)
        return root.term


def hidden_name(letter: str) -> str:
    """A name that gives an index letter its range and that no text writes."""
    return f"\\mathrm{{{letter.removeprefix(chr(92))}}}"


def _is_at_least(declaration: Declaration, least: int) -> bool:
    """Whether a size is declared to be so large already, or to be bounded by what is no numeral."""
    bounds = declaration.property_terms("at least")
    return bounds is not None and (bounds[0].head != "number" or int(str(bounds[0].data)) >= least)


def _with_log(context: Context) -> Context:
    return context if context.log_base is not None else replace(context, log_base=constant("e"))
