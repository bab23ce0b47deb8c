"""The program in which solvers run: ``python -I -m solgen.questions.solving.process``.

One request a line in, one answer a line out (``work``). Each is worked out in a fork, so that no solver sees what
another left behind (``forks``).
"""

from __future__ import annotations

import json
import os
from typing import Any

from solgen.questions.solving.forks import Forks, died
from solgen.questions.solving.program import import_early
from solgen.questions.solving.work import expect_limits


def main() -> None:
    """Answer requests until the input ends."""
    expect_limits()
    answers = os.fdopen(os.dup(1), "wb")
    requests = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)  # what a solver prints must not stand among the answers
    forks = Forks(own_groups=False)
    for line in requests:
        answers.write(_answer(forks, json.loads(line), [answers.fileno(), requests.fileno()]) + b"\n")
        answers.flush()
    forks.end_all()


def _answer(forks: Forks, request: dict[str, Any], private: list[int]) -> bytes:
    """What the solver answers, waited for as long as it takes: who asks ends this process when it takes too long."""
    fork = forks.begin(import_early(request), request, private)
    data = bytearray()
    while not data.endswith(b"\n") and (more := os.read(fork.answers, 1 << 16)):
        data += more
    answer = bytes(data.rstrip(b"\n"))
    if forks.keeps(fork, answer):
        return answer
    status = forks.end(fork)
    return answer if answer and not status else died(status)


if __name__ == "__main__":
    main()
