"""The only writer: files appear whole or not at all, in a folder that is ours.

Every file is written beside its place under another name, synced, and renamed; the manifest comes last. A build that is
interrupted leaves whole files only, and since the manifest does not fit them, the next build makes them anew.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from solgen.diagnostics import Diagnostic, Failure, Place

MANIFEST = "manifest.json"
BESIDE = ".solgen-"
"""How the names of files begin that are ours and no output: what is being written, a lock, a journal."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def create(path: Path, text: str) -> None:
    """A new file; one that exists is never touched.

    Raises Failure: build-file-exists, build-folder-missing, build-not-writable, machine-disk-full.
    """
    if path.exists():
        raise Failure(
            Diagnostic(
                "build-file-exists",
                f"{path} exists already",
                Place(str(path)),
                "choose another name, or move the file away",
            )
        )
    try:
        _write_whole(path, text.encode())
    except OSError as error:
        raise failure_of(error, path) from error


def create_all(folder: Path, texts: Mapping[str, str]) -> None:
    """New files in a folder, which is made if need be; where one of them exists already, none is written.

    Raises Failure as ``create`` does.
    """
    taken = [name for name in texts if (folder / name).exists()]
    if taken:
        raise Failure(
            Diagnostic(
                "build-file-exists",
                f"{folder / taken[0]} exists already, and nothing was written",
                Place(str(folder / taken[0])),
                "choose another folder with --out, or move the file away",
            )
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure_of(error, folder) from error
    for name, text in texts.items():
        create(folder / name, text)


def create_private(path: Path, text: str) -> bool:
    """A new file that only its owner may read; False where there is one already, which is never touched.

    Of two programs that try at once, one makes the file. Raises Failure as ``create`` does.
    """
    try:
        handle, beside = tempfile.mkstemp(prefix=BESIDE, dir=path.parent)
    except OSError as error:
        raise failure_of(error, path) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
        _sync_folder(path.parent)
    except FileExistsError:
        return False
    except OSError as error:
        raise failure_of(error, path) from error
    finally:
        Path(beside).unlink(missing_ok=True)
    return True


def claim_folder(folder: Path) -> None:
    """See to it that a folder exists, can be written, and is ours: empty, or with a manifest that solgen wrote.

    Raises Failure: build-folder-not-ours, build-not-writable, machine-disk-full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        entries = [entry.name for entry in folder.iterdir() if not entry.name.startswith(BESIDE)]
    except OSError as error:
        raise failure_of(error, folder) from error
    if entries and MANIFEST not in entries:
        raise Failure(
            Diagnostic(
                "build-folder-not-ours",
                f"{folder} holds files, and solgen has not written them: {_some(entries)}",
                Place(str(folder)),
                "choose another folder with --out, or empty this one yourself",
            )
        )
    if not os.access(folder, os.W_OK):
        raise failure_of(PermissionError(errno.EACCES, "permission denied"), folder)


def publish(folder: Path, files: Mapping[str, bytes], old: Mapping[str, str]) -> tuple[str, ...]:
    """Put files into a folder, the manifest last; the names of those that changed.

    ``old`` are the digests of the files that the manifest before names: one of them that is not made any more and has
    not been touched since is removed. Raises Failure as ``claim_folder`` does.
    """
    claim_folder(folder)
    changed = [name for name, data in files.items() if _read(folder / name) != data]
    changed.sort(key=lambda name: name == MANIFEST)
    beside = {name: folder / f"{BESIDE}{name}" for name in changed}
    try:
        for name in changed:
            _write_synced(beside[name], files[name])
        for name in changed:
            beside[name].replace(folder / name)
        for name in sorted(set(old) - set(files)):
            path = folder / name
            if path.parent == folder and (data := _read(path)) is not None and digest(data) == old[name]:
                path.unlink()
        _sync_folder(folder)
    except OSError as error:
        raise failure_of(error, folder) from error
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)
    return tuple(changed)


def put(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Put files into a folder of ours, each whole, by names that may hold folders; the names of those that changed.

    What stands there is on the disk when this returns. Raises Failure as ``claim_folder`` does.
    """
    changed = [name for name, data in files.items() if _read(folder / name) != data]
    try:
        for name in changed:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{BESIDE}{path.name}")
            try:
                _write_synced(beside, files[name])
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
        for parent in {(folder / name).parent for name in changed}:
            _sync_folder(parent)
    except OSError as error:
        raise failure_of(error, folder) from error
    return tuple(changed)


@contextmanager
def streamed(path: Path, *, lasting: bool = True) -> Iterator[BinaryIO]:
    """A file that is written piece by piece and appears whole at the end of the block, or not at all.

    One that is not ``lasting`` is gone before the run ends: nobody waits until it is on the disk.

    Raises Failure as ``claim_folder`` does.
    """
    beside = path.with_name(f"{BESIDE}{path.name}")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        beside.replace(path)
        if lasting:
            _sync_folder(path.parent)
    except OSError as error:
        raise failure_of(error, path) from error
    finally:
        beside.unlink(missing_ok=True)


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file, however large; the empty text where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def unchanged(folder: Path, digests: Mapping[str, str]) -> bool:
    """Whether all these files stand in the folder with these contents."""
    return all(digest_of_file(folder / name) == known for name, known in digests.items())


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write_whole(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{BESIDE}{path.name}")
    try:
        _write_synced(beside, data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def failure_of(error: OSError, path: Path) -> Failure:
    """What an operating system's error at a path means to a user."""
    place = Place(str(path))
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Failure(
            Diagnostic("machine-disk-full", f"there is no room left to write {path}", place, "free some space")
        )
    if error.errno == errno.ENOENT:
        return Failure(
            Diagnostic(
                "build-folder-missing",
                f"the folder of {path} does not exist",
                place,
                f"make it: mkdir -p {path.parent}",
            )
        )
    reason = error.strerror or type(error).__name__
    return Failure(
        Diagnostic(
            "build-not-writable",
            f"{path} cannot be written: {reason}",
            place,
            "choose another folder with --out, or mend its rights",
        )
    )


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:3]) + (f" and {len(listed) - 3} more" if len(listed) > 3 else "")
