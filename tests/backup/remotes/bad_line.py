"""Put a bad line between us and a server: one that is slow, hangs, or is cut where a script says so."""

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

_LITTLE = 4096  # bytes that the line itself holds: what has left us has arrived, or is still in our system's queue
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbusy"


@dataclass(frozen=True)
class Fault:
    """Say what happens to one connection. Positions are in bytes of its stream; None is never.

    cut_up, cut_down: the connection ends after so many bytes to, or from, the server
    hang_up, hang_down: nothing moves any more after so many
    rate: bytes a second in each direction
    answer: what the client is told instead of being connected
    reset: both sides are told with a reset when it is over, and not as if the other had ended it
    carried: how many bytes went to the server so far, one number for each piece
    """

    cut_up: int | None = None
    cut_down: int | None = None
    hang_up: int | None = None
    hang_down: int | None = None
    rate: int | None = None
    answer: bytes | None = None
    reset: bool = False
    carried: list[int] = field(default_factory=list, compare=False)


CLEAN = Fault()
Script = Callable[[], Fault]


def seeded(seed: int, faults: int, *, http: bool) -> Script:
    """Return a script in which most connections fail somewhere, until so many have; then all are clean."""
    chance = random.Random(seed)
    left = [faults]

    def draw() -> Fault:
        if not left[0]:
            return CLEAN
        left[0] -= 1
        position = int(2 ** chance.uniform(0, 19)) - 1
        kinds = [Fault(cut_up=position), Fault(cut_down=position), Fault(cut_down=0), CLEAN]
        drawn = chance.choice([*kinds, Fault(answer=BUSY)] if http else kinds)
        return replace(drawn, reset=chance.random() < 0.5)

    return draw


@contextmanager
def bad_line(port: int, script: Script) -> Iterator[int]:
    """Yield a port behind which the server at `port` stands, with a fault of the script for each connection."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)  # a slow line takes little at once
    line = _Line(port, script)
    server = asyncio.run_coroutine_threadsafe(
        asyncio.start_server(line.connected, sock=listener, limit=_LITTLE), loop
    ).result()
    try:
        yield int(listener.getsockname()[1])
    finally:
        asyncio.run_coroutine_threadsafe(line.end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class _Line:
    def __init__(self, port: int, script: Script) -> None:
        self._port = port
        self._script = script
        self._tasks: set[asyncio.Task[None]] = set()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        fault = self._script()
        try:
            await self._join(reader, writer, fault)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            _end(writer, reset=fault.reset)

    async def end(self, server: asyncio.Server) -> None:
        server.close()
        for task in list(self._tasks):
            task.cancel()
        while self._tasks:
            await asyncio.sleep(0.01)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: Fault) -> None:
        if fault.answer is not None:
            await reader.read(1024)
            writer.write(fault.answer)
            await writer.drain()
            await asyncio.sleep(0.05)
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port, limit=_LITTLE)
        up = asyncio.create_task(_carry(reader, far_writer, fault.cut_up, fault.hang_up, fault.rate, fault.carried))
        down = asyncio.create_task(_carry(far_reader, writer, fault.cut_down, fault.hang_down, fault.rate, []))
        try:
            await asyncio.wait((up, down), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (up, down):
                task.cancel()
                with contextlib.suppress(OSError, asyncio.CancelledError):
                    await task
            _end(far_writer, reset=fault.reset)


async def _carry(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    cut: int | None,
    hang: int | None,
    rate: int | None,
    carried: list[int],
) -> None:
    done, begun, clock = 0, 0.0, asyncio.get_running_loop().time
    while data := await reader.read(512 if rate else 16 * 1024):
        if hang is not None and done + len(data) > hang:
            await asyncio.Event().wait()
        if cut is not None and done + len(data) > cut:
            writer.write(data[: cut - done])
            await writer.drain()
            return
        writer.write(data)
        await writer.drain()
        done += len(data)
        carried.append(len(data))
        if rate:  # by the clock: a busy machine must not make the line slower than it should be
            begun = max(begun, clock() - 0.1) + len(data) / rate
            await asyncio.sleep(max(0.0, begun - clock()))


def _end(writer: asyncio.StreamWriter, *, reset: bool) -> None:
    """Close so that the other side hears of it at once, whatever was still to be sent."""
    line = writer.get_extra_info("socket")
    with contextlib.suppress(OSError):
        if reset:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.close()
