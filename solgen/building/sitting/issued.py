"""What a folder has issued: its ledger, under the secret that it was issued with."""

from __future__ import annotations

from pathlib import Path

from solgen.building.secrets import sitting_with_secret
from solgen.building.sitting.asked import ASKED, Asked, asked_from, plan_of
from solgen.building.sitting.folder import LEDGER
from solgen.building.sitting.journal import Journal
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.ledger import Ledger
from solgen.exams.ledger_file import empty_ledger, ledger_from, refuse_other_ledger
from solgen.exams.read_roster import read_text
from solgen.exams.sitting import Sitting, SittingPlan


def sitting_in(folder: Path, plan: SittingPlan) -> tuple[Sitting, Ledger]:
    """A sitting with its secret, and the ledger of its folder; an empty one where nothing has been issued yet.

    Where something was issued, no new secret is made in the place of one that is missing. Raises Failure.
    """
    path = folder / LEDGER
    if not path.exists():
        sitting = sitting_with_secret(plan)
        return sitting, empty_ledger(sitting)
    ledger = ledger_from(read_text(path), str(path))
    if not plan.secret_file.exists():
        message = f"the secret with the fingerprint {ledger.secret} is missing, under which these papers were issued"
        hint = "bring it back from a copy, or begin anew in another folder with --out"
        raise Failure(Diagnostic("exam-secret", message, Place(str(plan.secret_file)), hint))
    sitting = sitting_with_secret(plan)
    refuse_other_ledger(ledger, sitting, str(path))
    return sitting, ledger


def asked_of(folder: Path, journal: Journal | None) -> Asked:
    """From which files the papers of a folder were made. Raises Failure (build-unknown-source)."""
    text = "" if journal is None else journal.said(ASKED)
    try:
        asked = asked_from(text)
    except (ValueError, KeyError, TypeError):
        message = "the folder does not know any more from which exam it was made"
    else:
        missing = [file for file in (asked.source, asked.sitting) if file is not None and not file.is_file()]
        if not missing:
            return asked
        message = f"{missing[0]} is missing, from which the papers were made"
    hint = "run `solgen build EXAM --sitting SITTING --roster ROSTER` once more; papers that stand there stay"
    raise Failure(Diagnostic("build-unknown-source", message, Place(str(folder)), hint))


def issued_in(folder: Path, journal: Journal | None) -> tuple[Asked, Sitting, Ledger]:
    """Everything that the papers of a folder can be made again from. Raises Failure."""
    if not (folder / LEDGER).is_file():
        message = f"{folder} has no ledger, so that nothing was issued in it"
        hint = "name the folder of a sitting that `solgen build EXAM --roster ROSTER` has made"
        raise Failure(Diagnostic("build-no-sitting", message, Place(str(folder)), hint))
    asked = asked_of(folder, journal)
    sitting, ledger = sitting_in(folder, plan_of(asked))
    return asked, sitting, ledger
