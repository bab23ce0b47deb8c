"""The texts that mistakes are planted in: the bank's questions as somebody's notes, and the sheets to be audited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from solgen.documents.blocks import SectionKind
from solgen.documents.manuscripts.read import read_manuscript
from solgen.questions.fill import fill
from solgen.questions.question import Variant
from tests.audit.sheets import sheets
from tests.bench.kernel_mutants import variants_of

_WRONG = re.compile(r"\$[^$\n]+\$\{\.wrong[^}]*\}")
_ROLE_BEHIND = re.compile(r"(?<=\$)\{[^{}\n]*\}")
_ROLE_ABOVE = re.compile(r"^[ \t]*\{[.a-z][^{}\n]*\}[ \t]*\n", re.MULTILINE)
_REMARK = re.compile(r"\\(?:marks|answer)\{[^{}]*\}")


@dataclass(frozen=True)
class PlainText:
    """A text as a stranger's file would hold it. ``right`` says that every line of it is right."""

    name: str
    text: str
    format: str
    right: bool


def bank_texts(seeds: list[int], *, declared: bool) -> Iterator[PlainText]:
    """Each question of the bank, its reference and one variant a seed, without roles, marks and known mistakes.

    With ``declared`` the front matter says what the names are; without, it has to be found out.
    """
    for variant in variants_of(seeds):
        label = f"{variant.question.id} ({variant.label})"
        yield PlainText(label, plain(variant, declared=declared), "markdown", right=True)


def sheet_texts() -> Iterator[PlainText]:
    """The sheets of the golden test, put together as they are read."""
    for sheet in sheets():
        manuscript = read_manuscript(sheet)
        form = manuscript.format if manuscript.format != "notebook" else "markdown"
        yield PlainText(sheet.stem, manuscript.source.text, form, right=False)


def plain(variant: Variant, *, declared: bool) -> str:
    """A variant's text as plain Markdown, with its declarations in the front matter if they are to be known."""
    filled = fill(variant)
    lines = [line for line in filled.declare.text.splitlines() if line.strip()]
    parts = [f"# {variant.question.title}"]
    last = ""
    for piece in filled.pieces:
        if piece.kind is SectionKind.MISTAKES:
            continue
        if piece.kind is SectionKind.SOLUTION and last != piece.kind:
            parts.append("# Solution")
        if piece.part:
            parts.append(f"## ({piece.part})")
        parts.append(stripped(piece.source.text))
        last = piece.kind
    front = ["---", "declare: |", *(f"  {line}" for line in lines), "---"] if lines and declared else []
    return "\n".join(front) + "\n\n" + "\n\n".join(parts) + "\n"


def stripped(text: str) -> str:
    """Markdown without what only solgen knows."""
    text = _WRONG.sub("something wrong", text)
    text = _ROLE_BEHIND.sub("", text)
    text = _ROLE_ABOVE.sub("", text)
    return _REMARK.sub("", text)
