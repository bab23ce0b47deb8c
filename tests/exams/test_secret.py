from __future__ import annotations

import pickle

import pytest

from solgen.diagnostics import Failure, explanation
from solgen.exams.secret import Secret, secret_from
from solgen.questions.seeds import seed_for_student
from tests.bench import guesses

KEY = bytes(range(32))


def test_a_secret_comes_back_from_its_file():
    assert secret_from(Secret(KEY).as_text(), "june.secret").key == KEY


def test_a_secret_shows_its_fingerprint_and_nothing_of_its_key():
    shown = f"{Secret(KEY)!r} {Secret(KEY)} {Secret(KEY).fingerprint}"
    assert KEY.hex()[:8] not in shown
    assert repr(KEY)[2:-1] not in shown
    assert len(Secret(KEY).fingerprint) == 16


def test_two_secrets_have_two_fingerprints():
    assert Secret(KEY).fingerprint != Secret(KEY[::-1]).fingerprint


@pytest.mark.parametrize("text", ["", "solgen-secret-1 12\n", KEY.hex(), f"solgen-secret-2 {KEY.hex()}\n"])
def test_a_file_that_holds_no_secret_is_refused_without_showing_it(text):
    with pytest.raises(Failure) as caught:
        secret_from(text, "june.secret")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "exam-secret"
    assert explanation(diagnostic.code)
    assert KEY.hex() not in str(caught.value)


def test_a_short_key_is_no_secret():
    with pytest.raises(ValueError, match="32 bytes"):
        Secret(b"short")


def test_a_secret_survives_being_copied():
    assert pickle.loads(pickle.dumps(Secret(KEY))) == Secret(KEY)  # noqa: S301 -- our own bytes


def test_guesses_over_all_public_fields_reproduce_no_paper():
    found = guesses.measure(20_000)
    assert (found.guesses, found.papers) == (20_000, 0)
    assert found.longest < 5


def test_a_guess_with_the_secret_would_be_told():
    seed = seed_for_student(guesses.SECRET.key, *guesses.FIELDS)
    assert guesses.agreeing(seed, guesses.paper(seed)) == len(guesses.PARAMETERS)
