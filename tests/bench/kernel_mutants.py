"""How many wrong lines would pass: every single-node mutant of every claim of the bank, judged and held to an oracle.

A mutant is *missed* if the kernel establishes it although the oracle finds a world in which it fails; it is a *false
alarm* if the kernel refutes it although it holds in every world tried, the kernel's own witness among them. Undecided
mutants stop a build, so they are caught; they are counted apart. What the oracle cannot evaluate is counted and listed
by head.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from statistics import median

from solgen.documents.blocks import Role
from solgen.documents.read import read_document
from solgen.kernel.check import check
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.notation.writing.latex import to_latex
from solgen.questions import bank
from solgen.questions.draw import draw, reference_variant, seed_for
from solgen.questions.fill import fill
from solgen.questions.load import load_question
from solgen.questions.question import Variant
from tests.bench.mutants import mutants
from tests.bench.oracle import NoValue, World, holds
from tests.bench.witness_worlds import witness_world
from tests.bench.worlds import fitting, worlds

WORLDS = 4
SLOW = 0.3
MANY_WORLDS = 60
"""Tried before a refuted mutant is called a false alarm: a step between conditions may fail at rare points only."""


@dataclass
class Tally:
    """What came of the mutants, and how long the kernel took on claims it had not seen."""

    words: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    not_covered: Counter[str] = field(default_factory=Counter)
    equivalent: int = 0
    separated: int = 0
    seconds: list[float] = field(default_factory=list)
    original_seconds: list[float] = field(default_factory=list)
    originals_lost: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)


def variants_of(seeds: list[int]) -> Iterator[Variant]:
    """The reference of each question of the bank, then one variant a seed."""
    for path in bank.questions():
        question = load_question(path)
        yield reference_variant(question)
        for seed in seeds:
            yield draw(question, seed_for(seed, question.id))


def claims_of(variant: Variant) -> list[Claim]:
    """Every distinct claim and follow of a variant's text that the author says is true."""
    filled = fill(variant)
    document, diagnostics = read_document(filled.pieces, filled.declare)
    assert not [found for found in diagnostics if found.severity.value == "error"], diagnostics
    found: dict[Claim, None] = {}
    for step in document.steps:
        if step.role is not Role.WRONG:
            found[step.claim] = None
            if step.follow is not None:
                found[step.follow] = None
    return list(found)


def said_by_oracle(claim: Claim, candidates: list[World]) -> bool | None:
    """True if it holds in every world that gives it a value, False if it fails in one, None if none gives a value."""
    said = None
    for world in candidates:
        try:
            if not holds(claim.left, claim.relation, claim.right, world):
                return False
            said = True
        except NoValue:
            continue
    return said


def measure(seeds: list[int], limit: int) -> Tally:
    """Judge up to ``limit`` mutants a variant; every claim itself is judged too."""
    tally = Tally()
    seen: set[Claim] = set()
    for number, variant in enumerate(variants_of(seeds)):
        candidates: dict[object, list[World]] = {}
        count = 0
        for claim in claims_of(variant):
            if claim in seen:
                continue
            seen.add(claim)
            started = time.process_time()
            verdict = check(claim)
            tally.original_seconds.append(time.process_time() - started)
            if not verdict.established:
                tally.originals_lost.append(f"{variant.question.id}: {_text(claim)}: {verdict.word}: {verdict.message}")
            if claim.context not in candidates:
                around = worlds(variant.question.id, variant.values, number)
                candidates[claim.context] = fitting(claim.context, around, WORLDS)
            for mutant in mutants(claim.right, claim.context):
                if count == limit:
                    break
                changed = Claim(claim.context, claim.left, claim.relation, mutant, claim.unknowns)
                if changed in seen:
                    continue
                seen.add(changed)
                count += 1
                _record(tally, variant, changed, candidates[claim.context])
    return tally


def _record(tally: Tally, variant: Variant, claim: Claim, candidates: list[World]) -> None:
    question = variant.question.id
    started = time.process_time()
    verdict = check(claim)
    tally.seconds.append(time.process_time() - started)
    if tally.seconds[-1] > SLOW:
        tally.slow.append(f"{tally.seconds[-1]:.2f} s: {question}: {_text(claim)}: {verdict.word}")
    tally.words[verdict.word.value] += 1
    if verdict.word is Word.ILL_FORMED:
        return
    said = said_by_oracle(claim, candidates)
    if said and verdict.word is Word.REFUTED:
        said = said_by_oracle(claim, fitting(claim.context, worlds(question, variant.values, -1), MANY_WORLDS))
    if said and verdict.word is Word.REFUTED:
        there = _witness(claim, verdict, worlds(question, variant.values, -1))
        said = said if there is None else said_by_oracle(claim, [there]) is not False
    if said is None:
        tally.not_covered[question] += 1
    elif said:
        tally.equivalent += 1
        if verdict.word is Word.REFUTED:
            tally.false_alarms.append(f"{question}: {_text(claim)}: {verdict.message}")
    else:
        tally.separated += 1
        if verdict.established:
            tally.missed.append(f"{question}: {_text(claim)}: {verdict.mechanism}")


def _witness(claim: Claim, verdict: Verdict, around: Iterator[World]) -> World | None:
    """The kernel's witness as a world; what it says nothing of comes from a world whose sizes are the same."""
    point = verdict.witness.point if verdict.witness is not None else ()
    for base in islice(around, MANY_WORLDS):
        if all(str(base.base[named]) == value for named, value in point if isinstance(base.base.get(named), int)):
            return witness_world(claim, verdict, base)
    return None


def _text(claim: Claim) -> str:
    return f"{to_latex(claim.left)} {claim.relation} {to_latex(claim.right)}"


def report(tally: Tally) -> None:
    """Print what was measured."""
    judged = sum(tally.words.values())
    print(f"  claims of the bank: {len(tally.original_seconds)}, not established: {len(tally.originals_lost)}")
    for line in tally.originals_lost:
        print(f"    {line}")
    print(f"  mutants judged: {judged}: {dict(tally.words)}")
    print(f"  the oracle separates {tally.separated}, finds {tally.equivalent} equivalent")
    print(f"  not covered by the oracle: {sum(tally.not_covered.values())} {dict(tally.not_covered)}")
    print(f"  MISSED: {len(tally.missed)}   FALSE ALARMS: {len(tally.false_alarms)}   (aim 0, 0)")
    for line in (*tally.missed, *tally.false_alarms):
        print(f"    {line}")
    for line in sorted(tally.slow, reverse=True)[:10]:
        print(f"    slow: {line}")
    for label, seconds in (("claims", tally.original_seconds), ("mutants", tally.seconds)):
        if seconds:
            print(
                f"  new {label}: median {median(seconds) * 1e3:.2f} ms, worst {max(seconds) * 1e3:.0f} ms (aim 5, 300)"
            )
