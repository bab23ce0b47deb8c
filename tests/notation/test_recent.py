"""What a memory of the last results holds, and what it forgets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from solgen.notation.recent import Recent

KEYS = st.lists(st.integers(0, 30), max_size=200)


@settings(derandomize=True, max_examples=100)
@given(KEYS, st.integers(0, 20))
def test_no_more_are_kept_than_asked_for_and_the_last_half_for_certain(keys, kept):
    memory: Recent[int, str] = Recent(kept)
    for position, key in enumerate(keys):
        memory[key] = str(key)
        assert len(memory) <= max(kept, 2)
        last = list(dict.fromkeys(reversed(keys[: position + 1])))[: max(kept // 2, 1)]
        assert key in last
        assert [one for one in last if memory._young.get(one, memory._old.get(one)) != str(one)] == []


@settings(derandomize=True, max_examples=100)
@given(KEYS)
def test_what_is_asked_for_again_and_again_is_never_forgotten(keys):
    memory: Recent[str | int, str] = Recent(6)
    memory["always"] = "here"
    for key in keys:
        memory[key] = str(key)
        assert memory.get("always") == "here"


@settings(derandomize=True, max_examples=100)
@given(KEYS)
def test_a_value_is_the_last_one_set_or_none(keys):
    memory: Recent[int, int] = Recent(8)
    set_last: dict[int, int] = {}
    for position, key in enumerate(keys):
        assert memory.get(key) in (None, set_last.get(key))
        memory[key] = set_last[key] = position
    memory.clear()
    assert len(memory) == 0
