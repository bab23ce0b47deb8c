"""The folder of a sitting: whose it is, what a killed run has left in it, what does not belong there any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from solgen.building.files import BESIDE, MANIFEST, digest_of_file, failure_of
from solgen.building.manifest import read_manifest
from solgen.building.sheets import MARKING, PAPERS, SOLUTIONS
from solgen.building.sitting.journal import JOURNAL
from solgen.building.sitting.lock import LOCK
from solgen.diagnostics import Diagnostic, Failure, Place

LEDGER = "ledger.json"
FOLDERS = (PAPERS, SOLUTIONS, MARKING)
VARIANT = "sitting "
"""How the word ``variant`` of a sitting's manifest begins."""


def refuse_other_folder(folder: Path) -> None:
    """Raise Failure (build-folder-not-ours) where a folder is neither empty nor that of a sitting."""
    if not folder.exists():
        return
    try:
        names = {entry.name for entry in folder.iterdir() if not entry.name.startswith(BESIDE)}
    except OSError as error:
        raise failure_of(error, folder) from error
    known = read_manifest(folder)
    other = known is not None and not known.variant.startswith(VARIANT)
    if other or (names and LEDGER not in names and MANIFEST not in names):
        what = "another build" if other else f"files that solgen has not written: {', '.join(sorted(names)[:3])}"
        hint = "choose another folder with --out, or empty this one yourself"
        raise Failure(Diagnostic("build-folder-not-ours", f"{folder} holds {what}", Place(str(folder)), hint))


def sweep(folder: Path) -> None:
    """Remove what a run that was killed was writing. Raises Failure."""
    kept = {LOCK, JOURNAL, f"{JOURNAL}-journal"}
    try:
        for place in (folder, *(folder / name for name in FOLDERS)):
            if place.is_dir():
                for path in place.glob(f"{BESIDE}*"):
                    if path.name not in kept:
                        path.unlink(missing_ok=True)
    except OSError as error:
        raise failure_of(error, folder) from error


def has_made_nothing(folder: Path) -> bool:
    """Whether no paper stands in a folder, and none ever has as far as it tells."""
    place = folder / PAPERS
    return not (folder / MANIFEST).exists() and not (place.is_dir() and any(place.iterdir()))


def remove_what_is_gone(folder: Path, old: Mapping[str, str], kept: Iterable[str]) -> None:
    """Remove files that the manifest before names and the new one does not, if nobody has touched them since."""
    try:
        for name in sorted(set(old) - set(kept)):
            path = folder / name
            if path.resolve().is_relative_to(folder.resolve()) and digest_of_file(path) == old[name]:
                path.unlink()
    except OSError as error:
        raise failure_of(error, folder) from error
