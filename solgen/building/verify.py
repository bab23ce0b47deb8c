"""Whether a folder still is what its manifest says, and whether its claims still have their verdicts."""

from __future__ import annotations

from pathlib import Path

from solgen.building.claims import read_claims
from solgen.building.files import MANIFEST, digest
from solgen.building.manifest import Manifest, read_manifest
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.judge import Judge


def verify(folder: Path) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """The folder's manifest, and what does not fit it: files that differ, claims that are judged otherwise afresh.

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
    if "claims.json" in manifest.files and not any(d.place.file.endswith("claims.json") for d in found):
        found += _claims(folder / "claims.json")
    return manifest, tuple(found)


def _file(path: Path, known: str) -> Diagnostic | None:
    try:
        same = digest(path.read_bytes()) == known
    except OSError:
        return Diagnostic("build-file-missing", f"{path.name} is missing", Place(str(path)), "build again")
    if same:
        return None
    return Diagnostic(
        "build-file-changed",
        f"{path.name} is not what was built",
        Place(str(path)),
        "build again, or find out who changed it",
    )


def _claims(path: Path) -> list[Diagnostic]:
    claims = read_claims(path.read_text(encoding="utf-8"))
    with Judge(remember=False) as judge:
        verdicts = judge.verdicts([claim for claim, _ in claims])
    return [
        Diagnostic(
            "build-verdict-changed",
            f"`{row['left']} {row['relation']} {row['right']}` was {row['verdict']['word']}, now {verdict.word.value}",
            Place(row["place"]["file"], row["place"]["line"]),
            "build again with this version of solgen",
        )
        for (_, row), verdict in zip(claims, verdicts, strict=True)
        if row["verdict"]["word"] not in {verdict.word.value, "vouched"}
    ]
