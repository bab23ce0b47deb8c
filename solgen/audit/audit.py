"""An understanding and a judge to an audit: every line judged, wrong ones traced to where it first went wrong."""

from __future__ import annotations

from collections.abc import Mapping

from solgen.audit.audited import Audit, AuditedClaim
from solgen.audit.blame import causes
from solgen.audit.chains import statements_of
from solgen.audit.claims import audited, unreadable
from solgen.audit.equations import solve
from solgen.audit.judging import Judged, judge_lines
from solgen.audit.lines import Key, Statement
from solgen.audit.understanding import ReadFormula, Understanding
from solgen.documents.check import Judging


def audit(understanding: Understanding, judge: Judging) -> Audit:
    """Judge a text line by line. Never raises but what the judge raises."""
    source = understanding.manuscript.source
    interpretations = [(one.name, statements_of(one, source)) for one in understanding.interpretations]
    judged = judge_lines(interpretations, judge)
    judged = _with_steps(interpretations, judged, judge)
    judged = {key: one for key, one in judged.items() if one.established or not one.line.loose}
    blamed = causes(judged, judge)
    formulas = understanding.interpretations[0].formulas
    latex = {formula.number: formula.raw.latex for formula in formulas}
    claims = {key: audited(key, one, judged, blamed, latex[key[0]]) for key, one in judged.items()}
    claims |= {(read.number, 0): unreadable(read) for read in _unread(understanding)}
    return Audit(understanding, tuple(claims[key] for key in sorted(claims)))


def _with_steps(
    interpretations: list[tuple[str, tuple[Statement, ...]]], judged: Mapping[Key, Judged], judge: Judging
) -> dict[Key, Judged]:
    """The lines with equation steps in place of identities, and without the equations that are to be solved."""
    found = dict(judged)
    for position, (_, statements) in enumerate(interpretations):
        solved = solve(statements, found, position, judge)
        found |= solved.judged
        for key in solved.conditions:
            if not found[key].established:
                del found[key]
        found |= {(formula, member + 500): one for (formula, member), one in solved.simplified.items()}
        if not solved.conditions:
            break
    return found


def _unread(understanding: Understanding) -> list[ReadFormula]:
    """The formulas that could be read under no interpretation."""
    first = understanding.interpretations[0].formulas
    read = {
        formula.number
        for one in understanding.interpretations
        for formula in one.formulas
        if formula.reading is not None
    }
    return [formula for formula in first if formula.number not in read]


def claims_by_id(found: Audit) -> dict[str, AuditedClaim]:
    """The claims of an audit by their ids."""
    return {claim.id: claim for claim in found.claims}
