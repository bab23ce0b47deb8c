"""``make bench``: what the kernel misses, and what things cost. Prints its conditions first."""

from __future__ import annotations

import argparse
import os
import platform
import sys

from solgen.kernel.digest import kernel_digest
from tests.bench import audit, content, differential, guesses, kernel_mutants, sitting

PARTS = ("kernel", "content", "differential", "audit", "guesses", "sitting")


def _arguments() -> argparse.Namespace:
    """Seeds and limits, so that a run can be repeated or widened."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--seeds", type=int, nargs="*", default=[7001, 7002, 7003], help="variants besides the reference"
    )
    parser.add_argument("--limit", type=int, default=1_000_000, help="mutants a variant, at most")
    parser.add_argument("--claims", type=int, default=100, help="random claims of each family for each seed")
    parser.add_argument(
        "--only",
        choices=["kernel", "content", "differential", "audit", "guesses", "sitting"],
        help="one part of the benchmark",
    )
    parser.add_argument("--guesses", type=int, default=2**20, help="guesses of one paper without the secret")
    parser.add_argument(
        "--students", type=int, nargs="*", default=[1, 10, 100, 1000], help="sizes of the sittings that are measured"
    )
    parser.add_argument("--kills", type=int, default=100, help="how many builds of a sitting are killed")
    parser.add_argument("--plants", type=int, default=300, help="mistakes planted in texts, at most")
    parser.add_argument("--verbose", action="store_true", help="print every mistake that was not named or not repaired")
    return parser.parse_args()


def _sittings(chosen: argparse.Namespace) -> None:
    print("sittings: exam and solution PDFs of every student, all claims judged, by two processes")
    sitting.measure(chosen.students)
    print("sittings that are killed")
    sitting.crashes()
    if chosen.kills:
        sitting.kills(chosen.kills, seed=1)


def main() -> None:
    """Run the measurements, and end with 1 where one finds what must not be."""
    chosen = _arguments()
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    print(f"kernel {kernel_digest()[:16]}, seeds {chosen.seeds}")
    if chosen.only in (None, "kernel"):
        print("mutants of every claim of the bank")
        tally = kernel_mutants.measure(chosen.seeds, chosen.limit)
        kernel_mutants.report(tally)
        if tally.missed or tally.false_alarms:
            sys.exit(1)
    if chosen.only in (None, "content"):
        print("cost of a variant")
        content.measure(chosen.seeds)
        content.import_time()
    if chosen.only in (None, "differential"):
        print(f"random claims against the oracle, {chosen.claims} of each family for each seed")
        compared = differential.measure(chosen.seeds, chosen.claims)
        differential.report(compared)
        if compared.wrong:
            sys.exit(1)
    if chosen.only in (None, "audit"):
        print(f"mistakes planted in texts, {chosen.plants} at most, choice {chosen.seeds[0] if chosen.seeds else 0}")
        audit.agreement()
        audit.report(audit.measure(chosen.seeds, 2, chosen.plants), verbose=chosen.verbose)
        formulas, processor, clock = audit.speed()
        print(f"  {formulas} formulas audited in {processor:.1f} s of processor time, {clock:.1f} s by the clock:")
        print(f"    {formulas / processor:.0f} formulas a second on one core (aim 100), the judge's start included")
    if chosen.only in (None, "guesses"):
        print("papers guessed without the secret")
        guessed = guesses.measure(chosen.guesses)
        guesses.report(guessed)
        if guessed.papers:
            sys.exit(1)
    if chosen.only in (None, "sitting"):
        _sittings(chosen)


if __name__ == "__main__":
    main()
