"""What stands in a subscript that is no part of a name: as many indices as are declared.

Indices of one sign each stand side by side, ``W_{jk}``; a comma sets them off only where one is longer, ``W_{j+1, k}``,
so that no comma goes unread.
"""

from __future__ import annotations

from itertools import pairwise

from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.reading.spellings import LETTERS
from solgen.notation.reading.state import Reader
from solgen.notation.shapes import NUMBER
from solgen.notation.terms import Term, number


def read_indices(reader: Reader, inside: tuple[int, int], allowed: list[int], start: Token) -> list[Term]:
    """The indices between two positions of the stream; ``allowed`` says how many there may be, fewest first."""
    begin, end = inside
    tokens = reader.stream[begin:end]
    _take_fresh_letters(reader, tokens)
    commas = [begin + offset for offset, token in enumerate(tokens) if token.text == ","]
    several = allowed[0] > 1 or (len(allowed) == 2 and _letters(tokens, allowed[1]))
    if commas:
        edges = [begin - 1, *commas, end]
        ranges = [(low + 1, high) for low, high in pairwise(edges)]
        _refuse_needless_commas(reader, tokens, allowed)
        indices = [reader.within(low, high, reader.grammar.expression) for low, high in ranges]
    elif several:
        indices = _adjacent(reader, begin, tokens)
    else:
        indices = [reader.within(begin, end, _single_index)]
    if len(indices) not in allowed:
        count = " or ".join(map(str, allowed))
        message = f"{count} {'index' if count == '1' else 'indices'} expected here, not {len(indices)}."
        raise reader.fail("read-index", message, tokens[0] if tokens else start, "See the declaration of the name.")
    return indices


def _take_fresh_letters(reader: Reader, tokens: list[Token]) -> None:
    """An undeclared letter that is an index by itself is one in this formula: `p_j` where `p_k` is declared."""
    if not reader.fresh_indices:
        return
    for position, token in enumerate(tokens):
        alone = all(_is_one_sign(near) or near.text == "," for near in tokens[max(position - 1, 0) : position + 2])
        is_letter = token.kind is TokenKind.LETTER and token.text.islower() and token.text not in _NEVER_INDICES
        if is_letter and alone and not reader.knows(token.text):
            reader.bound[token.text] = NUMBER


_NEVER_INDICES = frozenset({"d", "e"})


def _letters(tokens: list[Token], count: int) -> bool:
    return len(tokens) == count and all(token.kind is TokenKind.LETTER for token in tokens)


def _is_one_sign(token: Token) -> bool:
    return (
        token.kind is TokenKind.LETTER
        or token.text in LETTERS
        or (token.kind is TokenKind.NUMBER and len(token.text) == 1)
    )


def _refuse_needless_commas(reader: Reader, tokens: list[Token], allowed: list[int]) -> None:
    signs = [token for token in tokens if token.text != ","]
    alone = len(signs) * 2 - 1 == len(tokens) and all(map(_is_one_sign, signs))
    letters = all(token.kind is TokenKind.LETTER for token in signs)
    if alone and len(signs) in allowed and (allowed[0] > 1 or letters):
        joined = "".join(token.text for token in signs)
        message = "A comma between indices of one sign each."
        raise reader.fail("read-index", message, tokens[1], f"Write `_{{{joined}}}`.")


def _single_index(reader: Reader) -> Term:
    """One index as an expression; ``ij`` side by side would be a product by mistake, and is refused."""
    tokens = reader.stream[reader.position : reader.limit]
    if len(tokens) > 1 and all(token.kind is TokenKind.LETTER for token in tokens):
        hint = "Write a product of indices with `\\cdot`; declare a second index if two are meant."
        raise reader.fail("read-index", "One index is expected here, not several side by side.", tokens[0], hint)
    return reader.grammar.expression(reader)


def _adjacent(reader: Reader, begin: int, tokens: list[Token]) -> list[Term]:
    """Indices side by side, one sign each: ``jk``, ``1k``, ``12``."""
    indices: list[Term] = []
    for offset, token in enumerate(tokens):
        if token.kind is TokenKind.NUMBER and token.text.isdigit() and len(tokens) == 1:
            indices += [number(int(digit)) for digit in token.text]
        elif _is_one_sign(token) and not (offset and token.kind is tokens[offset - 1].kind is TokenKind.NUMBER):
            indices.append(reader.within(begin + offset, begin + offset + 1, reader.grammar.expression))
        else:
            hint = "Set them off by commas."
            raise reader.fail("read-index", "Several indices are expected here.", token, hint)
    return indices
