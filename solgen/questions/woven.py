"""The text that a rendered piece has so far: which line, and whether a value put next would stand in a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from solgen.questions.rendering import LineStart

_SWITCH = re.compile(r"\\.|\$\$?|`+|[{}]", re.DOTALL)
_WORDS_GROUP = re.compile(r"\\(?:text|textrm|textbf|textit|mbox|textnormal)\s*\Z")
_FENCE = re.compile(r"\s*(```|~~~)")
LINE_START = "\n"


@dataclass(slots=True)
class Woven:
    """The text so far, line by line, and whether it stands in a formula."""

    always_formula: bool
    lines: list[list[str]] = field(default_factory=list)
    origins: list[LineStart] = field(default_factory=list)
    formula: str = ""
    """What stands before in the same formula; empty outside."""
    dollars: str = ""
    """The sign that opened the formula; empty outside."""
    code: str = ""
    fence: str = ""
    words: int = 0
    """How many braces are open since ``\\text{`` in the formula; 0 outside of such a group."""

    @property
    def in_formula(self) -> bool:
        """Whether a value would stand in a formula here, and not in words inside one."""
        return (self.always_formula or bool(self.dollars)) and not self.words

    def start_line(self, origin: LineStart) -> None:
        """A line begins."""
        if self.dollars == "$" and self.lines and not "".join(self.lines[-1]).strip():
            self.dollars, self.formula, self.words = "", "", 0  # no formula in a line goes on over an empty line
        self.lines.append([])
        self.origins.append(origin)
        self.code = ""
        if self.dollars:
            self.formula += LINE_START
        elif self.always_formula:
            self.formula = ""

    def typed(self, text: str) -> None:
        """Text of the author; follows what opens and closes formulas."""
        line = self.lines[-1]
        if not line and not self.dollars and (fence := _FENCE.match(text)):
            self.fence = "" if self.fence == fence.group(1) else self.fence or fence.group(1)
        line.append(text)
        if self.fence:
            return
        if self.dollars or self.code or self.words or self.always_formula:
            self.follow(text)
        else:
            self.formula, self.dollars, self.code, self.words = _from_outside(text)

    def follow(self, text: str) -> None:
        """Go through the signs that open and close formulas, code, and words inside formulas."""
        signs, tail = _signs(text)
        for before, sign in signs:
            if sign[0] in "{}\\" and not (self.dollars or self.always_formula):
                continue  # in sentences, braces and backslashes are characters like others
            self.collect(before)
            self.switch(sign)
        self.collect(tail)

    def collect(self, text: str) -> None:
        """Remember what stands before in the formula."""
        if self.dollars or self.always_formula:
            self.formula += text

    def switch(self, sign: str) -> None:
        """A sign that may open or close a formula, code, or words inside a formula."""
        if sign[0] == "`":
            if not self.dollars:
                self.code = "" if self.code == sign else self.code or sign
        elif sign[0] == "$" and not self.code and not self.always_formula:
            if self.dollars == sign:
                self.dollars, self.formula, self.words = "", "", 0
            elif not self.dollars:
                self.dollars, self.formula = sign, ""
            elif sign == "$$":  # the end of one inline formula and the beginning of the next
                self.formula = ""
        else:
            if sign == "{" and (self.words or _WORDS_GROUP.search(self.formula)):
                self.words += 1
            elif sign == "}" and self.words:
                self.words -= 1
            self.collect(sign)

    def put(self, text: str) -> None:
        """Text in the place of a value."""
        self.lines[-1].append(text)
        self.collect(text)

    def replace_tail(self, count: int, text: str) -> None:
        """Replace the last ``count`` characters of the line and of the formula."""
        line = "".join(self.lines[-1])
        self.lines[-1][:] = [line[: len(line) - count] + text]
        self.formula = self.formula[: len(self.formula) - count] + text


@lru_cache(maxsize=8192)
def _signs(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The signs in a text that the author typed, each with what stands before it; and what stands behind the last."""
    signs: list[tuple[str, str]] = []
    position = 0
    for found in _SWITCH.finditer(text):
        signs.append((text[position : found.start()], found.group()))
        position = found.end()
    return tuple(signs), text[position:]


@lru_cache(maxsize=8192)
def _from_outside(text: str) -> tuple[str, str, str, int]:
    """What a text, begun in a sentence, leaves open: formula, dollars, code and words."""
    woven = Woven(always_formula=False)
    woven.follow(text)
    return woven.formula, woven.dollars, woven.code, woven.words
