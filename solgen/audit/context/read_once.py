"""Reading that is remembered by what the reader asked: a formula is read again only where an answer is another.

A text is gone over several times, and each time a little more is known of its names: round by round while their
shapes are inferred, definition by definition in the walk, and once more for every interpretation. Most formulas say
the same each time. The reader sees a context only through ``_Watched``, which notes each question with its answer; so
where another context gives the same answers, the reader, which asks nothing else, would say the same again. What a
reader refuses is not remembered as a message, for messages look at all names that there are.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, cast

from solgen.diagnostics import Failure
from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.reading.formula import read
from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term

_BOUNDS: Final = frozenset({"positive", "nonnegative", "negative", "nonzero", "in"})
_FORMULAS_KEPT: Final = 4_096
_READINGS_KEPT: Final = 6
"""Of one formula, in meanings that differ; the oldest gives way."""


class _Watched:
    """A context as the reader sees it, with the questions that were asked and the answers.

    What is asked of all declarations together is which index runs from where to where, and whether any number is
    complex. So only declarations with indices, and complex ones, are listed, without what else is known of them. The
    bounds of numbers (``x > 0``) are kept from the reader: what a formula says does not hang on them.
    """

    __slots__ = ("_context", "bases", "declared", "defined")

    hypotheses: tuple[Term, ...] = ()
    definitions: tuple[Definition, ...] = ()

    def __init__(self, context: Context) -> None:
        self._context = context
        self.bases: tuple[Term | None, ...] = ()
        self.declared: dict[str, Declaration | None] = {}
        self.defined: dict[str, Definition | None] = {}

    @property
    def log_base(self) -> Term | None:
        """The base of logarithms, noted as asked for."""
        self.bases = (self._context.log_base,)
        return self._context.log_base

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Those with indices and the complex ones, bare."""
        return _listed(self._context.declarations)

    def declaration(self, name: str) -> Declaration | None:
        """The declaration of a name, or None."""
        found = self.declared[name] = _answer(self._context, name)
        return found

    def definition(self, name: str) -> Definition | None:
        """The definition of a name, or None."""
        found = self.defined[name] = self._context.definition(name)
        return found


def _answer(context: Context, name: str) -> Declaration | None:
    declaration = context.declaration(name)
    return declaration if declaration is None or not declaration.properties else _without_bounds(declaration)


@lru_cache(maxsize=1024)
def _without_bounds(declaration: Declaration) -> Declaration:
    return replace(declaration, properties=tuple(one for one in declaration.properties if one.word not in _BOUNDS))


@lru_cache(maxsize=256)
def _listed(declarations: tuple[Declaration, ...]) -> tuple[Declaration, ...]:
    return tuple(
        Declaration(one.name, one.kind if one.kind is Kind.COMPLEX else Kind.REAL, one.indices)
        for one in declarations
        if one.indices or one.kind is Kind.COMPLEX
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """A reading with all that it hangs on; None for what the reader refuses."""

    reading: Reading | None
    listed: tuple[Declaration, ...]
    bases: tuple[Term | None, ...]
    """The base of logarithms, if that was asked for."""
    declared: tuple[tuple[str, Declaration | None], ...]
    defined: tuple[tuple[str, Definition | None], ...]

    def holds_in(self, context: Context, listed: tuple[Declaration, ...]) -> bool:
        return (
            all(base is context.log_base for base in self.bases)
            and (self.listed is listed or self.listed == listed)
            and all(_same(_answer(context, name), was) for name, was in self.declared)
            and all(_same(context.definition(name), was) for name, was in self.defined)
        )


def _same(one: object, other: object) -> bool:
    return one is other or one == other


_known: dict[str, list[_Known]] = {}


def read_once(latex: str, context: Context) -> Reading:
    """``read``, remembered. Raises Failure as it does."""
    known = readable(latex, context)
    return known if known is not None else read(latex, context)


def readable(latex: str, context: Context) -> Reading | None:
    """What ``read`` gives, remembered; None for what it refuses."""
    listed = _listed(context.declarations)
    entries = _known.get(latex)
    if entries is None:
        if len(_known) >= _FORMULAS_KEPT:
            _known.clear()
        entries = _known[latex] = []
    for entry in entries:
        if entry.holds_in(context, listed):
            return entry.reading
    watched = _Watched(context)
    reading: Reading | None = None
    with suppress(Failure):
        reading = read(latex, cast("Context", watched))
    entries.append(
        _Known(reading, listed, watched.bases, tuple(watched.declared.items()), tuple(watched.defined.items()))
    )
    if len(entries) > _READINGS_KEPT:
        del entries[0]
    return reading
