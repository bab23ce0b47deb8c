"""What the names mean: declarations, definitions and hypotheses, in the order in which the text gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from solgen.notation.packing import pack_onto, unpack
from solgen.notation.terms import Term


class Kind(StrEnum):
    """What a declared name stands for."""

    REAL = "real"
    INTEGER = "integer"
    COMPLEX = "complex"
    SIZE = "size"
    """A positive integer: a number of rows, of patterns, of terms."""
    FUNCTION = "function"
    VECTOR = "vector"
    MATRIX = "matrix"
    EVENT = "event"
    RANDOM_VARIABLE = "random variable"
    SET = "set"
    QUANTITY = "quantity"
    """A real number with a unit."""

    __hash__ = str.__hash__  # Enum's own is slow, and these are keys everywhere


@dataclass(frozen=True, slots=True)
class Property:
    """What is declared of a name: a word, and the Terms that the word needs.

    Words without a Term: positive, negative, nonnegative, nonzero, even, odd, increasing, nonincreasing, distinct,
    symmetric, positive definite, positive semidefinite, orthogonal, invertible, independent, diagonal, elementwise
    (of a function, which is then applied to each entry of an array).
    Words with Terms: ``in`` (a set), ``rank`` (a number), ``at most`` and ``at least`` (a bound),
    ``order statistics`` (the name of the sample), ``orthonormal columns`` and ``columns`` and ``rows`` (the name
    of one column, where it has one), ``diagonal`` (the name of one entry, where it has one).
    The properties of an indexed name hold of each of its components, but for ``increasing``, ``nonincreasing`` and
    ``distinct``, which hold along its index.
    """

    word: str
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexRange:
    """``i in low..high``."""

    index: str
    low: Term
    high: Term


@dataclass(frozen=True)
class Declaration:
    """One declared name. ``y_i: real for i in 1..n`` declares ``y`` with one index range.

    ``name`` is the LaTeX of the name without its indices (``y``, ``\\hat{y}``, ``w^*``, ``P_A``); an upper
    bracketed index as in ``x^{(i)}`` gives the name ``x^{()}``. Order statistics ``y_{(k)}`` are declared under the
    name ``y_{()}``, with the property ``order statistics``, and read as ``order_statistic(y, k)``.
    ``shape`` is ``()`` for scalars, ``(d,)`` for vectors, ``(N, d)`` for matrices; of a function, the shape of
    its value.
    """

    name: str
    kind: Kind
    indices: tuple[IndexRange, ...] = ()
    shape: tuple[Term, ...] = ()
    properties: tuple[Property, ...] = ()
    unit: str = ""

    @cached_property
    def _hash(self) -> int:
        return hash((self.name, self.kind, self.indices, self.shape, self.properties, self.unit))

    def __hash__(self) -> int:
        """Computed once: each definition makes a new context of the same declarations."""
        return self._hash

    def __reduce__(self) -> tuple[object, ...]:
        """Without the hash, which is another in another process."""
        return Declaration, (self.name, self.kind, self.indices, self.shape, self.properties, self.unit)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(declared.word for declared in self.properties)

    def has(self, word: str) -> bool:
        """Whether the property with this word is declared."""
        return word in self._words

    def property_terms(self, word: str) -> tuple[Term, ...] | None:
        """The Terms of the first property with this word, or None where it is not declared."""
        return next((declared.terms for declared in self.properties if declared.word == word), None)


@dataclass(frozen=True)
class Definition:
    """``target := body``.

    ``target`` is a name, ``apply(name, x, ...)`` or ``index(name, i, ...)`` whose arguments are distinct names: the
    parameters, bound in ``body``.
    """

    target: Term
    body: Term

    @cached_property
    def _hash(self) -> int:
        return hash((self.target, self.body))

    def __hash__(self) -> int:
        """Computed once, as that of a declaration."""
        return self._hash

    @cached_property
    def uses(self) -> frozenset[str]:
        """The names that the body uses, but for the parameters."""
        return self.body.free.difference(self.parameters)

    @cached_property
    def name(self) -> str:
        """The name that is defined."""
        head = self.target if self.target.head == "name" else self.target.arguments[0]
        return str(head.data)

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names that stand for arguments or indices, in order."""
        return () if self.target.head == "name" else tuple(str(argument.data) for argument in self.target.arguments[1:])

    def __reduce__(self) -> tuple[object, ...]:
        """Without what was found out about it."""
        return Definition, (self.target, self.body)


@dataclass(frozen=True)
class Context:
    """Declarations, definitions and hypotheses; each definition uses only names before it."""

    declarations: tuple[Declaration, ...] = ()
    definitions: tuple[Definition, ...] = ()
    hypotheses: tuple[Term, ...] = ()
    log_base: Term | None = None
    """The base of ``\\log`` without a subscript, where it is declared (``\\log: base 2``)."""

    @cached_property
    def _declared(self) -> dict[str, Declaration]:
        return {declaration.name: declaration for declaration in self.declarations}

    @cached_property
    def _defined(self) -> dict[str, Definition]:
        return {definition.name: definition for definition in self.definitions}

    @cached_property
    def _hash_of_declarations(self) -> int:
        return _folded(0, self.declarations)

    @cached_property
    def _hash_of_definitions(self) -> int:
        return _folded(0, self.definitions)

    @cached_property
    def _hash(self) -> int:
        return hash((self._hash_of_declarations, self._hash_of_definitions, self.hypotheses, self.log_base))

    def __hash__(self) -> int:
        """Computed once: contexts are keys of every memory of readings and verdicts."""
        return self._hash

    def __reduce__(self) -> tuple[object, ...]:
        """Without the hash, which is another in another process."""
        return Context, (self.declarations, self.definitions, self.hypotheses, self.log_base)

    def declaration(self, name: str) -> Declaration | None:
        """The declaration of a name, or None."""
        return self._declared.get(name)

    def definition(self, name: str) -> Definition | None:
        """The definition of a name, or None."""
        return self._defined.get(name)

    def defines_any(self, names: frozenset[str]) -> bool:
        """Whether one of these names has a definition."""
        return not self._defined.keys().isdisjoint(names)

    @cached_property
    def _reached(self) -> dict[str, frozenset[str]]:
        return {}

    def reach(self, name: str) -> frozenset[str]:
        """A name and all that its definition uses, through other definitions; found once."""
        known = self._reached.get(name)
        if known is None:
            found: set[str] = set()
            waiting = [name]
            while waiting:
                current = waiting.pop()
                if current not in found:
                    found.add(current)
                    definition = self.definition(current)
                    if definition is not None:
                        waiting.extend(definition.body.free.difference(definition.parameters))
            known = self._reached[name] = frozenset(found)
        return known

    def with_declarations(self, *declarations: Declaration) -> Context:
        """This context and more declarations; a later one of a name takes the place of an earlier one."""
        names = {declaration.name for declaration in declarations}
        if not names.isdisjoint(self._declared):
            kept = tuple(declaration for declaration in self.declarations if declaration.name not in names)
            return Context(kept + declarations, self.definitions, self.hypotheses, self.log_base)
        longer = Context(self.declarations + declarations, self.definitions, self.hypotheses, self.log_base)
        longer.__dict__["_hash_of_declarations"] = _folded(self._hash_of_declarations, declarations)
        longer.__dict__["_hash_of_definitions"] = self._hash_of_definitions
        return longer

    def with_definition(self, definition: Definition) -> Context:
        """This context and one definition more."""
        longer = self.saying((*self.definitions, definition), self.hypotheses)
        longer.__dict__["_hash_of_definitions"] = _folded(self._hash_of_definitions, (definition,))
        return longer

    def with_hypotheses(self, *hypotheses: Term) -> Context:
        """This context and more hypotheses."""
        return self.saying(self.definitions, self.hypotheses + hypotheses)

    def saying(self, definitions: tuple[Definition, ...], hypotheses: tuple[Term, ...]) -> Context:
        """The same declarations with these definitions and hypotheses; what was found out about the first goes along.

        Most contexts are made so, one for each definition of a text, and differ in nothing else.
        """
        other = Context(self.declarations, definitions, hypotheses, self.log_base)
        known = self.__dict__
        for kept in ("_declared", "_hash_of_declarations"):
            if kept in known:
                other.__dict__[kept] = known[kept]
        if definitions is self.definitions and "_hash_of_definitions" in known:
            other.__dict__["_hash_of_definitions"] = known["_hash_of_definitions"]
        return other


def _folded(folded: int, things: tuple[Declaration, ...] | tuple[Definition, ...]) -> int:
    """A hash that takes in one thing after the other, so that one more takes one step more."""
    for thing in things:
        folded = hash((folded, thing))
    return folded


def pack_context(context: Context) -> dict[str, Any]:
    """A context as plain data for JSON."""
    declarations, declared, packed, known = _packed_declarations(context.declarations)
    roots, rows, positions = list(declared), list(packed), dict(known)

    def place(*terms: Term) -> list[int]:
        start = len(roots)
        roots.extend(terms)
        return list(range(start, len(roots)))

    definitions = [place(definition.target, definition.body) for definition in context.definitions]
    hypotheses = place(*context.hypotheses)
    log_base = place(context.log_base) if context.log_base is not None else []
    pack_onto(rows, positions, roots[len(declared) :])
    return {
        "declarations": declarations,
        "definitions": definitions,
        "hypotheses": hypotheses,
        "log_base": log_base,
        "terms": [*rows, ["roots", *[positions[root] for root in roots]]],
    }


@lru_cache(maxsize=64)
def _packed_declarations(
    declarations: tuple[Declaration, ...],
) -> tuple[list[dict[str, Any]], list[Term], list[list[object]], dict[Term, int]]:
    """Declarations as plain data, with the Terms in them, the rows that these make and their positions.

    The contexts of a text have the same declarations, and their definitions and hypotheses are packed behind them.
    """
    roots: list[Term] = []

    def place(*terms: Term) -> list[int]:
        start = len(roots)
        roots.extend(terms)
        return list(range(start, len(roots)))

    data = [
        {
            "name": declaration.name,
            "kind": declaration.kind.value,
            "indices": [[indexed.index, *place(indexed.low, indexed.high)] for indexed in declaration.indices],
            "shape": place(*declaration.shape),
            "properties": [[declared.word, *place(*declared.terms)] for declared in declaration.properties],
            "unit": declaration.unit,
        }
        for declaration in declarations
    ]
    rows: list[list[object]] = []
    positions: dict[Term, int] = {}
    pack_onto(rows, positions, roots)
    return data, roots, rows, positions


def unpack_context(data: dict[str, Any]) -> Context:
    """The context that ``pack_context`` wrote. Raises ValueError or KeyError for other data."""
    terms = unpack(data["terms"])

    def at(positions: Sequence[int]) -> tuple[Term, ...]:
        return tuple(terms[position] for position in positions)

    declarations = tuple(
        Declaration(
            name=row["name"],
            kind=Kind(row["kind"]),
            indices=tuple(IndexRange(index, terms[low], terms[high]) for index, low, high in row["indices"]),
            shape=at(row["shape"]),
            properties=tuple(Property(word, at(positions)) for word, *positions in row["properties"]),
            unit=row["unit"],
        )
        for row in data["declarations"]
    )
    definitions = tuple(Definition(terms[target], terms[body]) for target, body in data["definitions"])
    log_base = at(data["log_base"])
    return Context(declarations, definitions, at(data["hypotheses"]), log_base[0] if log_base else None)
