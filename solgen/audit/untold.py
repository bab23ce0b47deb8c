r"""Names of which a text says nothing: the solution without its question, where ``E`` is the error that was asked for.

A line that is false for *some* function ``E`` or *some* number ``o`` is not false of the one that is meant. So it is
called wrong only if it could not say what the name is: a line is undecided where

* a function that no formula defines stands on one side only (``E'(c) = 2 (c - \bar{y})``, ``\sigma(0) = 1/2``), or a
  quantity that no formula defines is differentiated on one side only (``\partial E / \partial c = \dots``);
* a function stands on both sides that no formula defines, and its letter is not one that stands for any function;
* the one number that its side is about is defined by no formula, and the other side is about others
  (``1 - o = 1 - 1 / (1 + e^{-x})``), or it gives a number to a name, or it puts numbers in for constants
  (``D H_A = 40``), perhaps with units of which nothing is said;
* either side is about arrays that the other does not have (``X^t X = V \\Sigma^2 V^t``), none of them defined.

Else a function on both sides stands for any function: ``(f(x)^2)' = 2 f(x)`` is wrong. So does one with which something
else is defined, ``z = f(a)``, or which the words introduce ("the activation $g$").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from solgen.audit.judging import WRONG_WORDS, Judged
from solgen.audit.lines import Key
from solgen.audit.understanding import Purpose, ReadFormula, Understanding
from solgen.kernel.claim import Claim, Word
from solgen.notation.context import Context, Kind
from solgen.notation.shape_rules import shape_of
from solgen.notation.shapes import ShapeMismatch
from solgen.notation.terms import BINDERS, Term
from solgen.notation.writing.latex import to_latex

NOTHING_SAYS: Final = "nothing in the text says what"
"""How the reason begins for which a line about an unknown name is undecided."""
_ANY: Final = frozenset({"f", "g", "h", "u", "v", "F", "G", "H", "\\phi", "\\varphi", "\\psi", "\\Phi", "\\Psi"})
"""Letters that stand for any function."""
_BARE_LEFT: Final = re.compile(r"\s*(\\?[A-Za-z]+(?:_(?:[A-Za-z0-9]|\{[A-Za-z0-9]+\}))?)\s*(?::?=)(?!=)")
"""A name alone on the left of an equation that could not be read: ``\\alpha = 30^\\circ``."""
_PLACE: Final = re.compile(r"_\{([A-Za-z])[+-]\d+\}$")
"""A place in a sequence that stands as a label: ``a_{m-1}``."""
_EQUALITIES: Final = frozenset({"=", "≈", "<", "≤", ">", "≥", "⇔"})


def with_untold(judged: Mapping[Key, Judged], understanding: Understanding) -> dict[Key, Judged]:
    """The lines, those undecided that only say what a name is of which nothing else is said."""
    words = frozenset(
        _declared(each.text) for each in understanding.inferred if each.because.startswith("the text says")
    )
    lost = frozenset(_not_understood(understanding.interpretations[0].formulas))
    looked = {key: _looked_at(one, words, lost) for key, one in judged.items()}
    related = frozenset(_told_elsewhere(looked, judged))
    return {key: _about_related(one, related) for key, one in looked.items()}


def _told_elsewhere(looked: Mapping[Key, Judged], judged: Mapping[Key, Judged]) -> Iterator[str]:
    """The numbers and arrays that some line ties to others though nothing in the text says how."""
    for key, one in looked.items():
        if one.undecided and judged[key].wrong and one.claim.word is Word.REFUTED:
            claim = one.line.step.claim
            yield from _tied(claim)


def _tied(claim: Claim) -> Iterator[str]:
    """The names that an equation of which nothing can be said ties to the others."""
    context = claim.context
    first, second = (_undefined(side, context) for side in (claim.left, claim.right))
    for own, other in ((first, second), (second, first)):
        if len(own) == 1 and other and own.isdisjoint(other):
            yield from (each for each in own if _is_number(each, context))
    arrays = _arrays_apart(first, second, context)
    if all(arrays):
        yield from arrays[0] | arrays[1]


def _about_related(one: Judged, related: frozenset[str]) -> Judged:
    """A false line about a name that another line ties to something of which nothing is said."""
    if not one.wrong or one.claim.word is not Word.REFUTED or one.line.step.claim.relation not in _EQUALITIES:
        return one
    claim = one.line.step.claim
    names = {each for side in (claim.left, claim.right) for each in _undefined(side, claim.context)}
    tied = sorted(names & related)
    return replace(one, undecided=f"{NOTHING_SAYS} {tied[0]} is") if tied else one


def _not_understood(formulas: Sequence[ReadFormula]) -> Iterator[str]:
    """The names whose definitions are not in force behind them, since they make no sense as they were understood."""
    for formula in formulas:
        if formula.reading is None and formula.problem is not None:
            bare = _BARE_LEFT.match(formula.raw.latex)
            if bare is not None and formula.after.declaration(bare.group(1)) is not None:
                yield bare.group(1)
        elif formula.reading is not None and Purpose.DEFINITION in formula.purposes:
            left = formula.reading.members[0].term
            if left.head in ("relation", "chain"):
                left = left.arguments[0]
            head = left.arguments[0] if left.head in ("apply", "index") else left
            if head.head == "name" and formula.after.definition(str(head.data)) is None:
                yield str(head.data)


def _declared(line: str) -> str:
    """The name of a declaration line of a function."""
    return line.partition(":")[0].strip()


def _looked_at(one: Judged, words: frozenset[str], lost: frozenset[str]) -> Judged:
    if not one.wrong:
        return one
    claim = one.line.step.claim
    if missing := sorted(lost & {str(node.data) for node in _both(claim) if node.head == "name"}):
        return replace(one, undecided=f"what {missing[0]} is could not be understood")
    if one.claim.word is Word.ILL_FORMED and (function := entrywise(claim)):
        return replace(one, undecided=f"{function} seems to be taken of each entry, which cannot be judged yet")
    named = untold(claim, words) if one.claim.word is Word.REFUTED else _without_unit(claim)
    if not named:
        return one
    again = _by_itself(one)
    if again is not None:
        return _looked_at(again, words, lost)
    return replace(one, undecided=f"{NOTHING_SAYS} {named} is")


def _by_itself(one: Judged) -> Judged | None:
    """A later member of a chain against the one before it, where of what the chain begins with nothing is known."""
    step, follow = one.line.step, one.follow
    if step.follow is None or follow is None or not (follow.established or follow.word in WRONG_WORDS):
        return None
    again = replace(step, claim=step.follow, follow=None, left_latex=to_latex(step.follow.left))
    return replace(one, line=replace(one.line, step=again), claim=follow, follow=None)


def untold(claim: Claim, words: frozenset[str] = frozenset()) -> str:
    """The name on which a line hangs without any formula saying what it is; empty where there is none.

    ``words`` are the names that the words of the text introduce.
    """
    if claim.relation not in _EQUALITIES:
        return ""
    left, right = (_opaque(side, claim.context) for side in (claim.left, claim.right))
    if members := _of_sequences(claim):
        return members[0]
    if alone := sorted((left ^ right) - words):
        return alone[0]
    if called := sorted((left & right) - words - _ANY):
        return called[0]
    return _related(claim) if claim.relation in ("=", "≈") else _without_order(claim)


def _of_sequences(claim: Claim) -> list[str]:
    """The members of sequences, ``a_{m-1}`` beside ``m``, that no formula gives as a function of their place."""
    names = _undefined(claim.left, claim.context) | _undefined(claim.right, claim.context)
    places = {each: _PLACE.search(each) for each in claim.left.free | claim.right.free}
    found = {each: place.group(1) for each, place in places.items() if place is not None}
    return sorted(
        each for each, letter in found.items() if each in names and letter in claim.left.free | claim.right.free
    )


def _without_order(claim: Claim) -> str:
    """A family of which an inequality compares components, ``\\sigma_1`` and ``\\sigma_d``, in no told order."""
    if claim.relation not in ("<", "≤", ">", "≥"):
        return ""
    components: dict[str, set[Term]] = {}
    for node in (*claim.left.walk(), *claim.right.walk()):
        if node.head == "index" and node.arguments[0].head == "name":
            components.setdefault(str(node.arguments[0].data), set()).add(node)
    untied = _undefined(claim.left, claim.context) | _undefined(claim.right, claim.context)
    named = {each: claim.context.declaration(each) for each in untied}
    plain = {each for each, declaration in named.items() if declaration is not None and not declaration.properties}
    return min((each for each, found in components.items() if len(found) > 1 and each in plain), default="")


def _related(claim: Claim) -> str:
    """A name that an equation ties to others, or to a number, where nothing else does."""
    context = claim.context
    first, second = (_undefined(side, context) for side in (claim.left, claim.right))
    for own, other in ((first, second), (second, first)):
        if len(own) == 1 and other and own.isdisjoint(other) and _is_number(next(iter(own)), context):
            return next(iter(own))
    if _is_size(claim.left, context) and not claim.right.free:
        return str(claim.left.data)
    if first and not second and (_is_place(claim.left) or all(_is_constant(each, context) for each in first)):
        return min(first)
    arrays = _arrays_apart(first, second, context)
    return min(arrays[0]) if all(arrays) else ""


def _arrays_apart(first: frozenset[str], second: frozenset[str], context: Context) -> tuple[set[str], set[str]]:
    """The arrays of each side that the other does not have; none where a declaration ties some to each other.

    ``u_k`` are the columns of ``U``.
    """
    own, other = ({each for each in side if _is_array(each, context)} for side in (first - second, second - first))
    tied = _said_in_declarations(own, context) & other or _said_in_declarations(other, context) & own
    return (set(), set()) if tied else (own, other)


def _said_in_declarations(names: set[str], context: Context) -> set[str]:
    found: set[str] = set()
    for declaration in filter(None, map(context.declaration, sorted(names))):
        found.update(*(node.free for one in declaration.properties for node in one.terms))
    return found


def _is_place(side: Term) -> bool:
    """``o``, ``y_2``, ``y_{(2)}``, ``s^2``."""
    if side.head == "power" and side.arguments[1].head == "number":
        side = side.arguments[0]
    return side.head == "name" or (side.head in ("index", "order_statistic") and side.arguments[0].head == "name")


def _is_size(side: Term, context: Context) -> bool:
    """``n`` of ``n = 25``."""
    return side.head == "name" and _is_untold(str(side.data), context, Kind.SIZE)


def _is_constant(named: str, context: Context) -> bool:
    """Whether a name looks like a constant that has its value from elsewhere: ``D``, ``H_A``, no variable."""
    labelled = "_" in named or named[-1:].isupper()
    return labelled and _is_number(named, context)


def _is_array(named: str, context: Context) -> bool:
    declaration = context.declaration(named)
    return declaration is not None and declaration.kind in (Kind.VECTOR, Kind.MATRIX)


def _both(claim: Claim) -> list[Term]:
    """All that stands behind the two sides."""
    return [*_unfolded(claim.left, claim.context), *_unfolded(claim.right, claim.context)]


def entrywise(claim: Claim) -> str:
    """A function of numbers that stands before an array; empty where there is none."""
    for side in (claim.left, claim.right):
        for node in _unfolded(side, claim.context):
            function = node.arguments[0] if node.head == "apply" else node
            while function.head == "prime":
                function = function.arguments[0]
            if node.head == "apply" and function.head == "name" and len(node.arguments) == 2:
                argument = node.arguments[1]
                definition = claim.context.definition(str(function.data))
                parameter = definition.parameters[0] if definition is not None and definition.parameters else ""
                if _is_array_term(argument, claim.context) and not _is_array(parameter, claim.context):
                    return str(function.data)
    return ""


def _is_array_term(node: Term, context: Context) -> bool:
    try:
        shape = shape_of(node, context)
    except ShapeMismatch:
        return False
    return bool(shape.is_array)


def _without_unit(claim: Claim) -> str:
    """A number without a value, beside quantities that are counted in units; else a constant on the other side."""
    sides = (claim.left, claim.right)
    loose = sorted(
        each for side in sides for each in _undefined(side, claim.context) if _is_number(each, claim.context)
    )
    if loose and any(node.head == "unit" for side in sides for node in _unfolded(side, claim.context)):
        return loose[0]
    counted = [any(node.head == "unit" for node in _unfolded(side, claim.context)) for side in sides]
    if counted[0] == counted[1]:
        return ""
    names = _undefined(sides[counted.index(False)], claim.context)
    return min((each for each in names if _is_constant(each, claim.context)), default="")


def _opaque(side: Term, context: Context) -> frozenset[str]:
    """The functions without a definition, and the quantities without one that are differentiated, behind a side."""
    found: set[str] = set()
    for node in _unfolded(side, context):
        if node.head == "name" and _is_untold(str(node.data), context, Kind.FUNCTION):
            found.add(str(node.data))
        if node.head == "name" and "'" in str(node.data) and _is_untold(str(node.data), context, Kind.REAL):
            found.add(str(node.data))
        if node.head == "derivative":
            body = node.arguments[0]
            base = body.arguments[0] if body.head == "index" else body
            by = {one.arguments[0] if one.head == "index" else one for one in node.arguments[1:]}
            if base.head == "name" and base not in by and _is_untold(str(base.data), context, Kind.REAL):
                found.add(str(base.data))
    return frozenset(found)


def _undefined(side: Term, context: Context) -> frozenset[str]:
    """The numbers, samples and arrays without a definition behind a side; sizes do not count."""
    counted = (Kind.SIZE, Kind.SET, Kind.EVENT)
    nodes = _unfolded(side, context) if side.free else []
    bound = {str(node.arguments[0].data) for node in nodes if node.head in BINDERS} - side.free
    names = {each for node in nodes for each in node.free} - bound
    found = set()
    for each in names:
        declaration = context.declaration(each)
        if declaration is not None and declaration.kind not in counted and context.definition(each) is None:
            found.add(each)
    return frozenset(found)


def _unfolded(side: Term, context: Context) -> list[Term]:
    """A side and the bodies of all definitions that it uses, all their Terms."""
    found: list[Term] = []
    waiting, seen = [side], set[str]()
    while waiting:
        whole = waiting.pop()
        found += whole.walk()
        for each in whole.free - seen:
            seen.add(each)
            definition = context.definition(each)
            if definition is not None:
                waiting.append(definition.body)
    return found


def _is_untold(named: str, context: Context, kind: Kind) -> bool:
    declaration = context.declaration(named)
    if declaration is None or declaration.kind is not kind or context.definition(named) is not None:
        return False
    told = (*(definition.body for definition in context.definitions), *context.hypotheses)
    return not any(named in each.free for each in told)


def _is_number(named: str, context: Context) -> bool:
    """Whether a name stands for one number of which nothing is assumed."""
    declaration = context.declaration(named)
    plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
    return plain and not any(named in hypothesis.free for hypothesis in context.hypotheses)
