"""What the uses of a name show of it: a function, an array, or a number or an array."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from solgen.audit.context.names.found import Found, Seen
from solgen.audit.context.names.functions import why_function
from solgen.audit.context.names.letters import TRANSPOSES
from solgen.audit.context.scan import Scan, Use
from solgen.audit.context.spelling import is_bold, is_upper


def found_of(
    name: str,
    about: tuple[str, bool],
    seen: list[tuple[Seen, int]],
    functions: frozenset[str],
    scans: Mapping[int, Scan],
    quantities: frozenset[str],
) -> Found:
    """A name with all of its uses, and what they show."""
    base, above = about
    uses = tuple(entry for entry, _ in seen)
    count = max((number for _, number in seen), default=0)
    whole = count > 0 and any(_stands_whole(entry.use) for entry, number in seen if number == 0)
    if name in functions:
        return Found(name, base, "function", count, uses, why_function(uses, scans))
    shown = _array_evidence([entry.use for entry in uses], base, quantities)
    if shown:
        return Found(name, base, "array", count, uses, shown, whole, above)
    return Found(name, base, "unknown", count, uses, _why_number(count), whole, above)


def _stands_whole(use: Use) -> bool:
    return use.role not in ("index", "bound")


def _why_number(count: int) -> str:
    return "it is used with an index" if count else "nothing else is said of it"


def _array_evidence(uses: Sequence[Use], base: str, quantities: frozenset[str]) -> str:
    """What shows that a name is a vector or a matrix, before any shape is known."""
    for use in uses:
        if len(use.upper) == 1 and use.upper[0] in TRANSPOSES and base != "e":
            sure = use.upper[0] not in quantities or is_upper(base) or is_bold(base)
            if sure or use.upper[0].startswith("\\"):
                return "it is transposed"
        if use.upper[:1] == ("-",) and use.upper[1:] and use.upper[1] in TRANSPOSES:
            return "it is inverted and transposed"
        if use.before in ("\\lVert", "\\|") and use.after in ("\\rVert", "\\|"):
            return "its norm is taken"
    return "it is set in bold" if is_bold(base) else ""
