"""Which methods prove a case of the corpus by themselves, whatever comes before them in a verdict.

``methods.txt`` lists them for every true case. A method may come to prove more; what it proves it has to go on proving.
After a change that moves cases from one method to another on purpose: ``python -m tests.kernel.methods``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from solgen.diagnostics import Failure
from solgen.kernel import binding
from solgen.kernel.budget import BudgetExhausted
from solgen.kernel.claim import Proof
from solgen.kernel.mechanisms import MECHANISMS, prover
from solgen.kernel.pointwise import with_arguments
from tests.claims_corpus import PARTS, Case, corpus

JUDGED = tuple(part for part in PARTS if part != "form")
_FILE = Path(__file__).with_name("methods.txt")


def proving(case: Case) -> tuple[str, ...]:
    """The methods that prove the claim by themselves, in the order in which they are asked."""
    try:
        claim = with_arguments(case.claim())
    except Failure:
        return ()
    if binding.attempt(claim) is not None:
        return ()
    found = []
    for mechanism in MECHANISMS:
        try:
            finding = prover(mechanism)(claim)
        except BudgetExhausted:
            continue
        if isinstance(finding, Proof):
            found.append(mechanism)
    return tuple(found)


def key(case: Case) -> str:
    """What a case is known by, wherever its line stands."""
    return f"{case.place.rpartition(':')[0]} | {case.section} | {case.latex}"


@cache
def listed() -> dict[str, frozenset[str]]:
    """The methods that are listed for each true case."""
    found: dict[str, frozenset[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        said, _, methods = line.rpartition(" | ")
        named = frozenset(methods.split(", "))
        found[said] = found.get(said, named) & named
    return found


def main() -> None:
    """Write the list anew."""
    cases = [case for part in JUDGED for case in corpus(part) if case.holds]
    lines = [f"{key(case)} | {', '.join(methods)}\n" for case in cases if (methods := proving(case))]
    _FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
