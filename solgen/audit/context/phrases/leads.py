"""What the words before a formula make of it: a definition, an assumption, an equation to be solved, or nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from solgen.audit.context.phrases.said import numbers, pattern
from solgen.audit.context.phrases.words import (
    AGAIN,
    ALSO,
    ASIDE,
    ASSUME,
    CLAIM,
    CONDITION_BEHIND,
    DEFINED_AS,
    DEFINED_BY_NOUN,
    DENIED,
    FORMULAS,
    LAW,
    LEADS_ON,
    LET,
    LOCAL,
    MENTION,
    MENTION_DIRECTLY,
    NEW,
    NEXT_TO_FORMULA,
    OF_WHICH,
    RESTRICTING,
    SOUGHT,
    STARTING,
    ZERO,
)

_LAST_FORMULA: Final = re.compile(r".*⟦\d+⟧", re.DOTALL)


class Lead(StrEnum):
    """What the words before a formula say of it."""

    NOTHING = ""
    LET = "let"
    ASSUME = "assume"
    LOCAL = "local"
    """Assumed for its paragraph only: "if", "for"."""
    MENTION = "mention"
    ASIDE = "aside"
    """Only looked at: "it falls while"."""
    CLAIM = "claim"
    """"hence", "since": it is claimed, whatever it looks like."""


def chunk(lead: str) -> str:
    """The words right before a formula, from the formula before it on."""
    return _LAST_FORMULA.sub("", lead).strip()


def carries_on(lead: str, *, display: bool) -> bool:
    """Whether the words between two formulas only join them, so that what led up to the first holds of the second."""
    words = chunk(lead).strip(" ,;()")
    return "⟦" in lead and words in ALSO and not (display and not words)


def says_again(lead: str) -> bool:
    """Whether the words between two formulas only say that the second is the first in other words.

    So do all of several that follow: "f'(x) = 0, i.e. x = 0 or x = 2".
    """
    while chunk(lead).strip(" ,;()") and carries_on(lead, display=False):
        lead = lead[: lead.rindex("⟦")].rstrip()
    return "⟦" in lead and pattern(AGAIN).fullmatch(chunk(lead).strip(" ,;()")) is not None


def lead_of(lead: str, *, display: bool = False) -> Lead:
    """What the words before a formula (its sentence up to it, in lower case) make of it."""
    words = chunk(lead).strip(" (,")
    if not words:
        return Lead.NOTHING
    if ("⟦" not in lead or chunk(lead).startswith(",")) and pattern(OF_WHICH).fullmatch(words):
        return Lead.CLAIM
    if _ends(words, ASIDE, 0):
        return Lead.ASIDE
    if _ends(words, MENTION, 4) or _ends(words, MENTION_DIRECTLY, 0) or pattern(SOUGHT).search(lead):
        return Lead.MENTION
    if _ends(words, DEFINED_AS, 2) or _ends(words, DEFINED_BY_NOUN, 0):
        return Lead.LET
    if _ends(words, CLAIM, 3) and not _ends(words, LOCAL, 0):
        return Lead.CLAIM
    if _ends(words, LOCAL, 0) or (not display and not _set_off(lead) and _ends(words, LOCAL, 2)):
        return Lead.LOCAL
    if _ends(words, NEXT_TO_FORMULA, 1):
        return Lead.ASSUME
    if _ends(words, LET, 7):
        return Lead.CLAIM if is_set_to_zero(words) else Lead.LET
    return Lead.ASSUME if _ends(words, ASSUME, 4) else Lead.NOTHING


def assumes(lead: str) -> bool:
    """Whether a relation behind these words is assumed."""
    while chunk(lead).strip(" ,;()") and carries_on(lead, display=False):
        lead = lead[: lead.rindex("⟦")].rstrip()
    words = chunk(lead).strip(" (,")
    local = _ends(words, LOCAL, 0 if _set_off(lead) else 2)
    return bool(words) and (_ends(words, ASSUME, 4) or local) and not _ends(words, CLAIM, 3)


def _set_off(lead: str) -> bool:
    """Whether a comma stands right before the formula: "for the second, ..." says what it is about."""
    return chunk(lead).endswith(",")


def is_condition(lead: str) -> bool:
    """Whether what follows restricts what stands before it: "the derivative is largest where"."""
    return pattern(rf"(?:^|\s)(?:{RESTRICTING})$").search(chunk(lead)) is not None


def is_law(lead: str) -> bool:
    """Whether a formula stands behind "the equation of motion is"."""
    return pattern(rf"(?:^|\s)(?:{LAW})$").search(chunk(lead)) is not None


def leads_on(tail: str) -> bool:
    """Whether what stands behind a condition says what holds under it."""
    return pattern(LEADS_ON).search(tail) is not None


def is_start(lead: str) -> bool:
    """Whether a formula stands behind "starting from"."""
    return pattern(rf"(?:^|\s)(?:{STARTING})$").search(chunk(lead)) is not None


def counts_what_follows(lead: str, tail: str) -> bool:
    """Whether a formula says how many things there are: "the $n = 4$ targets"."""
    return pattern(r"\b(?:the|these|those|our|its|of)$").search(lead) is not None and tail[:1].isalpha()


def is_set_to_zero(lead: str) -> bool:
    """Whether the words say that what follows is put equal to zero."""
    return any(pattern(rf"\b(?:{words})\b").search(lead) for words in ZERO)


def begins_anew(lead: str) -> bool:
    """Whether the words give a name a new meaning in this part."""
    return any(pattern(rf"\b{words}\b").search(lead) for words in NEW)


def is_denied(tail: str) -> bool:
    """Whether the words behind a formula say that it does not hold."""
    return pattern(rf"^,? ?(?:{DENIED})\b").match(tail) is not None


def condition_behind(tail: str) -> list[int]:
    """The formulas of the condition that a sentence sets behind a formula; ``tail`` is what follows that formula."""
    found = pattern(rf"^,? ?{CONDITION_BEHIND} {FORMULAS}(?=[.,;)]|\s[^:]|\s?$)").match(tail)
    return list(numbers(found.group())) if found else []


def _ends(words: str, table: tuple[str, ...], more: int) -> bool:
    """Whether the words end in an entry of a table with at most so many other words behind it."""
    joined = "|".join(table)
    return pattern(rf"(?:^|[^\w-])(?:{joined})(?: [^\s⟦⟧.;]+){{0,{more}}}\s*[:,(]?$").search(words) is not None
