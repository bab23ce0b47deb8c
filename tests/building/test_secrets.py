from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from solgen.building.files import create_private
from solgen.building.secrets import secret_in
from solgen.diagnostics import Failure, explanation


def test_a_secret_is_made_on_first_use_and_stays(tmp_path):
    path = tmp_path / "midterm.secret"
    made = secret_in(path)
    assert secret_in(path) == made
    assert secret_in(tmp_path / "other.secret") != made


def test_only_its_owner_may_read_a_secret_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        secret_in(tmp_path / "midterm.secret")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "midterm.secret").stat().st_mode) == 0o600


def test_a_secret_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "midterm.secret"
    secret_in(path)
    path.chmod(0o640)
    with pytest.raises(Failure) as caught:
        secret_in(path)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "exam-secret-open"
    assert explanation(diagnostic.code)
    assert f"chmod 600 {path}" in diagnostic.hint


def test_of_many_who_need_a_secret_at_once_all_get_the_same(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: secret_in(tmp_path / "midterm.secret"), range(64)))
    assert len(set(found)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["midterm.secret"]


def test_a_private_file_that_exists_is_not_touched(tmp_path):
    path = tmp_path / "x"
    path.write_text("mine", encoding="utf-8")
    assert create_private(path, "other") is False
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_secret_that_cannot_be_made_is_said(tmp_path):
    with pytest.raises(Failure) as caught:
        secret_in(tmp_path / "no-folder" / "midterm.secret")
    assert caught.value.diagnostics[0].code == "build-folder-missing"
