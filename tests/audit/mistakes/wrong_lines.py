"""The wrong lines of ``tests/cases/mistakes``: each with the kinds that are fair names, or with none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from solgen.audit.mistakes.rule import WrongStep
from solgen.notation.context import Context
from tests.kernel.claims import claim, context

CASES = Path(__file__).parents[2] / "cases" / "mistakes"
_ITEM = re.compile(r"^\* \*\*(?P<kinds>[^*]+)\*\*: \$(?P<latex>[^$]+)\$$", re.MULTILINE)
_NONE = "none"


@dataclass(frozen=True)
class WrongLine:
    """A wrong line, what it is read in, and the names that are fair; no names if no known kind is."""

    file: str
    latex: str
    kinds: tuple[str, ...]
    where: Context

    @property
    def step(self) -> WrongStep:
        """The step that the line is: of a chain the last one."""
        wrong = claim(self.latex, self.where)
        return WrongStep(wrong, wrong.left, wrong.right)

    def __str__(self) -> str:
        return f"{self.file}: {self.latex}"


@cache
def wrong_lines() -> tuple[WrongLine, ...]:
    """All of them, file by file."""
    return tuple(line for path in sorted(CASES.glob("*.md")) if path.stem != "README" for line in _lines(path))


def _lines(path: Path) -> list[WrongLine]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    said: dict[str, Any] = YAML(typ="safe").load(front)
    where = context(said["declare"], let=tuple(said.get("let", ())))
    return [WrongLine(path.stem, found["latex"], _kinds(found["kinds"]), where) for found in _ITEM.finditer(body)]


def _kinds(said: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in said.split("|"))
    return () if names == (_NONE,) else names
