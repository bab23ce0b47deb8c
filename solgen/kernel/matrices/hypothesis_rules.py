"""Equations of arrays among the hypotheses, as rules for rewriting words: ``P^2 = P``, ``A v = lambda v``.

Rule: an equation is brought to the form ``lead = rest`` with the last of its words in the order by length, then by
letters, alone on the left; every word that contains the lead is a word with the rest in its place. The order is kept by
multiplication, so each step makes a word smaller and rewriting ends. Of each equation its transpose is used as well,
and its products with the inverses of the letters at the ends of the lead, where these are invertible. An equation of
numbers fixes one product ``u^t v`` or norm that is linear in it. That the rules are complete is not claimed.
Budget: ``_RULES``. Source: Knuth and Bendix, Simple word problems in universal algebras (1970).
"""

from __future__ import annotations

from typing import Final

from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.matrices.coefficients import ZERO, Ratio, split
from solgen.kernel.matrices.letters import Element, NoInverse, Outside, word_key
from solgen.kernel.matrices.matrix_forms import concerns_matrices, difference, element_of, unfolded
from solgen.kernel.matrices.word_inverses import inverse
from solgen.kernel.matrices.words import Rewriting, Words
from solgen.notation.terms import Term, number, term

_RULES: Final = 24


def take_hypotheses(words: Words) -> None:
    """Let the words be rewritten by the equations among the hypotheses of their context."""
    found: list[Rewriting] = []
    fixed: dict[int, tuple[Ratio, int]] = {}
    for position, hypothesis in enumerate(words.context.hypotheses):
        for equation in _equations(hypothesis):
            try:
                _take(words, equation, position, found, fixed)
            except (Outside, NoInverse, BudgetExhausted, ZeroDivisionError, ValueError):
                continue
    words.known.clear()
    words.rewritings = (*words.rewritings, *found[:_RULES])
    words.fixed = fixed


def _equations(hypothesis: Term) -> list[Term]:
    """The equations that a hypothesis puts together; of one between norms, that between their squares as well."""
    if hypothesis.head in ("and", "statements"):
        return [equation for part in hypothesis.arguments for equation in _equations(part)]
    if hypothesis.head == "chain" and set(hypothesis.data if isinstance(hypothesis.data, tuple) else ()) == {"="}:
        first = hypothesis.arguments[0]
        return [term("relation", [first, other], "=") for other in hypothesis.arguments[1:]]
    if hypothesis.head != "relation" or hypothesis.data != "=":
        return []
    if any(side.head == "norm" for side in hypothesis.arguments):
        squares = [term("power", [side, number(2)]) for side in hypothesis.arguments]
        return [hypothesis, term("relation", squares, "=")]
    return [hypothesis]


def _take(
    words: Words, equation: Term, position: int, found: list[Rewriting], fixed: dict[int, tuple[Ratio, int]]
) -> None:
    sides = [unfolded(words, side) for side in equation.arguments]
    if not concerns_matrices(words, *sides):
        return
    element = difference(words, *(element_of(words, side) for side in sides))
    if element.is_number:
        _fix(words, words.value(element), position, fixed)
        return
    for form in (element, words.transpose(element)):
        rule = _rule(words, form, position)
        if rule is None:
            continue
        found.append(rule)
        for solved in _divided(words, form, rule):
            more = _rule(words, solved, position)
            if more is not None:
                found.append(more)


def _rule(words: Words, element: Element, position: int) -> Rewriting | None:
    if element.is_zero or any(words.gaps(coefficient) for coefficient in element.terms.values()):
        return None
    lead = max(element.terms, key=word_key)
    factor = element.terms[lead]
    if not lead or not words.generators.is_nonzero(factor):
        return None
    rest = tuple((word, -(value / factor)) for word, value in element.terms.items() if word != lead)
    return Rewriting(lead, rest, position)


def _divided(words: Words, element: Element, rule: Rewriting) -> list[Element]:
    """The equation times the inverse of the letter at either end of its lead, where that is invertible."""
    result = []
    for letter, on_left in ((rule.lead[0], True), (rule.lead[-1], False)):
        if letter.kind == "matrix" and words.facts.is_invertible(letter):
            factor = inverse(words, words.letter(letter))
            result.append(words.multiply(factor, element) if on_left else words.multiply(element, factor))
    return result


def _fix(words: Words, value: Ratio, position: int, fixed: dict[int, tuple[Ratio, int]]) -> None:
    """The number that an equation makes one product or norm equal to."""
    candidates = [
        (at, key)
        for at, key in words.generators.keys_in(value)
        if at not in fixed and isinstance(key, tuple) and key[0] in ("word", "norm")
    ]
    for at, _ in sorted(candidates, reverse=True):
        parts = split(value, lambda other, at=at: other == at)  # type: ignore[misc]  # the loop's value, bound at once
        slopes = {tuple(exponents.items()): coefficient for exponents, coefficient in parts}
        slope, rest = slopes.pop(((at, 1),), ZERO), slopes.pop((), ZERO)
        if slopes or slope.is_zero or slope.positions():
            continue
        fixed[at] = (-(rest / slope), position)
        return
