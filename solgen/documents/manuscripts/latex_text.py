"""LaTeX with signs for its formulas, made into blocks. Unknown commands vanish, what stands in their braces stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from solgen.diagnostics import Diagnostic
from solgen.documents.blocks import Text
from solgen.documents.groups import group_ends
from solgen.documents.manuscripts.exam_marks import LEVELS, ExamMark, Numbering
from solgen.documents.manuscripts.faults import environment_not_closed
from solgen.documents.manuscripts.found import SIGN, Finds, is_display
from solgen.documents.manuscripts.latex_clean import CODE_SIGN, Clean, code_of
from solgen.documents.manuscripts.latex_lists import labels_of
from solgen.documents.manuscripts.latex_tables import (
    ACCENTS,
    DROPPED_WITH,
    EXERCISES,
    FIRST_DROPPED,
    LISTS,
    NAMED,
    SECTIONS,
    SKIPPED,
    STYLES,
    TABLES,
    TAKE_GROUPS,
    WORDS,
)
from solgen.documents.manuscripts.lines import Source, raw_formula
from solgen.documents.manuscripts.rows import Row, rows_of
from solgen.documents.manuscripts.traced import Traced
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

_TOKEN = re.compile(
    rf"(?P<sign>{SIGN})|(?P<code>{CODE_SIGN})|(?P<blank>\n[ \t]*\n\s*)|(?P<open>\{{)|(?P<close>\}})"
    r"|\\(?P<edge>begin|end)\s*\{(?P<environment>[^{}\n]+)\}"
    r"|(?P<break>\\\\\*?(?:\[[^\]\n]*\])?)|\\(?P<command>[A-Za-z@]+\*?|.)"
    r"|(?P<words>[^\\{}\n\U000f0000-\U0010ffff]+|\n)",
    re.DOTALL,
)
_OPTION = re.compile(r"\s*\[((?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\]")
_OVERLAY = re.compile(r"<[\d\-,+.|a-z:]*>")
_GROUP = re.compile(r"\s*(?=\{)")
_ACCENTED = re.compile(r"\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\([ij])(?![A-Za-z])|([A-Za-z]))")
_QUOTES = ((re.compile("``"), "“"), (re.compile("''"), "”"), (re.compile("---"), "—"), (re.compile("--"), "–"))
_SWITCHES = {"bf": "strong", "bfseries": "strong", "it": "emphasis", "itshape": "emphasis", "em": "emphasis"}
_SWITCH = re.compile(r"\s*\\(bfseries|bf|itshape|it|em)(?![A-Za-z])\s*")
_ITEM = re.compile(r"(?<!\\)\\(begin|item|choice|CorrectChoice|task)(?![A-Za-z])")
_BLANK = re.compile(r"\n[ \t]*\n")
_DEEPEST = 40


@dataclass(slots=True)
class LatexText:
    """Blocks in order, what was wrong, and where questions, their parts and solutions begin and end."""

    blocks: tuple[RawBlock, ...]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    marks: tuple[ExamMark, ...] = ()


def read_text(masked: Traced, finds: Finds, clean: Clean, source: Source, theorems: dict[str, str]) -> LatexText:
    """The blocks of a text whose formulas are signs."""
    walker = _Walker(masked, finds, clean, source, theorems)
    walker.walk(0, len(masked.text))
    walker.flush()
    return LatexText(tuple(walker.blocks), walker.diagnostics, tuple(walker.marks))


class _Walker:
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
        self.ends = self._matched()
        self.closes = group_ends(self.text)
        self.depth = 0
        self.lists = 0
        self.inner = 0
        """How many lists, cells and titles stand around; questions are marked outside of them only."""

    # Where environments end

    def _matched(self) -> dict[int, tuple[int, int]]:
        r"""For each ``\begin`` where its ``\end`` begins and ends; those that have none are told."""
        ends: dict[int, tuple[int, int]] = {}
        open_: list[re.Match[str]] = []
        for edge in re.finditer(r"(?<!\\)\\(begin|end)\s*\{([^{}\n]+)\}", self.text):
            if edge[1] == "begin":
                open_.append(edge)
                continue
            if not any(one[2] == edge[2] for one in open_):
                continue
            while open_:
                begin = open_.pop()
                ends[begin.start()] = (edge.start(), edge.end())
                if begin[2] == edge[2]:
                    break
                ends[begin.start()] = (edge.start(), edge.start())
                self._not_closed(begin)
        for begin in open_:
            ends[begin.start()] = (len(self.text), len(self.text))
            self._not_closed(begin)
        return ends

    def _not_closed(self, begin: re.Match[str]) -> None:
        place = self.source.place(self.masked.origin(begin.start()))
        self.diagnostics.append(environment_not_closed(place, begin[2]))

    # Paragraphs

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
        inlines = _trimmed(self.inlines)
        if inlines:
            self.blocks.append(RawParagraph(inlines, max(self.line, 0)))
        self.inlines, self.line = [], -1

    def _apart(self, start: int, end: int) -> list[RawBlock]:
        """The blocks of a stretch by itself."""
        self.flush()
        outer, self.blocks = self.blocks, []
        self.inner += 1
        self.walk(start, end)
        self.flush()
        self.inner -= 1
        inner, self.blocks = self.blocks, outer
        return inner

    def _inline(self, start: int, end: int, style: str = "plain") -> tuple[RawInline, ...]:
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

    # Tokens

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
            self.add(Text(_typeset(found[0]), style), found.start())
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
        close = self.closes.get(found.start(), -1)
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
        position = self._behind_overlay(found.end())
        handler = _HANDLERS.get(name)
        if handler is not None:
            return handler(self, name, position, end)
        if name in WORDS:
            self.add(Text(WORDS[name], style), found.start())
            return self._behind_blank(found.end()) if name[0].isalpha() else found.end()
        if name in ACCENTS:
            return self._accent(name, found, end, style)
        if name in STYLES or name in FIRST_DROPPED:
            return self._styled(name, position, end, style)
        if name in DROPPED_WITH:
            return self._behind_arguments(position, DROPPED_WITH[name], end)
        return self._behind_blank(self._behind_option(position)) if name[0].isalpha() else found.end()

    # Pieces of commands

    def _behind_overlay(self, position: int) -> int:
        found = _OVERLAY.match(self.text, position)
        return found.end() if found else position

    def _behind_option(self, position: int) -> int:
        found = _OPTION.match(self.text, position)
        return found.end() if found else position

    def _behind_blank(self, position: int) -> int:
        found = re.compile(r"[ \t]*(?:\n[ \t]*(?!\s))?").match(self.text, position)
        return found.end() if found and found[0] else position

    def _behind_arguments(self, position: int, count: int, end: int) -> int:
        position = self._behind_option(position)
        for _ in range(count):
            group = self._group(position, end)
            if group is None:
                break
            position = self._behind_option(group[1] + 1)
        return position

    def _group(self, position: int, end: int) -> tuple[int, int] | None:
        """What stands inside the next braces: from, to."""
        found = _GROUP.match(self.text, position, end)
        close = self.closes.get(found.end(), -1) if found else -1
        return (found.end() + 1, close - 1) if found and 0 < close <= end else None

    def _styled(self, name: str, position: int, end: int, style: str) -> int:
        group = self._group(self._behind_option(position), end)
        for _ in range(FIRST_DROPPED.get(name, 0)):
            group = self._group(group[1] + 1, end) if group else None
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

    # Environments

    def _environment(self, found: re.Match[str], end: int) -> int:
        start, (close, after) = found.end(), self.ends.get(found.start(), (found.end(), found.end()))
        close, after = min(close, end), min(after, end)
        name = found["environment"].strip()
        bare = name.rstrip("*")
        option = _OPTION.match(self.text, self._behind_overlay(start), close)
        words = option[1] if option else ""
        inner = option.end() if option else self._behind_overlay(start)
        for _ in range(TAKE_GROUPS.get(name, TAKE_GROUPS.get(bare, 0))):
            group = self._group(inner, close)
            inner = group[1] + 1 if group else inner
        if self.depth >= _DEEPEST:
            return found.end()
        if bare in SKIPPED:
            return after
        if bare in LISTS:
            self._list(bare, words, inner, close)
        elif bare in TABLES:
            self._table(inner, close)
        else:
            self._text_environment(bare, words, inner, close)
        return after

    def _text_environment(self, name: str, words: str, start: int, end: int) -> None:
        """An environment that is text: with a name before it, counted, or neither."""
        self.flush()
        at = self.masked.origin(start)
        opened = self.numbering.open(name, len(self.blocks), self.source.spot(at))
        if opened and not self.inner:
            self.marks.append(opened)
        if name in EXERCISES:
            self.exercises += 1
            self.blocks.append(self._heading(3, f"{EXERCISES[name]} {self.exercises}", start))
        elif name in self.named and not opened:
            title = f"{self.named[name]} ({words})" if words and "=" not in words else self.named[name]
            self.add(Text(f"{title}.", "strong"), start)
            self.add(Text(" "), start)
        elif name in ("frame", "block", "exampleblock", "alertblock"):
            group = self._group(start, end)
            if group:
                level = 3 if name == "frame" else 4
                self.blocks.append(RawHeading(level, self._inline(*group), self._line(start)))
                start = group[1] + 1
        self.walk(start, end)
        self.flush()
        closed = self.numbering.close(name, len(self.blocks), self.source.spot(self.masked.origin(max(end - 1, 0))))
        if closed and not self.inner:
            self.marks.append(closed)

    def _line(self, position: int) -> int:
        return self.source.spot(self.masked.origin(position)).line

    def _heading(self, level: int, words: str, position: int) -> RawHeading:
        return RawHeading(level, (Text(words),), self._line(position))

    def _list(self, name: str, words: str, start: int, end: int) -> None:
        ordered = LISTS[name]
        bounds = self._items(start, end)
        self.lists += ordered
        labels: list[str] = []
        items: list[tuple[RawBlock, ...]] = []
        for number, (begin, stop) in enumerate(bounds):
            option = _OPTION.match(self.text, begin, stop)
            own = _plain_words(self._inline(option.start(1), option.end(1))) if option else ""
            labels.append(own)
            inner = self._apart(option.end() if option else begin, stop)
            if own and not ordered:
                inner = _with_label(inner, own, self._line(begin))
            items.append(tuple(inner))
            del number
        counted = labels_of(words, self.lists, len(items)) if ordered else ()
        given = tuple(own or label for own, label in zip(labels, counted or [""] * len(items), strict=True))
        self.lists -= ordered
        self.flush()
        if items:
            self.blocks.append(RawList(ordered, tuple(items), labels=given if ordered and any(given) else ()))

    def _items(self, start: int, end: int) -> list[tuple[int, int]]:
        r"""Where the items of a list begin and end; those of lists inside it are not its own."""
        begins: list[tuple[int, int]] = []
        skip = start
        for found in _ITEM.finditer(self.text, start, end):
            if found.start() < skip:
                continue
            if found[1] == "begin":
                skip = self.ends.get(found.start(), (0, found.end()))[1]
            else:
                begins.append((found.start(), self._behind_overlay(found.end())))
        stops = [*(begin for begin, _ in begins[1:]), end][: len(begins)]
        return [(begin, stop) for (_, begin), stop in zip(begins, stops, strict=True)]

    def _table(self, start: int, end: int) -> None:
        self.flush()
        rows: list[tuple[tuple[RawInline, ...], ...]] = []
        offset = start
        for row in rows_of(self.masked[start:end]):
            if not isinstance(row, Row):
                continue
            cells: list[tuple[RawInline, ...]] = []
            for cell in row.cells:
                at = self.text.find(cell.text, offset, end) if cell.text else offset
                offset = at + len(cell.text) if at >= 0 else offset
                cells.append(_flat(self._inline(at, offset)) if cell.text and at >= 0 else ())
            if any(cells):
                rows.append(tuple(cells))
        if rows:
            width = max(len(row) for row in rows)
            filled = tuple((*row, *[()] * (width - len(row))) for row in rows)
            self.blocks.append(RawTable(filled, ("",) * width))

    # Commands with a meaning of their own

    def section(self, name: str, position: int, end: int) -> int:
        """A heading."""
        group = self._group(self._behind_option(position), end)
        if group is None:
            return position
        self.flush()
        self.blocks.append(RawHeading(SECTIONS[name], self._inline(*group), self._line(position)))
        return group[1] + 1

    def paragraph_end(self, name: str, position: int, end: int) -> int:
        r"""``\par``, ``\bigskip``."""
        del name, end
        self.flush()
        return position

    def footnote(self, name: str, position: int, end: int) -> int:
        """A footnote stands in brackets where its mark does."""
        del name
        group = self._group(self._behind_option(position), end)
        if group is None:
            return position
        self.add(Text(" ("), position)
        for one in _flat(self._inline(*group)):
            self.add(one, group[0])
        self.add(Text(")"), position)
        return group[1] + 1

    def reference(self, name: str, position: int, end: int) -> int:
        """The label that is referred to, in brackets."""
        del name
        group = self._group(position, end)
        if group is None:
            return position
        self.add(Text(f"({self.text[group[0] : group[1]]})"), position)
        return group[1] + 1

    def picture(self, name: str, position: int, end: int) -> int:
        """A picture in the text."""
        del name
        group = self._group(self._behind_option(position), end)
        if group is None:
            return position
        self.flush()
        self.blocks.append(RawFigure(self.text[group[0] : group[1]], ""))
        return group[1] + 1

    def columns(self, name: str, position: int, end: int) -> int:
        r"""``\multicolumn{2}{c}{words}``: the words."""
        del name
        group = self._group(position, end)
        group = self._group(group[1] + 1, end) if group else None
        group = self._group(group[1] + 1, end) if group else None
        if group is None:
            return position
        self.walk(*group)
        return group[1] + 1

    def exam(self, name: str, position: int, end: int) -> int:
        r"""``\question[5]``, ``\part``: a heading with its number, and a mark for who imports it."""
        if name == "part" and not self.numbering.inside:
            return self.section(name, position, end)
        title = ""
        if name.endswith("titledquestion"):
            group = self._group(position, end)
            title = _plain_words(self._inline(*group)) if group else ""
            position = group[1] + 1 if group else position
        option = _OPTION.match(self.text, position, end)
        self.flush()
        spot = self.source.spot(self.masked.origin(position))
        mark = self.numbering.next(name, len(self.blocks), spot, option[1] if option else "", title)
        if not self.inner:
            self.marks.append(mark)
        self.blocks.append(self._heading(mark.level + 1, f"{mark.label} {title}".strip(), position))
        return self._behind_blank(option.end() if option else position)


_HANDLERS: dict[str, Callable[[_Walker, str, int, int], int]] = {
    **dict.fromkeys(SECTIONS, _Walker.section),
    **dict.fromkeys(
        ("par", "bigskip", "medskip", "smallskip", "newpage", "clearpage", "pagebreak"), _Walker.paragraph_end
    ),
    **dict.fromkeys(("footnote", "footnotetext", "sidenote", "marginpar"), _Walker.footnote),
    **dict.fromkeys(("ref", "eqref", "cref", "Cref", "autoref", "pageref"), _Walker.reference),
    **dict.fromkeys(LEVELS, _Walker.exam),
    "includegraphics": _Walker.picture,
    "multicolumn": _Walker.columns,
}


def _typeset(words: str) -> str:
    words = words.replace("\n", " ").replace("~", " ").replace("\t", " ")
    if "-" in words or "`" in words or "'" in words:
        for pattern, sign in _QUOTES:
            words = pattern.sub(sign, words)
        words = words.replace("`", "‘")
    return re.sub(r" {2,}", " ", words)


def _trimmed(inlines: list[RawInline]) -> tuple[RawInline, ...]:
    """Without blanks and breaks around it; nothing where there are no words."""
    found = list(inlines)
    while found and isinstance(found[-1], Text) and not found[-1].text.strip():
        found.pop()
    while found and isinstance(found[0], Text) and not found[0].text.strip():
        found.pop(0)
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip(), found[0].style)
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip(), found[-1].style)
    return tuple(found)


def _flat(inlines: tuple[RawInline, ...]) -> tuple[RawInline, ...]:
    """Every formula inline."""
    return tuple(
        RawFormula(one.latex, one.starts, opens=one.opens, closes=one.closes, origins=one.origins)
        if isinstance(one, RawFormula)
        else one
        for one in inlines
    )


def _plain_words(inlines: tuple[RawInline, ...]) -> str:
    return "".join(one.latex if isinstance(one, RawFormula) else one.text for one in inlines).strip()


def _with_label(blocks: list[RawBlock], label: str, line: int) -> list[RawBlock]:
    """An item of a description, its label in bold before it."""
    first = blocks[0] if blocks else None
    opening = (Text(label, "strong"), Text(" "))
    if isinstance(first, RawParagraph):
        return [RawParagraph((*opening, *first.inlines), first.line), *blocks[1:]]
    return [RawParagraph(opening[:1], line), *blocks]
