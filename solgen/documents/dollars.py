"""The two rules that Markdown lacks: formulas between dollars, inline and on lines of their own, with their braces.

A formula on lines of its own stands between ``$$`` and ``$$``, with its role, if it has one, on the line before. Every
dollar that is not written ``\\$`` opens or closes a formula: nothing that looks like a formula may pass unread as text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from solgen.documents.raw import Problem, RawFormula, Spot

CLOSED = re.compile(r"((?:[^$\\]|\\.)*)\$", re.DOTALL)
BRACES = re.compile(r"""\{((?:[^{}"]|"[^"\n]*")*)\}""")
ROLE_LINE = re.compile(r"""\{((?:[^{}"]|"[^"\n]*")*)\}\s*\Z""")
_FOREIGN = re.compile(r"\\\([^$]*?\\\)|\\\[[^$]*?[=^_\\][^$]*?\\\]|\\(?:begin|end|frac|sum)\b(?:\{[^{}]*\})?")
_STRAY = re.compile(r"""\{\s*(?:\.[A-Za-z]|[A-Za-z-]+\s*=)(?:[^{}"]|"[^"\n]*")*\}""")


def add_dollar_rules(markdown: MarkdownIt) -> None:
    """Teach the parser both kinds of formulas.

    Problems of blocks go to ``env["problems"]``, those of lines to ``meta["problems"]`` of their token.
    """
    markdown.block.ruler.before("fence", "display", _display, {"alt": ["paragraph", "list"]})
    markdown.inline.ruler.before("escape", "formula", _formula)
    markdown.inline.ruler.before("escape", "stray_braces", _stray_braces)
    markdown.inline.ruler.before("escape", "foreign_formula", _foreign_formula)
    markdown.core.ruler.at("inline", _inline_with_problems)


def _inline_with_problems(state: StateCore) -> None:
    """The parser's own pass over the lines of text, with the problems of each kept at its token."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = token.children or []
            state.env["inline_problems"] = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            token.meta["problems"] = state.env["inline_problems"]


def _line(state: StateBlock, line: int) -> tuple[str, int]:
    """A line without its indentation, and the column at which that begins."""
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : state.eMarks[line]], start - (state.src.rfind("\n", 0, start) + 1) + 1


def _display(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001 -- the parser's signature
    text, column = _line(state, first)
    braces, braces_at, opening = None, Spot(first, column), first
    if text.startswith("{") and first + 1 < end:
        found = ROLE_LINE.match(text)
        if found is None:
            return False
        braces, opening = found[1], first + 1
        text, column = _line(state, opening)
    if not text.startswith("$$"):
        return False
    if silent:
        return True
    problems: list[Problem] = state.env["problems"]
    lines, after = _collect(state, opening, end, problems)
    state.line = after
    token = state.push("display", "", 0)
    token.map = [first, after]
    starts = tuple(spot for _, spot in lines)
    token.meta = {"formula": RawFormula("\n".join(line for line, _ in lines), starts, braces, braces_at, display=True)}
    return True


def _collect(state: StateBlock, opening: int, end: int, problems: list[Problem]) -> tuple[list[tuple[str, Spot]], int]:
    """The lines of a display, and the number of the line after it."""
    text, column = _line(state, opening)
    lines: list[tuple[str, Spot]] = []
    text, column, line = text[2:], column + 2, opening
    while True:
        closing = text.find("$$")
        body = text if closing < 0 else text[:closing]
        indent = len(body) - len(body.lstrip())
        if body.strip():
            lines.append((body.strip(), Spot(line, column + indent)))
        if closing >= 0:
            if text[closing + 2 :].strip():
                problems.append(_after_display(text[closing + 2 :].strip(), Spot(line, column + closing + 2)))
            break
        line += 1
        if line >= end or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            problems.append(_not_closed(Spot(opening, column)))
            line -= 1
            break
        text, column = _line(state, line)
    if not lines:
        problems.append(_empty(Spot(opening, column)))
        lines.append(("", Spot(opening, column)))
    return lines, line + 1


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser's signature
    if state.src[state.pos] != "$":
        return False
    start = state.pos
    double = state.src.startswith("$$", start)
    inside = start + (2 if double else 1)
    found = CLOSED.match(state.src, inside, state.posMax)
    if found is None:
        if not silent:
            _report(state, start, _in_text(Spot(0, 0)) if double else _alone(Spot(0, 0)))
            state.pending += state.src[start:inside]
        state.pos = inside
        return True
    after = found.end()
    if double and state.src.startswith("$", after):
        after += 1
    braces = BRACES.match(state.src, after, state.posMax)
    if not silent:
        if braces is None and state.src.startswith("{", after):
            _report(state, after, _braces_open(Spot(0, 0)))
        if double or not found[1].strip():
            _report(state, start, _in_text(Spot(0, 0)) if double else _empty(Spot(0, 0)))
        token = state.push("formula", "", 0)
        token.content = found[1]
        token.meta = {"at": inside, "braces": braces[1] if braces else None, "braces_at": after + 1}
    state.pos = braces.end() if braces else after
    return True


def _stray_braces(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser's signature
    if state.src[state.pos] != "{":
        return False
    found = _STRAY.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        _report(state, state.pos, _binds_to_nothing(found[0], Spot(0, 0)))
    state.pos = found.end()
    return True


def _foreign_formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- the parser's signature
    r"""``\(x\)``, ``\[x = 1\]`` and ``\begin{…}`` would otherwise be set as words, unread."""
    found = _FOREIGN.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "\\" else None
    if found is None:
        return False
    if not silent:
        _report(state, state.pos, _foreign(found[0], Spot(0, 0)))
    state.pos = found.end()
    return True


def _report(state: StateInline, offset: int, problem: Problem) -> None:
    state.env["inline_problems"].append((offset, problem))


def _in_text(spot: Spot) -> Problem:
    return Problem(
        "document-display-in-text",
        "`$$` stands inside a line of text",
        "begin a new line with `$$`, or set the formula inline between single dollars",
        spot,
    )


def _after_display(text: str, spot: Spot) -> Problem:
    role = text.startswith("{")
    hint = "a role stands on the line before the first `$$`" if role else "begin a new line after the closing `$$`"
    return Problem("document-after-display", f"`{text}` stands behind the closing `$$`", hint, spot)


def _not_closed(spot: Spot) -> Problem:
    return Problem(
        "document-display-not-closed",
        "the formula that begins here has no closing `$$`",
        "close it with `$$` on a line of its own; no empty line may stand inside a formula",
        spot,
    )


def _empty(spot: Spot) -> Problem:
    return Problem(
        "document-empty-formula",
        "there is no formula between these dollars",
        "write the formula or delete the dollars",
        spot,
    )


def _alone(spot: Spot) -> Problem:
    return Problem(
        "document-dollar-alone",
        "this dollar opens a formula that is not closed in its paragraph",
        "close the formula with `$`; a dollar that is meant as one is written `\\$`",
        spot,
    )


def _braces_open(spot: Spot) -> Problem:
    return Problem(
        "role-not-closed",
        "the brace behind this formula has no end",
        "close the role with `}`; to set a brace after a formula, put a space between",
        spot,
    )


def _foreign(text: str, spot: Spot) -> Problem:
    return Problem(
        "document-other-delimiters",
        f"`{text[:40]}` stands outside of dollars, where no formula is read",
        "write formulas between dollars: `$…$` inside a line, `$$…$$` on lines of their own",
        spot,
    )


def _binds_to_nothing(text: str, spot: Spot) -> Problem:
    return Problem(
        "role-binds-to-nothing",
        f"`{text}` stands behind no formula and above none",
        "put it right behind the closing `$` of an inline formula, or on the line just before `$$`",
        spot,
    )
