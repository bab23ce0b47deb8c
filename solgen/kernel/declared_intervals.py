"""The interval in which a declared real name may lie, and declarations that keep it to a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.terms import Term, constant, number, term

_INFINITY: Final = constant("infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends as Terms, None for an infinite one, and whether they belong to it."""

    low: Term | None
    high: Term | None
    closed: tuple[bool, bool]


_LINE: Final = Interval(None, None, (False, False))


def declared_interval(context: Context, latex: str) -> Interval | None:
    """The declared range of a real name that stands for one number and that no other declaration speaks of.

    None where the name is not such a one, or where what is declared of it is not just an interval.
    """
    declaration = context.declaration(latex)
    if declaration is None or declaration.kind is not Kind.REAL or declaration.indices or declaration.shape:
        return None
    for other in context.declarations:
        if other.name != latex and any(latex in inner.free for found in other.properties for inner in found.terms):
            return None
    if not declaration.properties:
        return _LINE
    return _interval(declaration.properties[0]) if len(declaration.properties) == 1 else None


def _interval(declared: Property) -> Interval | None:
    match declared.word:
        case "positive" | "nonnegative":
            return Interval(number(0), None, (declared.word == "nonnegative", False))
        case "negative":
            return Interval(None, number(0), (False, False))
        case "at least":
            return Interval(declared.terms[0], None, (True, False))
        case "at most":
            return Interval(None, declared.terms[0], (False, True))
        case "in" if declared.terms[0].head == "interval":
            low, high = (None if _is_infinite(end) else end for end in declared.terms[0].arguments)
            brackets = str(declared.terms[0].data)
            return Interval(low, high, (brackets[0] == "[", brackets[1] == "]"))
    return None


def _is_infinite(end: Term) -> bool:
    inner = end.arguments[0] if end.head == "negate" else end
    return inner is _INFINITY


def within(context: Context, latex: str, interval: Interval) -> Context:
    """The context in which the name is declared to lie in the interval, and nothing else of it."""
    low = interval.low if interval.low is not None else term("negate", [_INFINITY])
    high = interval.high if interval.high is not None else _INFINITY
    brackets = ("[" if interval.closed[0] and interval.low is not None else "(") + (
        "]" if interval.closed[1] and interval.high is not None else ")"
    )
    declared = Property("in", (term("interval", [low, high], brackets),))
    return context.with_declarations(Declaration(latex, Kind.REAL, properties=(declared,)))
