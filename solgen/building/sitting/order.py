"""In which order papers are made: those that share questions one after the other, for what is set once is set.

A worker remembers the pieces of the papers that it has set lately. No paper's bytes depend on what was made before it,
and all that is printed or written of several papers goes by their numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from solgen.exams.ledger import LedgerEntry


def alike_together(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """The entries by their variants, first of the slot that has the fewest, last of the one in which all differ."""
    listed = list(entries)
    variants: defaultdict[str, set[str]] = defaultdict(set)
    for entry in listed:
        for issued in entry.questions:
            variants[issued.slot].add(issued.identity)
    slots = sorted(variants, key=lambda slot: (len(variants[slot]), slot))

    def variant_by_variant(entry: LedgerEntry) -> tuple[list[str], int]:
        identities = {issued.slot: issued.identity for issued in entry.questions}
        return [identities.get(slot, "") for slot in slots], entry.number

    return sorted(listed, key=variant_by_variant)
