"""Workers tell each other their verdicts: the same words under the same digests, and nothing that is not asked for."""

import os
from collections.abc import Iterator

import pytest

from solgen.building.sitting.exchange import BYTES_KEPT, Exchange, Seat, Seats
from solgen.judge import Judge
from solgen.kernel.claim import Word
from tests.test_judge import square_of_sum


def opened(exchange: Exchange) -> Seats:
    assert exchange.seats is not None
    return exchange.seats


@pytest.fixture
def seats() -> Iterator[list[Seat]]:
    exchange = Exchange(3)
    connections = opened(exchange)._connections
    yield [Seat(place, 3, connection) for place, connection in enumerate(connections)]
    exchange.close()


def test_what_one_tells_the_others_hear_once_and_it_does_not(seats):
    first, second, third = seats
    told = [("kernel a", '{"word": "…\u2028"}\n'), ("kernel b", "{}\n")]
    first.tell(told)
    assert list(first.heard()) == []
    assert list(second.heard()) == told
    assert list(second.heard()) == []
    second.tell([("kernel c", "{}\n")])
    assert list(third.heard()) == [*told, ("kernel c", "{}\n")]


def test_what_is_kept_is_bounded_and_the_oldest_goes(seats):
    first, second, third = seats
    half = "x" * (BYTES_KEPT // 2)
    assert list(third.heard()) == []
    for name in ("a", "b", "c"):
        first.tell([(name, f"{half}\n")])
        list(first.heard())  # so that the one is taken in before the next is told
    assert [name for name, _ in second.heard()] == ["c"]
    first.tell([("d", "{}\n")])
    assert [name for name, _ in second.heard()] == ["d"]
    assert [name for name, _ in third.heard()] == ["c", "d"]


def test_a_claim_that_another_worker_has_judged_is_not_judged_again(seats):
    claims = [square_of_sum(2), square_of_sum(3)]
    with Judge() as one, Judge() as other, Judge() as alone:
        one.exchange, other.exchange = seats[:2]
        assert one.verdicts(claims[:1]) == other.verdicts(claims[:1])
        assert other.verdicts(claims) == alone.verdicts(claims)
        assert (one.new, other.new) == (1, 1)
        assert one.verdicts(claims) == alone.verdicts(claims)
        assert one.new == 1


def test_nothing_is_heard_of_another_kernel_and_nothing_by_a_judge_that_does_not_remember(seats):
    claim = square_of_sum(2)
    with Judge() as one, Judge() as other, Judge(remember=False) as afresh:
        one.exchange, other.exchange, afresh.exchange = seats
        one._start()
        one.kernel = "0" * 64
        assert one.verdicts([claim]) == other.verdicts([claim]) == afresh.verdicts([claim])
        assert (one.new, other.new, afresh.new) == (1, 1, 1)


def test_where_the_exchange_has_gone_each_judges_for_itself():
    exchange = Exchange(2)
    with Judge() as judge:
        judge.exchange = Seat(0, 2, opened(exchange)._connections[0])
        judge.verdicts([square_of_sum(3)])
        exchange.close()
        assert judge.verdicts([square_of_sum(2)])[0].word is Word.PROVED


def test_each_worker_gets_another_seat_and_one_too_many_none():
    exchange = Exchange(2)
    assert set(os.read(opened(exchange)._numbers.fileno(), 2)) == {0, 1}
    assert opened(exchange).take() is None
    exchange.close()


@pytest.mark.parametrize("workers", [1, 61])
def test_one_worker_alone_has_nobody_to_tell_and_very_many_tell_nothing(workers):
    exchange = Exchange(workers)
    assert exchange.seats is None
    exchange.close()


def test_a_worker_that_can_tell_no_more_leaves_the_others_to_each_other(seats, monkeypatch):
    first, second, third = seats

    def broken(_message: bytes) -> None:
        os.write(first._connection.fileno(), b"\0\0\0\x10half")  # the beginning of sixteen bytes
        raise OSError

    monkeypatch.setattr(first._connection, "send_bytes", broken)
    first.tell([("kernel a", "{}\n")])
    assert list(first.heard()) == []
    second.tell([("kernel b", "{}\n")])
    assert list(third.heard()) == [("kernel b", "{}\n")]
