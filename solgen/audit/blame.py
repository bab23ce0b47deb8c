r"""Where it first went wrong: which wrong lines only follow from earlier ones.

A wrong line is no mistake of its own where it is established once earlier wrong equations are taken as rules of
rewriting: each occurrence of such an equation's left side gives way to its right side, one equation by itself (the
nearest first), then several together. In a chain it is enough that the line follows from the member before. The judge
decides; nothing is excused that it does not establish.

What the text assumes (``∂z/∂b = 1``) is a rule as well, though never a cause. Where such a line writes a symbol with
other indices than the lines before it (``w_{ij}`` for ``w_j``), it is excused as if it had not, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from solgen.audit.judging import WRONG_WORDS, Judged, verdicts_of
from solgen.audit.lines import Key, Statement
from solgen.audit.relevance import same_meaning
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim, Verdict
from solgen.notation.context import Context
from solgen.notation.substitution import replace_terms
from solgen.notation.terms import Term, TermTooDeep, name, number, relation, term
from solgen.notation.writing.latex import to_latex

_RULES = 12
"""How many earlier wrong equations are tried on one line; the nearest ones."""
_ROUNDS = 4
"""How often a rule may apply to what another one has put in."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A wrong equation: wherever ``left`` stands, ``right`` may be put."""

    key: Key
    left: Term
    right: Term
    context: Context


@dataclass(frozen=True, slots=True)
class _Excuse:
    """A claim that would excuse a line, and the wrong lines that it uses, in order."""

    claim: Claim
    used: tuple[Key, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """The first wrong line that another one follows from, and what that one has changed besides."""

    key: Key
    note: str = ""


def causes(judged: Mapping[Key, Judged], statements: Sequence[Statement], judge: Judging) -> dict[Key, Cause]:
    """For each wrong line that follows from earlier ones, the first of those."""
    assumed = [rule for statement in statements for rule in _assumed(statement)]
    wrong = [key for key in sorted(judged) if judged[key].wrong]
    found: dict[Key, Key] = {}
    following = {key: judged[key].line.before for key in wrong if _follows_from_a_wrong_line(judged[key], judged)}
    impossible = {key: claim for key in following if (claim := _that_nothing_holds(judged[key])) is not None}
    never = verdicts_of(impossible.values(), judge)
    for key, before in following.items():
        if before is not None and not (key in impossible and never[impossible[key]].established):
            found[key] = found.get(before, before)
    excuses = {key: _excuses(key, wrong, judged, assumed) for key in wrong if key not in found}
    verdicts = verdicts_of((excuse.claim for each in excuses.values() for excuse in each if _open(excuse)), judge)
    notes: dict[Key, str] = {}
    for key in wrong:
        if key in found:
            found[key] = found.get(found[key], found[key])
            continue
        excuse = next((excuse for excuse in excuses[key] if _holds(excuse, verdicts)), None)
        if excuse is not None:
            found[key] = min(found.get(each, each) for each in excuse.used)
            notes[key] = excuse.note
    return {key: Cause(cause, notes.get(key, "")) for key, cause in found.items()}


def _follows_from_a_wrong_line(line: Judged, judged: Mapping[Key, Judged]) -> bool:
    before = line.line.before
    return before is not None and line.follow is not None and line.follow.established and judged[before].wrong


def _that_nothing_holds(line: Judged) -> Claim | None:
    """That what a condition follows from is never the case: then all follows from it, and nothing is excused."""
    follow = line.line.step.follow
    if follow is None or follow.relation not in ("⇒", "⇔"):
        return None
    return replace(follow, relation="⇒", right=relation("=", number(0), number(1)))


def _assumed(statement: Statement) -> Iterator[_Rule]:
    """What a text takes for granted, as a rule."""
    node = statement.condition.term if statement.condition is not None else None
    if statement.purpose is Purpose.HYPOTHESIS and node is not None and node.head == "relation" and node.data == "=":
        left, right = node.arguments
        if left.arguments and left is not right:
            yield _Rule((statement.formula, 0), left, right, statement.context)


def _open(excuse: _Excuse) -> bool:
    return excuse.claim.left is not excuse.claim.right


def _holds(excuse: _Excuse, verdicts: Mapping[Claim, Verdict]) -> bool:
    return not _open(excuse) or verdicts[excuse.claim].established


def _excuses(key: Key, wrong: Sequence[Key], judged: Mapping[Key, Judged], assumed: Sequence[_Rule]) -> list[_Excuse]:
    """The claims that would excuse a wrong line, the nearest cause first."""
    line = judged[key]
    claim = line.line.step.claim
    if claim.relation in ("⇒", "⇔", "⊢"):
        return []
    earlier = [each for each in wrong if each < key][-_RULES:]
    rules = [rule for each in earlier for rule in _rules(judged[each]) if _applies(rule, claim)]
    found: list[_Excuse] = []
    for rule in reversed(rules):
        excuse = _rewritten(claim, [rule], ())
        if excuse is not None and excuse not in found:
            found.append(excuse)
    nearest = list({rule.left: rule for rule in rules}.values())
    granted = [rule for rule in assumed if rule.key < key and _applies(rule, claim)]
    if len({rule.key for rule in nearest}) > 1 or (nearest and granted):
        excuse = _rewritten(claim, nearest, granted)
        if excuse is not None and excuse not in found:
            found.append(excuse)
    return found + [renamed for excuse in found for renamed in _renamed(excuse)]


def _renamed(excuse: _Excuse) -> Iterator[_Excuse]:
    """The same with a symbol on the right as the left side writes it, where only its indices are others."""
    left, right = excuse.claim.left, excuse.claim.right
    for stranger in sorted(right.free - left.free):
        for symbol in _symbols(left):
            if symbol is not name(stranger) and _letter(symbol) == _letter(name(stranger)):
                mended = _put(right, name(stranger), symbol)
                note = f"{to_latex(name(stranger))} stands where {to_latex(symbol)} stood"
                yield _Excuse(replace(excuse.claim, right=mended), excuse.used, note)


def _symbols(node: Term) -> list[Term]:
    """The names in a Term, with their indices."""
    indexed = [each for each in node.walk() if each.head == "index"]
    bases = {each.arguments[0] for each in indexed}
    return indexed + [each for each in node.walk() if each.head == "name" and each not in bases]


def _letter(symbol: Term) -> str:
    base = symbol.arguments[0] if symbol.head == "index" else symbol
    return re.split(r"[_^]", str(base.data))[0]


def _put(node: Term, old: Term, new: Term) -> Term:
    """``old`` replaced everywhere; a name that is bound there is meant to be caught, as it is in what it stands for."""
    if node is old:
        return new
    return term(node.head, [_put(each, old, new) for each in node.arguments], node.data) if node.arguments else node


def _rules(wrong: Judged) -> list[_Rule]:
    """What a wrong line allows: its chain's first member for it, the member before for it."""
    step = wrong.line.step
    claims = [step.claim]
    if step.follow is not None and wrong.follow is not None and wrong.follow.word in WRONG_WORDS:
        claims.append(step.follow)
    return [
        _Rule(wrong.line.key, claim.left, claim.right, claim.context)
        for claim in claims
        if claim.relation in ("=", "≡", "≈") and claim.left is not claim.right and claim.left.arguments + _named(claim)
    ]


def _named(claim: Claim) -> tuple[Term, ...]:
    """A name may be replaced as a whole; a number never."""
    return (claim.left,) if claim.left.head == "name" else ()


def _applies(rule: _Rule, claim: Claim) -> bool:
    return same_meaning(rule.left.free | rule.right.free, rule.context, claim.context)


def _rewritten(claim: Claim, rules: Sequence[_Rule], granted: Sequence[_Rule]) -> _Excuse | None:
    """The claim with every left side put for its right side, and which rules that took."""
    left, right = claim.left, claim.right
    used: list[Key] = []
    try:
        for _ in range(_ROUNDS if len(rules) + len(granted) > 1 else 1):
            before = (left, right)
            for rule in (*rules, *granted):
                mapping = {rule.left: rule.right}
                changed = replace_terms(left, mapping), replace_terms(right, mapping)
                if changed != (left, right):
                    left, right = changed
                    if rule not in granted:
                        used.append(rule.key)
            if before == (left, right):
                break
    except TermTooDeep:
        return None
    if not used:
        return None
    return _Excuse(Claim(claim.context, left, claim.relation, right), tuple(sorted(set(used))))
