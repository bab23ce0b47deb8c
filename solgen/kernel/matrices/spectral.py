"""Sums over the index of a basis, traces and limits of matrix words.

Rules. Sum over k = 1..d of f(s_k) A e_k e_k^t B is A diag(f(s)) B, since diag(f(s)) is the sum of f(s_k) e_k e_k^t;
with one e_k only, the vector of ones stands in the other's place. tr(AB) = tr(BA), tr(A^t) = tr A. A limit is taken in
each coefficient, that is, in each entry of a diagonal matrix; the sums have fixed sizes, so the limit of the whole is
the whole of the limits. The quotient of two polynomials goes to the quotient of their lowest (at infinity: highest)
terms where the one below is nowhere 0.
Source: Horn and Johnson, Matrix Analysis, 0.2 and 4.1; Rudin, Principles of Mathematical Analysis, 4.4.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import ZERO, Ratio, Sign, extreme, factored, split
from solgen.kernel.matrices.letters import Element, Letter, Outside, Word, transposed_word, word_key
from solgen.kernel.matrices.words import Words
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class _Range:
    """The bound index and the size that it runs up to."""

    words: Words
    named: str
    size: Term

    def is_unit(self, letter: Letter) -> bool:
        """Whether a letter is e_k or e_k^t of the bound index. Raises Outside where k means another size's index."""
        if letter.kind != "unit" or letter.index is None or self.named not in letter.index.free:
            return False
        size = letter.columns if letter.transposed else letter.rows
        if letter.index.head != "name" or size is not self.size:
            raise Outside("a sum whose index does not run over all columns")
        return True

    def at_gap(self, coefficient: Ratio, gap: int) -> Ratio:
        """The coefficient with the entries s_k as a diagonal matrix in a gap."""
        mapping = {}
        for position, key in self.words.generators.keys_in(coefficient):
            if not self.words.depends(key, self.named):
                continue
            diagonal = self._diagonal_of(key)
            if diagonal is None:
                raise Outside("a sum over numbers that are no entries of a diagonal matrix")
            mapping[position] = self.words.slot(diagonal, gap)
        return self.words.generators.replace(coefficient, mapping)

    def _diagonal_of(self, key: object) -> str | None:
        if not isinstance(key, tuple) or key[0] != "scalar" or len(key) != 3:
            return None
        if key[2].head != "name" or key[2].data != self.named:
            return None
        for named, diagonal in self.words.facts.diagonals.items():
            if key[1] in (diagonal.entry, f"entry of {named}") and diagonal.size is self.size:
                return named
        return None


def sum_over(words: Words, named: str, size: Term, body: Element) -> Element:
    """The sum of ``body`` for ``named`` = 1..size. Raises Outside."""
    bound = _Range(words, named, size)
    result = Element(body.rows, body.columns, {})
    for word, coefficient in body.terms.items():
        try:
            parts = split(coefficient, lambda position: _is_piece(bound, position))
        except ValueError:
            raise Outside("a sum with products of vectors in a denominator") from None
        for exponents, rest in parts:
            pieces = [_piece(words, position) for position, exponent in exponents.items() for _ in range(exponent)]
            result = words.add(result, _joined(bound, body, word, pieces, rest))
    return result


def diagonal(words: Words, named: str, size: Term, entry: Ratio) -> Element:
    """The diagonal matrix whose entries are f(s_k) for ``named`` = 1..size. Raises Outside."""
    return words.element(size, size, [((), _Range(words, named, size).at_gap(entry, 0))])


def _is_piece(bound: _Range, position: int) -> bool:
    key = bound.words.generators.keys[position] if position < len(bound.words.generators.keys) else None
    return isinstance(key, tuple) and key[0] == "word" and bound.words.depends(key, bound.named)


def _piece(words: Words, position: int) -> Word:
    key = words.generators.keys[position]
    assert isinstance(key, tuple)
    return tuple(key[1])


def _joined(bound: _Range, body: Element, word: Word, pieces: list[Word], rest: Ratio) -> Element:
    """The sum of one product: its two unit vectors meet in a diagonal matrix."""
    words = bound.words
    inside = [place for place, letter in enumerate(word) if bound.is_unit(letter)]
    _nothing_else_depends(bound, [word, *pieces])
    pieces = [_unit_first(bound, piece) for piece in pieces]
    if not inside:
        if body.is_number and not word:
            return _sum_of_numbers(bound, pieces, rest)
        outer, inner = _parted(bound, rest)
        return words.multiply(
            _sum_of_numbers(bound, pieces, inner), words.element(body.rows, body.columns, [(word, outer)])
        )
    for rule in (_at_the_end, _at_the_start, _adjacent, _alone):
        found = rule(bound, word, inside, pieces, rest)
        if found is not None:
            return words.element(body.rows, body.columns, [found])
    raise Outside("a sum of products with more than two factors that depend on its index")


def _nothing_else_depends(bound: _Range, products: list[Word]) -> None:
    for letter in (letter for product in products for letter in product):
        if letter.kind != "unit" and bound.words.depends(letter, bound.named):
            raise Outside("a sum over a factor that is no column, row or entry of a matrix")


def _at_the_end(
    bound: _Range, word: Word, inside: list[int], pieces: list[Word], rest: Ratio
) -> tuple[Word, Ratio] | None:
    """A e_k times the number e_k^t B."""
    gap = len(word) - 1
    if len(pieces) != 1 or inside != [gap] or word[-1].transposed or bound.is_unit(pieces[0][-1]):
        return None
    return word[:-1] + pieces[0][1:], bound.at_gap(rest, gap)


def _at_the_start(
    bound: _Range, word: Word, inside: list[int], pieces: list[Word], rest: Ratio
) -> tuple[Word, Ratio] | None:
    """The number B^t e_k times e_k^t A."""
    if len(pieces) != 1 or inside != [0] or not word[0].transposed or bound.is_unit(pieces[0][-1]):
        return None
    front = transposed_word(pieces[0][1:])
    moved = bound.words.move(rest, {gap: gap - 1 + len(front) for gap in range(1, len(word) + 1)})
    return front + word[1:], bound.at_gap(moved, len(front))


def _adjacent(
    bound: _Range, word: Word, inside: list[int], pieces: list[Word], rest: Ratio
) -> tuple[Word, Ratio] | None:
    """A e_k e_k^t B."""
    if pieces or len(inside) != 2 or inside[1] != inside[0] + 1 or not word[inside[1]].transposed:
        return None
    gap = inside[0]
    moved = bound.words.move(rest, {old: old - 2 for old in range(gap + 3, len(word) + 1)})
    return word[:gap] + word[gap + 2 :], bound.at_gap(moved, gap)


def _alone(bound: _Range, word: Word, inside: list[int], pieces: list[Word], rest: Ratio) -> tuple[Word, Ratio] | None:
    """A e_k, or e_k^t A: the vector of ones takes the place of the other factor."""
    if pieces or len(inside) != 1:
        return None
    place = inside[0]
    ones = bound.words.ones(bound.size)
    letter, gap = (ones.transpose, place + 1) if word[place].transposed else (ones, place)
    return (*word[:place], letter, *word[place + 1 :]), bound.at_gap(rest, gap)


def _unit_first(bound: _Range, piece: Word) -> Word:
    for turned in (piece, transposed_word(piece)):
        if bound.is_unit(turned[0]) and not any(bound.is_unit(letter) for letter in turned[1:-1]):
            return turned
    raise Outside("a sum over an index that stands inside a product")


def _parted(bound: _Range, rest: Ratio) -> tuple[Ratio, Ratio]:
    """A coefficient as a product: without, and with what depends on the index. Raises Outside."""
    outer, factors = factored(rest)
    inner = UNIT
    for factor, exponent in factors:
        for _ in range(abs(exponent)):
            if bound.words.depends(factor, bound.named):
                inner = inner * factor if exponent > 0 else inner / factor
            else:
                outer = outer * factor if exponent > 0 else outer / factor
    if bound.words.gaps(inner):
        raise Outside("a sum that mixes entries of diagonal matrices in two places")
    return outer, inner


def _sum_of_numbers(bound: _Range, pieces: list[Word], rest: Ratio) -> Element:
    """The sum of numbers: f(s_k), f(s_k) e_k^t B, f(s_k) A^t e_k e_k^t B or f(s_k) e_k^t A e_k."""
    words = bound.words
    ones = words.ones(bound.size)
    if not pieces:
        return words.element(ONE, ONE, [((ones.transpose, ones), bound.at_gap(rest, 1))])
    ends_in_unit = [bound.is_unit(piece[-1]) for piece in pieces]
    if len(pieces) == 1 and not ends_in_unit[0]:
        return words.element(ONE, ONE, [((ones.transpose, *pieces[0][1:]), bound.at_gap(rest, 1))])
    if len(pieces) == 1:
        return trace(words, words.element(bound.size, bound.size, [(pieces[0][1:-1], bound.at_gap(rest, 0))]))
    if len(pieces) == 2 and not any(ends_in_unit):
        front = transposed_word(pieces[0][1:])
        return words.element(ONE, ONE, [(front + pieces[1][1:], bound.at_gap(rest, len(front)))])
    raise Outside("a sum of products with more than two factors that depend on its index")


def trace(words: Words, element: Element, seen: frozenset[Word] = frozenset()) -> Element:
    """The trace of a square element; ``seen`` are words met on the way, with the same trace."""
    if element.is_number:
        return element
    if element.rows is None:
        raise Outside("the trace of an identity of unknown size")
    result = words.number(ZERO)
    for word, coefficient in element.terms.items():
        result = words.add(result, _trace_of_word(words, element.rows, word, coefficient, seen))
    return result


def _trace_of_word(words: Words, size: Term, word: Word, coefficient: Ratio, seen: frozenset[Word]) -> Element:
    seen |= {word}
    if not word:
        ones = words.ones(size)
        return words.element(ONE, ONE, [((ones.transpose, ones), words.move(coefficient, {0: 1}))])
    turns = []
    for _ in word:
        gaps = {gap: gap - 1 for gap in range(1, len(word) + 1)} | {0: len(word) - 1}
        word, coefficient = word[1:] + word[:1], words.move(coefficient, gaps)
        rows = word[0].rows
        turned = words.element(rows, rows, [(word, coefficient)])
        if set(turned.terms) != {word}:
            seen |= {word}
            if seen.isdisjoint(turned.terms):
                return trace(words, turned, seen if _goes_on(words, turned, coefficient) else frozenset())
            continue  # round in a circle of words of one length, all with one trace
        turns.append((word, coefficient))
    if not turns:
        turns = [(word, coefficient)]
    if words.gaps(coefficient):
        word, coefficient = min(turns, key=lambda turn: word_key(turn[0]))
        return words.number(words.generators.at(("slotted trace", word, coefficient)))
    same = [turn for turn, _ in turns] + [turn for turn in seen if len(turn) == len(word)]
    least = min(same + [transposed_word(turn) for turn in same], key=word_key)
    is_square = any(len(turn) % 2 == 0 and turn == transposed_word(turn) for turn, _ in turns)  # tr(Y^t Y) >= 0
    sign = Sign.NONNEGATIVE if is_square else Sign.UNKNOWN
    return words.number(coefficient * words.generators.at(("trace", least), sign))


def _goes_on(words: Words, turned: Element, coefficient: Ratio) -> bool:
    """Whether a word became one other word with the same coefficient, so that the words seen have one trace."""
    return list(turned.terms.values()) == [coefficient] and not words.gaps(coefficient)


def limit(words: Words, element: Element, named: str, *, to_zero: bool) -> Element:
    """The limit as a positive number goes to 0 from above, or to infinity. Raises Outside."""
    position = words.generators.position(("scalar", named))
    if position is None:
        return element
    terms = []
    for word, coefficient in element.terms.items():
        if any(words.depends(letter, named) for letter in word):
            raise Outside("the limit of an inverse that is not diagonalized; put the decomposition in")
        for other, key in words.generators.keys_in(coefficient):
            if other != position and words.depends(key, named):
                raise Outside("the limit of a product with an inverse inside")
        terms.append((word, _limit(words, coefficient, position, to_zero=to_zero)))
    return words.element(element.rows, element.columns, terms)


def _limit(words: Words, value: Ratio, position: int, *, to_zero: bool) -> Ratio:
    above, top, below, bottom = extreme(value, position, lowest=to_zero)
    if not words.generators.is_nonzero(bottom):
        raise Outside("a limit whose denominator may be 0")
    if above == below:
        return top / bottom
    if (above > below) == to_zero:
        return ZERO
    raise Outside("a limit that is not finite")
