"""Known mistakes must differ from the answer: in value beyond the tolerance, in shape, or in form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from solgen.diagnostics import Diagnostic
from solgen.documents.amounts import Amount, amount
from solgen.documents.blocks import Document, Given, Mistake
from solgen.documents.goals import AnswerRule
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.kernel.form import in_form
from solgen.kernel.forms.named import form_fault
from solgen.notation.terms import Term, add, multiply, number, term


@dataclass(frozen=True, slots=True)
class Distinction:
    """A mistake beside one answer: ``equal`` has to be refuted, ``beyond`` (where there is one) established."""

    mistake: Mistake
    given: Given
    equal: Claim
    beyond: Claim | None

    def claims(self) -> tuple[Claim, ...]:
        """What has to be judged."""
        return (self.equal,) if self.beyond is None else (self.equal, self.beyond)


def distinctions(document: Document, rules: Mapping[str, AnswerRule] | None) -> list[Distinction]:
    """Every mistake beside every answer of its name."""
    found = []
    for mistake in document.mistakes:
        rule = (rules or {}).get(mistake.answer, AnswerRule())
        for given in document.given:
            if given.answer == mistake.answer:
                equal = Claim(given.context, given.term, "=", mistake.term)
                found.append(Distinction(mistake, given, equal, _beyond(given, mistake, rule)))
    return found


def _beyond(given: Given, mistake: Mistake, rule: AnswerRule) -> Claim | None:
    """``|answer - mistake| > tolerance``, where there is a tolerance and the two are no numerals."""
    if amount(given.term) is not None and amount(mistake.term) is not None:
        return None
    distance = term("absolute", [add(given.term, term("negate", [mistake.term]))])
    if rule.relative_tolerance:
        allowed = multiply(_fraction(rule.relative_tolerance), term("absolute", [given.term]))
        return Claim(given.context, distance, ">", allowed)
    if rule.tolerance and rule.kind == "number":
        return Claim(given.context, distance, ">", _fraction(rule.tolerance))
    return None


def _fraction(value: Fraction) -> Term:
    if value.denominator == 1:
        return number(value.numerator)
    return term("divide", [number(value.numerator), number(value.denominator)])


def distinction_fault(
    document: Document,
    distinction: Distinction,
    verdicts: Sequence[Verdict],
    rules: Mapping[str, AnswerRule] | None,
) -> Diagnostic | None:
    """What is wrong with a mistake; ``verdicts`` are those on ``distinction.claims()``."""
    mistake, given = distinction.mistake, distinction.given
    rule = (rules or {}).get(mistake.answer, AnswerRule())
    if mistake.term is given.term:
        return _fault(mistake, "document-mistake-is-right", f"is the answer `{given.latex}` itself")
    if _out_of_form(document, mistake, given):
        return None
    first, second = amount(given.term), amount(mistake.term)
    if first is not None and second is not None and first.unit == second.unit:
        return _within(mistake, given, first, second, rule)
    equal = verdicts[0]
    if equal.word is Word.ILL_FORMED:
        return None
    if equal.word in (Word.PROVED, Word.CERTIFIED, Word.BOUNDED):
        return _fault(mistake, "document-mistake-is-right", f"equals the answer `{given.latex}`")
    if equal.word is not Word.REFUTED:
        return _fault(
            mistake,
            "document-mistake-not-told-apart",
            f"could not be told from the answer `{given.latex}`: {equal.message}",
        )
    if len(verdicts) > 1 and verdicts[1].word is Word.REFUTED:
        return _fault(
            mistake, "document-mistake-within-tolerance", f"is within the tolerance of the answer `{given.latex}`"
        )
    if len(verdicts) > 1 and not verdicts[1].established:
        return _fault(
            mistake,
            "document-mistake-not-told-apart",
            f"differs from the answer `{given.latex}`, but perhaps by less than the tolerance: {verdicts[1].message}",
        )
    return None


def _out_of_form(document: Document, mistake: Mistake, given: Given) -> bool:
    goals = [asked.goal for asked in document.asked if asked.answer == mistake.answer]
    return any(
        (goal.in_terms_of and in_form(mistake.term, goal.in_terms_of, given.context) is not None)
        or any(form_fault(words, mistake.term) is not None for words in goal.forms)
        for goal in goals
    )


def _within(mistake: Mistake, given: Given, answer: Amount, wrong: Amount, rule: AnswerRule) -> Diagnostic | None:
    """Numerals of one unit: compared exactly."""
    distance = abs(answer.value - wrong.value)
    allowed = max(rule.tolerance or Fraction(0), (rule.relative_tolerance or Fraction(0)) * abs(answer.value))
    if distance > allowed:
        return None
    if distance == 0:
        return _fault(mistake, "document-mistake-is-right", f"equals the answer `{given.latex}`")
    return _fault(
        mistake, "document-mistake-within-tolerance", f"is within the tolerance of the answer `{given.latex}`"
    )


def _fault(mistake: Mistake, code: str, what: str) -> Diagnostic:
    return Diagnostic(
        code,
        f"the mistake `{mistake.name}`, `{mistake.formula.reading.latex}`, {what}",
        mistake.place,
        "mend the formula of the mistake, or add a constraint that keeps such values out",
    )
