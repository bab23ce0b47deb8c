"""A formula read where it stands, by what is declared and in force there."""

from __future__ import annotations

from typing import Final

from solgen.audit.context.material import Formula
from solgen.audit.context.memberships import entries
from solgen.audit.context.phrases.leads import condition_behind
from solgen.audit.context.purposes import target_of
from solgen.audit.context.read_once import read_once
from solgen.audit.context.rewriting import rewritten
from solgen.audit.context.scan import Scan, Use
from solgen.audit.context.standing import known_names
from solgen.audit.context.unreadable import helped, problem_of, says_only_what_a_name_is
from solgen.audit.context.walk.state import Walk
from solgen.audit.context.walk.statements import as_proposition, is_only_a_domain, is_shaped, statements_of
from solgen.audit.understanding import Inferred
from solgen.diagnostics import Diagnostic, Failure
from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.reading.reading import Reading
from solgen.notation.terms import Term

_NO_EXPONENTS: Final = frozenset({"t", "T", "\\top", "\\intercal", "(", "*", "\\star", "+"})
"""What stands above a name and is no exponent: transposes, indices in brackets, marks."""


def block_of(walk: Walk, formula: Formula) -> int:
    """Displays belong to the paragraph before them, for hypotheses that hold for a paragraph."""
    blocks = [one.block for one in walk.standing.hypotheses if one.block >= 0]
    return blocks[-1] if blocks and formula.raw.display else formula.block


def declared_at(walk: Walk, formula: Formula) -> Context:
    """The declarations as this formula is read by them."""
    base = walk.bases[formula.region]
    if walk.current:
        base = base.with_declarations(*walk.current.values())
    plain = _written_plain(walk, formula, base)
    return base.with_declarations(*plain) if plain else base


def _written_plain(walk: Walk, formula: Formula, base: Context) -> list[Declaration]:
    """Names that carry an index elsewhere and none here: ``x`` of a density beside the sample ``x_i``."""
    found = []
    names = walk.vocabularies[formula.region].names.found
    for name in {walk.name_of(formula, use) for use in formula.scan.uses}:
        declaration = base.declaration(name)
        if name not in names or declaration is None or not declaration.indices or declaration.kind is not Kind.REAL:
            continue
        here = [seen.use for seen in names[name].uses if seen.formula == formula.number]
        scripted = any(use.lower or not _NO_EXPONENTS.isdisjoint(use.upper) for use in here)
        if here and not scripted and not all(_is_whole(use, formula.scan) for use in here):
            found.append(Declaration(name, Kind.REAL, (), (), declaration.properties))
    return found


def written_as_numbers(walk: Walk, formula: Formula, declared: Context) -> frozenset[str]:
    """The families whose letters stand for numbers in a formula."""
    base = walk.bases[formula.region]
    families = (one for one in base.declarations if one.indices)
    return frozenset(
        one.name for one in families if (here := declared.declaration(one.name)) is not None and not here.indices
    )


def read_formula(walk: Walk, formula: Formula, declared: Context) -> tuple[Reading | None, Diagnostic | None]:
    """The formula as it is read, or why it cannot be; neither where it only names things."""
    if entries(formula.scan) is not None:
        return None, None
    meaning = walk.standing.context(formula.part, declared, formula.block, reading=True)
    try:
        reading = read_once(formula.latex, meaning)
    except Failure as failure:
        if says_only_what_a_name_is(formula):
            return None, None
        again = helped(formula, meaning, failure)
        if again is None:
            return None, problem_of(formula, failure)
        reading, because = again
        walk.inferred.append(
            Inferred("reading", reading.latex, formula.place, because, certain=False, part=formula.part)
        )
    forms = {**walk.usual_forms(formula.region), **walk.standing.forms(formula.part, declared)}
    return rewritten(reading, forms), None


def of_numbers(
    walk: Walk, formula: Formula, reading: Reading, declared: Context, block: int
) -> tuple[Reading, Context]:
    """The letters of vectors as numbers where a function of numbers is written with them: ``\\phi(z)``, ``e^z``."""
    scan = formula.scan
    arguments = {argument[0] for use in scan.uses for argument in use.arguments or () if len(argument) == 1}
    letters = {use.base for use in scan.uses if use.role == "exponent" or use.base in arguments}
    whole = {use.base for use in scan.uses if not use.lower and not use.upper and use.base in letters}
    vectors = [one for each in sorted(whole) if (one := declared.declaration(each)) and one.kind is Kind.VECTOR]
    context = walk.standing.context(formula.part, declared, block)
    if not vectors or is_shaped(reading, context):
        return reading, declared
    other = declared.with_declarations(*(Declaration(one.name, Kind.REAL) for one in vectors))
    again, _ = read_formula(walk, formula, other)
    if again is None or not is_shaped(again, walk.standing.context(formula.part, other, block)):
        return reading, declared
    walk.as_numbers |= {one.name for one in vectors}
    return again, other


def conditions_behind(walk: Walk, formula: Formula, declared: Context, context: Context) -> list[Term]:
    """The conditions that stand behind a formula in its sentence: "... for $x > 0$"."""
    conditions = []
    for behind in condition_behind(formula.tail):
        other = walk.by_number.get(behind)
        if other is None or other.scan.fault is not None or not formula.scan.statements:
            continue
        reading, _ = read_formula(walk, other, declared)
        members = list(statements_of(reading)) if reading is not None else []
        node = as_proposition(members[0]) if len(members) == 1 else None
        target = target_of(members[0], declared) if members else None
        if (
            node is None
            or is_only_a_domain(node)
            or (target is not None and not walk.used_in(target.name, formula.part))
        ):
            continue
        if node.head == "relation" and node.free <= set(known_names(context)):
            conditions.append(node)
    return conditions


def _is_whole(use: Use, scan: Scan) -> bool:
    """Whether a name stands for the whole of a family: as one of several arguments, ``E(w, b)``, or given in full.

    ``y = (4, 1, 9)`` gives it in full.
    """
    if use.before in ("(", ",") and use.after in (")", ","):
        return True
    right = [token.text for token in scan.tokens if token.start >= use.end]
    return right[:2] == ["=", "("] and "," in right
