"""The solution sheet: each part's stem, its working with ticks and marks, what was assumed, where it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import Final

from solgen.documents.blocks import Formula, Role, SectionKind
from solgen.documents.by_identity import ByIdentity
from solgen.documents.checked import CheckedDocument, CheckedStep
from solgen.exams.papers import SolvedPaper, SolvedQuestion
from solgen.languages.language import ENGLISH, Language, language_named, marked
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex
from solgen.notation.writing.lines import shown_tokens
from solgen.notation.writing.words import to_words
from solgen.questions.question import Part
from solgen.sheets.blocks import Verdicts, compose_blocks, spoken_math, verdicts_by_formula
from solgen.sheets.exam import printed_name, section_of, stems, title_block
from solgen.sheets.sheet import (
    Block,
    Inline,
    Math,
    Note,
    NoteKind,
    Sheet,
    SheetKind,
    SheetPart,
    SheetQuestion,
    Tick,
    Words,
)
from solgen.sheets.ticks import counts_line, tick_of, verdicts_of


def compose_solutions(solved: SolvedPaper) -> Sheet:
    """The sheet with the full working. Expects documents that are acceptable: every claim established."""
    language = language_named(solved.paper.exam.language)
    questions = tuple(_question(question, language) for question in solved.questions)
    counted: Counter[Tick | None] = Counter()
    for question in solved.questions:
        counted.update(_counted(question.checked))
    return Sheet(
        SheetKind.SOLUTIONS,
        solved.paper.exam.language,
        title_block(solved.paper.exam, solved.paper.label, subtitle=language.say("Solutions")),
        sum(question.marks for question in questions),
        questions,
        legend(counted, language),
        (Note(NoteKind.COUNTS, "", ((Words(counts_line(counted, language)),),)),),
        paper=solved.paper.exam.page.paper,
    )


def legend(shown: Collection[Tick | None], language: Language = ENGLISH) -> tuple[tuple[Tick, tuple[Inline, ...]], ...]:
    """What each tick that occurs means."""
    return tuple((tick, _meaning(tick, language)) for tick in _MEANINGS if tick in shown)


def _meaning(tick: Tick, language: Language) -> tuple[Inline, ...]:
    words = Words(language.say(_MEANINGS[tick]))
    return (words, Words(" "), spoken_math("2^{-60}")) if tick is Tick.CERTIFIED else (words,)


_MEANINGS: Final[dict[Tick, str]] = {
    Tick.PROVED: marked("proved for every value"),
    Tick.CERTIFIED: marked(
        "certified by exact evaluation at random points; the chance of passing a false formula is at most"
    ),
    Tick.REFUTED: marked("false, and meant to be: refuted by the values given"),
    Tick.BOUNDED: marked("checked in every case up to a stated size"),
    Tick.VOUCHED: marked("the author’s word"),
}


def _question(solved: SolvedQuestion, language: Language) -> SheetQuestion:
    parts = solved.question.parts
    whole, sheet_parts, closing = _contents(solved.checked, parts, language)
    marks = sum(part.marks for part in parts)
    number, title = solved.question.number, solved.question.title
    section = section_of(solved.question)
    return SheetQuestion(number, title, marks, whole, sheet_parts, closing, section=section)


_Content = tuple[tuple[Block, ...], tuple[SheetPart, ...], tuple[Block, ...]]


def _content(checked: CheckedDocument, parts: tuple[Part, ...], language: Language) -> _Content:
    """The stem, the parts with their working, and what stands behind all of them."""
    verdicts = verdicts_by_formula(checked)
    single = len(parts) == 1
    whole, own = stems(checked.document.sections, parts, language)
    sheet_parts = []
    for part in parts:
        names = {part.name, ""} if single else {part.name}
        blocks = (
            *_solution_blocks(checked, names, verdicts, language),
            *_part_notes(checked, [step for step in checked.steps if step.step.part in names], language),
        )
        sheet_parts.append(SheetPart(printed_name(part), part.marks, own[part.name], blocks))
    return whole, tuple(sheet_parts), () if single else _solution_blocks(checked, {""}, verdicts, language)


_KEPT: Final = 64
_contents: Final[ByIdentity[CheckedDocument, _Content]] = ByIdentity(_content, _KEPT)
_counted: Final[ByIdentity[CheckedDocument, Counter[Tick | None]]] = ByIdentity(
    lambda checked: Counter(map(tick_of, checked.steps)), _KEPT
)
"""A variant that several students have is composed once."""


def _solution_blocks(
    checked: CheckedDocument, names: Iterable[str], verdicts: Verdicts, language: Language
) -> tuple[Block, ...]:
    """The working of the named parts, with ticks and marks."""
    wanted = set(names)
    return tuple(
        block
        for section in checked.document.sections
        if section.kind is SectionKind.SOLUTION and section.part in wanted
        for block in compose_blocks(section.blocks, verdicts, marks=True, language=language)
    )


def _part_notes(checked: CheckedDocument, steps: Sequence[CheckedStep], language: Language) -> tuple[Block, ...]:
    """What the verdicts of a part assumed, and where its results hold."""
    notes: list[Block] = []
    assumed = _assumed(checked, steps, language)
    if assumed:
        notes.append(Note(NoteKind.ASSUMED, language.say("Assumed"), assumed))
    holds = _holds(steps, language)
    if holds:
        notes.append(Note(NoteKind.HOLDS, language.say("Holds"), holds))
    return tuple(notes)


def _assumed(
    checked: CheckedDocument, steps: Sequence[CheckedStep], language: Language
) -> tuple[tuple[Inline, ...], ...]:
    """The hypotheses that some verdict used, as the author wrote them, each once, in the order of use."""
    written = {
        formula.reading.term: formula for formula in reversed(checked.document.formulas) if formula.role is Role.IF
    }
    entries: dict[str, tuple[Inline, ...]] = {}
    for step in steps:
        hypotheses = step.step.claim.context.hypotheses
        for verdict in verdicts_of(step):
            for position in verdict.assumed:
                if position < len(hypotheses):
                    spoken, entry = _hypothesis(hypotheses[position], written, language)
                    entries.setdefault(spoken, entry)
    return tuple(entries.values())


def _hypothesis(term: Term, written: dict[Term, Formula], language: Language) -> tuple[str, tuple[Inline, ...]]:
    """A hypothesis by its formula in the text; where a formula holds several, the one that this is among."""
    formula = written.get(term) or next((known for whole, known in written.items() if _holds_in(term, whole)), None)
    if formula is None:
        math = spoken_math(to_latex(term))
        return math.spoken, (math,)
    spoken = to_words(formula.reading, language)
    return spoken, (Math(shown_tokens(formula.reading.tokens), spoken),)


def _holds_in(part: Term, whole: Term) -> bool:
    """Whether the part stands in the whole: as it is, or as a link of a chain."""
    if part in whole.walk():
        return True
    links: list[tuple[Term, ...]] = list(pairwise(whole.arguments))
    return whole.head == "chain" and part.head == "relation" and part.arguments in links


def _holds(steps: Sequence[CheckedStep], language: Language) -> tuple[tuple[Inline, ...], ...]:
    """Ranges and conditions of the verdicts, each once; ranges that only list names are one, of all of these names."""
    entries: dict[str, tuple[Inline, ...]] = {}
    names: dict[str, None] = {}
    where, everywhere = language.say("for"), language.say("for all")
    for checked in steps:
        for verdict in verdicts_of(checked):
            listed = _ALL_OF.fullmatch(verdict.range)
            if listed:
                names.update(dict.fromkeys(listed[1].split(", ")))
            elif verdict.range:
                entries.setdefault(verdict.range, (Words(_range(verdict.range, language)),))
            for condition in verdict.conditions:
                entries.setdefault(condition, (Words(f"{where} "), spoken_math(condition)))
    whole = ((Words(f"{everywhere} "), spoken_math(", ".join(sorted(names)))),) if names else ()
    return (*whole, *entries.values())


_ALL_OF: Final = re.compile(r"for all (\\?[A-Za-z]+(?:_\w)?(?:, \\?[A-Za-z]+(?:_\w)?)*)")
_RANGES: Final = (
    (re.compile(r"for all (?P<names>.+), with and without ties"), marked("for all {names}, with and without ties")),
    (re.compile(r"for the shapes (?P<names>.+)"), marked("for the shapes {names}")),
    (re.compile(r"for all real (?P<names>.+)"), marked("for all real {names}")),
    (re.compile(r"for all (?P<names>.+)"), marked("for all {names}")),
)
"""How the kernel says ranges; what it says otherwise is printed as it is."""


def _range(words: str, language: Language) -> str:
    for pattern, phrase in _RANGES:
        found = pattern.fullmatch(words)
        if found:
            return language.say(phrase, names=found["names"])
    return words
