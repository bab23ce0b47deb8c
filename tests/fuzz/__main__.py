"""``python -m tests.fuzz --minutes 10``: formulas nobody wrote, through reader, writers and kernel.

Finds tracebacks, work that does not end, readings that leave a token out, and faults inside of the kernel's methods.
Each finding is printed with its formula; the seed says which ones were tried. With ``--atheris`` the bytes come from
that fuzzer, where it is installed, guided by what they reach in the reader; what is read is judged as well.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from importlib import import_module
from random import Random
from types import FunctionType
from typing import Any

from solgen.notation.context import Context
from tests.fuzz.formulas import TOKENS, context, formula
from tests.fuzz.trial import Hung, judged, reading_of, unread, within, written

_READING, _JUDGING = 5.0, 60.0


def tried(latex: str, where: Context, *, judging: bool, deleting: bool) -> str:
    """What became of one formula. Raises whatever should not have happened."""
    with within(_READING):
        reading = reading_of(latex, where)
        if reading is None:
            return "refused"
        written(reading)
    if deleting:
        with within(_READING * 10):
            left_out = unread(latex, where)
        assert not left_out, f"not read: {left_out}"
    if judging:
        with within(_JUDGING):
            return judged(reading, where) or "read"
    return "read"


def main() -> int:
    """Try formulas until the time is up; 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-kernel", action="store_true", help="read and write only")
    parser.add_argument("--atheris", action="store_true", help="let atheris choose the tokens")
    options = parser.parse_args()
    if options.atheris:
        return _guided(options.minutes)
    random = Random(options.seed)  # noqa: S311 -- formulas, not secrets
    end = time.monotonic() + options.minutes * 60
    counts: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    while time.monotonic() < end:
        latex, where = formula(random)
        counts["formulas"] += 1
        try:
            counts[tried(latex, where, judging=not options.no_kernel, deleting=counts["formulas"] % 4 == 0)] += 1
        except (Hung, Exception) as error:  # noqa: BLE001 -- any other end is a finding
            kind = f"{type(error).__name__}: {error}"[:160]
            findings[kind] += 1
            if findings[kind] <= 3:
                sys.stdout.write(f"{kind}\n    {latex!r}\n")
                sys.stdout.flush()
    told = ", ".join(f"{count} {word}" for word, count in counts.most_common())
    sys.stdout.write(f"seed {options.seed}: {told}\n{sum(findings.values())} findings of {len(findings)} kinds\n")
    return 1 if findings else 0


def _guided(minutes: float) -> int:
    atheris: Any = import_module("atheris")

    def one(data: bytes) -> None:
        latex = " ".join(TOKENS[byte % len(TOKENS)] for byte in data[:40])
        tried(latex, context(), judging=True, deleting=False)

    for module in [module for name, module in sys.modules.items() if name.startswith("solgen.notation.reading")]:
        for function in vars(module).values():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], f"-max_total_time={int(minutes * 60)}"], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
