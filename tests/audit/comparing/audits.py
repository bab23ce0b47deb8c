"""Audits of texts whose names are declared, so that a comparison can be tested without finding out what names mean."""

from __future__ import annotations

from collections.abc import Mapping

from solgen.audit.audited import Audit, AuditedClaim, AuditWord
from solgen.audit.understanding import Interpretation, Purpose, ReadFormula, Understanding
from solgen.diagnostics import Place, Severity
from solgen.documents.blocks import Piece, Role, SectionKind, SourceText
from solgen.documents.check import check
from solgen.documents.manuscripts.manuscript import Manuscript
from solgen.documents.raw import RawFormula, Spot
from solgen.documents.read import read_document
from solgen.judge import Judge
from solgen.notation.context import Context


def audit_of(parts: Mapping[str, str], declare: str, judge: Judge) -> Audit:
    """The audit of a text in the format of solutions (``{.let}``, ``{.if}``), by part; prose stands as it is."""
    pieces = [
        Piece(
            SectionKind.SOLUTION,
            part,
            SourceText(text, tuple(Place("text", n + 1) for n in range(text.count("\n") + 1))),
        )
        for part, text in parts.items()
    ]
    document, found = read_document(pieces, SourceText(declare, (Place("declare", 1),) * (declare.count("\n") + 1)))
    errors = [each for each in found if each.severity is Severity.ERROR]
    assert not errors, errors
    claims = []
    for number, one in enumerate(check(document, judge).steps):
        step = one.step
        claims.append(
            AuditedClaim(
                id=str(number + 1),
                formula=step.formula,
                member=step.member,
                part=step.part,
                place=step.place,
                latex=step.right_latex,
                left=step.left_latex,
                relation=step.claim.relation,
                right=step.right_latex,
                word=AuditWord.DEFINITION if step.role is Role.LET else AuditWord(one.verdict.word.value),
                step=step,
            )
        )
    manuscript = Manuscript("text", "markdown", SourceText(""), ())
    formulas = tuple(_said(part, text) for part, text in parts.items())
    understanding = Understanding(manuscript, (), (Interpretation("", formulas),))
    return Audit(understanding, tuple(claims))


def _said(part: str, text: str) -> ReadFormula:
    raw = RawFormula("", (Spot(0, 1),))
    return ReadFormula(0, raw, Place(), part, 0, text, None, (Purpose.MENTION,), Context(), Context())
