"""An audit as plain data for other programs: one object a file, with exactly the keys that docs/audit.md lists."""

from __future__ import annotations

from typing import Any

from solgen.audit.audited import Audit, AuditedClaim
from solgen.audit.summary import by_part
from solgen.audit.understanding import Inferred
from solgen.kernel.claim import Witness


def audit_row(found: Audit) -> dict[str, Any]:
    """The object of one file."""
    return {
        "file": found.understanding.manuscript.file,
        "claims": [_claim(claim) for claim in found.claims],
        "context": [_inferred(each) for each in found.inferred],
        "summary": {
            "claims": len(found.claims),
            **found.counts(),
            "left_alone": found.left_alone,
            "interpretations": [one.name for one in found.understanding.interpretations],
            "sections": [
                {"section": section.part, "claims": section.claims, "wrong": section.wrong, "first": section.first}
                for section in by_part(found)
            ],
            "question": found.question,
            "omissions": [{"kind": each.kind, "part": each.part, "message": each.message} for each in found.omissions],
            "diagnostics": [diagnostic.as_json() for diagnostic in found.diagnostics],
        },
    }


def refused_row(file: str, diagnostics: list[dict[str, object]]) -> dict[str, Any]:
    """The object of a file that could not be read at all."""
    return {"file": file, "claims": [], "context": [], "summary": {"claims": 0, "diagnostics": diagnostics}}


def _claim(claim: AuditedClaim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "line": claim.place.line,
        "column": claim.place.column,
        "latex": claim.latex,
        "left": claim.left,
        "relation": claim.relation,
        "right": claim.right,
        "verdict": claim.word.value,
        "follows": claim.follows,
        "vacuous": claim.vacuous,
        "range": claim.range,
        "conditions": list(claim.conditions),
        "witness": _witness(claim.witness),
        "mistake": claim.mistake.name if claim.mistake is not None else None,
        "cause": claim.cause,
        "message": _message(claim),
    }


def _message(claim: AuditedClaim) -> str:
    """What is said of the line, with what it may have been meant to be."""
    parts = [claim.message, claim.mistake.feedback if claim.mistake is not None else ""]
    parts.append(f"suggested: {claim.suggestion}" if claim.suggestion else "")
    return " · ".join(part for part in parts if part)


def _witness(witness: Witness | None) -> dict[str, Any] | None:
    if witness is None:
        return None
    return {"values": dict(witness.values), "left": witness.left, "right": witness.right, "note": witness.note}


def _inferred(each: Inferred) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "text": each.text,
        "line": each.place.line,
        "column": each.place.column,
        "because": each.because,
        "certain": each.certain,
        "part": each.part,
    }
