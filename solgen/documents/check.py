"""A Document and a judge to a CheckedDocument: every step with its verdicts, every fault with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import Document, Step
from solgen.documents.checked import CheckedDocument, CheckedStep
from solgen.documents.distinctions import distinction_fault, distinctions
from solgen.documents.ended import EndedHypotheses
from solgen.documents.goals import AnswerRule, goal_faults
from solgen.documents.marks import mark_faults
from solgen.documents.verdict_faults import context_fault, step_faults, without_instance
from solgen.kernel.claim import Claim, Verdict
from solgen.notation.context import Context
from solgen.notation.terms import Term, constant
from solgen.notation.writing.latex import to_latex


class Judging(Protocol):
    """What ``solgen.judge.Judge`` offers."""

    def verdicts(self, claims: Sequence[Claim]) -> list[Verdict]:
        """A verdict for each claim, in order."""
        ...


def check(
    document: Document,
    judge: Judging,
    *,
    strict: bool = False,
    answers: Mapping[str, AnswerRule] | None = None,
    marks: Mapping[str, int] | None = None,
) -> CheckedDocument:
    """Judge every step of ``document``, in one batch, and find everything that keeps it from being printed.

    ``answers`` are the declared answers by name and ``marks`` the marks of each part by its name; what is None is not
    checked. With ``strict`` the author's word (``.vouch``) is refused. Raises what the judge raises.
    """
    apart = distinctions(document, answers)
    claims = [claim for step in document.steps for claim in (step.claim, step.follow) if claim is not None]
    claims += [_instance(context) for context in document.contexts]
    claims += [claim for distinction in apart for claim in distinction.claims()]
    verdicts = iter(_judge(claims, judge))
    steps = tuple(_checked(step, verdicts) for step in document.steps)
    contexts = [(context, next(verdicts)) for context in document.contexts]
    faults = _context_faults(document, contexts)
    contradictory = {context for context, verdict in contexts if without_instance(verdict)}
    ended = EndedHypotheses(document)
    for checked in steps:
        if checked.step.claim.context not in contradictory:
            faults.extend(ended.hint(fault, checked.step) for fault in step_faults(checked, strict=strict))
    faults.extend(goal_faults(document, answers))
    for distinction in apart:
        judged = [next(verdicts) for _ in distinction.claims()]
        fault = distinction_fault(document, distinction, judged, answers)
        if fault is not None:
            faults.append(fault)
    if marks is not None:
        faults.extend(mark_faults(document, marks))
    return CheckedDocument(document, steps, tuple(dict.fromkeys(faults)))


def _judge(claims: Sequence[Claim], judge: Judging) -> list[Verdict]:
    """Verdicts in order; a claim that occurs more than once is sent once."""
    positions: dict[Claim, int] = {}
    order = [positions.setdefault(claim, len(positions)) for claim in claims]
    verdicts = judge.verdicts(list(positions))
    return [verdicts[position] for position in order]


def _checked(step: Step, verdicts: Iterator[Verdict]) -> CheckedStep:
    verdict = next(verdicts)
    return CheckedStep(step, verdict, next(verdicts) if step.follow is not None else verdict)


def _instance(context: Context) -> Claim:
    """A claim that holds wherever the hypotheses hold at once: judging it exhibits an instance of them."""
    truth = constant("true")
    return Claim(context, truth, "⊢", truth)


def _context_faults(document: Document, contexts: Sequence[tuple[Context, Verdict]]) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    seen: list[frozenset[object]] = []
    for context, verdict in contexts:
        hypotheses = frozenset(context.hypotheses)
        if any(smaller <= hypotheses for smaller in seen):
            continue  # what contradicts itself does so with more hypotheses too
        step = next((one for one in document.steps if one.claim.context == context), None)
        place = step.place if step is not None else _place_of(document, context)
        fault = context_fault(place, tuple(to_latex(hypothesis) for hypothesis in context.hypotheses), verdict)
        if fault is not None:
            faults.append(fault)
            seen.append(hypotheses)
    return faults


def _place_of(document: Document, context: Context) -> Place:
    """The place of the formula that states the last hypothesis."""
    last = context.hypotheses[-1]
    stating = (formula for formula in document.formulas if _states(formula.reading.term, last))
    return next((formula.place for formula in stating), Place())


def _states(term: Term, hypothesis: Term) -> bool:
    return term is hypothesis or (term.head == "statements" and hypothesis in term.arguments)
