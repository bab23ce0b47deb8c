r"""Names that a sentence defines behind the formula that uses them: ``E = m c^2``, where ``m = \rho V``.

A later statement of the same display, or the formulas behind it after *where*, *with* or *here*, may define a name that
the formula uses and that nothing has defined. Then the definition is in force for the formula already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from solgen.audit.context.material import Formula
from solgen.audit.context.purposes import purpose_of, target_of
from solgen.audit.context.walk.force import define
from solgen.audit.context.walk.purposes import around_of
from solgen.audit.context.walk.reading import declared_at, read_formula
from solgen.audit.context.walk.state import Walk
from solgen.audit.context.walk.statements import statements_of
from solgen.audit.understanding import Purpose
from solgen.notation.context import Context
from solgen.notation.reading.reading import Reading

_BEHIND: Final = re.compile(r"[\s,;:]*(?:where|wherein|in which|with)\b[^.;:?!]*")
"""In the same sentence; a capital begins another one."""
_HERE: Final = re.compile(r"[\s,;:.]*[Hh]ere,?\s*")
_AND: Final = re.compile(r"[\s,;]*(?:and)?\s*", re.IGNORECASE)
_REACH: Final = 5


def define_ahead(walk: Walk, formula: Formula, reading: Reading, declared: Context) -> None:
    """Put in force what the sentence defines behind a formula and the formula uses."""
    used = set[str]()
    for position, statement in enumerate(statements_of(reading)):
        _define(walk, formula, reading, declared, used, positions=(position,))
        target = target_of(statement, declared)
        names = {each for member in statement for each in member.term.free}
        used |= names - ({target.name} if target is not None else set())
    for behind in _behind(walk, formula):
        other = declared_at(walk, behind)
        found, _ = read_formula(walk, behind, other)
        if found is not None:
            _define(walk, behind, found, other, used)


def _behind(walk: Walk, formula: Formula) -> Iterator[Formula]:
    """The formulas behind one that tell what its names are."""
    begun = False
    for number in range(formula.number + 1, formula.number + 1 + _REACH):
        behind = walk.by_number.get(number)
        if behind is None or behind.part != formula.part:
            return
        if not begun and formula.ended and not _HERE.fullmatch(behind.words):
            return
        if _BEHIND.fullmatch(behind.words) or _HERE.fullmatch(behind.words):
            begun = True
        elif not (begun and _AND.fullmatch(behind.words)):
            return
        yield behind


def _define(
    walk: Walk,
    formula: Formula,
    reading: Reading,
    declared: Context,
    used: set[str],
    positions: tuple[int, ...] | None = None,
) -> None:
    for position, statement in enumerate(statements_of(reading)):
        target = target_of(statement, declared)
        wanted = target is not None and target.name in used and target.node.head == "name"
        if not wanted or target is None or (positions is not None and position not in positions):
            continue
        if (formula.number, position) in walk.ahead:
            continue
        context = walk.standing.context(formula.part, declared, formula.block)
        signs = tuple(member.sign for member in statement[1:])
        around = around_of(walk, formula, target, context, first=True, signs=signs, squares=False)
        if around.defined is not None or purpose_of(statement, target, around) is not Purpose.DEFINITION:
            continue
        if define(walk, formula, target, declared) is Purpose.DEFINITION:
            walk.ahead.add((formula.number, position))
