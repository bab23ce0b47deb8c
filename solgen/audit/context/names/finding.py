"""The names of a stretch of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from solgen.audit.context.names.evidence import found_of
from solgen.audit.context.names.found import Names, Seen
from solgen.audit.context.names.functions import functions_among
from solgen.audit.context.names.letters import TRANSPOSES, Base, letters_of_indices, listed_bases, ordered_bases
from solgen.audit.context.names.naming import Setting, gather
from solgen.audit.context.scan import Scan, Use

_CONSTANTS: Final = frozenset({"e", "\\pi", "I", "\\mathbb{R}", "\\mathbb{Z}", "\\mathbb{N}"})


def find_names(
    scans: Mapping[int, Scan],
    indices: frozenset[str] = frozenset(),
    functions: frozenset[str] = frozenset(),
    counts: Mapping[str, int] | None = None,
) -> Names:
    """The names of formulas (by number); ``indices`` and ``functions`` are those that the words show.

    ``counts`` has the number of indices of the bases that are known from before.
    """
    bases: dict[str, Base] = defaultdict(Base)
    for number, scan in scans.items():
        for use in scan.uses:
            bases[use.base].uses.append(Seen(number, use))
    index_letters = letters_of_indices(scans, bases) | indices
    listed = listed_bases(scans)
    gathered: dict[str, list[tuple[Seen, int]]] = defaultdict(list)
    about: dict[str, tuple[str, bool]] = {}
    callable_ = functions_among(bases, scans, index_letters) | functions
    setting = Setting(index_letters, callable_, listed, counts or {}, ordered_bases(bases, index_letters, listed))
    for base, entry in bases.items():
        for name, seen, count, above in gather(base, entry, setting):
            gathered[name].append((seen, count))
            about.setdefault(name, (base, above))
    alone = _only_indices(gathered, index_letters) | _only_transposing(gathered) | _only_labels(gathered)
    quantities = frozenset(set(gathered) - alone)
    found = {
        name: found_of(name, about[name], seen, callable_, scans, quantities)
        for name, seen in gathered.items()
        if name not in alone and not _is_constant(name, gathered)
    }
    spelled = {(one.formula, one.use.start, one.use.end): name for name, seen in gathered.items() for one, _ in seen}
    return Names(
        found, frozenset(alone & index_letters), {number: scan.ranges for number, scan in scans.items()}, spelled
    )


def _is_constant(name: str, gathered: Mapping[str, list[tuple[Seen, int]]]) -> bool:
    """Whether a name is Euler's number, pi, the identity: unless it is used as a name of one's own."""
    if name not in _CONSTANTS:
        return False
    uses = [seen.use for seen, _ in gathered[name]]
    if name == "I":
        return not any(use.after == "=" and not use.before for use in uses)
    if name == "\\pi":
        return not any(use.after == "=" and not use.before for use in uses)
    if name == "e":
        return not any(count for _, count in gathered[name])
    return True


def _only_labels(gathered: Mapping[str, list[tuple[Seen, int]]]) -> set[str]:
    """Letters that stand in subscripts only and run over nothing: ``k`` of ``E_k``."""
    return {name for name, seen in gathered.items() if all(one.use.role == "index" for one, _ in seen)}


def _only_indices(gathered: Mapping[str, list[tuple[Seen, int]]], indices: frozenset[str]) -> set[str]:
    """Index letters that stand for nothing else; ``k_j`` is a family beside a sum over ``k``."""
    return {letter for letter in indices if letter in gathered and not any(count for _, count in gathered[letter])}


def _only_transposing(gathered: Mapping[str, list[tuple[Seen, int]]]) -> set[str]:
    """``t`` and ``T`` where they stand high only, so that they can but transpose."""
    return {
        letter
        for letter in TRANSPOSES
        if letter in gathered
        and all(seen.use.role == "exponent" and _is_alone(seen.use) for seen, _ in gathered[letter])
    }


def _is_alone(use: Use) -> bool:
    return not use.before and not use.after and not use.lower and not use.upper
