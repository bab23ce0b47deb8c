"""What a formula says of a name's domain: ``X \\in \\mathbb{R}^{N \\times d}``, ``p \\in (0, 1)``, ``x > 0``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.ranges import listings
from solgen.audit.context.scan import Scan, Texts, Use
from solgen.audit.context.subjects import outer_uses, related_use
from solgen.notation.reading.names import spell
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import DOTS

_FIELDS: Final = {"R": "real", "Z": "integer", "N": "size", "C": "complex", "Q": "real"}
_BLACKBOARD: Final = frozenset({"\\mathbb", "\\mathbf", "\\Bbb", "\\mathds"})


@dataclass(frozen=True, slots=True)
class Membership:
    """The names on the left, and what the right says: sizes of an array, a kind, or an interval's tokens."""

    uses: tuple[Use, ...]
    sizes: tuple[Texts, ...]
    kind: str
    interval: Texts
    written: str
    positive: bool = False


def memberships(scan: Scan) -> Iterator[Membership]:
    """Each membership of a bare name, in the whole formula or behind a comma of it."""
    for position, statement in enumerate(scan.statements):
        tokens = statement.tokens
        for at, token in enumerate(tokens):
            if token.text == "\\in" and token.kind is TokenKind.COMMAND:
                found = _membership(scan, tokens, at, position)
                if found is not None:
                    yield found


def entries(scan: Scan) -> tuple[Use, str, Texts] | None:
    """``T = (y_1, \\dots, y_N)^t``: the vector, the base of its entries, the tokens of the last index; else None."""
    if len(scan.statements) != 1 or scan.statements[0].lead:
        return None
    tokens = scan.tokens
    sign = next((at for at, token in enumerate(tokens) if token.text == "="), 0)
    outer = [use for use in outer_uses(scan) if use.start < tokens[sign].start]
    if not sign or len(outer) != 1 or sign + 1 >= len(tokens) or tokens[sign + 1].text not in ("(", "["):
        return None
    close = next((at for at, token in enumerate(tokens) if token.text in (")", "]")), len(tokens))
    rest = [token.text for token in tokens[close + 1 :]]
    listed = list(listings(scan))
    if len(listed) != 1 or rest not in (
        [],
        ["^", "t"],
        ["^", "T"],
        ["^", "\\top"],
        ["^", "{", "t", "}"],
        ["^", "{", "T", "}"],
    ):
        return None
    return outer[0], listed[0][0], listed[0][2]


_ZERO_BOUNDS: Final = {
    ">": "positive", "\\gt": "positive", "\\ge": "nonnegative", "\\geq": "nonnegative", "\\geqslant": "nonnegative",
    "\\ne": "nonzero", "\\neq": "nonzero", "<": "negative",
}  # fmt: skip


def bound_of(scan: Scan) -> tuple[list[Use], str] | None:
    """``x, y > 0`` and the like: the names, and the property; else None."""
    if len(scan.statements) != 1:
        return None
    tokens = scan.tokens
    if len(tokens) < 3 or tokens[-1].text != "0" or tokens[-2].text not in _ZERO_BOUNDS:
        return None
    uses = related_use(scan)
    if not uses or any(use.arguments is not None for use in uses):
        return None
    return uses, _ZERO_BOUNDS[tokens[-2].text]


def _membership(scan: Scan, tokens: tuple[Token, ...], at: int, statement: int) -> Membership | None:
    start = tokens[at].start
    uses = [use for use in outer_uses(scan) if use.statement == statement and use.start < start]
    left = _names_left(scan, uses, tokens, at)
    if not left:
        return None
    right = tokens[at + 1 :]
    written = scan.latex[left[0].start :].strip()
    field, rest = _field(right)
    if field:
        sizes, positive = _sizes(rest)
        return Membership(tuple(left), sizes, _FIELDS[field] if not sizes else "", (), written, positive)
    if right and right[0].text == "\\{":
        texts = tuple(token.text for token in right)
        dotted = any(text in DOTS for text in texts)
        if texts[-1] == "\\}" and not dotted and ":" not in texts and "\\mid" not in texts:
            return Membership(tuple(left), (), "", texts, written)
    if right and right[0].text in ("(", "["):
        close = next((end for end, token in enumerate(right) if token.text in (")", "]")), None)
        if close is not None and any(token.text == "," for token in right[:close]):
            texts = tuple(token.text for token in right[: close + 1])
            return Membership(tuple(left), (), "", texts, written)
    return None


def _names_left(scan: Scan, uses: list[Use], tokens: tuple[Token, ...], at: int) -> list[Use]:
    """The names right before the sign, set off by commas, with nothing else between."""
    found: list[Use] = []
    end = tokens[at].start
    for use in reversed(uses):
        between = scan.latex[use.end : end].replace("\\,", "").strip(" ,~")
        if between or use.arguments is not None:
            break
        found.insert(0, use)
        end = use.start
    return found


def _field(tokens: tuple[Token, ...]) -> tuple[str, tuple[Token, ...]]:
    if len(tokens) >= 2 and tokens[0].text in _BLACKBOARD:
        if tokens[1].kind is TokenKind.OPEN and len(tokens) >= 4:
            letter, rest = tokens[2].text, tokens[4:]
        else:
            letter, rest = tokens[1].text, tokens[2:]
        return (letter, rest) if letter in _FIELDS else ("", tokens)
    if tokens and tokens[0].text in ("\\R", "\\Reals", "\\reals"):
        return "R", tokens[1:]
    return "", tokens


def _sizes(tokens: tuple[Token, ...]) -> tuple[tuple[Texts, ...], bool]:
    """The sizes in ``^{N \\times d}``; and whether a ``_{>0}`` or ``^+`` says positive."""
    positive = False
    sizes: tuple[Texts, ...] = ()
    position = 0
    while position < len(tokens) and tokens[position].kind in (TokenKind.SUPERSCRIPT, TokenKind.SUBSCRIPT):
        upper = tokens[position].kind is TokenKind.SUPERSCRIPT
        inside, position = _script(tokens, position + 1)
        texts = [token.text for token in inside]
        if texts in (["+"], [">", "0"], ["+", "+"], ["+", "*"]):
            positive = True
        elif upper and spell(inside):
            sizes = tuple(_at_times(texts))
    return sizes, positive


def _script(tokens: tuple[Token, ...], position: int) -> tuple[list[Token], int]:
    if position < len(tokens) and tokens[position].kind is not TokenKind.OPEN:
        return [tokens[position]], position + 1
    depth = 0
    for end in range(position, len(tokens)):
        depth += (tokens[end].kind is TokenKind.OPEN) - (tokens[end].kind is TokenKind.CLOSE)
        if depth == 0:
            return list(tokens[position + 1 : end]), end + 1
    return list(tokens[position + 1 :]), len(tokens)


def _at_times(texts: list[str]) -> Iterator[Texts]:
    piece: list[str] = []
    for text in texts:
        if text in ("\\times", ","):
            yield tuple(piece)
            piece = []
        else:
            piece.append(text)
    yield tuple(piece)
