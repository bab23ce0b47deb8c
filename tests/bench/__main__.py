"""``make bench``: what the kernel misses, and what things cost. Prints its conditions first."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable

from solgen.kernel.digest import kernel_digest
from tests.bench import (
    audit,
    claims,
    content,
    corpus_mutants,
    differential,
    extrema,
    guesses,
    kernel_mutants,
    many,
    sitting,
)


def _arguments() -> argparse.Namespace:
    """Seeds and limits, so that a run can be repeated or widened."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--seeds", type=int, nargs="*", default=[7001, 7002, 7003], help="variants besides the reference"
    )
    parser.add_argument("--limit", type=int, default=1_000_000, help="mutants a variant, at most")
    parser.add_argument("--claims", type=int, default=100, help="random claims of each family for each seed")
    parser.add_argument(
        "--parts",
        nargs="*",
        choices=[*differential.PARTS],
        default=[],
        help="random claims by part: --claims different ones of each of these parts, for each seed",
    )
    parser.add_argument(
        "--only",
        choices=[*PARTS],
        help="one part of the benchmark",
    )
    parser.add_argument("--mutants", type=int, default=8, help="mutants of each true claim of the corpus, at most")
    parser.add_argument("--guesses", type=int, default=2**20, help="guesses of one paper without the secret")
    parser.add_argument(
        "--students", type=int, nargs="*", default=[1, 10, 100, 1000], help="sizes of the sittings that are measured"
    )
    parser.add_argument("--variants", type=int, default=10_000, help="variants whose content alone is made")
    parser.add_argument("--kills", type=int, default=100, help="how many builds of a sitting are killed")
    parser.add_argument("--plants", type=int, default=300, help="mistakes planted in texts, at most")
    parser.add_argument("--verbose", action="store_true", help="print every mistake that was not named or not repaired")
    return parser.parse_args()


def _sittings(chosen: argparse.Namespace) -> bool:
    print("sittings: exam and solution PDFs of every student, all claims judged, by two processes")
    sitting.measure(chosen.students)
    sitting.environments()
    print("sittings that are killed, or whose disk fails")
    sitting.crashes()
    if chosen.kills:
        sitting.kills(chosen.kills, seed=1)
        sitting.faults(chosen.kills, seed=2)
    return True


def _kernel(chosen: argparse.Namespace) -> bool:
    print("mutants of every claim of the bank")
    tally = kernel_mutants.measure(chosen.seeds, chosen.limit)
    kernel_mutants.report(tally)
    return not (tally.missed or tally.false_alarms)


def _claims(_: argparse.Namespace) -> bool:
    print("the corpus of claims, by part")
    parts = claims.measure()
    claims.report(parts)
    claims.beside_sympy()
    return not any(part.wrong for part in parts)


def _corpus_mutants(chosen: argparse.Namespace) -> bool:
    seed = chosen.seeds[0] if chosen.seeds else 0
    print(f"mutants of every true claim of the corpus, {chosen.mutants} of each at most, choice {seed}")
    parts = corpus_mutants.measure(seed, chosen.mutants)
    corpus_mutants.report(parts, verbose=chosen.verbose)
    return not any(part.missed or part.false_alarms for part in parts)


def _content(chosen: argparse.Namespace) -> bool:
    print("cost of a variant")
    content.measure(chosen.seeds)
    content.import_time()
    return True


def _many(chosen: argparse.Namespace) -> bool:
    print(f"content of {chosen.variants} variants, one after the other")
    many.measure(chosen.variants)
    return True


def _differential(chosen: argparse.Namespace) -> bool:
    if chosen.parts:
        return _differential_by_part(chosen)
    print(f"random claims against the oracle, {chosen.claims} of each family for each seed")
    compared = differential.measure(chosen.seeds, chosen.claims)
    differential.compare(compared, chosen.seeds, chosen.claims)
    differential.report(compared)
    return not compared.wrong


def _differential_by_part(chosen: argparse.Namespace) -> bool:
    print(f"random claims against the oracle, {chosen.claims} different ones of each part for each seed")
    right = True
    for part in chosen.parts:
        for seed in chosen.seeds:
            tally, seconds = differential.of_part(part, seed, chosen.claims)
            print(f"  {part}, seed {seed}: {seconds:.0f} s of processor time")
            differential.report(tally)
            right = right and not tally.wrong
    return right


def _extrema(chosen: argparse.Namespace) -> bool:
    print(f"random claims about extrema against values on a grid, {chosen.claims} for each seed")
    right = True
    for seed in chosen.seeds:
        tally = extrema.measure(seed, chosen.claims)
        extrema.report(tally, seed)
        right = right and not tally.wrong
    return right


def _audit(chosen: argparse.Namespace) -> bool:
    print(f"mistakes planted in texts, {chosen.plants} at most, choice {chosen.seeds[0] if chosen.seeds else 0}")
    audit.agreement()
    audit.report(audit.measure(chosen.seeds, 2, chosen.plants), verbose=chosen.verbose)
    audit.report_speeds(audit.speeds())
    return True


def _guesses(chosen: argparse.Namespace) -> bool:
    print("papers guessed without the secret")
    guessed = guesses.measure(chosen.guesses)
    guesses.report(guessed)
    return not guessed.papers


PARTS: dict[str, Callable[[argparse.Namespace], bool]] = {
    "kernel": _kernel,
    "claims": _claims,
    "corpus-mutants": _corpus_mutants,
    "content": _content,
    "many": _many,
    "differential": _differential,
    "extrema": _extrema,
    "audit": _audit,
    "guesses": _guesses,
    "sitting": _sittings,
}
"""The benchmark's parts; each tells whether it found nothing that must not be."""


def main() -> None:
    """Run the measurements, and end with 1 where one finds what must not be."""
    chosen = _arguments()
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}")
    print(f"kernel {kernel_digest()[:16]}, seeds {chosen.seeds}")
    for name, part in PARTS.items():
        if chosen.only in (None, name) and not part(chosen):
            sys.exit(1)


if __name__ == "__main__":
    main()
