"""Lines and a judge to verdicts: under every interpretation that changes what a line says.

A line is established where it is under any interpretation; where another one does not establish it, the condition that
names the interpretation goes with it. It is wrong only if it is wrong under all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solgen.audit.lines import Key, Line, Statement
from solgen.audit.relevance import Relevant, relevant
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
    return dict(zip(distinct, judge.verdicts(distinct), strict=True)) if distinct else {}


def judge_lines(interpretations: Sequence[tuple[str, Sequence[Statement]]], judge: Judging) -> dict[Key, Judged]:
    """Every line of every statement, judged. ``interpretations`` are named; the most natural comes first."""
    versions = _versions([statements for _, statements in interpretations])
    verdicts = verdicts_of(
        (claim for found in versions.values() for _, line in found for claim in claims_of(line)), judge
    )
    names = [name for name, _ in interpretations]
    return {key: _chosen(found, verdicts, names) for key, found in versions.items()}


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


def _said(claim: Claim) -> tuple[Term, str, Term, Relevant]:
    return claim.left, claim.relation, claim.right, relevant(claim.left.free | claim.right.free, claim.context)


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
