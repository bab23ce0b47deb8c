from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.questions.seeds import Stream, derived, encoded, passed_over, seed_for, seed_for_student

FIELDS = {
    "exam": "exam",
    "sitting": "2026-01",
    "student": "s1",
    "slot": "first",
    "question": "training-time",
}
SECRET = bytes(range(32))


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=8), max_size=4))
@settings(derandomize=True)
def test_two_lists_of_words_give_the_same_bytes_only_if_they_are_the_same(left, right):
    def normal(words):
        return [unicodedata.normalize("NFC", word) for word in words]

    assert (encoded(*left) == encoded(*right)) == (normal(left) == normal(right))


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_changes_a_students_seed(field):
    one = seed_for_student(SECRET, **FIELDS)
    other = seed_for_student(SECRET, **{**FIELDS, field: FIELDS[field] + "x"})
    assert one.key != other.key
    assert one.key == seed_for_student(SECRET, **FIELDS).key


def test_words_cannot_move_from_one_field_to_the_next():
    one = seed_for_student(SECRET, **{**FIELDS, "student": "ab", "slot": "c"})
    other = seed_for_student(SECRET, **{**FIELDS, "student": "a", "slot": "bc"})
    assert one.key != other.key


def test_a_students_seed_needs_the_secret():
    assert seed_for_student(SECRET, **FIELDS).key != seed_for_student(SECRET[::-1], **FIELDS).key
    with pytest.raises(ValueError, match="16 bytes"):
        seed_for_student(b"short", **FIELDS)


def test_a_seed_does_not_show_its_key():
    seed = seed_for_student(SECRET, **FIELDS)
    assert seed.key.hex() not in repr(seed)
    assert repr(seed.key) not in repr(seed)


def words_of(key: bytes, name: bytes, blocks: int) -> list[int]:
    """The words of a stream, by the standard library's slower road."""
    domain = b"solgen stream 1"
    message = len(domain).to_bytes(8, "big") + domain + len(name).to_bytes(8, "big") + name
    digests = [hmac.new(key, message + number.to_bytes(8, "big"), hashlib.sha256).digest() for number in range(blocks)]
    return [int.from_bytes(digest[at : at + 8], "big") for digest in digests for at in (0, 8, 16, 24)]


def test_a_stream_is_hmac_sha256_of_its_name_and_a_counter_in_words_of_eight_bytes():
    seed = seed_for(7, "q")
    stream = Stream(seed, "a")
    assert [stream.below(1 << 64) for _ in range(8)] == words_of(seed.key, b"a", 2)


def test_words_beyond_the_last_multiple_of_the_bound_are_dropped():
    seed = seed_for(7, "q")
    bound = 3 << 62
    words = words_of(seed.key, b"a", 8)
    kept = [word for word in words if word < bound]
    assert len(kept) < len(words)
    stream = Stream(seed, "a")
    assert [stream.below(bound) for _ in kept] == kept


@given(st.integers(1, 1 << 130), st.integers(0, 1000))
@settings(derandomize=True)
def test_a_stream_stays_below_its_bound(bound, number):
    stream = Stream(seed_for(number, "q"), "a")
    assert all(0 <= stream.below(bound) < bound for _ in range(5))


def test_the_integers_of_a_stream_are_spread_evenly():
    stream = Stream(seed_for(1, "q"), "a")
    counts = Counter(stream.below(10) for _ in range(20_000))
    # chi-squared with 9 degrees of freedom is below 33.7 with probability 0.9999
    assert sum((counts[digit] - 2000) ** 2 / 2000 for digit in range(10)) < 33.7


def test_after_variants_that_were_passed_over_each_draw_has_a_seed_of_its_own():
    seed = seed_for_student(SECRET, **FIELDS)
    keys = [passed_over(seed, times).key for times in range(50)]
    assert keys[0] == seed.key
    assert len(set(keys)) == 50


def test_what_is_derived_for_one_purpose_is_nothing_for_another():
    assert derived(SECRET, "solgen code 1", "a") != derived(SECRET, "solgen order 1", "a")
    with pytest.raises(ValueError, match="16 bytes"):
        derived(b"short", "solgen code 1")
