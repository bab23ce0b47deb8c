"""The element that a Term stands for, by the table of heads that the package fills from its modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from solgen.kernel.matrices.letters import Element, Outside
from solgen.kernel.matrices.words import Words
from solgen.kernel.unfold import unfold
from solgen.notation.terms import Term

Values = Mapping[str, Element]
Rule = Callable[[Words, Term, Values], Element]
RULES: Final[dict[str, Rule]] = {}
"""By head."""


def element_of(words: Words, node: Term, values: Values | None = None) -> Element:
    """The element that a Term without definitions stands for. Raises Outside, NoInverse, BudgetExhausted."""
    values = values or {}
    if not values and node in words.known:
        return words.known[node]
    rule = RULES.get(node.head)
    if rule is None:
        message = f"a {node.head.replace('_', ' ')} among matrices"
        raise Outside(message)
    element = rule(words, node, values)
    if not values:
        words.known[node] = element
    return element


def unfolded(words: Words, node: Term) -> Term:
    """A Term with all definitions put in."""
    return unfold(node, words.context)
