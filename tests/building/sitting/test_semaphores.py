"""A run that is killed leaves nothing behind, and Python says nothing of it to whoever looks at the terminal."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.building.sitting.small import write_exam, write_roster

ROOT = Path(__file__).resolve().parents[3]
NAMES = Path("/dev/shm")  # noqa: S108 -- where Linux keeps the names of semaphores; nothing is written there
BUILD = """
import sys
from pathlib import Path
from tests.building.sitting.small import build
build(Path(sys.argv[1]), Path(sys.argv[2]), executor=sys.argv[3])
"""


def names_of(process):
    """The semaphores of a process that still have a name, told from those of others by their place on the disk."""
    mapped = set(re.findall(r" (\d+) +/dev/shm/", Path(f"/proc/{process}/maps").read_text()))
    return [path for path in NAMES.glob("sem.*") if str(path.stat().st_ino) in mapped]


def wait_until(done, seconds=60.0):
    end = time.monotonic() + seconds
    while not (found := done()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the names of semaphores where Linux has them")
@pytest.mark.parametrize("executor", ["processes:2", "dask"])
def test_a_run_that_is_killed_leaves_no_semaphore_and_no_warning_of_python(tmp_path, executor):
    exam, roster = write_exam(tmp_path), write_roster(tmp_path, [f"s{number}" for number in range(300)])
    command = [sys.executable, "-c", BUILD, str(exam), str(roster), executor]
    papers = tmp_path / "out" / "quiz-main" / "papers"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        try:
            wait_until(lambda: run.poll() is not None or (papers.is_dir() and any(papers.iterdir())))
            names = names_of(run.pid) if run.poll() is None else []
        finally:
            run.kill()
        told = run.communicate(timeout=60)  # all that could still write have ended
    assert names
    wait_until(lambda: not any(path.exists() for path in names))
    assert (run.returncode, *told) == (-9, b"", b"")


SHOWN = """
import os, warnings
from multiprocessing import get_context
from solgen.building.sitting.semaphores import clear_away_silently
clear_away_silently()
assert os.environ.get("PYTHONWARNINGS") == {before!r}
lock = get_context("spawn").Lock()
os._exit(0)
"""


@pytest.mark.parametrize(
    ("before", "options", "shown"),
    [(None, [], False), ("error::DeprecationWarning", [], False), (None, ["-Walways"], True)],
)
def test_the_environment_is_as_before_and_who_asks_python_for_all_warnings_gets_them(before, options, shown):
    environment = {**os.environ, "PYTHONWARNINGS": before or ""}
    if before is None:
        del environment["PYTHONWARNINGS"]
    command = [sys.executable, *options, "-c", SHOWN.format(before=before)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert ("leaked semaphore" in run.stderr) is shown
