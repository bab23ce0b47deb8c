"""From what sentences claim to audited claims: forms are seen, minimizers judged, of medians by parity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from solgen.audit.audited import AuditedClaim, AuditWord, Recognized
from solgen.audit.claims import audited, claim_id
from solgen.audit.judging import Judged
from solgen.audit.lines import Key
from solgen.audit.sentences.collect import Said, SaidExtreme, SaidForm
from solgen.kernel.claim import Claim, Verdict, Word


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


def extreme_claims(said: Said, verdicts: Mapping[Claim, Verdict]) -> Iterator[tuple[SaidExtreme, AuditedClaim]]:
    """Each sentence about a minimizer, with its verdict."""
    for each in said.extremes:
        chosen, condition, note = _of_extreme(each, verdicts)
        judged = Judged(each.line, 0, chosen, None, condition)
        claim = audited(each.key, judged, {}, {}, said.texts[each.key])
        yield each, replace(claim, sentence=True, message=note or claim.message, witness=claim.witness)


def _of_extreme(each: SaidExtreme, verdicts: Mapping[Claim, Verdict]) -> tuple[Verdict, str, str]:
    """The verdict, the condition that goes with it, and what is to be said of the case where it fails."""
    extreme = each.extreme
    if extreme.odd is None or extreme.even is None:
        return verdicts[extreme.claim], "", ""
    odd, even = verdicts[extreme.odd], verdicts[extreme.even]
    if odd.established and even.established:
        return odd, "", ""
    for one, other, name, rest in ((odd, even, "odd", "even"), (even, odd, "even", "odd")):
        if one.established:
            failure = f"for {rest} {extreme.size} it is not so: {other.message}" if other.message else ""
            return one, f"for {name} {extreme.size}", failure
    refuted = [one for one in (odd, even) if one.word is Word.REFUTED]
    return (refuted[0] if len(refuted) == 2 else verdicts[extreme.claim]), "", ""
