"""What a whole statement says of an index: from where to where it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from solgen.audit.context.scan.pieces import CLOSING, OPENING, is_letter, texts_of
from solgen.audit.context.scan.uses import Texts
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import DOTS

_WORDS_FOR: Final = frozenset({"for", "for all", "for every", "for each", "for any"})


def pieces(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """A statement whole, and what follows the words "for" or a semicolon or comma in it."""
    yield tokens
    for position, token in enumerate(tokens):
        words = " ".join(token.text.split()).lower() if token.kind is TokenKind.TEXT else token.text
        if words in _WORDS_FOR or words in (";", ",", "\\forall"):
            yield tokens[position + 1 :]


def running_index(tokens: Sequence[Token]) -> tuple[str, Texts, Texts] | None:
    """An index and its bounds, where a piece of a statement says them."""
    texts = texts_of(tokens)
    if len(texts) >= 4 and texts[1] == "=" and any(text in DOTS for text in texts):
        return _listed(texts[0], texts[2:])
    if len(texts) >= 6 and texts[1] == "\\in" and texts[2] == "\\{" and any(text in DOTS for text in texts):
        close = texts.index("\\}") if "\\}" in texts else len(texts)
        return _listed(texts[0], texts[3:close])
    signs = [at for at, text in enumerate(texts) if text in ("\\le", "\\leq", "\\leqslant")]
    if len(signs) == 2 and signs[1] - signs[0] == 2:
        low, index, high = texts[: signs[0]], texts[signs[0] + 1], texts[signs[1] + 1 :]
        if low in (("0",), ("1",)) and is_letter(index):
            return index, low, _plain(high)
    return None


def _listed(index: str, texts: Texts) -> tuple[str, Texts, Texts] | None:
    """``1, \\dots, n``."""
    items = [item for item in _at_commas(texts) if item]
    dots = next((at for at, item in enumerate(items) if len(item) == 1 and item[0] in DOTS), None)
    if not is_letter(index) or dots is None or not items[0] or dots + 1 >= len(items):
        return None
    low, high = items[0], _plain(items[dots + 1])
    simple = len(low) == 1 and (low[0].isdigit() or is_letter(low[0])) and not {"(", "_", "^"} & set(high)
    return (index, low, high) if simple and high else None


def _at_commas(texts: Texts) -> list[Texts]:
    items: list[list[str]] = [[]]
    for text in texts:
        if text == ",":
            items.append([])
        else:
            items[-1].append(text)
    return [tuple(item) for item in items]


def _plain(texts: Texts) -> Texts:
    """Bounds up to punctuation or a bracket that closes nothing of theirs."""
    kept: list[str] = []
    depth = 0
    for text in texts:
        depth += (text in OPENING) - (text in CLOSING)
        if depth < 0 or (depth == 0 and text in (";", ".", ",")):
            break
        kept.append(text)
    return tuple(kept)
