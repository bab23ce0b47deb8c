r"""Domains that a text states in one place and means in all: "the inverse exists for every $\lambda > 0$".

A bound on a name holds, as written, from where it stands on, or for its paragraph only. A line elsewhere that is not
established without it is judged with it as well: it is wrong only if it is wrong under both readings, and where it
holds with the bound, the bound is its condition. A name that is bounded in two ways that exclude each other is looked
at case by case, so that neither is its domain. Exercises with numbers have names of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from solgen.audit.context.material import is_numbered, region_of
from solgen.audit.judging import WRONG_WORDS, Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.audit.relevance import relevant
from solgen.audit.understanding import Purpose, ReadFormula
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim
from solgen.notation.context import Context, Declaration, Kind, Property
from solgen.notation.terms import Term, number
from solgen.notation.writing.latex import to_latex

_WORDS: Final = {">": "positive", "≥": "nonnegative", "≠": "nonzero", "<": "negative"}
_ORDERS: Final = frozenset({"<", "≤", ">", "≥"})
_EXCLUDING: Final = {">": ("<", "≤"), "<": (">", "≥"), "≥": ("<",), "≤": (">",)}


@dataclass(frozen=True, slots=True)
class _Bound:
    """A relation between a name and numbers, where it stands, and the region in which its name means the same."""

    name: str
    node: Term
    line: int
    region: str


def with_domains(judged: Mapping[Key, Judged], formulas: Sequence[ReadFormula], judge: Judging) -> dict[Key, Judged]:
    """The lines, those that are not established judged with the bounds that stand elsewhere."""
    bounds = list(_bounds(formulas))
    tried = {key: found for key, one in judged.items() if (found := _applied(one, bounds)) is not None}
    claims = [each for _, *pair in tried.values() for each in pair if each is not None]
    verdicts = verdicts_of(claims, judge)
    result = dict(judged)
    for key, (used, claim, follow) in tried.items():
        one, verdict = judged[key], verdicts[claim]
        said = " and ".join(f"{to_latex(bound.node)}, as line {bound.line} says" for bound in used)
        if verdict.established:
            line = replace(one.line, step=replace(one.line.step, claim=claim, follow=follow))
            condition = ", ".join(part for part in (one.condition, f"where {said}") if part)
            result[key] = Judged(line, one.interpretation, verdict, verdicts.get(follow) if follow else None, condition)
        elif one.wrong and verdict.word not in WRONG_WORDS:
            result[key] = replace(one, undecided=f"it is wrong but where {said}; there: {verdict.message}")
    return result


def in_domains(one: Judged, formulas: Sequence[ReadFormula]) -> tuple[Claim, Claim | None] | None:
    """A line and its step with the bounds that stand elsewhere; None where none bears on it."""
    found = _applied(one, list(_bounds(formulas)))
    return None if found is None else found[1:]


def _bounds(formulas: Sequence[ReadFormula]) -> Iterator[_Bound]:
    """The bounds that the text states, but for those that only tell cases apart."""
    found = [bound for formula in formulas for bound in _stated(formula)]
    for bound in found:
        others = [one for one in found if one.name == bound.name and _is_near(one.region, bound.region)]
        if not any(_excludes(bound.node, other.node) for other in others):
            yield bound


def _is_near(one: str, other: str) -> bool:
    """Whether names mean the same in two regions."""
    return one == other or not (is_numbered(one) or is_numbered(other))


def _stated(formula: ReadFormula) -> Iterator[_Bound]:
    reading = formula.reading
    if reading is None or Purpose.HYPOTHESIS not in formula.purposes:
        return
    for node in _relations(reading.term):
        name = _bounded(node)
        if name:
            yield _Bound(name, node, formula.place.line, region_of(formula.part))


def _relations(node: Term) -> Iterator[Term]:
    if node.head == "statements":
        for argument in node.arguments:
            yield from _relations(argument)
    elif node.head in ("relation", "chain"):
        yield node


def _bounded(node: Term) -> str:
    """The one name that a relation bounds by numbers; empty where it is none."""
    signs = node.data if isinstance(node.data, tuple) else (node.data,)
    plain = [side for side in node.arguments if side.head == "name"]
    fixed = [side for side in node.arguments if not side.free]
    if len(plain) != 1 or len(fixed) != len(node.arguments) - 1:
        return ""
    ordered = all(sign in _ORDERS for sign in signs) or (signs in (("≠",), ("∈",)) and node.arguments[0] is plain[0])
    return str(plain[0].data) if ordered else ""


def _excludes(one: Term, other: Term) -> bool:
    """``x > 0`` and ``x < 0``: two cases; decided for single comparisons with one number."""
    if one.head != "relation" or other.head != "relation" or one.arguments != other.arguments:
        return False
    return other.data in _EXCLUDING.get(str(one.data), ())


def _applied(one: Judged, bounds: Sequence[_Bound]) -> tuple[list[_Bound], Claim, Claim | None] | None:
    """A line that is not established with the bounds that bear on it; None where none does."""
    step = one.line.step
    if one.established or one.line.purpose is not Purpose.CLAIM:
        return None
    claim, region = step.claim, region_of(step.part)
    names = {declaration.name for declaration in relevant(claim.left.free | claim.right.free, claim.context)[0]}
    used: dict[Term, _Bound] = {}
    for bound in bounds:
        if _is_near(bound.region, region) and bound.name in names and _adds(bound, claim.context):
            used.setdefault(bound.node, bound)
    if not used:
        return None
    context = _bounded_context(claim.context, list(used.values()))
    follow = replace(step.follow, context=context) if step.follow is not None else None
    return list(used.values()), replace(claim, context=context), follow


def _adds(bound: _Bound, context: Context) -> bool:
    declaration = context.declaration(bound.name)
    plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
    if declaration is None or not plain or context.definition(bound.name) is not None:
        return False
    word = _property(bound.node)
    return bound.node not in context.hypotheses and not (word and declaration.has(word))


def _property(node: Term) -> str:
    """The word for a bound by zero."""
    zero = node.head == "relation" and node.arguments[1] is number(0)
    return _WORDS.get(str(node.data), "") if zero else ""


def _bounded_context(context: Context, bounds: Sequence[_Bound]) -> Context:
    changed: dict[str, Declaration] = {}
    hypotheses: list[Term] = []
    for bound in bounds:
        word = _property(bound.node)
        declaration = changed.get(bound.name) or context.declaration(bound.name)
        assert declaration is not None
        if word:
            changed[bound.name] = replace(declaration, properties=(*declaration.properties, Property(word)))
        else:
            hypotheses.append(bound.node)
    return context.with_declarations(*changed.values()).with_hypotheses(*hypotheses)
