"""Contexts that say no more of what another one speaks of: they give names to further values, and nothing else.

A text defines name after name, and each definition makes a new context of all that is in force. A claim about the
earlier names means the same in the later context: the names that came later are new, each is defined once by a formula
and declared as a real number of which nothing else is said. So they narrow no value that an earlier name can have:
every point of the earlier context is one of the later, with the new names at what their definitions come to, or at
nothing, and every point of the later one is one of the earlier. That holds for the claim as well, as long as it does
not use the letters of the new names for anything, bound names included.

Definitions of names that were declared before, declarations with properties, ranges or shapes, and whole numbers do
say more, and are no such extension; nor is another list of hypotheses.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from solgen.notation.context import Context, Declaration, Definition, Kind
from solgen.notation.terms import BINDERS, Term

_LOOKED_AT = 4
"""With so many of the longest contexts one is compared, so that the work stays in proportion to their number."""


def new_names(longer: Context, context: Context) -> frozenset[str] | None:
    """The names that ``longer`` has besides, where it extends ``context`` as this file tells; None where it does not.

    A context extends itself, by no names.
    """
    said, defined = len(context.declarations), len(context.definitions)
    if (
        longer.hypotheses != context.hypotheses
        or longer.log_base is not context.log_base
        or longer.declarations[:said] != context.declarations
        or longer.definitions[:defined] != context.definitions
    ):
        return None
    declarations, definitions = longer.declarations[said:], longer.definitions[defined:]
    names = frozenset(definition.name for definition in definitions)
    if len(names) < len(definitions) or names != {declaration.name for declaration in declarations}:
        return None
    if not all(map(_is_plain, declarations)) or not all(definition.target.head == "name" for definition in definitions):
        return None
    return names if names.isdisjoint(_mentioned(context)) else None


def _is_plain(declaration: Declaration) -> bool:
    """Whether all that is said of a name is that it is a real number."""
    return declaration == Declaration(declaration.name, Kind.REAL)


@lru_cache(maxsize=64)
def _mentioned(context: Context) -> frozenset[str]:
    """Every name and letter that a context uses, for whatever it may be."""
    letters = frozenset(indexed.index for declaration in context.declarations for indexed in declaration.indices)
    names = {declaration.name for declaration in context.declarations}
    terms = [*context.hypotheses, *(term for declaration in context.declarations for term in terms_of(declaration))]
    return letters.union(names, *map(_letters_of_definition, context.definitions), *map(letters_of, terms))


def terms_of(declaration: Declaration) -> Iterable[Term]:
    """The Terms that a declaration uses: shapes, ends of ranges, properties."""
    yield from declaration.shape
    for indexed in declaration.indices:
        yield from (indexed.low, indexed.high)
    for declared in declaration.properties:
        yield from declared.terms


@lru_cache(maxsize=512)
def _letters_of_definition(definition: Definition) -> frozenset[str]:
    return letters_of(definition.target) | letters_of(definition.body)


def letters_of(term: Term) -> frozenset[str]:
    """The names in a Term, bound ones included."""
    if term.heads.isdisjoint(BINDERS):
        return term.free
    return frozenset(str(node.data) for node in term.walk() if node.head == "name")


def longest(contexts: Iterable[Context]) -> dict[Context, tuple[Context, frozenset[str]]]:
    """For each context the longest of those that extend it, with the names that this one has besides."""
    ordered = sorted(dict.fromkeys(contexts), key=lambda context: len(context.definitions), reverse=True)
    found: dict[Context, tuple[Context, frozenset[str]]] = {}
    kept: list[Context] = []
    for context in ordered:
        for longer in kept[-_LOOKED_AT:]:
            names = new_names(longer, context)
            if names is not None:
                found[context] = longer, names
                break
        else:
            kept.append(context)
            found[context] = context, frozenset()
    return found
