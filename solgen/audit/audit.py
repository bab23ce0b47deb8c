"""An understanding and a judge to an audit: every line judged, wrong ones traced to where it first went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solgen.audit.amounts import amounts_in, is_bare_sign
from solgen.audit.audited import Audit, AuditedClaim
from solgen.audit.blame import Cause, causes
from solgen.audit.chains import statements_of
from solgen.audit.claims import assumed, audited, unreadable
from solgen.audit.conclusions import with_conclusions
from solgen.audit.elsewhere import with_domains
from solgen.audit.equations import solve
from solgen.audit.existing import with_existence
from solgen.audit.judging import WRONG_WORDS, Judged, judge_lines
from solgen.audit.laws import with_laws
from solgen.audit.lines import AMOUNT, SENTENCE, SIMPLIFIED, Key, Line, Statement
from solgen.audit.losses import with_losses
from solgen.audit.medians import with_medians
from solgen.audit.naming import named
from solgen.audit.sentences.claims import form_claims
from solgen.audit.sentences.collect import Said, said_in
from solgen.audit.solutions import with_solutions
from solgen.audit.subgradients import with_subgradients
from solgen.audit.understanding import Interpretation, Purpose, ReadFormula, Understanding
from solgen.audit.untold import with_untold
from solgen.documents.check import Judging
from solgen.documents.manuscripts.sentences import ProseRun, Sentence, prose, sentences

Named = tuple[str, Sequence[Statement]]
"""The statements of a text under an interpretation, with its name."""


def audit(understanding: Understanding, judge: Judging) -> Audit:
    """Judge a text line by line. Never raises but what the judge raises."""
    manuscript = understanding.manuscript
    runs, spoken = prose(manuscript), sentences(manuscript)
    readings = [_statements(understanding, one, runs, spoken) for one in understanding.interpretations]
    said = readings[0][1]
    interpretations: list[Named] = [
        (one.name, found) for one, (found, _) in zip(understanding.interpretations, readings, strict=True)
    ]
    judged = _with_steps(interpretations, judge_lines(interpretations, judge), judge)
    judged = {key: one for key, one in judged.items() if one.established or not one.line.loose}
    judged = before = with_conclusions(with_subgradients(with_medians(judged, judge), judge), {}, judge)
    judged = with_untold(with_domains(judged, understanding.interpretations[0].formulas, judge), understanding)
    judged = with_conclusions(with_existence(with_solutions(judged, judge), judge), before, judge)
    judged, laws = with_laws(judged, understanding.interpretations[0].formulas, judge)
    judged = with_losses({key: one for key, one in judged.items() if key not in said.settled}, judge)
    blamed = causes(judged, interpretations[0][1], judge)
    claims = {key: _claim(key, judged, blamed, understanding, said) for key in judged if key not in laws}
    claims = named(claims, judged, understanding.interpretations[0].formulas, judge) | _assumed(
        understanding, interpretations[0][1], claims
    )
    claims |= {key: _law(judged[key].line, understanding) for key in laws if key in judged}
    claims |= {(read.number, 0): unreadable(read) for read in _unread(understanding)}
    claims |= dict(form_claims(said))
    return Audit(
        understanding,
        tuple(claims[key] for key in sorted(claims)),
        left_alone=_left_alone(understanding, spoken, said, claims),
        diagnostics=(*manuscript.diagnostics, *understanding.diagnostics),
    )


def _statements(
    understanding: Understanding, one: Interpretation, runs: Sequence[ProseRun], spoken: Sequence[Sentence]
) -> tuple[list[Statement], Said]:
    """What formulas, numbers in words and sentences say under one interpretation."""
    source = understanding.manuscript.source
    found = list(statements_of(one, source))
    said = said_in(spoken, found, one.formulas, source)
    return [*found, *amounts_in(runs, found, one.formulas, source), *said.statements], said


def _with_steps(interpretations: Sequence[Named], judged: Mapping[Key, Judged], judge: Judging) -> dict[Key, Judged]:
    """The lines with equation steps in place of identities, and without the equations that are to be solved."""
    found = dict(judged)
    to_be_solved: set[Key] = set()
    for position, (_, statements) in enumerate(interpretations):
        solved = solve(statements, judged, position, judge)
        for key, one in solved.judged.items():
            if _in_an_identity(key, one, judged):
                continue
            if position == 0 or one.established or key not in found:
                found[key] = one
        to_be_solved |= solved.conditions
        found |= {(formula, member + SIMPLIFIED): one for (formula, member), one in solved.simplified.items()}
    return {key: one for key, one in found.items() if key not in to_be_solved or one.established}


def _in_an_identity(key: Key, step: Judged, judged: Mapping[Key, Judged]) -> bool:
    """Whether a wrong member goes on a chain that holds so far: then it is no equation to be solved.

    A step to it that is not decided says nothing against that.
    """
    formula, member = key
    here, before = judged.get(key), judged.get((formula, member - 1))
    open_step = not step.established and step.claim.word not in WRONG_WORDS
    if not open_step or here is None or before is None or here.line.before != (formula, member - 1):
        return False
    return here.wrong and before.established and before.line.purpose is Purpose.CLAIM


def _claim(
    key: Key, judged: Mapping[Key, Judged], blamed: Mapping[Key, Cause], understanding: Understanding, said: Said
) -> AuditedClaim:
    formula = understanding.interpretations[0].formulas[key[0]]
    claim = audited(key, judged[key], judged, blamed, said.texts.get(key, formula.raw.latex))
    if key[1] < AMOUNT:
        return claim
    text = said.texts.get(key)
    shown = f"“{text}”: {claim.message}" if text and key[1] >= SENTENCE and claim.message else claim.message
    return replace(claim, sentence=True, message=shown)


def _law(line: Line, understanding: Understanding) -> AuditedClaim:
    """An equation that says what a name is, of which the text says nothing before."""
    return assumed(line, understanding.interpretations[0].formulas[line.key[0]].raw.latex, "")


def _assumed(
    understanding: Understanding, statements: Sequence[Statement], claims: Mapping[Key, AuditedClaim]
) -> dict[Key, AuditedClaim]:
    """The equations on lines of their own that are taken for granted."""
    reasons = {one.place.line: one.because for one in understanding.inferred if one.kind == "hypothesis"}
    formulas = understanding.interpretations[0].formulas
    lines = [one.mentioned for one in statements if one.purpose is Purpose.HYPOTHESIS and one.mentioned is not None]
    return {
        line.key: assumed(line, formulas[line.key[0]].raw.latex, reasons.get(formulas[line.key[0]].place.line, ""))
        for line in lines
        if line.key not in claims
    }


def _unread(understanding: Understanding) -> list[ReadFormula]:
    """The formulas that could be read under no interpretation; a sign alone stands between words and is none."""
    first = understanding.interpretations[0].formulas
    read = {
        formula.number
        for one in understanding.interpretations
        for formula in one.formulas
        if formula.reading is not None
    }
    unread = [formula for formula in first if formula.number not in read and formula.problem is not None]
    return [formula for formula in unread if not is_bare_sign(formula.raw.latex)]


def _left_alone(
    understanding: Understanding, spoken: Sequence[Sentence], said: Said, claims: Mapping[Key, AuditedClaim]
) -> int:
    """How many sentences nothing was made of: no claim, no number, nothing that was understood about a name."""
    amounts = {formula for formula, member in claims if AMOUNT <= member < SENTENCE}
    formulas = understanding.interpretations[0].formulas
    used = {(one.place.file, one.place.line) for one in understanding.inferred}

    def nothing(position: int, sentence: Sentence) -> bool:
        if position in said.understood or not any(letter.isalpha() for letter in sentence.text):
            return False
        places = [formulas[number].place for number in sentence.formulas]
        return not any((place.file, place.line) in used for place in places) and amounts.isdisjoint(sentence.formulas)

    return sum(nothing(position, sentence) for position, sentence in enumerate(spoken))
