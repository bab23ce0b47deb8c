"""Blocks of a document as blocks of a sheet: formulas with their tokens, words, ticks, marks and notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from solgen.documents import blocks as documents
from solgen.documents.blocks import Formula, Role
from solgen.documents.by_identity import ByIdentity
from solgen.documents.checked import CheckedDocument, CheckedStep
from solgen.kernel.claim import Witness
from solgen.languages.language import ENGLISH, Language, marked
from solgen.notation.reading.reading import Reading, Token
from solgen.notation.reading.tokens import tokenize
from solgen.notation.writing.lettering import plain_text
from solgen.notation.writing.lines import DisplayLine, ReasonPiece, display_lines, inline_answer, shown_tokens
from solgen.notation.writing.names import name_to_words
from solgen.notation.writing.plain import to_plain
from solgen.notation.writing.words import members_to_words, to_words
from solgen.sheets import sheet
from solgen.sheets.breaking import broken
from solgen.sheets.saying import matrix_in_latex
from solgen.sheets.sheet import Block, Derivation, Inline, Line, Math, Tick, Words
from solgen.sheets.ticks import tick_of, weakest

Verdicts = dict[int, list[CheckedStep]]
"""Checked steps by the number of their formula."""

NO_VERDICTS: Final[Verdicts] = {}


def verdicts_by_formula(checked: CheckedDocument) -> Verdicts:
    """The checked steps of each formula that has any."""
    found: Verdicts = defaultdict(list)
    for checked_step in checked.steps:
        found[checked_step.step.formula].append(checked_step)
    return dict(found)


def compose_blocks(
    blocks: Iterable[documents.Block], verdicts: Verdicts, *, marks: bool, language: Language = ENGLISH
) -> tuple[Block, ...]:
    """Blocks of a sheet. Without verdicts there are no ticks; without ``marks`` no marks and no frames.

    ``language`` is that of what the sheet says itself, and of the words of formulas.
    """
    composed: list[Block] = []
    for block in blocks:
        made = _block(block, verdicts, marks=marks, language=language)
        composed.extend(_with_witnesses(made, language) if isinstance(made, sheet.Prose) else [made])
    return tuple(composed)


def _with_witnesses(prose: sheet.Prose, language: Language) -> list[Block]:
    """A paragraph, and under it the witnesses against its formulas that are meant to be false."""
    witnesses = tuple(inline.note for inline in prose.inlines if isinstance(inline, Math) and inline.note)
    if not witnesses:
        return [prose]
    plain = tuple(replace(inline, note=()) if isinstance(inline, Math) else inline for inline in prose.inlines)
    return [sheet.Prose(plain), sheet.Note(sheet.NoteKind.WITNESS, language.say("Witness"), witnesses)]


def _block(block: documents.Block, verdicts: Verdicts, *, marks: bool, language: Language) -> Block:
    if isinstance(block, documents.Paragraph):
        return sheet.Prose(compose_inlines(block.inlines, verdicts, marks=marks, language=language))
    if isinstance(block, documents.Display):
        return derivation(block.formula, verdicts, marks=marks, language=language)
    if isinstance(block, documents.Heading):
        return sheet.Subheading(
            max(block.level - 2, 1), compose_inlines(block.inlines, verdicts, marks=marks, language=language)
        )
    if isinstance(block, documents.ItemList):
        return sheet.Items(
            block.ordered, tuple(compose_blocks(item, verdicts, marks=marks, language=language) for item in block.items)
        )
    if isinstance(block, documents.Table):
        header = tuple(compose_inlines(cell, verdicts, marks=marks, language=language) for cell in block.header)
        rows = tuple(
            tuple(compose_inlines(cell, verdicts, marks=marks, language=language) for cell in row) for row in block.rows
        )
        return sheet.Table(header, rows, block.alignments)
    if isinstance(block, documents.Figure):
        return sheet.Picture(block.path, block.alternative)
    return sheet.Verbatim(block.text)


def compose_inlines(
    inlines: Iterable[documents.Inline], verdicts: Verdicts, *, marks: bool, language: Language = ENGLISH
) -> tuple[Inline, ...]:
    """Words and inline formulas in order."""
    return tuple(
        Words(_with_apostrophes(inline), inline.style)
        if isinstance(inline, documents.Text)
        else inline_math(inline, verdicts, marks=marks, language=language)
        for inline in inlines
    )


def _with_apostrophes(text: documents.Text) -> str:
    """The text with the apostrophe of print after a letter; code stays as typed."""
    if "'" not in text.text or text.style == "code":
        return text.text
    return _APOSTROPHE.sub("’", text.text)


_APOSTROPHE: Final = re.compile(r"(?<=\w)'")


def inline_math(formula: Formula, verdicts: Verdicts, *, marks: bool, language: Language = ENGLISH) -> Math:
    """An inline formula with its tick, its answer framed."""
    reading = formula.reading
    steps = verdicts.get(formula.number, ())
    answer = marks and bool(formula.attributes.answer or any(remark.answer for remark in reading.remarks))
    parts = (_framed_inlines if answer else _plain_inlines)(reading, language)
    tick = weakest(map(tick_of, steps)) if steps else None
    earned = _marks(formula) if marks else ""
    return Math(parts.tokens, parts.spoken, parts.framed, parts.closing, tick, earned, _note(formula, steps, language))


@dataclass(frozen=True, slots=True)
class _Inline:
    """What an inline formula is set from, and its words."""

    tokens: sheet.Tokens
    spoken: str
    framed: sheet.Tokens = ()
    closing: sheet.Tokens = ()


def _plain_inline(reading: Reading, language: Language) -> _Inline:
    return _Inline(shown_tokens(reading.tokens), to_words(reading, language))


def _framed_inline(reading: Reading, language: Language) -> _Inline:
    tokens, framed, closing = inline_answer(reading)
    return _Inline(tokens, to_words(reading, language), framed, closing)


_plain_inlines: Final[ByIdentity[Reading, _Inline]] = ByIdentity(_plain_inline)
_framed_inlines: Final[ByIdentity[Reading, _Inline]] = ByIdentity(_framed_inline)


def _marks(formula: Formula) -> str:
    return formula.attributes.marks or next((r.marks for r in formula.reading.remarks if r.marks), "")


def derivation(formula: Formula, verdicts: Verdicts, *, marks: bool, language: Language = ENGLISH) -> Derivation:
    """A display with a tick for every line that claims something."""
    steps = verdicts.get(formula.number, ())
    attributes = formula.attributes
    if marks:
        parts = (_answering_lines if attributes.answer else _marked_lines)(formula.reading, language)
    else:
        parts = _bare_lines(formula.reading, language)
    lines = []
    for number, part in enumerate(parts):
        of_line = _steps_of_line(formula.reading, steps, number, len(parts))
        found = part.marks or (attributes.marks if number == len(parts) - 1 else "")
        tick = weakest(map(tick_of, of_line)) if of_line else None
        lines.append(
            Line(part.left, part.right, part.reason, tick, found if marks else "", _note(formula, of_line, language))
        )
    return Derivation(tuple(lines))


def _steps_of_line(reading: Reading, steps: Sequence[CheckedStep], number: int, count: int) -> Sequence[CheckedStep]:
    if count == 1 or not steps:
        return steps
    members = reading.members
    return [
        checked
        for checked in steps
        if checked.step.member < len(members) and members[checked.step.member].line == number
    ]


@dataclass(frozen=True, slots=True)
class _DisplayLine:
    """A line of a display without its verdict."""

    left: Math | None
    right: tuple[Math, ...]
    reason: tuple[Inline, ...]
    marks: str


def _lines(reading: Reading, language: Language, *, last_answer: bool, framing: bool) -> tuple[_DisplayLine, ...]:
    """The lines; with ``framing`` the answers that they end in are framed, as is the end of the last on demand."""
    made = []
    lines = display_lines(reading)
    for number, line in enumerate(lines):
        answer = bool(line.answer) or (last_answer and number == len(lines) - 1)
        left, right = _pieces(reading, line, number, language, answer=answer and framing)
        made.append(_DisplayLine(left, right, _reason(reading, line.reason, number, language), line.marks))
    return tuple(made)


_Lines = ByIdentity[Reading, tuple[_DisplayLine, ...]]
_LINES_KEPT: Final = 512
_bare_lines: Final[_Lines] = ByIdentity(partial(_lines, last_answer=False, framing=False), _LINES_KEPT)
_marked_lines: Final[_Lines] = ByIdentity(partial(_lines, last_answer=False, framing=True), _LINES_KEPT)
_answering_lines: Final[_Lines] = ByIdentity(partial(_lines, last_answer=True, framing=True), _LINES_KEPT)


def _pieces(
    reading: Reading, line: DisplayLine, number: int, language: Language, *, answer: bool
) -> tuple[Math | None, tuple[Math, ...]]:
    """The left side of a line and its pieces, cut after each member, each with its words."""
    members = [member for member in reading.members if member.line == number]
    left = None
    if line.left:
        end = line.left[-1].end
        said = members_to_words(((member.sign, member.term) for member in members if member.end <= end), language)
        left = Math(line.left, said or to_plain(line.left))
        members = [member for member in members if member.end > end]
    cuts = [member.end for member in members[:-1]]
    runs: list[list[Token]] = [[]]
    for token in line.right:
        while len(runs) <= len(cuts) and cuts[len(runs) - 1] <= token.start:
            runs.append([])
        runs[-1].append(token)
    runs.extend([] for _ in range(len(cuts) + 1 - len(runs)))
    pieces: list[Math] = []
    for position, run in enumerate(runs):
        tokens = tuple(run)
        framed: sheet.Tokens = ()
        closing: sheet.Tokens = ()
        own = [(members[position].sign, members[position].term)] if members else []
        said = members_to_words(own, language) if own else to_plain(run)
        if position == len(runs) - 1:
            closing = line.closing
            if answer:
                start = members[position].start if members else 0
                framed = tuple(token for token in tokens if token.start >= start)
                tokens = tuple(token for token in tokens if token.start < start)
        runs_of_piece = broken(tokens) if not framed else (tokens,)
        pieces.extend(Math(run, to_plain(run)) for run in runs_of_piece[:-1])
        whole = len(runs_of_piece) == 1
        pieces.append(Math(runs_of_piece[-1], said if whole else to_plain(runs_of_piece[-1]), framed, closing))
    return left, tuple(pieces)


def _reason(reading: Reading, pieces: Sequence[ReasonPiece], number: int, language: Language) -> tuple[Inline, ...]:
    """A reason's words and formulas; the formulas are said from their Terms where each has one."""
    terms = [term for remark in reading.remarks if remark.line == number for term in remark.formulas]
    formulas = [piece for piece in pieces if piece.tokens]
    known = len(terms) == len(formulas)
    said = iter([to_words(term, language) for term in terms] if known else [to_plain(p.tokens) for p in formulas])
    return tuple(Words(plain_text(piece.words)) if piece.words else Math(piece.tokens, next(said)) for piece in pieces)


def _note(formula: Formula, steps: Sequence[CheckedStep], language: Language) -> tuple[Inline, ...]:
    """The witness against a formula that is meant to be false."""
    if formula.role is not Role.WRONG:
        return ()
    for checked in steps:
        if tick_of(checked) is Tick.REFUTED and checked.verdict.witness is not None:
            return witness_inlines(checked.verdict.witness, language)
    return ()


def witness_inlines(witness: Witness, language: Language = ENGLISH) -> tuple[Inline, ...]:
    """``false for x = 1: the left side is 2, the right side 3``."""
    where, note = language.say("for"), language.say(witness.note) if witness.note else ""
    inlines: list[Inline] = [Words(language.say("false"))]
    for position, (name, value) in enumerate(witness.values):
        inlines.append(Words(f" {where} " if position == 0 else ", "))
        inlines.append(Math(tokenize(name), name_to_words(name, language)))
        inlines.extend([Words(" = "), _value(value, language)])
    if witness.left or witness.right:
        holds = {witness.left, witness.right} <= _TRUTHS
        first = language.say("the left side") if holds else language.say("the left side is")
        inlines.extend([Words(f": {first} "), _value(witness.left, language)])
        second = language.say("the right side")
        inlines.extend([Words(f", {second} "), _value(witness.right, language)])
    if note:
        inlines.append(Words(f"; {note}"))
    return tuple(inlines)


_TRUTHS: Final = {marked("holds"), marked("does not hold")}
_NUMERIC: Final = re.compile(r"[0-9.,/() -]+")


def _value(value: str, language: Language) -> Inline:
    """A value of a witness: numbers, tuples of them and matrices, as mathematics; anything else as words."""
    written = matrix_in_latex(value)
    if written != value:
        return spoken_math(written)
    if _NUMERIC.fullmatch(value) and value.strip():
        return spoken_math(value)
    return Words(language.say(value) if value in _TRUTHS else value)


def spoken_math(latex: str) -> Math:
    """LaTeX that this program wrote (a verdict's condition) as an inline formula."""
    tokens = tokenize(latex)
    return Math(tokens, to_plain(tokens))
