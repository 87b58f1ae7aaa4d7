"""Keep a repository on a server reached by SSH: the SFTP protocol, version 3, with OpenSSH's extensions.

With asyncssh, in a thread of its own (`remotes.conversation`). The server must be known: its key is compared with
`known_hosts` always, whatever a configuration of ssh says. Files are whole or not there: written beside their place,
synchronised where the server can, and renamed over it.
"""

import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing, suppress
from functools import partial
from typing import Any

import asyncssh

from fieldnotes.backup.address import Address
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.failures import Interrupted, endless
from fieldnotes.backup.meter import Meter
from fieldnotes.backup.names import FOLDERS, LARGEST, MOST_FILES, SHARDS, in_folder
from fieldnotes.backup.remotes.conversation import Conversation, Pipeline
from fieldnotes.errors import Unreachable
from fieldnotes.formats.atomic import PARTIAL_SUFFIX
from fieldnotes.formats.restic.identifiers import is_identifier
from fieldnotes.formats.restic.storage import Absent, Full, Short, Stored, Unplaced

_BLOCK = 32 * 1024  # bytes; on a line of 1 kB/s one is acknowledged every 32 seconds
_WHOLE = 0  # asyncssh's word for: send each block as it is, and at once, so that blocks arrive in our order
_STALE = 24 * 3600  # seconds; nobody writes one file for a day


def logged_in(address: Address, credentials: Credentials, meter: Meter) -> "Sftp":
    """Return the folder at an `sftp:` address; the server is called at the first verb."""
    return Sftp(Conversation(address, credentials, meter), address.path, meter)


class Sftp:
    """Be the Storage in the folder `root` of a server."""

    def __init__(self, conversation: Conversation, root: str, meter: Meter) -> None:
        self._talk = conversation
        self._root = root
        self._meter = meter
        self._left: deque[str] = deque()
        self._folder: Future[Any] | None = None
        self._noted = False

    def put(self, name: str, data: bytes) -> None:
        """Write an object."""
        self._look_for_leftovers()
        unfinished = f"{self._root}/.{secrets.token_hex(8)}{PARTIAL_SUFFIX}"
        try:
            self._write(unfinished, data)
            self._take_place(partial(_rename, old=unfinished, new=self._path(name), size=len(data)), name)
        except Absent:
            self._look_at_root()
            raise Unreachable("the repository's folder cannot be written", "check the path, and its disk") from None
        except BaseException:
            self._left.append(unfinished)
            self._tidy()
            raise
        self._tidy()

    def get(self, name: str) -> bytes:
        """Return an object; raises Absent where the repository's folder is there and the file is not."""
        return self._read(name, 0, None)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """Return a part of an object; raises Short where it is shorter than that."""
        return self._read(name, offset, length)

    def list(self, folder: str) -> Iterator[Stored]:
        """Yield the files whose name is an id; the folders below `data` are read all at once."""
        root = self._root_looked_at()
        folders = [folder]
        if folder == "data":
            shards = (f"data/{entry.filename}" for entry in self._entries("data"))
            folders = [shard for shard in shards if shard in SHARDS]
        pipeline = Pipeline(self._talk, len(SHARDS))
        most = 4 * MOST_FILES // max(1, len(folders))  # names are spread evenly; Steady counts all of them
        for each in folders:
            pipeline.add(partial(_entries, path=self._path(each), most=most))
        found = pipeline.finish()
        self._expect_root(root)
        for entries in found:
            for entry in entries:
                if is_identifier(entry.filename):
                    yield Stored(in_folder(folder, entry.filename), int(entry.attrs.size or 0))

    def delete(self, name: str) -> None:
        """Remove an object."""
        with suppress(Absent):
            self._talk.run(lambda client: client.remove(self._path(name)))

    def lay_out(self) -> None:
        """Make the folders of a new repository, all at once: each would cost a journey there and back."""
        self._talk.run(partial(_mkdir, path=self._root))
        for folders in (FOLDERS, SHARDS):
            pipeline = Pipeline(self._talk, len(SHARDS))
            for folder in folders:
                pipeline.add(partial(_mkdir, path=self._path(folder)))
            pipeline.finish()

    def close(self) -> None:
        """Hang up."""
        self._talk.close()

    # ------------------------------------------------------------------------------------------------- writing

    def _write(self, path: str, data: bytes) -> None:
        """Write a new file: a journey to open it, and one for all the rest, if the line takes it at once."""
        file = self._talk.run(lambda client: client.open(path, "xb", block_size=_WHOLE))
        try:
            pipeline, offset = Pipeline(self._talk), 0
            for block in self._meter.blocks(data, _BLOCK):
                pipeline.add(partial(_write_at, file=file, data=bytes(block), offset=offset))
                offset += len(block)
            pipeline.add(partial(_finish, file=file))
            pipeline.finish()
        except Unreachable as error:
            full = not isinstance(error, Interrupted) and self._is_full()
            self._talk.attempt(lambda _: file.close())
            if full:
                raise Full("the repository's disk is full", "free some space there, or take another one") from None
            raise error from None
        except BaseException:
            self._talk.attempt(lambda _: file.close())
            raise

    def _take_place(self, rename: Callable[[Any], Awaitable[None]], name: str) -> None:
        """Rename, after making the folder where a hand or a stranger's program left it out."""
        try:
            self._talk.run(rename)
        except Absent:
            self._look_at_root()
            self._talk.run(partial(_mkdir, path=self._path(name).rpartition("/")[0]))
            self._talk.run(rename)

    def _tidy(self) -> None:
        """Remove what failures left here; where the line is dead that is done after the next file."""
        self._note_leftovers()
        while self._left and self._talk.attempt(partial(_removed, path=self._left[-1])):
            self._left.pop()

    def _look_for_leftovers(self) -> None:
        """Begin, once, to read what lies in the repository's folder; nobody waits for it."""
        if self._folder is None:
            self._folder = self._talk.ask(partial(_entries, path=self._root, most=MOST_FILES))

    def _note_leftovers(self) -> None:
        """Note what other processes left a day ago by the clock of the server, to be removed."""
        if self._folder is None or self._noted or not self._folder.done():
            return
        self._noted = True
        with suppress(asyncssh.Error, OSError):
            entries = [entry for entry in self._folder.result() if entry.attrs.mtime]
            newest = max((entry.attrs.mtime for entry in entries), default=0)
            for entry in entries:
                ours = entry.filename.startswith(".") and entry.filename.endswith(PARTIAL_SUFFIX)
                if ours and newest - entry.attrs.mtime > _STALE:
                    self._left.append(self._path(entry.filename))

    def _is_full(self) -> bool:
        """Ask for free room: the protocol has no word for a full disk."""
        found = self._talk.attempt(lambda client: client.statvfs(self._root))
        return found is not None and found.bavail == 0

    # ------------------------------------------------------------------------------------------------- reading

    def _read(self, name: str, offset: int, length: int | None) -> bytes:
        path = self._path(name)
        try:
            file = self._talk.run(lambda client: client.open(path, "rb", block_size=_WHOLE))
        except Absent:
            self._look_at_root()
            raise
        try:
            beginning, end = b"", offset + (length or 0)
            if length is None:  # most files are short: the first block and the size are asked for in one journey
                reading = self._talk.ask(partial(_read_up_to, file=file, length=_BLOCK))
                end = int(self._talk.run(lambda _: file.stat()).size or 0)
                if end > LARGEST:
                    raise Unreachable("a file of the repository is too large", "run backup verify")
                beginning = self._talk.wait(reading)
                self._meter.arrived(len(beginning))
            pipeline = Pipeline(self._talk)
            for at in range(offset + len(beginning), end, _BLOCK):
                piece = partial(_read_at, file=file, offset=at, length=min(_BLOCK, end - at))
                pipeline.add(piece, self._meter.arrived)
            return b"".join([beginning, *pipeline.finish()])
        finally:
            self._talk.ask(lambda _: file.close())  # nobody waits for that answer

    def _look_at_root(self) -> None:
        self._expect_root(self._root_looked_at())

    def _root_looked_at(self) -> "Future[Any]":
        return self._talk.ask(lambda client: client.stat(self._root))

    def _expect_root(self, answer: "Future[Any]") -> None:
        """Raise Unplaced unless the repository's folder was found, for its disk may be away."""
        try:
            self._talk.wait(answer)
        except Absent:
            raise Unplaced("the repository's folder is not there", "check the path, and its disk") from None

    def _entries(self, folder: str) -> Sequence[Any]:
        found: Sequence[Any] = self._talk.run(partial(_entries, path=self._path(folder), most=MOST_FILES))
        return found

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


async def _mkdir(client: Any, path: str) -> None:
    try:
        await client.mkdir(path, asyncssh.SFTPAttrs(permissions=0o700))
    except (asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists):
        if not await client.isdir(path):
            raise


async def _write_at(_: Any, file: Any, data: bytes, offset: int) -> None:
    await file.write(data, offset)


async def _finish(_: Any, file: Any) -> None:
    """Synchronise and close, in one go with what was written before.

    "An implementation MUST process requests relating to the same file in the order in which they are received"
    (draft-ietf-secsh-filexfer-02, section 6).
    """
    with suppress(asyncssh.SFTPOpUnsupported):
        await file.fsync()
    await file.close()


async def _entries(client: Any, path: str, most: int) -> Sequence[Any]:
    """Return what lies in a folder, nothing where there is none; raises Unreachable for more than so much."""
    found = []
    with suppress(asyncssh.SFTPNoSuchFile):
        async with aclosing(client.scandir(path)) as entries:
            async for entry in entries:
                found.append(entry)
                if len(found) > most:
                    endless()
    return found


async def _removed(client: Any, path: str) -> bool:
    with suppress(asyncssh.SFTPNoSuchFile):
        await client.remove(path)
    return True


async def _rename(client: Any, old: str, new: str, size: int) -> None:
    """Rename over what is there; where the server cannot do that, the same bytes are there, or half of them."""
    try:
        await client.posix_rename(old, new)
        return
    except asyncssh.SFTPOpUnsupported:
        pass
    try:
        await client.rename(old, new)
    except (asyncssh.SFTPFailure, asyncssh.SFTPFileAlreadyExists):
        if (await client.stat(new)).size == size:
            await client.remove(old)
            return
        await client.remove(new)
        await client.rename(old, new)


async def _read_up_to(_: Any, file: Any, length: int, offset: int = 0) -> bytes:
    data = bytes(await file.read(length, offset))
    if len(data) > length:
        raise Unreachable("the server sends more than was asked for", "check the address")
    return data


async def _read_at(client: Any, file: Any, offset: int, length: int) -> bytes:
    data = b""
    while len(data) < length:
        more = await _read_up_to(client, file, length - len(data), offset + len(data))
        if not more:
            raise Short("a file of the repository is shorter than it should be", "run backup verify")
        data += more
    return data
