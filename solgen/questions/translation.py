"""A question in a second language: ``question.es.md`` beside ``question.md``, other sentences around the same formulas.

The second file has no front matter. Its sections and parts are those of the question, and so are its formulas, with
their roles, in the same order; words inside formulas may differ. So both are the same mathematics, and a student's
variant is the same in either language.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Final

from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.documents.blocks import Piece, SectionKind, Text
from solgen.documents.by_identity import ByIdentity
from solgen.documents.markdown import parse_markdown
from solgen.documents.raw import (
    RawBlock,
    RawDisplay,
    RawFigure,
    RawFormula,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    RawTable,
)
from solgen.questions.codes import QUESTION
from solgen.questions.question import Question
from solgen.questions.sections import read_body
from solgen.questions.source import read_lines
from solgen.questions.templates import compile_template


def translation_file(question: Path, language: str) -> Path | None:
    """The file that holds a question in a language, if there is one: for ``es-MX`` also that of ``es``."""
    return next((file for file in translation_candidates(question, language) if file.is_file()), None)


def translation_candidates(question: Path, language: str) -> tuple[Path, ...]:
    """The files that may hold a question in a language, the best first; none need be there."""
    codes = dict.fromkeys((language, language.partition("-")[0]))
    return tuple(question.with_suffix(f".{code}.md") for code in codes if _CODE.fullmatch(code))


_CODE: Final = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


def in_language(question: Question, language: str) -> Question:
    """The question with its text in the language; as it is where there is no file for that.

    Raises Failure: question-translation, and the codes of files and sections.
    """
    file = translation_file(question.file, language)
    return question if file is None else _translated(question, read_lines(file, QUESTION), file)


def translation_files(question: Path) -> tuple[Path, ...]:
    """The files beside a question that hold it in second languages, sorted."""
    beside = sorted(question.parent.glob(f"{glob.escape(question.stem)}.*.md"))
    return tuple(file for file in beside if _CODE.fullmatch(file.stem.removeprefix(f"{question.stem}.")))


def translations(question: Path) -> tuple[str, ...]:
    """The languages of these files."""
    return tuple(file.stem.rpartition(".")[2] for file in translation_files(question))


def _work_out(question: Question, lines: tuple[str, ...], file: Path) -> Question:
    if lines[0].rstrip() == "---":
        message = "a question in a second language has no front matter"
        hint = "delete it: all but the text comes from the question itself; a first line `# …` is its title"
        raise Failure(Diagnostic("question-translation", message, Place(str(file), 1, 1, lines[0]), hint))
    title, first = _title(lines)
    body = read_body(lines, first, str(file), [part.name for part in question.parts])
    if body.found:
        raise Failure(*body.found)
    known = {(piece.kind, piece.part): piece for piece in body.pieces}
    found: list[Diagnostic] = []
    for piece in question.pieces:
        own = known.pop((piece.kind, piece.part), None)
        if own is None:
            found.append(_missing(piece, Place(str(file))))
        else:
            found.extend(_differences(piece, own))
    found.extend(_superfluous(piece) for piece in known.values())
    if found:
        raise Failure(*found)
    return replace(question, pieces=tuple(body.pieces), title=title or question.title)


_translated: Final[ByIdentity[Question, Question]] = ByIdentity(_work_out, 512)


def _title(lines: tuple[str, ...]) -> tuple[str, int]:
    """The title that the file begins with, and the number of the line (from 1) on which the text begins."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            heading = _TITLE.fullmatch(line)
            is_title = heading is not None and heading[1] not in {"Solution", "Mistakes"}
            return (heading[1], number + 1) if heading is not None and is_title else ("", number)
    return "", 1


_TITLE: Final = re.compile(r"#\s+(\S.*?)\s*")


def _named(piece: Piece) -> str:
    name = {SectionKind.STEM: "the stem", SectionKind.SOLUTION: "the solution", SectionKind.MISTAKES: "the mistakes"}
    return f"{name[piece.kind]} of part ({piece.part})" if piece.part not in {"", "only"} else name[piece.kind]


def _missing(piece: Piece, place: Place) -> Diagnostic:
    hint = "the headings are the same in every language: `# Solution`, `# Mistakes`, `## (a)`"
    return Diagnostic("question-translation", f"{_named(piece)} is missing in the second language", place, hint)


def _superfluous(piece: Piece) -> Diagnostic:
    message = f"{_named(piece)} stands in the second language only"
    return Diagnostic(
        "question-translation", message, piece.source.place(0), "write it into the question, or delete it"
    )


def _differences(original: Piece, own: Piece) -> Iterator[Diagnostic]:
    """The first formula (or loop, or picture) that is another one; else values that only one of the texts shows."""
    pairs = zip_longest(_items(original), _items(own))
    for number, (theirs, ours) in enumerate(pairs, 1):
        if theirs is None or ours is None or theirs.said != ours.said:
            place = own.source.place(ours.line if ours else len(own.source.places))
            there = f"`{theirs.shown}`" if theirs else "nothing"
            here = f"`{ours.shown}`" if ours else "nothing"
            message = f"{_named(own)}: item {number} is {here} here and {there} in the question"
            hint = "the formulas of both languages are the same, in the same order, with the same roles"
            yield Diagnostic("question-translation", message, place, hint)
            return
    if english := _ENGLISH.search(own.source.text):
        line = own.source.text.count("\n", 0, english.start())
        message = "`|words` gives English words"
        yield Diagnostic("question-translation", message, own.source.place(line), "put in the number: `<<n>>`")
    lost = {name for name, _ in compile_template(original.source).names}
    lost -= {name for name, _ in compile_template(own.source).names}
    if lost:
        message = f"{_named(own)} does not show {', '.join(f'`{name}`' for name in sorted(lost))}, as the question does"
        yield Diagnostic("question-translation", message, own.source.place(0), "put the value into a sentence")


_ENGLISH: Final = re.compile(r"<<[^<>]*\|\s*words\b")


@dataclass(frozen=True, slots=True)
class _Item:
    """What is the same in every language: a formula with its role, a loop's line, a picture."""

    said: str
    shown: str
    line: int


def _items(piece: Piece) -> Iterator[_Item]:
    for start, chunk in parse_markdown(piece.source.text):
        for block in chunk.blocks:
            yield from _of_block(block, start)


def _of_block(block: RawBlock, start: int) -> Iterator[_Item]:
    if isinstance(block, RawParagraph | RawHeading):
        yield from _of_inlines(block.inlines, start)
    elif isinstance(block, RawDisplay):
        yield _formula(block.formula, start)
    elif isinstance(block, RawList):
        for item in block.items:
            for inner in item:
                yield from _of_block(inner, start)
    elif isinstance(block, RawTable):
        for cell in (cell for row in block.rows for cell in row):
            yield from _of_inlines(cell, start)
    elif isinstance(block, RawFigure):
        yield _Item(f"picture {block.path}", block.path, start)


def _of_inlines(inlines: Iterable[RawInline], start: int) -> Iterator[_Item]:
    for inline in inlines:
        if isinstance(inline, RawFormula):
            yield _formula(inline, start)
        elif isinstance(inline, Text):
            for loop in _LOOP.findall(inline.text):
                yield _Item(" ".join(loop.split()), loop, start)


_LOOP: Final = re.compile(r"<%.*?%>")
_WORDS: Final = re.compile(r"\\(text|textrm|textit|textbf|mbox)\s*\{(?:[^{}]|\{[^{}]*\})*\}")


def _formula(formula: RawFormula, start: int) -> _Item:
    latex = " ".join(formula.latex.split())
    said = f"{formula.display} {re.sub(r' ', '', _WORDS.sub(r'text', latex))} {formula.braces}"
    shown = latex if len(latex) <= 60 else f"{latex[:57]}..."
    return _Item(said, shown, start + (formula.starts[0].line if formula.starts else 0))
