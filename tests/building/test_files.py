"""Files appear whole or not at all, in a folder that is ours."""

from __future__ import annotations

import errno
import os
import tempfile
import warnings
from pathlib import Path

import pytest

from solgen.building.files import MANIFEST, claim_folder, create, digest, publish, unchanged
from solgen.diagnostics import Failure


def codes(failure):
    return [diagnostic.code for diagnostic in failure.value.diagnostics]


def test_the_files_stand_in_the_folder_as_given(tmp_path):
    changed = publish(tmp_path / "new" / "folder", {"a.md": b"one", MANIFEST: b"{}"}, {})
    assert changed == ("a.md", MANIFEST)
    assert (tmp_path / "new" / "folder" / "a.md").read_bytes() == b"one"


def test_a_file_that_is_the_same_is_not_written_again(tmp_path):
    publish(tmp_path, {"a.md": b"one", MANIFEST: b"{}"}, {})
    before = (tmp_path / "a.md").stat()
    assert publish(tmp_path, {"a.md": b"one", MANIFEST: b"{ }"}, {}) == (MANIFEST,)
    after = (tmp_path / "a.md").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_the_manifest_is_renamed_last(tmp_path, monkeypatch):
    order = []
    replace = Path.replace

    def noted(self, to):
        order.append(to.name)
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", noted)
    publish(tmp_path, {MANIFEST: b"{}", "z.md": b"z", "a.md": b"a"}, {})
    assert order == ["z.md", "a.md", MANIFEST]


def test_a_file_that_is_not_made_any_more_goes_unless_somebody_changed_it(tmp_path):
    publish(tmp_path, {"a.md": b"a", "b.md": b"b", MANIFEST: b"1"}, {})
    (tmp_path / "b.md").write_bytes(b"mine")
    publish(tmp_path, {MANIFEST: b"2"}, {"a.md": digest(b"a"), "b.md": digest(b"b")})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.md", MANIFEST]


def test_a_manifest_cannot_name_a_file_outside_its_folder_for_removal(tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"x")
    publish(tmp_path / "in", {MANIFEST: b"1"}, {"../outside.md": digest(b"x")})
    assert outside.exists()


def test_a_folder_with_files_of_somebody_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(Failure) as failure:
        publish(tmp_path, {"a.md": b"a", MANIFEST: b"{}"}, {})
    assert codes(failure) == ["build-folder-not-ours"]
    assert "letter.txt" in failure.value.diagnostics[0].message
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_what_an_interrupted_build_left_beside_does_not_make_a_folder_foreign(tmp_path):
    (tmp_path / ".solgen-a.md").write_text("half")
    claim_folder(tmp_path)


def test_a_folder_where_a_file_stands_cannot_be_written(tmp_path):
    (tmp_path / "build").write_text("a file")
    with pytest.raises(Failure) as failure:
        claim_folder(tmp_path / "build" / "exam")
    assert codes(failure) == ["build-not-writable"]


def test_a_full_disk_changes_nothing_and_leaves_nothing_beside(tmp_path, monkeypatch):
    publish(tmp_path, {"a.md": b"old", MANIFEST: b"{}"}, {})

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Failure) as failure:
        publish(tmp_path, {"a.md": b"new", MANIFEST: b"{ }"}, {})
    assert codes(failure) == ["machine-disk-full"]
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", MANIFEST]


def codes_as_nobody(work) -> list[str]:
    """The codes with which ``work`` fails in a child that has no rights of the superuser, whom no rights bind."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child of this fork does nothing but ``work``
        child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            work()
        except Failure as failure:
            os.write(writing, " ".join(found.code for found in failure.diagnostics).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as said:
        return said.read().split()


def test_a_folder_without_the_right_to_write_is_refused():
    folder = Path(tempfile.mkdtemp())  # not below pytest's own folder, which nobody but its owner may enter
    try:
        folder.chmod(0o555)
        assert codes_as_nobody(lambda: claim_folder(folder)) == ["build-not-writable"]
    finally:
        folder.rmdir()


def test_rights_that_are_missing_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Failure) as failure:
        claim_folder(tmp_path)
    assert codes(failure) == ["build-not-writable"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path):
    create(tmp_path / "q.md", "one")
    with pytest.raises(Failure) as failure:
        create(tmp_path / "q.md", "two")
    assert codes(failure) == ["build-file-exists"]
    assert (tmp_path / "q.md").read_text() == "one"


def test_a_new_file_needs_its_folder(tmp_path):
    with pytest.raises(Failure) as failure:
        create(tmp_path / "nowhere" / "q.md", "one")
    assert codes(failure) == ["build-folder-missing"]


def test_a_folder_is_unchanged_only_if_every_file_has_its_digest(tmp_path):
    publish(tmp_path, {"a.md": b"a", MANIFEST: b"{}"}, {})
    assert unchanged(tmp_path, {"a.md": digest(b"a")})
    assert not unchanged(tmp_path, {"a.md": digest(b"b")})
    assert not unchanged(tmp_path, {"a.md": digest(b"a"), "b.md": digest(b"")})


@pytest.mark.parametrize("renamed", [0, 1, 2])
def test_an_interrupted_build_leaves_whole_files_that_do_not_fit_their_manifest(tmp_path, monkeypatch, renamed):
    old = {"a.md": b"old a", "b.md": b"old b", MANIFEST: b"old"}
    new = {"a.md": b"new a", "b.md": b"new b", MANIFEST: b"new"}
    publish(tmp_path, old, {})
    replace = Path.replace
    done: list[Path] = []

    def interrupted(self, to):
        if len(done) == renamed:
            raise KeyboardInterrupt
        done.append(to)
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, new, {})
    monkeypatch.undo()
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(found) == set(old)
    assert all(found[name] in {old[name], new[name]} for name in found)
    assert found[MANIFEST] == b"old"
    assert set(publish(tmp_path, new, {})) == set(new) - {path.name for path in done}
