"""``make mutation``: a seeded sample of changes to kernel and reader, and which of them the tests notice.

Each mutant is first shown the corpus of claims in one process; what survives runs the tests of kernel and notation.
A mutant beyond its time is counted as noticed: a change that makes work endless does not pass. Survivors are listed;
``survivors.md`` says of those of the default sample why they are harmless, or which test they asked for.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.mutation.hook import ROOT
from tests.mutation.mutants import ROOMS, Mutant, mutants_of

_TESTS = ("tests/kernel", "tests/notation")


def sample(seed: int, count: int) -> list[Mutant]:
    """So many changes, drawn from all of the rooms' files."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    every = [mutant for path in files for mutant in mutants_of(path, ROOT)]
    return random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 -- a sample, no secret


def survives(mutant: Mutant, command: Sequence[str], seconds: float) -> bool:
    """Whether a command ends well in spite of the change."""
    environment = {**os.environ, "MUTANT": f"{mutant.file}:{mutant.number}", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> None:
    """Draw the sample, run it, print what survives."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--quick", action="store_true", help="the corpus alone, without the tests")
    parser.add_argument("--seconds", type=float, default=600, help="time of one run of the tests")
    chosen = parser.parse_args()
    mutants = sample(chosen.seed, chosen.count)
    print(f"{len(mutants)} changes to {', '.join(ROOMS)}, seed {chosen.seed}")
    quick = [sys.executable, "-m", "tests.mutation.quick"]
    tests = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "tests.mutation.hook", *_TESTS]
    begun, noticed, survivors = time.monotonic(), 0, []
    for mutant in mutants:
        alive = survives(mutant, quick, chosen.seconds / 5)
        if alive and not chosen.quick:
            alive = survives(mutant, tests, chosen.seconds)
        noticed += not alive
        if alive:
            survivors.append(mutant)
            print(f"  survives: {mutant}", flush=True)
    minutes = (time.monotonic() - begun) / 60
    print(f"{noticed} of {len(mutants)} noticed ({noticed / len(mutants):.1%}) in {minutes:.0f} minutes")
    if not chosen.quick:
        sys.exit(noticed < 0.9 * len(mutants))


if __name__ == "__main__":
    main()
