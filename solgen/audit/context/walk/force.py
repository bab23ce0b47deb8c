"""What formulas and words put in force: definitions, hypotheses, bounds."""

from __future__ import annotations

from collections.abc import Sequence

from solgen.audit.context.defining import has_shape, makes_sense, stated, with_parameters_of_their_own, with_sequences
from solgen.audit.context.material import Formula
from solgen.audit.context.memberships import bound_of
from solgen.audit.context.phrases.leads import Lead, carries_on, leads_on
from solgen.audit.context.phrases.said import numbers
from solgen.audit.context.purposes import Target, target_of
from solgen.audit.context.standing import Assumed, gives_quantity
from solgen.audit.context.walk.state import Extra, Walk
from solgen.audit.context.walk.statements import (
    as_proposition,
    gives_size,
    is_declared,
    is_only_a_domain,
    of_derivative,
    one_line,
    statements_of,
)
from solgen.audit.understanding import Inferred, Purpose
from solgen.diagnostics import Failure
from solgen.notation.context import Context
from solgen.notation.reading.formula import read
from solgen.notation.reading.reading import Member
from solgen.notation.reading.spellings import RELATION_SIGNS
from solgen.notation.terms import Term, relation
from solgen.notation.terms import name as name_term
from solgen.notation.writing.latex import to_latex


def define_square(walk: Walk, formula: Formula, statement: Sequence[Member], context: Context) -> None:
    """``s^2 = ...`` says what the square of ``s`` is."""
    node = relation("=", statement[0].term, statement[1].term)
    if has_shape(node, context):
        walk.standing.assume(Assumed(node, formula.part))
        because = "it is the first equation of this square"
        walk.inferred.append(
            Inferred("hypothesis", to_latex(node), formula.place, because, certain=False, part=formula.part)
        )


def define(walk: Walk, formula: Formula, target: Target, declared: Context) -> Purpose:
    """Put a definition in force where it is one; a circular one is a claim."""
    entry = stated(target, formula, declared)
    if entry is None or walk.is_circular(entry, formula, declared):
        return Purpose.CLAIM
    entry = with_parameters_of_their_own(entry, walk.as_numbers, declared)
    entry = with_sequences(entry, walk.standing.in_force(formula.part, declared))
    certain = formula.meaning in (Lead.LET, Lead.ASSUME)
    because = "the words before it define" if certain else f"it is the first equation of {target.name}"
    if makes_sense(entry, walk.standing.context(formula.part, declared, formula.block)):
        walk.standing.define(entry)
    walk.inferred.append(Inferred("definition", one_line(formula.latex), formula.place, because, certain, formula.part))
    return Purpose.DEFINITION


def assume(walk: Walk, formula: Formula, statement: Sequence[Member], context: Context) -> None:
    """Put a hypothesis in force, for the part or for the paragraph."""
    node = as_proposition(statement)
    if node is None or is_only_a_domain(node) or of_derivative(statement) or is_declared(node, context):
        return
    if not (gives_quantity(node) or has_shape(node, context)):
        return  # what makes no sense as it was understood must not spoil the lines around it
    given = gives_size(node, context) and formula.meaning not in (Lead.LET, Lead.ASSUME)
    local = formula.meaning is Lead.LOCAL or given
    after = "⟦" in formula.lead and not carries_on(formula.lead, display=False)
    on = _leads_to_display(walk, formula) or leads_on(formula.tail)
    if local and not given and after and not on:
        return  # "P, if Q": it is a condition of P only
    if local and formula.meaning is Lead.LOCAL and _is_done_with(walk, formula, node):
        return  # "For n = 0 both sides are 1."
    walk.standing.assume(Assumed(node, formula.part, formula.block if local else -1, walk.as_numbers))
    because = "the words before it assume it" + (", for this paragraph" if local else "")
    walk.inferred.append(Inferred("hypothesis", one_line(formula.latex), formula.place, because, part=formula.part))


def _is_done_with(walk: Walk, formula: Formula, node: Term) -> bool:
    """Whether a value that is given behind "for" serves for nothing that a formula says: a case by the way."""
    if node.head != "relation" or node.data != "=" or node.arguments[1].free or node.arguments[0].head != "name":
        return False
    following = walk.by_number.get(formula.number + 1)
    if following is not None and following.raw.display and f"⟦{formula.number}⟧" in following.lead:
        return False
    behind = [walk.by_number[number] for number in numbers(formula.tail) if number in walk.by_number]
    return not any(token.text in RELATION_SIGNS for other in behind for token in other.scan.tokens)


def _leads_to_display(walk: Walk, formula: Formula) -> bool:
    """Whether a display goes on where the formula ends: "P, since for Q" and then the display."""
    following = walk.by_number.get(formula.number + 1)
    if following is None or not following.raw.display or formula.tail:
        return False
    return following.lead.rstrip(" ,:").endswith(f"⟦{formula.number}⟧")


def assume_bounds(walk: Walk, formula: Formula, declared: Context) -> None:
    """``For $a, b > 0$``: each of the names is bounded, though the formula is no statement as it stands."""
    bound = bound_of(formula.scan)
    names = [walk.name_of(formula, use) for use in bound[0]] if bound is not None else []
    if len(names) < 2 or formula.meaning in (Lead.CLAIM, Lead.MENTION, Lead.ASIDE):
        return
    local = formula.meaning is Lead.LOCAL
    sign = next(token.text for token in formula.scan.tokens if token.text in RELATION_SIGNS)
    for each in names:
        try:
            node = read(f"{each} {sign} 0", declared).term
        except Failure:
            continue
        if not is_declared(node, declared):
            walk.standing.assume(Assumed(node, formula.part, formula.block if local else -1))


def put(walk: Walk, formula: Formula, extra: Extra, declared: Context) -> None:
    """A definition that words make."""
    if extra.value is not None:
        _put_value(walk, formula, extra, extra.value, declared)
        return
    meaning = walk.standing.context(formula.part, declared, formula.block, reading=True)
    try:
        reading = read(extra.latex, meaning)
    except Failure:
        return
    statement = next(statements_of(reading))
    target = target_of(statement, declared)
    if target is None:
        node = as_proposition(statement)
        if node is not None:
            walk.standing.assume(Assumed(node, formula.part))
            walk.inferred.append(Inferred("hypothesis", extra.latex, formula.place, extra.because, part=formula.part))
        return
    entry = stated(target, formula, declared)
    if entry is not None and not walk.is_circular(entry, formula, declared):
        walk.standing.define(entry)
        walk.inferred.append(
            Inferred("definition", extra.latex, formula.place, extra.because, extra.certain, formula.part)
        )


def _put_value(walk: Walk, formula: Formula, extra: Extra, value: Term, declared: Context) -> None:
    """A name as what the words say that it is."""
    entry = stated(Target(extra.names[0], name_term(extra.names[0]), value), formula, declared)
    if entry is not None and makes_sense(entry, declared):
        walk.standing.define(entry)
        walk.inferred.append(
            Inferred("definition", extra.latex, formula.place, extra.because, extra.certain, formula.part)
        )
