"""One question down the road: load, draw (with its solver), fill, read, check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from solgen.building.plan import Choice
from solgen.diagnostics import Diagnostic, Failure, Severity
from solgen.documents.blocks import Role, SectionKind, SourceText
from solgen.documents.check import check
from solgen.documents.checked import CheckedDocument
from solgen.documents.goals import AnswerRule
from solgen.documents.read import read_declared, read_document
from solgen.exams.papers import PaperQuestion, SolvedQuestion
from solgen.judge import Judge
from solgen.kernel.claim import Word
from solgen.notation.context import Context
from solgen.questions.draw import NOTHING, Seed, all_variants, draw, reference_variant, seed_for, with_values
from solgen.questions.fill import fill
from solgen.questions.load import load
from solgen.questions.question import Question, Value, Variant
from solgen.questions.translation import in_language

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, of how many."""


def no_progress(_what: str, _done: int, _of: int) -> None:
    """For work that nobody watches."""


REFUTED_AS_MEANT = "refuted as meant"
_NO_CONTEXT = Context()
_NO_TEXT = SourceText("")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an exam gives to all of its questions: declarations, macros, the language that they are wanted in."""

    context: Context = _NO_CONTEXT
    macros: SourceText = _NO_TEXT
    language: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A variant of a question with its verdicts, if it got so far, and everything that was found."""

    variant: Variant | None
    checked: CheckedDocument | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def acceptable(self) -> bool:
        """Whether sheets may be printed from it."""
        return self.checked is not None and not any(d.severity is Severity.ERROR for d in self.diagnostics)


def surroundings(declare: SourceText, macros: SourceText, language: str = "") -> Surroundings:
    """An exam's declarations, read. Raises Failure."""
    return Surroundings(read_declared(declare, Context()) if declare.text.strip() else Context(), macros, language)


def variant_of(question: Question, choice: Choice, slot: str = "", fixed: Mapping[str, Value] = NOTHING) -> Variant:
    """The chosen variant, with the values that its slot fixes. Raises Failure where none meets the constraints."""
    if choice.seed is not None:
        return draw(question, seed_for(choice.seed, question.id, slot), fixed)
    return with_values(question, choice.values) if choice.values else reference_variant(question, fixed)


def variants(question: Question, count: int, first_seed: int = 1) -> tuple[Variant, ...]:
    """The reference, and up to ``count`` others: all there are if they are no more, else those of seeds."""
    every = all_variants(question, count)
    reference = reference_variant(question)
    if every is not None:
        return (reference, *(variant for variant in every if variant.values != reference.values))
    seeds: Iterable[Seed] = (seed_for(number, question.id) for number in range(first_seed, first_seed + count))
    return (reference, *(draw(question, seed) for seed in seeds))


def work_out(variant: Variant, around: Surroundings, judge: Judge, *, strict: bool = False) -> Outcome:
    """A variant filled, read and checked. Never raises Failure: what is wrong is in the outcome."""
    try:
        question = in_language(variant.question, around.language)
        variant = variant if question is variant.question else replace(variant, question=question)
        filled = fill(variant)
        document, found = read_document(filled.pieces, filled.declare, around.context, around.macros)
    except Failure as failure:
        return Outcome(variant, None, _labelled(failure.diagnostics, variant))
    if not document.sections:
        return Outcome(variant, None, _labelled(found, variant))  # the declarations: nothing could be read without them
    wrong = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
    # what could not be read may hold the marks that seem to be missing
    marks = None if wrong else {part.name: part.marks for part in variant.question.parts}
    checked = check(document, judge, strict=strict, answers=answer_rules(variant.question), marks=marks)
    diagnostics = (*found, *checked.diagnostics)
    return Outcome(variant, checked, _labelled(diagnostics, variant))


def tally(checked: CheckedDocument) -> dict[str, int]:
    """How many steps have which verdict, by word; what the author says is wrong, and is, has a word of its own."""
    words = (
        REFUTED_AS_MEANT
        if each.step.role is Role.WRONG and each.verdict.word is Word.REFUTED
        else each.verdict.word.value
        for each in checked.steps
    )
    return dict(sorted(Counter(words).items()))


def answer_rules(question: Question) -> dict[str, AnswerRule]:
    """What the front matter says of each answer."""
    return {
        answer.name: AnswerRule(answer.part, answer.kind.value, answer.tolerance, answer.relative_tolerance)
        for answer in question.answers
    }


def load_question(path: Path) -> tuple[Question, tuple[Diagnostic, ...]]:
    """A question with its warnings. Raises Failure."""
    loaded = load(path)
    return loaded.question, loaded.warnings


def solved_question(number: int, outcome: Outcome) -> SolvedQuestion:
    """What sheets are composed from. The paper's half holds stems only."""
    assert outcome.variant is not None
    assert outcome.checked is not None
    question = outcome.variant.question
    stem = tuple(section for section in outcome.checked.document.sections if section.kind is SectionKind.STEM)
    return SolvedQuestion(PaperQuestion(number, question.title, question.parts, stem), outcome.variant, outcome.checked)


def _labelled(diagnostics: Iterable[Diagnostic], variant: Variant) -> tuple[Diagnostic, ...]:
    """Diagnostics that say in which variant they were found, where that is not the reference."""
    label = variant.label
    if not label or label == "reference":
        return tuple(diagnostics)
    return tuple(
        d.at(replace(d.place, note=f"{d.place.note}, {label}" if d.place.note else label)) for d in diagnostics
    )
