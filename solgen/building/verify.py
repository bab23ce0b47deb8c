"""Whether a folder still is what its manifest says, and whether its claims still have their verdicts."""

from __future__ import annotations

from pathlib import Path

from solgen.building.claims import read_claims, verdict_changes
from solgen.building.files import MANIFEST, digest_of_file
from solgen.building.manifest import Manifest, read_manifest
from solgen.building.pipeline import Progress, no_progress
from solgen.building.sitting.folder import VARIANT
from solgen.building.sitting.verifying import judged_afresh, made_again, unknown_files
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.judge import Judge


def verify(
    folder: Path, executor: str = "processes", progress: Progress = no_progress
) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """The folder's manifest, and what does not fit it: files that differ, claims that are judged otherwise afresh.

    Of a sitting also papers that come out otherwise when they are made again, by the workers that ``executor`` names.
    Raises Failure (build-no-manifest) where the folder has no manifest.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise Failure(
            Diagnostic(
                "build-no-manifest",
                f"{folder} has no {MANIFEST} that this version of solgen can read",
                Place(str(folder)),
                "name a folder that `solgen build` has made",
            )
        )
    found = [problem for name, known in manifest.files.items() if (problem := _file(folder / name, known))]
    sitting = manifest.variant.startswith(VARIANT)
    if "claims.json" in manifest.files and not any(d.place.file.endswith("claims.json") for d in found):
        found += judged_afresh(folder / "claims.json", progress) if sitting else _claims(folder / "claims.json")
    if sitting:
        found += unknown_files(folder, manifest)
        found += made_again(folder, manifest, executor, progress)
    return manifest, tuple(found)


def _file(path: Path, known: str) -> Diagnostic | None:
    same = digest_of_file(path) == known
    if not path.exists():
        return Diagnostic("build-file-missing", f"{path.name} is missing", Place(str(path)), "build again")
    if same:
        return None
    return Diagnostic(
        "build-file-changed",
        f"{path.name} is not what was built",
        Place(str(path)),
        "build again, or find out who changed it",
    )


def _claims(path: Path) -> tuple[Diagnostic, ...]:
    with Judge(remember=False) as judge:
        return verdict_changes(read_claims(path.read_text(encoding="utf-8")), judge)
