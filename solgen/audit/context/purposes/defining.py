"""Statements that could define: the first equation of a name does, unless words or earlier ones say otherwise."""

from __future__ import annotations

from solgen.audit.context.material import Formula
from solgen.audit.context.phrases.leads import (
    Lead,
    begins_anew,
    counts_what_follows,
    is_condition,
    is_start,
    says_again,
)
from solgen.audit.context.purposes.around import Around, Target, is_no_count
from solgen.audit.context.spellings import defines
from solgen.audit.understanding import Purpose
from solgen.notation.context import Kind

_ERRORS = frozenset({"\\varepsilon", "\\epsilon"})
"""What errors of measurement are called."""


def of_target(target: Target, around: Around, *, single: bool) -> Purpose:
    """A statement that could define: its first equation does, unless the words or what stands before say otherwise."""
    formula = around.formula
    let = formula.meaning in (Lead.LET, Lead.ASSUME) or defines(formula.raw.latex)
    at_once = _of_value(target, around)
    if at_once is not None:
        return at_once
    assumed = not target.body.free or (around.used and around.defined is None)
    if formula.meaning is Lead.LOCAL and single and target.node.head != "apply" and assumed:
        return Purpose.HYPOTHESIS
    if is_start(formula.lead) and around.used and around.defined is None and not target.body.free:
        return Purpose.ASIDE
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
    counted = size and not is_no_count(target.body)
    return counted and around.defined is None and around.before is None and bool(target.body.free) and around.counts


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
