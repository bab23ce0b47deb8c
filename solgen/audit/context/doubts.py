"""What can be understood in more than one way, and the interpretations that come of it: at most eight.

====================================  ==================================================================
doubt                                 readings, the most natural first
====================================  ==================================================================
a singular value decomposition that   the thin one, with an invertible Σ; the full one
is called neither thin nor full
``\\log`` without a base               natural; to base 2; to base 10 (the words "base 2" or "bits" decide)
====================================  ==================================================================

A doubt counts only where some formula depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from solgen.audit.context.material import Formula
from solgen.audit.context.phrases.decompositions import decompositions
from solgen.audit.context.phrases.said import Passage, pattern
from solgen.audit.context.phrases.words import BASE
from solgen.notation.reading.reading import TokenKind
from solgen.notation.terms import Term, constant, number

MOST: Final = 8
_BASES: Final = {"e": constant("e"), "2": number(2), "10": number(10)}
_NAMES: Final = {"e": "natural", "2": "to base 2", "10": "to base 10"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the doubtful readings an interpretation takes; ``name`` says what was chosen, if there was a choice."""

    singular: str = "thin"
    log: str = "e"
    name: str = ""

    @property
    def base(self) -> Term:
        """The base of the logarithm."""
        return _BASES[self.log]


def choices(passages: Iterable[Passage], formulas: Sequence[Formula], *, log_given: bool = False) -> tuple[Choice, ...]:
    """The interpretations of a text, the most natural first."""
    known = tuple(passages)
    singular = ("thin", "full") if _doubtful_decomposition(known) else ("thin",)
    said = _base_said(known)
    logs: tuple[str, ...] = (said or "e",)
    if not said and not log_given and any(_bare_logarithm(formula) for formula in formulas):
        logs = ("e", "2", "10")
    found = []
    for log, variant in product(logs, singular):
        named = [f"for the {variant} singular value decomposition"] if len(singular) > 1 else []
        named += [f"with the logarithm {_NAMES[log]}"] if len(logs) > 1 else []
        found.append(Choice(variant, log, ", ".join(named)))
    return tuple(found[:MOST])


def _doubtful_decomposition(passages: Sequence[Passage]) -> bool:
    named = [one for passage in passages for one in decompositions(passage, ()) if one.kind == "singular"]
    return bool(named) and not any(one.variant for one in named)


def _base_said(passages: Sequence[Passage]) -> str:
    """The base that the words give."""
    for passage in passages:
        for words, base in BASE.items():
            if pattern(rf"\b(?:{words})\b").search(passage.text):
                return base
    return ""


def _bare_logarithm(formula: Formula) -> bool:
    tokens = formula.scan.tokens
    return any(
        token.text == "\\log"
        and token.kind is TokenKind.COMMAND
        and (at + 1 == len(tokens) or tokens[at + 1].text != "_")
        for at, token in enumerate(tokens)
    )
