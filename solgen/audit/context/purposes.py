"""What each statement of a formula is for: a definition, a hypothesis, something mentioned, or a claim.

The first equation of a name that nothing else defines defines it, unless the name was used before (then the equation
may be what comes out of solving another) or the words make something else of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solgen.audit.context.material import Formula
from solgen.audit.context.phrases.leads import (
    Lead,
    assumes,
    begins_anew,
    counts_what_follows,
    is_condition,
    is_denied,
    is_set_to_zero,
    says_again,
)
from solgen.audit.context.spellings import defines
from solgen.audit.context.standing import Stated
from solgen.audit.understanding import Purpose
from solgen.notation.context import Context, Kind
from solgen.notation.reading.propositions import is_proposition
from solgen.notation.reading.reading import Member
from solgen.notation.terms import Term, number

_ERRORS = frozenset({"\\varepsilon", "\\epsilon"})
"""What errors of measurement are called."""
_STRONG = re.compile(r"\b(?:assum\w*|suppos\w*|let|provided|given that|if)\b")


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
    return any(node.head == "dots" for node in body.walk()) and body.head in ("tuple", "power", "transpose", "sequence")


def _is_quantity(name: str, context: Context) -> bool:
    return context.declaration(name) is not None


def _is_size(name: str, context: Context, body: Term) -> bool:
    """A number of things that is written in terms of others is claimed, but ``N = 100`` gives it."""
    declaration = context.declaration(name)
    return declaration is not None and declaration.kind is Kind.SIZE and body.head not in ("number", "add", "multiply")


def purpose_of(statement: Sequence[Member], target: Target | None, around: Around) -> Purpose:
    """What one statement is for."""
    first = statement[0]
    formula = around.formula
    whole = first.term.arguments[0] if first.term.head in ("relation", "chain") else first.term
    parallel = around.first or bool(differentiated_name(whole))
    to_zero = parallel and ends_in_zero(statement) and is_set_to_zero(formula.lead)
    if first.sign:
        return Purpose.MENTION if to_zero else Purpose.CLAIM
    if (len(statement) == 1 and not is_proposition(first.term)) or _is_series(statement):
        return Purpose.MENTION
    if formula.meaning is Lead.ASIDE or is_denied(formula.tail):
        return Purpose.ASIDE
    if target is None and not any(member.term.free for member in statement):
        return Purpose.CLAIM  # of numbers nothing is assumed
    if target is not None:
        return _of_target(target, around, single=len(statement) == 2)
    if around.squares and not to_zero and formula.meaning not in (Lead.CLAIM, Lead.MENTION):
        return Purpose.DEFINITION
    if around.described or to_zero or formula.meaning is Lead.MENTION:
        return Purpose.MENTION
    return _of_relation(statement, around)


def _of_relation(statement: Sequence[Member], around: Around) -> Purpose:
    """A relation that defines nothing: assumed or claimed."""
    formula = around.formula
    if around.soft or _is_domain(statement, around):
        return Purpose.HYPOTHESIS
    if formula.meaning is Lead.CLAIM:
        return _unless_assumption(statement, around)
    if formula.meaning in (Lead.LOCAL, Lead.ASSUME) or assumes(formula.lead):
        return Purpose.CLAIM if _is_weak_equation(statement, around) else Purpose.HYPOTHESIS
    if _is_membership(statement) and not _about_defined(statement, around):
        return Purpose.HYPOTHESIS
    return _unless_assumption(statement, around)


def _is_weak_equation(statement: Sequence[Member], around: Around) -> bool:
    """An equation about what is defined, with nothing but "with" or "where" before it: it is claimed."""
    equation = len(statement) > 1 and all(member.sign == "=" for member in statement[1:])
    whole = statement[0].term
    equation = equation or (len(statement) == 1 and whole.head == "relation" and whole.data == "=")
    if not equation or _STRONG.search(around.formula.lead) or around.formula.meaning is Lead.LOCAL:
        return False
    names = frozenset().union(*(member.term.free for member in statement))
    return not names or any(around.context.definition(name) is not None for name in names)


def _is_domain(statement: Sequence[Member], around: Around) -> bool:
    """``U \\in \\mathbb{R}^{n \\times d}`` of what no formula defines: it says what the name is."""
    if not _is_membership(statement) or statement[1].term.head in ("set", "interval"):
        return False
    return not _about_defined(statement, around)


def _about_defined(statement: Sequence[Member], around: Around) -> bool:
    return any(around.context.definition(name) is not None for name in statement[0].term.free)


def _is_series(statement: Sequence[Member]) -> bool:
    """``1 + x + \\dots``: the beginning of something, which is not compared."""
    return any(
        node.head == "add" and any(part.head == "dots" for part in node.arguments)
        for member in statement
        for node in member.term.walk()
    )


def _of_target(target: Target, around: Around, *, single: bool) -> Purpose:
    """A statement that could define: its first equation does, unless the words or what stands before say otherwise."""
    formula = around.formula
    let = formula.meaning in (Lead.LET, Lead.ASSUME) or defines(formula.raw.latex)
    at_once = _of_value(target, around)
    if at_once is not None:
        return at_once
    assumed = not target.body.free or (around.used and around.defined is None)
    if formula.meaning is Lead.LOCAL and single and target.node.head != "apply" and assumed:
        return Purpose.HYPOTHESIS
    if around.recurs:
        return Purpose.MENTION
    if _is_model(target, around) or _looks_at_point(target, around):
        return Purpose.ASIDE
    if _is_size_given(target, around):
        return Purpose.HYPOTHESIS
    if _is_case(target, around):
        return Purpose.HYPOTHESIS if let or formula.meaning is Lead.LOCAL else Purpose.CLAIM
    if let and around.defined is None and around.ends_in_set:
        return Purpose.HYPOTHESIS
    if target.name in around.data and not let:
        return Purpose.CLAIM
    return _of_known(target, around, let=let)


def _of_value(target: Target, around: Around) -> Purpose | None:
    """A value that is given, asked for or said again; None of other equations."""
    formula = around.formula
    if _is_data(target, around):
        return Purpose.DEFINITION
    if formula.meaning is Lead.MENTION and (around.used or around.defined):
        return Purpose.MENTION
    if _is_given_there(target, around):
        return Purpose.DEFINITION
    if says_again(formula.lead) and around.used and around.defined is None:
        return Purpose.CLAIM  # "f'(x) = 0, i.e. x = 1": the first in other words
    return None


def _is_data(target: Target, around: Around) -> bool:
    """Numbers that are given: "the $n = 4$ targets $y = (4, 1, 9, 3)$" of a sample that no formula defines."""
    formula = around.formula
    if target.body.free or around.defined is not None or target.node.head != "name":
        return False
    declaration = around.context.declaration(target.name)
    if declaration is None or formula.meaning is Lead.CLAIM:
        return False
    if declaration.kind is Kind.SIZE:
        return formula.meaning is not Lead.MENTION and counts_what_follows(formula.lead, formula.tail)
    numbers = target.body.head == "tuple" and formula.meaning is not Lead.MENTION
    return numbers and (bool(declaration.indices) or declaration.kind is Kind.VECTOR)


def _is_given_there(target: Target, around: Around) -> bool:
    r"""``$v_0 = 25\,\mathrm{m/s}$``, the entries of an array, or any number for a name that no formula had before.

    Behind "for" it would hold for the paragraph only; but what comes up so is given once and for all.
    """
    fresh = not around.used and around.defined is None and around.before is None
    if not fresh or target.node.head != "name" or target.body.free:
        return False
    declaration = around.context.declaration(target.name)
    array = declaration is not None and declaration.kind in (Kind.VECTOR, Kind.MATRIX)
    size = declaration is not None and declaration.kind is Kind.SIZE
    measured = "unit" in target.body.heads or array or (around.fresh and not size)
    return measured and around.formula.meaning not in (Lead.CLAIM, Lead.MENTION)


def _is_model(target: Target, around: Around) -> bool:
    """``y_i = \\alpha + \\beta x_i + \\varepsilon_i``: what is assumed of data, which are not worked out from it."""
    errors = _ERRORS & target.body.free
    return target.node.head == "index" and any(around.context.definition(each) is None for each in errors)


def _is_size_given(target: Target, around: Around) -> bool:
    """``n = 25`` where nothing says how many there are: it is so where it is said, and nobody could derive it."""
    declaration = around.context.declaration(target.name)
    size = declaration is not None and declaration.kind is Kind.SIZE and target.node.head == "name"
    here = around.used or around.formula.meaning in (Lead.CLAIM, Lead.LOCAL)
    return size and here and not target.body.free and around.defined is None and around.formula.meaning is not Lead.LET


def _looks_at_point(target: Target, around: Around) -> bool:
    """``where $o = \\frac{1}{2}$`` of an ``o`` that is defined by other things."""
    known = around.defined or around.before
    return (
        known is not None
        and not target.body.free
        and target.node.head == "name"
        and bool(known.definition.body.free)
        and around.formula.meaning is not Lead.LOCAL
        and is_condition(around.formula.lead)
    )


def _is_case(target: Target, around: Around) -> bool:
    """``Let $n = 2 m + 1$`` where ``n`` was a number of things all along: one case of several."""
    declaration = around.context.declaration(target.name)
    size = declaration is not None and declaration.kind is Kind.SIZE and target.node.head == "name"
    return size and around.defined is None and around.before is None and bool(target.body.free) and around.counts


def _of_known(target: Target, around: Around, *, let: bool) -> Purpose:
    """An equation for a name, with regard to what was said of the name before."""
    formula = around.formula
    if around.defined is not None:
        restated = around.defined.definition.body is target.body
        return Purpose.DEFINITION if let and not restated and _strong(formula) else Purpose.CLAIM
    if around.before is not None and around.same_region:
        anew = let or begins_anew(formula.lead) or around.new_names
        same = around.before.definition.body is target.body
        return Purpose.DEFINITION if anew and not same else Purpose.CLAIM
    if let or around.before is not None:
        return Purpose.DEFINITION
    return Purpose.CLAIM if around.used else Purpose.DEFINITION


def _strong(formula: Formula) -> bool:
    """Whether the words define rather than remind."""
    words = formula.lead.rsplit("⟧", 1)[-1]
    return any(word in words.split() for word in ("define", "redefine", "now", "put", "set", "instead")) or defines(
        formula.raw.latex
    )


def ends_in_zero(statement: Sequence[Member]) -> bool:
    """Whether a statement is an equation with zero."""
    last = statement[-1]
    if len(statement) == 1 and last.term.head in ("relation", "chain"):
        signs = last.term.data if isinstance(last.term.data, tuple) else (last.term.data,)
        return signs[-1] == "=" and last.term.arguments[-1] is number(0)
    return last.sign == "=" and last.term.head == "number" and last.term.data == 0


def _is_membership(statement: Sequence[Member]) -> bool:
    """``X \\in \\mathbb{R}^{N \\times d}``: said of a bare name, it tells what that is."""
    if len(statement) != 2 or statement[1].sign != "∈" or statement[0].term.head not in ("name", "index"):
        return False
    right = statement[1].term
    while right.head in ("power", "index"):
        right = right.arguments[0]
    return right.head in ("set", "interval") or (right.head == "constant" and right.data in ("reals", "integers"))


def _unless_assumption(statement: Sequence[Member], around: Around) -> Purpose:
    """An equation for a derivative of what is nowhere defined says what that is; all else is claimed."""
    if len(statement) != 2 or statement[1].sign != "=":
        return Purpose.CLAIM
    name = differentiated_name(statement[0].term)
    if not name or name in around.data or around.context.definition(name) is not None:
        return Purpose.CLAIM
    if around.before is not None or around.defined is not None or not around.context.declaration(name):
        return Purpose.CLAIM
    return Purpose.HYPOTHESIS


def differentiated_name(node: Term) -> str:
    """The name of which a side is the derivative, by another name: ``z`` of ``\\partial z_j / \\partial b_j``."""
    if node.head == "derivative":
        body = node.arguments[0]
        base = body.arguments[0] if body.head in ("index", "apply") else body
        others = {one.arguments[0] if one.head == "index" else one for one in node.arguments[1:]}
        return str(base.data) if base.head == "name" and base not in others else ""
    if node.head == "apply" and node.arguments[0].head == "prime":
        function = node.arguments[0].arguments[0]
        return str(function.data) if function.head == "name" else ""
    return ""
