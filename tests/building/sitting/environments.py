"""Builds of one sitting under circumstances that must not matter."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.building.sitting.small import contents, write_exam, write_roster


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What differs between two builds."""

    folder: str
    variables: Mapping[str, str]
    umask: int
    executor: str
    order: int
    """A seed for the order of the roster."""


EIGHT = (
    Circumstances("a", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}, 0o022, "here", 0),
    Circumstances("b b", {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 0o077, "processes:2", 1),
    Circumstances("c/d", {"TZ": "America/New_York", "LC_ALL": "POSIX", "PYTHONHASHSEED": "2"}, 0o000, "processes:1", 2),
    Circumstances(
        "é", {"TZ": "Pacific/Chatham", "LANG": "es_ES.UTF-8", "PYTHONHASHSEED": "3"}, 0o027, "processes:3", 3
    ),
    Circumstances("e", {"TZ": "Europe/Berlin", "LC_ALL": "de_DE.UTF-8", "HOME": "/nonexistent"}, 0o022, "here", 4),
    Circumstances("f", {"HOME": "/", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "5"}, 0o022, "processes:2", 5),
    Circumstances("g", {"XDG_CACHE_HOME": "/nonexistent", "TMPDIR": ".", "PYTHONUTF8": "0"}, 0o022, "here", 6),
    Circumstances("h", {"LC_ALL": "tr_TR.UTF-8", "PYTHONOPTIMIZE": "1", "COLUMNS": "20"}, 0o022, "here", 7),
)


def built_under(where: Circumstances, base: Path) -> dict[str, bytes]:
    """Every file of the same sitting, built there."""
    folder = base / where.folder
    exam = write_exam(folder)
    students = [f"s{number}" for number in range(6)]
    random.Random(where.order).shuffle(students)  # noqa: S311 -- an order, no secret
    write_roster(folder, students)
    command = [sys.executable, "-m", "solgen.cli", "build", exam.name, "--roster", "roster.csv"]
    subprocess.run(
        [*command, "--executor", where.executor, "--formats", "pdf,md"],
        cwd=folder,
        env={**os.environ, **where.variables},
        umask=where.umask,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    files = contents(folder / "build" / "quiz-main")
    shutil.rmtree(folder)
    return files
