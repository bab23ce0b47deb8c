"""From judged lines to audited claims: the word, the message and the place that a reader sees."""

from __future__ import annotations

from collections.abc import Mapping

from solgen.audit.audited import AuditedClaim, AuditWord
from solgen.audit.blame import Cause
from solgen.audit.judging import WRONG_WORDS, Judged
from solgen.audit.lines import AMOUNT, REMARK, SENTENCE, SIMPLIFIED, Key, Line
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.kernel.claim import Verdict, Witness, Word


def claim_id(key: Key) -> str:
    """The id of a line: ``12.1`` for member 1 of formula 12, counted from 1; a letter says that it is no member."""
    formula, member = key
    if member >= SENTENCE:
        return f"{formula + 1}.w{member - SENTENCE + 1}"
    if member >= AMOUNT:
        return f"{formula + 1}.n{member - AMOUNT + 1}"
    if member >= REMARK:
        return f"{formula + 1}.{member % REMARK}{'r' * (member // REMARK)}"
    return f"{formula + 1}.{member - SIMPLIFIED}s" if member >= SIMPLIFIED else f"{formula + 1}.{member}"


def audited(
    key: Key, judged: Judged, known: Mapping[Key, Judged], causes: Mapping[Key, Cause], latex: str
) -> AuditedClaim:
    """One line with everything that was found out about it, but for the kind of mistake."""
    line, verdict, follow = judged.line, judged.claim, judged.follow
    step = line.step
    word = _word(judged)
    cause = causes.get(key)
    defining = word is AuditWord.DEFINITION
    conditions = (() if defining else verdict.conditions) + ((judged.condition,) if judged.condition else ())
    return AuditedClaim(
        id=claim_id(key),
        formula=step.formula,
        member=step.member,
        part=step.part,
        place=step.place,
        latex=latex,
        left=step.left_latex,
        relation=step.claim.relation,
        right=step.right_latex,
        word=word,
        follows="" if follow is None or defining else follow.word.value,
        vacuous=bool(line.nothing) or verdict.vacuous,
        range="" if defining else verdict.range,
        conditions=conditions,
        witness=_witness(verdict, follow),
        cause=claim_id(cause.key) if cause is not None else "",
        message=_message(judged, known, cause),
        step=step,
    )


def assumed(line: Line, latex: str, because: str) -> AuditedClaim:
    """An equation on a line of its own that the text takes for granted: nothing to be judged, but worth a look."""
    step = line.step
    return AuditedClaim(
        id=claim_id(line.key),
        formula=step.formula,
        member=step.member,
        part=step.part,
        place=step.place,
        latex=latex,
        left=step.left_latex,
        relation=step.claim.relation,
        right=step.right_latex,
        word=AuditWord.DEFINITION,
        conditions=(f"taken for granted: {because}" if because else "taken for granted",),
        step=step,
    )


def unreadable(read: ReadFormula) -> AuditedClaim:
    """A formula that could not be read, with the reason."""
    problem = read.problem
    reason = problem.message if problem is not None else "it could not be read"
    hint = f" {problem.hint}" if problem is not None and problem.hint else ""
    return AuditedClaim(
        id=claim_id((read.number, 0)),
        formula=read.number,
        member=0,
        part=read.part,
        place=problem.place if problem is not None and problem.place.line else read.place,
        latex=read.raw.latex,
        left="",
        relation="",
        right="",
        word=AuditWord.UNREADABLE,
        message=reason + hint,
    )


def _word(judged: Judged) -> AuditWord:
    if judged.line.purpose is Purpose.DEFINITION:
        ill_formed = judged.claim.word is Word.ILL_FORMED and not judged.undecided
        return AuditWord.ILL_FORMED if ill_formed else AuditWord.DEFINITION
    return AuditWord.UNDECIDED if judged.undecided else AuditWord(judged.claim.word.value)


def _witness(verdict: Verdict, follow: Verdict | None) -> Witness | None:
    if verdict.witness is not None or follow is None:
        return verdict.witness
    return follow.witness


def _message(judged: Judged, known: Mapping[Key, Judged], cause: Cause | None) -> str:
    line, verdict, follow = judged.line, judged.claim, judged.follow
    if line.nothing and not judged.wrong:
        return line.nothing
    if judged.undecided:
        return judged.undecided
    if line.purpose is Purpose.DEFINITION and verdict.word is not Word.ILL_FORMED:
        return ""
    if judged.wrong:
        if cause is None:
            return verdict.message
        besides = f" ({cause.note})" if cause.note else ""
        return f"follows from line {known[cause.key].line.step.place.line}, which is wrong{besides}: {verdict.message}"
    if judged.established and follow is not None and follow.word in WRONG_WORDS:
        before = known.get(line.before) if line.before is not None else None
        where = f"line {before.line.step.place.line}" if before is not None else "the line before"
        if before is not None and before.wrong:
            return f"right again after the mistake in {where}, but does not follow from it: {follow.message}"
        return f"true, but does not follow from {where}: {follow.message}"
    return judged.note if judged.established else verdict.message
