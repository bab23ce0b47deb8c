"""``make mutation``: a seeded sample of changes to kernel and reader, and which of them the tests notice.

First the corpus of claims and the tests of kernel and notation run once, traced. Each mutant is then shown the cases of
the corpus that execute its line, and what survives the tests that execute it, cheapest first. A mutant far beyond the
time that these took is counted as noticed: a change that makes work endless does not pass. Survivors are listed;
``survivors.md`` says of those of the default sample why they are harmless, or which test they asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.mutation.hook import ROOT
from tests.mutation.mutants import ROOMS, Mutant, mutants_of
from tests.mutation.tracing import Trace, trace


def sample(seed: int, count: int) -> list[Mutant]:
    """So many changes, drawn from all of the rooms' files."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    every = [mutant for path in files for mutant in mutants_of(path, ROOT)]
    return random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 -- a sample, no secret


@dataclass(frozen=True)
class Trial:
    """Shows a mutant what executes its line."""

    corpus: Trace
    tests: Trace
    folder: Path
    """For the lists of what is asked for."""

    def survives(self, mutant: Mutant, *, quick: bool = False) -> bool:
        """Whether neither the corpus nor, unless quick, a test notices the change."""
        cases = self.corpus.reaching(mutant)
        if cases and not self._passes(mutant, self.corpus, cases, [sys.executable, "-m", "tests.mutation.quick"]):
            return False
        tests = [] if quick else self.tests.reaching(mutant)
        files = list(dict.fromkeys(name.partition("::")[0] for name in tests))
        plugins = ("-p", "no:xdist", "-p", "no:cacheprovider", "-p", "tests.mutation.hook")
        command = [sys.executable, "-m", "pytest", "-x", "-q", *plugins, *files]
        return not tests or self._passes(mutant, self.tests, tests, command)

    def _passes(self, mutant: Mutant, seen: Trace, names: Sequence[str], command: list[str]) -> bool:
        asked = self.folder / "asked.json"
        asked.write_text(json.dumps({name: seen.seconds[name] for name in names}), encoding="utf-8")
        environment = {
            **os.environ,
            "MUTANT": f"{mutant.file}:{mutant.number}",
            "MUTANT_TESTS": str(asked),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        seconds = 120 + 10 * sum(seen.seconds[name] for name in names)
        try:
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode in (0, pytest.ExitCode.NO_TESTS_COLLECTED)


def main() -> None:
    """Draw the sample, run it, print what survives."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--quick", action="store_true", help="the corpus alone, without the tests")
    parser.add_argument("--trace", type=Path, help="a folder of a trace of these sources; made there if it is missing")
    chosen = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = chosen.trace or Path(scratch)
        if not (folder / "tests.json").exists():
            trace(folder)
        trial = Trial(Trace(folder, "corpus"), Trace(folder, "tests"), Path(scratch))
        mutants = sample(chosen.seed, chosen.count)
        print(f"{len(mutants)} changes to {', '.join(ROOMS)}, seed {chosen.seed}", flush=True)
        begun, survivors = time.monotonic(), 0
        for place, mutant in enumerate(mutants):
            if place % 50 == 49:
                print(f"  {place + 1} tried, {survivors} survive", flush=True)
            if trial.survives(mutant, quick=chosen.quick):
                survivors += 1
                reached = len(trial.corpus.reaching(mutant)), len(trial.tests.reaching(mutant))
                print(f"  survives: {mutant} ({reached[0]} cases and {reached[1]} tests execute the line)", flush=True)
    noticed = len(mutants) - survivors
    minutes = (time.monotonic() - begun) / 60
    print(f"{noticed} of {len(mutants)} noticed ({noticed / len(mutants):.1%}) in {minutes:.0f} minutes")
    if not chosen.quick:
        sys.exit(noticed < 0.9 * len(mutants))


if __name__ == "__main__":
    main()
