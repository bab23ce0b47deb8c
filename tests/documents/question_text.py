"""Texts of questions as a user writes them, cut into pieces as the loader does; a judge that says what it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from solgen.diagnostics import Diagnostic, Place
from solgen.documents.blocks import Document, Formula, Piece, SectionKind, SourceText
from solgen.documents.marks import formulas_of
from solgen.documents.read import read_document
from solgen.kernel.claim import Claim, Verdict, Witness, Word
from solgen.notation.writing.latex import to_latex

_SECTION = re.compile(r"# (Solution|Mistakes)\s*\Z")
_PART = re.compile(r"## \((\w+)\)\s*\Z")


def cut(text: str, file: str = "question.md") -> list[Piece]:
    """The pieces of a question's body, every line with its place."""
    pieces: list[Piece] = []
    kind, part = SectionKind.STEM, ""
    lines: list[str] = []
    places: list[Place] = []
    for number, line in enumerate([*text.split("\n"), "# Mistakes"], 1):
        section, heading = _SECTION.match(line), _PART.match(line)
        if section or heading:
            if any(one.strip() for one in lines):
                pieces.append(Piece(kind, part, SourceText("\n".join(lines), tuple(places))))
            lines, places = [], []
            kind = SectionKind(section[1].lower()) if section else kind
            part = heading[1] if heading else ""
        else:
            lines.append(line)
            places.append(Place(file, number, 0, line))
    return pieces


def document_of(text: str, declare: str = "") -> tuple[Document, list[Diagnostic]]:
    """A question's body as read, and what was found wrong with it."""
    document, diagnostics = read_document(cut(text), SourceText(declare))
    return document, list(diagnostics)


def clean(text: str, declare: str = "") -> Document:
    """A question's body in which nothing may be wrong."""
    document, diagnostics = document_of(text, declare)
    assert diagnostics == []
    return document


def formulas(document: Document) -> list[Formula]:
    """All formulas in the order of the text."""
    return [formula for section in document.sections for formula in formulas_of(section.blocks)]


def said(claim: Claim | None) -> str:
    """A claim in short: ``x + 1 = 1 + x``."""
    return "" if claim is None else f"{to_latex(claim.left)} {claim.relation} {to_latex(claim.right)}"


def verdict(word: Word | str, **more: object) -> Verdict:
    """A verdict for a test."""
    return Verdict(Word(word), **more)  # type: ignore[arg-type]


REFUTED = Verdict(Word.REFUTED, "balls", witness=Witness((("x", "1"),), "0.7311", "0.9385"))
UNDECIDED = Verdict(Word.UNDECIDED, "fractions", message="no normal form was found")
PROVED = Verdict(Word.PROVED, "fractions")


class ToldJudge:
    """Says of each claim what it is told by the claim's text, and proved of all others."""

    def __init__(self, told: Mapping[str, Verdict] | None = None) -> None:
        self.told = dict(told or {})
        self.batches: list[list[str]] = []

    def verdicts(self, claims: Sequence[Claim]) -> list[Verdict]:
        self.batches.append([said(claim) for claim in claims])
        return [self.told.get(said(claim), PROVED) for claim in claims]
