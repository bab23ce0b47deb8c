r"""A sheet as Markdown that is readable as text and on GitHub.

GitHub reads Markdown before mathematics: it takes ``\{`` and ``\,`` for escapes, ``*`` for emphasis, ``|`` for the edge
of a table cell and ``<`` for a tag. So each of these is written as a word (``\lbrace``, ``\ast``, ``\vert``, ``\lt``),
rows end in ``\cr``, and a formula that touches a letter is written in the form with backticks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from solgen.documents.by_identity import ByIdentity
from solgen.notation.reading.reading import Token, TokenKind
from solgen.notation.writing.lines import shown_tokens
from solgen.notation.writing.source import to_source
from solgen.render.templates import Source, environment, fill
from solgen.render.wording import wording
from solgen.sheets import sheet
from solgen.sheets.addressing import addressed
from solgen.sheets.paper import PaperIdentity
from solgen.sheets.sheet import SIGNS, Block, Corrections, Derivation, Inline, Line, Link, Math, Sheet, Words

_WORDS_FOR: Final = {
    "\\{": "\\lbrace", "\\}": "\\rbrace", "\\|": "\\Vert", "|": "\\vert", "\\,": "\\thinspace", "\\:": "\\thinspace",
    "\\>": "\\thinspace", "\\;": "\\thinspace", "\\!": "\\negthinspace", "\\ ": "~", "*": "\\ast", "<": "\\lt",
    ">": "\\gt",
}  # fmt: skip
_LACKING: Final = {
    "\\median": "median", "\\sign": "sign", "\\diag": "diag", "\\tr": "tr", "\\rank": "rank", "\\artanh": "artanh",
    "\\arsinh": "arsinh", "\\arcosh": "arcosh", "\\sgn": "sgn", "\\argmin": "arg\\thinspace min",
    "\\argmax": "arg\\thinspace max", "\\Var": "Var", "\\Cov": "Cov", "\\E": "E",
}  # fmt: skip
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>|#$~])")
_LINE_START: Final = re.compile(r"^(\d+)([.)])|^([-+=])", re.MULTILINE)
_STYLES: Final = {"strong": "**", "emphasis": "*"}


def render(document: Sheet | Corrections, overriding: Path | None = None, paper: PaperIdentity | None = None) -> str:
    """The text of the whole sheet; ``overriding`` is a folder whose templates take the place of ours.

    ``paper`` says whose paper it is, where it is somebody's.
    """
    name = f"{document.kind.value}.md"
    surroundings = environment("markdown", overriding, text)
    if isinstance(document, Corrections):
        filled = fill(surroundings, name, sheet=document, write=_WRITERS)
    else:
        shown = addressed(document, paper)
        filled = fill(surroundings, name, sheet=shown, paper=paper, write=_WRITERS, **wording(document.language))
    return re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"


def text(words: str) -> str:
    """Words as Markdown that prints exactly them."""
    escaped = _SPECIAL.sub(r"\\\1", words).replace("&", "&amp;")
    return _LINE_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", escaped)


def mathematics(tokens: tuple[Token, ...]) -> str:
    """LaTeX that survives GitHub's reading of Markdown."""
    return _mathematics(tokens)


def _latex(tokens: tuple[Token, ...]) -> str:
    written: list[Token] = []
    for token in shown_tokens(tokens):
        if token.kind is TokenKind.COMMAND and token.text in _LACKING:
            written.append(replace(token, text=f"\\operatorname{{{_LACKING[token.text]}}}"))
        elif token.kind is TokenKind.NEWLINE:
            written.append(replace(token, kind=TokenKind.COMMAND, text="\\cr"))
        elif token.kind in (TokenKind.COMMAND, TokenKind.SIGN) and token.text in _WORDS_FOR:
            written.append(replace(token, kind=TokenKind.COMMAND, text=_WORDS_FOR[token.text]))
        elif token.kind is TokenKind.NUMBER:
            written.append(replace(token, text=token.text.replace("\\,", "\\thinspace ")))
        elif token.kind is TokenKind.TEXT:
            written.append(
                replace(token, text=_without_tags(token.text.replace("|", "\\vert ").replace("*", "\\ast ")))
            )
        else:
            written.append(token)
    return to_source(written)


_FORMULAS_KEPT: Final = 1024
_mathematics: Final[ByIdentity[tuple[Token, ...], str]] = ByIdentity(_latex, _FORMULAS_KEPT)
"""Sheets share the tokens of the formulas that they share, so that each is written once."""


def _inline(tokens: tuple[Token, ...], before: str, after: str) -> str:
    latex = mathematics(tokens)
    if (before and before[-1].isalnum()) or (after and after[0].isalnum()):
        return f"$`{latex}`$"
    return f"${latex}$"


def inlines(pieces: Iterable[Inline]) -> Source:
    """Words and formulas in a line."""
    listed = list(pieces)
    parts: list[str] = []
    for position, piece in enumerate(listed):
        if isinstance(piece, Words):
            parts.append(_words(piece))
            continue
        if isinstance(piece, Link):
            parts.append(f"[{text(piece.text)}](#{piece.target})")
            continue
        following = listed[position + 1] if position + 1 < len(listed) else None
        after = following.text if isinstance(following, Words) else ""
        parts.append(_math(piece, parts[-1] if parts else "", after))
    return Source("".join(parts))


def _words(words: Words) -> str:
    if words.style == "break":
        return "  \n"
    if words.style == "code":
        return _code(words.text)
    mark = _STYLES.get(words.style, "")
    return f"{mark}{text(words.text)}{mark}"


def _code(written: str) -> str:
    """Text as typed, in a line: between more backticks than stand side by side in it."""
    flat = " ".join(written.split("\n"))
    fence = "`" * (_longest_run(flat) + 1)
    edge = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{edge}{flat}{edge}{fence}" if flat.strip() else ""


def _longest_run(written: str) -> int:
    return max((len(run) for run in re.findall("`+", written)), default=0)


def _math(math: Math, before: str, after: str) -> str:
    if not math.tokens and not math.framed:
        return f" {text(SIGNS[math.tick])}" if math.tick is not None else ""
    has_sign = math.tick is not None or bool(math.note) or bool(math.marks)
    framed = f"\\boxed{{{mathematics(math.framed)}}}" if math.framed else ""
    if framed:
        written = f"${' '.join(filter(None, (mathematics(math.tokens), framed)))}$"
    else:
        written = _inline(math.tokens, before, " " if has_sign or math.closing else after)
    parts = [written + to_source(math.closing)]
    if math.tick is not None:
        parts.append(text(SIGNS[math.tick]))
    if math.note:
        parts.append(f"({inlines(math.note)})")
    if math.marks:
        parts.append(f"**\\[{text(math.marks)}\\]**")
    return " ".join(parts)


def blocks(pieces: Iterable[Block]) -> Source:
    """Blocks in order, a blank line between them."""
    return Source("\n\n".join(_block(block) for block in pieces))


_BLOCKS_KEPT: Final = 64
_blocks_of_a_part: Final[ByIdentity[tuple[Block, ...], Source]] = ByIdentity(blocks, _BLOCKS_KEPT)
"""Parts of a variant that several students have are composed once, and written once."""


def _block(block: Block) -> str:
    if isinstance(block, sheet.Prose):
        return inlines(block.inlines)
    if isinstance(block, Derivation):
        return derivation(block)
    if isinstance(block, sheet.Subheading):
        return f"{'#' * (block.level + 3)} {inlines(block.inlines)}"
    if isinstance(block, sheet.Items):
        return _items(block)
    if isinstance(block, sheet.Table):
        return table(block)
    if isinstance(block, sheet.Picture):
        return f"![{text(block.alternative)}](<{block.path}>)"
    if isinstance(block, sheet.Verbatim):
        fence = "`" * max(_longest_run(block.text) + 1, 3)
        return f"{fence}\n{block.text.rstrip()}\n{fence}"
    if isinstance(block, sheet.Note):
        entries = "; ".join(inlines(entry) for entry in block.entries)
        return f"*{text(block.label)}:* {entries}." if block.label else entries
    if isinstance(block, sheet.Finding):
        return finding(block)
    return f'<a id="{block.name}"></a>' if isinstance(block, sheet.Anchor) else "&nbsp;"


def finding(found: sheet.Finding) -> str:
    """What is said beneath a line of somebody's text: a quotation that begins with the sign of the verdict."""
    said = f"{text(SIGNS[found.tick])} **{text(_capital(found.where))}:** {inlines(found.said)}."
    head = f'{said} <a id="{found.name}"></a>'
    facts = [f"*{text(fact.label)}:* {inlines(fact.inlines)}" for fact in found.facts]
    return quoted("\n".join([head, *(f"* {fact}" for fact in facts)]))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _items(block: sheet.Items) -> str:
    items = []
    for number, item in enumerate(block.items, 1):
        marker = f"{number}. " if block.ordered else "* "
        indent = " " * len(marker)
        body = blocks(item).replace("\n", "\n" + indent)
        items.append(marker + re.sub(r"[ \t]+$", "", body, flags=re.MULTILINE))
    return "\n".join(items) if all("\n\n" not in item for item in items) else "\n\n".join(items)


def derivation(block: Derivation) -> str:
    """A display: one line as it is, several aligned; reason, tick and marks as words at the end of each."""
    lines = block.lines
    notes = "".join(f"\n\n({inlines(line.note)})" for line in lines if line.note)
    notes += "".join(f"\n\n{finding(found)}" for line in lines for found in line.findings)
    if len(lines) == 1 and not lines[0].reason:
        return f"$$\n{_row(lines[0], aligned=False)}\n$$" + notes
    body = " \\cr\n".join(_row(line, aligned=True) for line in lines)
    return f"$$\n\\begin{{aligned}}\n{body}\n\\end{{aligned}}\n$$" + notes


def _row(line: Line, *, aligned: bool) -> str:
    left = _piece(line.left) if line.left is not None else ""
    right = " ".join(map(_piece, line.right))
    parts = [f"{left} &{right}" if aligned else " ".join(filter(None, (left, right)))]
    if line.reason:
        parts.append(f"&&{_reason(line.reason)}" if aligned else f"\\qquad {_reason(line.reason)}")
    ending = [SIGNS[line.tick]] if line.tick is not None else []
    if line.marks:
        ending.append(f"[{line.marks}]")
    if ending:
        parts.append(f"\\qquad \\text{{{' '.join(ending)}}}")
    return " ".join(parts)


def _piece(math: Math) -> str:
    framed = f"\\boxed{{{mathematics(math.framed)}}}" if math.framed else ""
    return " ".join(filter(None, (mathematics(math.tokens), framed, to_source(math.closing))))


def _reason(reason: tuple[Inline, ...]) -> str:
    return " ".join(
        mathematics(piece.tokens) if isinstance(piece, Math) else f"\\text{{{_text_in_math(piece.text)}}}"
        for piece in reason
    )


def _text_in_math(words: str) -> str:
    return _without_tags(re.sub(r"([%&#_${}])", "", words.replace("\\", "")).replace("*", "∗"))


def _without_tags(words: str) -> str:
    """Words inside ``\\text{}`` without what Markdown, which comes first, would take for a tag or for code."""
    return words.replace("<", "}\\lt\\text{").replace(">", "}\\gt\\text{").replace("`", "‘")


def table(block: sheet.Table) -> str:
    """A pipe table."""
    rules = {"right": "---:", "center": ":---:"}
    rows = [
        "| " + " | ".join(_BAR.sub(r"\|", inlines(cell).replace("\n", " ")) for cell in row) + " |"
        for row in (block.header, *block.rows)
    ]
    rule = "| " + " | ".join(rules.get(alignment, "---") for alignment in block.alignments) + " |"
    return "\n".join([rows[0], rule, *rows[1:]])


_BAR: Final = re.compile(r"(?<!\\)\|")
"""A bar that only code in a cell still holds: a table cuts its rows before anything else is read."""


def quoted(written: str) -> Source:
    """Text as a block quotation."""
    return Source("\n".join(f"> {line}".rstrip() for line in written.splitlines()))


def sign(tick: sheet.Tick) -> Source:
    """The sign of a tick."""
    return Source(text(SIGNS[tick]))


_WRITERS: Final = {"blocks": _blocks_of_a_part, "inlines": inlines, "quoted": quoted, "sign": sign}
