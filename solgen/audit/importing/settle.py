"""A draft is written, read as a question would be, and changed until nothing in it is refused.

A definition of what is defined already becomes a claim; a declaration that is refused goes; a formula that cannot be
read is shown as typed. Every such loss is told, at its place in the sheet that is imported.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from solgen.audit.importing.draft import Draft, DraftText, write
from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.documents.blocks import SourceText
from solgen.documents.raw import RawFormula
from solgen.documents.read import read_document
from solgen.questions.load import load_text

MOST_ROUNDS: Final = 40
_ROLE_GOES = ("read-defined-twice", "read-recursive-definition", "read-no-fresh-name", "role-")
_WARNING: Final = Severity.WARNING
_SAID = ("document-chain-without-start", "claim-says-nothing")


def settled(draft: Draft, source: SourceText, path: Path) -> tuple[DraftText, tuple[Diagnostic, ...]]:
    """The text of a draft in which nothing is refused for its form, and what was lost on the way."""
    told: list[Diagnostic] = []
    text = write(draft)
    for _ in range(MOST_ROUNDS):
        faults = _faults(text.text, path)
        changed = [one for fault in faults for one in _mended(fault, draft, text, source)]
        if not faults or not changed:
            break
        told += [one for one in changed if one.message]
        text = write(draft)
    told += [
        Diagnostic("import-unsettled", f"in the question as written: {fault.message}", Place(), fault.hint, _WARNING)
        for fault in _faults(text.text, path)
    ]
    return text, tuple(dict.fromkeys(told))


def _faults(text: str, path: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with the form of a question's text."""
    try:
        question = load_text(text, path)
    except Failure as failure:
        return failure.diagnostics
    _, faults = read_document(question.pieces, question.declare)
    return tuple(fault for fault in faults if fault.severity is Severity.ERROR)


def _mended(fault: Diagnostic, draft: Draft, text: DraftText, source: SourceText) -> list[Diagnostic]:
    """Change the draft so that a fault goes; what is to be told of it (an empty message: nothing is)."""
    declared = fault.place.line - text.declared_from
    if text.declared_from and 0 <= declared < len(draft.declared):
        line = draft.declared.pop(declared)
        message = f"`{line.line}` was inferred, but is no declaration: {fault.message}"
        return [Diagnostic("import-declaration", message, severity=Severity.WARNING, hint="declare the name yourself")]
    formula = _formula_at(fault, text)
    if formula is None:
        return []
    place = source.place(formula.opens.line, formula.opens.column)
    quiet = replace(fault, message="")
    if formula in draft.asks or formula in draft.gives:
        name = draft.asks.pop(formula, "") or draft.gives.pop(formula, "")
        draft.asks = {key: one for key, one in draft.asks.items() if one != name}
        draft.gives = {key: one for key, one in draft.gives.items() if one != name}
        draft.answers = [one for one in draft.answers if one.name != name]
        return [quiet]
    if fault.code.startswith(_ROLE_GOES) and draft.roles.get(formula):
        draft.roles[formula] = ""
        return [quiet]
    if fault.code in _SAID and draft.roles.get(formula) != ".say":
        draft.roles[formula] = ".say"
        return [quiet]
    if formula in draft.typed:
        return []
    draft.typed.add(formula)
    message = f"the formula is shown as typed, since it cannot be read: {fault.message}"
    return [Diagnostic("import-formula", message, place, fault.hint, Severity.WARNING)]


def _formula_at(fault: Diagnostic, text: DraftText) -> RawFormula | None:
    """The formula in which a fault lies."""
    line, column = fault.place.line, fault.place.column
    standing = [one for one in text.formulas if one[1] <= line <= one[2]]
    exact = [one for one in standing if not column or (one[3] <= column <= one[4] or one[1] < one[2])]
    nearest = exact or standing
    return nearest[0][0] if nearest else None
