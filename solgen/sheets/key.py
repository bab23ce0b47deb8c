"""The key: every answer of a paper, as LaTeX and as plain text, with its unit, tolerance and marks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from solgen.documents.blocks import Given
from solgen.exams.papers import SolvedPaper, SolvedQuestion
from solgen.languages.language import ENGLISH, Language
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.lines import shown_tokens
from solgen.notation.writing.plain import to_plain
from solgen.notation.writing.source import to_source
from solgen.questions.question import Answer
from solgen.sheets.exam import printed_name


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One answer. ``when`` is the case in which it is the answer (``n = 2 m``), empty where there is one case."""

    question: int
    part: str
    answer: str
    kind: str
    when: str
    latex: str
    plain: str
    unit: str
    tolerance: str
    marks: int


def key_rows(solved: SolvedPaper) -> tuple[KeyRow, ...]:
    """The rows of the key in the order of the paper."""
    return tuple(row for question in solved.questions for row in _rows(question))


def tolerance_text(answer: Answer, language: Language = ENGLISH) -> str:
    """How far off an answer may be: ``± 1/2``, ``± 20 %``, ``exact``."""
    if answer.relative_tolerance is not None:
        percent = answer.relative_tolerance * 100
        return f"± {_number(percent)} %"
    return f"± {_number(answer.tolerance)}" if answer.tolerance is not None else language.say("exact")


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _rows(solved: SolvedQuestion) -> list[KeyRow]:
    given = solved.checked.document.given
    marks = {part.name: part.marks for part in solved.question.parts}
    names = {part.name: printed_name(part) for part in solved.question.parts}
    rows = []
    for answer in solved.variant.question.answers:
        found = [each for each in given if each.answer == answer.name]
        for each in found:
            tokens = shown_tokens(tokenize(each.latex))
            rows.append(
                KeyRow(
                    solved.question.number,
                    names.get(answer.part, answer.part),
                    answer.name,
                    answer.kind.value,
                    _case(each) if len(found) > 1 else "",
                    to_source(tokens),
                    to_plain(tokens),
                    answer.unit,
                    tolerance_text(answer),
                    marks.get(answer.part, 0),
                )
            )
    return rows


def _case(given: Given) -> str:
    return ", ".join(to_plain(shown_tokens(tokenize(latex))) for latex in given.hypotheses)
