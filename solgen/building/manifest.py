"""``manifest.json``: from what the files of a folder were made, so that anybody can tell whether they still are.

It holds versions, the seed's label, and digests of every input and every file; no clock and no path of the machine, so
the same inputs give the same manifest everywhere.
"""

from __future__ import annotations

import json
import os.path
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from solgen import __version__
from solgen.building.files import MANIFEST, digest

SCHEMA = "solgen-manifest/1"
_PACKAGE = Path(__file__).resolve().parent.parent
_AWAY = {"__pycache__", "_templates", "bank"}
_LIBRARIES = (
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "numpy",
    "pikepdf",
    "pylatex",
    "python-flint",
    "sympy",
    "typst",
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder's files were made from, and what they are."""

    target: str
    variant: str
    """``reference`` or ``seed 7``."""
    options: Mapping[str, str]
    versions: Mapping[str, str]
    inputs: Mapping[str, str]
    """Digest by portable path; the empty text for a file that was looked for and is not there."""
    claims: Mapping[str, int]
    """How many claims have which verdict."""
    files: Mapping[str, str]
    """Digest by name of every file but the manifest itself."""
    schema: str = SCHEMA

    def as_bytes(self) -> bytes:
        """The file's contents."""
        return (json.dumps(asdict(self), indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, or None where there is none that this version can read."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            return None
        texts = ("options", "versions", "inputs", "files")
        if not all(isinstance(value, str) for key in texts for value in data[key].values()):
            return None
        return Manifest(**data)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def versions() -> dict[str, str]:
    """Everything whose change may change a byte of the output: Python, the libraries, solgen and its source.

    As they were when this was first asked for: a process goes on with what it has imported.
    """
    return dict(_versions())


@cache
def _versions() -> Mapping[str, str]:
    found = {
        "python": ".".join(platform.python_version_tuple()[:2]),
        "solgen": __version__,
        "program": program_digest(),
    }
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = ""
    return found


@cache
def program_digest() -> str:
    """SHA-256 over the package's own files and templates, without the bank: its questions are inputs of their own."""
    templates = _PACKAGE / "_templates"
    folders = {"solgen": _PACKAGE, "templates": templates if templates.is_dir() else _PACKAGE.parent / "templates"}
    lines = [
        f"{label}/{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}"
        for label, folder in folders.items()
        for path in folder.rglob("*")
        if path.is_file() and not _AWAY & set(path.relative_to(folder).parts)
    ]
    return digest("\n".join(sorted(lines)).encode())


def portable(path: Path, base: Path) -> str:
    """A path that means the same on another machine: within the bank, or relative to the target's folder."""
    path = path.resolve()
    bank = _PACKAGE / "bank"
    if path.is_relative_to(bank):
        return f"bank:{path.relative_to(bank).as_posix()}"
    return Path(os.path.relpath(path, base.resolve())).as_posix()


def resolved(name: str, base: Path) -> Path:
    """The file that a portable path names here."""
    return _PACKAGE / "bank" / name.removeprefix("bank:") if name.startswith("bank:") else base / name


def input_digest(path: Path) -> str:
    """The digest of an input as it is now; the empty text where it is not there."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""
