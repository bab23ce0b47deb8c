"""The secret of a sitting in its file: made on first use, for its owner's eyes only."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from solgen.building.files import create_private
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.exams.secret import BYTES, Secret, secret_from
from solgen.exams.sitting import Sitting, SittingPlan


def sitting_with_secret(plan: SittingPlan) -> Sitting:
    """The sitting with the secret of its file, which is made where there is none. Raises Failure."""
    return Sitting(plan, secret_in(plan.secret_file))


def secret_in(path: Path) -> Secret:
    """The secret in a file; a new one where there is no file yet.

    Raises Failure: exam-secret where the file holds something else, exam-secret-open where others may read it,
    build-not-writable and the like where it cannot be made.
    """
    if not path.exists():
        made = Secret(secrets.token_bytes(BYTES))
        if create_private(path, made.as_text()):
            return made
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        message = f"the secret cannot be read: {error.strerror or type(error).__name__}"
        raise Failure(Diagnostic("exam-secret", message, Place(str(path)), "see whether you may read it")) from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        hint = f"take their rights away: chmod 600 {path}"
        raise Failure(Diagnostic("exam-secret-open", "others may read the sitting's secret", Place(str(path)), hint))
    return secret_from(text, str(path))
