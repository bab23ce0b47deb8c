"""The deletion test: a token that can be taken away without changing what is read was not read.

``unread_tokens(latex, key)`` gives the tokens whose removal leaves ``key(latex)`` as it was. ``key`` raises Failure for
what is refused. Spacing, decorations, ``\\cdot``, ``\\times``, ``\\therefore``, sizes of brackets, brackets that do not
print, commas before words and final punctuation are exempt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from solgen.diagnostics import Failure
from solgen.notation.context import Context
from solgen.notation.reading import Token, TokenKind, read, read_definition
from solgen.notation.reading.decorations import undecorated
from solgen.notation.reading.spellings import SIZES, SPACING, TIMES
from solgen.notation.reading.tokens import tokenize

_EXEMPT = SPACING | SIZES | TIMES | {"\\therefore"}
_AFTER_PUNCTUATION = frozenset({"\\marks", "\\answer"})
Key = Callable[[str], object]


def reading_key(context: Context) -> Key:
    """What a formula says in a context: its Term, its remarks, whether it goes on with the one before."""

    def key(latex: str) -> object:
        reading = read(latex, context)
        return reading.term, reading.remarks, reading.continues

    return key


def definition_key(context: Context) -> Key:
    """What a definition says in a context."""

    def key(latex: str) -> object:
        reading, definitions, declarations = read_definition(latex, context)
        return reading.term, reading.remarks, definitions, declarations

    return key


def unread_tokens(latex: str, key: Key) -> list[Token]:
    """The tokens of ``latex`` whose removal neither changes ``key(latex)`` nor is refused."""
    before = key(latex)
    return [token for token, changed in _without_each_token(latex) if _key_or_none(changed, key) == before]


def _key_or_none(latex: str, key: Key) -> object:
    try:
        return key(latex)
    except Failure:
        return None


def _without_each_token(latex: str) -> Iterator[tuple[Token, str]]:
    tokens = tokenize(latex)
    said = set(undecorated(latex, tokens))
    for position, token in enumerate(tokens):
        exempt = _is_exempt(token) or _is_final_punctuation(tokens, position) or _only_prints(tokens, position)
        if token in said and not exempt:
            yield token, f"{latex[: token.start]} {latex[token.end :]}"


def _is_exempt(token: Token) -> bool:
    return token.text in _EXEMPT and token.kind is not TokenKind.TEXT


def _only_prints(tokens: tuple[Token, ...], position: int) -> bool:
    """The dot of an empty bracket, ``\\left.``; a comma before words."""
    if tokens[position].text == ".":
        return position > 0 and tokens[position - 1].text in ("\\left", "\\right")
    following = next((other for other in tokens[position + 1 :] if other.text not in SPACING), None)
    return tokens[position].text == "," and following is not None and following.kind is TokenKind.TEXT


def _is_final_punctuation(tokens: tuple[Token, ...], position: int) -> bool:
    token = tokens[position]
    if token.kind is not TokenKind.SIGN or token.text not in ".,;":
        return False
    following = next((other for other in tokens[position + 1 :] if other.text not in SPACING), None)
    return (
        following is None
        or following.kind in (TokenKind.NEWLINE, TokenKind.END, TokenKind.ALIGN)
        or following.text in _AFTER_PUNCTUATION
        or _is_final_punctuation(tokens, tokens.index(following))
    )
