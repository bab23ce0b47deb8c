"""What one statement is for."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.audit.context.phrases.leads import Lead, is_denied, is_law, is_set_to_zero
from solgen.audit.context.purposes.around import Around, Target
from solgen.audit.context.purposes.defining import of_target
from solgen.audit.context.purposes.forms import differentiated_name, ends_in_zero, is_series
from solgen.audit.context.purposes.relations import of_relation
from solgen.audit.understanding import Purpose
from solgen.notation.reading.propositions import is_proposition
from solgen.notation.reading.reading import Member


def purpose_of(statement: Sequence[Member], target: Target | None, around: Around) -> Purpose:
    """What one statement is for."""
    first = statement[0]
    formula = around.formula
    whole = first.term.arguments[0] if first.term.head in ("relation", "chain") else first.term
    parallel = around.first or bool(differentiated_name(whole))
    to_zero = parallel and ends_in_zero(statement) and is_set_to_zero(formula.lead)
    if first.sign:
        return Purpose.MENTION if to_zero else Purpose.CLAIM
    if (len(statement) == 1 and not is_proposition(first.term)) or is_series(statement):
        return Purpose.MENTION
    if formula.meaning is Lead.ASIDE or is_denied(formula.tail):
        return Purpose.ASIDE
    if target is None and not any(member.term.free for member in statement):
        return Purpose.CLAIM  # of numbers nothing is assumed
    if target is not None:
        return of_target(target, around, single=len(statement) == 2)
    if around.squares and not to_zero and formula.meaning not in (Lead.CLAIM, Lead.MENTION):
        return Purpose.DEFINITION
    if around.described or to_zero or formula.meaning is Lead.MENTION:
        return Purpose.MENTION
    if is_law(formula.lead) and [member.sign for member in statement[1:]] in ([], ["="]):
        return Purpose.HYPOTHESIS
    return of_relation(statement, around)
