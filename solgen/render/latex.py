"""A sheet as LaTeX: the body from Jinja templates, the document and its packages by PyLaTeX.

The commands that begin with ``\\solgen`` stand in ``templates/latex/commands.tex``: they are the look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from pylatex import Command, Document, NoEscape, Package
from pylatex.utils import escape_latex

from solgen.notation.reading.reading import Token
from solgen.notation.writing.extent import extent
from solgen.notation.writing.source import to_source
from solgen.render.templates import Source, environment, fill
from solgen.render.wording import wording
from solgen.sheets import sheet
from solgen.sheets.addressing import addressed
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import Block, Derivation, Inline, Line, Link, Math, Sheet, Words

_PACKAGES: Final = (
    ("amsmath", "fleqn"), ("amssymb", ""), ("fancyhdr", ""), ("framed", ""), ("booktabs", ""),
    ("tabularx", ""), ("enumitem", ""), ("graphicx", ""), ("xcolor", ""), ("needspace", ""),
)  # fmt: skip
_PAPERS: Final = {"a4": "a4paper", "letter": "letterpaper"}
_GEOMETRY: Final = {"top": "2.6cm", "bottom": "2.4cm", "left": "2.5cm", "right": "2.9cm"}
_STYLES: Final = {"strong": "textbf", "emphasis": "emph", "code": "texttt"}
_LINE: Final = 68
"""How many plain characters of mathematics fit on a line beside the tick; longer lines are broken."""
_LANGUAGES: Final = {"en": "english", "de": "ngerman", "fr": "french", "es": "spanish", "it": "italian"}


def render(document: Sheet, overriding: Path | None = None, paper: PaperIdentity | None = None) -> str:
    """The source of the whole sheet; ``overriding`` is a folder whose templates take the place of ours.

    ``paper`` says whose paper it is, where it is somebody's.
    """
    surroundings = environment("latex", overriding, text)
    shown, said = addressed(document, paper), wording(document.language)
    body = fill(surroundings, f"{document.kind.value}.tex", sheet=shown, paper=paper, write=_WRITERS, **said)
    commands = fill(surroundings, "commands.tex", sheet=shown, paper=paper, write=_WRITERS, **said)
    source: str = _document(shown, commands, body).dumps()
    return source + "\n"


def _document(document: Sheet, commands: str, body: str) -> Document:
    made = Document(
        documentclass="article",
        document_options=["10pt", _PAPERS[document.paper]],
        geometry_options={_PAPERS[document.paper]: True, **_GEOMETRY},
        lmodern=True,
        textcomp=True,
        microtype=True,
        page_numbers=True,
        indent=False,
    )
    for name, options in _PACKAGES:
        made.packages.append(Package(name, options=options or None))
    title = " – ".join(filter(None, (document.title.title, document.title.subtitle)))
    made.packages.append(Package("hyperref", options=["hidelinks"]))
    made.preamble.append(
        Command("hypersetup", NoEscape(f"pdftitle={{{text(title)}}}, pdflang={{{text(document.language)}}}"))
    )
    made.preamble.append(NoEscape(commands))
    made.append(NoEscape(body))
    return made


def text(words: str) -> str:
    """Words as LaTeX that prints exactly them."""
    flat = " ".join(words.splitlines()) if "\n" in words else words
    escaped: str = str(escape_latex(flat)).replace("{-}", "-").replace("\\^{}", "\\textasciicircum{}")
    return _LIGATURES.sub(lambda found: f"{found[0]}{{}}", escaped).translate(_CHARACTERS)


_LIGATURES: Final = re.compile(r"[-<>,](?=[-<>,])")
_CHARACTERS: Final = str.maketrans(
    {"`": "\\textasciigrave{}", "'": "\\textquotesingle{}", '"': "\\textquotedbl{}", "\u2009": "\\,"}
)
"""What TeX would turn into other characters, alone or in pairs."""


def inlines(pieces: Iterable[Inline]) -> Source:
    """Words and formulas in a line."""
    return Source("".join(map(_inline, pieces)))


def _inline(piece: Inline) -> str:
    if isinstance(piece, Words):
        return _words(piece)
    return text(piece.text) if isinstance(piece, Link) else _math(piece)


def _words(words: Words) -> str:
    if words.style == "break":
        return "\\\\\n"
    command = _STYLES.get(words.style)
    return f"\\{command}{{{text(words.text)}}}" if command else text(words.text)


def _math(math: Math) -> str:
    framed = f"\\boxed{{{to_source(math.framed)}}}" if math.framed else ""
    parts = [f"${' '.join(filter(None, (to_source(math.tokens), framed)))}$", to_source(math.closing)]
    if math.tick is not None:
        parts.append(f"\\solgentick{{{math.tick.value}}}")
    if math.note:
        parts.append(f" \\solgenaside{{{inlines(math.note)}}}")
    if math.marks:
        parts.append(f"\\solgenmarginal{{{text(math.marks)}}}")
    return "".join(parts)


def blocks(pieces: Iterable[Block]) -> Source:
    """Blocks in order, with a blank line between paragraphs and none between a paragraph and its display."""
    parts: list[str] = []
    before: Block | None = None
    for block in pieces:
        if isinstance(block, Derivation):
            parts.append("\n" if isinstance(before, sheet.Prose) else "\n\n\\solgenalone\n")
        elif parts:
            parts.append("\n\n")
        parts.append(_block(block))
        before = block
    return Source("".join(parts))


def _block(block: Block) -> str:
    if isinstance(block, sheet.Prose):
        return inlines(block.inlines)
    if isinstance(block, Derivation):
        return derivation(block)
    if isinstance(block, sheet.Subheading):
        return f"\\solgensubheading{{{inlines(block.inlines)}}}"
    if isinstance(block, sheet.Items):
        name = "enumerate" if block.ordered else "itemize"
        items = "\n".join(f"\\item {blocks(item)}" for item in block.items)
        return f"\\begin{{{name}}}\n{items}\n\\end{{{name}}}"
    if isinstance(block, sheet.Table):
        return table(block)
    if isinstance(block, sheet.Picture):
        return f"\\solgenpicture{{{_path(block.path)}}}{{{text(block.alternative)}}}"
    if isinstance(block, sheet.Verbatim):
        lines = "\\\\\n".join(text(line).replace(" ", "~") for line in block.text.splitlines())
        return f"{{\\ttfamily\n{lines}\\par}}"
    return _added(block)


def _added(block: sheet.Note | sheet.Finding | sheet.Anchor | sheet.AnswerSpace) -> str:
    """What the sheet adds to the author's blocks."""
    if isinstance(block, sheet.Note):
        entries = "; ".join(inlines(entry) for entry in block.entries)
        return f"\\solgennote{{{block.kind.value}}}{{{text(block.label)}}}{{{entries}}}"
    if isinstance(block, sheet.Finding):
        return finding(block)
    if isinstance(block, sheet.Anchor):
        return ""
    return f"\\solgenanswerspace{{{length(block.length)}}}"


def finding(found: sheet.Finding) -> str:
    """What is said beneath a line of somebody's text."""
    facts = "".join(f" \\emph{{{text(fact.label)}:}} {inlines(fact.inlines)}." for fact in found.facts)
    said = f"\\solgensign{{{found.tick.value}}} {inlines(found.said)}"
    return f"\\solgennote{{witness}}{{{text(found.where)}}}{{{said}.{facts.removesuffix('.')}}}"


def length(written: str) -> str:
    """A length of the author's; anything that is none becomes the default."""
    return written.replace(" ", "") if re.fullmatch(r"\d+(\.\d+)? ?(cm|mm|in|pt|em)", written) else "5cm"


def _path(path: str) -> str:
    return re.sub(r"[^A-Za-z0-9./_-]", "-", path)


def derivation(block: Derivation) -> str:
    """The lines as an ``alignat*``: left side, relation and right side, reason, tick and marks at the right edge."""
    rows = [row for line in block.lines for row in _rows(line, alone=len(block.lines) == 1)]
    reasons = [_extent(line.reason) for line in block.lines if line.reason]
    column = max(row.extent for row in rows) + max(reasons, default=0.0) <= _LINE
    joined = " \\\\\n".join(written for row in rows for written in _written(row, column=column))
    notes = "".join(f"\n\\solgenaside{{{inlines(line.note)}}}\n" for line in block.lines if line.note)
    notes += "".join(f"\n{finding(found)}\n" for line in block.lines for found in line.findings)
    return f"\\begin{{alignat*}}{{2}}\n{joined}\n\\end{{alignat*}}{notes}"


class _Row(NamedTuple):
    """One row of an alignment: its source, about how wide it is, and what stands after it."""

    source: str
    extent: float
    reason: tuple[Inline, ...] = ()
    tag: str = ""


def _rows(line: Line, *, alone: bool) -> list[_Row]:
    """A line as one row, or as several where it is too long: each begins with a relation, a plus or a minus."""
    pieces = list(line.right)
    left = line.left
    if left is None and alone and len(pieces) > 1:
        left = pieces.pop(0)
    used = extent(left.tokens) if left is not None else 0.0
    runs: list[list[Math]] = [[]]
    width = used
    for piece in pieces:
        wide = extent(piece.tokens + piece.framed)
        if runs[-1] and width + wide > _LINE:
            runs.append([])
            width = used
        runs[-1].append(piece)
        width += wide
    rows = [
        _Row("&" + " ".join(map(_piece, run)), used + sum(extent(piece.tokens + piece.framed) for piece in run))
        for run in runs
    ]
    if left is not None:
        rows[0] = rows[0]._replace(source=f"{_piece(left)} {rows[0].source}")
    rows[-1] = rows[-1]._replace(reason=line.reason, tag=_tag(line))
    return rows


def _written(row: _Row, *, column: bool) -> list[str]:
    """The row with its reason: in a column where all reasons fit in one, else behind it, else in a row of its own."""
    if not row.reason:
        return [row.source + row.tag]
    reason = f"\\solgenreason{{{inlines(row.reason)}}}"
    if column:
        return [f"{row.source} &&\\qquad {reason}{row.tag}"]
    if row.extent + _extent(row.reason) <= _LINE:
        return [f"{row.source} \\qquad {reason}{row.tag}"]
    return [row.source + row.tag, f"&\\quad \\solgenlongreason{{{inlines(row.reason)}}}"]


def _extent(reason: tuple[Inline, ...]) -> float:
    return 4 + sum(extent(piece.tokens) if isinstance(piece, Math) else len(piece.text) for piece in reason)


def _tag(line: Line) -> str:
    tick = f"\\solgensign{{{line.tick.value}}}" if line.tick is not None else ""
    marks = f"\\solgenmarks{{{text(line.marks)}}}" if line.marks else ""
    return f" \\tag*{{{tick}{marks}}}" if tick or marks else ""


def _piece(math: Math) -> str:
    framed = f"\\boxed{{{to_source(math.framed)}}}" if math.framed else ""
    return " ".join(filter(None, (to_source(math.tokens), framed, to_source(math.closing))))


def table(block: sheet.Table) -> str:
    """A table with booktabs rules; one column takes the width that is left, if the table says which."""
    letters = {"right": "r", "center": "c"}
    columns = [
        "X" if position == block.stretch or block.shares else letters.get(alignment, "l")
        for position, alignment in enumerate(block.alignments)
    ]
    if block.stretch is None and not block.shares:
        begin, end = f"\\begin{{tabular}}{{{''.join(columns)}}}", "\\end{tabular}"
    else:
        columns = ["L" if column == "X" else column for column in columns]
        begin, end = f"\\begin{{tabularx}}{{\\linewidth}}{{{''.join(columns)}}}", "\\end{tabularx}"
    header = " & ".join(f"\\textbf{{{inlines(cell)}}}" for cell in block.header)
    rows = " \\\\\n".join(" & ".join(inlines(cell) for cell in row) for row in block.rows)
    return f"\\solgentable{{{begin}\n\\toprule\n{header} \\\\\n\\midrule\n{rows} \\\\\n\\bottomrule\n{end}}}"


def source(tokens: tuple[Token, ...]) -> Source:
    """A formula's LaTeX."""
    return Source(to_source(tokens))


def room(part: sheet.SheetPart) -> Source:
    """The height that a part's stem and answer space need together."""
    spaces = [f"+{length(block.length)}" for block in part.blocks if isinstance(block, sheet.AnswerSpace)]
    return Source(f"\\dimexpr 6\\baselineskip{''.join(spaces)}\\relax")


def language(code: str) -> Source:
    """The language as babel knows it; English where it does not."""
    return Source(_LANGUAGES.get(code[:2], "english"))


def page_of(words: str) -> Source:
    """``Page {page} of {pages}`` with LaTeX's own numbers put in."""
    before, _, rest = words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return Source(f"{text(before)}\\thepage{{}}{text(between)}\\pageref{{LastPage}}{text(after)}")


_WRITERS: Final = {
    "blocks": blocks,
    "inlines": inlines,
    "source": source,
    "room": room,
    "language": language,
    "page_of": page_of,
}
