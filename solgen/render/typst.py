"""A sheet as Typst source. Blocks become calls of the functions that ``templates/typst/style.typ`` defines."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

from solgen.documents.by_identity import ByIdentity
from solgen.notation.reading.reading import Token
from solgen.notation.writing.typst import string_literal, to_typst
from solgen.notation.writing.widest import widest, widest_words
from solgen.render.facts import facts
from solgen.render.pieces import PLACES, names, piece_of, quoted
from solgen.render.templates import Source, environment, fill
from solgen.render.wording import language_part, region_part, wording
from solgen.sheets import sheet
from solgen.sheets.addressing import addressed
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import (
    WRONG_TICKS,
    Block,
    Corrections,
    Derivation,
    Inline,
    Line,
    Link,
    Math,
    Prose,
    Sheet,
    Words,
)

_STYLES = {"strong": "strong", "emphasis": "emph", "code": "code"}


def render(
    document: Sheet | Corrections,
    overriding: Path | None = None,
    paper: PaperIdentity | None = None,
    *,
    few_codes: bool = False,
) -> str:
    """The source of the whole sheet; ``overriding`` is a folder whose templates take the place of ours.

    ``paper`` says whose paper it is, where it is somebody's. With ``few_codes`` it holds QR codes for as many pages as
    it is likely to have; if it has more, it cannot be set.
    """
    name = f"{document.kind.value}.typ"
    surroundings = environment("typst", overriding, text)
    if isinstance(document, Corrections):
        return fill(surroundings, name, sheet=document, write=_WRITERS)
    shown = addressed(document, paper)
    writers = _WITH_FEW_CODES if few_codes else _WRITERS
    return fill(surroundings, name, sheet=shown, paper=paper, write=writers, **wording(document.language))


def text(words: str) -> str:
    """Words as Typst content that prints exactly them: a string, never markup."""
    return f"#{string_literal(words)};" if words else ""


def string(words: str) -> Source:
    """Words as a Typst string, where a template needs one as an argument."""
    return Source(string_literal(words))


def formula(math: Math) -> str:
    """An inline formula with its alternative text, its frame, its tick."""
    closing = _equation(math.closing, "") if math.closing else ""
    parts = []
    if math.tokens:
        parts.append(_equation(math.tokens, math.spoken))
    if math.framed:
        parts.append(f"#framed({_call(math.framed, math.spoken)})")
    return "".join(parts) + closing


_TALL = frozenset(
    {"\\frac", "\\dfrac", "\\tfrac", "\\binom", "\\sum", "\\prod", "\\sqrt", "pmatrix", "bmatrix", "cases"}
)
"""What makes a formula in a line taller than the line, so that room must be made for it."""


def _call(tokens: tuple[Token, ...], spoken: str) -> str:
    look = "tall" if any(token.text in _TALL for token in tokens) else "m"
    return f"{look}({string_literal(spoken)}, ${_markup(tokens)}$)"


_markup: Final[ByIdentity[tuple[Token, ...], str]] = ByIdentity(to_typst)
"""Sheets share the tokens of the formulas that they share, so that each is written once."""
_width: Final[ByIdentity[tuple[Token, ...], float]] = ByIdentity(widest)


def _equation(tokens: tuple[Token, ...], spoken: str) -> str:
    if all(token.text in (".", ",", ";") for token in tokens):
        return text("".join(token.text for token in tokens))
    return f"#{_call(tokens, spoken)};"


def inlines(pieces: Iterable[Inline]) -> Source:
    """Words and formulas in a line."""
    return Source("".join(map(_inline, pieces)))


def _inline(piece: Inline) -> str:
    if isinstance(piece, Words):
        return _words(piece)
    return _link(piece.target, text(piece.text)) if isinstance(piece, Link) else _math(piece)


def _link(target: str, written: str) -> str:
    return f"#link(label({string_literal(target)}))[{written}];"


def _words(words: Words) -> str:
    if words.style == "break":
        return "#linebreak();"
    written = text(words.text)
    style = _STYLES.get(words.style)
    return f"#{style}[{written}];" if style else written


def _math(math: Math) -> str:
    parts = [f"#wrong[{formula(math)}];" if math.tick in WRONG_TICKS and math.tokens else formula(math)]
    if math.tick is not None:
        tick = f'#tick("{math.tick.value}");'
        parts.append(_link(math.finding, tick) if math.finding else tick)
    if math.note:
        parts.append(f"#aside[{inlines(math.note)}];")
    if math.marks:
        parts.append(f"#marginal({string_literal(math.marks)});")
    return "".join(parts)


def blocks(pieces: Iterable[Block]) -> Source:
    """Blocks in order. A paragraph that leads to a display stays on its page."""
    return Source("\n\n".join(_written(pieces)))


def _as_pieces(blocks: Iterable[Block]) -> Source:
    return Source("\n\n".join(map(piece_of, _written(blocks))))


_pieces: Final[ByIdentity[tuple[Block, ...], Source]] = ByIdentity(_as_pieces, kept=128)
"""Parts of a variant that several students have are composed once, and written once."""


def as_pieces(blocks: tuple[Block, ...]) -> Source:
    """Blocks in order, each as a piece that Typst remembers."""
    return _pieces(blocks)


def _written(blocks: Iterable[Block]) -> list[str]:
    listed = list(blocks)
    written = []
    for position, block in enumerate(listed):
        leads = (
            isinstance(block, Prose)
            and position + 1 < len(listed)
            and isinstance(listed[position + 1], Derivation | sheet.Items | sheet.Note)
        )
        source = _block(block)
        written.append(f"#lead[{source}]" if leads else source)
    return written


def _block(block: Block) -> str:
    if isinstance(block, Prose):
        return inlines(block.inlines)
    if isinstance(block, Derivation):
        return derivation(block)
    if isinstance(block, sheet.Subheading):
        return f"#subheading({block.level})[{inlines(block.inlines)}]"
    if isinstance(block, sheet.Items):
        function = "enum" if block.ordered else "list"
        return f"#{function}({', '.join(f'[{blocks(item)}]' for item in block.items)})"
    if isinstance(block, sheet.Table):
        return table(block)
    if isinstance(block, sheet.Picture):
        return f"#picture({string_literal(block.path)}, {string_literal(block.alternative)})"
    if isinstance(block, sheet.Verbatim):
        return f"#raw({string_literal(block.text)}, block: true)"
    return _added(block)


def _added(block: sheet.Note | sheet.Finding | sheet.Anchor | sheet.AnswerSpace) -> str:
    """What the sheet adds to the author's blocks."""
    if isinstance(block, sheet.Note):
        return _note(block)
    if isinstance(block, sheet.Finding):
        return finding(block)
    if isinstance(block, sheet.Anchor):
        return f"#anchor({string_literal(block.name)})"
    return f"#answer-space({_length(block.length)})"


def _note(note: sheet.Note) -> str:
    entries = "".join(f"[{inlines(entry)}], " for entry in note.entries)
    return f'#note("{note.kind.value}", {string_literal(note.label)}, ({entries}))'


def finding(found: sheet.Finding) -> str:
    """What is said beneath a line of somebody's text."""
    facts = "".join(f"({string_literal(fact.label)}, [{inlines(fact.inlines)}]), " for fact in found.facts)
    return (
        f'#finding({string_literal(found.name)}, {string_literal(found.where)}, "{found.tick.value}", '
        f"[{inlines(found.said)}], ({facts}))"
    )


def _length(length: str) -> str:
    """A length of the author's as Typst: ``7cm``; anything that is none becomes the default."""
    number = length.rstrip("abcdefghijklmnopqrstuvwxyz ")
    unit = length[len(number) :].strip()
    valid = number.replace(".", "", 1).isdecimal() and unit in ("cm", "mm", "in", "pt", "em")
    return f"{number}{unit}" if valid else "5cm"


def derivation(block: Derivation) -> str:
    """The lines as dictionaries; the function ``derivation`` aligns, wraps and ticks them."""
    return f"#derivation({', '.join(map(_line, block.lines))})"


def _line(line: Line) -> str:
    left = _piece(line.left) if line.left is not None else "none"
    right = "".join(f"{_piece(piece)}, " for piece in line.right)
    entries = [f"left: {left}", f"right: ({right})"]
    bound = _bound(line)
    if bound <= _MEASURED:
        entries.append(f"bound: {bound:.1f}em")
    if line.reason:
        entries.append(f"reason: [{inlines(line.reason)}]")
    if line.tick is not None:
        entries.append(f'tick: "{line.tick.value}"')
    if line.marks:
        entries.append(f"marks: {string_literal(line.marks)}")
    if line.note:
        entries.append(f"note: [{inlines(line.note)}]")
    if line.findings:
        entries.append(f"findings: [{' '.join(map(finding, line.findings))}]")
    return f"({', '.join(entries)})"


_MEASURED: Final = 60
"""In em; lines that may be wider than this are wider than any line of a page or about as wide."""


def _bound(line: Line) -> float:
    """How wide a line without its left side can be at most, in em; with it, most lines need not be measured."""
    width = 0.05 + sum(0.3 + _piece_bound(piece) for piece in line.right)
    if line.reason:
        width += 2.0
    for piece in line.reason:
        if isinstance(piece, Math):
            width += _piece_bound(piece)
        else:
            width += widest_words(piece.text) * (1.4 if isinstance(piece, Words) and piece.style in _STYLES else 1.0)
    return width


def _piece_bound(math: Math) -> float:
    framed = 1.5 + _width(math.framed) if math.framed else 0.0
    return _width(math.tokens) + framed + 0.3 * len(math.closing)


def _piece(math: Math) -> str:
    """A piece of a display: formula, framed answer and punctuation, in display style."""
    parts = []
    if math.tokens:
        parts.append(f"#d({string_literal(math.spoken)}, ${_markup(math.tokens)}$)")
    if math.framed:
        parts.append(f"#framed(d({string_literal(math.spoken)}, ${_markup(math.framed)}$))")
    if math.closing:
        parts.append(f"#closing({string_literal(''.join(token.text for token in math.closing))})")
    return f"[{';'.join(parts)}]"


def table(block: sheet.Table) -> str:
    """A table with its header marked as one."""
    alignments = "".join(f"{alignment or 'left'}, " for alignment in block.alignments)
    header = ", ".join(f"[{inlines(cell)}]" for cell in block.header)
    rows = ", ".join(f"[{inlines(cell)}]" for row in block.rows for cell in row)
    widths: str | int = "none" if block.stretch is None else block.stretch
    if block.shares:
        widths = "(" + "".join(f"{share}fr, " for share in block.shares) + ")"
    return f"#listing(({alignments}), {widths}, ({header},), {rows})"


def optional(words: str | None) -> Source:
    """Words as a Typst string, or ``none``."""
    return Source("none") if words is None else string(words)


def number(value: int) -> Source:
    """A whole number as Typst code."""
    return Source(str(int(value)))


_WRITERS: Final = {
    "blocks": blocks,
    "pieces": as_pieces,
    "places": range(PLACES),
    "names": names,
    "source": Source,
    "quoted": quoted,
    "inlines": inlines,
    "string": string,
    "optional": optional,
    "number": number,
    "facts": facts,
    "language": language_part,
    "region": region_part,
}
_WITH_FEW_CODES: Final = {**_WRITERS, "facts": partial(facts, few_codes=True)}
