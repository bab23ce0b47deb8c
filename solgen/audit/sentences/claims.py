"""From what sentences claim to audited claims: what is said of the form of an equation."""

from __future__ import annotations

from collections.abc import Iterator

from solgen.audit.audited import AuditedClaim, AuditWord, Recognized
from solgen.audit.claims import claim_id
from solgen.audit.lines import Key
from solgen.audit.sentences.collect import Said, SaidForm


def form_claims(said: Said) -> Iterator[tuple[Key, AuditedClaim]]:
    """Each sentence about a form, refuted with the reason or found to be so."""
    for each in said.forms:
        yield each.key, _form(each)


def _form(said: SaidForm) -> AuditedClaim:
    reason = said.form.reason
    return AuditedClaim(
        id=claim_id(said.key),
        formula=said.key[0],
        member=0,
        part=said.part,
        place=said.place,
        latex=said.text,
        left=said.form.subject,
        relation="in terms of",
        right=said.form.allowed,
        word=AuditWord.REFUTED if reason else AuditWord.PROVED,
        message=f"“{said.text}” is wrong: {reason}" if reason else "",
        mistake=Recognized(said.form.kind, said.form.feedback, "") if said.form.kind else None,
        sentence=True,
    )
