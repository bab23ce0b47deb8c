"""Records made quickly are dataclasses like those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from solgen.notation.context import Declaration, IndexRange, Kind
from solgen.notation.records import dataclass
from solgen.notation.terms import name, number


@dataclass(frozen=True, slots=True)
class Quick:
    """A record."""

    first: int
    second: str = "two"
    many: list[int] = dataclasses.field(default_factory=list)
    anything: Any = None

    def doubled(self) -> int:
        """Twice the first."""
        return 2 * self.first


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same by the standard library."""

    first: int
    second: str = "two"
    many: list[int] = dataclasses.field(default_factory=list)
    anything: Any = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that looks at its field."""

    size: int

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


@dataclass(frozen=True, slots=True)
class Empty:
    """A record without fields."""


@dataclass(frozen=True, slots=True)
class Other:
    """A record with the same fields as another class."""

    size: int


VALUES = [{}, {"second": "x"}, {"many": [1], "anything": (1, 2)}, {"anything": 0.5}]


@pytest.mark.parametrize("values", VALUES)
def test_a_record_shows_itself_as_the_standard_one_does(values):
    assert repr(Quick(1, **values)) == repr(Standard(1, **values)).replace("Standard", "Quick")
    assert dataclasses.asdict(Quick(1, **values)) == dataclasses.asdict(Standard(1, **values))


def test_records_are_equal_where_all_fields_are():
    assert Quick(1) == Quick(1, "two", [], None)
    assert Quick(1) != Quick(2)
    assert Quick(1) != Quick(1, anything=1)
    others: list[object] = [Checked(1), (1,)]
    assert Other(1) not in others
    assert Empty() == Empty()


def test_equal_records_have_the_hash_of_the_standard_one():
    assert hash(Other(3)) == hash((3,)) == hash(Checked(3))
    assert hash(Empty()) == hash(())
    with pytest.raises(TypeError):
        hash(Quick(1))  # a list has no hash


def test_no_field_can_be_changed_added_or_taken_away():
    record: Any = Quick(1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'first'"):
        record.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.new = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'first'"):
        del record.first
    assert not hasattr(record, "__dict__")


def test_each_record_has_a_default_of_its_own():
    assert Quick(1).many is not Quick(1).many


@pytest.mark.parametrize("arguments", [(), (1, 2, 3, 4, 5)])
def test_fields_are_counted(arguments):
    with pytest.raises(TypeError):
        Quick(*arguments)


def test_a_record_can_be_replaced_copied_pickled_and_matched():
    record = Quick(1, "x", [2])
    assert dataclasses.replace(record, second="y") == Quick(1, "y", [2])
    assert copy.copy(record) == copy.deepcopy(record) == record
    declared = Declaration("y", Kind.REAL, (IndexRange("i", number(1), name("n")),))
    assert pickle.loads(pickle.dumps(declared)) == declared  # noqa: S301 -- what was just written
    match record:
        case Quick(first, second):
            assert (first, second) == (1, "x")
    assert record.doubled() == 2


def test_what_a_record_looks_at_is_looked_at():
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)


def test_a_class_that_asks_for_more_is_made_by_the_standard_library():
    @dataclass(frozen=True, slots=True)
    class Counted:
        size: int
        note: str = dataclasses.field(default="", compare=False)

    @dataclass(slots=True)
    class Mutable:
        size: int

    @dataclass(frozen=True, slots=True)
    class Named:
        size: int

        def __hash__(self) -> int:
            return 7

    assert Counted(1, "a") == Counted(1, "b")
    changed = Mutable(1)
    changed.size = 2
    assert changed == Mutable(2)
    assert hash(Named(1)) == 7
