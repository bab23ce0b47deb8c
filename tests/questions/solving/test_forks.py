"""Forks that solvers work in: one a request, or one that waits to be asked again where nothing is left behind."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solgen.questions.solving import forks as room
from solgen.questions.solving import run as run_solver
from solgen.questions.solving.forks import Fork, Forks
from solgen.questions.solving.program import import_early

PLAIN = "def solve(parameters):\n    return {'b': 12 // parameters['a']}\n"
PRIVATE = "import os\n" + PLAIN


@pytest.fixture
def forks() -> Iterator[Forks]:
    """Ended after the test, whatever happens."""
    made = Forks(own_groups=False)
    yield made
    made.end_all()


def request(folder: Path, code: str, a: int = 3, name: str = "q") -> dict[str, Any]:
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    body = {"file": str(folder / f"{name}.py"), "package": str(run_solver._PACKAGE), "seconds": 5, "bytes": 4 << 30}
    return {**body, "parameters": {"a": ["n", str(a)]}}


def answered(forks: Forks, asked: dict[str, Any]) -> tuple[Fork, Any, bool]:
    """The fork, its answer, and whether it was kept; one that was not has ended without a fault."""
    fork = forks.begin(import_early(asked), asked, ())
    data = b""
    while not data.endswith(b"\n"):
        data += os.read(fork.answers, 1 << 16)
    kept = forks.keeps(fork, data)
    assert kept or forks.end(fork) == 0
    return fork, json.loads(data), kept


def test_a_solver_that_leaves_nothing_is_asked_again_in_the_same_fork(tmp_path, forks):
    found = [answered(forks, request(tmp_path, PLAIN, a)) for a in (1, 2, 3)]
    assert len({fork.process for fork, _, _ in found}) == 1
    assert [answer["values"]["b"] for _, answer, _ in found] == [["n", "12"], ["n", "6"], ["n", "4"]]


def test_any_other_solver_has_a_fork_for_each_request(tmp_path, forks):
    found = [answered(forks, request(tmp_path, PRIVATE, a)) for a in (1, 2)]
    assert [kept for _, _, kept in found] == [False, False]
    assert found[0][0].process != found[1][0].process


def test_a_fork_ends_after_an_error(tmp_path, forks):
    first, _, kept = answered(forks, request(tmp_path, PLAIN, 1))
    assert kept
    failed, answer, kept = answered(forks, request(tmp_path, PLAIN, 0))
    assert (failed.process, answer["error"], kept) == (first.process, "solve-raised", False)
    again, answer, _ = answered(forks, request(tmp_path, PLAIN, 2))
    assert again.process != first.process
    assert answer["values"]["b"] == ["n", "6"]


def test_a_fork_that_was_killed_while_it_waited_is_replaced(tmp_path, forks):
    first, _, _ = answered(forks, request(tmp_path, PLAIN, 1))
    os.kill(first.process, 9)
    os.waitid(os.P_PID, first.process, os.WEXITED | os.WNOWAIT)
    second, answer, kept = answered(forks, request(tmp_path, PLAIN, 2))
    assert kept
    assert second.process != first.process
    assert answer["values"]["b"] == ["n", "6"]


def test_a_fork_ends_after_so_many_requests(tmp_path, forks, monkeypatch):
    monkeypatch.setattr(Fork, "__init__", _with_two_requests(Fork.__init__))
    found = [answered(forks, request(tmp_path, PLAIN, a)) for a in (1, 2, 3, 4)]
    assert [kept for _, _, kept in found] == [True, False, True, False]


def _with_two_requests(init):
    def made(fork: Fork, *given: Any) -> None:
        init(fork, *given)
        fork.left = 1

    return made


def test_only_so_many_forks_wait_and_the_oldest_has_ended(tmp_path, forks):
    first, *_ = [answered(forks, request(tmp_path, PLAIN, 1, f"q{number}"))[0] for number in range(room.KEPT + 1)]
    with pytest.raises(ProcessLookupError):
        os.kill(first.process, 0)


def test_no_fork_holds_an_end_of_anothers_pipe(tmp_path, forks):
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only Linux shows what is open")

    def pipes(process: int) -> set[str]:
        links = (str(entry.readlink()) for entry in Path(f"/proc/{process}/fd").iterdir())
        return {link for link in links if link.startswith("pipe:")}

    first, second = (answered(forks, request(tmp_path, PLAIN, 1, name))[0] for name in ("one", "two"))
    ours = {
        str(Path(f"/proc/self/fd/{end}").readlink())
        for fork in (first, second)
        for end in (fork.answers, fork.requests)
    }
    assert pipes(first.process) & pipes(second.process) & ours == set()
    assert len(pipes(first.process) & ours) == 2


def test_a_changed_solver_is_not_asked_of_the_old_fork(tmp_path, forks):
    old, _, _ = answered(forks, request(tmp_path, PLAIN, 3))
    new, answer, _ = answered(forks, request(tmp_path, PLAIN.replace("12", "30"), 3))
    assert new.process != old.process
    assert answer["values"]["b"] == ["n", "10"]
