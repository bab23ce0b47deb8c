"""``f(2x)  →  f(x)``: the argument of a function or an exponential is not doubled, not halved, not scaled."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.mistakes.pieces import HALF, TWO, distinct, factors, product, with_factor, without
from solgen.audit.mistakes.rewriting import rewriting
from solgen.audit.mistakes.rule import Grade, WrongStep
from solgen.notation.terms import Term, constant, number, term

_E = constant("e")
_SCALES = (TWO, HALF, number(3), number(4))


def _position(node: Term) -> int | None:
    """Where the argument stands that may have been scaled."""
    if node.head == "apply" and len(node.arguments) >= 2 and node.arguments[0].head in ("builtin", "name", "prime"):
        return 1
    return 1 if node.head == "power" and node.arguments[0] is _E else None


def _unscaled(node: Term, _step: WrongStep) -> Iterator[Term]:
    position = _position(node)
    if position is None:
        return
    for changed in _bare(node.arguments[position]):
        yield term(node.head, [*node.arguments[:position], changed, *node.arguments[position + 1 :]], node.data)


def _bare(argument: Term) -> Iterator[Term]:
    if argument.head == "negate":
        yield from (term("negate", [inner]) for inner in _bare(argument.arguments[0]))
    elif argument.head == "divide" and argument.arguments[1].head == "number":
        yield argument.arguments[0]
        yield product([argument.arguments[1], argument.arguments[0]])
    elif argument.head == "multiply":
        for place, factor in enumerate(argument.arguments):
            if factor.head in ("number", "divide", "name"):
                rest = product(without(argument.arguments, place))
                yield rest
                if factor.head == "number":
                    yield term("divide", [rest, factor])


def _scaled(node: Term, step: WrongStep) -> Iterator[Term]:
    position = _position(node)
    if position is None:
        return
    argument = node.arguments[position]
    halved = HALF in (node for side in (step.after, step.before) for node in side.walk())
    scaled = (other for scale in _scales(step) for other in _times(scale, argument, halved=halved))
    for changed in [*_bare(argument), *scaled]:
        yield term(node.head, [*node.arguments[:position], changed, *node.arguments[position + 1 :]], node.data)


def _times(scale: Term, argument: Term, *, halved: bool) -> Iterator[Term]:
    """The argument times the scale; a half in front where the line writes halves so."""
    if argument.head == "negate":
        yield from (term("negate", [inner]) for inner in _times(scale, argument.arguments[0], halved=halved))
    elif scale is HALF and not halved:
        yield term("divide", [argument, TWO])
    elif argument.head == "divide" and argument.arguments[1] is scale:
        yield argument.arguments[0]
    else:
        yield with_factor(argument, scale)


def _scales(step: WrongStep) -> list[Term]:
    """2 and a half, and the scalar factors of arguments in what stood before."""
    known = [
        factor
        for source in (step.before, step.claim.left)
        for node in source.walk()
        if (position := _position(node)) is not None
        for part in (node.arguments[position],)
        for factor in factors(part.arguments[0] if part.head == "negate" else part)
        if factor.head in ("number", "divide") and not factor.free
    ]
    return distinct([*known, *_SCALES])[:7]


RULE = rewriting(
    "argument-not-scaled",
    r"f(2x) \to f(x)",
    "The argument of the function has the wrong factor: check whether it should be doubled, halved or left as it is.",
    slip=_unscaled,
    mend=_scaled,
    grade=Grade.SLIP,
)
