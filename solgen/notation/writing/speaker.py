"""Says terms in one language: brackets what is compound, and remembers what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final

from solgen.notation.terms import Term
from solgen.notation.writing.phrases import Phrases
from solgen.notation.writing.spoken import RELATIONS

SUM, PRODUCT, POWER, ATOM = range(1, 5)
_LEVELS: Final = {
    "add": SUM, "negate": SUM, "multiply": PRODUCT, "divide": PRODUCT, "power": POWER, "transpose": POWER,
    "inverse": POWER, "factorial": POWER, "apply": POWER,
}  # fmt: skip
_LOOSE: Final = frozenset(
    {
        "sum", "product", "sum_over", "product_over", "limit", "arg_min", "arg_max", "minimum", "maximum", "derivative",
        "higher_derivative",
        "relation", "chain", "and", "or", "not", "for_all", "exists", "sequence", "statements", "union", "intersection",
        "difference", "cases",
    }
)  # fmt: skip
"""Heads whose words have no end of their own, so that they are said between ``open`` and ``close`` inside others."""


_KEPT: Final = 2_048


Rule = Callable[[Term, "Speaker"], str]
"""How a term of one head is said."""


class Speaker:
    """Says terms in one language, and remembers what it said."""

    def __init__(self, phrases: Phrases, rules: Mapping[str, Rule]) -> None:
        self.phrases = phrases
        self._rules = rules
        self.phrase = phrases.say
        self.say = lru_cache(maxsize=_KEPT)(self._say)

    def _say(self, node: Term) -> str:
        return self._rules[node.head](node, self)

    def inside(self, node: Term, level: int = ATOM) -> str:
        """The node's words, bracketed where they bind less than ``level``."""
        own = 0 if node.head in _LOOSE else _LEVELS.get(node.head, ATOM)
        return self.say(node) if own >= level else self.phrase("open {said} close", said=self.say(node))

    def members(self, members: Iterable[tuple[str, Term]]) -> str:
        """Members of a chain, each with the sign before it."""
        parts: list[str] = []
        for sign, member in members:
            if sign:
                parts.append(self.phrase(RELATIONS.get(sign, sign)))
            elif parts:
                parts[-1] += ","
            parts.append(self.say(member))
        return " ".join(parts)
