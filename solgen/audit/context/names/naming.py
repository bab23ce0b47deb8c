"""The name of each use: the base with the scripts that belong to it, and how many indices it carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.names.found import ORDERED, Seen
from solgen.audit.context.names.letters import TRANSPOSES, Base, in_brackets, is_index
from solgen.audit.context.scan import Use
from solgen.audit.context.spelling import index_items, script

_DECORATIONS: Final = frozenset({"*", "\\star", "\\ast", "+", "\\dagger", "-", "\\circ"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all names of a stretch of text."""

    indices: frozenset[str]
    functions: frozenset[str]
    listed: frozenset[str]
    counts: Mapping[str, int]
    ordered: frozenset[str]
    """Bases of samples whose order statistics occur."""


def gather(base: str, entry: Base, setting: Setting) -> Iterator[tuple[str, Seen, int, bool]]:
    """Every use of a base with its name, the number of its indices, and whether these stand high."""
    counts: Counter[int] = Counter()
    for seen in entry.uses:
        placed = base in setting.ordered and in_brackets(seen.use.lower)
        if seen.use.lower and is_index(seen.use.lower, setting.indices) and not placed:
            counts[len(index_items(seen.use.lower))] += 1
    if not counts and (base in setting.listed or base in setting.counts):
        counts[setting.counts.get(base, 1)] = 1
    usual = max(counts, key=lambda count: (counts[count], -count)) if counts else 0
    above = _index_above(base, entry, setting)
    bare = frozenset({"e", *([base] if any(_is_quantity(seen.use) for seen in entry.uses) else [])})
    for seen in entry.uses:
        name, count = _name_of(seen.use, usual, setting, bare, above=above)
        yield name, seen, count, above and name.endswith("^{()}")


def _is_quantity(use: Use) -> bool:
    """Whether a name stands by itself or as the base of a numeric power, so that a letter above it is an exponent."""
    return use.role not in ("index", "bound") and not use.lower and (not use.upper or use.upper[0].isdigit())


def _index_above(base: str, entry: Base, setting: Setting) -> bool:
    """Whether ``x^{(i)}`` occurs with a letter that runs, so that the bracket holds an index."""
    inner = [seen.use.upper[1:-1] for seen in entry.uses if len(seen.use.upper) > 2 and seen.use.upper[0] == "("]
    runs = any(len(item) == 1 and item[0] in setting.indices for item in inner)
    return runs or (base in setting.listed and bool(inner))


def _name_of(use: Use, usual: int, setting: Setting, bare: frozenset[str], *, above: bool) -> tuple[str, int]:
    """The name of which this is a use, and how many indices it carries here."""
    base, count, lower = use.base, 0, ""
    if base in setting.ordered and in_brackets(use.lower):
        return base + ORDERED, 1
    if use.lower:
        items = index_items(use.lower)
        runs = is_index(use.lower, setting.indices)
        numeric = usual > 0 and all(
            text.isdigit() or text in ("n", "N", "m", "M", "d", "D", "k", "K") for text in use.lower
        )
        if (runs and len(items) == usual) or (numeric and len(items) == usual):
            count = usual
        elif above and runs and len(items) == 1:
            count = 1
        else:
            lower = script("_", use.lower)
    upper = ""
    if use.upper and above and use.upper[0] == "(" and use.upper[-1] == ")":
        return base + "^{()}", 1
    if use.upper and _belongs(use, base, setting.indices, bare):
        upper = script("^", use.upper)
    primes = "" if base + lower in setting.functions else "'" * use.primes
    return base + lower + primes + upper, count


def _belongs(use: Use, base: str, indices: frozenset[str], bare: frozenset[str]) -> bool:
    """Whether a superscript is part of the name."""
    upper = use.upper
    if len(upper) == 1 and upper[0] in _DECORATIONS:
        return True
    if any(text.startswith(" ") for text in upper) or upper[0] in ("\\mathrm", "\\text"):
        return True
    if upper[0] == "(" and upper[-1] == ")" and len(upper) == 3:
        return (use.arguments is None and not upper[1].isdigit()) or (use.arguments is None and upper[1].isdigit())
    return len(upper) == 1 and upper[0] in indices and upper[0] not in TRANSPOSES and base not in bare
