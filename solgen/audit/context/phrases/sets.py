"""Sets described in words: "let $S$ be the set of indices $i$ such that $y_i > c$"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.phrases.said import Passage, pattern
from solgen.audit.context.phrases.words import BE, SETS, SETS_OF_THOSE, SUCH_THAT

_PATTERNS: Final = (
    rf"(?P<set>⟦\d+⟧) (?:{BE}) {SETS} ?(?P<bound>⟦\d+⟧) {SUCH_THAT} (?P<condition>⟦\d+⟧)",
    rf"denote by (?P<set>⟦\d+⟧) {SETS} ?(?P<bound>⟦\d+⟧) {SUCH_THAT} (?P<condition>⟦\d+⟧)",
)
_FURTHER: Final = (
    rf"(?:(?P<set>⟦\d+⟧) (?:{BE})|and by (?P<other>⟦\d+⟧)) (?:{SETS_OF_THOSE}) {SUCH_THAT} (?P<condition>⟦\d+⟧)"
)


@dataclass(frozen=True, slots=True)
class SetInWords:
    """The formulas (by number) that name a set, its bound name, and the condition on that."""

    named: int
    bound: int
    condition: int


def sets_in_words(passage: Passage) -> Iterator[SetInWords]:
    """Each set that a sentence describes; "the set of those with ..." takes its elements from the set before."""
    last = -1
    for expression in _PATTERNS:
        for found in pattern(expression).finditer(passage.text):
            named, last, condition = (_number(found[group]) for group in ("set", "bound", "condition"))
            yield SetInWords(named, last, condition)
    if last >= 0:
        for found in pattern(_FURTHER).finditer(passage.text):
            yield SetInWords(_number(found["set"] or found["other"]), last, _number(found["condition"]))


def _number(placeholder: str) -> int:
    return int(placeholder[1:-1])
