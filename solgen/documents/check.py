"""A Document and a judge to a CheckedDocument: every step with its verdicts, every fault with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import is_
from typing import Protocol

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import Document, Step
from solgen.documents.by_identity import ByIdentity
from solgen.documents.checked import CheckedDocument, CheckedStep
from solgen.documents.distinctions import Distinction, distinction_fault, distinctions
from solgen.documents.ended import Ended
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
    rules = None if answers is None else tuple(answers.items())
    sheet_marks = None if marks is None else tuple(marks.items())
    batch = _batches(document, rules)
    found = judge.verdicts(batch.claims)
    return _outcome(document, _Same(found), strict, rules, sheet_marks)


Rules = tuple[tuple[str, AnswerRule], ...]
_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Batch:
    """What has to be judged of a document: each claim once, and in which order the verdicts on them are wanted."""

    claims: tuple[Claim, ...]
    order: tuple[int, ...]
    apart: tuple[Distinction, ...]


def _batch(document: Document, rules: Rules | None) -> _Batch:
    apart = tuple(distinctions(document, None if rules is None else dict(rules)))
    claims = [claim for step in document.steps for claim in (step.claim, step.follow) if claim is not None]
    claims += [_instance(context) for context in document.contexts]
    claims += [claim for distinction in apart for claim in distinction.claims()]
    positions: dict[Claim, int] = {}
    order = [positions.setdefault(claim, len(positions)) for claim in claims]
    return _Batch(tuple(positions), tuple(order), apart)


_batches: ByIdentity[Document, _Batch] = ByIdentity(_batch, _KEPT)


class _Same:
    """Verdicts, compared by their identities: the judge gives the same one to a claim that it remembers."""

    __slots__ = ("_identities", "verdicts")

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self.verdicts = tuple(verdicts)
        self._identities = hash(tuple(map(id, self.verdicts)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same) or len(self.verdicts) != len(other.verdicts):
            return False
        return all(map(is_, self.verdicts, other.verdicts))

    def __hash__(self) -> int:
        return self._identities


def _check(
    document: Document,
    judged: _Same,
    strict: bool,  # noqa: FBT001 -- remembered by its arguments in order
    rules: Rules | None,
    sheet_marks: tuple[tuple[str, int], ...] | None,
) -> CheckedDocument:
    """Everything that follows from the verdicts."""
    answers = None if rules is None else dict(rules)
    batch = _batches(document, rules)
    verdicts = iter([judged.verdicts[position] for position in batch.order])
    steps = tuple(_checked(step, verdicts) for step in document.steps)
    contexts = [(context, next(verdicts)) for context in document.contexts]
    faults = _context_faults(document, contexts)
    contradictory = {context for context, verdict in contexts if without_instance(verdict)}
    ended = Ended(document)
    for checked in steps:
        if checked.step.claim.context not in contradictory:
            faults.extend(ended.hint(fault, checked.step) for fault in step_faults(checked, strict=strict))
    faults.extend(goal_faults(document, answers))
    for distinction in batch.apart:
        verdicts_on_it = [next(verdicts) for _ in distinction.claims()]
        fault = distinction_fault(document, distinction, verdicts_on_it, answers)
        if fault is not None:
            faults.append(fault)
    if sheet_marks is not None:
        faults.extend(mark_faults(document, dict(sheet_marks)))
    return CheckedDocument(document, steps, tuple(dict.fromkeys(faults)))


_outcome: ByIdentity[Document, CheckedDocument] = ByIdentity(_check, _KEPT)
"""A variant that many students have is read once, and what follows from the verdicts on it is found once."""


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
        if not without_instance(verdict) or any(smaller <= hypotheses for smaller in seen):
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
