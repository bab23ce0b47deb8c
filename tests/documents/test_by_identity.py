"""Remembering by identity."""

from __future__ import annotations

import pytest

from solgen.documents.by_identity import ByIdentity


def test_each_object_is_worked_on_once_and_the_memory_is_bounded() -> None:
    calls: list[str] = []

    def work(text: tuple[str, ...]) -> str:
        calls.append(text[0])
        return text[0]

    remember: ByIdentity[tuple[str, ...], str] = ByIdentity(work, kept=2)
    things = [(letter,) for letter in "abc"]
    assert [remember(things[0]), remember(things[1]), remember(things[0])] == ["a", "b", "a"]
    assert calls == ["a", "b"]
    for thing in things * 2:
        assert remember(thing) == thing[0]
        assert len(remember._known) <= 2


def test_an_equal_object_is_another() -> None:
    remember: ByIdentity[list[int], int] = ByIdentity(id)
    first, second = [1], [1]
    assert remember(first) == id(first)
    assert remember(second) == id(second)


def test_an_object_stays_alive_as_long_as_its_result_is_remembered() -> None:
    remember: ByIdentity[list[int], int] = ByIdentity(sum)
    assert [remember([number]) for number in range(100)] == list(range(100))


def test_what_fails_is_tried_again() -> None:
    remember: ByIdentity[list[int], int] = ByIdentity(max)
    empty: list[int] = []
    for _ in range(2):
        with pytest.raises(ValueError, match="empty"):
            remember(empty)
