"""Numbers, functions, indices, data and events by what they are called: "the learning rate $\\eta$", "target $y_i$"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.context.phrases.said import Passage, Said, numbers, pattern, quoted
from solgen.audit.context.phrases.words import (
    BE,
    DATA,
    EVENTS,
    FORMULAS,
    FUNCTION,
    INDEX_WORDS,
    IS_OR_NOTHING,
    NUMBER_WORDS,
    NUMBERED,
    ORDINAL,
    POSITIVE,
    RANDOM,
)

_ARTICLE: Final = r"(?:an?|the|some|any|every|all|for|two|fixed|its|our|each)"
_FUNCTION: Final = (
    rf"\b{FUNCTION} (?P<names>{FORMULAS})",
    rf"(?P<names>⟦\d+⟧) {BE} (?:{_ARTICLE} )?(?:[\w-]+ ){{0,3}}?{FUNCTION}\b",
    rf"\bderivatives? (?P<names>⟦\d+⟧) of (?:an?|the|its|our) (?:[\w-]+ ){{0,2}}?{FUNCTION}\b",
    r"(?P<names>⟦\d+⟧) (?:is|be) (?:twice |continuously )?(?:differentiable|convex|continuous|monotone)",
)
_INDEX: Final = (rf"(?P<names>⟦\d+⟧) ?{ORDINAL}", rf"\b{INDEX_WORDS} (?P<names>{FORMULAS})")
_DATA: Final = (
    rf"(?P<names>⟦\d+⟧) ?{IS_OR_NOTHING}(?:{_ARTICLE} )?(?P<what>{'|'.join(DATA)})\b",
    rf"\b(?P<what>{'|'.join(DATA)}) (?P<names>{FORMULAS})",
)
_EVENT: Final = (rf"\b{EVENTS} (?P<names>{FORMULAS})", rf"(?P<names>{FORMULAS}) {BE} (?:[\w-]+ ){{0,2}}?{EVENTS}\b")
_RANDOM: Final = (rf"\b{RANDOM} (?P<names>{FORMULAS})", rf"(?P<names>{FORMULAS}) {BE} (?:[\w-]+ ){{0,3}}?{RANDOM}\b")
_SET: Final = (
    rf"\b(?:sets?|interval) (?P<names>{FORMULAS})",
    rf"(?P<names>⟦\d+⟧) {BE} (?:an? |the )?(?:[\w-]+ )?set\b",
)


def kinds(passage: Passage) -> Iterator[Said]:
    """Each name whose kind the words give."""
    for words, (kind, declared) in NUMBER_WORDS.items():
        properties = (declared,) if declared else ()
        for found in pattern(rf"\b(?:{words}) (?P<names>{FORMULAS})").finditer(passage.text):
            yield from _each(found["names"], kind, found.group(), properties)
        article = rf"(?:{_ARTICLE} )?(?:[\w-]+ ){{0,2}}?"
        for found in pattern(rf"(?P<names>{FORMULAS}) {BE} {article}(?:{words})\b").finditer(passage.text):
            yield from _each(found["names"], kind, found.group(), properties)
    for words, declared in POSITIVE.items():
        for found in pattern(rf"(?P<names>{FORMULAS}) (?:is|are) {words}\b(?! (?:semi-?)?definite)").finditer(
            passage.text
        ):
            for number in numbers(found["names"]):
                yield Said(number, "real", f"the text says “{quoted(found.group())}”", (), (declared,), asserted=True)
    for expressions, kind in (
        (_FUNCTION, "function"),
        (_INDEX, "index"),
        ((rf"\b{NUMBERED} (?P<names>⟦\d+⟧)",), "numbered"),
        (_DATA, "data"),
        (_EVENT, "event"),
        (_RANDOM, "random variable"),
        (_SET, "set"),
    ):
        for expression in expressions:
            for found in pattern(expression).finditer(passage.text):
                yield from _each(found["names"], kind, found.group(), ())


def _each(names: str, kind: str, whole: str, properties: tuple[str, ...]) -> Iterator[Said]:
    for number in numbers(names):
        yield Said(number, kind, f"the text says “{quoted(whole)}”", (), properties)
