"""Golden cases of the renderers: what the author wrote, and beside it what each format makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from solgen.documents.blocks import SectionKind
from solgen.render import latex, markdown, typst
from solgen.sheets.blocks import compose_blocks, verdicts_by_formula
from tests.sheets.sample import checked_of, document_of

FILE = Path(__file__).parents[1] / "cases" / "render" / "blocks.txt"


def sections() -> Iterator[tuple[str, dict[str, str]]]:
    """Each case: its name, and its text by ``author`` and format."""
    for case in re.split(r"^=== ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = case.partition("\n")
        parts = re.split(r"^--- (\w+)\n", rest, flags=re.MULTILINE)[1:]
        yield name, {key: text.strip("\n") for key, text in zip(parts[0::2], parts[1::2], strict=True)}


def sources() -> list[tuple[str, str]]:
    """The names of the cases, and what the author wrote."""
    return [(name, parts["author"]) for name, parts in sections()]


def rendered(source: str) -> dict[str, str]:
    """The blocks of a solution in every format."""
    checked = checked_of(document_of({"solution": source}))
    (section,) = [each for each in checked.document.sections if each.kind is SectionKind.SOLUTION]
    blocks = compose_blocks(section.blocks, verdicts_by_formula(checked), marks=True)
    return {room.__name__.rpartition(".")[2]: room.blocks(blocks).strip("\n") for room in (markdown, typst, latex)}
