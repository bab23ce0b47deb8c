"""What a text does not have: parts, answers, the form that was asked for, cases, lines that earn marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solgen.audit.audited import Audit
from solgen.audit.comparing.anchors import EXTREMES, Anchor, Line, number_of, stated
from solgen.audit.comparing.covering import ESTABLISHED, restates
from solgen.audit.comparing.renaming import joined, renamed
from solgen.audit.comparing.scheme import Marked, Wanted, conditions_of
from solgen.audit.comparison import MarkedStep, Omission
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim
from solgen.kernel.form import in_form
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term, term
from solgen.notation.writing.latex import to_latex

_SAYS_RANK = re.compile(
    r"\b(?:rank|invertib\w*|non-?singular|regular matrix|singular values? (?:are|is) positive)\b", re.IGNORECASE
)
_CONTINUES = re.compile(r"(?:\\begin\{\w+\*?\}|[&\s]|\\therefore|\\Rightarrow)*(?:=|\\approx)")
"""A display that begins with a sign goes on with the chain before it."""
_DERIVED = 3
"""A chain of so many lines is a derivation, and its end is meant as the answer."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of one answer: the claim that ends in it, and what is amiss with it."""

    wanted: Wanted
    anchor: Anchor
    claim: str
    form: str = ""
    """What keeps the end of the derivation from the form that was asked for, as a sentence."""
    needs: tuple[str, ...] = ()
    """LaTeX, in the text's names, of what the answer needs to be invertible."""
    length: int = 0
    """How many lines start from what was asked."""
    wrong_end: str = ""
    """LaTeX of the last of them, where that one is wrong."""


def answer_of(wanted: Wanted, anchor: Anchor, lines: Sequence[Line], judge: Judging) -> Answered:
    """Where the text ends in the answer, judged; and the form of the derivation's end."""
    starting = [line for line in lines if stated(line)[0] is anchor.left]
    good = [line for line in starting if line.claim.word in ESTABLISHED and not restates(line)]
    trials = [
        (line, claim) for line in reversed(good) for claim in _same_answer(wanted, anchor, line) if line.claim.relation
    ]
    verdicts = judge.verdicts([claim for _, claim in trials])
    ends = [line for (line, _), verdict in zip(trials, verdicts, strict=True) if verdict.established]
    formed = [line for line in ends if not _form_fault(wanted, anchor, line)]
    needs = tuple(
        dict.fromkeys(
            to_latex(renamed(matrix, anchor.renaming, wanted.asked.context))
            for given in wanted.given
            for matrix in conditions_of(given)
        )
    )
    form = _form(wanted, anchor, good, formed, ends)
    wrong = starting[-1].step.right_latex if starting and starting[-1].claim.wrong else ""
    claim = formed[0].claim.id if formed and not wrong else ""
    return Answered(wanted, anchor, claim, form, needs, len(starting), wrong)


def _same_answer(wanted: Wanted, anchor: Anchor, line: Line) -> Iterator[Claim]:
    """What has to be established for a line to end in the answer: for one of its cases, if there are cases."""
    _, sign, theirs = stated(line)
    context, asked = line.step.claim.context, wanted.asked.context
    if sign not in ("=", "≈"):
        return
    for given in wanted.given:
        if number_of(given.term) is not None:
            if number_of(given.term) == number_of(theirs):
                yield Claim(context, theirs, "=", theirs)
            continue
        merged = joined(context, asked, anchor.renaming)
        mine = renamed(given.term, anchor.renaming, asked)
        own = tuple(each for each in given.context.hypotheses if each not in asked.hypotheses)
        merged = merged.with_hypotheses(*(renamed(each, anchor.renaming, asked) for each in own))
        right = term("set", [theirs]) if mine.head == "set" and theirs.head != "set" else theirs
        if mine.head != "interval" or right.head == "interval":
            yield Claim(merged, right, "=", mine)


def _form(wanted: Wanted, anchor: Anchor, good: Sequence[Line], formed: Sequence[Line], ends: Sequence[Line]) -> str:
    """What is amiss with the form: of the longest derivation, or of every line with the right value."""
    chains: list[list[Line]] = []
    for line in good:
        carried_on = _CONTINUES.match(line.claim.latex) is not None
        if not chains or (line.claim.formula != chains[-1][-1].claim.formula and not carried_on):
            chains.append([])
        chains[-1].append(line)
    longest = max(chains, key=len, default=[])
    if len(longest) >= _DERIVED and (fault := _form_fault(wanted, anchor, longest[-1])):
        return fault
    return _form_fault(wanted, anchor, ends[0]) if ends and not formed else ""


def _form_fault(wanted: Wanted, anchor: Anchor, line: Line) -> str:
    """Why a line does not end in the form that was asked for, as a sentence; empty where it does."""
    if not anchor.exact:
        return ""
    context = line.step.claim.context
    _, _, right = stated(line)
    allowed = _allowed(wanted.asked.goal.in_terms_of, anchor, context)
    reason = in_form(right, allowed, context) if allowed else None
    if reason is None:
        return ""
    names = ", ".join(f"${each}$" for each in allowed)
    if any(_is_function(each, context) for each in allowed):  # its argument may hold anything, what is around it not
        reason = reason.replace("it still contains", "outside of its argument it still contains")
    return f"the derivation ends in ${line.step.right_latex}$, which is not in terms of {names}: {reason}"


def _is_function(named: str, context: Context) -> bool:
    declaration = context.declaration(named)
    return declaration is not None and declaration.kind is Kind.FUNCTION


def _allowed(wanted: Sequence[str], anchor: Anchor, context: Context) -> tuple[str, ...]:
    names = dict(anchor.renaming.names)
    return tuple(names[each] for each in wanted if each in names and _known(names[each], context))


def _known(named: str, context: Context) -> bool:
    return context.declaration(named) is not None or context.definition(named) is not None


def omissions_of(
    part: str,
    answered: Sequence[Answered | None],
    wanted: Sequence[Wanted],
    steps: Sequence[tuple[Marked, MarkedStep]],
    audit: Audit,
    text_parts: Sequence[str],
) -> Iterator[Omission]:
    """Everything that a part of the question asks for and the text does not have."""
    if wanted and not any(answered):
        asked = ", ".join(f"${to_latex(each.asked.goal.left)}$" for each in wanted)
        yield Omission("part", part, f"part {part} is not answered: nothing starts from {asked}")
        return
    for each, one in zip(answered, wanted, strict=True):
        goal = to_latex(one.asked.goal.left)
        if each is None:
            yield Omission("answer", part, f"${goal}$ is asked for, and nothing starts from it")
            continue
        here = to_latex(each.anchor.left) if each.anchor.exact and one.asked.goal.left.head not in EXTREMES else goal
        if each.wrong_end:
            yield Omission("answer", part, f"what starts from ${here}$ ends in ${each.wrong_end}$, which is wrong")
        elif each.form:
            yield Omission("form", part, each.form)
        elif not each.claim:
            yield Omission("answer", part, f"no line that holds ends in the answer for ${here}$")
        yield from _cases(part, each, audit, text_parts)
    for line, step in steps:
        if not step.covered:
            marks = f"{line.marks} mark" + ("s" if line.marks > 1 else "")
            if line.curvature:
                message = f"nothing says that the extremum is one, as ${line.latex}$ does ({marks})"
                yield Omission("case", part, message)
            else:
                yield Omission("step", part, f"no line says ${line.latex}$ ({marks})")


def _cases(part: str, answered: Answered, audit: Audit, text_parts: Sequence[str]) -> Iterator[Omission]:
    """Cases that the question's solution tells apart, and matrices that have to be invertible."""
    given = answered.wanted.given
    prose = _prose(audit, text_parts)
    own = [
        list(each.hypotheses) for each in given if each.context.hypotheses != answered.wanted.asked.context.hypotheses
    ]
    if len(given) > 1 and not _distinguishes(answered, audit, text_parts):
        cases = " and ".join("$" + ", ".join(each) + "$" for each in own if each)
        if cases:
            yield Omission("case", part, f"the solution tells the cases {cases} apart; the text does not")
    if answered.needs and answered.anchor.exact and not _SAYS_RANK.search(prose):
        matrices = ", ".join(f"${each}$" for each in answered.needs)
        yield Omission(
            "case", part, f"the answer exists only where {matrices} is invertible (full rank); the text does not say so"
        )


def _distinguishes(answered: Answered, audit: Audit, text_parts: Sequence[str]) -> bool:
    """Whether some line of these parts is under a hypothesis that speaks of the cases' names."""
    asked = answered.wanted.asked.context
    names: set[str] = set()
    for given in answered.wanted.given:
        for hypothesis in given.context.hypotheses:
            if hypothesis not in asked.hypotheses:
                names |= _text_names(hypothesis, answered)
    for claim in audit.claims:
        if claim.part in text_parts and claim.step is not None:
            for hypothesis in claim.step.claim.context.hypotheses:
                if hypothesis.head == "relation" and hypothesis.data == "=" and names & hypothesis.free:
                    return True
    return False


def _text_names(node: Term, answered: Answered) -> set[str]:
    known = dict(answered.anchor.renaming.names)
    return {known[each] for each in node.free if each in known}


def _prose(audit: Audit, text_parts: Sequence[str]) -> str:
    formulas = audit.understanding.interpretations[0].formulas
    return " ".join(formula.words for formula in formulas if formula.part in text_parts or not formula.part)
