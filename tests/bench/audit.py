"""What an audit finds: known mistakes planted in right lines of the bank and of the sheets, one a copy of the text.

Measured: found at the right line, its kind named where a rule has it, the repair the same as the line that was there,
lines called wrong that are not, formulas a second. An oracle that shares nothing with the audit (``context_worlds``,
``oracle``) says which plants make a line wrong; the others are dropped, and so are those of which it can say nothing.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from solgen.audit.audit import audit
from solgen.audit.audited import Audit, AuditedClaim, AuditWord
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript, read_manuscript
from solgen.judge import Judge
from solgen.notation.garbage import few_collections
from tests.audit.sheets import expectations, hold, sheets
from tests.bench.audit_kinds import KINDS, is_another_way
from tests.bench.audit_truth import OracleAgainst, read_in, truth_of
from tests.bench.planting.plant import Plant, plants
from tests.bench.planting.texts import PlainText, bank_texts, sheet_texts


@dataclass
class Tally:
    """What came of the plants."""

    planted: Counter[str] = field(default_factory=Counter)
    outcome: Counter[str] = field(default_factory=Counter)
    not_found: list[str] = field(default_factory=list)
    named: Counter[str] = field(default_factory=Counter)
    nameable: Counter[str] = field(default_factory=Counter)
    not_named: list[str] = field(default_factory=list)
    other_ways: list[str] = field(default_factory=list)
    repaired: int = 0
    suggested: int = 0
    not_repaired: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    base_alarms: list[str] = field(default_factory=list)
    base_words: Counter[str] = field(default_factory=Counter)
    oracle_against: list[str] = field(default_factory=list)
    formulas: int = 0
    seconds: float = 0.0

    @property
    def found(self) -> int:
        """Plants that were found at their line."""
        return self.outcome["found"]


def measure(seeds: list[int], a_claim: int, limit: int, *, declared: bool = False) -> Tally:
    """Plant up to ``a_claim`` mistakes in each right line, ``limit`` in all, and audit each copy.

    With ``declared`` the texts of the bank say in their front matter what their names are.
    """
    tally = Tally()
    draw = random.Random(seeds[0] if seeds else 0)  # noqa: S311 -- a choice of plants, no secret
    used: Counter[str] = Counter()
    texts = [*bank_texts(seeds[:1], declared=declared), *sheet_texts()]
    share = max(limit // len(texts), 1)
    with Judge() as judge:
        for text in texts:
            base = _audited(text.text, text, judge)
            _record_base(tally, text, base)
            chosen = list(plants(base, text.text, a_claim, draw, used))
            draw.shuffle(chosen)
            for plant in chosen[:share]:
                _record(tally, text, base, plant, judge)
    return tally


def _audited(source: str, text: PlainText, judge: Judge) -> Audit:
    return audit(understand(parse_manuscript(source, text.name, text.format)), judge)


def _record_base(tally: Tally, text: PlainText, base: Audit) -> None:
    tally.base_words.update(claim.word.value for claim in base.claims)
    if text.right:
        tally.base_alarms += [f"{text.name}: {_text(claim)}: {claim.message}" for claim in base.claims if claim.wrong]


def _record(tally: Tally, text: PlainText, base: Audit, plant: Plant, judge: Judge) -> None:
    assert plant.claim.step is not None
    try:
        truth = truth_of(plant.claim.step.claim, plant.latex)
    except OracleAgainst:
        tally.oracle_against.append(f"{text.name}: {_text(plant.claim)}")
        truth = None
    if truth is not False:
        tally.outcome["equivalent" if truth else "the oracle cannot say"] += 1
        return
    found = _audited(plant.text, text, judge)
    kind = plant.slip.kind
    tally.planted[kind] += 1
    own = [claim for claim in found.claims if claim.id == plant.claim.id] or [
        claim for claim in found.claims if claim.place.line == plant.claim.place.line
    ]
    hit = next((claim for claim in own if (claim.wrong and not claim.cause) or claim.follows_not), None)
    here = (
        f"{text.name}, line {plant.claim.place.line} ({kind}): {plant.claim.left} {plant.claim.relation} {plant.latex}"
    )
    if hit is None:
        said = ", ".join(_said(claim) for claim in own) or "nothing"
        tally.outcome[_how_missed(own)] += 1
        tally.not_found.append(f"{here}: {said}")
    else:
        tally.outcome["found"] += 1
        _record_hit(tally, plant, hit, here)
    _record_alarms(tally, here, base, plant, found)


def _how_missed(own: Sequence[AuditedClaim]) -> str:
    words = {claim.word for claim in own}
    for word in (AuditWord.UNREADABLE, AuditWord.UNDECIDED, AuditWord.DEFINITION):
        if word in words:
            return word.value
    return "blamed on another line" if any(claim.cause for claim in own) else "established" if words else "gone"


def _record_hit(tally: Tally, plant: Plant, hit: AuditedClaim, here: str) -> None:
    fair = KINDS.get(plant.slip.kind)
    if fair is not None:
        tally.nameable[plant.slip.kind] += 1
        if hit.mistake is not None and hit.mistake.name in fair:
            tally.named[plant.slip.kind] += 1
        elif _is_another_way(plant, hit):
            tally.named[plant.slip.kind] += 1
            tally.other_ways.append(f"{here}: {hit.mistake.name if hit.mistake else '–'}")
        else:
            tally.not_named.append(f"{here}: {hit.mistake.name if hit.mistake else '–'}")
    offered = [latex for latex in (hit.mistake.corrected if hit.mistake else "", hit.suggestion) if latex]
    tally.suggested += bool(offered)
    if any(_same(latex, plant.claim) for latex in offered):
        tally.repaired += 1
    else:
        tally.not_repaired.append(f"{here}: {' or '.join(offered) or '–'}")


def _is_another_way(plant: Plant, hit: AuditedClaim) -> bool:
    assert plant.claim.step is not None
    return hit.mistake is not None and is_another_way(
        hit.mistake.name, hit.mistake.corrected, plant.claim.step.claim, plant.latex
    )


def _same(latex: str, claim: AuditedClaim) -> bool:
    """Whether a suggestion is the line that was there, but for brackets and spaces."""
    assert claim.step is not None
    term = read_in(latex, claim.step.claim.context)
    return term is not None and term is claim.step.claim.right


def _record_alarms(tally: Tally, here: str, base: Audit, plant: Plant, found: Audit) -> None:
    wrong = {claim.id for claim in base.claims if claim.wrong}
    for claim in found.claims:
        own = claim.id == plant.claim.id or claim.place.line == plant.claim.place.line
        if claim.wrong and not claim.cause and not own and claim.id not in wrong:
            tally.alarms.append(
                f"{here}\n        calls wrong: line {claim.place.line}: {_text(claim)}: {claim.message}"
            )


@dataclass(frozen=True, slots=True)
class Speed:
    """What one audit of all sheets took, its judge's child and that one's start included."""

    formulas: int
    processor: float
    clock: float

    @property
    def a_second(self) -> float:
        """Formulas a second of processor time."""
        return self.formulas / self.processor


def speeds(rounds: int = 5) -> list[Speed]:
    """All sheets audited time after time, each time by a new judge, on one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        return [_speed() for _ in range(rounds)]
    finally:
        os.sched_setaffinity(0, cores)


def _speed() -> Speed:
    formulas = sum(len(read_manuscript(sheet).formulas()) for sheet in sheets())
    before, began = _processor_seconds(), time.perf_counter()
    with few_collections(), Judge() as judge:
        for sheet in sheets():
            audit(understand(read_manuscript(sheet)), judge)
    return Speed(formulas, _processor_seconds() - before, time.perf_counter() - began)


def report_speeds(measured: Sequence[Speed]) -> None:
    """Print formulas a second of each audit and their median; the first compiles patterns and fills memories."""
    every = ", ".join(f"{one.a_second:.0f}" for one in measured)
    median = statistics.median(one.a_second for one in measured)
    clock = statistics.median(one.clock for one in measured)
    formulas = measured[0].formulas
    print(f"  {formulas} formulas audited on one core, the judge's start included, {clock:.1f} s by the clock")
    print(f"    formulas a second of processor time: {every}; median {median:.0f} (aim 100)")


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _text(claim: AuditedClaim) -> str:
    return f"{claim.left} {claim.relation} {claim.right}"


def _said(claim: AuditedClaim) -> str:
    return f"{claim.word.value}{f' under {claim.cause}' if claim.cause else ''}: {claim.message}"


def report(tally: Tally, *, verbose: bool) -> None:
    """Print what was measured."""
    planted, nameable = sum(tally.planted.values()), sum(tally.nameable.values())
    print(f"  lines before planting: {dict(tally.base_words)}")
    print(f"  right lines of the bank called wrong: {len(tally.base_alarms)} (aim 0)")
    print(f"  plants that make a line wrong: {planted}; {dict(tally.outcome)}")
    print(f"  found at the right line: {_share(tally.found, planted)} (aim 99 %)")
    print(f"  kind named where a rule has it: {_share(sum(tally.named.values()), nameable)} (aim 90 %)")
    print(f"    of these by another kind that makes the same line of one as true: {len(tally.other_ways)}")
    print(f"  repair equal to the original: {_share(tally.repaired, tally.found)} (aim 60 %)")
    print(f"    some repair was suggested for {_share(tally.suggested, tally.found)}")
    print(f"  other lines called wrong: {len(tally.alarms)} (aim 0)")
    for kind, count in sorted(tally.planted.items()):
        print(f"    {kind}: {count} planted, named {_share(tally.named[kind], tally.nameable[kind])}")
    lists: Iterator[tuple[str, list[str]]] = iter(
        [
            ("the oracle is against a line that was established", tally.oracle_against),
            ("called wrong, though right", tally.base_alarms),
            ("not found", tally.not_found),
            ("called wrong because of a plant elsewhere", tally.alarms),
            ("not named", tally.not_named if verbose else []),
            ("named by another kind, as fairly", tally.other_ways if verbose else []),
            ("not repaired", tally.not_repaired if verbose else []),
        ]
    )
    for title, lines in lists:
        for line in lines:
            print(f"    {title}: {line}")


def _share(count: int, whole: int) -> str:
    return f"{count} of {whole}" + (f" ({100 * count / whole:.1f} %)" if whole else "")


def agreement() -> None:
    """Print how far audits of the sheets agree with what was worked out by hand."""
    with Judge() as judge:
        held = [hold(audit(understand(read_manuscript(sheet)), judge), expectations(sheet)) for sheet in sheets()]
    wanted = sum(row.word in ("wrong", "ill-formed") for sheet in sheets() for row in expectations(sheet))
    missed, alarms, kinds, undecided = (
        len(list(chain.from_iterable(getattr(one, name) for one in held)))
        for name in ("missed", "alarms", "kinds", "undecided")
    )
    claims = sum(one.claims for one in held)
    print(f"  sheets: {wanted - missed} of {wanted} wrong lines found, {alarms} right ones called wrong,")
    print(f"    {kinds} kinds not named, {undecided} of {claims} claims not decided or not readable (aim 5 %)")
