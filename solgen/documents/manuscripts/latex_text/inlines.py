"""Words as they are typeset, and inlines trimmed, flat, or as plain words."""

from __future__ import annotations

import re

from solgen.documents.blocks import Text
from solgen.documents.raw import RawBlock, RawFormula, RawInline, RawParagraph

_QUOTES = ((re.compile("``"), "“"), (re.compile("''"), "”"), (re.compile("---"), "—"), (re.compile("--"), "–"))


def typeset(words: str) -> str:
    """Words with the blanks, quotes and dashes that are printed."""
    words = words.replace("\n", " ").replace("~", " ").replace("\t", " ")
    if "-" in words or "`" in words or "'" in words:
        for pattern, sign in _QUOTES:
            words = pattern.sub(sign, words)
        words = words.replace("`", "‘")
    return re.sub(r" {2,}", " ", words)


def trimmed(inlines: list[RawInline]) -> tuple[RawInline, ...]:
    """Without blanks and breaks around it; nothing where there are no words."""
    found = list(inlines)
    while found and isinstance(found[-1], Text) and not found[-1].text.strip():
        found.pop()
    while found and isinstance(found[0], Text) and not found[0].text.strip():
        found.pop(0)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip(), found[0].style)
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip(), found[-1].style)
    return tuple(found)


def flat(inlines: tuple[RawInline, ...]) -> tuple[RawInline, ...]:
    """Every formula inline."""
    return tuple(
        RawFormula(one.latex, one.starts, opens=one.opens, closes=one.closes, origins=one.origins)
        if isinstance(one, RawFormula)
        else one
        for one in inlines
    )


def plain_words(inlines: tuple[RawInline, ...]) -> str:
    """The words of inlines, formulas as their LaTeX."""
    return "".join(one.latex if isinstance(one, RawFormula) else one.text for one in inlines).strip()


def with_label(blocks: list[RawBlock], label: str, line: int) -> list[RawBlock]:
    """An item of a description, its label in bold before it."""
    first = blocks[0] if blocks else None
    opening = (Text(label, "strong"), Text(" "))
    if isinstance(first, RawParagraph):
        return [RawParagraph((*opening, *first.inlines), first.line), *blocks[1:]]
    return [RawParagraph(opening[:1], line), *blocks]
