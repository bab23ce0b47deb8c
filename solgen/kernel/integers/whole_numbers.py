"""Sizes, integers and indices as unknowns of linear constraints, and what is known of them."""

from __future__ import annotations

from fractions import Fraction

from solgen.kernel.instances.hypotheses import parts
from solgen.kernel.integers.formulas import All, Formula, at_least, equal, more
from solgen.kernel.integers.linear import Linear
from solgen.kernel.ranges import index_range
from solgen.notation.context import Context, Kind
from solgen.notation.terms import Term, name


class NotLinear(Exception):  # noqa: N818 -- a statement about a term
    """Not a linear form in whole numbers."""


def linear_form(node: Term, context: Context) -> Linear:  # noqa: C901 -- a line a head
    """A Term as a linear form in names of whole numbers. Raises NotLinear."""
    match node.head:
        case "number":
            return Linear.number(int(str(node.data)))
        case "name":
            return _named(node, context)
        case "negate":
            return -linear_form(node.arguments[0], context)
        case "add":
            total = Linear.number(0)
            for argument in node.arguments:
                total = total + linear_form(argument, context)
            return total
        case "multiply":
            product = Linear.number(1)
            for argument in node.arguments:
                factor = linear_form(argument, context)
                if product.is_constant:
                    product = factor.scaled(product.constant)
                elif factor.is_constant:
                    product = product.scaled(factor.constant)
                else:
                    raise NotLinear
            return product
        case "divide":
            bottom = linear_form(node.arguments[1], context)
            if bottom.is_constant and bottom.constant != 0:
                return linear_form(node.arguments[0], context).scaled(Fraction(1) / bottom.constant)
    raise NotLinear


def _named(node: Term, context: Context) -> Linear:
    latex = str(node.data)
    definition = context.definition(latex)
    if definition is not None and not definition.parameters:
        return linear_form(definition.body, context)
    declaration = context.declaration(latex)
    if declaration is not None and (declaration.indices or declaration.kind not in (Kind.SIZE, Kind.INTEGER)):
        raise NotLinear
    if declaration is None and not any(
        ranged.index == latex for known in context.declarations for ranged in known.indices
    ):
        raise NotLinear
    return Linear.unknown(latex)


def known_of_whole_numbers(context: Context, *terms: Term) -> tuple[list[Formula], tuple[int, ...]]:
    """Constraints from declarations, index ranges and hypotheses, and the positions of the hypotheses used."""
    known: list[Formula] = []
    assumed = []
    for position, hypothesis in enumerate(context.hypotheses):
        translated = [found for part in parts(hypothesis) if (found := _relation(part, context)) is not None]
        if translated:
            known.append(All(tuple(translated)))
            assumed.append(position)
    for declaration in context.declarations:
        if declaration.kind not in (Kind.SIZE, Kind.INTEGER) or declaration.indices:
            continue
        if context.definition(declaration.name) is not None:
            continue
        unknown = Linear.unknown(declaration.name)
        if declaration.kind is Kind.SIZE or declaration.has("positive"):
            known.append(at_least(unknown, Linear.number(1)))
        if declaration.has("nonnegative"):
            known.append(at_least(unknown, Linear.number(0)))
        known.extend(_declared_bounds(declaration.name, context))
    free = frozenset().union(*(node.free for node in terms))
    for latex in sorted(free):
        if context.declaration(latex) is None and context.definition(latex) is None:
            known.extend(_index_bounds(latex, terms, context))
    return known, tuple(assumed)


def _declared_bounds(latex: str, context: Context) -> list[Formula]:
    declaration = context.declaration(latex)
    assert declaration is not None
    found: list[Formula] = []
    for word in ("at most", "at least"):
        for bound in declaration.property_terms(word) or ():
            try:
                end, own = linear_form(bound, context), Linear.unknown(latex)
            except NotLinear:
                continue
            found.append(at_least(end, own) if word == "at most" else at_least(own, end))
    return found


def _index_bounds(latex: str, terms: tuple[Term, ...], context: Context) -> list[Formula]:
    ends = next((ends for node in terms if (ends := index_range(latex, node, context)) is not None), None)
    if ends is None:
        return []
    try:
        own = linear_form(name(latex), context)
        return [at_least(own, linear_form(ends[0], context)), at_least(linear_form(ends[1], context), own)]
    except NotLinear:
        return []


def _relation(node: Term, context: Context) -> Formula | None:
    if node.head != "relation":
        return None
    try:
        left, right = (linear_form(argument, context) for argument in node.arguments)
    except NotLinear:
        return None
    match node.data:
        case "=":
            return equal(left, right)
        case "≤":
            return at_least(right, left)
        case "≥":
            return at_least(left, right)
        case "<":
            return more(right, left)
        case ">":
            return more(left, right)
    return None
