"""Verdicts that one worker's kernel has given, told to the others, so that a claim is not judged by each of them.

Each worker has a pipe of its own to this process, where a thread keeps what they tell. A worker that has to ask its
kernel asks first what the others have told since the last time, and then tells what its kernel has said. Pipes have no
names, so that nobody but these processes can write to them: a solver, which runs in a process of its own, inherits none
of them. What is told is a verdict in the words of the kernel, under the digests of kernel and claim; whoever is told
too late, or nothing, judges by its own kernel. Words are kept up to a bound.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection, Pipe, wait

from solgen.judge import Told

MOST_SEATS = 60
"""More processes than these tell each other nothing: a fork server hands on 256 open files at once."""
BYTES_KEPT = 4_000_000


class Seat:
    """One worker's place at the exchange; what a ``Judge`` tells and is told through."""

    def __init__(self, place: int, of: int, connection: Connection) -> None:
        self.place = place
        self.of = of
        self._connection: Connection | None = connection

    def tell(self, told: Sequence[Told]) -> None:
        """Let the others have some verdicts."""
        self._send("".join(f"{name}\t{words}" for name, words in told).encode())

    def heard(self) -> Iterable[Told]:
        """What the others have told since the last time. Nothing where the exchange has gone."""
        self._send(b"")
        if self._connection is None:
            return ()
        try:
            heard = self._connection.recv_bytes().decode()
        except (OSError, EOFError):
            self._connection = None
            return ()
        return [(name, f"{words}\n") for name, _, words in (line.partition("\t") for line in heard.split("\n") if line)]

    def _send(self, message: bytes) -> None:
        if self._connection is not None:
            try:
                self._connection.send_bytes(message)
            except OSError:
                self._connection.close()  # who reads at the other end may have begun, and would wait for the rest
                self._connection = None


class Seats:
    """All places, as each new worker is handed them; it takes one."""

    def __init__(self, connections: Sequence[Connection], numbers: Connection) -> None:
        self._connections = tuple(connections)
        self._numbers = numbers

    def take(self) -> Seat | None:
        """The next place that is free; None where there is none."""
        taken = os.read(self._numbers.fileno(), 1)  # of several processes that read at once, each gets another byte
        self._numbers.close()
        mine = taken[0] if taken else -1
        for place, connection in enumerate(self._connections):
            if place != mine:
                connection.close()
        return Seat(mine, len(self._connections), self._connections[mine]) if taken else None


class Exchange:
    """The thread that keeps what workers tell, and the ends of the pipes to them."""

    def __init__(self, workers: int) -> None:
        self.seats: Seats | None = None
        self._ends: list[Connection] = []
        self._theirs: list[Connection] = []
        self._kept: deque[tuple[int, bytes]] = deque()
        """Who told, and what."""
        self._dropped = 0
        self._bytes = 0
        self._thread: threading.Thread | None = None
        if 1 < workers <= MOST_SEATS:
            self._open(workers)

    def _open(self, workers: int) -> None:
        for _ in range(workers):
            ours, theirs = Pipe()
            self._ends.append(ours)
            self._theirs.append(theirs)
        numbers, giver = Pipe(duplex=False)
        os.write(giver.fileno(), bytes(range(workers)))
        giver.close()
        self._theirs.append(numbers)
        self.seats = Seats(self._theirs[:-1], numbers)
        self._ended, self._end = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Tell nobody anything any more."""
        if self._thread is not None:
            self._end.close()
            self._thread.join()
            for each in (*self._ends, *self._theirs, self._ended):
                each.close()
            self._thread = None

    def _serve(self) -> None:
        seen = dict.fromkeys(range(len(self._ends)), 0)
        """How much each worker has been told, counted from the beginning."""
        places = {connection: place for place, connection in enumerate(self._ends)}
        while True:
            for ready in wait([self._ended, *places]):
                if ready is self._ended:
                    return
                assert isinstance(ready, Connection)
                place = places[ready]
                try:
                    told = ready.recv_bytes()
                    if told:
                        self._keep(place, told)
                    else:
                        ready.send_bytes(self._since(seen[place], place))
                        seen[place] = self._dropped + len(self._kept)
                except (OSError, EOFError):
                    del places[ready]

    def _since(self, seen: int, place: int) -> bytes:
        unseen = max(self._dropped + len(self._kept) - seen, 0)
        first = max(len(self._kept) - unseen, 0)
        return b"".join(words for who, words in list(self._kept)[first:] if who != place)

    def _keep(self, place: int, told: bytes) -> None:
        self._kept.append((place, told))
        self._bytes += len(told)
        while self._bytes > BYTES_KEPT:
            self._bytes -= len(self._kept.popleft()[1])
            self._dropped += 1
