"""Blocks as Markdown in the format of questions, with the place of each formula in what was written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from solgen.documents.blocks import Text
from solgen.documents.raw import (
    RawBlock,
    RawCode,
    RawDisplay,
    RawFigure,
    RawFormula,
    RawHeading,
    RawInline,
    RawList,
    RawParagraph,
    RawTable,
)

_SPECIAL = re.compile(r"[\\`*_$\[\]{}|]|<(?=[A-Za-z/!<%])")
_AT_START = re.compile(r"(#{1,6}(?=\s|\Z)|[-+](?=\s)|>|=+\Z|-{2,}\Z|~{3,})")
_LINES_END = re.compile(r"\s*\\end\{(?:aligned|gathered)\}\s*")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s)")


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done with one formula: its braces, what its last line ends in, whether it is only shown as typed."""

    braces: str = ""
    remarks: str = ""
    """``\\marks{2} \\answer{result}``, for a display."""
    typed: bool = False


@dataclass(slots=True)
class Writer:
    """Lines as they are written, and for each formula the lines that it stands on and its columns there."""

    treatments: Mapping[RawFormula, Treatment]
    lines: list[str] = field(default_factory=list)
    formulas: list[tuple[RawFormula, int, int, int, int]] = field(default_factory=list)
    """A formula, its first line and its last (from 1), where it begins on the first and ends on the last (from 1)."""
    pictures: list[str] = field(default_factory=list)
    _in_row: bool = False
    _indent: str = ""
    _bullet: str = ""

    def blocks(self, blocks: Sequence[RawBlock]) -> None:
        """Blocks with an empty line after each."""
        for block in blocks:
            self._block(block)

    def line(self, text: str = "") -> None:
        """A line; its indentation is that of the list around it."""
        if not text:
            if self.lines and self.lines[-1]:
                self.lines.append("")
            return
        prefix = self._bullet or self._indent
        self._bullet = ""
        self.lines.append(prefix + text)

    def _block(self, block: RawBlock) -> None:
        match block:
            case RawParagraph(inlines):
                self._inlines(inlines)
            case RawHeading(level, inlines):
                self._inlines(inlines, before="#" * min(max(level, 3), 6) + " ")
            case RawDisplay(formula):
                self._display(formula)
            case RawList():
                self._list(block)
            case RawTable(rows):
                self._table(rows)
            case RawFigure(path, alternative):
                self.pictures.append(path)
                self.line(f"![{_escaped(alternative) or 'to be described'}]({path})")
            case RawCode(text):
                self._code(text)
        self.line()

    def _code(self, text: str) -> None:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text) or [""]))
        for line in (fence, *_untemplated(text).split("\n"), fence):
            self.line(line or " ")

    def _display(self, formula: RawFormula) -> None:
        treatment = self.treatments.get(formula, Treatment())
        self.line()
        first = len(self.lines) + 1
        if treatment.typed:
            self._code(formula.latex)
        else:
            if treatment.braces:
                self.line(f"{{{treatment.braces}}}")
            rows = [row for row in _untemplated(formula.latex).split("\n") if row.strip()]
            if treatment.remarks:
                last = -2 if len(rows) > 1 and _LINES_END.fullmatch(rows[-1]) else -1
                rows[last] = f"{rows[last].rstrip()} {treatment.remarks}"
            for row in ("$$", *rows, "$$"):
                self.line(row)
        self.formulas.append((formula, first, len(self.lines), 1, 10_000))

    def _list(self, block: RawList) -> None:
        outer = self._indent
        for number, item in enumerate(block.items):
            mark = f"{block.start + number}. " if block.ordered else "- "
            label = block.labels[number] if number < len(block.labels) else ""
            self._bullet = outer + mark
            self._indent = outer + " " * len(mark)
            if label and not (item and isinstance(item[0], RawParagraph)):
                self.line(_escaped(label))
                self.line()
            for position, one in enumerate(item):
                if label and position == 0 and isinstance(one, RawParagraph):
                    self._block(RawParagraph((Text(f"{label} "), *one.inlines), one.line))
                else:
                    self._block(one)
            if self._bullet:
                self.line("–")
        self._indent, self._bullet = outer, ""

    def _table(self, rows: Sequence[Sequence[Sequence[RawInline]]]) -> None:
        for number, row in enumerate(rows):
            self._cells(row)
            if number == 0:
                self.line("|" + " --- |" * len(row))

    def _cells(self, row: Sequence[Sequence[RawInline]]) -> None:
        text = self._bullet or self._indent
        start = len(text)
        spans: list[tuple[RawFormula, int, int]] = []
        text += "|"
        self._in_row = True
        for cell in row:
            text += " "
            text = self._written(cell, text, spans)
            text += " |"
        self._in_row = False
        self.line(text[start:])
        self._keep(spans)

    def _inlines(self, inlines: Sequence[RawInline], before: str = "") -> None:
        prefix = self._bullet or self._indent
        spans: list[tuple[RawFormula, int, int]] = []
        text = self._written(inlines, prefix + before, spans)
        own = text[len(prefix) :]
        if not before:
            escaped = _AT_START.sub(r"\\\1", own, count=1) if _AT_START.match(own) else own
            numbered = _NUMBERED.match(escaped)
            if numbered:
                escaped = f"{numbered[1]}\\{escaped[numbered.start(2) :]}"
            shift = len(escaped) - len(own)
            spans = [(formula, begin + shift, end + shift) for formula, begin, end in spans]
            own = escaped
        self.line(own.rstrip() or "–")
        self._keep(spans)

    def _keep(self, spans: Sequence[tuple[RawFormula, int, int]]) -> None:
        number = len(self.lines)
        self.formulas += [(formula, number, number, begin + 1, end + 1) for formula, begin, end in spans]

    def _written(self, inlines: Sequence[RawInline], text: str, spans: list[tuple[RawFormula, int, int]]) -> str:
        """The words and formulas of a run behind ``text``; ``spans`` gets where each formula begins and ends."""
        for one in inlines:
            if isinstance(one, RawFormula):
                begin = len(text)
                text += self._formula(one)
                spans.append((one, begin, len(text)))
            else:
                text += _styled(one)
        return text

    def _formula(self, formula: RawFormula) -> str:
        treatment = self.treatments.get(formula, Treatment())
        latex = _untemplated(" ".join(formula.latex.split()))
        if self._in_row:  # a bar would end the cell
            latex = latex.replace("\\|", "\\Vert ").replace("|", "\\vert ")
        if treatment.typed:
            return f"`{latex.replace('`', chr(39))}`"
        return f"${latex}$" + (f"{{{treatment.braces}}}" if treatment.braces else "")


def _styled(one: Text) -> str:
    if one.style == "break":
        return " "
    if one.style == "code":
        return f"`{_untemplated(one.text).replace('`', chr(39))}`"
    words = _escaped(one.text)
    mark = {"strong": "**", "emphasis": "*"}.get(one.style, "")
    inner = words.strip()
    if not mark or not inner:
        return words
    lead = words[: len(words) - len(words.lstrip())]
    return f"{lead}{mark}{inner}{mark}{words[len(words.rstrip()) :]}"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], _untemplated(words.replace("\n", " ")))


def _untemplated(text: str) -> str:
    """Without what would put in a value."""
    return text.replace("<<", "< <").replace("<%", "< %")
