"""A judged text beside the bank questions that it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from solgen.audit.audited import Audit
from solgen.audit.comparing.anchors import Anchor, Line, find_anchor, lines_of, looks_alike, same_number
from solgen.audit.comparing.assemble import Anchors, assembled
from solgen.audit.comparing.covering import reach_of
from solgen.audit.comparing.scheme import Scheme, asked_by, scheme_of
from solgen.audit.comparison import Comparison
from solgen.diagnostics import Failure
from solgen.documents.check import Judging
from solgen.exams.load import load_exam
from solgen.questions import bank
from solgen.questions.draw import all_variants, reference_variant
from solgen.questions.load import load
from solgen.questions.question import AnswerKind, Question, Variant

MOST_VARIANTS = 12
"""Variants of a question that are held against a text whose values are not known."""


def with_comparisons(audit: Audit, judge: Judging, question: str = "") -> Audit:
    """The audit beside the question or exam of this name (or path); without one, beside those that it answers.

    Raises Failure where a question was named and cannot be found or read.
    """
    lines = lines_of(audit.claims)
    comparisons = tuple(_named(audit, lines, judge, question) if question else _found(audit, lines, judge))
    return replace(audit, comparisons=comparisons, question=question or ", ".join(one.question for one in comparisons))


def _named(audit: Audit, lines: Mapping[str, tuple[Line, ...]], judge: Judging, question: str) -> Iterator[Comparison]:
    for file in _files(bank.find(question)):
        compared = _compare(audit, lines, judge, load(file).question, guess=True)
        if compared is not None:
            yield compared


def _found(audit: Audit, lines: Mapping[str, tuple[Line, ...]], judge: Judging) -> Iterator[Comparison]:
    """The bank questions of which the text answers at least one part; of their exam, then, those that it may mean."""
    compared: dict[Path, Comparison] = {}
    for file in bank.questions():
        question = load(file).question
        one = _compare(audit, lines, judge, question, guess=False) if _may_be(question, lines, judge) else None
        if one is not None:
            compared[file] = one
    for exam in bank.exams():
        files = _files(exam)
        if len(compared.keys() & set(files)) >= 2:
            for file in files:
                one = None if file in compared else _compare(audit, lines, judge, load(file).question, guess=True)
                if one is not None and any(part.text_part for part in one.parts):
                    compared[file] = one
    yield from compared.values()


def _files(path: Path) -> tuple[Path, ...]:
    """The question files that a question or an exam stands for. Raises Failure."""
    if path.suffix in bank.EXAM_ENDINGS:
        return tuple(dict.fromkeys(slot.question for slot in load_exam(path).slots))
    return (path,)


def _compare(
    audit: Audit, lines: Mapping[str, tuple[Line, ...]], judge: Judging, question: Question, *, guess: bool
) -> Comparison | None:
    """The text beside the variant that it answers best; with ``guess`` a likeness of form is enough, or nothing."""
    best: tuple[int, Scheme, Anchors] | None = None
    for variant in _variants(question):
        try:
            scheme = scheme_of(variant)
        except Failure:
            continue
        anchors = _anchors(scheme, lines, judge)
        if best is None or len(anchors) > best[0]:
            best = len(anchors), scheme, anchors
        if 2 * len(anchors) >= len(scheme.wanted) or not (anchors or guess):
            break  # the reference it is, or another question altogether
    if best is None:
        return None
    _, scheme, anchors = best
    if not guess and not any(_is_answer(one, lines, judge) for several in anchors.values() for one in several):
        return None
    if guess:
        anchors = {**_guessed(scheme, lines, set(anchors)), **anchors}
    return assembled(audit, lines, judge, scheme, anchors)


def _may_be(question: Question, lines: Mapping[str, tuple[Line, ...]], judge: Judging) -> bool:
    """Whether some line starts from what the question asks. Where quantities are asked, only solving it can tell."""
    if any(answer.kind is AnswerKind.QUANTITY for answer in question.answers):
        return True
    try:
        wanted = asked_by(question)
    except Failure:
        return True
    return any(find_anchor(one, part, here, judge) is not None for one in wanted for part, here in lines.items())


def _is_answer(anchor: Anchor, lines: Mapping[str, tuple[Line, ...]], judge: Judging) -> bool:
    """Whether the text knows all names by which the answer is to be expressed; else it is about something else."""
    wanted = set(anchor.wanted.asked.goal.in_terms_of)
    known = {old for old, _ in anchor.renaming.names}
    if not wanted - known:
        return True
    return wanted <= {old for old, _ in reach_of(anchor, lines[anchor.text_part], judge).renaming.names}


def _variants(question: Question) -> Iterator[Variant]:
    """The reference first; others only where there are few."""
    reference = reference_variant(question)
    yield reference
    for variant in all_variants(question, MOST_VARIANTS) or ():
        if variant.values != reference.values:
            yield variant


def _anchors(scheme: Scheme, lines: Mapping[str, tuple[Line, ...]], judge: Judging) -> Anchors:
    """For each answer that is wanted, by its position, every part of the text that starts from what is asked."""
    found: Anchors = {}
    for position, wanted in enumerate(scheme.wanted):
        anchors = [
            same_number(wanted, part, here) or find_anchor(wanted, part, here, judge) for part, here in lines.items()
        ]
        here = tuple(anchor for anchor in anchors if anchor is not None)
        if here:
            found[position] = here
    return found


def _guessed(scheme: Scheme, lines: Mapping[str, tuple[Line, ...]], known: set[int]) -> Anchors:
    found: Anchors = {}
    for position, wanted in enumerate(scheme.wanted):
        if position not in known:
            anchors = (looks_alike(wanted, part, here) for part, here in lines.items())
            anchor = next((each for each in anchors if each is not None), None)
            if anchor is not None:
                found[position] = (anchor,)
    return found
