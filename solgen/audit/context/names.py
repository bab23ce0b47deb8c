"""Which names there are in a stretch of text, and what the way they are used says about each.

A name is a base with the scripts that belong to it; which do is decided for all uses of a base together:

* a subscript is an index where its letters run over a range somewhere, else a label: ``w_j``, but ``P_A``;
* a subscript in brackets beside plain indices says a place in the ordered sample: ``y_{(1)}`` beside ``y_i``;
* a superscript is part of the name where it is a star, a word or an index; else an exponent or a transpose;
* a prime is a derivative on functions, else part of the name;
* a bracket behind a name is an argument where the name is defined so, carries a prime, is differentiated, or is a
  letter that only functions have (and never stands without a bracket); else a factor.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from solgen.audit.context.scan import Range, Scan, Texts, Use
from solgen.audit.context.spelling import index_items, is_bold, is_letter, is_upper, script

_TRANSPOSES: Final = frozenset({"t", "T", "\\top", "\\intercal"})
_DECORATIONS: Final = frozenset({"*", "\\star", "\\ast", "+", "\\dagger", "-", "\\circ"})
_FUNCTION_LETTERS: Final = frozenset(
    {"f", "g", "h", "F", "G", "H", "\\phi", "\\varphi", "\\psi", "\\sigma", "\\tau", "\\Phi", "\\Psi", "L", "E", "J"}
)
_CONVENTIONAL: Final = frozenset("ijkl")
_BETWEEN_LISTED: Final = re.compile(r"^\s*,?\s*\\[lc]?dots[a-z]?\s*,?\s*$")
ORDERED: Final = "_{()}"
"""What the name of a sample's order statistics ends with."""
_CONSTANTS: Final = frozenset({"e", "\\pi", "I", "\\mathbb{R}", "\\mathbb{Z}", "\\mathbb{N}"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One use of a name, in which formula (its number) it stands."""

    formula: int
    use: Use


@dataclass(frozen=True, slots=True)
class Found:
    """A name and what its uses show. ``count`` is the number of its indices, ``ranges`` what is known of each.

    ``sort`` is ``number``, ``function``, ``array`` or ``unknown`` (a number or an array, as the shapes turn out).
    """

    name: str
    base: str
    sort: str
    count: int
    uses: tuple[Seen, ...]
    because: str
    whole: bool = False
    """Whether an indexed name also stands without indices, as a vector or matrix."""
    above: bool = False
    """Whether its index stands high, in brackets: ``x^{(i)}``."""


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a stretch of text."""

    found: Mapping[str, Found]
    indices: frozenset[str]
    """Letters that stand for indices only."""
    ranges: Mapping[int, tuple[Range, ...]]
    """The ranges that each formula writes."""
    spelled: Mapping[tuple[int, int, int], str]
    """The name of each use, by its formula and where it begins and ends."""


def name_in(names: Names, formula: int, use: Use) -> str:
    """The name of which this is a use."""
    return names.spelled.get((formula, use.start, use.end), use.base)


@dataclass
class _Base:
    """The uses of one base letter."""

    uses: list[Seen] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)


def find_names(
    scans: Mapping[int, Scan],
    indices: frozenset[str] = frozenset(),
    functions: frozenset[str] = frozenset(),
    counts: Mapping[str, int] | None = None,
) -> Names:
    """The names of formulas (by number); ``indices`` and ``functions`` are those that the words show.

    ``counts`` has the number of indices of the bases that are known from before.
    """
    bases: dict[str, _Base] = defaultdict(_Base)
    for number, scan in scans.items():
        for use in scan.uses:
            bases[use.base].uses.append(Seen(number, use))
    index_letters = _index_letters(scans, bases) | indices
    listed = _listed_bases(scans)
    gathered: dict[str, list[tuple[Seen, int]]] = defaultdict(list)
    about: dict[str, tuple[str, bool]] = {}
    callable_ = _functions(bases, scans, index_letters) | functions
    setting = _Setting(index_letters, callable_, listed, counts or {}, _ordered_bases(bases, index_letters, listed))
    for base, entry in bases.items():
        for name, seen, count, above in _gather(base, entry, setting):
            gathered[name].append((seen, count))
            about.setdefault(name, (base, above))
    alone = _only_indices(gathered, index_letters) | _only_transposing(gathered) | _only_labels(gathered)
    quantities = frozenset(set(gathered) - alone)
    found = {
        name: _found(name, about[name], seen, callable_, scans, quantities)
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


def _index_letters(scans: Mapping[int, Scan], bases: Mapping[str, _Base]) -> frozenset[str]:
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


def _listed_bases(scans: Mapping[int, Scan]) -> frozenset[str]:
    """Bases that are listed with dots, ``y_1, \\dots, y_n``."""
    found = set()
    for scan in scans.values():
        outer = [use for use in scan.uses if use.role != "index"]
        for first, second in itertools.pairwise(outer):
            between = scan.latex[first.end : second.start]
            if first.base == second.base and (first.lower or first.upper) and _BETWEEN_LISTED.match(between):
                found.add(first.base)
    return frozenset(found)


def _ordered_bases(bases: Mapping[str, _Base], indices: frozenset[str], listed: frozenset[str]) -> frozenset[str]:
    """Bases that carry one index elsewhere, and here one in brackets: ``y_{(k)}`` is the k-th smallest ``y_i``."""
    found = set()
    for base, entry in bases.items():
        lowers = [seen.use.lower for seen in entry.uses if seen.use.lower]
        plain = [lower for lower in lowers if not _in_brackets(lower)]
        indexed = any(is_index(lower, indices) and len(index_items(lower)) == 1 for lower in plain)
        if any(map(_in_brackets, lowers)) and plain and (indexed or base in listed):
            found.add(base)
    return frozenset(found)


def _in_brackets(lower: Texts) -> bool:
    return len(lower) > 2 and lower[0] == "(" and lower[-1] == ")"


def _functions(bases: Mapping[str, _Base], scans: Mapping[int, Scan], indices: frozenset[str]) -> frozenset[str]:
    """Bases (with their labels) that are functions."""
    found = set()
    for base, entry in bases.items():
        groups: dict[str, list[Seen]] = defaultdict(list)
        for seen in entry.uses:
            if seen.use.role != "index":
                groups[label_of(seen.use, indices)].append(seen)
        for label, group in groups.items():
            if _is_function(base, group, scans):
                found.add(base + label)
    return frozenset(found)


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


def _is_function(base: str, group: Sequence[Seen], scans: Mapping[int, Scan]) -> bool:
    uses = [seen.use for seen in group]
    if any(_defines_function(seen, scans[seen.formula]) for seen in group):
        return True
    if any(use.primes and (use.arguments is not None or base in _FUNCTION_LETTERS) for use in uses):
        return True
    if any(use.role == "differentiated" and use.arguments is not None and _simple(use.arguments) for use in uses):
        return True
    if any(use.before in ("\\partial", "\\nabla") for use in uses):
        return True
    applied = [use for use in uses if use.arguments is not None and _simple(use.arguments)]
    bare = [use for use in uses if use.arguments is None and use.role not in ("differentiated", "by")]
    return base in _FUNCTION_LETTERS and bool(applied) and not bare and len(applied) == len(uses) - len(bare)


def _simple(arguments: tuple[Texts, ...]) -> bool:
    """Whether every argument could be one: a name, a number, or a product of them, and no sum."""
    return all(argument and not {"+", "-", "="} & set(argument[1:]) for argument in arguments)


def _defines_function(seen: Seen, scan: Scan) -> bool:
    """``f(x) = ...`` at the beginning of a statement, the arguments being names."""
    use = seen.use
    if use.arguments is None or use.after not in ("=", ":", "\\equiv", "\\coloneqq") or use.role:
        return False
    statement = scan.statements[use.statement]
    begins = statement.tokens[0].start == use.start and not statement.lead
    named = all(
        (argument and is_letter(argument[0])) or (argument and argument[0].startswith("\\"))
        for argument in use.arguments
    )
    short = all(not ({"+", "-", "=", "/", "\\frac"} & set(argument)) for argument in use.arguments)
    distinct = len(set(use.arguments)) == len(use.arguments)
    return (begins or use.before in (",", ";")) and bool(named) and short and distinct


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for all names of a stretch of text."""

    indices: frozenset[str]
    functions: frozenset[str]
    listed: frozenset[str]
    counts: Mapping[str, int]
    ordered: frozenset[str]
    """Bases of samples whose order statistics occur."""


def _gather(base: str, entry: _Base, setting: _Setting) -> Iterator[tuple[str, Seen, int, bool]]:
    """Every use of a base with its name, the number of its indices, and whether these stand high."""
    counts: Counter[int] = Counter()
    for seen in entry.uses:
        placed = base in setting.ordered and _in_brackets(seen.use.lower)
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


def _index_above(base: str, entry: _Base, setting: _Setting) -> bool:
    """Whether ``x^{(i)}`` occurs with a letter that runs, so that the bracket holds an index."""
    inner = [seen.use.upper[1:-1] for seen in entry.uses if len(seen.use.upper) > 2 and seen.use.upper[0] == "("]
    runs = any(len(item) == 1 and item[0] in setting.indices for item in inner)
    return runs or (base in setting.listed and bool(inner))


def _name_of(use: Use, usual: int, setting: _Setting, bare: frozenset[str], *, above: bool) -> tuple[str, int]:
    """The name of which this is a use, and how many indices it carries here."""
    base, count, lower = use.base, 0, ""
    if base in setting.ordered and _in_brackets(use.lower):
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
    return len(upper) == 1 and upper[0] in indices and upper[0] not in _TRANSPOSES and base not in bare


def _only_labels(gathered: Mapping[str, list[tuple[Seen, int]]]) -> set[str]:
    """Letters that stand in subscripts only and run over nothing: ``k`` of ``E_k``."""
    return {name for name, seen in gathered.items() if all(one.use.role == "index" for one, _ in seen)}


def _only_indices(gathered: Mapping[str, list[tuple[Seen, int]]], indices: frozenset[str]) -> set[str]:
    """Index letters that stand for nothing else."""
    return {letter for letter in indices if letter in gathered}


def _only_transposing(gathered: Mapping[str, list[tuple[Seen, int]]]) -> set[str]:
    """``t`` and ``T`` where they stand high only, so that they can but transpose."""
    return {
        letter
        for letter in _TRANSPOSES
        if letter in gathered
        and all(seen.use.role == "exponent" and _is_alone(seen.use) for seen, _ in gathered[letter])
    }


def _is_alone(use: Use) -> bool:
    return not use.before and not use.after and not use.lower and not use.upper


def _found(
    name: str,
    about: tuple[str, bool],
    seen: list[tuple[Seen, int]],
    functions: frozenset[str],
    scans: Mapping[int, Scan],
    quantities: frozenset[str],
) -> Found:
    base, above = about
    uses = tuple(entry for entry, _ in seen)
    count = max((number for _, number in seen), default=0)
    whole = count > 0 and any(_stands_whole(entry.use) for entry, number in seen if number == 0)
    if name in functions:
        return Found(name, base, "function", count, uses, _why_function(uses, scans))
    shown = _array_evidence([entry.use for entry in uses], base, quantities)
    if shown:
        return Found(name, base, "array", count, uses, shown, whole, above)
    return Found(name, base, "unknown", count, uses, _why_number(count), whole, above)


def _stands_whole(use: Use) -> bool:
    return use.role not in ("index", "bound")


def _why_function(uses: Iterable[Seen], scans: Mapping[int, Scan]) -> str:
    if any(_defines_function(seen, scans[seen.formula]) for seen in uses):
        return "it is defined with its argument"
    if any(seen.use.primes for seen in uses):
        return "it carries a prime"
    return "it is written with its argument"


def _why_number(count: int) -> str:
    return "it is used with an index" if count else "nothing else is said of it"


def _array_evidence(uses: Sequence[Use], base: str, quantities: frozenset[str]) -> str:
    """What shows that a name is a vector or a matrix, before any shape is known."""
    for use in uses:
        if len(use.upper) == 1 and use.upper[0] in _TRANSPOSES and base != "e":
            sure = use.upper[0] not in quantities or is_upper(base) or is_bold(base)
            if sure or use.upper[0].startswith("\\"):
                return "it is transposed"
        if use.upper[:1] == ("-",) and use.upper[1:] and use.upper[1] in _TRANSPOSES:
            return "it is inverted and transposed"
        if use.before in ("\\lVert", "\\|") and use.after in ("\\rVert", "\\|"):
            return "its norm is taken"
    return "it is set in bold" if is_bold(base) else ""
