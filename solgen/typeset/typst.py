"""Typst source to PDF by the ``typst`` wheel: same bytes on every run, tagged, PDF/UA-1 where the source allows it.

A process that has used this module must not be forked: Typst's threads do not survive it. Pools have to spawn.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import typst

from solgen.diagnostics import Diagnostic, Failure, Severity
from solgen.typeset.figures import put_figure

_NO_FIGURES: Mapping[str, Path] = MappingProxyType({})
_ACCESSIBLE: Final = "ua-1"


def typeset(source: str, figures: Mapping[str, Path] = _NO_FIGURES) -> bytes:
    """The PDF. Raises Failure (set-typst) where Typst refuses the source.

    ``figures`` are the pictures by the path with which the source names them. The source can read nothing else: it is
    compiled in an empty folder.
    """
    return typeset_with_warnings(source, figures)[0]


def typeset_with_warnings(
    source: str, figures: Mapping[str, Path] = _NO_FIGURES
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The PDF, and what Typst had to say about it as warnings."""
    with tempfile.TemporaryDirectory(prefix="solgen-") as folder:
        for name, path in figures.items():
            put_figure(Path(folder), name, path)
        try:
            return _compile(source, folder, accessible=True)
        except typst.TypstError as error:
            if not _is_about_accessibility(error):
                raise _failure(error) from error
        try:
            pdf, found = _compile(source, folder, accessible=False)
        except typst.TypstError as error:
            raise _failure(error) from error
        warning = Diagnostic(
            "set-not-accessible",
            "the PDF is tagged but does not conform to PDF/UA-1: a formula or picture has no alternative text",
            hint="give every figure a text between its square brackets",
            severity=Severity.WARNING,
        )
        return pdf, (*found, warning)


def _compile(source: str, folder: str, *, accessible: bool) -> tuple[bytes, tuple[Diagnostic, ...]]:
    with _alone:
        pdf, warnings = _compiler().compile_with_warnings(
            source.encode(), format="pdf", pdf_standards=_ACCESSIBLE if accessible else None, timestamp=0, root=folder
        )
    assert isinstance(pdf, bytes)
    found = tuple(
        Diagnostic("set-typst", warning.message, hint="; ".join(warning.hints), severity=Severity.WARNING)
        for warning in warnings
    )
    return pdf, found


_alone: Final = threading.Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One for all sheets of a process.

    Typst remembers by what stands in the source and where; to another compiler, the same source is another file. It
    drops what it remembers where ten sheets in a row had no use for it. Files have numbers, of which a process has
    65,535: each compiler would take one.
    """
    return typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Typst's own fonts, found once in a process: the machine's are never used."""
    return typst.Fonts(include_system_fonts=False)


def _is_about_accessibility(error: typst.TypstError) -> bool:
    return "PDF/UA" in f"{error.message} {error.diagnostic}"


def _failure(error: typst.TypstError) -> Failure:
    hint = "; ".join(error.hints) or "if a template was changed, compare it with the one that solgen ships"
    return Failure(Diagnostic("set-typst", f"Typst cannot set the sheet: {error.message}", hint=hint))
