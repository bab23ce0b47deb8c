"""Claims for all values of a name: the claim with the name free, declared as the quantifier says.

Rule: ``P for all x in S`` holds exactly where P does with x an arbitrary element of S. So x is declared anew: a real
number, an integer, a number in an interval or between two bounds; what was declared or assumed of it before no longer
counts. ``Q ⇒ P`` for all x is P under the hypothesis Q. A name that defines or shapes something else is left alone.
Budget: one claim for one. Source: the rule of generalization, e.g. Shoenfield, Mathematical Logic, 3.1.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.substitution import fresh_name, rename_bound, substitute
from solgen.notation.terms import Term, constant, term

_DEEP: Final = 8
_CONDITIONS: Final = frozenset({"<", "≤", ">", "≥", "≠", "="})


def reduced(claim: Claim) -> Claim | None:
    """The claim without its outer quantifiers; None where there are none that can be taken off."""
    if claim.relation != "⊢" or claim.left.head != "for_all":
        return None
    node, context = claim.left, claim.context
    for _ in range(_DEEP):
        if node.head != "for_all":
            break
        opened = _opened(node, context)
        if opened is None:
            return None
        node, context = opened
    if node.head == "relation" and node.data == "⇒" and _is_condition(node.arguments[0]):
        context = context.with_hypotheses(node.arguments[0])
        node = node.arguments[1]
    if node.head == "relation":
        return Claim(context, node.arguments[0], str(node.data), node.arguments[1], claim.unknowns)
    return replace(claim, context=context, left=node, right=constant("true"))


def with_open_hypotheses(claim: Claim) -> Claim:
    """The claim with ``a_{k+1} = 2 a_k for all k`` among its hypotheses as ``a_{k+1} = 2 a_k``.

    A hypothesis with an index of which nothing is declared speaks of all its places, so both say the same, as long as
    nothing else speaks of the letter.
    """
    known = claim.context.hypotheses
    opened = [_spread(claim, place, hypothesis) for place, hypothesis in enumerate(known)]
    if all(after is before for before, after in zip(known, opened, strict=True)):
        return claim
    return replace(claim, context=replace(claim.context, hypotheses=tuple(opened)))


def _spread(claim: Claim, place: int, hypothesis: Term) -> Term:
    if hypothesis.head != "for_all" or hypothesis.arguments[1].data != "everything":
        return hypothesis
    bound, _, body = hypothesis.arguments
    named, context = str(bound.data), claim.context
    indexed = any(named == each.index for declared in context.declarations for each in declared.indices)
    others = [known for other, known in enumerate(context.hypotheses) if other != place]
    taken = context.declaration(named) is not None or context.definition(named) is not None
    free = any(named in term.free for term in (claim.left, claim.right, *others))
    return body if indexed and body.head == "relation" and not taken and not free else hypothesis


def _opened(node: Term, context: Context) -> tuple[Term, Context] | None:
    """The body of a quantifier, and the context in which its name is free."""
    bound, over, body = node.arguments
    named = str(bound.data)
    declaration = context.declaration(named)
    if over.data == "everything":
        indexed = any(named == indexed.index for declared in context.declarations for indexed in declared.indices)
        if context.definition(named) is not None or not (declaration is not None or indexed):
            return None
        if not any(named in hypothesis.free for hypothesis in context.hypotheses):
            return body, context
        if declaration is None or declaration.indices:
            return None
        return _renamed(node, context, declaration)
    if over.head == "set" and len(over.arguments) == 1 and over.arguments[0].head not in ("dots", "sequence"):
        return substitute(body, {named: over.arguments[0]}), context
    wanted = _declared(named, over)
    if wanted is None:
        return None
    if _matters(named, context):
        return _renamed(node, context, wanted)
    return body, context.with_declarations(wanted)


def _renamed(node: Term, context: Context, wanted: Declaration) -> tuple[Term, Context] | None:
    """The body about a name of its own, of which nothing is assumed; None where definitions speak of the old one."""
    if any(wanted.name in definition.body.free for definition in context.definitions):
        return None
    named = fresh_name(wanted.name, {known.name for known in context.declarations} | node.free)
    body = rename_bound(node, named).arguments[2]
    return body, context.with_declarations(replace(wanted, name=named))


def _matters(named: str, context: Context) -> bool:
    """Whether anything is said by the name as it is declared so far."""
    return (
        context.definition(named) is not None
        or any(named in hypothesis.free for hypothesis in context.hypotheses)
        or any(named in definition.body.free for definition in context.definitions)
        or any(named in mentioned.free for declared in context.declarations for mentioned in _mentioned(declared))
    )


def _mentioned(declaration: Declaration) -> list[Term]:
    ends = [end for indexed in declaration.indices for end in (indexed.low, indexed.high)]
    return [*declaration.shape, *ends, *(one for declared in declaration.properties for one in declared.terms)]


def _declared(named: str, over: Term) -> Declaration | None:
    """What a set makes of a name that runs over it."""
    if over.head == "constant" and over.data in ("reals", "integers"):
        return Declaration(named, Kind.REAL if over.data == "reals" else Kind.INTEGER)
    if over.head == "interval":
        ends = [end for end in over.arguments if _is_infinite(end)]
        if not ends:
            return Declaration(named, Kind.REAL, properties=(Property("in", (over,)),))
        if _is_infinite(over.arguments[1]) and over.arguments[0].data == 0:
            word = "positive" if str(over.data).startswith("(") else "nonnegative"
            return Declaration(named, Kind.REAL, properties=(Property(word),))
        return None
    if over.head == "set" and len(over.arguments) == 3 and over.arguments[1].head == "dots":
        between = term("interval", [over.arguments[0], over.arguments[2]], "[]")
        return Declaration(named, Kind.INTEGER, properties=(Property("in", (between,)),))
    return None


def _is_infinite(node: Term) -> bool:
    inner = node.arguments[0] if node.head == "negate" else node
    return inner.head == "constant" and inner.data == "infinity"


def _is_condition(node: Term) -> bool:
    if node.head == "and":
        return all(map(_is_condition, node.arguments))
    if node.head == "chain" and isinstance(node.data, tuple):
        return all(sign in _CONDITIONS for sign in node.data)
    return node.head == "relation" and node.data in _CONDITIONS
