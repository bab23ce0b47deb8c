r"""Words inside a formula: which of them the reader of formulas takes, and which belong to the text around it.

``a = b \quad \text{for all } n`` is mathematics to its end. ``\text{Hence } a = b`` and ``a = b \text{ where } c = d``
are sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from solgen.documents.groups import group_end
from solgen.documents.manuscripts.rows import outer_tokens
from solgen.documents.manuscripts.traced import Cutter, Traced

_READ = re.compile(
    r"\W*(?:for(?: all| every| each| any)?|and|or|if and only if|iff|not)\W*\Z",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\W*(?:if|when|whenever|provided(?: that)?|as long as|wherever|assuming)\W*\Z", re.IGNORECASE)
_RELATION = re.compile(r"=|<|>|\\(?:le|ge|leq|geq|leqslant|geqslant|ne|neq|in|notin|approx|equiv|subset|subseteq)\b")
_INCOMPLETE = re.compile(r"(?:[-+*/=<>]|\\(?:le|ge|leq|geq|ne|neq|in|approx|equiv|cdot|times))\s*\Z")
_ARROW = re.compile(r"\\(?:Rightarrow|implies|Longrightarrow|iff|Leftrightarrow|Longleftrightarrow|to)(?![A-Za-z])")
_SPACE_END = re.compile(r"(?:\s|\\[,;:! ]|~|\\q?quad(?![A-Za-z])|[,;.])+\Z")
_SPACE_START = re.compile(r"(?:\s|\\[,;:! ]|~|\\q?quad(?![A-Za-z])|[,;])+")
_BRACKETED_CONDITION = re.compile(
    r"\s*\\?[,;]?\s*(?:\\left)?\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*?)(?:\\right)?\)\W*\Z"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A stretch of a formula: mathematics, or words (without the command that sets them)."""

    latex: Traced
    words: bool = False
    start: int = 0


def sayings(latex: Traced) -> list[Saying]:
    """The stretches of one line, in order. Words that the reader of formulas takes stay in the mathematics."""
    latex = _conditions(_apart(latex))
    text = latex.text
    found: list[Saying] = []
    start = 0
    for token in outer_tokens(text):
        if token.lastgroup != "words" or token.start() < start:
            continue
        opening = text.index("{", token.end())
        end = group_end(text, opening)
        words = text[opening + 1 : end - 1]
        before = text[start : token.start()]
        if end < 0 or (_READ.fullmatch(words) and _SPACE_END.sub("", before).strip()) or _is_part(text, token, end):
            continue
        _add_formula(found, latex, start, token.start())
        found.append(Saying(latex[opening + 1 : end - 1], words=True, start=token.start()))
        start = end
    if not found:
        return [Saying(latex)]
    _add_formula(found, latex, start, len(text))
    return found


def _is_part(text: str, token: re.Match[str], end: int) -> bool:
    r"""Whether ``\text{…}`` is part of a name or a function: ``x_\text{max}``, ``\text{ReLU}(x)``, ``10\text{ s}``."""
    before, behind = text[: token.start()].rstrip(), text[end:].lstrip()
    words = text[token.end() : end].strip("{} ")
    if before.endswith(("_", "^", "_{", "^{")) or _INCOMPLETE.search(before):
        return True
    single = re.fullmatch(r"[A-Za-z][A-Za-z-]*", words) is not None
    if single and behind.startswith(("(", "_", "^", "\\left(", "\\{", "[")) and not before.endswith("\\quad"):
        return True
    unit = single and re.search(r"\d\s*(?:\\[,;: ]|~)?\Z", before) is not None
    return unit or (
        single and re.match(r"[=<>]|\\(?:le|ge|approx|cdot|times)|[-+/]", behind) is not None and not before
    )


def _add_formula(found: list[Saying], latex: Traced, start: int, end: int) -> None:
    text = latex.text[start:end]
    leading = _SPACE_START.match(text) if found else None
    inner = latex[start + (leading.end() if leading else 0) : end].strip()
    trailing = _SPACE_END.search(inner.text)
    kept = inner[: trailing.start()] if trailing and end < len(latex.text) else inner
    if kept.text.strip(" .,;:"):
        found.append(Saying(kept, start=start))


def _conditions(latex: Traced) -> Traced:
    r"""``\quad \text{if } x > 0`` and ``\quad (x > 0)`` at a line's end as ``\text{for }``, which the reader takes."""
    text = latex.text
    if "\\quad" in text or "\\qquad" in text:
        space = max(text.rfind("\\quad"), text.rfind("\\qquad"))
        behind = space + (5 if text.startswith("\\quad", space) else 6)
        bracketed = _BRACKETED_CONDITION.match(text, behind)
        if bracketed and _RELATION.search(text[:space]) and _RELATION.search(bracketed["inner"]):
            cutter = Cutter(latex)
            cutter.replace(behind, bracketed.start("inner"), " \\text{for } ")
            cutter.replace(bracketed.end("inner"), len(text))
            return cutter.done()
    for token in outer_tokens(text):
        if token.lastgroup != "words":
            continue
        opening = text.index("{", token.end())
        end = group_end(text, opening)
        if end > 0 and _CONDITION.fullmatch(text[opening + 1 : end - 1]) and _RELATION.search(text[: token.start()]):
            cutter = Cutter(latex)
            comma = re.search(r"[,;]\s*(?:\\q?quad|\\[,;: ]|\s)*\Z", text[: token.start()])
            if comma:
                cutter.replace(comma.start(), comma.start() + 1, " ")
            cutter.replace(opening + 1, end - 1, "for ")
            return cutter.done()
    return latex


def _apart(latex: Traced) -> Traced:
    r"""A comma between two relations that only ``\quad`` sets apart: juxtaposed they would be a product."""
    text = latex.text
    spaces = [token for token in outer_tokens(text) if token[0] in ("\\quad", "\\qquad")]
    if not spaces:
        return latex
    cutter = Cutter(latex)
    for position, space in enumerate(spaces):
        following = spaces[position + 1].start() if position + 1 < len(spaces) else len(text)
        before, behind = text[cutter.position : space.start()], text[space.end() : following]
        first = behind.lstrip(" \n\t~")
        if not (_RELATION.search(before) and _RELATION.search(behind)) or not first:
            continue
        if before.rstrip().endswith((",", ";", "&", "(")) or first.startswith(
            (",", "\\text", "\\mbox", "(", "\\forall")
        ):
            continue
        if _ARROW.match(first) or _RELATION.match(first) or re.search(r"\\(?:[A-Za-z]*arrow|implies|iff)\s*\Z", before):
            continue
        cutter.replace(space.start(), space.start(), ",")
    return cutter.done()
