"""Properties of names: positive, in an interval, orthogonal, of a rank, as words and memberships give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from solgen.audit.context.constraints import Constraints
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.reading.expressions import read_expression
from solgen.notation.reading.formula import read_fragment
from solgen.notation.reading.sets import as_set
from solgen.notation.terms import name


class Properties(Constraints):
    """The constraints with the properties of each name."""

    def _size(self, spelled: str) -> Declaration:
        """A number of things; of the columns of a matrix that is decomposed, no more than its rows."""
        declaration = self._with_bounds(Declaration(spelled, Kind.SIZE))
        properties = [Property("at most", (self.tall[spelled],))] if spelled in self.tall else []
        properties += [Property("at least", (self.least[spelled],))] if spelled in self.least else []
        return replace(declaration, properties=tuple(properties)) if properties else declaration

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
        properties = self._with_parts(properties, declaration)
        kept = tuple(dict.fromkeys(properties))
        return replace(declaration, properties=kept) if kept != declaration.properties else declaration

    def _with_parts(self, properties: list[Property], declaration: Declaration) -> list[Property]:
        """The names of the columns and of the diagonal, where they have any; singular values are positive."""
        for part, (whole, what) in self.asked.parts.items():
            found = self.names.found.get(part)
            if found is None or found.count != 1:
                continue
            if declaration.name == part and what == "diagonal" and "invertible" in self.asked.properties[whole]:
                properties = [*properties, Property("positive")]
            if declaration.name == whole:
                word = "orthonormal columns" if what == "columns" and Property(
                    "orthonormal columns") in properties else what  # fmt: skip
                kept = [one for one in properties if one.word != word]
                properties = [*kept, Property(word, (name(part),))]
        return properties

    def _property(self, word: str, declaration: Declaration) -> list[Property]:
        """A property in words; a rank may be given by a formula."""
        if not word.startswith("rank ⟦"):
            return _property(word, declaration)
        formula = self.by_number.get(int(word[6:-1]))
        texts = tuple(token.text for token in formula.scan.tokens) if formula is not None else ()
        rank = self._bound(texts, _plain_context(self.sizes))
        return [Property("rank", (rank,))] if rank is not None and declaration.kind is Kind.MATRIX else []


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


def _plain_context(sizes: Iterable[str]) -> Context:
    return Context(tuple(Declaration(size, Kind.SIZE) for size in sizes))
