"""Gradients and minimizers of quadratic functions of a vector, for all shapes.

Rules. The gradient of a^t w is a, of w^t M w is (M + M^t) w, of a product of numbers by the product rule, each from the
definition of the derivative; it is a column. If the gradient is H w + b with H and b free of w and H positive definite,
the function is strictly convex and its one minimizer is -H^-1 b.
Source: Magnus and Neudecker, Matrix Differential Calculus, 9; Boyd and Vandenberghe, Convex Optimization, 3.1.4, 9.1.
"""

from __future__ import annotations

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.coefficients import ZERO, Ratio, Sign, derivative, split
from solgen.kernel.matrices.letters import Element, Letter, NoInverse, Outside, Word, transposed_word
from solgen.kernel.matrices.word_inverses import inverse, is_definite
from solgen.kernel.matrices.words import Words
from solgen.notation.shapes import ONE
from solgen.notation.terms import Term


def variable(named: str, size: Term) -> Letter:
    """The letter by which a function is differentiated; no declared name is spelled so."""
    return Letter("matrix", f"{named}#variable", size, ONE)


def gradient(words: Words, body: Element, letter: Letter) -> Element:
    """The gradient of a number by a vector letter, a column. Raises Outside for what is not polynomial in it."""
    result = Element(letter.rows, ONE, {})
    if not body.is_number:
        raise Outside("the gradient of what is not a number")
    for word, coefficient in body.terms.items():
        for position, key in words.generators.keys_in(coefficient):
            if not words.depends(key, letter.text):
                continue
            if not isinstance(key, tuple) or key[0] != "word":
                raise Outside("a function that is not polynomial in its argument")
            factor = words.value(words.element(ONE, ONE, [(word, derivative(coefficient, position))]))
            result = words.add(result, words.scale(factor, _of_word(words, key[1], UNIT, letter)))
        if any(words.depends(part, letter.text) for part in word):
            result = words.add(result, _of_word(words, word, coefficient, letter))
    return result


def _of_word(words: Words, word: Word, coefficient: Ratio, letter: Letter) -> Element:
    """The gradient of a 1 x 1 word: from its last letter w, and from its first letter w^t."""
    length = len(word)
    inside = word[1:-1]
    if any(words.depends(part, letter.text) for part in inside):
        raise Outside("a function that is not quadratic in its argument")
    terms: list[tuple[Word, Ratio]] = []
    if word[-1] == letter:
        mirrored = words.move(coefficient, {gap: length - gap - 1 for gap in range(length)})
        terms.append((transposed_word(word[:-1]), mirrored))
    if word[0] == letter.transpose:
        moved = words.move(coefficient, {gap: gap - 1 for gap in range(1, length + 1)})
        terms.append((word[1:], moved))
    return words.element(letter.rows, ONE, terms)


def put_in(words: Words, element: Element, letter: Letter, value: Element) -> Element:
    """The element with a vector in the place of the variable, which stands at the ends of words only."""
    result = Element(element.rows, element.columns, {})
    for word, coefficient in element.terms.items():
        if not word and element.is_number:
            result = words.add(result, _number_at(words, coefficient, letter, value))
            continue
        taken = _coefficient_at(words, coefficient, letter, value)
        starts = bool(word) and word[0] == letter.transpose
        ends = len(word) > int(starts) and word[-1] == letter
        inner = word[int(starts) : len(word) - int(ends)]
        if any(words.depends(part, letter.text) for part in inner):
            raise Outside("a function that is not quadratic in its argument")
        moved = words.move(taken, {gap: gap - int(starts) for gap in range(int(starts), len(word) + 1)})
        rows = letter.rows if starts else element.rows
        columns = letter.rows if ends else element.columns
        product = words.element(rows, columns, [(inner, moved)])
        if starts:
            product = words.multiply(words.transpose(value), product)
        if ends:
            product = words.multiply(product, value)
        result = words.add(result, product)
    return result


def _number_at(words: Words, coefficient: Ratio, letter: Letter, value: Element) -> Element:
    """A polynomial in 1 x 1 words at the value; a word that stands alone stays a sum of words."""
    generators = words.generators
    try:
        parts = split(coefficient, lambda place: words.depends(_key_at(words, place), letter.text))
    except ValueError:
        return words.number(_coefficient_at(words, coefficient, letter, value))
    result = words.number(ZERO)
    for exponents, rest in parts:
        product = words.number(rest)
        for position, exponent in exponents.items():
            key = generators.keys[position]
            if not isinstance(key, tuple) or key[0] != "word":
                raise Outside("a function that is not polynomial in its argument")
            for _ in range(exponent):
                product = words.multiply(product, _word_at(words, key[1], letter, value))
        result = words.add(result, product)
    return result


def _key_at(words: Words, position: int) -> object:
    return words.generators.keys[position] if position < len(words.generators.keys) else ()


def _coefficient_at(words: Words, coefficient: Ratio, letter: Letter, value: Element) -> Ratio:
    """The coefficient with every 1 x 1 word in it taken at the value."""
    mapping = {}
    for position, key in words.generators.keys_in(coefficient):
        if not words.depends(key, letter.text):
            continue
        if not isinstance(key, tuple) or key[0] != "word":
            raise Outside("a function that is not polynomial in its argument")
        mapping[position] = words.value(_word_at(words, key[1], letter, value))
    return words.generators.replace(coefficient, mapping)


def _word_at(words: Words, word: Word, letter: Letter, value: Element) -> Element:
    result: Element | None = None
    for part in word:
        if part == letter:
            factor = value
        elif part == letter.transpose:
            factor = words.transpose(value)
        elif words.depends(part, letter.text):
            raise Outside("a function that is not quadratic in its argument")
        else:
            factor = words.letter(part)
        result = factor if result is None else words.multiply(result, factor)
    assert result is not None
    return result


def affine_parts(words: Words, element: Element, letter: Letter) -> tuple[Element, Element]:
    """H and b of H w + b. Raises Outside for what is not of this form."""
    slope: list[tuple[Word, Ratio]] = []
    rest: list[tuple[Word, Ratio]] = []
    for word, coefficient in element.terms.items():
        inner = word[:-1] if word and word[-1] == letter else word
        if words.depends(coefficient, letter.text) or any(words.depends(part, letter.text) for part in inner):
            raise Outside("an equation that is not linear in its unknown")
        (slope if inner is not word else rest).append((inner, coefficient))
    return (
        words.element(element.rows, letter.rows, slope),
        words.element(element.rows, ONE, rest),
    )


def minimizer(words: Words, body: Element, letter: Letter) -> Element:
    """The one minimizer of a strictly convex quadratic function. Raises Outside or NoInverse."""
    slope, rest = affine_parts(words, gradient(words, body, letter), letter)
    if not is_definite(words, slope, Sign.POSITIVE):
        raise NoInverse(
            "that there is exactly one minimizer does not follow: the Hessian is not positive definite by its form"
        )
    return words.negate(words.multiply(inverse(words, slope), rest))
