"""Non-commutative normal form: sums of matrix words, for all shapes at once.

Rules, each an identity of matrices of any size: distributivity; (AB)^t = B^t A^t; U^t U = I for orthonormal columns,
U U^t = I as well for orthogonal U; A A^-1 = A^-1 A = I for an inverse that exists; with K = L + R, K^-1 L = I - K^-1 R
and L K^-1 = I - R K^-1 (from K^-1 K = I); (A A^t + m I)^-1 A = A (A^t A + m I)^-1 for m > 0; a diagonal matrix before a
unit vector is its entry; a 1 x 1 product is a number, equals its transpose, and commutes. Two elements whose difference
reduces to nothing are equal; the converse is not claimed. Budget: ``_STEPS`` rewritings.
Source: Bergman, The diamond lemma for ring theory (1978), for words; the identities are in any book on linear algebra.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from solgen.kernel.budget import Budget
from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import ZERO, Ratio, Sign
from solgen.kernel.matrices.letters import Element, Letter, Outside, Word, boundaries, transposed_word, word_key
from solgen.kernel.matrices.slots import Slots
from solgen.notation.context import Context
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term

_STEPS: Final = 4_000
Step = list[tuple[Word, Ratio]]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """``lead = rest``: each word of the rest comes before the lead in the order of words.

    ``hypothesis`` is the position of the one that says so, -1 where it is so for all matrices.
    """

    lead: Word
    rest: tuple[tuple[Word, Ratio], ...]
    hypothesis: int


class Words(Slots):
    """The algebra of words in one context: generators, facts about names, inverses of sums met so far."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.inverses: dict[str, Element] = {}
        self.partners: dict[str, Letter] = {}
        self.known: dict[Term, Element] = {}
        """Elements of Terms that were read before; none of them contains a name with a value of its own."""
        self.rewritings: tuple[Rewriting, ...] = ()
        """What hypotheses say about products."""
        self.fixed: dict[int, tuple[Ratio, int]] = {}
        """Generators that a hypothesis equates with something: that, and the hypothesis."""
        self._budget = Budget(_STEPS, "rewritings of matrix words")

    # -- making elements

    def element(self, rows: Term | None, columns: Term | None, terms: Iterable[tuple[Word, Ratio]]) -> Element:
        """The sum of these words, reduced."""
        pending = list(terms)
        result: dict[Word, Ratio] = {}
        while pending:
            word, coefficient = pending.pop()
            if self.fixed:
                coefficient = self._with_fixed(coefficient)
            if word in result:
                coefficient = result.pop(word) + coefficient
            if coefficient.is_zero:
                continue
            step = self._step(word, coefficient) if word else None
            if step is None:
                result[word] = coefficient
            else:
                self._budget.spend()
                pending.extend(step)
        return Element(rows, columns, result)

    def number(self, value: Ratio) -> Element:
        """A number as an element."""
        return Element(ONE, ONE, {} if value.is_zero else {(): value})

    def letter(self, letter: Letter) -> Element:
        """The element that is one letter."""
        return self.element(letter.rows, letter.columns, [((letter,), UNIT)])

    def unit(self, size: Term, index: Term) -> Letter:
        """The unit vector whose 1 stands at ``index``."""
        return Letter("unit", f"unit {size!r} {index!r}", size, ONE, index=index)

    def ones(self, size: Term) -> Letter:
        """The vector of ones."""
        return Letter("ones", f"ones {size!r}", size, ONE)

    # -- the operations

    def add(self, left: Element, right: Element) -> Element:
        """The sum."""
        rows, columns = (right.rows, right.columns) if left.rows is None else (left.rows, left.columns)
        return self.element(rows, columns, [*left.terms.items(), *right.terms.items()])

    def scale(self, factor: Ratio, element: Element) -> Element:
        """A number times an element; slots of the factor must not occur."""
        return self.element(
            element.rows, element.columns, [(word, factor * value) for word, value in element.terms.items()]
        )

    def negate(self, element: Element) -> Element:
        """The negative."""
        return Element(element.rows, element.columns, {word: -value for word, value in element.terms.items()})

    def subtract(self, left: Element, right: Element) -> Element:
        """The difference."""
        return self.add(left, self.negate(right))

    def multiply(self, left: Element, right: Element) -> Element:
        """The product; a number on either side scales."""
        if left.is_number and right.is_number and not right.terms.keys() - {()}:
            left, right = right, left  # a number without words scales the words of the other
        if left.is_number:
            return self.scale(self.value(left), right)
        if right.is_number:
            return self.scale(self.value(right), left)
        rows = right.rows if left.rows is None else left.rows
        columns = left.columns if right.columns is None else right.columns
        products = []
        for first, coefficient in left.terms.items():
            for second, other in right.terms.items():
                moved = self.move(other, {gap: gap + len(first) for gap in range(len(second) + 1)})
                products.append((first + second, coefficient * moved))
        return self.element(rows, columns, products)

    def transpose(self, element: Element) -> Element:
        """The transpose."""
        if element.is_number or element.rows is None:
            return element
        return self.element(
            element.columns,
            element.rows,
            [(transposed_word(word), self.mirrored(value, len(word))) for word, value in element.terms.items()],
        )

    def equal(self, left: Element, right: Element) -> bool:
        """Whether the difference reduces to nothing."""
        return self.subtract(left, right).is_zero

    def value(self, element: Element) -> Ratio:
        """A number as one rational function; words with a diagonal matrix inside become generators."""
        result = ZERO
        for word, coefficient in element.terms.items():
            if not word:
                result += coefficient
                continue
            outer, inner = self.separated(coefficient, range(len(word) + 1))
            key = ("slotted", word, inner)
            sign = Sign.NONNEGATIVE if self.word_sign(word, inner) >= Sign.NONNEGATIVE else Sign.UNKNOWN
            result += outer * self.generators.at(key, sign)
        return result

    # -- the rewriting of one word

    def _step(self, word: Word, coefficient: Ratio) -> Step | None:
        """What one word becomes by the first rule that applies, or None."""
        gaps = self.gaps(coefficient)
        for position, letter in enumerate(word):
            if letter.kind == "unit" and (step := self._at_unit(word, coefficient, position, gaps)) is not None:
                return step
            if position + 1 < len(word) and position + 1 not in gaps:
                factor = self._cancelled(letter, word[position + 1])
                if factor is not None:
                    return self._without(word, coefficient * factor, position, 2)
            if letter.kind == "inverse of a sum":
                step = self._next_to_sum(word, coefficient, position, gaps)
                if step is not None:
                    return step
        step = self._by_hypothesis(word, coefficient, gaps)
        return self._pulled_out(word, coefficient, gaps) if step is None else step  # what is zero is a step, too

    def _by_hypothesis(self, word: Word, coefficient: Ratio, gaps: set[int]) -> Step | None:
        """A word that holds what a hypothesis says something about."""
        for rule in self.rewritings:
            count = len(rule.lead)
            for start in range(len(word) - count + 1):
                if word[start : start + count] != rule.lead or gaps & set(range(start + 1, start + count)):
                    continue
                if rule.hypothesis >= 0:
                    self.facts.assumed.add(rule.hypothesis)
                result: Step = []
                for rest, value in rule.rest:
                    if not rest:
                        result += self._without(word, coefficient * value, start, count)
                        continue
                    shift = len(rest) - count
                    tail = {gap: gap + shift for gap in range(start + count, len(word) + 1)}
                    changed = (*word[:start], *rest, *word[start + count :])
                    result.append((changed, self.move(coefficient, tail) * value))
                return result
        return None

    def _with_fixed(self, coefficient: Ratio) -> Ratio:
        """The coefficient with what hypotheses equate with numbers put in."""
        used = coefficient.positions() & self.fixed.keys()
        if not used:
            return coefficient
        self.facts.assumed.update(self.fixed[position][1] for position in used)
        return self.generators.replace(coefficient, {position: self.fixed[position][0] for position in used})

    def _without(self, word: Word, coefficient: Ratio, start: int, count: int) -> Step:
        """The word without ``count`` letters that multiply to the identity."""
        moved = self.move(
            coefficient,
            {start + count: start} | {gap: gap - count for gap in range(start + count + 1, len(word) + 1)},
        )
        return [(word[:start] + word[start + count :], moved)]

    def _at_unit(self, word: Word, coefficient: Ratio, position: int, gaps: set[int]) -> Step | None:
        """diag(s) e_k = s_k e_k, on either side."""
        letter = word[position]
        gap = position + 1 if letter.transposed else position
        if gap not in gaps or letter.index is None:
            return None
        mapping = {
            place: self.entry(str(key[1]), letter.index) for place, key in self.slots_in(coefficient) if key[2] == gap
        }
        return [(word, self.generators.replace(coefficient, mapping))]

    def _cancelled(self, left: Letter, right: Letter) -> Ratio | None:
        """The number that the product of two neighbours is a multiple of the identity by, or None."""
        if left.kind == right.kind == "matrix" and left.text == right.text:
            opposite = left.transposed != right.transposed or left.symmetric
            narrow = left.transposed or left.symmetric
            if opposite and self.facts.is_orthogonal(left.text):
                return UNIT
            return UNIT if opposite and narrow and self.facts.has_orthonormal_columns(left.text) else None
        if {left.kind, right.kind} == {"matrix", "inverse"}:
            inverse, matrix = (left, right) if left.kind == "inverse" else (right, left)
            same = inverse.base == matrix.text and inverse.transposed == matrix.transposed
            return UNIT if same else None
        if not (left.transposed and not right.transposed):
            return None
        if left.kind == right.kind == "ones":
            return self.size(left.columns)
        if {left.kind, right.kind} == {"ones", "unit"}:
            return UNIT
        if left.kind == right.kind == "unit" and left.index is not None and right.index is not None:
            if left.index is right.index:
                return UNIT
            if left.index.head == right.index.head == "number":
                return ZERO
        return None

    def _next_to_sum(self, word: Word, coefficient: Ratio, position: int, gaps: set[int]) -> Step | None:
        letter = word[position]
        matrix = self.inverses[letter.base]
        if letter.transposed:
            matrix = self.transpose(matrix)
        lead = max(matrix.terms, key=word_key)
        if matrix.terms[lead] == UNIT and lead:
            for start in (position + 1, position - len(lead)):
                if start < 0 or word[start : start + len(lead)] != lead:
                    continue
                first = min(start, position)
                if gaps & set(range(first + 1, first + len(lead) + 1)):
                    continue
                return self._by_the_rest(word, coefficient, (position, start), matrix, lead)
        return self._push_through(word, coefficient, position, gaps)

    def _by_the_rest(
        self, word: Word, coefficient: Ratio, places: tuple[int, int], matrix: Element, lead: Word
    ) -> Step:
        """K^-1 L = I - K^-1 R for K = L + R, or L K^-1 = I - R K^-1."""
        position, start = places
        first = min(position, start)
        before, after = word[:first], word[first + len(lead) + 1 :]
        letter = word[position]
        result = self._without(word, coefficient, first, len(lead) + 1)
        for rest, value in matrix.terms.items():
            if rest == lead:
                continue
            left = position < start
            middle = (letter, *rest) if left else (*rest, letter)
            inner = first + 1 if left else first
            placed = self.move(value, {gap: gap + inner for gap in range(len(rest) + 1)})
            shift = len(rest) - len(lead)
            tail = {gap: gap + shift for gap in range(first + len(lead) + 1, len(word) + 1)}
            result.append((before + middle + after, -(self.move(coefficient, tail) * placed)))
        return result

    def _push_through(self, word: Word, coefficient: Ratio, position: int, gaps: set[int]) -> Step | None:
        """(A A^t + m I)^-1 A = A (A^t A + m I)^-1; the partner is known where m > 0."""
        letter = word[position]
        partner = self.partners.get(letter.base)
        if partner is None:
            return None
        lead = max(self.inverses[letter.base].terms, key=word_key)
        outer = lead[0]
        if position + 1 < len(word) and word[position + 1] == outer and position + 1 not in gaps:
            swapped = (*word[:position], outer, partner, *word[position + 2 :])
        elif position > 0 and word[position - 1] == outer.transpose and position not in gaps:
            swapped = (*word[: position - 1], partner, outer.transpose, *word[position + 1 :])
        else:
            return None
        return [(swapped, coefficient)]

    def _pulled_out(self, word: Word, coefficient: Ratio, gaps: set[int]) -> Step | None:
        """A 1 x 1 piece of a word is a number: it leaves the word as a generator."""
        cuts = [gap for gap, size in enumerate(boundaries(word)) if size is ONE]
        for start, end in pairwise(cuts):
            piece = word[start:end]
            inside = set(range(start + 1, end))
            if not gaps & inside:
                number = self.generators.at(("word", self.canonical(piece)), self.word_sign(piece, UNIT))
            elif end - start == len(word):
                flipped = transposed_word(word)
                if word_key(flipped) < word_key(word):
                    return [(flipped, self.mirrored(coefficient, len(word)))]
                continue
            else:
                try:
                    coefficient, inner = self.separated(coefficient, range(start + 1, end))
                except Outside:
                    continue
                moved = self.move(inner, {gap: gap - start for gap in range(start, end + 1)})
                number = self.value(self.element(ONE, ONE, [(piece, moved)]))
            return self._without(word, coefficient * number, start, end - start)
        return None

    def canonical(self, word: Word) -> Word:
        """A 1 x 1 word or its transpose, whichever comes first."""
        return min(word, transposed_word(word), key=word_key)

    def word_sign(self, word: Word, inner: Ratio) -> Sign:
        """The sign of a 1 x 1 word with the coefficient ``inner`` in its gaps, as far as its form shows it.

        Y^t f(D) Y is nonnegative for f >= 0, and positive for f > 0 where Y is not 0; likewise Y^t P Y.
        """
        if word != transposed_word(word) or not self.gaps(inner) <= {len(word) // 2}:
            return Sign.UNKNOWN
        sign = self.generators.sign(inner)
        half = word[(len(word) + 1) // 2 :]
        if len(word) % 2:
            if self.gaps(inner):
                return Sign.UNKNOWN
            sign = min(sign, self.facts.letter_sign(word[len(word) // 2]))
        if sign not in (Sign.NONNEGATIVE, Sign.POSITIVE):
            return Sign.UNKNOWN
        return sign if sign is Sign.NONNEGATIVE or self.facts.is_nonzero_vector(half) else Sign.NONNEGATIVE

    # -- what depends on what

    def depends(self, value: object, named: str) -> bool:
        """Whether a name occurs in an element, a ratio, a letter or a generator's key."""
        match value:
            case Element():
                return any(self.depends(word, named) or self.depends(part, named) for word, part in value.terms.items())
            case Ratio():
                return any(self.depends(key, named) for _, key in self.generators.keys_in(value))
            case Letter():
                if value.kind == "inverse of a sum" and self.depends(self.inverses[value.base], named):
                    return True
                mentioned = value.index is not None and named in value.index.free
                return mentioned or named in (value.text, value.base)
            case Term():
                return named in value.free
            case ("scalar" | "slot", name, *rest):
                return name == named or self.depends(tuple(rest), named)
            case tuple():
                return any(self.depends(part, named) for part in value)
            case _:
                return False
