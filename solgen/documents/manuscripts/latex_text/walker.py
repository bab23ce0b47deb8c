"""Goes through a text with signs for its formulas, token by token, by the tables that the package fills."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from solgen.diagnostics import Diagnostic
from solgen.documents.blocks import Text
from solgen.documents.groups import group_ends
from solgen.documents.manuscripts.exam_marks import ExamMark, Numbering
from solgen.documents.manuscripts.found import SIGN, Finds, is_display
from solgen.documents.manuscripts.latex_clean import CODE_SIGN, Clean, code_of
from solgen.documents.manuscripts.latex_tables import (
    ACCENTS,
    DROPPED_WITH,
    EXERCISES,
    FIRST_DROPPED,
    NAMED,
    SKIPPED,
    STYLES,
    TAKE_GROUPS,
    WORDS,
)
from solgen.documents.manuscripts.latex_text.inlines import trimmed, typeset
from solgen.documents.manuscripts.latex_text.pieces import OPTION, Pieces, environment_ends
from solgen.documents.manuscripts.lines import Source, raw_formula
from solgen.documents.manuscripts.traced import Traced
from solgen.documents.raw import RawBlock, RawCode, RawDisplay, RawHeading, RawInline, RawParagraph

_TOKEN = re.compile(
    rf"(?P<sign>{SIGN})|(?P<code>{CODE_SIGN})|(?P<blank>\n[ \t]*\n\s*)|(?P<open>\{{)|(?P<close>\}})"
    r"|\\(?P<edge>begin|end)\s*\{(?P<environment>[^{}\n]+)\}"
    r"|(?P<break>\\\\\*?(?:\[[^\]\n]*\])?)|\\(?P<command>[A-Za-z@]+\*?|.)"
    r"|(?P<words>[^\\{}\n\U000f0000-\U0010ffff]+|\n)",
    re.DOTALL,
)
_ACCENTED = re.compile(r"\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\([ij])(?![A-Za-z])|([A-Za-z]))")
_SWITCHES = {"bf": "strong", "bfseries": "strong", "it": "emphasis", "itshape": "emphasis", "em": "emphasis"}
_SWITCH = re.compile(r"\s*\\(bfseries|bf|itshape|it|em)(?![A-Za-z])\s*")
_BLANK = re.compile(r"\n[ \t]*\n")
_DEEPEST = 40

CommandRule = Callable[["Walker", str, int, int], int]
"""The walker, the command, where its arguments begin and where the text ends; where the walk goes on."""
COMMANDS: Final[dict[str, CommandRule]] = {}
EnvironmentRule = Callable[["Walker", str, str, int, int], None]
"""The walker, the environment, its option, where it begins and ends."""
ENVIRONMENTS: Final[dict[str, EnvironmentRule]] = {}


class Walker:
    """Goes through the text and gathers inlines to paragraphs, paragraphs to blocks."""

    def __init__(self, masked: Traced, finds: Finds, clean: Clean, source: Source, theorems: dict[str, str]) -> None:
        self.masked, self.text = masked, masked.text
        self.finds, self.clean, self.source = finds, clean, source
        self.blocks: list[RawBlock] = []
        self.inlines: list[RawInline] = []
        self.line = -1
        self.diagnostics: list[Diagnostic] = []
        self.marks: list[ExamMark] = []
        self.numbering = Numbering()
        self.named = {**NAMED, **{name: title for name, title in theorems.items() if name not in EXERCISES}}
        self.exercises = 0
        self.ends = environment_ends(masked, source, self.diagnostics)
        self.pieces = Pieces(self.text, group_ends(self.text))
        self.depth = 0
        self.lists = 0
        self.inner = 0
        """How many lists, cells and titles stand around; questions are marked outside of them only."""

    def add(self, one: RawInline, position: int) -> None:
        """Add to the paragraph at hand."""
        if self.line < 0:
            if isinstance(one, Text) and not one.text.strip() and one.style != "break":
                return
            self.line = self.source.spot(self.masked.origin(position)).line
        last = self.inlines[-1] if self.inlines else None
        if isinstance(one, Text) and isinstance(last, Text) and one.style == last.style != "break":
            self.inlines[-1] = Text(last.text + one.text, one.style)
        else:
            self.inlines.append(one)

    def flush(self) -> None:
        """End the paragraph at hand."""
        inlines = trimmed(self.inlines)
        if inlines:
            self.blocks.append(RawParagraph(inlines, max(self.line, 0)))
        self.inlines, self.line = [], -1

    def apart(self, start: int, end: int) -> list[RawBlock]:
        """The blocks of a stretch by itself."""
        self.flush()
        outer, self.blocks = self.blocks, []
        self.inner += 1
        self.walk(start, end)
        self.flush()
        self.inner -= 1
        inner, self.blocks = self.blocks, outer
        return inner

    def inline(self, start: int, end: int, style: str = "plain") -> tuple[RawInline, ...]:
        """The inlines of a stretch by itself; displays in it stand inline."""
        kept = self.inlines, self.line, self.blocks
        self.inlines, self.line, self.blocks = [], -1, []
        self.inner += 1
        self.walk(start, end, style)
        self.flush()
        self.inner -= 1
        found: list[RawInline] = []
        for block in self.blocks:
            if isinstance(block, RawParagraph):
                found += [Text(" ")] if found else []
                found += block.inlines
            elif isinstance(block, RawDisplay):
                found.append(block.formula)
        self.inlines, self.line, self.blocks = kept
        return tuple(found)

    def walk(self, start: int, end: int, style: str = "plain") -> None:
        """Everything from ``start`` to ``end``."""
        self.depth += 1
        position = start
        while position < end and (found := _TOKEN.match(self.text, position, end)):
            position = max(self._token(found, end, style), found.end())
        self.depth -= 1

    def _token(self, found: re.Match[str], end: int, style: str) -> int:
        if found["command"]:
            return self._command(found, end, style)
        if found["edge"] == "begin":
            return self._environment(found, end)
        if found["open"] and self.depth < _DEEPEST:
            return self._braces(found, end, style)
        if found["words"]:
            self.add(Text(typeset(found[0]), style), found.start())
        elif found["sign"]:
            self._formula(found)
        elif found["blank"]:
            self.flush()
        elif found["break"]:
            self.add(Text("", "break"), found.start())
        elif found["code"]:
            self._typed(found)
        return found.end()

    def _braces(self, found: re.Match[str], end: int, style: str) -> int:
        close = self.pieces.closes.get(found.start(), -1)
        if not 0 < close <= end:
            return found.end()
        switch = _SWITCH.match(self.text, found.end(), close)
        self.walk(found.end(), close - 1, _SWITCHES[switch[1]] if switch else style)
        return close

    def _typed(self, found: re.Match[str]) -> None:
        block, typed = code_of(self.clean, found[0])
        if block:
            self.flush()
            self.blocks.append(RawCode(typed))
        else:
            self.add(Text(typed, "code"), found.start())

    def _formula(self, found: re.Match[str]) -> None:
        own = self.finds.of(found[0])
        formula = raw_formula(own.latex, self.source, own.span, display=is_display(found[0]))
        if formula.display:
            self.flush()
            self.blocks.append(RawDisplay(formula))
        else:
            self.add(formula, found.start())

    def _command(self, found: re.Match[str], end: int, style: str) -> int:
        name = found["command"].rstrip("*") or "*"
        position = self.pieces.behind_overlay(found.end())
        handler = COMMANDS.get(name)
        if handler is not None:
            return handler(self, name, position, end)
        if name in WORDS:
            self.add(Text(WORDS[name], style), found.start())
            return self.pieces.behind_blank(found.end()) if name[0].isalpha() else found.end()
        if name in ACCENTS:
            return self._accent(name, found, end, style)
        if name in STYLES or name in FIRST_DROPPED:
            return self._styled(name, position, end, style)
        if name in DROPPED_WITH:
            return self.pieces.behind_arguments(position, DROPPED_WITH[name], end)
        return self.pieces.behind_blank(self.pieces.behind_option(position)) if name[0].isalpha() else found.end()

    def _styled(self, name: str, position: int, end: int, style: str) -> int:
        group = self.pieces.group(self.pieces.behind_option(position), end)
        for _ in range(FIRST_DROPPED.get(name, 0)):
            group = self.pieces.group(group[1] + 1, end) if group else None
        if group is None or _BLANK.search(self.text, *group):
            return position
        self.walk(*group, STYLES.get(name, style))
        return group[1] + 1

    def _accent(self, name: str, found: re.Match[str], end: int, style: str) -> int:
        taken = _ACCENTED.match(self.text, found.end(), end)
        if taken is None:
            return found.end()
        letter = taken[1] or taken[2] or taken[3]
        self.add(Text(unicodedata.normalize("NFC", letter + ACCENTS[name]), style), found.start())
        return taken.end()

    def _environment(self, found: re.Match[str], end: int) -> int:
        start, (close, after) = found.end(), self.ends.get(found.start(), (found.end(), found.end()))
        close, after = min(close, end), min(after, end)
        name = found["environment"].strip()
        bare = name.rstrip("*")
        option = OPTION.match(self.text, self.pieces.behind_overlay(start), close)
        words = option[1] if option else ""
        inner = option.end() if option else self.pieces.behind_overlay(start)
        for _ in range(TAKE_GROUPS.get(name, TAKE_GROUPS.get(bare, 0))):
            group = self.pieces.group(inner, close)
            inner = group[1] + 1 if group else inner
        if self.depth >= _DEEPEST:
            return found.end()
        if bare in SKIPPED:
            return after
        ENVIRONMENTS.get(bare, ENVIRONMENTS[""])(self, bare, words, inner, close)
        return after

    def line_at(self, position: int) -> int:
        """The line in which a position of the text stands."""
        return self.source.spot(self.masked.origin(position)).line

    def heading(self, level: int, words: str, position: int) -> RawHeading:
        """A heading of plain words."""
        return RawHeading(level, (Text(words),), self.line_at(position))
