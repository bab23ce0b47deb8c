"""``make mutation``: a seeded sample of changes to kernel and reader, and which of them the tests notice.

First the corpus of claims and the tests of kernel and notation run once, traced. Each mutant is then shown the cases of
the corpus that execute its line, and what survives the tests that execute it, cheapest first, until ``--patience``
seconds of tests are used up (as long as they took while traced, which is two to three times as long as otherwise). A
mutant far beyond the time that these took is counted as noticed: a change that makes work endless does not pass.
Survivors are listed; ``survivors.md`` says of those of the default sample why they are harmless.

A sample stays the same for as long as the lines that it changes do (``mutants.py``), so a rate says the same thing from
one day to the next, and ``--again`` finds what survived earlier though lines have moved.

The tests run with the same random examples each time.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutation.memories import ROOT
from tests.mutation.mutants import ROOMS, Mutant, mutants_of
from tests.mutation.tracing import Trace, trace
from tests.mutation.warm import Asked, Outcome, Warm


def sample(seed: int, count: int) -> list[Mutant]:
    """So many changes of all of the rooms' files: those with the smallest digests, whatever else the files hold."""
    return sorted(population(), key=lambda mutant: mutant.digest(str(seed)))[:count]


@cache
def population() -> tuple[Mutant, ...]:
    """All changes, in the order of files and lines."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return tuple(mutant for path in files for mutant in mutants_of(path, ROOT))


def asked(mutant: Mutant, corpus: Trace, tests: Trace, patience: float) -> Asked:
    """What a mutant is shown."""
    names, shown, left = tests.reaching(mutant), dict[str, float](), patience
    for name in names:
        left -= tests.seconds[name]
        if left < 0:
            break
        shown[name] = tests.seconds[name]
    cases = {place: corpus.seconds[place] for place in corpus.reaching(mutant)}
    return Asked(mutant, cases, shown, corpus.between(mutant), tests.between(mutant))


class Tally:
    """Prints what survives, and counts."""

    def __init__(self, total: int, *, verbose: bool) -> None:
        self.counts: Counter[Outcome] = Counter()
        self.total, self.verbose, self.begun = total, verbose, time.monotonic()

    def tell(self, asked: Asked, outcome: Outcome, by: str) -> None:
        """One more has ended."""
        if asked.mutant is None:
            if outcome is not Outcome.SURVIVES:
                print(f"  without a change, {by} already fails: what is said here means nothing", flush=True)
            return
        self.counts[outcome] += 1
        tried = self.counts.total()
        if outcome is Outcome.SURVIVES:
            reached = f"{len(asked.cases)} cases and {len(asked.tests)} tests execute the line"
            print(f"  survives: {asked.mutant} ({reached}{', ' + by if by == 'a new process' else ''})", flush=True)
        elif self.verbose or outcome is Outcome.FAILED:
            print(f"  {outcome.name.lower().replace('_', ' ')}: {asked.mutant}: {by}", flush=True)
        if tried % 50 == 0:
            minutes = (time.monotonic() - self.begun) / 60
            print(f"  {tried} tried, {self.survivors} survive, {minutes:.0f} minutes", flush=True)

    @property
    def survivors(self) -> int:
        """How many nobody noticed; one that could not be tried is not noticed either."""
        return self.counts[Outcome.SURVIVES] + self.counts[Outcome.FAILED]

    def summary(self) -> str:
        """The last line."""
        noticed = self.total - self.survivors
        by = {
            "the corpus": Outcome.BY_THE_CORPUS,
            "tests": Outcome.BY_A_TEST,
            "limits of time and memory": Outcome.BY_LIMITS,
        }
        shares = ", ".join(f"{self.counts[outcome]} by {name}" for name, outcome in by.items())
        minutes = (time.monotonic() - self.begun) / 60
        return f"{noticed} of {self.total} noticed ({noticed / self.total:.1%}): {shares}; {minutes:.0f} minutes"


def _unchanged(every: list[Asked]) -> Asked:
    cases: dict[str, float] = {}
    tests: dict[str, float] = {}
    for one in every:
        cases.update(one.cases)
        tests.update(one.tests)
    return Asked(None, _cheapest_first(cases), _cheapest_first(tests))


def _cheapest_first(seconds: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(seconds.items(), key=lambda pair: pair[1]))


def main() -> None:
    """Draw the sample, run it, print what survives."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--from", type=int, default=0, dest="first", help="leave out so many of the sample")
    parser.add_argument(
        "--only", nargs="*", default=[], help="of the sample, changes to files that contain such a text"
    )
    parser.add_argument("--again", type=Path, help="what an earlier run printed: what survived there")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="mutants tried at a time")
    parser.add_argument("--patience", type=float, default=40, help="seconds of tests that a mutant is shown at most")
    parser.add_argument("--quick", action="store_true", help="the corpus alone, without the tests")
    parser.add_argument("--verbose", action="store_true", help="what noticed each of the others")
    parser.add_argument("--trace", type=Path, help="a folder of a trace of these sources, made if missing")
    chosen = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = chosen.trace or Path(scratch)
        if not (folder / "tests.json").exists():
            trace(folder)
        corpus, tests = Trace(folder, "corpus"), Trace(folder, "tests")
        mutants = sample(chosen.seed, chosen.count)[chosen.first :]
        if chosen.only:
            mutants = [mutant for mutant in mutants if any(text in mutant.file for text in chosen.only)]
        if chosen.again:
            said = chosen.again.read_text(encoding="utf-8")
            mutants = [mutant for mutant in population() if f"survives: {mutant.identity} " in said]
        patience = 0.0 if chosen.quick else chosen.patience
        every = [asked(mutant, corpus, tests, patience) for mutant in mutants]
        print(f"{len(mutants)} changes to {', '.join(ROOMS)}, seed {chosen.seed}", flush=True)
        newer = None if chosen.quick else frozenset(tests.seconds)
        tally = Tally(len(mutants), verbose=chosen.verbose)
        Warm([_unchanged(every), *every], tally.tell, Path(scratch), chosen.processes, newer).run()
        print(tally.summary())
    if not chosen.quick:
        sys.exit(tally.survivors > 0.1 * len(mutants))


if __name__ == "__main__":
    main()
