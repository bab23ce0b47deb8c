r"""The bank's questions as people lay out their notes: one a file or all in one, in Markdown or LaTeX, in other orders.

Nothing but the layout differs, and every line is right, so that an audit must call none of them wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from solgen.documents.blocks import SectionKind
from solgen.questions.fill import fill
from solgen.questions.question import Variant
from tests.bench.planting.texts import PlainText, plain, stripped


@dataclass(frozen=True)
class _Piece:
    """A stretch of a question's text: of its solution or not, and of which part (empty for none)."""

    solution: bool
    part: str
    text: str


def _pieces(variant: Variant) -> list[_Piece]:
    return [
        _Piece(piece.kind is SectionKind.SOLUTION, piece.part, stripped(piece.source.text).strip())
        for piece in fill(variant).pieces
        if piece.kind is not SectionKind.MISTAKES
    ]


def one_after_the_other(variant: Variant) -> PlainText:
    """The question, then its solution, under headings."""
    return _text(variant, plain(variant, declared=False), "question and solution")


def part_by_part(variant: Variant) -> PlainText:
    """Each part with its solution behind it; letters begin paragraphs."""
    pieces = _pieces(variant)
    lines = [f"# {variant.question.title}"]
    for piece in pieces:
        if piece.solution:
            continue
        lines.append(f"({piece.part}) {piece.text}" if piece.part else piece.text)
        solved = [other.text for other in pieces if other.solution and other.part == piece.part]
        lines += ["**Solution.**", *solved] if solved else []
    return _text(variant, "\n\n".join(lines), "part by part")


def in_latex(variant: Variant) -> PlainText:
    """LaTeX with sections and paragraphs."""
    lines = [rf"\documentclass{{article}} \begin{{document}} \section{{{variant.question.title}}}"]
    solving = False
    for piece in _pieces(variant):
        lines += [r"\subsection*{Solution}"] if piece.solution and not solving else []
        solving = piece.solution
        lines += [rf"\paragraph{{({piece.part})}}"] if piece.part else []
        lines.append(_latex(piece.text))
    return _text(variant, "\n\n".join([*lines, r"\end{document}"]), "LaTeX", "latex")


def solution_only(variant: Variant) -> PlainText:
    """The solution without its question."""
    lines = []
    for piece in _pieces(variant):
        if piece.solution:
            lines += [f"**({piece.part})**"] if piece.part else []
            lines.append(piece.text)
    return _text(variant, "\n\n".join(lines), "solution only")


def _text(variant: Variant, text: str, layout: str, form: str = "markdown") -> PlainText:
    return PlainText(f"{variant.question.id} ({variant.label}), {layout}", f"{text}\n", form, right=True)


def _latex(text: str) -> str:
    text = re.sub(r"^(\s*)\* ", r"\1\\item ", text, flags=re.MULTILINE)
    text = re.sub(r"\*\*(.+?)\*\*", r"\\textbf{\1}", text)
    text = re.sub(r"(?<!\*)\*([^*\n$]+?)\*(?!\*)", r"\\emph{\1}", text)
    return re.sub(r"\$\$(.+?)\$\$", lambda found: rf"\[{found.group(1)}\]", text, flags=re.DOTALL)


def exam_with_numbers(variants: Sequence[Variant]) -> PlainText:
    """All questions in one text, each an exercise with a number and names of its own."""
    lines = []
    for count, variant in enumerate(variants, 1):
        lines.append(f"# Exercise {count}: {variant.question.title}")
        solving = False
        for piece in _pieces(variant):
            lines += ["## Solution"] if piece.solution and not solving else []
            solving = piece.solution
            lines += [f"### ({piece.part})"] if piece.part else []
            lines.append(piece.text)
    return PlainText("all questions, with numbers", "\n\n".join(lines) + "\n", "markdown", right=True)


def exam_with_titles(variants: Sequence[Variant]) -> PlainText:
    """All questions in one text, as sections of notes."""
    text = "\n".join(plain(variant, declared=False) for variant in variants)
    return PlainText("all questions, with titles", text, "markdown", right=True)


LAYOUTS: Final[tuple[Callable[[Variant], PlainText], ...]] = (one_after_the_other, part_by_part, in_latex)
"""Those in which nothing of a question is missing."""


def all_layouts(variants: Iterable[Variant]) -> Iterator[PlainText]:
    """Each variant in each layout, then all together in two orders."""
    known = list(variants)
    for variant in known:
        for layout in LAYOUTS:
            yield layout(variant)
    for label in dict.fromkeys(variant.label for variant in known):
        alike = [variant for variant in known if variant.label == label]
        for order in (alike, alike[::-1]):
            yield exam_with_numbers(order)
        yield exam_with_titles(alike)
