"""What a manuscript offers before anything is inferred: formulas scanned, their parts and words, the passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from solgen.audit.context.phrases.leads import Lead, carries_on, lead_of, says_again
from solgen.audit.context.phrases.said import Passage
from solgen.audit.context.probabilities import speaks_of_events, with_probabilities, with_values
from solgen.audit.context.scan import Scan, scan
from solgen.audit.context.spellings import respelled
from solgen.audit.context.subjects import related_use
from solgen.diagnostics import Place
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.manuscripts.sentences import ProseRun, prose, words_before
from solgen.documents.raw import RawFormula

_FIRST_WORD = re.compile(r"^(?:[A-Za-zÀ-ÿ]+\.?\s+)?[\w.]*\d[\w.]*")


_ENDED = re.compile(r"(?<!\\)\.\s*(?:\\end\{[a-z]+\*?\}\s*)*$")
"""A display that ends its sentence: what comes behind it is not about it."""
_LETTERED = re.compile(r"^(?:\([a-z]+\)|[ivx]+\b)")
"""Parts that only have letters are parts of one exercise."""
_LETTERS_BEHIND = re.compile(r"(?:,? (?:\([a-zA-Z]+\)|[ivxIVX]+))+$")


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula before it is read. ``lead`` is what stands before it in its sentence, ``tail`` behind it."""

    number: int
    raw: RawFormula
    latex: str
    place: Place
    part: str
    region: str
    block: int
    words: str
    scan: Scan
    lead: str
    tail: str
    meaning: Lead
    """What the words before it make of it."""
    ended: bool = False
    """Whether it is a display with a full stop at its end."""


@dataclass(frozen=True)
class Material:
    """The formulas in order, and the passages of each region, the regions in order."""

    formulas: tuple[Formula, ...]
    passages: Mapping[str, tuple[Passage, ...]]
    regions: tuple[str, ...]

    @cached_property
    def letters(self) -> frozenset[str]:
        """Every letter that some formula uses as a name."""
        return frozenset(use.base for formula in self.formulas for use in formula.scan.uses)


@lru_cache(maxsize=512)
def region_of(part: str) -> str:
    """The top-level part: ``3`` of ``3 (a)``, ``Exercise 2`` of ``Exercise 2 b``; a title up to its first comma.

    The lettered parts below a title are parts of one exercise, as are those below a number.
    """
    if _LETTERED.match(part):
        return ""
    head = _LETTERS_BEHIND.sub("", part.split(", ", maxsplit=1)[0])
    found = _FIRST_WORD.match(head)
    return found.group() if found else head


def is_numbered(region: str) -> bool:
    """Whether a region is an exercise with a number, which has names of its own; sections of notes share theirs."""
    return _FIRST_WORD.match(region) is not None


def is_inside(part: str, outer: str) -> bool:
    """Whether a part is the other or stands inside of it."""
    return part == outer or not outer or part.startswith((f"{outer} ", f"{outer}, ", f"{outer}("))


def gather(manuscript: Manuscript) -> Material:
    """Everything that a text offers, in order."""
    runs = prose(manuscript)
    raws = manuscript.formulas()
    words = words_before(manuscript)
    formulas = tuple(_formulas(manuscript, runs, raws, words))
    passages: dict[str, list[Passage]] = {}
    for run in runs:
        region = region_of(run.part)
        passages.setdefault(region, []).append(
            Passage(run.text.lower(), run.part, run.block, display=run.kind == "display")
        )
    order = tuple(dict.fromkeys([*(region_of(run.part) for run in runs)]))
    return Material(formulas, {region: tuple(found) for region, found in passages.items()}, order)


def _formulas(
    manuscript: Manuscript, runs: tuple[ProseRun, ...], raws: tuple[RawFormula, ...], words: tuple[str, ...]
) -> Iterator[Formula]:
    before, last = "", Lead.NOTHING
    events = speaks_of_events(raw.latex for raw in raws)
    functions = with_values(raw.latex for raw in raws) if events else frozenset[str]()
    for position, run in enumerate(runs):
        text = run.text.lower()
        if run.kind == "heading":
            before = ""
        for number in run.formulas:
            raw = raws[number]
            latex = respelled(with_probabilities(raw.latex, functions) if events else raw.latex)
            mark = f"⟦{number}⟧"
            at = text.find(mark)
            display = run.kind == "display"
            lead = _sentence_end(before) if display else _sentence_end(text[:at])
            ended = display and _ENDED.search(raw.latex) is not None
            tail = "" if ended else _sentence_start(_following(runs, position) if display else text[at + len(mark) :])
            place = (
                manuscript.source.place(raw.opens.line, raw.opens.column)
                if raw.opens != raw.closes
                else (manuscript.source.place(raw.spot(0).line, raw.spot(0).column))
            )
            keeps = carries_on(lead, display=display) and not (display and last is not Lead.LET)
            keeps = keeps and (last is not Lead.LOCAL or related_use(scan(latex)) is not None)
            keeps = keeps or (last in (Lead.ASIDE, Lead.MENTION) and says_again(lead))
            last = last if keeps else lead_of(lead, display=display)
            yield Formula(
                number, raw, latex, place, run.part, region_of(run.part), run.block, words[number],
                scan(latex), lead, tail, last, ended,
            )  # fmt: skip
        before = f"{before} {text}" if run.kind == "display" and before else text
        before = before[-600:]


def _following(runs: tuple[ProseRun, ...], position: int) -> str:
    for run in runs[position + 1 : position + 2]:
        if run.kind == "paragraph":
            return run.text.lower()
    return ""


_ENDS = re.compile(r"(?<![ie]\.[eg])(?<!\bcf)(?<!\bresp)[.!?](?=\s|$)(?!\s*⟦?\s*$)")


def _sentence_end(text: str) -> str:
    """What follows the last full stop."""
    ends = [found.end() for found in _ENDS.finditer(text)]
    return text[ends[-1] :].strip() if ends else text.strip()


def _sentence_start(text: str) -> str:
    """What stands before the next full stop."""
    found = re.search(r"[.!?](?=\s|$)", text)
    return (text[: found.start()] if found else text).strip()
