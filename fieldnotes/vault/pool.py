"""Lend connections to one database, each to one thread at a time.

A screen's workers come and go on threads of their own, while a connection must not be used by two of them at
once. A thread that holds a connection and asks again gets the same one, so what it reads inside its
transaction is what it wrote there.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fieldnotes.errors import FieldnotesError
from fieldnotes.vault.connection import Connection

_PATIENCE = 10.0  # seconds to wait at closing for threads that were interrupted


class Pool:
    """Open connections as they are needed, and close them all at once."""

    def __init__(self, opened: Callable[[], Connection]) -> None:
        self._opened = opened
        self._mine = threading.local()
        self._changed = threading.Condition()
        self._free: list[Connection] = []
        self._lent: set[Connection] = set()
        self._closing = False

    @property
    def closing(self) -> bool:
        """Say whether everything that runs should stop."""
        return self._closing

    def refuse_closed(self) -> None:
        """Raise FieldnotesError where everything is closed, or about to be."""
        if self._closing:
            raise FieldnotesError("the vault is closed")

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """Yield this thread's connection, or one that is free, or a new one."""
        mine: Connection | None = getattr(self._mine, "connection", None)
        if mine is not None:
            yield mine
            return
        connection = self._take()
        self._mine.connection = connection
        try:
            yield connection
        finally:
            self._mine.connection = None
            self._give_back(connection)

    def close(self) -> None:
        """Interrupt what other threads run, wait for them, and close every connection."""
        with self._changed:
            self._closing = True
            for connection in self._lent:
                connection.interrupt()
            self._changed.wait_for(lambda: not self._lent, _PATIENCE)
            for connection in (*self._free, *self._lent):
                connection.close()
            self._free.clear()

    def _take(self) -> Connection:
        with self._changed:
            self.refuse_closed()
            connection = self._free.pop() if self._free else self._opened()
            self._lent.add(connection)
            return connection

    def _give_back(self, connection: Connection) -> None:
        with self._changed:
            self._lent.discard(connection)
            self._free.append(connection)
            self._changed.notify_all()
