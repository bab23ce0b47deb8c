"""Small edits of a wrong side, the smallest first: what may have been meant where no known mistake was made.

An edit changes one place: a sign, a factor, an exponent, a number, a name for another of the same kind, a function for
its neighbour, a part for one that stands in the line before. Then come two light edits at once. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from solgen.audit.mistakes.pieces import HALF, TWO, distinct, is_result, negated, with_factor
from solgen.audit.mistakes.places import places, rewritten
from solgen.audit.mistakes.rule import WrongStep
from solgen.audit.recognizing.candidates import candidates
from solgen.notation.context import Context, Declaration
from solgen.notation.terms import BINDERS, Term, TermTooDeep, builtin, name, number, term

_NEIGHBOURS: Final = {
    "exp": ("ln",), "ln": ("exp",), "sin": ("cos",), "cos": ("sin",), "sinh": ("cosh",), "cosh": ("sinh",),
    "tanh": ("sinh", "cosh"), "tan": ("sin", "cos"), "max": ("min",), "min": ("max",), "tr": ("det",), "det": ("tr",),
}  # fmt: skip
_MOST_PARTS: Final = 24
_MOST_REPLACEMENTS: Final = 300
_MOST_PAIRS: Final = 300
Change = Callable[[Term], Iterable[Term]]


def edits(step: WrongStep) -> Iterator[Term]:
    """Edited wrong sides, each once, the nearest first; a few hundred at most."""
    seen = {step.after}
    for stream in (_by_rules(step), _by_one_symbol(step), _by_parts_of_before(step), _by_two(step)):
        for edited in stream:
            if edited not in seen:
                seen.add(edited)
                yield edited


def _by_rules(step: WrongStep) -> Iterator[Term]:
    """What the known mistakes may have been made from."""
    return (candidate.node for candidate in candidates(step) if candidate.mended)


def _by_one_symbol(step: WrongStep) -> Iterator[Term]:
    context = step.claim.context
    if is_result(step.after):
        return
    yield from rewritten(step.after, lambda node: _other_symbols(node, context, step))
    if step.claim.relation != "=":
        yield from _turned_relation(step.after)


def _other_symbols(node: Term, context: Context, step: WrongStep) -> Iterator[Term]:
    match node.head:
        case "number":
            assert isinstance(node.data, int)
            known = [inner.data for side in (step.before, step.claim.left) for inner in side.walk()
                     if inner.head == "number" and isinstance(inner.data, int)]  # fmt: skip
            for value in dict.fromkeys([node.data + 1, node.data - 1, 2 * node.data, *known, 0, 1, 2, 3, 4]):
                if value != node.data and value >= 0:
                    yield number(value)
        case "name":
            yield from (name(other) for other in _same_kind(str(node.data), context))
        case "index" if node.arguments[0].head == "name":
            for other in _same_kind(str(node.arguments[0].data), context):
                yield term("index", [name(other), *node.arguments[1:]])
        case "apply":
            yield from _other_functions(node, context)
        case "transpose" | "inverse" | "root" | "absolute" | "norm":
            yield node.arguments[0]


def _other_functions(node: Term, context: Context) -> Iterator[Term]:
    function, *arguments = node.arguments
    if function.head == "builtin":
        for word in _NEIGHBOURS.get(str(function.data), ()):
            yield term("apply", [builtin(word), *arguments])
    elif function.head == "name":
        for other in _same_kind(str(function.data), context):
            yield term("apply", [name(other), *arguments])
        yield term("apply", [term("prime", [function], 1), *arguments])
    elif function.head == "prime":
        yield term("apply", [function.arguments[0], *arguments])


def _same_kind(latex: str, context: Context) -> list[str]:
    """Other names that stand for the same sort of thing, with the same indices and the same shape."""
    declared = context.declaration(latex)
    if declared is None:
        return []
    return [other.name for other in context.declarations if other.name != latex and _is_like(other, declared)][:6]


def _is_like(one: Declaration, other: Declaration) -> bool:
    return (
        one.kind is other.kind and len(one.indices) == len(other.indices) and len(one.shape) == len(other.shape)
        and one.unit == other.unit
    )  # fmt: skip


def _turned_relation(node: Term) -> Iterator[Term]:
    """A condition with its sign changed: ``<`` for ``≤``, or turned round."""
    turned = {"<": ("≤", ">"), "≤": ("<", "≥"), ">": ("≥", "<"), "≥": (">", "≤")}
    for here, rebuild in places(node):
        if here.head == "relation":
            for sign in turned.get(str(here.data), ()):
                yield rebuild(term("relation", here.arguments, sign))


def _by_parts_of_before(step: WrongStep) -> Iterator[Term]:
    """A part of the wrong side replaced by a part of the line before."""
    if is_result(step.after):
        return
    bound = {str(node.arguments[0].data) for node in step.after.walk() if node.head in BINDERS}
    known = step.claim.left.free | step.after.free | step.before.free | bound
    parts = distinct(
        part
        for source in (step.before, step.claim.left)
        for part, _ in places(source)
        if part.free <= known and part.head not in ("relation", "unit") and part.depth <= 6
    )[:_MOST_PARTS]
    count = 0
    for here, rebuild in places(step.after):
        if here is step.after:
            continue
        for part in parts:
            if part is not here:
                count += 1
                if count > _MOST_REPLACEMENTS:
                    return
                yield from _made(rebuild, part)


def _by_two(step: WrongStep) -> Iterator[Term]:
    """Two light edits: a sign and a factor, two signs."""
    if is_result(step.after):
        return
    first = list(islice(rewritten(step.after, _light), 24))
    second = (twice for once in first for twice in islice(rewritten(once, _light), 24))
    yield from islice(second, _MOST_PAIRS)


def _light(node: Term) -> Iterator[Term]:
    if node.head in ("relation", "unit"):
        return
    if node.head == "negate":
        yield node.arguments[0]
    elif node.head == "add":
        for position, summand in enumerate(node.arguments):
            changed = [*node.arguments]
            changed[position] = negated(summand)
            yield term("add", changed)
    if node.head in ("multiply", "divide", "add", "apply", "sum"):
        yield with_factor(node, TWO)
        yield with_factor(node, HALF)


def _made(rebuild: Callable[[Term], Term], part: Term) -> Iterator[Term]:
    try:
        yield rebuild(part)
    except (ValueError, TermTooDeep):
        return
