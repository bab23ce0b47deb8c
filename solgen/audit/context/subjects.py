"""Of which names a phrase speaks: those that its formula names, alone or in a list, or bounds by a relation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from solgen.audit.context.scan import Scan, Use
from solgen.notation.reading.reading import TokenKind
from solgen.notation.reading.spellings import RELATION_SIGNS

_SEPARATORS: Final = frozenset({",", ";", "(", ")", "\\dots", "\\ldots", " and ", " or "})
_NOTHING: Final = frozenset({"bound", "index", "exponent", "limit"})


def outer_uses(scan: Scan) -> list[Use]:
    """The uses that stand on the line itself, not in a script of another name."""
    return [use for use in scan.uses if use.role not in _NOTHING]


def is_bare(scan: Scan) -> bool:
    """Whether a formula only names: a name, or several set off by commas."""
    if len(scan.statements) != 1 or not scan.uses:
        return False
    uses = outer_uses(scan)
    covered = [(use.start, use.end) for use in uses]
    for token in scan.tokens:
        inside = any(start <= token.start < end for start, end in covered)
        if not inside and token.text not in _SEPARATORS and token.text != "'":
            return _is_application(scan)
    return True


def _is_application(scan: Scan) -> bool:
    """``f(x)`` alone."""
    first = outer_uses(scan)[:1]
    tokens = scan.tokens
    return (
        bool(first)
        and first[0].arguments is not None
        and first[0].start == tokens[0].start
        and (tokens[-1].text == ")" and first[0].after == "")
    )


def subjects(scan: Scan) -> Iterator[Use]:
    """The uses of the names that a formula is about."""
    uses = outer_uses(scan)
    if not uses:
        return
    if is_bare(scan):
        if _is_application(scan):
            yield uses[0]
            return
        seen = set()
        for use in uses:
            if (use.base, use.lower, use.upper) not in seen:
                seen.add((use.base, use.lower, use.upper))
                yield use
        return
    related = related_use(scan)
    if related is not None:
        yield from related


def related_use(scan: Scan) -> list[Use] | None:
    """The names left of the first relation where nothing else stands there (``a, b > 0``); else None."""
    if not scan.statements:
        return None
    tokens = scan.statements[0].tokens
    sign = next(
        (at for at, token in enumerate(tokens) if token.kind is not TokenKind.TEXT and token.text in RELATION_SIGNS),
        None,
    )
    if sign is None or scan.statements[0].lead:
        return None
    stop = tokens[sign].start
    left = [use for use in outer_uses(scan) if use.start < stop and use.statement == 0]
    covered = [(use.start, use.end) for use in left]
    for token in tokens[:sign]:
        inside = any(start <= token.start < end for start, end in covered)
        if not inside and token.text not in _SEPARATORS:
            return None
    if left and left[0].arguments is not None:
        return left[:1]
    return left or None


def begins_equation(use: Use, scan: Scan) -> bool:
    """Whether a use is the left side of an equation, alone or with its argument or index."""
    if use.after != "=" or use.role or not scan.statements:
        return False
    statement = scan.statements[use.statement]
    return statement.tokens[0].start == use.start and not statement.lead
