"""Sets described in words: "let $S$ be the set of indices $i$ such that $y_i > c$"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.phrases.said import Passage, pattern
from solgen.audit.context.phrases.words import BE, SETS, SUCH_THAT

_PATTERN: Final = rf"(?P<set>⟦\d+⟧) (?:{BE}) {SETS} ?(?P<bound>⟦\d+⟧) {SUCH_THAT} (?P<condition>⟦\d+⟧)"


@dataclass(frozen=True, slots=True)
class SetInWords:
    """The formulas (by number) that name a set, its bound name, and the condition on that."""

    named: int
    bound: int
    condition: int


def sets_in_words(passage: Passage) -> Iterator[SetInWords]:
    """Each set that a sentence describes."""
    for found in pattern(_PATTERN).finditer(passage.text):
        named, bound, condition = (int(found[group][1:-1]) for group in ("set", "bound", "condition"))
        yield SetInWords(named, bound, condition)
