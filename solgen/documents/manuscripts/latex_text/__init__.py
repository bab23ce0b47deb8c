"""LaTeX with signs for its formulas, made into blocks. Unknown commands vanish, what stands in their braces stays."""

from __future__ import annotations

from dataclasses import dataclass, field

from solgen.diagnostics import Diagnostic
from solgen.documents.manuscripts.exam_marks import ExamMark
from solgen.documents.manuscripts.found import Finds
from solgen.documents.manuscripts.latex_clean import Clean
from solgen.documents.manuscripts.latex_text import commands, environments
from solgen.documents.manuscripts.latex_text.walker import COMMANDS, ENVIRONMENTS, Walker
from solgen.documents.manuscripts.lines import Source
from solgen.documents.manuscripts.traced import Traced
from solgen.documents.raw import RawBlock

COMMANDS.update(commands.COMMANDS)
ENVIRONMENTS.update(environments.ENVIRONMENTS)


@dataclass(slots=True)
class LatexText:
    """Blocks in order, what was wrong, and where questions, their parts and solutions begin and end."""

    blocks: tuple[RawBlock, ...]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    marks: tuple[ExamMark, ...] = ()


def read_text(masked: Traced, finds: Finds, clean: Clean, source: Source, theorems: dict[str, str]) -> LatexText:
    """The blocks of a text whose formulas are signs."""
    walker = Walker(masked, finds, clean, source, theorems)
    walker.walk(0, len(masked.text))
    walker.flush()
    return LatexText(tuple(walker.blocks), walker.diagnostics, tuple(walker.marks))
