"""Declared names as they are read aloud."""

from __future__ import annotations

from functools import lru_cache

from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.boxes import Box
from solgen.notation.writing.layout import layout
from solgen.notation.writing.phrases import ENGLISH, Phrases
from solgen.notation.writing.symbols import ACCENTS


@lru_cache(maxsize=4096)
def name_to_words(latex: str, phrases: Phrases = ENGLISH) -> str:
    """A declared name as it is read aloud: ``\\bar{y}`` is y bar, ``w^*`` is w star."""
    return _name_box(layout(tokenize(latex.replace("^{()}", "").replace("_{()}", ""))), phrases)


def _name_box(box: Box | None, phrases: Phrases) -> str:
    if box is None:
        return ""
    if box.kind == "symbol":
        return phrases.say(box.data.spoken) if box.data.spoken else str(box.data.character)
    if box.kind == "letter":
        letter = str(box.data)
        return phrases.say("capital {letter}", letter=letter) if letter.isupper() else letter
    if box.kind == "scripts":
        return _with_scripts(box, phrases)
    if box.kind == "accent":
        said = _name_box(box.children[0], phrases)
        return phrases.say("{letter} {accent}", letter=said, accent=phrases.say(ACCENTS[box.data][1]))
    if box.kind == "style":
        said = _name_box(box.children[0], phrases)
        return phrases.say("{style} {letter}", style=phrases.say(str(box.data)), letter=said)
    if box.children:
        return " ".join(filter(None, (_name_box(child, phrases) for child in box.children)))
    return str(box.data or "")


def _with_scripts(box: Box, phrases: Phrases) -> str:
    base, below, above = box.children
    parts = [_name_box(base, phrases), *[phrases.say("prime")] * int(box.data or 0)]
    if above is not None:
        parts.append(_name_box(above, phrases))
    if below is not None:
        parts.append(phrases.say("sub {index}", index=_name_box(below, phrases)))
    return " ".join(parts)
