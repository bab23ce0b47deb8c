"""Which bases are functions, and what shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from solgen.audit.context.names.found import Seen
from solgen.audit.context.names.letters import Base, label_of
from solgen.audit.context.scan import Scan, Texts
from solgen.audit.context.spelling import is_letter

_FUNCTION_LETTERS: Final = frozenset(
    {"f", "g", "h", "F", "G", "H", "\\phi", "\\varphi", "\\psi", "\\sigma", "\\tau", "\\Phi", "\\Psi", "L", "E", "J"}
)


def functions_among(bases: Mapping[str, Base], scans: Mapping[int, Scan], indices: frozenset[str]) -> frozenset[str]:
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


def _is_function(base: str, group: Sequence[Seen], scans: Mapping[int, Scan]) -> bool:
    uses = [seen.use for seen in group]
    if any(defines_function(seen, scans[seen.formula]) for seen in group):
        return True
    if any(use.primes and (use.arguments is not None or base in _FUNCTION_LETTERS) for use in uses):
        return True
    if any(use.role == "differentiated" and use.arguments is not None and _simple(use.arguments) for use in uses):
        return True
    if any(use.before in ("\\partial", "\\nabla") for use in uses):
        return True
    applied = [use for use in uses if use.arguments is not None and _simple(use.arguments)]
    bare = [use for use in uses if use.arguments is None and use.role not in ("differentiated", "by")]
    if not applied or bare or len(applied) < len(uses):
        return False
    return base in _FUNCTION_LETTERS or all(use.arguments is not None and len(use.arguments) > 1 for use in applied)


def _simple(arguments: tuple[Texts, ...]) -> bool:
    """Whether every argument could be one: a name, a number, or a product of them, and no sum."""
    return all(argument and not {"+", "-", "="} & set(argument[1:]) for argument in arguments)


def defines_function(seen: Seen, scan: Scan) -> bool:
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


def why_function(uses: Iterable[Seen], scans: Mapping[int, Scan]) -> str:
    """The reason that is told for a function."""
    if any(defines_function(seen, scans[seen.formula]) for seen in uses):
        return "it is defined with its argument"
    if any(seen.use.primes for seen in uses):
        return "it carries a prime"
    return "it is written with its argument"
