"""Pieces of a stream of tokens: arguments, scripts, brackets, differentials, bound names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from solgen.audit.context.scan.uses import Texts
from solgen.notation.reading.names import spell
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import ACCENTS, LETTERS, OPERATOR_NAMES, RELATION_SIGNS
from solgen.notation.reading.unit_quotients import unit_quotient
from solgen.notation.units import find_unit

OPENING: Final = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "\\lvert": "\\rvert", "\\lVert": "\\rVert"}
CLOSING: Final = frozenset(OPENING.values())
_UNIT_AFTER: Final = frozenset({"number", "close"})
_EXPONENTS: Final = frozenset({TokenKind.SUPERSCRIPT})


def is_of_differentials(tokens: Sequence[Token]) -> bool:
    """``du = 2 x dx``: both sides end in, or are, the differential of a letter."""
    texts = [token.text for token in tokens if token.text not in (".", ",")]
    at = texts.index("=") if texts.count("=") == 1 else -1
    sides = (texts[:at], texts[at + 1 :])
    return at > 0 and all(len(side) > 1 and side[-2] == "d" and is_letter(side[-1]) for side in sides)


def known_word(tokens: Sequence[Token], position: int) -> int:
    """Where the stream goes on after an upright word that is an operator or, behind a number, a unit; else 0."""
    begin, end, following = group(tokens, position + 1)
    word = "".join(token.text for token in tokens[begin:end])
    if word in OPERATOR_NAMES or word.replace("\\,", "") in ("argmin", "argmax"):
        return following
    unit = find_unit(word)
    if (unit is not None and (len(word) > 1 or _is_counted(tokens, position))) or unit_quotient(word) is not None:
        return following
    return following if word == "d" else 0


def _is_counted(tokens: Sequence[Token], position: int) -> bool:
    r"""Whether a unit may stand at a position: behind a number, another unit, a slash."""
    before = [tokens[at] for at in range(position - 1, max(position - 3, -1), -1)]
    if not before:
        return False
    if before[0].kind.value in _UNIT_AFTER or before[0].text == "/":
        return True
    return before[0].text == "(" and len(before) > 1 and before[1].text == "/"


def fraction_of_units(tokens: Sequence[Token], position: int) -> int:
    r"""Where the stream goes on after ``\frac{\mathrm{J}}{\mathrm{kg}}`` behind a number; 0 for another fraction."""
    if not position or tokens[position - 1].kind.value not in _UNIT_AFTER:
        return 0
    for _ in range(2):
        begin, end, position = group(tokens, position + 1)
        while begin < end:
            if tokens[begin].text not in ("\\mathrm", "\\text") and tokens[begin].kind not in _EXPONENTS:
                return 0
            first, last, following = group(tokens, begin + 1)
            if tokens[begin].kind not in _EXPONENTS and find_unit(spell(list(tokens[first:last]))) is None:
                return 0
            begin = following
        position -= 1
    return position + 1


def group(tokens: Sequence[Token], position: int) -> tuple[int, int, int]:
    """The argument at a position: where its inside begins and ends, and where the stream goes on."""
    if position >= len(tokens):
        return position, position, position
    if tokens[position].kind is not TokenKind.OPEN:
        return position, position + 1, position + 1
    depth = 0
    for end in range(position, len(tokens)):
        depth += (tokens[end].kind is TokenKind.OPEN) - (tokens[end].kind is TokenKind.CLOSE)
        if depth == 0:
            return position + 1, end, end + 1
    return position + 1, len(tokens), len(tokens)


def scripts(tokens: Sequence[Token], position: int) -> tuple[list[Token], list[Token], int, int]:
    """The subscript, the superscript and the primes that follow, and where the stream goes on."""
    lower: list[Token] = []
    upper: list[Token] = []
    primes = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind is TokenKind.SUBSCRIPT and not lower:
            begin, end, position = group(tokens, position + 1)
            lower = list(tokens[begin:end])
        elif token.kind is TokenKind.SUPERSCRIPT and not upper:
            begin, end, following = group(tokens, position + 1)
            inside = list(tokens[begin:end])
            if inside and all(part.text == "\\prime" for part in inside):
                primes += len(inside)
            else:
                upper = inside
            position = following
        elif token.text == "'" and token.kind is TokenKind.SIGN:
            primes += 1
            position += 1
        else:
            break
    return lower, upper, primes, position


def matching(tokens: Sequence[Token], position: int) -> int:
    """Where the bracket at a position closes; the end where it does not."""
    depth = 0
    for end in range(position, len(tokens)):
        token = tokens[end]
        if token.kind is TokenKind.TEXT:
            continue
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth <= 0:
            return end
    return len(tokens)


def at_commas(tokens: Sequence[Token]) -> Iterator[Texts]:
    """Tokens between commas outside of all brackets."""
    depth, piece = 0, list[Token]()
    for token in tokens:
        if token.kind is not TokenKind.TEXT:
            depth += (token.text in OPENING) - (token.text in CLOSING)
        if token.text == "," and depth == 0:
            yield texts_of(piece)
            piece = []
        else:
            piece.append(token)
    yield texts_of(piece)


def texts_of(tokens: Sequence[Token]) -> Texts:
    """The texts of tokens."""
    return tuple(token.text for token in tokens)


def differential(tokens: Sequence[Token]) -> Texts:
    """The tokens of the ``d`` or ``\\partial`` that a part of a fraction begins with."""
    if tokens and tokens[0].text == "\\partial":
        return ("\\partial",)
    if tokens and tokens[0].text == "d" and tokens[0].kind is TokenKind.LETTER:
        return ("d",)
    upright = texts_of(tokens[:4])
    return upright if upright == ("\\mathrm", "{", "d", "}") else ()


def without_order(tokens: Sequence[Token]) -> Sequence[Token]:
    """What follows the order of a derivative, ``d^2``."""
    if tokens and tokens[0].kind is TokenKind.SUPERSCRIPT:
        return tokens[group(tokens, 1)[2] :]
    return tokens


def bound_name(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The name that a binder binds, or none, and what follows it."""
    first = tokens[0]
    if first.kind is TokenKind.LETTER or first.text in LETTERS:
        return first.text, tokens[1:]
    if first.text in ACCENTS:
        begin, end, following = group(tokens, 1)
        return f"{first.text}{{{spell(list(tokens[begin:end]))}}}", tokens[following:]
    return "", tokens


def scope_end(tokens: Sequence[Token], position: int) -> int:
    """How far a sum's bound name may reach: to the bracket that closes around it, or the end."""
    depth = 0
    for token in tokens[position:]:
        if token.kind is TokenKind.TEXT:
            continue
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth < 0 or (depth == 0 and token.text in RELATION_SIGNS):
            return token.start
    return 1 << 30


def is_letter(text: str) -> bool:
    """Whether it is a letter, Latin or Greek."""
    return (len(text) == 1 and text.isalpha()) or text in LETTERS
