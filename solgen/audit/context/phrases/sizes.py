"""Numbers of things: "$N$ is the number of samples", "for $n$ observations", "a sample of size $n$"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.context.phrases.said import Passage, Said, numbers, pattern, quoted
from solgen.audit.context.phrases.words import BE, COUNTED, FORMULAS, IS_OR_NOTHING, NUMBER_OF, SIZE_WORDS

_PATTERNS: Final = (
    rf"(?P<names>{FORMULAS}) ?,? ?{IS_OR_NOTHING}(?P<what>(?:the |its )?(?:{NUMBER_OF})[^⟦⟧.;,]*)",
    rf"(?P<what>{NUMBER_OF} [^⟦⟧.;,]*?)(?: {BE})? (?P<names>⟦\d+⟧)",
    rf"(?P<names>⟦\d+⟧) ,?{BE} (?:an? |the )?(?P<what>{SIZE_WORDS})\b",
    r"(?P<what>(?:sample|vector|batch|length|(?:data ?)?set) (?:of )?(?:size|length|dimension)) (?P<names>⟦\d+⟧)",
    r"(?P<names>⟦\d+⟧)[- ](?P<what>dimensional)\b",
    rf"\b(?:with|of|for|has|have|from|on|over|by|all|these|the|first) (?P<names>⟦\d+⟧) (?:\w+ )?(?P<what>{COUNTED})\b",
    r"(?P<what>(?:positive )?(?:integer|natural number|whole number)s?) (?P<names>⟦\d+⟧)",
)


def sizes(passage: Passage) -> Iterator[Said]:
    """Each name that counts something."""
    for expression in _PATTERNS:
        for found in pattern(expression).finditer(passage.text):
            for number in numbers(found["names"]):
                kind = "integer" if found["what"].strip().startswith(("integer", "whole")) else "size"
                yield Said(number, kind, f"the text says “{quoted(found.group())}”")
