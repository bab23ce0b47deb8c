"""Lines and a judge to verdicts: under every interpretation that changes what a line says.

A line is established where it is under any interpretation; where another one does not establish it, the condition that
names the interpretation goes with it. It is wrong only if it is wrong under all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from solgen.audit.lines import Key, Line, Statement
from solgen.audit.relevance import Relevant, relevant
from solgen.audit.squares import with_squares_put_in
from solgen.audit.understanding import Purpose
from solgen.documents.check import Judging
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.terms import Term

WRONG_WORDS = frozenset({Word.REFUTED, Word.ILL_FORMED})


@dataclass(frozen=True, slots=True)
class Judged:
    """A line under the interpretation that is reported, with its verdicts.

    ``condition`` names the interpretation where the line holds under it but not under another. ``undecided`` is why a
    line that is wrong under one interpretation is not called wrong: another one is neither wrong nor established.
    """

    line: Line
    interpretation: int
    claim: Verdict
    follow: Verdict | None
    condition: str = ""
    undecided: str = ""
    note: str = ""
    """What is to be said of the case in which an established line does not hold."""

    @property
    def established(self) -> bool:
        """Whether the line itself holds."""
        return self.claim.established

    @property
    def wrong(self) -> bool:
        """Whether the line is false or makes no sense, under every interpretation."""
        return self.claim.word in WRONG_WORDS and not self.undecided


def verdicts_of(claims: Iterable[Claim], judge: Judging) -> dict[Claim, Verdict]:
    """A verdict for each claim; equal ones are sent once."""
    distinct = list(dict.fromkeys(claims))
    asked = list(map(with_squares_put_in, distinct))
    return dict(zip(distinct, judge.verdicts(asked), strict=True)) if distinct else {}


def judge_lines(interpretations: Sequence[tuple[str, Sequence[Statement]]], judge: Judging) -> dict[Key, Judged]:
    """Every line of every statement, judged. ``interpretations`` are named; the most natural comes first."""
    versions = _versions([statements for _, statements in interpretations])
    lines = [line for found in versions.values() for _, line in found]
    verdicts = verdicts_of((line.step.claim for line in lines), judge)
    implied = _implied(versions, verdicts)
    verdicts |= verdicts_of((line.step.follow for line in lines if line.step.follow and line not in implied), judge)
    verdicts |= {line.step.follow: verdict for line, verdict in implied.items() if line.step.follow is not None}
    names = [name for name, _ in interpretations]
    return _rounded_from_beginnings({key: _chosen(found, verdicts, names) for key, found in versions.items()}, judge)


def _rounded_from_beginnings(judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """A rounded value that is not that of the exact member before, which is wrong, but that of the chain's beginning.

    Then it is right again after a mistake.
    """
    found = dict(judged)
    beginnings: dict[Key, Claim] = {}
    for key, one in judged.items():
        before = judged.get(one.line.before) if one.line.before is not None else None
        if one.wrong and one.line.step.claim.relation == "≈" and before is not None and before.wrong:
            beginnings[key] = replace(one.line.step.claim, left=before.line.step.claim.left)
    verdicts = verdicts_of(beginnings.values(), judge)
    for key, claim in beginnings.items():
        if verdicts[claim].established:
            one = judged[key]
            step = replace(one.line.step, claim=claim, follow=one.line.step.claim)
            found[key] = replace(one, line=replace(one.line, step=step), claim=verdicts[claim], follow=one.claim)
    return found


def _implied(
    versions: Mapping[Key, Sequence[tuple[int, Line]]], verdicts: Mapping[Claim, Verdict]
) -> dict[Line, Verdict]:
    """Lines that follow from the member before since both are established to equal the chain's beginning."""
    found: dict[Line, Verdict] = {}
    for version in versions.values():
        for position, line in version:
            claim, follow = line.step.claim, line.step.follow
            if line.before is None or follow is None or claim.relation != "=" or follow.relation != "=":
                continue
            earlier = next((other for at, other in versions.get(line.before, ()) if at == position), None)
            if earlier is None or earlier.step.claim.right is not follow.left:
                continue
            first, second = verdicts[earlier.step.claim], verdicts[claim]
            same = earlier.step.claim.left is claim.left and earlier.step.claim.relation == "="
            if same and earlier.purpose is Purpose.CLAIM and first.established and second.established:
                found[line] = first if second.word is Word.PROVED else second
    return found


def claims_of(line: Line) -> Iterator[Claim]:
    """The claims that a line makes: itself, and that it follows from the member before."""
    yield line.step.claim
    if line.step.follow is not None:
        yield line.step.follow


def _versions(interpretations: Sequence[Sequence[Statement]]) -> dict[Key, list[tuple[int, Line]]]:
    """For each line, the interpretations under which it says something of its own."""
    found: dict[Key, list[tuple[int, Line]]] = {}
    seen: dict[Key, set[tuple[object, ...]]] = {}
    for position, statements in enumerate(interpretations):
        for statement in statements:
            for line in statement.lines:
                said = tuple(_said(claim) for claim in claims_of(line))
                if said not in seen.setdefault(line.key, set()):
                    seen[line.key].add(said)
                    found.setdefault(line.key, []).append((position, line))
    return found


def _said(claim: Claim) -> tuple[Term, str, Term, Relevant, Term | None]:
    """A claim with all that its meaning depends on; the base of logarithms only where one is written without."""
    context = relevant(claim.left.free | claim.right.free, claim.context)
    sides = (claim.left, claim.right, *(definition.body for definition in context[1]), *context[2])
    base = claim.context.log_base if any(map(_has_logarithm, sides)) else None
    return claim.left, claim.relation, claim.right, context, base


@lru_cache(maxsize=8192)
def _has_logarithm(node: Term) -> bool:
    return any(
        each.head == "apply"
        and len(each.arguments) == 2
        and each.arguments[0].head == "builtin"
        and each.arguments[0].data == "log"
        for each in node.walk()
    )


def _chosen(versions: Sequence[tuple[int, Line]], verdicts: Mapping[Claim, Verdict], names: Sequence[str]) -> Judged:
    judged = [
        Judged(line, position, verdicts[line.step.claim], verdicts[line.step.follow] if line.step.follow else None)
        for position, line in versions
    ]
    best = min(judged, key=_rank)
    if len(judged) == 1:
        return best
    name = names[best.interpretation]
    if best.established:
        conditional = any(not one.established for one in judged)
        return _with(best, condition=name if conditional else "")
    if best.claim.word not in WRONG_WORDS and any(one.wrong for one in judged):
        other = next(one for one in judged if one.wrong)
        said = f"{names[other.interpretation] or 'as first understood'} it is {other.claim.word.value}"
        return _with(best, undecided=f"{said}; {name or 'otherwise'}: {best.claim.message}")
    return best


def _with(judged: Judged, *, condition: str = "", undecided: str = "") -> Judged:
    return Judged(judged.line, judged.interpretation, judged.claim, judged.follow, condition, undecided)


def _rank(judged: Judged) -> int:
    """Established and following, established, undecided, wrong."""
    if judged.established:
        return 1 if judged.follow is not None and judged.follow.word in WRONG_WORDS else 0
    return 3 if judged.claim.word in WRONG_WORDS else 2
