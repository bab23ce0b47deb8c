"""A definition from the two sides of an equation, and what its name stands for where it is written bare.

An index that the right side leaves free, as ``j`` in ``E = \\sum_i (y_i - \\sum_j w_j z_j - b_j)^2``, makes no sense as
written. So that the lines after it can be judged at all, the name is taken as a family, one quantity for each ``j``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from solgen.audit.context.material import Formula
from solgen.audit.context.purposes import Target
from solgen.audit.context.purposes.around import is_no_count
from solgen.audit.context.rewriting import Form, applied, family, plain
from solgen.audit.context.standing import Stated
from solgen.kernel.binding import attempt, index_names
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Definition, IndexRange, Kind
from solgen.notation.reading.state import index_ranges
from solgen.notation.substitution import substitute
from solgen.notation.terms import Term, name, number, term


def stated(target: Target, formula: Formula, declared: Context) -> Stated | None:
    """The definition, or None where the equation cannot be one."""
    node, body = target.node, target.body
    parameters = tuple(node.arguments[1:]) if node.head in ("apply", "index") else ()
    if node.head == "apply" and any(_is_index(str(one.data), declared) for one in parameters):
        return None
    names = {str(one.data) for one in parameters}
    loose = sorted((body.free & index_names(declared)) - names)
    form: Form | None = None
    changed: Declaration | None = None
    if node.head == "apply":
        whole = all(_stands_for_itself(str(one.data), declared) for one in parameters)
        form = applied(target.name, parameters)
        if not whole or loose:
            node, form = name(target.name), plain(target.name, parameters)
            changed = Declaration(target.name, Kind.REAL)
    if loose:
        if len(loose) > 1 or node.head != "name":
            return None
        return _family(target, loose[0], formula, declared, parameters)
    definition = Definition(node, body)
    counted = declared.declaration(target.name)
    if node.head == "name" and counted is not None and counted.kind is Kind.SIZE and is_no_count(body):
        changed = Declaration(target.name, Kind.REAL)
        meant = _declared(definition, declared, changed)
        return Stated(definition, formula.part, formula.number, meant, form, changed, only_here=True)
    return Stated(definition, formula.part, formula.number, _declared(definition, declared, changed), form, changed)


def with_parameters_of_their_own(entry: Stated, letters: frozenset[str], context: Context) -> Stated:
    """A definition whose parameters are not called as vectors are: ``\\phi(z)`` of a number beside a vector ``z``."""
    definition = entry.definition
    clashing = letters & set(definition.parameters)
    if not clashing:
        return entry
    fresh: dict[str, Term] = {}
    for each in sorted(clashing):
        taken = context.with_declarations(*(Declaration(str(one.data), Kind.REAL) for one in fresh.values()))
        fresh[each] = name(_unused(definition.body, taken))
    arguments = [fresh.get(str(one.data), one) for one in definition.target.arguments[1:]]
    target = term(definition.target.head, [definition.target.arguments[0], *arguments])
    return replace(entry, definition=Definition(target, substitute(definition.body, fresh)))


def with_sequences(entry: Stated, known: Iterable[Stated]) -> Stated:
    """``C(n) = 2 (n + 1) H_n - 4 n``: of a name that carries the parameter as its label, what it stands for is put in.

    Else ``C(3)`` would be about ``H_n``.
    """
    definition = entry.definition
    labelled = {f"_{{{each}}}" for each in definition.parameters} | {f"_{each}" for each in definition.parameters}
    bodies = {
        one.definition.name: one.definition.body
        for one in known
        if one.definition.target.head == "name"
        and one.definition.name in definition.body.free
        and any(one.definition.name.endswith(label) for label in labelled)
        and one.definition.body.free & set(definition.parameters)
    }
    if not bodies:
        return entry
    return replace(entry, definition=Definition(definition.target, substitute(definition.body, bodies)))


def makes_sense(entry: Stated, context: Context) -> bool:
    """Whether a definition could be in force: its shapes go together as they were understood."""
    definition = entry.definition
    if entry.changed is not None:
        context = context.with_declarations(entry.changed)
    if context.definition(definition.name) is not None:
        others = tuple(one for one in context.definitions if one.name != definition.name)
        context = replace(context, definitions=others)
    own = [Declaration(each, Kind.REAL) for each in definition.parameters if context.declaration(each) is None]
    context = replace(context.with_declarations(*own).with_definition(definition), hypotheses=())
    return attempt(Claim(context, definition.target, "=", definition.body)) is None


def has_shape(node: Term, context: Context) -> bool:
    """Whether the shapes of a proposition go together."""
    return attempt(Claim(replace(context, hypotheses=()), node, "", number(0))) is None


def _family(
    target: Target, loose: str, formula: Formula, declared: Context, parameters: tuple[Term, ...]
) -> Stated | None:
    ranges = index_ranges(declared).get(loose, set())
    if len(ranges) != 1:
        return None
    low, high = next(iter(ranges))
    letter = _unused(target.body, declared)
    node = term("index", [name(target.name), name(letter)])
    definition = Definition(node, substitute(target.body, {loose: name(letter)}))
    changed = Declaration(target.name, Kind.REAL, (IndexRange(letter, low, high),))
    form = family(target.name, parameters, loose)
    return Stated(definition, formula.part, formula.number, _declared(definition, declared, changed), form, changed)


def _unused(body: Term, declared: Context) -> str:
    taken = {str(node.data) for node in body.walk() if node.head == "name"} | {
        one.name for one in declared.declarations
    }
    return next(letter for letter in "klmpqrstuvabcdfgh" if letter not in taken)


def _is_index(named: str, declared: Context) -> bool:
    return named in index_names(declared)


def _stands_for_itself(named: str, declared: Context) -> bool:
    """Whether a name is no family: a number, a vector, a matrix."""
    declaration = declared.declaration(named)
    return declaration is not None and not declaration.indices


def _declared(definition: Definition, context: Context, changed: Declaration | None) -> dict[str, Declaration]:
    """The declarations that the definition was read with."""
    names = (definition.body.free | {definition.name}) - set(definition.parameters)
    found = {each: declaration for each in sorted(names) if (declaration := context.declaration(each)) is not None}
    if changed is not None and definition.name not in found:
        found.pop(definition.name, None)
    return found
