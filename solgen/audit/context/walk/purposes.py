"""What each statement of a formula is for, from what stands around it."""

from __future__ import annotations

from solgen.audit.context.material import Formula, is_inside, is_numbered
from solgen.audit.context.memberships import bound_of
from solgen.audit.context.phrases.leads import Lead
from solgen.audit.context.purposes import Around, Target, ends_in_zero, purpose_of, target_of
from solgen.audit.context.walk.force import assume, define, define_square
from solgen.audit.context.walk.state import Walk
from solgen.audit.context.walk.statements import statements_of
from solgen.audit.understanding import Purpose
from solgen.notation.context import Context, Kind
from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term, number


def purposes_of(
    walk: Walk, formula: Formula, reading: Reading, declared: Context, context: Context
) -> tuple[Purpose, ...]:
    """What each statement is for; what it says goes into force before the next."""
    purposes: list[Purpose] = []
    first = True
    for position, statement in enumerate(statements_of(reading)):
        if (formula.number, position) in walk.ahead:
            purposes.append(Purpose.DEFINITION)
            continue
        target = target_of(statement, declared)
        signs = tuple(member.sign for member in statement[1:])
        squares = signs[:1] == ("=",) and _is_new_square(walk, statement[0].term, formula, context)
        around = around_of(walk, formula, target, context, first=first, signs=signs, squares=squares)
        first = first and not ends_in_zero(statement)
        purpose = purpose_of(statement, target, around)
        if purpose is Purpose.DEFINITION and target is None:
            define_square(walk, formula, statement, context)
        elif purpose is Purpose.DEFINITION and target is not None:
            purpose = define(walk, formula, target, declared)
        elif purpose is Purpose.HYPOTHESIS:
            assume(walk, formula, statement, context)
        purposes.append(purpose)
    return tuple(purposes)


def around_of(
    walk: Walk,
    formula: Formula,
    target: Target | None,
    context: Context,
    *,
    first: bool,
    signs: tuple[str, ...],
    squares: bool,
) -> Around:
    """What is known when a statement is looked at."""
    vocabulary = walk.vocabularies[formula.region]
    found = walk.standing.visible(target.name, formula.part) if target else None
    own = found is not None and is_inside(formula.part, found.part)
    used = target is not None and walk.used_in(target.name, formula.part)
    return Around(
        formula=formula,
        context=context,
        defined=found if own else None,
        before=None if own else found,
        used=used,
        same_region=found is not None and (walk.region_of(found) == formula.region or not is_numbered(formula.region)),
        data=vocabulary.data,
        recurs=target is not None and _recurs(walk, target.name),
        ends_in_set=any(sign == "∈" for sign in signs),
        described=any(extra.describes for extra in walk.extras.get(formula.number, ())),
        soft=formula.meaning is not Lead.CLAIM and _bounds_the_new(walk, formula),
        first=first,
        squares=squares,
        counts=target is not None and walk.counts(target.name, declared=context),
        fresh=target is not None and target.name not in walk.used,
        new_names=bool(target) and _brings_new_names(walk, target, formula),
    )


def _recurs(walk: Walk, name: str) -> bool:
    """Whether ``x_t`` was given by ``x_{t+1} = ...``."""
    base, _, letter = name.partition("_")
    return len(letter) == 1 and any(f"{base}_{{{letter}{step}}}" in walk.standing.definitions for step in ("+1", "-1"))


def _bounds_the_new(walk: Walk, formula: Formula) -> bool:
    bound = bound_of(formula.scan)
    names = [walk.name_of(formula, use) for use in bound[0]] if bound else []
    return bool(names) and not any(walk.used_in(name, formula.part) for name in names)


def _is_new_square(walk: Walk, node: Term, formula: Formula, context: Context) -> bool:
    """``s^2`` of an ``s`` that nothing was said of before."""
    if node.head != "power" or node.arguments[0].head != "name" or node.arguments[1] is not number(2):
        return False
    spelled = str(node.arguments[0].data)
    declaration = context.declaration(spelled)
    plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
    return plain and context.definition(spelled) is None and not walk.used_in(spelled, formula.part)


def _brings_new_names(walk: Walk, target: Target | None, formula: Formula) -> bool:
    """Whether the right side has names that no earlier part of the region uses."""
    if target is None:
        return False
    return any(
        all(part == formula.part for part, _ in walk.used.get(each, [(formula.part, 0)]))
        for each in target.body.free - {target.name}
    )
