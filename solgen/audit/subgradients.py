r"""``\partial |u|`` without a point: what people write for a set-valued derivative of the absolute value.

It is read in two ways, as the subdifferential of |·| at u, and, where u falls with the unknown, as that of |u| by the
unknown, which has the other sign. Summed over a sample, each is a number of indices and an interval: ``|{u > 0}| −
|{u < 0}| + [−|{u = 0}|, |{u = 0}|]``, or with the first two exchanged. A line that holds under one of them holds with
that condition. ``\partial |x|`` by cases, as every book has it, is a definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from solgen.audit.judging import Judged, verdicts_of
from solgen.audit.lines import Key
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim
from solgen.notation.context import Kind
from solgen.notation.terms import Term, add, constant, name, number, relation, term

AS_SETS = "as sets, a number standing for the set that holds it"
_ONE = number(1)
_ZERO = number(0)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read a line: its claims, and the condition that names the way."""

    claim: Claim
    follow: Claim | None
    condition: str


def with_subgradients(judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines, those with a bare subdifferential read in each way and judged."""
    found = dict(judged)
    ways: dict[Key, list[_Way]] = {}
    for key, one in judged.items():
        if one.established or not is_bare(one.line.step.claim):
            continue
        if _is_definition(one.line.step.claim):
            found[key] = replace(one, line=replace(one.line, purpose=Purpose.DEFINITION), condition=AS_SETS)
        else:
            ways[key] = list(_ways(one))
    claims = [claim for each in ways.values() for way in each for claim in (way.claim, way.follow) if claim is not None]
    verdicts = verdicts_of(claims, judge)
    for key, each in ways.items():
        holding = [way for way in each if verdicts[way.claim].established]
        best = (holding or each)[0] if each else None
        if best is None or (not holding and verdicts[best.claim].word is judged[key].claim.word):
            continue
        one = judged[key]
        step = replace(one.line.step, claim=best.claim, follow=best.follow)
        found[key] = Judged(
            replace(one.line, step=step),
            one.interpretation,
            verdicts[best.claim],
            verdicts[best.follow] if best.follow is not None else None,
            best.condition if holding and len(holding) < len(each) else "",
        )
    return found


def is_bare(claim: Claim) -> bool:
    """Whether a claim holds a subdifferential of an absolute value without a point."""
    return any(_is_bare(node) for node in _nodes(claim))


def _nodes(claim: Claim) -> Iterator[Term]:
    yield from claim.left.walk()
    yield from claim.right.walk()


def _is_bare(node: Term) -> bool:
    return node.head == "subdifferential" and node.arguments[0].head == "absolute"


def _is_definition(claim: Claim) -> bool:
    """``∂|x| = −1, [−1, 1], 1`` for ``x < 0``, ``x = 0``, ``x > 0``, in any order, numbers or sets of one number."""
    left, right = claim.left, claim.right
    if claim.relation != "=" or not _is_bare(left) or right.head != "cases":
        return False
    point = left.arguments[0].arguments[0]
    values = {condition: value for value, condition in zip(right.arguments[::2], right.arguments[1::2], strict=True)}
    minus = term("negate", [_ONE])
    expected = {
        relation("<", point, _ZERO): (minus, term("set", [minus])),
        relation("=", point, _ZERO): (term("interval", [minus, _ONE], "[]"),),
        relation(">", point, _ZERO): (_ONE, term("set", [_ONE])),
    }
    return values.keys() == expected.keys() and all(values[each] in allowed for each, allowed in expected.items())


def _ways(one: Judged) -> Iterator[_Way]:
    step = one.line.step
    unknowns = {unknown for node in _nodes(step.claim) if _is_bare(node) for unknown in _falling(node, step.claim)}
    readings = [(1, "with ∂|u| taken at the value of u")]
    if len(unknowns) == 1:
        readings.append((-1, f"with ∂|u| taken by {next(iter(unknowns))}"))
    for sign, condition in readings:
        claim = _expanded(step.claim, sign)
        follow = _expanded(step.follow, sign) if step.follow is not None else None
        if not is_bare(claim):
            yield _Way(claim, follow, condition)


def _falling(bare: Term, claim: Claim) -> Iterator[str]:
    """The undefined real names that a bare subdifferential's argument holds with a minus."""
    inner = bare.arguments[0].arguments[0]
    for summand in inner.arguments if inner.head == "add" else ():
        if summand.head == "negate" and summand.arguments[0].head == "name":
            latex = str(summand.arguments[0].data)
            declaration = claim.context.declaration(latex)
            plain = declaration is not None and declaration.kind is Kind.REAL and not declaration.indices
            if plain and claim.context.definition(latex) is None:
                yield latex


def _expanded(claim: Claim, sign: int) -> Claim:
    return replace(claim, left=_counted(claim.left, sign), right=_counted(claim.right, sign))


def _counted(node: Term, sign: int) -> Term:
    """Sums of bare subdifferentials as counts and an interval."""
    if node.head == "sum" and node.arguments[1] is _ONE and _is_bare(node.arguments[3]):
        bound, inner = node.arguments[0], node.arguments[3].arguments[0].arguments[0]

        def count(word: str) -> Term:
            condition = relation(word, inner, _ZERO)
            return term(
                "cardinality", [term("comprehension", [name(str(bound.data)), constant("everything"), condition])]
            )

        above, below, at = count(">"), count("<"), count("=")
        more, less = (above, below) if sign > 0 else (below, above)
        return add(more, term("negate", [less]), term("interval", [term("negate", [at]), at], "[]"))
    if not node.arguments:
        return node
    return term(node.head, [_counted(each, sign) for each in node.arguments], node.data)
