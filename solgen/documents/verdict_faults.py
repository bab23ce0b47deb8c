"""What is wrong with a step, from its verdicts: one diagnostic by cause, with the best hint there is."""

from __future__ import annotations

import re

from solgen.diagnostics import Diagnostic, Place, Severity
from solgen.documents.blocks import Role, Step
from solgen.documents.chains import says_nothing
from solgen.documents.checked import CheckedStep
from solgen.kernel.claim import Verdict, Witness, Word

CONTEXT = "context"
"""The mechanism of verdicts that say whether all hypotheses of a claim can hold at once."""
_SPELLED = {"≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx", "∈": r"\in", "⇒": r"\Rightarrow", "⇔": r"\iff"}
"""Relations as an author writes them, for messages that show a formula."""
_SIGN = re.compile(r"[=<>]|\\(?:le|ge|leq|geq|approx|iff|Rightarrow|Leftrightarrow)(?![A-Za-z])")
_HOLDS = (Word.PROVED, Word.CERTIFIED, Word.BOUNDED)


def step_faults(checked: CheckedStep, *, strict: bool) -> list[Diagnostic]:
    """Everything that is wrong with a step; empty where it may be printed as it is."""
    step = checked.step
    if step.role is Role.WRONG:
        return _wrong(step, checked.verdict)
    if says_nothing(step.claim) or (step.follow is not None and says_nothing(step.follow)):
        return [
            _fault(
                step,
                "claim-says-nothing",
                f"{_formula(step)} has two equal sides as read, so it says nothing",
                "take the member away; or, if the two were meant to differ, see how each was read",
            )
        ]
    if step.role is Role.VOUCH:
        return _vouched(checked, strict=strict)
    fault = _claim(checked) or _follow(checked)
    return [fault] if fault is not None else []


def _claim(checked: CheckedStep) -> Diagnostic | None:
    """What is wrong with the claim that this member equals the first one."""
    step, verdict = checked.step, checked.verdict
    if verdict.word in (Word.PROVED, Word.CERTIFIED):
        return None
    formula = _formula(step)
    match verdict.word:
        case Word.BOUNDED:
            if step.role is Role.UPTO:
                return None
            return _fault(
                step,
                "claim-bounded",
                f"{formula} is checked in every case up to a size, not beyond: {verdict.range}",
                "add a step that shows it in general, or say `{.upto}` if the bound is enough",
            )
        case Word.REFUTED if verdict.vacuous:
            return _vacuous(step, verdict)
        case Word.REFUTED:
            return _refuted(checked)
        case Word.ILL_FORMED:
            return _fault(
                step,
                "claim-ill-formed",
                f"{formula} makes no sense: {verdict.message}",
                "see that shapes fit, that indices are bound or declared, that bound names stay in their scope",
            )
        case _:
            return _undecided(step, verdict, formula)


def _follow(checked: CheckedStep) -> Diagnostic | None:
    """What is wrong with a true member's following from the one before."""
    step, verdict = checked.step, checked.follows
    if step.follow is None or verdict.established or (step.role is Role.UPTO and verdict.word is Word.BOUNDED):
        return None
    if verdict.word is Word.REFUTED and verdict.vacuous:
        return _vacuous(step, verdict)
    if verdict.word is Word.REFUTED:
        return _fault(
            step,
            "claim-does-not-follow",
            f"{_line(step)} is true but does not follow from the {_before(step)}: {_witness(verdict)}",
            f"the {_before(step)} is false, or two errors cancel; mend that one",
        )
    if verdict.word is Word.ILL_FORMED:
        return _fault(
            step,
            "claim-does-not-follow",
            f"{_line(step)} is true but does not follow from the line before, which makes no sense: {verdict.message}",
            "mend the line before",
        )
    return _undecided(step, verdict, f"that {_line(step)} follows from the line before")


def _refuted(checked: CheckedStep) -> Diagnostic:
    step, verdict = checked.step, checked.verdict
    if step.follow is not None and checked.follows.established:
        return _fault(
            step,
            "claim-refuted",
            f"{_line(step)} is false: {_witness(verdict)}",
            "it does follow from the line before; mend the first false line of the chain",
        )
    own = checked.follows if step.follow is not None and checked.follows.word is Word.REFUTED else verdict
    return _fault(
        step,
        "claim-refuted",
        f"{_line(step)} does not follow: {_witness(own)}"
        if step.follow
        else f"{_formula(step)} is false: {_witness(own)}",
        "mend the formula; or, if it is an equation to be solved or a case, say so with `{.say}` or `{.if}`",
    )


def _vacuous(step: Step, verdict: Verdict) -> Diagnostic:
    condition = f"`{step.right_latex}`" if step.claim.relation in ("⇔", "⇒") else _formula(step)
    reason = f": {_witness(verdict)}" if _witness(verdict) else ""
    return _fault(
        step,
        "claim-vacuous",
        f"the condition {condition} excludes nothing, so nothing follows from it{reason}",
        "state a condition that separates the solutions from the rest",
    )


def _undecided(step: Step, verdict: Verdict, what: str) -> Diagnostic:
    if verdict.mechanism == CONTEXT:
        return _fault(
            step,
            "claim-without-instance",
            f"{what} is not settled: {verdict.message}",
            "see whether the hypotheses in force here can hold at once",
        )
    if "domain" in verdict.message:
        reason = verdict.message.removeprefix("domains differ, or a side does not exist: ")
        return _fault(
            step,
            "claim-domains-differ",
            f"the two sides of {_formula(step)} may not exist at the same points: {reason}",
            "declare what the names may be (`positive`, `in (0,1)`), or state the condition with `{.if}`",
        )
    return _fault(
        step,
        "claim-undecided",
        f"{what} is neither proved nor refuted: {verdict.message}",
        "put a step in between, declare what the names may be, or write the two sides more alike",
    )


def _wrong(step: Step, verdict: Verdict) -> list[Diagnostic]:
    """A formula that the author calls wrong must be refuted."""
    formula = _formula(step)
    if verdict.word is Word.REFUTED:
        return []
    if verdict.word in _HOLDS:
        return [
            _fault(
                step,
                "role-wrong-is-true",
                f"{formula} is called wrong, but it holds",
                "take `.wrong` away, or write the error that is meant",
            )
        ]
    if verdict.word is Word.ILL_FORMED:
        return [
            _fault(
                step,
                "claim-ill-formed",
                f"{formula} is not wrong but makes no sense: {verdict.message}",
                "`.wrong` needs a formula that makes sense and fails somewhere; otherwise say it in words",
            )
        ]
    return [
        _fault(
            step,
            "role-wrong-undecided",
            f"{formula} is called wrong, but no point is found at which it fails: {verdict.message}",
            "write an error that fails at a simple point, or say it in words",
        )
    ]


def _vouched(checked: CheckedStep, *, strict: bool) -> list[Diagnostic]:
    """The author's word stands against doubt only: never against a witness, and not at all when strict."""
    step, verdict = checked.step, checked.verdict
    if verdict.word in (Word.REFUTED, Word.ILL_FORMED) or checked.follows.word in (Word.REFUTED, Word.ILL_FORMED):
        fault = _claim(checked) or _follow(checked)
        return [fault] if fault is not None else []
    if checked.established:
        return [
            _fault(
                step,
                "role-vouch-needless",
                f"{_formula(step)} is {verdict.word.value}; nobody has to vouch for it",
                "take `.vouch` away",
                Severity.WARNING,
            )
        ]
    if strict:
        return [
            _fault(
                step,
                "claim-vouched",
                f"{_formula(step)} rests on the author's word, which `--strict` refuses",
                "let it be checked: split it into steps that can be",
            )
        ]
    return []


def without_instance(verdict: Verdict) -> bool:
    """Whether a verdict says that no instance of its context's hypotheses is found."""
    return verdict.mechanism == CONTEXT and not verdict.established


def context_fault(place: Place, hypotheses: tuple[str, ...], verdict: Verdict) -> Diagnostic | None:
    """What is wrong with a context: no instance of its hypotheses is found. That there is none, nobody has shown."""
    if not without_instance(verdict):
        return None
    together = ", ".join(f"`{hypothesis}`" for hypothesis in hypotheses)
    single = len(hypotheses) == 1
    hold = "holds" if single else "hold at once"
    message = f"no values are found for which {together} {hold}; from a contradiction anything would follow"
    hint = (
        "mend it; if it can hold, write it so that a name stands alone, such as `x = \\ln 2` for `e^x = 2`"
        if single
        else "mend them, or end the earlier case first: a hypothesis holds to the end of its paragraph or list item"
    )
    return Diagnostic("context-contradictory", message, place, hint)


def _witness(verdict: Verdict) -> str:
    """``at x = 1 the left side is 0.7311, the right 0.9385``."""
    witness = verdict.witness
    if witness is None:
        return verdict.message
    at = ", ".join(f"{name} = {value}" for name, value in witness.values)
    sides = _sides(witness) if witness.left and witness.right else ""
    said = "; ".join(part for part in (sides, witness.note) if part)
    if not said:
        said = verdict.message if not at else "the two sides differ"
    return f"at {at} {said}" if at else said


def _sides(witness: Witness) -> str:
    """Values of both sides; a proposition holds or does not."""
    verb = "" if witness.left in ("holds", "does not hold") else "is "
    return f"the left side {verb}{witness.left}, the right {witness.right}"


def _formula(step: Step) -> str:
    relation = step.claim.relation
    spelled = _SPELLED.get(relation, relation)
    return f"`{step.left_latex}`" if relation == "⊢" else f"`{step.left_latex} {spelled} {step.right_latex}`"


def _in_one_line(step: Step) -> bool:
    """Whether the member before stands in the same line of the source."""
    return len(_SIGN.findall(step.place.excerpt[: max(step.place.column - 1, 0)])) > 1


def _before(step: Step) -> str:
    return "member before" if _in_one_line(step) else "line before"


def _line(step: Step) -> str:
    if step.follow is not None and _in_one_line(step):
        return _formula(step)
    return f"line {step.place.line}" if step.place.line else _formula(step)


def _fault(step: Step, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code, message, step.place, hint, severity)
