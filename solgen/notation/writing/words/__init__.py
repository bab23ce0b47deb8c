"""A formula in plain words, for screen readers and for the alternative text of a PDF.

Short, but unambiguous: what is compound is said between ``open`` and ``close``, or between a construct's name and its
``end``. Every phrase is said as a whole, so that a catalogue of another language can order its words otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term
from solgen.notation.writing.phrases import ENGLISH, Phrases
from solgen.notation.writing.speaker import Rule, Speaker
from solgen.notation.writing.words import arithmetic, arrays, functions, propositions, ranges

_RULES: Final[dict[str, Rule]] = {
    **arithmetic.RULES,
    **functions.RULES,
    **ranges.RULES,
    **arrays.RULES,
    **propositions.RULES,
}


def to_words(formula: Reading | Term, phrases: Phrases = ENGLISH) -> str:
    """The formula in words; of a reading that goes on from the line before, with the relation that it begins with."""
    speaker = _speaker(phrases)
    if isinstance(formula, Term):
        return speaker.say(formula)
    members = ((member.sign, member.term) for member in formula.members)
    return speaker.members(members) or speaker.say(formula.term)


def members_to_words(members: Iterable[tuple[str, Term]], phrases: Phrases = ENGLISH) -> str:
    """Members of a chain, each with the sign before it, as one line of a display has them."""
    return _speaker(phrases).members(members)


@lru_cache(maxsize=8)
def _speaker(phrases: Phrases) -> Speaker:
    return Speaker(phrases, _RULES)
