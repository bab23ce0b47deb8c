"""A module imported with one change: ``MUTANT=solgen/kernel/signs.py:17`` in the environment names file and change."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import CodeType, ModuleType

from tests.mutation.mutants import mutated

ROOT = Path(__file__).parents[2]


class _Loader(importlib.machinery.SourceFileLoader):
    number = 0

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 -- importlib's signature
        source = Path(self.path).read_text(encoding="utf-8")
        return compile(mutated(source, self.number), self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, file: Path, number: int) -> None:
        parts = file.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        self.file, self.number = file, number

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 -- importlib's signature
        target: ModuleType | None = None,  # noqa: ARG002 -- importlib's signature
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Loader(fullname, str(self.file))
        loader.number = self.number
        return importlib.util.spec_from_file_location(fullname, self.file, loader=loader)


def install() -> None:
    """Put the change of the environment in place, before anything of solgen is imported."""
    chosen = os.environ.get("MUTANT")
    if chosen:
        file, _, number = chosen.rpartition(":")
        sys.meta_path.insert(0, _Finder(ROOT / file, int(number)))


install()
