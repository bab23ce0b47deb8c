"""Inverses of sums of words, and positive definiteness: what exists for all shapes.

Rules. (c A D B)^-1 = c^-1 B^-1 D^-1 A^-1 where every factor is invertible. (V M V^t + e I)^-1 is
V (M + e I)^-1 V^t for orthogonal V, since I = V V^t. A sum of terms c Y^t P Y with c >= 0 and P positive semidefinite
is positive definite as soon as one of them is: c > 0, P positive definite, Y injective (then a^t Y^t P Y a = 0 only
for a = 0); a positive definite matrix is invertible, and its inverse positive definite. Nothing else is inverted:
where existence does not follow from the declarations, NoInverse says what would have to be declared.
Source: Horn and Johnson, Matrix Analysis, 0.7 and 7.1.
"""

from __future__ import annotations

from dataclasses import replace

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import Ratio, Sign, factored
from solgen.kernel.matrices.letters import Element, Letter, NoInverse, Outside, Word, transposed_word, word_key
from solgen.kernel.matrices.words import Words
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term


def reciprocal(words: Words, value: Ratio) -> Ratio:
    """1/value for a value that is nowhere 0. Raises NoInverse."""
    if value.is_zero:
        raise NoInverse("a division by 0")
    if not words.generators.is_nonzero(value):
        names = ", ".join(_said(words, key) for _, key in words.generators.keys_in(value))
        message = f"a divisor need not be different from 0: it depends on {names}; declare what makes it nonzero"
        raise NoInverse(message)
    return UNIT / value


def _said(words: Words, key: object) -> str:
    if isinstance(key, tuple) and key[0] in ("scalar", "slot"):
        if key[0] == "slot":
            return words.facts.diagonals[str(key[1])].entry or str(key[1])
        return str(key[1])
    return "a product of vectors"


def inverse(words: Words, element: Element) -> Element:
    """The inverse of a square element. Raises NoInverse."""
    if element.is_number:
        return words.number(reciprocal(words, words.value(element)))
    if element.is_zero:
        raise NoInverse("the zero matrix has no inverse")
    if len(element.terms) == 1:
        ((word, coefficient),) = element.terms.items()
        if all(words.facts.is_invertible(letter) for letter in word):
            return _of_product(words, element, word, coefficient)
    turned = _out_of_orthogonal(words, element)
    return turned if turned is not None else _of_sum(words, element)


def _of_product(words: Words, element: Element, word: Word, coefficient: Ratio) -> Element:
    """Each factor's inverse in the opposite order."""
    if len(words.gaps(coefficient)) > 1 and any(len(words.gaps(factor)) > 1 for factor, _ in factored(coefficient)[1]):
        raise NoInverse("the inverse of a sum of products of diagonal matrices in different places")
    value = reciprocal(words, coefficient)
    length = len(word)
    value = words.move(value, {gap: length - gap for gap in range(length + 1)})
    turned = tuple(_inverse_letter(words, letter) for letter in reversed(word))
    return words.element(element.rows, element.columns, [(turned, value)])


def _inverse_letter(words: Words, letter: Letter) -> Letter:
    if letter.kind == "matrix" and words.facts.is_orthogonal(letter.text):
        return letter.transpose
    if letter.kind == "inverse":
        return replace(letter, kind="matrix", text=letter.base, base="")
    if letter.kind == "inverse of a sum":
        raise NoInverse("the inverse of a product with an inverse of a sum")
    return replace(letter, kind="inverse", text=f"{letter.text}^-1", base=letter.text)


def _out_of_orthogonal(words: Words, element: Element) -> Element | None:
    """V M V^t + e I as V (M + e I) V^t, inverted."""
    frames = [word for word in element.terms if word]
    outer = frames[0][0]
    if outer.kind != "matrix" or not words.facts.is_orthogonal(outer.text):
        return None
    inner: list[tuple[Word, Ratio]] = []
    for word, coefficient in element.terms.items():
        gaps = words.gaps(coefficient)
        if not word:
            if gaps:
                return None
            inner.append((word, coefficient))
            continue
        if len(word) < 2 or word[0] != outer or word[-1] != outer.transpose or gaps & {0, len(word)}:
            return None
        inner.append((word[1:-1], words.move(coefficient, {gap: gap - 1 for gap in range(1, len(word))})))
    size = outer.columns
    middle = inverse(words, words.element(size, size, inner))
    frame = words.letter(outer)
    return words.multiply(words.multiply(frame, middle), words.transpose(frame))


def _of_sum(words: Words, element: Element) -> Element:
    """A letter of its own, known by the normal form of what it inverts, scaled to begin with 1."""
    if not is_definite(words, element, Sign.POSITIVE):
        raise NoInverse(_what_is_missing(element))
    lead = max(element.terms, key=word_key)
    factor = element.terms[lead]
    if words.gaps(factor) or not words.generators.is_nonzero(factor):
        factor = UNIT
    scaled = words.scale(UNIT / factor, element)
    text = f"inverse {scaled.key!r}"
    letter = Letter("inverse of a sum", text, _known(element.rows), _known(element.columns), symmetric=True, base=text)
    if text not in words.inverses:
        words.inverses[text] = scaled
        if words.generators.sign(factor) is Sign.POSITIVE:
            words.facts.definite_sums.add(text)
        _note_partner(words, letter, scaled, lead)
    return words.scale(UNIT / factor, words.letter(letter))


def _known(size: Term | None) -> Term:
    if size is None:
        raise NoInverse("a multiple of the identity of unknown size")
    return size


def _note_partner(words: Words, letter: Letter, scaled: Element, lead: Word) -> None:
    """(A A^t + m I)^-1 has the partner (A^t A + m I)^-1, which is preferred; that of a column would be a number."""
    if len(lead) != 2 or set(scaled.terms) != {lead, ()} or scaled.terms[lead] != UNIT:
        return
    outer = lead[0]
    constant = scaled.terms[()]
    if outer.transposed or outer.columns is ONE or lead[1] != outer.transpose or words.gaps(constant):
        return
    if words.generators.sign(constant) is not Sign.POSITIVE:
        return
    other = Element(outer.columns, outer.columns, {(outer.transpose, outer): UNIT, (): constant})
    ((word, _),) = _of_sum(words, other).terms.items()
    words.partners[letter.base] = word[0]


def is_definite(words: Words, element: Element, wanted: Sign) -> bool:
    """Whether an element is positive definite (``wanted`` POSITIVE) or semidefinite (NONNEGATIVE) by its form."""
    strict = False
    for word, coefficient in element.terms.items():
        sign = _term_sign(words, word, coefficient)
        if sign not in (Sign.NONNEGATIVE, Sign.POSITIVE):
            return False
        strict = strict or sign is Sign.POSITIVE
    return strict or wanted is Sign.NONNEGATIVE


def _term_sign(words: Words, word: Word, coefficient: Ratio) -> Sign:
    """POSITIVE or NONNEGATIVE for c Y^t P Y as the rule demands, else UNKNOWN."""
    length = len(word)
    if word != transposed_word(word) or not words.gaps(coefficient) <= {length // 2}:
        return Sign.UNKNOWN
    if length % 2 and words.gaps(coefficient):
        return Sign.UNKNOWN
    sign = words.generators.sign(coefficient)
    if length % 2:
        sign = min(sign, words.facts.letter_sign(word[length // 2]))
    if sign not in (Sign.NONNEGATIVE, Sign.POSITIVE):
        return Sign.UNKNOWN
    half = word[(length + 1) // 2 :]
    return sign if all(words.facts.is_injective(letter) for letter in half) else Sign.NONNEGATIVE


def rank(words: Words, element: Element) -> Element:
    """The rank of a product that is injective, or whose transpose is. Raises Outside where it does not follow."""
    if len(element.terms) == 1 and element.rows is not None and element.columns is not None:
        ((word, coefficient),) = element.terms.items()
        _, factors = factored(coefficient)
        apart = all(len(words.gaps(factor)) <= 1 for factor, _ in factors)
        if apart and words.generators.is_nonzero(coefficient):
            if all(words.facts.is_injective(letter) for letter in word):
                return words.number(words.size(element.columns))
            if all(words.facts.is_injective(letter) for letter in transposed_word(word)):
                return words.number(words.size(element.rows))
    if element.columns is not None and is_definite(words, element, Sign.POSITIVE):
        return words.number(words.size(element.columns))
    raise Outside("a rank that does not follow from the declarations")


def _what_is_missing(element: Element) -> str:
    for word in element.terms:
        if len(element.terms) == 1 and len(word) == 2 and word[0] == word[1].transpose:
            inner = word[1]
            if not inner.transposed:
                return (
                    f"{inner.text}^t {inner.text} need not be invertible; "
                    f"declare the rank of {inner.text} to be its number of columns"
                )
    names = sorted({letter.base or letter.text for word in element.terms for letter in word if letter.kind != "unit"})
    if len(element.terms) == 1 and len(names) == 1:
        return f"{names[0]} need not be invertible; declare it so"
    return (
        f"an inverse need not exist: a sum or product of {', '.join(names)} that is not positive definite by its form"
    )
