"""The evidence for what the names of a region are: what words say of them, in which sets they lie, how they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

from solgen.audit.context.known import Asked, Known, sizes_in
from solgen.audit.context.memberships import Membership, bound_of, entries, memberships
from solgen.audit.context.names import Found, Names, Seen, find_names, name_in
from solgen.audit.context.phrases.leads import Lead
from solgen.audit.context.phrases.said import Said
from solgen.audit.context.ranges import Ranges, ranges_of, runs_of
from solgen.audit.context.scan import Texts
from solgen.audit.context.spelling import is_letter, spell_texts
from solgen.audit.context.subjects import begins_equation, is_bare, outer_uses, subjects
from solgen.diagnostics import Failure
from solgen.notation.context import Context, Kind
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.formula import read_fragment
from solgen.notation.terms import Term

_KINDS: Final = {kind.value: kind for kind in Kind}
_LETTERS_OF_INDICES: Final = frozenset("ijklmnpqrst")
_ARRAYS: Final = ("matrix", "vector", "rows", "columns", "array")


class Evidence:
    """All that is said of the names of a region and shown by their use."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.scans = {formula.number: formula.scan for formula in asked.formulas}
        self.by_number = {formula.number: formula for formula in asked.formulas}
        indices = frozenset(
            use.base
            for said in asked.said
            if said.kind in ("index", "numbered") and said.formula in self.scans
            for use in subjects(self.scans[said.formula])
            if is_letter(use.base) and not use.lower and (said.kind == "index" or use.base in _LETTERS_OF_INDICES)
        )
        functions = frozenset(
            use.base for said in asked.said if said.kind == "function" and said.formula in self.scans
            for use in list(subjects(self.scans[said.formula]))[:1]
        )  # fmt: skip
        functions -= frozenset(
            use.base
            for scan in self.scans.values()
            for use in scan.uses
            if begins_equation(use, scan) and use.arguments is None and not use.primes
        )  # fmt: skip -- "the loss $E = ...$" is a number
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
        self.inherited = {
            spelled: known
            for spelled, known in self.inherited.items()
            if known.declaration.kind is not Kind.REAL or spelled not in self.sizes
        }
        self.runs = {
            found.name: tuple(tuple(runs_of(found, at, self.ranges, self.scans)) for at in range(found.count))
            for found in self.names.found.values()
        }
        self.inner = {
            found.name: runs[0].high
            for found in self.names.found.values()
            if found.above and (runs := runs_of(found, 1, self.ranges, self.scans))
        }

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
        for letter, because, formula in (*self._sizes_said(), *self._sizes_of_sets(), *self._sizes_of_ranges()):
            sizes.setdefault(letter, (because, formula))
        for letter, because, formula in self._sizes_of_equations(frozenset(sizes)):
            sizes.setdefault(letter, (because, formula))
        return sizes

    def _sizes_of_equations(self, known: frozenset[str]) -> Iterator[tuple[str, str, int]]:
        """``n = 2 m + 1`` for a number of things: ``m`` is one as well."""
        for number_, scan in self.scans.items():
            for statement in scan.statements:
                texts = [token.text for token in statement.tokens]
                whole = len(texts) > 3 and texts[1] == "=" and texts[0] in known and not statement.lead
                if whole and all(is_letter(text) or text.isdigit() or text in "+-" for text in texts[2:]):
                    for letter in texts[2:]:
                        if is_letter(letter) and letter in self.names.found and letter not in self.names.indices:
                            yield letter, f"{texts[0]} is a size, and it is said what {texts[0]} is", number_

    def _sizes_said(self) -> Iterator[tuple[str, str, int]]:
        for spelled, spoken in self.said.items():
            for said in spoken:
                if said.kind == "size":
                    yield spelled, said.because, said.formula
                for shape in said.shape if said.kind not in ("rows", "columns") else ():
                    for letter in self._letters(shape):
                        yield letter, said.because, said.formula

    def _sizes_of_sets(self) -> Iterator[tuple[str, str, int]]:
        for found in self.members.values():
            for membership, formula in found:
                letters = {text for texts in membership.sizes for text in texts if is_letter(text)}
                for letter in sorted(letters):
                    yield letter, f"it is a size in `{membership.written}`", formula

    def _sizes_of_ranges(self) -> Iterator[tuple[str, str, int]]:
        for index, runs in (*self.ranges.by_letter.items(), *self.ranges.listed.items()):
            for run in runs:
                plain = all(is_letter(text) or text in "+-" or text.isdigit() for text in run.high)
                for letter in run.high if plain else ():
                    if is_letter(letter) and letter not in self.names.indices:
                        shown = f"the index {index} runs up to it" if run.letter else f"{index} is listed up to it"
                        yield letter, shown, run.formula

    def _letters(self, shape: str) -> list[str]:
        if not shape.startswith("⟦"):
            return [shape] if is_letter(shape) else []
        formula = self.by_number.get(int(shape[1:-1]))
        if formula is None:
            return []
        return [use.base for use in formula.scan.uses if is_letter(use.base) and not use.lower]

    def _whole_counts(self, found: Found) -> bool:
        """Whether an indexed name that also stands without index does so as a vector, not as an argument only."""
        bare = [seen.use for seen in found.uses if not seen.use.lower and seen.use.role not in ("index", "bound")]
        arrays = {one.base for one in self.names.found.values() if one.sort == "array"} - {found.base}
        beside = any({use.before, use.after} & arrays for use in bare)
        return self._is_array(found) or beside or found.base in self.of_arrays

    @cached_property
    def of_arrays(self) -> frozenset[str]:
        """Names that equations give in terms of arrays, as a whole: ``z = W x + b``, then ``h = \\phi(z)``."""
        found = {
            one.base
            for spelled, one in self.names.found.items()
            if any(member.sizes for member, _ in self.members.get(spelled, ())) or one.sort == "array"
        }
        whole = [
            (seen.use.base, {other.base for other in scan.uses if other.start > seen.use.start})
            for one in self.names.found.values()
            for seen in one.uses
            if begins_equation(seen.use, scan := self.scans[seen.formula]) and not seen.use.lower
            and seen.use.arguments is None and not {"\\|", "\\lVert"} & {token.text for token in scan.tokens}
        ]  # fmt: skip
        for _ in range(len(whole)):
            more = {base for base, right in whole if right & found} - found
            if not more:
                break
            found |= more
        return frozenset(found)

    def _is_array(self, found: Found) -> bool:
        if found.name in self.asked.shapes or self.asked.parts.get(found.name, ("", ""))[1] == "columns":
            return True
        if found.sort == "array":
            return True
        if any(said.kind in _ARRAYS for said in self.said.get(found.name, ())):
            return True
        return any(membership.sizes for membership, _ in self.members.get(found.name, ()))

    def _kind_said(self, found: Found) -> Kind | None:
        if found.name in self.asked.sets or any(self._is_set(seen) for seen in found.uses):
            return Kind.SET
        words = [said.kind for said in self.said.get(found.name, ()) if not said.asserted]
        if found.sort != "function" and self._is_defined(found.name):
            words = [word for word in words if word != "function"]  # "the loss $E = ...$" is a number
        words += [membership.kind for membership, _ in self.members.get(found.name, ()) if membership.kind]
        for word in words:
            if word in _KINDS:
                return _KINDS[word]
        return None

    def _is_set(self, seen: Seen) -> bool:
        """``S = \\{ i : y_i > c \\}``."""
        scan = self.scans[seen.formula]
        if not begins_equation(seen.use, scan):
            return False
        tokens = scan.statements[seen.use.statement].tokens
        right = [token.text for token in tokens if token.start >= seen.use.end][1:]
        return right[:1] == ["\\{"] or right[:1] in (["\\emptyset"], ["\\varnothing"])

    def _bound(self, texts: Texts, context: Context) -> Term | None:
        if not texts:
            return None
        try:
            return read_fragment(spell_texts(texts), context, read_expression)
        except Failure:
            return None

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


def _given_indices(context: Context) -> frozenset[str]:
    return frozenset(indexed.index for one in context.declarations for indexed in one.indices)
