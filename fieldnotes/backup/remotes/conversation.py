"""Hold one SSH connection to an SFTP server in a thread of its own, for any number of threads that have questions.

The connection is made at the first question, and again after it was cut. It is dead when for `PATIENCE` seconds no
question at all was answered: on a slow line many are under way, and each waits for those before it.
"""

import asyncio
import contextlib
import threading
import time
from asyncio.log import logger as asyncio_log
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import asyncssh

from fieldnotes.backup.address import Address
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.failures import Interrupted, cut, silent
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.remotes.channel import PATIENCE, queued
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.restic.storage import Absent, Denied, Full

_CONNECT = 60.0  # seconds until logged in; much is said before that
_CIPHERS = "^aes128-gcm@openssh.com,aes256-gcm@openssh.com"  # the fastest first, the library's others after them
_NOBODY = b"# nobody is known\n"
_TICK = 0.5  # seconds between two looks whether somebody cancelled
_NAMES = "surrogateescape"  # a name that is no UTF-8 is none of ours, and no reason to fail
_SOON = 1.0  # seconds for tidying up on a line that may be dead
_LANES = 4  # SFTP sessions over the one connection: each has a window of its own, 2 MiB a journey
_FIRST = 0  # the lane that is opened with the connection
_WIDEST = 64  # questions under way in one pipeline

Question = Callable[[Any], Awaitable[Any]]
"""Ask an SFTP client something."""


class Conversation:
    """Ask an SFTP server questions; may be used by several threads, which do not wait for each other's windows.

    What a thread opened it must go on with itself.
    """

    def __init__(self, address: Address, credentials: Credentials, meter: Meter) -> None:
        self.meter = meter
        self._options = _options(address, credentials)
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda *_: None)  # it would print what the library forgot to look at
        asyncio_log.setLevel("ERROR")  # else each write to a line that was cut is told on the screen
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._moved = time.monotonic()
        self._behind: int | None = None
        self._connection: Any = None
        self._clients: dict[int, Any] = {}
        self._lanes: dict[int, int] = {}
        self._opening: dict[int, asyncio.Future[None]] = {}
        self._calling: asyncio.Lock | None = None

    def run(self, question: Question) -> Any:
        """Return the answer to one question; raises Absent, Denied, Full, Interrupted, Unreachable or Cancelled."""
        return self.wait(self.ask(question))

    def attempt(self, question: Question) -> Any:
        """Return the answer, or None for whatever goes wrong, soon: for tidying up after something that did.

        Hangs up where that takes long after a stop: what is still to be sent would be in the way of last words.
        """
        if not self._clients:
            return None
        future = self.ask(question)
        try:
            return future.result(_SOON)
        except TimeoutError:
            if self.meter.left() <= 0:
                self._hang_up()
        except (OSError, asyncssh.Error, Unreachable, ValueError):
            pass
        future.cancel()
        return None

    def ask(self, question: Question) -> "Future[Any]":
        """Begin to ask, and return at once."""
        self._moved = max(self._moved, time.monotonic() - PATIENCE / 2) if self._clients else time.monotonic()
        lane = self._lanes.setdefault(threading.get_ident(), len(self._lanes) % _LANES)
        return asyncio.run_coroutine_threadsafe(self._asked(question, lane), self._loop)

    def wait(self, future: "Future[Any]") -> Any:
        """Return the answer to a question that was begun."""
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    return future.result(_TICK)
                if future.done():
                    cut()
                self.meter.check()
                self._look_at_queue()
                if time.monotonic() - self._moved > PATIENCE:
                    self._hang_up()
                    silent()
        except (asyncssh.Error, OSError, ValueError) as error:
            raise _meant(error) from None
        finally:
            future.cancel()

    def close(self) -> None:
        """Hang up, and end the thread."""
        asyncio.run_coroutine_threadsafe(self._ended(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _asked(self, question: Question, lane: int) -> Any:
        client = await self._called(lane)
        try:
            answer = await question(client)
        except (asyncssh.SFTPNoConnection, asyncssh.SFTPConnectionLost, asyncssh.DisconnectError):
            if client in self._clients.values():
                self._clients.clear()
            raise
        except asyncssh.SFTPError:
            self._moved = time.monotonic()
            raise
        self._moved = time.monotonic()
        return answer

    async def _called(self, lane: int) -> Any:
        """Return the client of a lane, after calling the server where that has not been done.

        A lane takes three journeys to open: until it stands, its questions go by the first one.
        """
        self._calling = self._calling or asyncio.Lock()
        async with self._calling:
            if _FIRST not in self._clients:
                if self._connection is not None:
                    self._connection.abort()
                self._connection = await asyncssh.connect(**self._options)
                self._opening.clear()
                await self._open(self._connection, _FIRST)
        if _FIRST not in self._clients:  # hung up meanwhile
            cut()
        if lane not in (_FIRST, *self._opening):
            self._opening[lane] = asyncio.ensure_future(self._open(self._connection, lane))
        return self._clients.get(lane) or self._clients[_FIRST]

    async def _open(self, connection: Any, lane: int) -> None:
        client = await connection.start_sftp_client(path_errors=_NAMES)
        if connection is self._connection:
            self._clients[lane] = client
            self._moved = time.monotonic()

    def _look_at_queue(self) -> None:
        """Count it as movement that the system got something across, though no block whole."""
        with contextlib.suppress(OSError, AttributeError):  # while it is called, or cut, there is none
            behind = queued(self._connection.get_extra_info("socket"))
            if behind != self._behind:
                self._behind, self._moved = behind, time.monotonic()

    def _hang_up(self) -> None:
        with contextlib.suppress(TimeoutError, asyncssh.Error, OSError):
            asyncio.run_coroutine_threadsafe(self._hung_up(), self._loop).result(_SOON)

    async def _hung_up(self) -> None:
        connection, self._connection = self._connection, None
        self._clients.clear()
        if connection is not None:
            connection.abort()
            await connection.wait_closed()

    async def _ended(self) -> None:
        """Hang up and end whatever is under way, for nobody waits for it any more."""
        with contextlib.suppress(TimeoutError, asyncssh.Error, OSError):
            await asyncio.wait_for(self._hung_up(), _SOON)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=_SOON)
        await asyncio.sleep(0)  # sockets are closed in a turn of their own


class Pipeline:
    """Keep several questions of one thread under way, so that a long line is filled; answers come in their order.

    Starts with few and takes one more with every answer, so that on a slow line a stop does not leave much behind.
    """

    def __init__(self, talk: Conversation, width: int = 16) -> None:
        self._talk = talk
        self._width = width
        self._under_way: deque[tuple[Future[Any], Callable[[int], None] | None]] = deque()
        self._answers: list[Any] = []

    def add(self, question: Question, arrived: Callable[[int], None] | None = None) -> None:
        """Ask, after waiting for the oldest answers while too many are awaited; `arrived` hears an answer's length."""
        while len(self._under_way) >= self._width:
            self._settle()
        self._under_way.append((self._talk.ask(question), arrived))

    def finish(self) -> list[Any]:
        """Wait for every answer and return all of them."""
        while self._under_way:
            self._settle()
        return self._answers

    def _settle(self) -> None:
        future, arrived = self._under_way.popleft()
        try:
            answer = self._talk.wait(future)
            if arrived is not None:
                arrived(len(answer))
        except BaseException:
            for other, _ in self._under_way:
                other.cancel()
            raise
        self._answers.append(answer)
        self._width = max(self._width, min(_WIDEST, self._width + 1))


def _options(address: Address, credentials: Credentials) -> dict[str, Any]:
    """Return what to connect with; `known_hosts` is always given, for a configuration could switch it off."""
    users = Path.home() / ".ssh" / "known_hosts"
    known = credentials.known_hosts.encode() or (str(users) if users.is_file() else _NOBODY)
    options: dict[str, Any] = {
        "host": address.host,
        "port": address.port or (),
        "username": address.user or credentials.user or (),
        "known_hosts": known,
        "connect_timeout": _CONNECT,
        "login_timeout": _CONNECT,
        "encryption_algs": _CIPHERS,
        "compression_algs": "none",  # what we send is encrypted: it takes long, and saves nothing
    }
    if credentials.private_key:
        try:
            key = asyncssh.import_private_key(credentials.private_key, credentials.password or None)
        except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError):
            raise UsageError(
                "the private key cannot be read", "it is no OpenSSH key, or its passphrase is wrong"
            ) from None
        return options | {"client_keys": [key], "agent_path": None}
    if credentials.password:
        return options | {"password": credentials.password, "client_keys": None, "agent_path": None}
    return options


def _meant(error: Exception) -> Unreachable:
    """Return what an error of the library means for a Storage; its own words may hold host, user and path."""
    match error:
        case asyncssh.SFTPNoSuchFile() | asyncssh.SFTPNoSuchPath():
            return Absent("the repository has no such file")
        case asyncssh.SFTPPermissionDenied() | asyncssh.SFTPWriteProtect():
            return Denied("the repository's folder may not be written or read", "check who owns it")
        case asyncssh.SFTPNoSpaceOnFilesystem() | asyncssh.SFTPQuotaExceeded():
            return Full("the repository's disk is full", "free some space there, or take another one")
        case asyncssh.HostKeyNotVerifiable():
            return Denied("the server is not the one that is known", "compare its key, and put it into known_hosts")
        case asyncssh.PermissionDenied():
            return Denied("the server does not let us in", "check user, password and key")
        case asyncssh.SFTPNoConnection() | asyncssh.SFTPConnectionLost() | asyncssh.DisconnectError() | OSError():
            return Interrupted("the line to the server was cut, or it cannot be reached", "check the network")
        case _:
            return Unreachable("the server refuses without saying why", "check its disk")
