"""What a statement would define, and what is known when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from solgen.audit.context.material import Formula
from solgen.audit.context.standing import Stated
from solgen.notation.context import Context, Kind
from solgen.notation.reading.propositions import is_proposition
from solgen.notation.reading.reading import Member
from solgen.notation.terms import Term

_TRANSCENDENTAL: Final = frozenset({"ln", "log", "exp", "sin", "cos", "tan", "arctan"})


@dataclass(frozen=True, slots=True)
class Target:
    """The left side of what may be a definition: the name, and its Term as written."""

    name: str
    node: Term
    body: Term


@dataclass(frozen=True, slots=True)
class Around:
    """What is known when a statement is looked at."""

    formula: Formula
    context: Context
    defined: Stated | None
    """The definition of the target in its own part or one around it."""
    before: Stated | None
    """Its definition in an earlier part."""
    used: bool
    """Whether the name was used before in its part without being defined."""
    same_region: bool
    data: frozenset[str]
    described: bool
    """Whether it is the condition of a set that the words describe."""
    recurs: bool
    """Whether the name belongs to a sequence that a recurrence defines, ``x_{t+1} = ...``."""
    ends_in_set: bool
    """Whether the formula says of what it defines in which set it lies."""
    soft: bool
    """Whether it bounds a name that no formula used before, without being claimed in words."""
    first: bool
    """Whether no statement of the formula before it ends in zero."""
    squares: bool
    """Whether the statement begins with the square of a name of which nothing was said before: ``s^2 = ...``."""
    counts: bool
    """Whether the target counts something that an earlier formula uses, in this part or one before."""
    fresh: bool
    """Whether no formula of the whole text has used the target so far."""
    new_names: bool
    """Whether the right side uses names that no formula of an earlier part has."""


def target_of(statement: Sequence[Member], context: Context) -> Target | None:
    """What a statement would define: a name, a function of names, or an indexed name, left of an equals sign."""
    sides = _sides(statement)
    if sides is None:
        return None
    node, body = sides
    head = node
    if node.head in ("apply", "index"):
        head, parameters = node.arguments[0], node.arguments[1:]
        if any(parameter.head != "name" for parameter in parameters) or len(set(parameters)) < len(parameters):
            return None
        if node.head == "index" and any(_is_quantity(str(one.data), context) for one in parameters):
            return None
    if _is_listing(body):
        return None
    if (
        head.head != "name"
        or is_proposition(body)
        or str(head.data) in body.free
        or _is_size(str(head.data), context, body)
    ):
        return None
    return Target(str(head.data), node, body)


def _sides(statement: Sequence[Member]) -> tuple[Term, Term] | None:
    """The two sides of the first equation; of one among several that commas set off, too."""
    first = statement[0]
    if first.sign:
        return None
    if len(statement) == 1:
        whole = first.term
        signs = whole.data if isinstance(whole.data, tuple) else (whole.data,)
        equation = whole.head in ("relation", "chain") and signs[0] == "="
        return (whole.arguments[0], whole.arguments[1]) if equation else None
    return (first.term, statement[1].term) if statement[1].sign in ("=", "≡") else None


def _is_listing(body: Term) -> bool:
    """``(y_1, \\dots, y_N)^t``, which gives the entries of a vector their names."""
    return "dots" in body.heads and body.head in ("tuple", "power", "transpose", "sequence")


def _is_quantity(name: str, context: Context) -> bool:
    return context.declaration(name) is not None


def is_no_count(body: Term) -> bool:
    """Whether a term is certainly no number of things: it holds a logarithm, a root, a constant such as π."""
    constants = ("e", "pi")
    return any(
        node.head in ("root", "unit")
        or (node.head == "constant" and node.data in constants)
        or (node.head == "builtin" and node.data in _TRANSCENDENTAL)
        for node in body.walk()
    ) and not body.heads & {"floor", "ceiling"}


def _is_size(name: str, context: Context, body: Term) -> bool:
    """A number of things that is written in terms of others is claimed, but ``N = 100`` gives it.

    What can be no whole number is something else of the same name: "the median is ``m = \\ln 2 / \\lambda``".
    """
    declaration = context.declaration(name)
    if is_no_count(body):
        return False
    return declaration is not None and declaration.kind is Kind.SIZE and body.head not in ("number", "add", "multiply")
