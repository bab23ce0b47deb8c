"""The declarations of one stretch of text: what is said of its names, how they are used, what shapes that leaves.

The formulas are read twice: provisionally, with arrays of any shape, so that their Terms can say which shapes must be
equal; and for good once the shapes are known. What neither words nor use decide is a real number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from solgen.audit.context.material import Formula
from solgen.audit.context.memberships import Membership, bound_of, entries, memberships
from solgen.audit.context.names import Found, Names, find_names, name_in
from solgen.audit.context.phrases.leads import Lead
from solgen.audit.context.phrases.said import Said
from solgen.audit.context.ranges import Ranges, Run, ranges_of, runs_of, usual_letter
from solgen.audit.context.scan import Texts
from solgen.audit.context.shapes import Inference
from solgen.audit.context.spelling import is_letter, spell_texts
from solgen.audit.context.subjects import begins_equation, is_bare, outer_uses, subjects
from solgen.audit.context.types import ONE, Size, Type, a_number, a_square, an_array, is_number, is_one
from solgen.diagnostics import Failure
from solgen.notation.context import Context, Declaration, IndexRange, Kind, Property
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.formula import read, read_fragment
from solgen.notation.reading.sets import as_set
from solgen.notation.terms import Term, constant, name, number

_KINDS: Final = {kind.value: kind for kind in Kind}
_FRESH: Final = ("n", "m", "p", "q", "r", "s", "k", "h", "N", "M", "D", "K")
_ARRAYS: Final = ("matrix", "vector", "rows", "columns", "array")


@dataclass(frozen=True, slots=True)
class Known:
    """One declared name with what shows it. ``formula`` is where it was seen first, -1 where nothing shows a place."""

    declaration: Declaration
    because: str
    certain: bool
    formula: int


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a region's vocabulary is made from."""

    formulas: Sequence[Formula]
    said: Sequence[Said]
    given: Context
    inherited: Mapping[str, Known]
    shapes: Mapping[str, tuple[str, str]]
    """Sizes that the reading of a decomposition gives to names, each the rows or columns of another: ``X:rows``."""
    properties: Mapping[str, tuple[str, ...]]
    because: Mapping[str, tuple[str, bool, int]] = field(default_factory=dict)
    """Of the names in ``shapes``: why, whether that is certain, and in which formula."""
    sets: frozenset[str] = frozenset()


def vocabulary(asked: Asked) -> Vocabulary:
    """Every name of a region declared."""
    return _Builder(asked).build()


class _Builder:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.scans = {formula.number: formula.scan for formula in asked.formulas}
        self.by_number = {formula.number: formula for formula in asked.formulas}
        indices = frozenset(
            use.base
            for said in asked.said
            if said.kind == "index" and said.formula in self.scans
            for use in subjects(self.scans[said.formula])
            if is_letter(use.base) and not use.lower
        )
        functions = frozenset(
            use.base for said in asked.said if said.kind == "function" and said.formula in self.scans
            for use in list(subjects(self.scans[said.formula]))[:1]
        )  # fmt: skip
        functions |= {one.name for one in asked.given.declarations if one.kind is Kind.FUNCTION}
        self.names = find_names(self.scans, indices | _given_indices(asked.given), functions, _counts(asked))
        self.ranges: Ranges = ranges_of(self.scans)
        self.said: dict[str, list[Said]] = {}
        self.members: dict[str, list[tuple[Membership, int]]] = {}
        self._gather_said()
        self._gather_memberships()
        self.bounds: dict[str, list[tuple[str, int]]] = {}
        self._gather_bounds()
        self.inherited = _needed(self.asked.inherited, self.names)
        self.sizes = self._find_sizes()
        self.runs = {
            found.name: tuple(tuple(runs_of(found, at, self.ranges, self.scans)) for at in range(found.count))
            for found in self.names.found.values()
        }
        self.inner = {
            found.name: runs[0].high
            for found in self.names.found.values()
            if found.above and (runs := runs_of(found, 1, self.ranges, self.scans))
        }
        self.fresh: dict[str, str] = {}
        self.tall: dict[str, Term] = {}
        self.least: dict[str, Term] = {}
        self._fresh_sizes: list[Declaration] = []

    def _gather_said(self) -> None:
        for said in self.asked.said:
            scan = self.scans.get(said.formula)
            if scan is None:
                continue
            if said.kind == "size" and not is_bare(scan) and "number" not in said.because:
                continue
            if said.kind == "matrix" and said.shape[:1] != ("square",) and said.shape and not self._is_shape(said):
                continue
            for use in subjects(scan):
                self.said.setdefault(name_in(self.names, said.formula, use), []).append(said)

    def _is_shape(self, said: Said) -> bool:
        """Whether the words speak of a formula like ``N \\times d``."""
        formula = self.by_number.get(int(said.shape[0][1:-1]))
        texts = [token.text for token in formula.scan.tokens] if formula is not None else []
        return "\\times" in texts and "=" not in texts

    def _gather_memberships(self) -> None:
        for number_, scan in self.scans.items():
            vector = entries(scan)
            if vector is not None:
                use, _, high = vector
                listed = Membership((use,), (high,), "", (), scan.latex.strip())
                self.members.setdefault(name_in(self.names, number_, use), []).append((listed, number_))
            for membership in memberships(scan):
                for use in membership.uses:
                    spelled = name_in(self.names, number_, use)
                    self.members.setdefault(spelled, []).append((membership, number_))

    def _gather_bounds(self) -> None:
        """``\\eta > 0`` where it is assumed: a property."""
        seen: set[str] = set()
        for formula in self.asked.formulas:
            bound = bound_of(formula.scan)
            names = [name_in(self.names, formula.number, use) for use in outer_uses(formula.scan)]
            if bound is not None:
                uses, word = bound
                for use in uses:
                    spelled = name_in(self.names, formula.number, use)
                    fresh = spelled not in seen and formula.meaning is Lead.NOTHING
                    if fresh or formula.meaning in (Lead.LET, Lead.ASSUME):
                        self.bounds.setdefault(spelled, []).append((word, formula.number))
            seen.update(names)

    def _is_defined(self, spelled: str) -> bool:
        """Whether some formula begins with the name and an equals sign."""
        found = self.names.found.get(spelled)
        return found is not None and any(
            begins_equation(seen.use, self.scans[seen.formula])
            and self.by_number[seen.formula].meaning is not Lead.LOCAL
            for seen in found.uses
        )

    def _find_sizes(self) -> dict[str, tuple[str, int]]:
        """Names that are numbers of things, why, and where that was seen."""
        sizes: dict[str, tuple[str, int]] = {}
        for spelled, entries in self.said.items():
            for said in entries:
                if said.kind == "size":
                    sizes.setdefault(spelled, (said.because, said.formula))
                for shape in said.shape if said.kind not in ("rows", "columns") else ():
                    for letter in self._letters(shape):
                        sizes.setdefault(letter, (said.because, said.formula))
        for entries_ in self.members.values():
            for membership, formula in entries_:
                for texts in membership.sizes:
                    for text in texts:
                        if is_letter(text):
                            sizes.setdefault(text, (f"it is a size in `{membership.written}`", formula))
        for letter, runs in (*self.ranges.by_letter.items(), *self.ranges.listed.items()):
            for run in runs:
                for text in run.high if all(is_letter(t) or t in "+-" or t.isdigit() for t in run.high) else ():
                    if is_letter(text) and text not in self.names.indices:
                        because = f"the index {letter} runs up to it" if run.letter else f"{letter} is listed up to it"
                        sizes.setdefault(text, (because, run.formula))
        return sizes

    def _letters(self, shape: str) -> list[str]:
        if not shape.startswith("⟦"):
            return [shape] if is_letter(shape) else []
        formula = self.by_number.get(int(shape[1:-1]))
        if formula is None:
            return []
        return [use.base for use in formula.scan.uses if is_letter(use.base) and not use.lower]

    # Putting together

    def build(self) -> Vocabulary:
        """The declarations after as many rounds as their shapes need."""
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
        indices = self._indices(found, context)
        if found.sort == "function" or kind is Kind.FUNCTION:
            return Declaration(found.name, Kind.FUNCTION, indices)
        if found.whole and found.count and self._whole_counts(found):
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

    def _whole_counts(self, found: Found) -> bool:
        """Whether an indexed name that also stands without index does so as a vector, not as an argument only."""
        bare = [seen.use for seen in found.uses if not seen.use.lower and seen.use.role not in ("index", "bound")]
        arrays = {one.base for one in self.names.found.values() if one.sort == "array"} - {found.base}
        beside = any({use.before, use.after} & arrays for use in bare)
        return self._is_array(found) or beside

    def _is_array(self, found: Found) -> bool:
        if found.name in self.asked.shapes:
            return True
        if found.sort == "array":
            return True
        if any(said.kind in _ARRAYS for said in self.said.get(found.name, ())):
            return True
        return any(membership.sizes for membership, _ in self.members.get(found.name, ()))

    def _kind_said(self, found: Found) -> Kind | None:
        if found.name in self.asked.sets:
            return Kind.SET
        words = [said.kind for said in self.said.get(found.name, ()) if not said.asserted]
        words += [membership.kind for membership, _ in self.members.get(found.name, ()) if membership.kind]
        for word in words:
            if word in _KINDS:
                return _KINDS[word]
        return None

    def _indices(self, found: Found, context: Context) -> tuple[IndexRange, ...]:
        indices: list[IndexRange] = []
        for position in range(found.count):
            letter = usual_letter(found, position, [one.index for one in indices], self.names.indices)
            runs = self.runs[found.name][position]
            low, high = (runs[0].low, runs[0].high) if runs else (("1",), ())
            bounds = self._bound(low, context), self._bound(high, context)
            top = bounds[1] if bounds[1] is not None else self._fresh_size(f"{found.name} {position}")
            indices.append(IndexRange(letter, bounds[0] or number(1), top))
        return tuple(indices)

    def _bound(self, texts: Texts, context: Context) -> Term | None:
        if not texts:
            return None
        try:
            return read_fragment(spell_texts(texts), context, read_expression)
        except Failure:
            return None

    def _fresh_size(self, key: str) -> Term:
        taken = self.fresh.get(key)
        if taken is None:
            used = set(self.names.found) | set(self.names.indices) | set(self.sizes) | set(self.fresh.values())
            used |= set(self.inherited) | {one.name for one in self.asked.given.declarations}
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
        for found in self.names.found.values():
            for seen in found.uses:
                if letter in seen.use.lower:
                    declaration = context.declaration(found.name)
                    if declaration is not None and declaration.indices:
                        one = declaration.indices[min(seen.use.lower.index(letter), len(declaration.indices) - 1)]
                        return one.low, one.high
                    if declaration is not None and declaration.shape:
                        return number(1), declaration.shape[0]
        return number(1), self._fresh_size(f"index {letter}")

    def _hidden(self, known: Mapping[str, Known]) -> list[Declaration]:
        context = self.asked.given.with_declarations(
            *(one.declaration for one in self.inherited.values()), *(one.declaration for one in known.values())
        )
        return self._hidden_for(context)

    def _read_all(self, context: Context) -> dict[int, Term]:
        terms = {}
        for formula in self.asked.formulas:
            if formula.scan.fault is None:
                try:
                    terms[formula.number] = read(formula.latex, _with_log(context)).term
                except Failure:
                    continue
        return terms

    # Shapes

    def _inferred(self, context: Context, terms: Mapping[int, Term]) -> Inference:
        indexed = {one.name: len(one.indices) for one in context.declarations if one.indices}
        functions = [one.name for one in context.declarations if one.kind is Kind.FUNCTION]
        inference = Inference(indexed, functions)
        self._fix(inference, context)
        first = [number_ for number_ in terms if self._is_definition_like(number_)]
        for number_ in (*first, *(one for one in terms if one not in first)):
            mark, conflicts = inference.types.mark(), inference.types.conflicts
            inference.formula(terms[number_])
            if inference.types.conflicts > conflicts:
                inference.types.undo(mark)
                inference.types.conflicts = conflicts
        inference.conclude({spelled: found.base for spelled, found in self.names.found.items()})
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
        for spelled, entries in self.said.items():
            for said in entries:
                self._fix_said(inference, spelled, said)
        for spelled, found in self.members.items():
            for membership, _ in found:
                self._fix_membership(inference, spelled, membership, context)
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

    # Declarations

    def _final(self, context: Context, inference: Inference, terms: Mapping[int, Term]) -> dict[str, Known]:
        known: dict[str, Known] = {}
        self._note_tall(inference)
        self._note_divisors(terms)
        self._note_orthonormal(context, inference)
        given = {one.name for one in self.asked.given.declarations}
        for spelled, (because, formula) in self.sizes.items():
            if spelled not in given and spelled not in self.inherited:
                known[spelled] = Known(self._size(spelled), because, True, formula)
        for found in self._own():
            known[found.name] = self._known(found, context, inference)
        for one in self._fresh_sizes:
            known.setdefault(one.name, Known(one, "a size that the text does not name", False, -1))
        used = {letter for one in known.values() for size in sizes_in(one.declaration) for letter in size.free}
        used |= {letter for one in self._hidden(known) for size in sizes_in(one) for letter in size.free}
        fresh = {one.name for one in self._fresh_sizes}
        return {spelled: one for spelled, one in known.items() if spelled not in fresh or spelled in used}

    def _note_tall(self, inference: Inference) -> None:
        for spelled in {text.partition(":")[0] for shape in self.asked.shapes.values() for text in shape}:
            root = inference.name(spelled).root()
            if root.sort == "array" and root.rows is not None and root.columns is not None:
                rows, columns = root.rows.root().term, root.columns.root().term
                if rows is not None and columns is not None and rows is not columns and columns.head == "name":
                    self.tall[str(columns.data)] = rows

    def _note_divisors(self, terms: Mapping[int, Term]) -> None:
        """``\\frac{1}{n - 1}``: there are at least two."""
        for whole in terms.values():
            for node in whole.walk():
                if node.head == "divide":
                    for factor in (node.arguments[1], *node.arguments[1].arguments):
                        spelled, taken = _size_less(factor)
                        if spelled in self.sizes:
                            self.least[spelled] = number(taken + 1)

    def _note_orthonormal(self, context: Context, inference: Inference) -> None:
        """A matrix with orthonormal columns has no more of them than rows."""
        for spelled, entries_ in self.said.items():
            if any("orthonormal columns" in said.properties and not said.asserted for said in entries_):
                cell = inference.names.get(spelled)
                root = cell.root() if cell is not None else None
                if root is not None and root.rows is not None and root.columns is not None:
                    rows, columns = root.rows.root().term, root.columns.root().term
                    if rows is not None and columns is not None and rows is not columns and columns.head == "name":
                        self.tall[str(columns.data)] = rows

    def _size(self, spelled: str) -> Declaration:
        """A number of things; of the columns of a matrix that is decomposed, no more than its rows."""
        declaration = self._with_bounds(Declaration(spelled, Kind.SIZE))
        properties = [Property("at most", (self.tall[spelled],))] if spelled in self.tall else []
        properties += [Property("at least", (self.least[spelled],))] if spelled in self.least else []
        return replace(declaration, properties=tuple(properties)) if properties else declaration

    def _known(self, found: Found, context: Context, inference: Inference) -> Known:
        provisional = context.declaration(found.name)
        assert provisional is not None
        because, certain, formula = self._reason(found)
        declaration = provisional
        if provisional.kind is Kind.FUNCTION:
            shape = self._shape(inference.value(found.name), f"value of {found.name}")
            declaration = replace(provisional, shape=shape)
        elif provisional.kind in (Kind.REAL, Kind.VECTOR, Kind.MATRIX):
            cell = inference.names.get(found.name)
            shape = self._shape(cell, found.name) if cell is not None else ()
            kind = Kind.REAL if not shape else Kind.VECTOR if len(shape) == 1 else Kind.MATRIX
            was = provisional.kind is not Kind.REAL
            indices = provisional.indices if provisional.kind is Kind.REAL or found.above else provisional.indices
            if kind is Kind.REAL and was and cell is None:
                kind, shape = provisional.kind, provisional.shape
            if shape and provisional.kind is Kind.REAL:
                because, certain = f"{because}; the formulas that it stands in ask for this shape", False
            declaration = Declaration(found.name, kind, indices, shape)
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

    def _with_bounds(self, declaration: Declaration) -> Declaration:
        """The declaration with the properties that words and memberships give."""
        properties: list[Property] = list(declaration.properties)
        array = declaration.kind in (Kind.VECTOR, Kind.MATRIX)
        members = self.members.get(declaration.name, ())
        for said in self.said.get(declaration.name, ()):
            if said.asserted and (said.kind != "real" or self._is_defined(declaration.name)):
                continue
            for word in said.properties:
                narrower = word.startswith("in ") and any(one.interval for one, _ in members)
                properties += [] if narrower else self._property(word, declaration)
        for membership, _ in members:
            if membership.interval and not array and declaration.kind is Kind.REAL:
                node = self._bound(membership.interval, _plain_context(self.sizes))
                properties += [Property("in", (as_set(node),))] if node is not None else []
        if declaration.kind is Kind.REAL and not self._is_defined(declaration.name):
            properties += [Property(word) for word, _ in self.bounds.get(declaration.name, ())]
        for word in self.asked.properties.get(declaration.name, ()):
            properties += _property(word, declaration)
        kept = tuple(dict.fromkeys(properties))
        return replace(declaration, properties=kept) if kept != declaration.properties else declaration

    def _property(self, word: str, declaration: Declaration) -> list[Property]:
        """A property in words; a rank may be given by a formula."""
        if not word.startswith("rank ⟦"):
            return _property(word, declaration)
        formula = self.by_number.get(int(word[6:-1]))
        texts = tuple(token.text for token in formula.scan.tokens) if formula is not None else ()
        rank = self._bound(texts, _plain_context(self.sizes))
        return [Property("rank", (rank,))] if rank is not None and declaration.kind is Kind.MATRIX else []

    def _reason(self, found: Found) -> tuple[str, bool, int]:
        first = found.uses[0].formula
        if found.name in self.asked.because:
            return self.asked.because[found.name]
        for said in self.said.get(found.name, ()):
            if not said.asserted and (said.kind in _KINDS or said.kind in _ARRAYS):
                return said.because, True, said.formula
        for membership, formula in self.members.get(found.name, ()):
            return f"the text says `{membership.written}`", True, formula
        return found.because, found.sort == "function" or found.count > 0, first


def hidden_name(letter: str) -> str:
    """A name that gives an index letter its range and that no text writes."""
    return f"\\mathrm{{{letter.removeprefix(chr(92))}}}"


def _needed(offered: Mapping[str, Known], names: Names) -> dict[str, Known]:
    """Those inherited names that are used here, and the sizes that these need."""
    kept = {
        spelled: known
        for spelled, known in offered.items()
        if (_fits(known, names.found[spelled]) if spelled in names.found else spelled not in names.indices)
    }
    sizes = {letter for known in kept.values() for size in sizes_in(known.declaration) for letter in size.free}
    return {spelled: known for spelled, known in offered.items() if spelled in kept or spelled in sizes}


def _counts(asked: Asked) -> dict[str, int]:
    """How many indices the names have that are given or known from before."""
    before = (*(known.declaration for known in asked.inherited.values()), *asked.given.declarations)
    return {one.name: len(one.indices) for one in before if one.indices and "^" not in one.name}


def _fits(known: Known, found: Found) -> bool:
    """Whether a name that was declared before is used here as such a name is."""
    declaration = known.declaration
    if (declaration.kind is Kind.FUNCTION) != (found.sort == "function"):
        return False
    if found.sort == "array" and declaration.kind not in (Kind.VECTOR, Kind.MATRIX):
        return False
    array = declaration.kind in (Kind.VECTOR, Kind.MATRIX)
    return found.count in (0, len(declaration.indices)) or array


def _size_less(node: Term) -> tuple[str, int]:
    """``n - 1``: the name and the number that is taken from it; else an empty name."""
    if node.head != "add" or len(node.arguments) != 2:
        return "", 0
    first, second = node.arguments
    if first.head != "name" or second.head != "negate" or second.arguments[0].head != "number":
        return "", 0
    return str(first.data), int(str(second.arguments[0].data))


def _given_indices(context: Context) -> frozenset[str]:
    return frozenset(indexed.index for one in context.declarations for indexed in one.indices)


def _with_log(context: Context) -> Context:
    return context if context.log_base is not None else replace(context, log_base=constant("e"))


def _plain_context(sizes: Iterable[str]) -> Context:
    return Context(tuple(Declaration(size, Kind.SIZE) for size in sizes))


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


def _property(word: str, declaration: Declaration) -> list[Property]:
    """A property by its word, where it makes sense of what is declared."""
    if word.startswith("in "):
        texts = read_fragment(word[3:], Context(), read_expression)
        return [Property("in", (as_set(texts),))] if declaration.kind is Kind.REAL else []
    if word == "full column rank":
        return [Property("rank", (declaration.shape[1],))] if len(declaration.shape) == 2 else []
    matrix = word in ("symmetric", "orthogonal", "diagonal", "invertible", "positive definite", "positive semidefinite",
                      "orthonormal columns")  # fmt: skip
    if matrix != (declaration.kind is Kind.MATRIX):
        return []
    square = len(declaration.shape) == 2 and declaration.shape[0] is declaration.shape[1]
    if matrix and not square:
        if word == "orthogonal":
            return [Property("orthonormal columns")]
        return [Property(word)] if word in ("diagonal", "orthonormal columns") else []
    return [Property(word)]


def sizes_in(declaration: Declaration) -> list[Term]:
    """Everything in a declaration that names of sizes occur in."""
    bounds = [node for declared in declaration.properties for node in declared.terms]
    return [*bounds, *declaration.shape, *(bound for one in declaration.indices for bound in (one.low, one.high))]
