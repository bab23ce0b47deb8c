"""LaTeX source to PDF by pdflatex, where the machine has it: same bytes on every run, nothing of the machine is read.

pdflatex runs in an empty folder, without shell escape, allowed to open no file outside it, within a time limit.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from solgen.diagnostics import Diagnostic, Failure, Place, Severity
from solgen.typeset.figures import put_figure

_NO_FIGURES: Mapping[str, Path] = MappingProxyType({})
_PASSES: Final = 2
_SECONDS: Final = 120
_TOO_WIDE: Final = 3.0
"""Points by which a line may stick out before it is worth a warning."""


def typeset(source: str, figures: Mapping[str, Path] = _NO_FIGURES) -> bytes:
    """The PDF.

    Raises Failure: machine-no-latex, set-latex (an error in the source, with its line), set-latex-time,
    set-missing-glyph.
    """
    return typeset_with_warnings(source, figures)[0]


def typeset_with_warnings(
    source: str, figures: Mapping[str, Path] = _NO_FIGURES
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The PDF, and the lines that stick out of it as warnings."""
    program = shutil.which("pdflatex")
    if program is None:
        raise Failure(
            Diagnostic(
                "machine-no-latex",
                "pdflatex is not installed on this machine",
                hint="install TeX (Debian: apt-get install texlive-latex-extra lmodern), or use --engine typst",
            )
        )
    with tempfile.TemporaryDirectory(prefix="solgen-") as name:
        folder = Path(name)
        (folder / "sheet.tex").write_text(source, encoding="utf-8")
        for figure, path in figures.items():
            put_figure(folder, figure, path)
        for _ in range(_PASSES):
            log = _run(program, folder)
        return (folder / "sheet.pdf").read_bytes(), _warnings(log)


def _run(program: str, folder: Path) -> str:
    """One pass; the log. Raises Failure as ``typeset`` says."""
    surroundings = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TEXMFVAR": str(folder / "texmf-var"),
        "openin_any": "p",
        "openout_any": "p",
        "SOURCE_DATE_EPOCH": "0",
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "10000",
    }
    command = [program, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "sheet.tex"]
    try:
        done = subprocess.run(  # noqa: S603 -- the program that the machine calls pdflatex, on a file of ours
            command, cwd=folder, env=surroundings, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        message = f"pdflatex was still running after {_SECONDS} seconds"
        hint = "look for an endless loop in a template, or use --engine typst"
        raise Failure(Diagnostic("set-latex-time", message, hint=hint)) from error
    log_file = folder / "sheet.log"
    log = log_file.read_text(encoding="utf-8", errors="replace") if log_file.exists() else ""
    _refuse_missing_glyphs(log)
    if done.returncode != 0:
        raise _failure(log)
    return log


def _refuse_missing_glyphs(log: str) -> None:
    missing = re.findall(r"Missing character: There is no (\S+)", log)
    unknown = re.findall(r"Unicode character (\S+) \(U\+([0-9A-F]+)\)", log)
    if missing or unknown:
        character = f"{unknown[0][0]} (U+{unknown[0][1]})" if unknown else missing[0]
        message = f"the font of the LaTeX sheet has no glyph for {character}"
        hint = "write it otherwise, or use --engine typst, whose fonts hold more"
        raise Failure(Diagnostic("set-missing-glyph", message, _place(log), hint))


def _failure(log: str) -> Failure:
    found = re.search(r"^! (.+)$", log, re.MULTILINE)
    message = found[1].strip() if found else "it stopped without saying why"
    hint = "if a template was changed, compare it with the one that solgen ships"
    return Failure(Diagnostic("set-latex", f"pdflatex cannot set the sheet: {message}", _place(log), hint))


def _place(log: str) -> Place:
    found = re.search(r"^l\.(\d+)", log, re.MULTILINE)
    return Place("sheet.tex", int(found[1])) if found else Place("sheet.tex")


def _warnings(log: str) -> tuple[Diagnostic, ...]:
    found = re.findall(r"Overfull \\hbox \(([0-9.]+)pt too wide\).*?lines? (\d+)", log)
    return tuple(
        Diagnostic(
            "set-too-wide",
            f"a line is {float(points):.0f} points too wide",
            Place("sheet.tex", int(line)),
            "break the display into more lines",
            Severity.WARNING,
        )
        for points, line in found
        if float(points) > _TOO_WIDE
    )
