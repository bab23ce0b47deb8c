"""Whether what was asked is answered: by a chain from the question to an answer in the form asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import Asked, Document, Given
from solgen.documents.giveaway import given_away
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.form import in_form
from solgen.kernel.forms.named import form_fault
from solgen.kernel.unfold import unfold
from solgen.notation.context import Context
from solgen.notation.terms import Term, TermTooDeep
from solgen.notation.writing.latex import to_latex


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """What the question's front matter says of an answer: its part, its kind, how far a student's may be off."""

    part: str = ""
    kind: str = "expression"
    tolerance: Fraction | None = None
    relative_tolerance: Fraction | None = None


def goal_faults(document: Document, rules: Mapping[str, AnswerRule] | None) -> list[Diagnostic]:
    """Everything that keeps the document's answers from being answers, given that its steps are established."""
    faults: list[Diagnostic] = []
    asked_for = [asked for asked in document.asked if asked.answer not in document.unread]
    for asked in asked_for:
        answers = [given for given in document.given if _answers(given, asked)]
        if not answers:
            faults.append(_not_reached(asked, document.given))
        for given in answers:
            fault = _fault(asked, given)
            if fault is not None:
                faults.append(fault)
    stray = [given for given in document.given if not any(_answers(given, asked) for asked in document.asked)]
    faults.extend(_not_asked(given, document.asked) for given in stray if given.answer not in document.unread)
    if rules is not None:
        faults.extend(_unknown(document, rules))
    return faults


def _answers(given: Given, asked: Asked) -> bool:
    return given.answer == asked.answer and (given.part == asked.part or not given.part or not asked.part)


def _fault(asked: Asked, given: Given) -> Diagnostic | None:
    """The first thing that is wrong with one answer, or None."""
    goal = asked.goal
    if not _same(given.start, goal.left, given.context):
        question = to_latex(goal.left)
        return Diagnostic(
            "goal-other-start",
            f"the chain to the answer `{asked.answer}` starts at `{to_latex(given.start)}`, but `{question}` was asked",
            given.place,
            f"begin the chain with `{question}`",
        )
    if given.relation not in (("⇔",) if goal.relation == "⇔" else ("=", "≈")):
        return Diagnostic(
            "goal-wrong-relation",
            f"the chain to the answer `{asked.answer}` does not say that it equals `{to_latex(goal.left)}`",
            given.place,
            "an answer is reached by a chain of `=` (and `≈` at the end), or of `⇔` where an equation is to be solved",
        )
    if _mentions(given.term, goal.left) or _same(given.term, goal.left, _apart_from_what_is_sought(asked, given)):
        return Diagnostic(
            "goal-is-the-question",
            f"the answer `{given.latex}` only says again what was asked",
            given.place,
            f"go on until `{to_latex(goal.left)}` is expressed by something else",
        )
    if given_away(given.start, given.term, given.context.hypotheses):
        return Diagnostic(
            "goal-given-away",
            f"the hypotheses alone say that `{to_latex(goal.left)} = {given.latex}`",
            given.place,
            "take the hypothesis away that contains the answer, or derive it from a definition",
        )
    reason = in_form(given.term, goal.in_terms_of, given.context) if goal.in_terms_of else None
    if reason is not None:
        return Diagnostic(
            "goal-form-not-met",
            f"the answer `{given.latex}` is not in terms of {_words(goal.in_terms_of)}: {reason}",
            given.place,
            "go on until only these names are left",
        )
    return _form_fault(asked, given)


def _form_fault(asked: Asked, given: Given) -> Diagnostic | None:
    """The first form that was asked for and that the answer does not have."""
    for words in asked.goal.forms:
        for value in answer_values(given.term):
            reason = form_fault(words, value)
            if reason is not None:
                return Diagnostic(
                    "goal-form-not-met",
                    f"the answer `{given.latex}` is not in the form `{words}`: {reason}",
                    given.place,
                    "go on until it is, or change `form` in the question",
                )
    return None


def answer_values(answer: Term) -> tuple[Term, ...]:
    """What is given as the answer: the term; of solutions (`x = 1` or `x = 2`) what the unknown equals in each."""
    if answer.head in ("or", "and"):
        return tuple(value for part in answer.arguments for value in answer_values(part))
    if answer.head == "relation" and answer.data == "=":
        return (answer.arguments[1],)
    return (answer,)


def _same(first: Term, second: Term, context: Context) -> bool:
    """Whether two Terms are one when all definitions are put in."""
    if first is second:
        return True
    try:
        return unfold(first, context) is unfold(second, context)
    except (BudgetExhausted, TermTooDeep):
        return False


def _apart_from_what_is_sought(asked: Asked, given: Given) -> Context:
    """What is defined where an answer is given; but for a name that the solution defines, if that is what is asked for.

    It is, where the question says by which names: ``$V(x)${ask=volume in-terms-of=x}``, a volume told in words.
    """
    left = asked.goal.left
    sought = left.arguments[0] if left.head in ("apply", "index") else left
    if not asked.goal.in_terms_of or sought.head != "name" or asked.context.definition(str(sought.data)) is not None:
        return given.context
    kept = tuple(known for known in given.context.definitions if known.name != sought.data)
    return given.context.saying(kept, given.context.hypotheses)


def _mentions(answer: Term, question: Term) -> bool:
    return any(node is question for node in answer.walk())


def _not_reached(asked: Asked, given: Sequence[Given]) -> Diagnostic:
    near = get_close_matches(asked.answer, sorted({one.answer for one in given}), 1, 0.6)
    hint = f"did you mean to answer it with `{near[0]}`? else " if near else ""
    return Diagnostic(
        "goal-not-reached",
        f"`{asked.answer}` is asked here, and the solution never answers it",
        asked.place,
        f"{hint}put `\\answer{{{asked.answer}}}` behind the last member of the chain that ends in the answer",
    )


def _not_asked(given: Given, asked: Sequence[Asked]) -> Diagnostic:
    names = sorted({one.answer for one in asked})
    near = get_close_matches(given.answer, names, 1, 0.6)
    elsewhere = [one.part for one in asked if one.answer == given.answer]
    if elsewhere:
        hint = f"it is asked in part {elsewhere[0]}"
    else:
        hint = f"did you mean `{near[0]}`?" if near else f"asked are {_words(names)}"
    return Diagnostic("goal-not-asked", f"`{given.answer}` is answered here, but not asked", given.place, hint)


def _unknown(document: Document, rules: Mapping[str, AnswerRule]) -> list[Diagnostic]:
    """Answers that the front matter does not know, or that it knows and nobody asks for."""
    faults = []
    for asked in document.asked:
        if asked.answer not in rules:
            near = get_close_matches(asked.answer, sorted(rules), 1, 0.6)
            hint = (
                f"did you mean `{near[0]}`?"
                if near
                else f"declare it under `answers:`; there are {_words(sorted(rules))}"
            )
            faults.append(
                Diagnostic("goal-unknown-answer", f"no answer `{asked.answer}` is declared", asked.place, hint)
            )
    place = document.asked[0].place if document.asked else Place()
    for name, rule in rules.items():
        if name not in document.unread and not any(asked.answer == name for asked in document.asked):
            where = f"part {rule.part}" if rule.part else "the stem"
            faults.append(
                Diagnostic(
                    "goal-never-asked",
                    f"the answer `{name}` is declared, but no formula asks for it",
                    Place(place.file),
                    f"put `{{ask={name}}}` behind the formula in {where} that asks for it",
                )
            )
    return faults


def _words(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"
