"""Reading that is remembered: the same LaTeX with the same meaning of names is read once in a process.

Hypotheses do not change what a formula says, so contexts that differ in them only share their readings. Neither does
the value of a number: with ``D = 20`` or ``D = 32``, ``(D + 1) H`` says the same. So the variants of a question share
the readings of all formulas into which no value is put. (Where there are vectors or matrices a value may be a size, and
then it matters whether two are equal; there contexts with different values stay apart.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.by_example import ByExample, Definitions
from solgen.notation import reading
from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.reading.reading import Reading
from solgen.notation.recent import Recent
from solgen.notation.terms import Term, term
from solgen.notation.terms import number as number_term

_READINGS_KEPT = 1_024
_CONTEXTS_KEPT = 512

_Result = TypeVar("_Result")


class _Numbered:
    """A number for each context, so that a memory need not compare contexts at each formula."""

    def __init__(self) -> None:
        self.known: Recent[Context, tuple[int, Context]] = Recent(_CONTEXTS_KEPT)
        self.issued = 0

    def of(self, context: Context) -> tuple[int, Context]:
        """Its number, and the first context that was equal to it."""
        found = self.known.get(context)
        if found is None:
            self.issued += 1
            found = self.known[context] = (self.issued, context)
        return found


_contexts = _Numbered()
_vocabularies = _Numbered()
_vocabularies_of_contexts: Recent[int, tuple[int, Context]] = Recent(_CONTEXTS_KEPT)


class Meaning:
    """A context without its hypotheses, by a number that it shares with those that give names the same meaning."""

    __slots__ = ("context", "number", "vocabulary")

    def __init__(self, context: Context, vocabulary: Context | None = None) -> None:
        """``vocabulary``, where it is known, is the context without values."""
        bare = context.saying(context.definitions, ()) if context.hypotheses else context
        own, self.context = _contexts.of(bare)
        found = _vocabularies_of_contexts.get(own)
        if found is None:
            found = _vocabularies.of(without_values(bare) if vocabulary is None else vocabulary)
            _vocabularies_of_contexts[own] = found
        self.number, self.vocabulary = found

    def defining(self, definition: Definition) -> Meaning:
        """The meaning with one definition more: that of the longer context, found in one step."""
        said = definition if _has_arrays(self.context) else _without_value(definition, self.context)
        return Meaning(self.context.with_definition(definition), self.vocabulary.with_definition(said))

    def declaring(self, declarations: Sequence[Declaration]) -> Meaning | None:
        """The meaning with declarations of names that were unknown; None where they may change what was known."""
        known = self.context
        if any(
            each.kind in _ARRAYS or known.declaration(each.name) is not None or known.definition(each.name) is not None
            for each in declarations
        ):
            return None
        return Meaning(self.context.with_declarations(*declarations), self.vocabulary.with_declarations(*declarations))


def without_values(context: Context) -> Context:
    """The context with the same name for every numeric value, where values cannot be sizes of arrays."""
    if _has_arrays(context):
        return context
    definitions = tuple(_without_value(each, context) for each in context.definitions)
    return context.saying(definitions, context.hypotheses)


def _has_arrays(context: Context) -> bool:
    return any(declaration.kind in _ARRAYS for declaration in context.declarations)


_ARRAYS = (Kind.VECTOR, Kind.MATRIX)
_VALUES = (number_term(0), term("tuple", [number_term(0)]))
_ARITHMETIC = frozenset({"number", "decimal", "unit", "add", "negate", "multiply", "divide", "power"})


def _without_value(definition: Definition, context: Context) -> Definition:
    """A name that is defined as a number, or a declared sample that is a list of numbers, with none in particular."""
    other = _with_no_value_in_particular(definition)
    if other is definition or other.body is not _VALUES[True]:
        return other
    declaration = context.declaration(definition.name)
    return other if declaration and declaration.indices else definition


@lru_cache(maxsize=_CONTEXTS_KEPT)
def _with_no_value_in_particular(definition: Definition) -> Definition:
    body = definition.body
    if definition.target.head != "name" or body.free:
        return definition
    several = body.head == "tuple"
    values = body.arguments if several else (body,)
    return Definition(definition.target, _VALUES[several]) if all(map(_is_arithmetic, values)) else definition


def _is_arithmetic(node: Term) -> bool:
    return all(part.head in _ARITHMETIC for part in node.walk())


@dataclass(frozen=True, slots=True)
class _Refused:
    diagnostics: tuple[Diagnostic, ...]


class _Memory(Generic[_Result]):
    """What a reader answered to a formula in a meaning, refusals included."""

    def __init__(self, work: Callable[[str, Context, int], _Result]) -> None:
        self.work = work
        self.known: Recent[tuple[str, int], _Result | _Refused] = Recent(_READINGS_KEPT)

    def __call__(self, latex: str, meaning: Meaning) -> _Result:
        key = (latex, meaning.number)
        found = self.known.get(key)
        if found is None:
            try:
                found = self.work(latex, meaning.context, meaning.number)
            except Failure as failure:
                found = _Refused(failure.diagnostics)
            self.known[key] = found
        if isinstance(found, _Refused):
            raise Failure(*found.diagnostics)
        return found


def declare_remembered(text: str, context: Context, place: Place) -> Context:
    """``read_declarations``, remembered where nothing was wrong. Raises Failure as it does."""
    key = (text, Meaning(context).number, context.hypotheses)
    known = _declared.get(key)
    if known is None:
        known = reading.read_declarations(text, context, place)
        _declared[key] = known
    return known


_declared: Recent[tuple[str, int, tuple[Term, ...]], Context] = Recent(_CONTEXTS_KEPT)

_read = ByExample(lambda latex, context: (reading.read(latex, context), (), ()))
_read_definition = ByExample(reading.read_definition)

read_remembered: _Memory[Reading] = _Memory(lambda latex, context, meaning: _read(latex, context, meaning)[0])
"""``read``, remembered. Raises Failure as it does."""
read_definition_remembered: _Memory[Definitions] = _Memory(_read_definition)
"""``read_definition``, remembered. Raises Failure as it does."""
