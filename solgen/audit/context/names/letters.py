"""Which letters are indices, and which bases are listed with dots or put in order."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from solgen.audit.context.names.found import Seen
from solgen.audit.context.scan import Scan, Texts, Use
from solgen.audit.context.spelling import index_items, is_letter, script

TRANSPOSES: Final = frozenset({"t", "T", "\\top", "\\intercal"})
_CONVENTIONAL: Final = frozenset("ijkl")
_BETWEEN_LISTED: Final = re.compile(r"^\s*,?\s*\\[lc]?dots[a-z]?\s*,?\s*$")


@dataclass
class Base:
    """The uses of one base letter."""

    uses: list[Seen] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)


def letters_of_indices(scans: Mapping[int, Scan], bases: Mapping[str, Base]) -> frozenset[str]:
    """Letters that run over a range, and those that stand as subscripts as only indices do."""
    letters = {written.index for scan in scans.values() for written in scan.ranges}
    used_low = {
        use.base for entry in bases.values() for seen in entry.uses if (use := seen.use).role in ("index", "exponent")
    }
    letters |= {name for scan in scans.values() for name in scan.bound if name in used_low}
    letters |= {
        text
        for entry in bases.values()
        for seen in entry.uses
        if len(set(seen.use.lower)) == len(seen.use.lower) > 1 and _CONVENTIONAL.issuperset(seen.use.lower)
        for text in seen.use.lower
    }
    for entry in bases.values():
        subscripts = {seen.use.lower[0] for seen in entry.uses if len(seen.use.lower) == 1}
        if len(subscripts & _CONVENTIONAL) > 1:
            letters |= subscripts & _CONVENTIONAL
    return frozenset(letters)


def listed_bases(scans: Mapping[int, Scan]) -> frozenset[str]:
    """Bases that are listed with dots, ``y_1, \\dots, y_n``."""
    found = set()
    for scan in scans.values():
        outer = [use for use in scan.uses if use.role != "index"]
        for first, second in itertools.pairwise(outer):
            between = scan.latex[first.end : second.start]
            if first.base == second.base and (first.lower or first.upper) and _BETWEEN_LISTED.match(between):
                found.add(first.base)
    return frozenset(found)


def ordered_bases(bases: Mapping[str, Base], indices: frozenset[str], listed: frozenset[str]) -> frozenset[str]:
    """Bases that carry one index elsewhere, and here one in brackets: ``y_{(k)}`` is the k-th smallest ``y_i``."""
    found = set()
    for base, entry in bases.items():
        lowers = [seen.use.lower for seen in entry.uses if seen.use.lower]
        plain = [lower for lower in lowers if not in_brackets(lower)]
        indexed = any(is_index(lower, indices) and len(index_items(lower)) == 1 for lower in plain)
        if any(map(in_brackets, lowers)) and plain and (indexed or base in listed):
            found.add(base)
    return frozenset(found)


def in_brackets(lower: Texts) -> bool:
    """Whether a subscript stands in round brackets."""
    return len(lower) > 2 and lower[0] == "(" and lower[-1] == ")"


def label_of(use: Use, indices: frozenset[str]) -> str:
    """The subscript where it is no index, as part of the name."""
    return "" if not use.lower or is_index(use.lower, indices) else script("_", use.lower)


def is_index(lower: Texts, indices: frozenset[str]) -> bool:
    """Whether a subscript holds indices: a letter that runs, and nothing but letters that run, numbers and signs."""
    letters = [text for text in lower if is_letter(text)]
    return (
        bool(letters)
        and any(letter in indices for letter in letters)
        and not any(text.startswith((" ", "\\text")) for text in lower)
    )
