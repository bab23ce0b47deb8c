"""The pseudoinverse of a matrix of any rank, as a letter of its own with Penrose's equations as rules.

Rules, besides B B^+ B = B and B^+ B B^+ = B^+: B B^+ and B^+ B are symmetric, so (B^+)^t B^t = B B^+ and
B^+ B = B^t (B^+)^t; B^t B B^+ = B^t and B^+ B B^t = B^t, by transposing B B^+ B = B; and all of these transposed. Each
replaces a word by an earlier one. (B^+)^+ = B and (B^t)^+ = (B^+)^t, since the equations have one solution.
Source: Penrose, A generalized inverse for matrices (1955).
"""

from __future__ import annotations

from solgen.kernel.matrices.coefficients import ONE as UNIT
from solgen.kernel.matrices.letters import Element, Letter, Outside, Word, transposed_word, word_key
from solgen.kernel.matrices.words import Rewriting, Words

KIND = "pseudoinverse"


def pseudoinverse(words: Words, element: Element) -> Element:
    """The pseudoinverse of a named matrix, of its transpose or of a pseudoinverse. Raises Outside for others."""
    ((word, coefficient),) = element.terms.items() if len(element.terms) == 1 else (((), UNIT),)
    if len(word) != 1 or coefficient != UNIT or word[0].kind not in ("matrix", KIND):
        raise Outside("the pseudoinverse of a sum or product whose rank is not declared to be full")
    letter = word[0]
    if letter.kind == KIND:
        base = words.facts.letter(letter.base)
        return words.letter(base.transpose if letter.transposed else base)
    own = words.facts.letter(letter.text)
    plus = Letter(KIND, f"{own.text}^+", own.columns, own.rows, symmetric=own.symmetric, base=own.text)
    if not any(rule.lead == (own, plus, own) for rule in words.rewritings):
        words.rewritings = (*words.rewritings, *_penrose(own, plus))
    return words.letter(plus.transpose if letter.transposed else plus)


def _penrose(own: Letter, plus: Letter) -> list[Rewriting]:
    turned = own.transpose
    equations: list[tuple[Word, Word]] = [
        ((own, plus, own), (own,)),
        ((plus, own, plus), (plus,)),
        ((turned, own, plus), (turned,)),
        ((plus, own, turned), (turned,)),
    ]
    equations += [(transposed_word(lead), transposed_word(rest)) for lead, rest in equations]
    equations += [((plus.transpose, turned), (own, plus)), ((plus, own), (turned, plus.transpose))]
    return [Rewriting(lead, ((rest, UNIT),), -1) for lead, rest in equations if word_key(rest) < word_key(lead)]
