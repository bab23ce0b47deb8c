"""Relations that define nothing: assumed or claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from solgen.audit.context.phrases.leads import Lead, assumes
from solgen.audit.context.purposes.around import Around
from solgen.audit.context.purposes.forms import differentiated_name, is_membership
from solgen.audit.understanding import Purpose
from solgen.notation.reading.reading import Member

_STRONG = re.compile(r"\b(?:assum\w*|suppos\w*|let|provided|given that|if)\b")


def of_relation(statement: Sequence[Member], around: Around) -> Purpose:
    """A relation that defines nothing: assumed or claimed."""
    formula = around.formula
    if around.soft or _is_domain(statement, around):
        return Purpose.HYPOTHESIS
    if formula.meaning is Lead.CLAIM:
        return _unless_assumption(statement, around)
    if formula.meaning in (Lead.LOCAL, Lead.ASSUME) or assumes(formula.lead):
        return Purpose.CLAIM if _is_weak_equation(statement, around) else Purpose.HYPOTHESIS
    if is_membership(statement) and not _about_defined(statement, around):
        return Purpose.HYPOTHESIS
    return _unless_assumption(statement, around)


def _is_weak_equation(statement: Sequence[Member], around: Around) -> bool:
    """An equation about what is defined, with nothing but "with" or "where" before it: it is claimed."""
    equation = len(statement) > 1 and all(member.sign == "=" for member in statement[1:])
    whole = statement[0].term
    equation = equation or (len(statement) == 1 and whole.head == "relation" and whole.data == "=")
    if not equation or _STRONG.search(around.formula.lead) or around.formula.meaning is Lead.LOCAL:
        return False
    names = frozenset().union(*(member.term.free for member in statement))
    return not names or any(around.context.definition(name) is not None for name in names)


def _is_domain(statement: Sequence[Member], around: Around) -> bool:
    """``U \\in \\mathbb{R}^{n \\times d}`` of what no formula defines: it says what the name is."""
    if not is_membership(statement) or statement[1].term.head in ("set", "interval"):
        return False
    return not _about_defined(statement, around)


def _about_defined(statement: Sequence[Member], around: Around) -> bool:
    return any(around.context.definition(name) is not None for name in statement[0].term.free)


def _unless_assumption(statement: Sequence[Member], around: Around) -> Purpose:
    """An equation for a derivative of what is nowhere defined says what that is; all else is claimed."""
    if len(statement) != 2 or statement[1].sign != "=":
        return Purpose.CLAIM
    name = differentiated_name(statement[0].term)
    if not name or name in around.data or around.context.definition(name) is not None:
        return Purpose.CLAIM
    if around.before is not None or around.defined is not None or not around.context.declaration(name):
        return Purpose.CLAIM
    return Purpose.HYPOTHESIS
