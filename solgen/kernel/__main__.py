"""The kernel as a program: ``python -I -m solgen.kernel`` judges claims from stdin and answers on stdout.

First line out: ``{"kernel": digest}``. Each line in is a batch, ``{"contexts": [packed context], "terms": packed terms,
"claims": [[context, relation, unknowns], ...]}``, whose roots are the claims' left and right sides in turn. For each
claim one line out, in order, when all are judged: the verdict as JSON. The two arguments are the seconds of processor
time a claim and the bytes of memory of the process; at either limit the process ends by the default action of the
signal or by MemoryError, since a handler would wait for the library call that is stuck.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
from typing import IO, Any

from solgen.kernel.check import check
from solgen.kernel.claim import Claim
from solgen.kernel.digest import kernel_digest
from solgen.kernel.mechanisms import load
from solgen.kernel.verdict_as_data import verdict_as_json
from solgen.notation.context import Context, unpack_context
from solgen.notation.garbage import few_collections_from_now_on
from solgen.notation.packing import unpack


def claims_of(batch: dict[str, Any], contexts: dict[str, Context]) -> list[Claim]:
    """The claims of one batch; ``contexts`` remembers what earlier batches have sent, by digest."""
    for digest, packed in batch["contexts"].items():
        contexts[digest] = unpack_context(packed)
    sides = unpack(batch["terms"])
    return [
        Claim(contexts[digest], sides[2 * position], relation, sides[2 * position + 1], tuple(unknowns))
        for position, (digest, relation, unknowns) in enumerate(batch["claims"])
    ]


def serve(lines: IO[str], answers: IO[str], seconds: float) -> None:
    """Answer batches until the input ends."""
    contexts: dict[str, Context] = {}
    load()
    few_collections_from_now_on(circles=True)
    answers.write(json.dumps({"kernel": kernel_digest()}) + "\n")
    answers.flush()
    for line in lines:
        for claim in claims_of(json.loads(line), contexts):
            signal.setitimer(signal.ITIMER_PROF, seconds)
            verdict = check(claim)
            signal.setitimer(signal.ITIMER_PROF, 0)
            answers.write(json.dumps(verdict_as_json(verdict), ensure_ascii=False) + "\n")
        answers.flush()


def main() -> None:
    """Set the limits and serve."""
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(20_000)
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    answers = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
    try:
        serve(lines, answers, seconds)
    except (KeyboardInterrupt, BrokenPipeError):
        os._exit(0)
    except MemoryError:
        os._exit(3)


if __name__ == "__main__":
    main()
