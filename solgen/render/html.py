"""A sheet of corrections as one HTML file: MathML, no script, nothing fetched, styles named by their digest.

The policy in its head forbids everything but the one style sheet inside it, so that a text that holds markup, were it
ever to get through, could still do nothing.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from solgen.notation.reading.reading import Token
from solgen.notation.writing.lines import shown_tokens
from solgen.notation.writing.mathml import to_mathml
from solgen.render.templates import Source, environment, fill
from solgen.sheets import sheet
from solgen.sheets.breaking import breakable
from solgen.sheets.sheet import (
    SIGNS,
    WRONG_TICKS,
    Block,
    Corrections,
    Derivation,
    Finding,
    Inline,
    Line,
    Link,
    Math,
    Tick,
    Words,
)

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTIONS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
"""Characters that turn the direction of what follows: a text could show a line other than the one that was judged."""
_STYLES: Final = {"strong": "strong", "emphasis": "em", "code": "code"}
_TOLD: Final = {
    Tick.PROVED: "proved",
    Tick.CERTIFIED: "certified",
    Tick.REFUTED: "false, as intended",
    Tick.BOUNDED: "right up to a stated size",
    Tick.VOUCHED: "the author’s word",
    Tick.WRONG: "false",
    Tick.ILL_FORMED: "makes no sense",
    Tick.CONSEQUENCE: "follows from a wrong line",
    Tick.GAP: "does not follow",
    Tick.VACUOUS: "says nothing",
    Tick.UNDECIDED: "undecided",
    Tick.UNREADABLE: "not read",
    Tick.DEFINITION: "definition, not judged",
}


def render(document: Corrections, overriding: Path | None = None) -> str:
    """The whole page; ``overriding`` is a folder whose templates take the place of ours."""
    surroundings = environment("html", overriding, text)
    look = fill(surroundings, "style.css").strip()
    digest = base64.b64encode(hashlib.sha256(look.encode()).digest()).decode("ascii")
    page = fill(
        surroundings, "corrections.html", sheet=document, write=_WRITERS, look=Source(look), digest=Source(digest)
    )
    return re.sub(r"\n{2,}", "\n", page).strip() + "\n"


def text(words: str) -> str:
    """Words as HTML that prints exactly them, in an attribute too; what no page may hold becomes a question mark."""
    return html.escape(_DIRECTIONS.sub("\ufffd", _CONTROL.sub("\ufffd", words)), quote=True)


def inlines(pieces: Iterable[Inline]) -> Source:
    """Words and formulas in a line; the punctuation behind a formula stays with it."""
    listed = list(pieces)
    written: list[str] = []
    taken = 0
    for position, piece in enumerate(listed):
        following = listed[position + 1] if position + 1 < len(listed) else None
        if isinstance(piece, Math):
            plain = isinstance(following, Words) and following.style == "plain"
            closes = _CLOSES.match(following.text) if isinstance(following, Words) and plain else None
            punctuation = closes[0] if closes else ""
            written.append(_math(piece, punctuation))
            taken = len(punctuation)
        else:
            written.append(_inline(replace(piece, text=piece.text[taken:])))
            taken = 0
    return Source("".join(written))


_CLOSES: Final = re.compile(r"[,.;:)!?”’]+(?=\s|$)")


def _inline(piece: Words | Link) -> str:
    if isinstance(piece, Link):
        return f'<a href="#{text(piece.target)}">{text(piece.text)}</a>'
    return _words(piece)


def _words(words: Words) -> str:
    if words.style == "break":
        return "<br>"
    tag = _STYLES.get(words.style)
    return f"<{tag}>{text(words.text)}</{tag}>" if tag else text(words.text)


def _math(math: Math, punctuation: str = "") -> str:
    """A formula in a line, to be broken before a relation; its tick and what closes it stay with its end."""
    *first, last = breakable(math.tokens) or ((),)
    end = _formula(last) if last else ""
    if math.framed:
        end += f'<span class="framed">{_formula(math.framed)}</span>'
    end += _closing(math.closing)
    if math.tick is not None:
        end += _tick(math.tick, math.finding)
    after = [f'<span class="aside">({inlines(math.note)})</span>'] if math.note else []
    after += [f"<strong>[{text(math.marks)}]</strong>"] if math.marks else []
    beside = "" if after else text(punctuation)
    if first or beside or math.tick is not None:
        end = f'<span class="end">{end}{beside}</span>'
    written = "".join(map(_formula, first)) + end
    if math.tick is not None:
        written = f'<span class="judged {_class(math.tick)}">{written}</span>'
    return " ".join([written, *after]) + (text(punctuation) if after else "")


def _formula(tokens: tuple[Token, ...], *, large: bool = False) -> str:
    return to_mathml(shown_tokens(tokens), large=large)


def _closing(tokens: tuple[Token, ...]) -> str:
    return text("".join(token.text for token in tokens))


def _class(tick: Tick) -> str:
    return f"{tick.value} amiss" if tick in WRONG_TICKS else tick.value


def _tick(tick: Tick, target: str = "") -> str:
    """The sign of a verdict, with its words for who does not see it; it leads to what is said of the line."""
    told = _TOLD[tick]
    shown = f'<span aria-hidden="true">{SIGNS[tick]}</span><span class="unseen"> {told} </span>'
    if target:
        return f'<a class="tick" href="#{text(target)}" title="{told}">{shown}</a>'
    return f'<span class="tick" title="{told}">{shown}</span>'


def blocks(pieces: Iterable[Block]) -> Source:
    """Blocks in order."""
    return Source("\n".join(map(_block, pieces)))


def _block(block: Block) -> str:
    if isinstance(block, sheet.Prose):
        return f"<p>{inlines(block.inlines)}</p>"
    if isinstance(block, Derivation):
        return derivation(block)
    if isinstance(block, sheet.Subheading):
        level = min(block.level + 2, 6)
        return f"<h{level}>{inlines(block.inlines)}</h{level}>"
    if isinstance(block, sheet.Items):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>\n" + "\n".join(f"<li>{blocks(item)}</li>" for item in block.items) + f"\n</{tag}>"
    if isinstance(block, sheet.Table):
        return table(block)
    if isinstance(block, sheet.Picture):
        return f"<p><em>[{text(block.alternative)}]</em></p>"
    if isinstance(block, sheet.Verbatim):
        return f"<pre><code>{text(block.text)}</code></pre>"
    if isinstance(block, sheet.Note):
        label = f"<em>{text(block.label)}:</em> " if block.label else ""
        return f"<p>{label}{'; '.join(map(inlines, block.entries))}</p>"
    if isinstance(block, Finding):
        return finding(block)
    return f'<div id="{text(block.name)}"></div>' if isinstance(block, sheet.Anchor) else ""


def finding(found: Finding) -> str:
    """What is said beneath a line: a note that links lead to, and that leads on to the next wrong line."""
    where = text(found.where[:1].upper() + found.where[1:])
    facts = "".join(f"<dt>{text(fact.label)}</dt><dd>{inlines(fact.inlines)}</dd>" for fact in found.facts)
    steps = "".join(
        f'<a href="#{text(target)}">{label}</a>'
        for target, label in ((found.before, "Previous wrong line"), (found.after, "Next wrong line"))
        if target
    )
    return (
        f'<div class="finding {_class(found.tick)}" id="{text(found.name)}" role="note" aria-label="{where}">'
        f'<p class="said"><span class="sign" aria-hidden="true">{SIGNS[found.tick]}</span> '
        f"<strong>{where}:</strong> {inlines(found.said)}.</p>"
        + (f"<dl>{facts}</dl>" if facts else "")
        + (f'<p class="steps">{steps}</p>' if steps else "")
        + "</div>"
    )


def derivation(block: Derivation) -> str:
    """A display as a table of lines, aligned at their relations; what is said of a line stands beneath it."""
    rows = "\n".join(_line(line) for line in block.lines)
    return f'<table class="display" role="presentation"><tbody>\n{rows}\n</tbody></table>'


def _line(line: Line) -> str:
    left = _piece(line.left) if line.left is not None else ""
    right = " ".join(map(_piece, line.right))
    if line.reason:
        right += f' <span class="reason">{inlines(line.reason)}</span>'
    if line.note:
        right += f' <span class="aside">({inlines(line.note)})</span>'
    if line.marks:
        right += f' <strong class="marks">[{text(line.marks)}]</strong>'
    target = line.findings[0].name if line.findings else ""
    sign = _tick(line.tick, target) if line.tick is not None else ""
    named = f' class="judged {_class(line.tick)}"' if line.tick is not None else ""
    row = f'<tr{named}><td class="left">{left}</td><td class="right">{right}</td><td class="sign">{sign}</td></tr>'
    beneath = "".join(map(finding, line.findings))
    return row + (f'\n<tr class="beneath"><td colspan="3">{beneath}</td></tr>' if beneath else "")


def _piece(math: Math) -> str:
    parts = [_formula(math.tokens, large=True)] if math.tokens else []
    if math.framed:
        parts.append(f'<span class="framed">{_formula(math.framed, large=True)}</span>')
    return f'<span class="piece">{"".join(parts)}{_closing(math.closing)}</span>'


def table(block: sheet.Table) -> str:
    """A table with the headings of its columns."""
    sides = [alignment if alignment in ("left", "right", "center") else "left" for alignment in block.alignments]
    head = "".join(
        f'<th scope="col" class="{side}">{inlines(cell)}</th>' if cell else f'<td class="{side}"></td>'
        for side, cell in zip(sides, block.header, strict=True)
    )
    rows = "\n".join(
        "<tr>"
        + "".join(f'<td class="{side}">{inlines(cell)}</td>' for side, cell in zip(sides, row, strict=True))
        + "</tr>"
        for row in block.rows
    )
    return f'<table class="listing"><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>'


def sign(tick: Tick) -> Source:
    """The sign of a verdict with its words."""
    return Source(f'<span class="{_class(tick)}"><span class="sign" aria-hidden="true">{SIGNS[tick]}</span></span>')


_WRITERS: Final = {"blocks": blocks, "inlines": inlines, "sign": sign}
