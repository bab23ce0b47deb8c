"""Reading that is remembered: the same LaTeX with the same meaning of names is read once in a process.

Hypotheses do not change what a formula says, so contexts that differ in them only share their readings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.notation import reading
from solgen.notation.context import Context, Declaration, Definition
from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term

_READINGS_KEPT = 20_000
_CONTEXTS_KEPT = 2_000

_Result = TypeVar("_Result")


class _Meanings:
    """Numbers that stand for contexts, so that a memory need not compare contexts at each formula."""

    def __init__(self) -> None:
        self.known: dict[Context, tuple[int, Context]] = {}
        self.issued = 0

    def of(self, context: Context) -> tuple[int, Context]:
        found = self.known.get(context)
        if found is None:
            if len(self.known) >= _CONTEXTS_KEPT:
                self.known.clear()
            self.issued += 1
            found = self.known[context] = (self.issued, context)
        return found


_meanings = _Meanings()


class Meaning:
    """A context without its hypotheses, by a number that is never given to another."""

    __slots__ = ("context", "number")

    def __init__(self, context: Context) -> None:
        bare = replace(context, hypotheses=()) if context.hypotheses else context
        self.number, self.context = _meanings.of(bare)


@dataclass(frozen=True, slots=True)
class _Refused:
    diagnostics: tuple[Diagnostic, ...]


class _Memory(Generic[_Result]):
    """What a reader answered to a formula in a meaning, refusals included."""

    def __init__(self, work: Callable[[str, Context], _Result]) -> None:
        self.work = work
        self.known: dict[tuple[str, int], _Result | _Refused] = {}

    def __call__(self, latex: str, meaning: Meaning) -> _Result:
        key = (latex, meaning.number)
        found = self.known.get(key)
        if found is None:
            try:
                found = self.work(latex, meaning.context)
            except Failure as failure:
                found = _Refused(failure.diagnostics)
            if len(self.known) >= _READINGS_KEPT:
                self.known.clear()
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
        if len(_declared) >= _CONTEXTS_KEPT:
            _declared.clear()
        _declared[key] = known
    return known


_declared: dict[tuple[str, int, tuple[Term, ...]], Context] = {}

read_remembered: _Memory[Reading] = _Memory(reading.read)
"""``read``, remembered. Raises Failure as it does."""
read_definition_remembered: _Memory[tuple[Reading, tuple[Definition, ...], tuple[Declaration, ...]]] = _Memory(
    reading.read_definition
)
"""``read_definition``, remembered. Raises Failure as it does."""
