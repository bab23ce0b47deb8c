r"""Commands that mean something else than mathematics, or the same as another command, put into the reader's words.

Labels, numbers, sizes and colours go; ``\boxed{x}`` becomes ``x``, ``\cfrac`` a fraction, ``\abs{x}`` bars, ``≤`` a
command. Nothing here changes what a formula says. What is not listed stays, and the reader says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from solgen.documents.groups import group_end
from solgen.documents.manuscripts.differences import difference_edits
from solgen.documents.manuscripts.spelling_tables import (
    DROPPED,
    DROPPED_WITH_GROUP,
    FONTS,
    INFIX,
    PAIRS,
    RENAMED,
    SIGNS,
    UNWRAPPED,
    WORDS,
)
from solgen.documents.manuscripts.traced import Cutter, Traced
from solgen.documents.manuscripts.unit_groups import unit_edits

Edit = tuple[int, int, str]
"""From, to, and what is put there."""

_COMMAND = re.compile(r"\\([A-Za-z]+)(\*?)")
_LENGTH = re.compile(r"\s*(?:plus|minus|-?[\d.]+\s*(?:pt|em|ex|mu|cm|mm|in|bp)|\s)+")
_OPTION = re.compile(r"\s*\[[^\]\n]*\]")
_OPEN = re.compile(r"\s*\{")
_ENTITY = re.compile(r"&(lt|gt|amp);|\\_(?=[A-Za-z0-9{\\])")
_INFIX = re.compile(r"\\(over|choose)(?![A-Za-z])\s*")
_LINE_OR_RELATION = re.compile(r"[=<>&]|\\\\")
_TEXT = re.compile(r"\\(?:text(?:rm|normal|it|bf|sf|tt|up)?|mbox|hbox|emph)\s*\{")
_SIGN = re.compile("[" + re.escape("".join(SIGNS)) + "]")
_DEFINITION = re.compile(r"\\(?:text|mathrm|rm)?\s*\{?\s*(?:def|Def|\\triangle|\\Delta)\b|\\triangle|:")


def respell(latex: Traced) -> Traced:
    """The formula in the reader's words."""
    text = latex.text
    if not text.isascii() and _SIGN.search(text):
        latex = _apply(latex, [(one.start(), one.end(), SIGNS[one[0]]) for one in _SIGN.finditer(text)])
    if _ENTITY.search(latex.text):
        latex = _apply(latex, [(one.start(), one.end(), _entity(one)) for one in _ENTITY.finditer(latex.text)])
    if "\\" not in latex.text:
        return latex
    latex = _apply(latex, _texts(latex.text))
    latex = _apply(latex, unit_edits(latex.text))
    latex = _apply(latex, difference_edits(latex.text))
    latex = _apply(latex, _infixes(latex.text))
    for _ in range(_PASSES):
        edits = _edits(latex.text)
        if not edits:
            break
        latex = _apply(latex, edits)
    return latex


_PASSES = 4
"""Commands inside the arguments of others are respelled in the next pass."""


def _apply(latex: Traced, edits: list[Edit]) -> Traced:
    if not edits:
        return latex
    cutter = Cutter(latex)
    for start, end, by in sorted(edits):
        if start >= cutter.position:
            cutter.replace(start, end, by)
    return cutter.done()


def _entity(found: re.Match[str]) -> str:
    return {"lt": "<", "gt": ">", "amp": "&", None: "_"}[found[1]]


def _edits(text: str) -> list[Edit]:
    """What has to change for the commands of a formula; those inside a changed argument wait for the next pass."""
    edits: list[Edit] = []
    reached = 0
    for found in _COMMAND.finditer(text):
        action = _ACTIONS.get(found[1])
        if action is None or found.start() < reached:
            continue
        made = action(text, found)
        edits += made
        reached = max([reached, *(end for _, end, _ in made)]) if len(made) == 1 else reached
    return edits


def _groups(text: str, position: int, count: int) -> list[tuple[int, int]]:
    """The next groups in braces, or letters that stand for them, each with its braces; fewer where there are none."""
    found: list[tuple[int, int]] = []
    for _ in range(count):
        opening = _OPEN.match(text, position)
        if opening is None:
            break
        end = group_end(text, opening.end() - 1)
        if end < 0:
            break
        found.append((opening.end() - 1, end))
        position = end
    return found


def _drop(_text: str, found: re.Match[str]) -> list[Edit]:
    return [(found.start(), found.end(1), " ")]


def _drop_with_group(text: str, found: re.Match[str]) -> list[Edit]:
    option = _OPTION.match(text, found.end())
    groups = _groups(text, option.end() if option else found.end(), DROPPED_WITH_GROUP[found[1]])
    return [(found.start(), groups[-1][1] if groups else found.end(), " ")]


def _drop_length(text: str, found: re.Match[str]) -> list[Edit]:
    length = _LENGTH.match(text, found.end())
    return [(found.start(), length.end() if length else found.end(), " ")]


def _unwrap(text: str, found: re.Match[str]) -> list[Edit]:
    """``\\boxed{x}`` to ``x``, ``\\underbrace{x}_{y}`` too, ``\\textcolor{red}{x}`` as well."""
    count = UNWRAPPED[found[1]]
    groups = _groups(text, found.end(), count)
    if len(groups) < count:
        return [(found.start(), found.end(), " ")]
    start, end = groups[-1]
    edits = [(found.start(), start + 1, " "), (end - 1, end, " ")]
    if found[1] in ("underbrace", "overbrace", "underbracket", "overbracket"):
        script = re.compile(r"\s*[_^]\s*").match(text, end)
        behind = _groups(text, script.end(), 1) if script else []
        if script:
            edits[-1] = (end - 1, behind[0][1] if behind else script.end() + 1, " ")
    return edits


def _rename(text: str, found: re.Match[str]) -> list[Edit]:
    to = RENAMED[found[1]]
    end = found.end(1)
    blank = " " if to[-1:].isalpha() and text[end : end + 1].isalpha() else ""
    return [(found.start(), end, to + blank)]


def _pair(text: str, found: re.Match[str]) -> list[Edit]:
    r"""``\abs{x}``, ``\norm*{x}`` to bars."""
    opening, closing = PAIRS[found[1]]
    option = _OPTION.match(text, found.end())
    groups = _groups(text, option.end() if option else found.end(), 1)
    if not groups:
        return []
    start, end = groups[0]
    return [(found.start(), start + 1, opening + " "), (end - 1, end, " " + closing)]


def _words(text: str, found: re.Match[str]) -> list[Edit]:
    """Commands that set words: the reader knows ``\\text``."""
    del text
    return [(found.start(), found.end(), "\\text")]


def _derivative(text: str, found: re.Match[str]) -> list[Edit]:
    r"""``\dv{f}{x}``, ``\pdv[2]{f}{x}``, ``\dv{x}``."""
    sign = "\\partial " if found[1] in ("pdv", "pderivative", "partialderivative", "diffp") else "d "
    option = _OPTION.match(text, found.end())
    groups = _groups(text, option.end() if option else found.end(), 2)
    if not groups:
        return []
    inner = [text[start + 1 : end - 1] for start, end in groups]
    order = option[0].strip()[1:-1].strip() if option else ""
    power = f"^{{{order}}}" if order else ""
    above = f"{sign.strip()}{power} {inner[0]}" if len(inner) == 2 else f"{sign.strip()}{power}"
    return [(found.start(), groups[-1][1], f"\\frac{{{above}}}{{{sign}{inner[-1]}{power}}}")]


def _stacked(text: str, found: re.Match[str]) -> list[Edit]:
    r"""``\stackrel{!}{=}`` is ``=``; with "def" above it is a definition; below an operator stands what it binds."""
    groups = _groups(text, found.end(), 2)
    if len(groups) < 2:
        return []
    (first, second), (third, fourth) = groups
    over, base = text[first + 1 : second - 1], text[third + 1 : fourth - 1].strip()
    if found[1] == "underset" and re.match(r"\\(?:arg|min|max|lim|sup|inf|operatorname)", base):
        return [(found.start(), fourth, f"{base}_{{{over.strip()}}} ")]
    if base == "=" and _DEFINITION.search(over):
        return [(found.start(), fourth, ":=")]
    return [(found.start(), third + 1, " "), (fourth - 1, fourth, " ")]


def _substack(text: str, found: re.Match[str]) -> list[Edit]:
    groups = _groups(text, found.end(), 1)
    if not groups:
        return []
    start, end = groups[0]
    breaks = [
        (start + 1 + one.start(), start + 1 + one.end(), ", ") for one in re.finditer(r"\\\\", text[start + 1 : end])
    ]
    return [(found.start(), start + 1, ""), *breaks, (end - 1, end, "")]


def _font(text: str, found: re.Match[str]) -> list[Edit]:
    r"""``{\bf x}`` to ``\mathbf{x}``."""
    before = text[: found.start()].rstrip()
    if not before.endswith("{") or before.endswith("\\{"):
        return []
    return [(len(before) - 1, found.end(), FONTS[found[1]] + "{")]


def _texts(text: str) -> list[Edit]:
    r"""Formulas between dollars inside ``\text{…}`` stand outside of it."""
    edits: list[Edit] = []
    for found in _TEXT.finditer(text):
        end = group_end(text, found.end() - 1)
        dollars = [one.start() for one in re.finditer(r"(?<!\\)\$", text[found.end() : end])] if end > 0 else []
        if len(dollars) % 2:
            continue
        for number, offset in enumerate(dollars):
            at = found.end() + offset
            closes_text = number % 2 == 0
            if closes_text:
                edits.append((at, at + 1, "}"))
            elif at + 1 == end - 1:
                edits.append((at, end, ""))
            else:
                edits.append((at, at + 1, "\\text{"))
    return edits


def _infixes(text: str) -> list[Edit]:
    r"""``{a \over b}`` to ``{\frac{a}{b}}``."""
    edits: list[Edit] = []
    for found in _INFIX.finditer(text):
        start, command = _group_start(text, found.start()), INFIX[found[1]]
        end = group_end(text, start) if start >= 0 else -1
        if end > 0:
            edits += [
                (start, start + 1, f"{{{command}{{"),
                (found.start(), found.end(), "}{"),
                (end - 1, end, "}}"),
            ]
        elif start < 0 and not _LINE_OR_RELATION.search(text):
            edits += [(0, 0, command + "{"), (found.start(), found.end(), "}{"), (len(text), len(text), "}")]
    return edits


def _group_start(text: str, position: int) -> int:
    """Where the group begins in which ``position`` stands; -1 where it stands in none."""
    depth = 0
    for start in range(position - 1, -1, -1):
        if text[start] in "{}" and text[start - 1 : start] != "\\":
            depth += 1 if text[start] == "}" else -1
            if depth < 0:
                return start
    return -1


_ACTIONS: dict[str, Callable[[str, re.Match[str]], list[Edit]]] = {
    **dict.fromkeys(DROPPED, _drop),
    **dict.fromkeys(DROPPED_WITH_GROUP, _drop_with_group),
    **dict.fromkeys(("hskip", "kern", "mskip", "mkern", "vskip"), _drop_length),
    **dict.fromkeys(UNWRAPPED, _unwrap),
    **dict.fromkeys(RENAMED, _rename),
    **dict.fromkeys(PAIRS, _pair),
    **dict.fromkeys(WORDS, _words),
    **dict.fromkeys(FONTS, _font),
    **dict.fromkeys(("dv", "pdv", "odv", "derivative", "pderivative", "partialderivative", "diffp"), _derivative),
    **dict.fromkeys(("stackrel", "overset", "underset"), _stacked),
    "substack": _substack,
}
