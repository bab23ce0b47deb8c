"""The letters of matrix words, and the sums of words with coefficients: data and what is read off it.

A word is a product of matrices, vectors, unit vectors and inverses. Diagonal matrices are no letters: the coefficient
of a word of m letters is a rational function in scalars and in the entries of the diagonal matrices that stand in its
gaps 0..m, one set of generators a gap. ``V f(S) U^t T`` is the word ``V U^t T`` with the coefficient f(s) in gap 1.
So diagonal matrices commute, add and invert as rational functions do, for every size.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.kernel.matrices.coefficients import Ratio
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term


@dataclass(frozen=True, slots=True)
class Letter:
    """One factor of a word. ``kind`` is matrix, unit, ones, inverse (of a name) or inverse of a sum.

    ``text`` tells letters apart; ``base`` is the name that an inverse belongs to; ``index`` the position of a unit
    vector's 1. ``rows`` and ``columns`` are sizes as they stand, after a transposition.
    """

    kind: str
    text: str
    rows: Term
    columns: Term
    transposed: bool = False
    symmetric: bool = False
    base: str = ""
    index: Term | None = None

    @property
    def transpose(self) -> Letter:
        """The letter of the transposed matrix."""
        if self.symmetric:
            return self
        turned = not self.transposed
        return Letter(self.kind, self.text, self.columns, self.rows, turned, False, self.base, self.index)  # noqa: FBT003 -- all fields in order, for speed


Word = tuple[Letter, ...]
Key = tuple[int, tuple[tuple[str, bool], ...]]


def word_key(word: Word) -> Key:
    """An order of words: longer is later."""
    return len(word), tuple((letter.text, letter.transposed) for letter in word)


def transposed_word(word: Word) -> Word:
    """The word of the transposed product."""
    return tuple(letter.transpose for letter in reversed(word))


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A sum of words with coefficients, none of them 0, of one shape.

    ``rows`` None: a multiple of the identity of whatever size fits. 1 x 1 is a number.
    """

    rows: Term | None
    columns: Term | None
    terms: dict[Word, Ratio]

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.rows is ONE and self.columns is ONE

    @property
    def is_zero(self) -> bool:
        """Whether nothing is left: then it is 0; the converse is not claimed."""
        return not self.terms

    @property
    def key(self) -> tuple[tuple[Key, str], ...]:
        """Equal keys: equal elements, of one shape."""
        return tuple(sorted((word_key(word), coefficient.key) for word, coefficient in self.terms.items()))


class Outside(Exception):  # noqa: N818 -- a mechanism's signal that a claim is beyond it
    """The claim says something that words do not express; the message says what."""


class NoInverse(Exception):  # noqa: N818 -- a statement for the author
    """An inverse or a quotient whose existence does not follow from the declarations; the message says what is."""


def boundaries(word: Word) -> list[Term]:
    """The sizes at the gaps 0..m of a word of m letters, m at least 1."""
    return [word[0].rows, *(letter.columns for letter in word)]
