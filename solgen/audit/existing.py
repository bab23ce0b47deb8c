r"""What the roots and logarithms of a line ask for: ``\omega = \sqrt{k / m}`` is written of positive k and m only.

A line that is not decided since a side need not exist is judged again where what stands in its roots and logarithms,
and the bases of its powers, is positive; of a product or a quotient, each factor. A divisor ``n - 1`` asks for two at
least. Where the line holds there, that is its condition. It is never called wrong for that. Nor is an inequality that
holds of positive numbers, where the text says nothing of their sign, nor a step that divides by what may be 0 and
writes it below: ``p V = n R T`` and ``p = n R T / V``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import SENTENCE, Key
from solgen.audit.relevance import relevant
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim, Word
from solgen.kernel.infinite_sums import NOT_CONVERGENT
from solgen.notation.context import Context, Kind, Property
from solgen.notation.terms import Term, name, number, relation, term
from solgen.notation.writing.latex import to_latex

_MISSING: Final = "does not exist"
"""What the judge's word on such a line says."""
_MOST: Final = 6
"""So many bounds at most are believed of one line."""
_ORDERS: Final = frozenset({"<", "≤", ">", "≥"})
_STEPS: Final = frozenset({"⇒", "⇔"})
_LOGARITHMS: Final = frozenset({"ln", "log"})


def with_existence(judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines, those of which a side need not exist judged where all does."""
    tried = {
        key: found
        for key, one in judged.items()
        if (found := _where_all_exists(one, said=key[1] >= SENTENCE)) is not None
    }
    verdicts = verdicts_of((each for _, *pair in tried.values() for each in pair if each is not None), judge)
    result = dict(judged)
    for key, (said, claim, follow) in tried.items():
        if verdicts[claim].established:
            one = judged[key]
            line = replace(one.line, step=replace(one.line.step, claim=claim, follow=follow))
            condition = ", ".join(part for part in (one.condition, f"where {said}") if part)
            verdict = verdicts.get(follow) if follow is not None else None
            result[key] = replace(one, line=line, claim=verdicts[claim], follow=verdict, condition=condition)
    return result


def where_it_exists(claim: Claim) -> Claim:
    """The claim with what its roots and logarithms ask for assumed; the claim itself where that is nothing, or much."""
    bounds = list(dict.fromkeys(_bounds(claim)))
    return replace(claim, context=_bounded(claim.context, bounds)) if 0 < len(bounds) <= _MOST else claim


def _where_all_exists(one: Judged, *, said: bool) -> tuple[str, Claim, Claim | None] | None:
    """A line with the bounds that it asks for, and these in words; None where there is nothing to be tried.

    What a sentence says of a function ("is convex") it says of all its numbers.
    """
    summed = one.claim.message == NOT_CONVERGENT
    open_ = one.claim.word is Word.UNDECIDED and (_MISSING in one.claim.message or summed) and not one.undecided
    step = one.line.step
    claim = step.claim
    refuted = not said and one.wrong and one.claim.word is Word.REFUTED
    below = refuted and claim.relation in _ORDERS
    if refuted and claim.relation in _STEPS and one.line.purpose is Purpose.CLAIM:
        return _where_it_divides(claim, step.follow)
    if not (open_ or below) or one.line.purpose is not Purpose.CLAIM:
        return None
    bounds = list(dict.fromkeys(_signs(claim) if below or summed else _bounds(claim)))
    if not bounds or len(bounds) > _MOST:
        return None
    context = _bounded(claim.context, bounds)
    follow = _there(step.follow, context) if step.follow is not None else None
    return " and ".join(map(to_latex, bounds)), _there(claim, context), follow


def _there(claim: Claim, context: Context) -> Claim:
    """The claim in a context with bounds; ``p'(V)`` is the derivative by ``V``, which the bounds are about."""
    left, right = (_by_names(side, context) for side in (claim.left, claim.right))
    return replace(claim, context=context, left=left, right=right)


def _by_names(node: Term, context: Context) -> Term:
    if not node.arguments or "prime" not in node.heads:
        return node
    if node.head == "apply" and node.arguments[0].head == "prime" and len(node.arguments) == 2:
        function, argument = node.arguments[0].arguments[0], node.arguments[1]
        free = argument.head == "name" and context.definition(str(argument.data)) is None
        if free and function.head == "name":
            order = node.arguments[0].data
            times = order if isinstance(order, int) else 1
            return term("derivative", [term("apply", [function, argument]), *[argument] * times], "d")
    return term(node.head, [_by_names(each, context) for each in node.arguments], node.data)


def _where_it_divides(claim: Claim, follow: Claim | None) -> tuple[str, Claim, Claim | None] | None:
    """A step to what is divided by something, ``p V = n R T`` to ``p = n R T / V``, where that is not 0."""
    before, after = _divisors(claim.left), _divisors(claim.right)
    new = sorted(after - before, key=repr)
    if not new or len(new) > _MOST:
        return None
    bounds = [relation("≠", each, number(0)) for each in new]
    context = claim.context.with_hypotheses(*bounds)
    other = replace(follow, context=context) if follow is not None else None
    return " and ".join(map(to_latex, bounds)), replace(claim, context=context), other


def _divisors(node: Term) -> set[Term]:
    """What is divided by somewhere in a formula, but for what is bound in it."""
    return {
        factor
        for each in node.walk()
        if each.head == "divide"
        for factor in (each.arguments[1].arguments if each.arguments[1].head == "multiply" else (each.arguments[1],))
        if factor.free and factor.free <= node.free
    }


def _signs(claim: Claim) -> Iterator[Term]:
    """That the numbers are positive of whose sign the text says nothing."""
    context = claim.context
    declarations, _, hypotheses = relevant(claim.left.free | claim.right.free, context)
    for one in sorted(declarations, key=lambda declaration: declaration.name):
        told = one.properties or context.definition(one.name) or any(one.name in node.free for node in hypotheses)
        if one.kind is Kind.REAL and not told:
            yield relation(">", name(one.name), number(0))


def _bounds(claim: Claim) -> Iterator[Term]:
    context = claim.context
    _, definitions, hypotheses = relevant(claim.left.free | claim.right.free, context)
    bound = {each for definition in definitions for each in definition.parameters}
    bound -= claim.left.free | claim.right.free
    behind = sorted((*(one.body for one in definitions), *hypotheses), key=repr)
    for side in (claim.left, claim.right, *behind):
        for node in side.walk():
            yield from _divisor(node, context)
            if (subject := _positive(node)) is not None:
                yield from (each for each in _asked(subject, context) if not each.free & bound)


def _divisor(node: Term, context: Context) -> Iterator[Term]:
    """A divisor ``n - 1`` says that there are two at least."""
    if node.head != "divide" or node.arguments[1].head != "add" or len(node.arguments[1].arguments) != 2:
        return
    size, less = node.arguments[1].arguments
    declaration = context.declaration(str(size.data)) if size.head == "name" else None
    counts = declaration is not None and declaration.kind is Kind.SIZE and not declaration.has("at least")
    if counts and less.head == "negate" and less.arguments[0] is number(1):
        yield relation("≥", size, number(2))


def _positive(node: Term) -> Term | None:
    """What has to be positive for a node to exist, or may be taken to be."""
    if node.head == "root":
        return node.arguments[0]
    if node.head == "apply" and node.arguments[0].head == "builtin" and node.arguments[0].data in _LOGARITHMS:
        return node.arguments[1]
    if node.head == "power" and node.arguments[1].free:
        return node.arguments[0]
    return None


def _asked(subject: Term, context: Context) -> Iterator[Term]:
    """That a Term is positive, as bounds on the names in it."""
    match subject.head:
        case "multiply" | "divide":
            for factor in subject.arguments:
                yield from _asked(factor, context)
        case "power":
            yield from _asked(subject.arguments[0], context)
        case "name":
            declaration = context.declaration(str(subject.data))
            plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
            known = declaration is None or declaration.has("positive") or context.definition(declaration.name)
            if plain and not known:
                yield relation(">", subject, number(0))
        case "add" if len(subject.arguments) == 2:
            one, other = subject.arguments
            if one is number(1) and other.head == "negate" and other.arguments[0].head == "name":
                yield relation("<", other.arguments[0], number(1))


def _bounded(context: Context, bounds: list[Term]) -> Context:
    """The context with the bounds in force."""
    for bound in bounds:
        side, by = bound.arguments
        declaration = context.declaration(str(side.data))
        assert declaration is not None
        if by is number(0):
            declared = replace(declaration, properties=(*declaration.properties, Property("positive")))
            context = context.with_declarations(declared)
        else:
            context = context.with_hypotheses(bound)
    return context
