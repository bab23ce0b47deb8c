"""Which part of a text a formula stands in, as a reader names it: ``3 (a)``, ``4 ii``, ``Exercise 2``, a title.

Parts are begun by headings, by bold openings (``**1. Compute …**``), by numbers and letters at the beginning of a
paragraph (``(a)``, ``ii.``, ``Problem 3:``) and by the labels of lists. Numbers of a list of steps begin none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solgen.documents.blocks import Text
from solgen.documents.manuscripts.leaves import ItemStart, Leaf, ListEnd, ListStart, events
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.raw import RawFormula, RawInline

_KEYWORD = (
    r"(?:Exercise|Exercice|Ejercicio|Esercizio|Übung|Aufgabe|Problema|Problem|Question|Task|Item|Assignment|Quiz|"
    r"Ex\.|Q)"
)
_NUMBERED = re.compile(rf"(?P<word>{_KEYWORD})\s*(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)(?P<rest>.*)", re.DOTALL)
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<end>[.):]|\s|\Z)\s*(?P<rest>.*)", re.DOTALL)
_MARK = re.compile(
    r"(?:(?:part|item)\s+)?(?P<open>\()?(?P<mark>[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5}|\d{1,2})(?P<close>\)|\.|:)(?=\s|\Z|\W)"
    r"\s*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\W*(?:ans(?:wer)?s?|solutions?|proofs?|hints?|sol|remarks?|lösung(?:en)?|beweis|hinweis|solución|respuesta|"
    r"soluzione|réponse|preuve|demostración)\W*\Z",
    re.IGNORECASE,
)
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Located:
    """A leaf with its place in the order of blocks and the part that it stands in."""

    leaf: Leaf
    block: int
    part: str


@dataclass(frozen=True, slots=True)
class _Level:
    """One step of the way to a part: ``style`` is title, keyword, number, letter or roman."""

    style: str
    label: str
    heading: int = 0
    """The level of the heading that began it; 0 where none did."""


def locate(manuscript: Manuscript) -> tuple[Located, ...]:
    """Every leaf with its block number and its part."""
    return tuple(_located(manuscript))


def part_of(manuscript: Manuscript) -> tuple[str, ...]:
    """For each formula of the manuscript, by its number, the part that it stands in; empty before the first."""
    return tuple(
        located.part
        for located in locate(manuscript)
        for inline in located.leaf.inlines
        if isinstance(inline, RawFormula)
    )


def _located(manuscript: Manuscript) -> Iterator[Located]:
    tracker = _Tracker(manuscript)
    block = 0
    for event in events(manuscript):
        match event:
            case Leaf():
                tracker.leaf(event)
                yield Located(event, block, tracker.name())
                block += 1
            case ListStart():
                tracker.open_list(event)
            case ItemStart():
                tracker.item(event)
            case ListEnd():
                tracker.close_list()


class _Tracker:
    """The way to the part at hand, and how it changes."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.levels: list[_Level] = []
        self.lists: list[tuple[ListStart, bool, list[_Level]]] = []
        self.seen: set[str] = set()
        headings = [event for event in events(manuscript) if isinstance(event, Leaf) and event.kind == "heading"]
        above_all = bool(headings) and all(one.level > headings[0].level for one in headings[1:])
        markdown = manuscript.format != "latex" and bool(headings) and headings[0].level == 1
        first = above_all and (markdown or _only_titles(manuscript))
        self.title = headings[0].spot if first and not _begins_part(headings[0]) else None

    def name(self) -> str:
        """The part as a reader names it."""
        name, before = "", ""
        for level in self.levels:
            named = f"({level.label})" if level.style == "letter" else level.label
            apart = ", " if "title" in (level.style, before) and level.style != "letter" else " "
            name = f"{name}{apart}{named}" if name else named
            before = level.style
        return name

    def leaf(self, leaf: Leaf) -> None:
        """A heading or a paragraph may begin a part."""
        if leaf.kind == "heading" and leaf.spot == self.title:
            return
        text = words_of(leaf.inlines)
        if leaf.kind == "heading":
            self._heading(text, leaf.level)
        elif leaf.kind == "paragraph":
            strong = isinstance(leaf.inlines[0], Text) and leaf.inlines[0].style == "strong"
            self._paragraph(text, strong=strong)

    def _heading(self, text: str, level: int) -> None:
        if _NO_PART.fullmatch(text):
            return
        named = _NUMBERED.search(text)
        if named:
            self._cut(level)
            self._end_paragraphs()
            self._push(_Level("keyword", f"{named['word']} {named['number']}", level))
            self._marks(named["rest"], level)
            return
        number = _NUMBER.match(text)
        if number:
            self._cut(level)
            self._end_paragraphs()
            self._push(_Level("number", number["number"], level))
            self._marks(number["rest"], level)
            return
        if self._mark(text, level):
            return
        self._cut(level)
        self._end_paragraphs()
        if text.strip():
            self.levels.append(_Level("title", _shortened(text), level))

    def _paragraph(self, text: str, *, strong: bool) -> None:
        named = _NUMBERED.match(text.lstrip())
        if named and (strong or re.match(r"\s*(?:[.:)—–]|\(|\Z)", named["rest"])):
            self._push(_Level("keyword", f"{named['word']} {named['number']}"))
            self._marks(named["rest"].lstrip(" .:"), 0)
            return
        number = _NUMBER.match(text.lstrip()) if strong else None
        if number and number["end"] in (".", ")", ":"):
            self._push(_Level("number", number["number"]))
            self._marks(number["rest"], 0)
            return
        self._mark(text, 0)

    def _marks(self, rest: str, heading: int) -> None:
        """What follows a number at once: ``4. i. …``, ``Exercise 2 (b)``."""
        while (behind := self._mark(rest, heading)) and behind != rest:
            rest = behind

    def _mark(self, text: str, heading: int) -> str:
        """Begin the part of a letter that the text begins with; what follows it, empty where there is none."""
        found = _MARK.match(text.lstrip())
        if found is None or (found["mark"].isdigit() and not found["open"]):
            return ""
        mark, bracketed = found["mark"], bool(found["open"]) or found["close"] == ")"
        style = self._style(mark)
        if not bracketed and not (mark.islower() and self._expected(style, mark)):
            return ""
        if found["close"] == ":" and not bracketed:
            return ""
        self._push(_Level(style, mark, heading))
        return found["rest"] or " "

    def _style(self, mark: str) -> str:
        if mark.isdigit():
            return "item"
        low = mark.lower()
        if low not in _ROMANS:
            return "letter"
        if len(low) > 1:
            return "roman"
        letters = [level.label.lower() for level in self.levels if level.style == "letter"]
        romans = [level.label.lower() for level in self.levels if level.style == "roman"]
        if low == "i":
            return "letter" if letters and letters[-1] == "h" else "roman"
        return "roman" if romans and romans[-1] == {"v": "iv", "x": "ix"}[low] else "letter"

    def _expected(self, style: str, mark: str) -> bool:
        """Whether a mark without brackets begins its kind or goes on with it, so that it is no word."""
        if mark in ("a", "i"):
            return True
        current = [level.label for level in self.levels if level.style == style]
        if f"{style} {mark}" in self.seen:
            return True
        if not current:
            return False
        before = _ROMANS.index(mark) - 1 if style == "roman" else ord(mark) - 1
        return current[-1] == (_ROMANS[before] if style == "roman" else chr(before))

    def _cut(self, heading: int) -> None:
        """End what was begun by headings as deep as this one or deeper, and all below them."""
        for position, level in enumerate(self.levels):
            if level.heading >= heading > 0:
                del self.levels[position:]
                return

    def _end_paragraphs(self) -> None:
        """End what paragraphs and lists began: a heading stands above them."""
        self.levels = [one for one in self.levels if one.heading]

    def _push(self, level: _Level) -> None:
        """Begin a part; one of the same style ends, with all below it."""
        outer = {"keyword": ("keyword", "number"), "number": ("number",)}.get(level.style, (level.style,))
        for position, one in enumerate(self.levels):
            if one.style in outer:
                del self.levels[position:]
                break
        if level.style in ("keyword", "number"):
            self.levels = [one for one in self.levels if one.style in ("title", "keyword")]
            self.seen.clear()
        self.seen.add(f"{level.style} {level.label}")
        self.levels.append(level)

    def open_list(self, start: ListStart) -> None:
        """A list whose numbers go on with those of the parts, or that are the first ones, numbers parts."""
        numbers = [level for level in self.levels if level.style in ("number", "keyword")]
        counts = False
        if start.ordered and start.depth == 0 and not start.labels:
            if numbers:
                counts = numbers[-1].label == str(start.start - 1)
            else:
                counts = start.start > 1 or start.length > 1 or start.continues
        self.lists.append((start, counts, list(self.levels)))

    def item(self, item: ItemStart) -> None:
        """An item begins a part where its list numbers parts, or by its label."""
        start, counts, _ = self.lists[-1]
        if counts:
            self._push(_Level("number", str(item.number)))
        elif item.label and start.ordered:
            self._mark(item.label, 0)

    def close_list(self) -> None:
        """What a list began ends with it, unless the text below its last item belongs to that."""
        start, counts, before = self.lists.pop()
        if counts and (start.continues or start.length == 1):
            return
        self.levels = before


def _only_titles(manuscript: Manuscript) -> bool:
    """Whether a numbered heading stands right below the first one: no formula between the two has names to share."""
    leaves = [event for event in events(manuscript) if isinstance(event, Leaf)]
    begin = next(place for place, leaf in enumerate(leaves) if leaf.kind == "heading")
    for leaf in leaves[begin + 1 :]:
        if leaf.kind == "heading":
            return _NUMBERED.search(words_of(leaf.inlines)) is not None
        if any(isinstance(inline, RawFormula) for inline in leaf.inlines):
            return False
    return False


def _begins_part(leaf: Leaf) -> bool:
    text = words_of(leaf.inlines)
    return bool(_NUMBER.match(text) or _NUMBERED.search(text) or _MARK.match(text))


def _shortened(text: str) -> str:
    text = " ".join(text.split()).strip(" .:")
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rstrip() + "…"


def words_of(inlines: tuple[RawInline, ...]) -> str:
    """The words of a run, its formulas as written."""
    return "".join(
        f"${one.latex}$" if isinstance(one, RawFormula) else "\n" if one.style == "break" else one.text
        for one in inlines
    ).lstrip()
