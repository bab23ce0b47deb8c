"""Pictures, put where an engine looks for them: inside its working folder and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

from solgen.diagnostics import Diagnostic, Failure


def put_figure(folder: Path, name: str, path: Path) -> None:
    """Copy the file at ``path`` to ``name`` inside ``folder``. Raises Failure (set-figure)."""
    target = (folder / name).resolve()
    if folder.resolve() not in target.parents:
        message = f"the figure {name} lies outside the question's folder"
        raise Failure(Diagnostic("set-figure", message, hint="put it beside the question"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    except OSError as error:
        message = f"the figure {name} cannot be read: {error.strerror}"
        raise Failure(Diagnostic("set-figure", message, hint="put it beside the question")) from error
