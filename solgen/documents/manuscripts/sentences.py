"""The prose of a manuscript in reading order, its formulas as numbers in ``⟦ ⟧``, and the sentences in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.manuscripts.parts import Located, locate
from solgen.documents.raw import RawFormula, Spot

_FORMULA = re.compile(r"⟦(\d+)⟧")
_END = re.compile(r"""(?<=[.?!])["'”’)*]*\s+(?=["'“‘(*]*[A-ZÀ-ÞΑ-Ω⟦\d]|\([a-z]{1,4}\)\s)""")
_SHORTENING = re.compile(
    r"(?:\b(?:i\.e|e\.g|cf|resp|w\.r\.t|wrt|vs|approx|eqs?|figs?|secs?|thm|lem|prop|def|no|nr|ex|ch|pp?|dr|prof|mr|mrs|"
    r"st|al|etc|z\.B|d\.h|bzw|[A-Z])|^\W*(?:\d{1,2}|[a-z]|[ivx]+))\.\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ProseRun:
    """One block's prose: a paragraph, a heading, a cell, or a display by itself (``⟦7⟧``)."""

    text: str
    """One line; ``⟦n⟧`` stands for the formula with the number n, a line break is a blank."""
    spot: Spot
    """Where the block begins."""
    block: int
    """Counts paragraphs, displays, headings and cells, as ``ReadFormula.block`` does."""
    part: str
    kind: str
    """``paragraph``, ``display``, ``heading`` or ``cell``."""
    formulas: tuple[int, ...]
    """The numbers of its formulas, in order."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a run; ``spot`` is where its first formula opens, or its block where it has none."""

    text: str
    spot: Spot
    block: int
    part: str
    formulas: tuple[int, ...]


def prose(manuscript: Manuscript) -> tuple[ProseRun, ...]:
    """All prose of the manuscript, a run a block, in reading order."""
    return tuple(_runs(manuscript))


def _runs(manuscript: Manuscript) -> Iterator[ProseRun]:
    number = 0
    for located in locate(manuscript):
        numbered: list[str] = []
        first = number
        for one in located.leaf.inlines:
            if isinstance(one, RawFormula):
                numbered.append(f"⟦{number}⟧")
                number += 1
            else:
                numbered.append(" " if one.style == "break" else one.text.replace("⟦", "[").replace("⟧", "]"))
        yield _run(located, "".join(numbered), tuple(range(first, number)))


def _run(located: Located, text: str, formulas: tuple[int, ...]) -> ProseRun:
    leaf = located.leaf
    return ProseRun(" ".join(text.split()), leaf.spot, located.block, located.part, leaf.kind, formulas)


def words_before(manuscript: Manuscript) -> tuple[str, ...]:
    """For each formula the prose between the formula before it in the same part and this one, in one line.

    Across blocks the words are joined by a blank; a part's first formula has the words from the part's beginning on.
    """
    found: list[str] = []
    pending, part = "", ""
    for run in prose(manuscript):
        if run.part != part:
            pending, part = "", run.part
        position = 0
        for formula in _FORMULA.finditer(run.text):
            words = run.text[position : formula.start()]
            found.append(" ".join(f"{pending} {words}".split()))
            pending, position = "", formula.end()
        pending = f"{pending} {run.text[position:]}"
    return tuple(found)


def sentences(manuscript: Manuscript) -> tuple[Sentence, ...]:
    """The sentences of all paragraphs and cells. A display ends none: its sentence goes on in the next paragraph."""
    formulas = manuscript.formulas()
    found: list[Sentence] = []
    for run in prose(manuscript):
        if run.kind in ("display", "heading"):
            continue
        for text in split(run.text):
            numbers = numbers_in(text)
            spot = formulas[numbers[0]].opens if numbers else run.spot
            found.append(Sentence(text, spot, run.block, run.part, numbers))
    return tuple(found)


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of the formulas in a text of placeholders."""
    return tuple(int(number) for number in _FORMULA.findall(text))


def split(text: str) -> list[str]:
    """The sentences of a line of prose; abbreviations and the labels of parts end none."""
    pieces: list[str] = []
    start = 0
    for end in _END.finditer(text):
        candidate = text[start : end.start()].rstrip()
        if _SHORTENING.search(candidate):
            continue
        pieces.append(text[start : end.end()].strip())
        start = end.end()
    if text[start:].strip():
        pieces.append(text[start:].strip())
    return pieces
