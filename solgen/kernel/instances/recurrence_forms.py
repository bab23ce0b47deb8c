"""What a recurrence looks like: ``a_{k+1} = r a_k``, ``a_k = a_{k-1} + k``, and a beginning ``a_0 = 1``.

A hypothesis with an index of which nothing is declared speaks of all places at which the indices in it exist. Where its
letter is declared as a whole number and is that of an index as well, it may speak of one place only.
"""

from __future__ import annotations

from dataclasses import dataclass

from solgen.notation.context import Context, Declaration, Kind
from solgen.notation.substitution import replace_terms, substitute
from solgen.notation.terms import Term, add, name, number, term


@dataclass(frozen=True, slots=True)
class Recurrence:
    """``family_{k+1} = body``, where ``before`` stands for ``family_k`` and ``letter`` for k."""

    family: str
    letter: str
    before: str
    body: Term
    everywhere: bool
    """Whether it surely speaks of all places."""


@dataclass(frozen=True, slots=True)
class Start:
    """``family_index = value`` at a whole number."""

    family: str
    index: int
    value: Term


def stated(part: Term, context: Context) -> Recurrence | Start | None:
    """What one relation says of the members of a family, if it is of either form."""
    if part.head != "relation" or part.data != "=":
        return None
    for side, other in (part.arguments, part.arguments[::-1]):
        family = _family(side, context)
        if family is None:
            continue
        start = _whole(side.arguments[1])
        if start is not None and family.name not in other.free:
            return Start(family.name, start, other)
        recurrence = _recurrence(family, side.arguments[1], other, context)
        if recurrence is not None:
            return recurrence
    return None


def _family(node: Term, context: Context) -> Declaration | None:
    """The declaration of the indexed numbers that a term is one of."""
    if node.head != "index" or len(node.arguments) != 2 or node.arguments[0].head != "name":
        return None
    declaration = context.declaration(str(node.arguments[0].data))
    single = declaration is not None and len(declaration.indices) == 1 and not declaration.shape
    return declaration if single and context.definition(str(node.arguments[0].data)) is None else None


def _recurrence(family: Declaration, at: Term, body: Term, context: Context) -> Recurrence | None:
    letter, shift = shifted(at)
    everywhere = context.declaration(letter) is None
    if not letter or context.definition(letter) is not None or not (everywhere or _is_index(letter, context)):
        return None
    used = {node for node in body.walk() if node.head == "index" and node.arguments[0] is name(family.name)}
    if len(used) != 1 or (source := used.pop()).arguments[1:] == (at,):
        return None
    other, earlier = shifted(source.arguments[1])
    if other != letter or earlier != shift - 1:
        return None
    before = f"{family.name}#before"
    opened = replace_terms(body, {source: name(before)})
    if family.name in opened.free:
        return None
    moved = substitute(opened, {letter: next_to(name(letter), 1 - shift)})
    return Recurrence(family.name, letter, before, moved, everywhere)


def _is_index(letter: str, context: Context) -> bool:
    declaration = context.declaration(letter)
    whole = declaration is not None and declaration.kind is Kind.INTEGER and not declaration.properties
    return whole and any(declared.index == letter for other in context.declarations for declared in other.indices)


def shifted(index: Term) -> tuple[str, int]:
    """``k + 2`` as ``("k", 2)``; an empty name where an index is nothing of the kind."""
    if index.head == "name":
        return str(index.data), 0
    if index.head != "add" or len(index.arguments) != 2:
        return "", 0
    for letter, more in (index.arguments, index.arguments[::-1]):
        amount = _whole(more)
        if letter.head == "name" and amount is not None:
            return str(letter.data), amount
    return "", 0


def _whole(node: Term) -> int | None:
    if node.head == "negate":
        inner = _whole(node.arguments[0])
        return None if inner is None else -inner
    return int(str(node.data)) if node.head == "number" else None


def next_to(index: Term, steps: int) -> Term:
    """The index so many steps further."""
    if index.head == "number" and int(str(index.data)) + steps >= 0:
        return number(int(str(index.data)) + steps)
    return index if not steps else add(index, number(steps) if steps > 0 else term("negate", [number(-steps)]))
