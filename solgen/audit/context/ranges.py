"""Over what the indices run: from the sums around them, from ``i = 1, \\dots, n``, from what lists an indexed name."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.names import Found, Seen
from solgen.audit.context.scan import Scan, Texts, Use
from solgen.audit.context.spelling import index_items, is_letter

_BETWEEN_LISTED: Final = re.compile(r"^\s*,?\s*\\[lc]?dots[a-z]?\s*,?\s*$")


@dataclass(frozen=True, slots=True)
class Run:
    """An index letter with the tokens of its bounds; ``formula`` is where that was seen."""

    letter: str
    low: Texts
    high: Texts
    formula: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """What is known of the indices of a stretch of text."""

    by_letter: Mapping[str, tuple[Run, ...]]
    listed: Mapping[str, tuple[Run, ...]]
    """Of the bases that are listed with dots, ``y_1, \\dots, y_n``."""

    def at(self, seen: Seen, scan: Scan, position: int) -> Run | None:
        """What the index at a position of a use runs over there: the innermost sum around it, else as elsewhere."""
        items = index_items(_indices_of(seen.use))
        if position >= len(items):
            return None
        letters = [text for text in items[position] if is_letter(text)]
        if len(letters) != 1:
            return None
        around = [one for one in scan.ranges if one.index == letters[0] and one.start <= seen.use.start < one.end]
        if around:
            inner = max(around, key=lambda one: one.start)
            return Run(letters[0], inner.low, inner.high, seen.formula)
        return None

    def of_letter(self, letter: str, formula: int) -> Run | None:
        """What a letter runs over near a formula: the last that was written before it, else the first after it."""
        runs = self.by_letter.get(letter, ())
        before = [run for run in runs if run.formula <= formula]
        return before[-1] if before else runs[0] if runs else None


def ranges_of(scans: Mapping[int, Scan]) -> Ranges:
    """Everything that formulas say about their indices."""
    by_letter: dict[str, list[Run]] = {}
    listed: dict[str, list[Run]] = {}
    for number, scan in scans.items():
        for one in scan.ranges:
            if one.high:
                by_letter.setdefault(one.index, []).append(Run(one.index, one.low, one.high, number))
        for base, low, high in listings(scan):
            listed.setdefault(base, []).append(Run("", low, high, number))
    return Ranges(
        {letter: tuple(runs) for letter, runs in by_letter.items()},
        {base: tuple(runs) for base, runs in listed.items()},
    )


def listings(scan: Scan) -> Iterator[tuple[str, Texts, Texts]]:
    """Each base that is listed with dots, with its first and its last index."""
    outer = [use for use in scan.uses if use.role not in ("index", "exponent") or use.lower]
    for position, (first, second) in enumerate(itertools.pairwise(outer)):
        between = scan.latex[first.end : second.start]
        if first.base == second.base and _BETWEEN_LISTED.match(between):
            begin = position
            while begin and outer[begin - 1].base == first.base and outer[begin - 1].lower:
                begin -= 1
            low, high = _indices_of(outer[begin]), _indices_of(second)
            if low and high:
                yield first.base, low, high


def _indices_of(use: Use) -> Texts:
    if len(use.upper) > 2 and use.upper[0] == "(" and use.upper[-1] == ")":
        return (*use.upper[1:-1], *((",", *use.lower) if use.lower else ()))
    return use.lower


def runs_of(found: Found, position: int, ranges: Ranges, scans: Mapping[int, Scan]) -> list[Run]:
    """What is known of one index of a name, in reading order; empty where nothing is."""
    runs = []
    for seen in found.uses:
        run = ranges.at(seen, scans[seen.formula], position)
        if run is None:
            letter = _letter_at(seen.use, position)
            run = ranges.of_letter(letter, seen.formula) if letter else None
        if run is not None:
            runs.append(run)
    if not runs and position == 0:
        runs += ranges.listed.get(found.base, ())
    return sorted(runs, key=lambda run: run.formula)


def _letter_at(use: Use, position: int) -> str:
    items = index_items(_indices_of(use))
    if position >= len(items):
        return ""
    letters = [text for text in items[position] if is_letter(text)]
    return letters[0] if len(letters) == 1 else ""


def whole_of(runs: Sequence[Run]) -> Texts:
    """How far an index runs: as was seen first; up to ``n`` where that was ``n - 1`` and another sum goes on to n."""
    first = runs[0].high
    part = len(first) == 3 and first[1] == "-" and first[2].isdigit()
    whole = first[:1]
    return whole if part and any(run.high == whole for run in runs) else first


def usual_letter(found: Found, position: int, taken: Sequence[str], indices: frozenset[str]) -> str:
    """The letter that stands most often at a position; another where that one is taken."""
    counts = Counter(letter for seen in found.uses if (letter := _letter_at(seen.use, position)) and letter in indices)
    for letter, _ in counts.most_common():
        if letter not in taken:
            return letter
    return next(letter for letter in "ijklpqrst" if letter not in taken)
