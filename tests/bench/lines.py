"""Measure backups over lines with 100 ms there and back: ours, and restic through rclone, to the same servers."""

import asyncio
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from typing import Any

from fieldnotes.workflows import backups as running
from fieldnotes.workflows import repositories
from tests.backup.remotes.servers import PASSWORD, SECRET, USER, rclone_serving, sshd_serving
from tests.bench.backup import SECRET as REPOSITORY
from tests.bench.backup import big_vault, edit, mirror, timed, workplace
from tests.bench.figure import Figure

_HALF = 0.05  # seconds in each direction
_BLOCK = 1 << 16


@dataclass(frozen=True)
class Link:
    """Say how we reach a place, and how rclone does: our address and credentials, and rclone's settings and path."""

    name: str
    address: str
    credentials: dict[str, Any]
    settings: dict[str, str]
    path: str


@contextmanager
def delayed(port: int) -> Iterator[int]:
    """Yield a port that leads to another one, 50 ms away in each direction; as fast as it is otherwise."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def serve() -> asyncio.Server:
        return await asyncio.start_server(lambda r, w: _joined(r, w, port), "127.0.0.1", 0)

    server = asyncio.run_coroutine_threadsafe(serve(), loop).result()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(server: asyncio.Server) -> None:
    """Close a server and everything that still runs for it."""
    server.close()
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    await asyncio.sleep(2 * _HALF)  # the handshake
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer), return_exceptions=True)


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass blocks on, each 50 ms after it came, however many are on their way."""
    queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    async def deliver() -> None:
        while True:
            due, block = await queue.get()
            await asyncio.sleep(max(0.0, due - loop.time()))
            if not block:
                writer.close()
                return
            writer.write(block)
            await writer.drain()

    delivering = asyncio.ensure_future(deliver())
    try:
        while block := await reader.read(_BLOCK):
            queue.put_nowait((loop.time() + _HALF, block))
    finally:
        queue.put_nowait((loop.time() + _HALF, b""))
        await delivering


@contextmanager
def webdav(folder: Path) -> Iterator[Link]:
    """Serve WebDAV behind a slow line."""
    with rclone_serving("webdav", folder) as port, delayed(port) as far:
        url = {"type": "webdav", "vendor": "other", "url": f"http://127.0.0.1:{far}", "user": USER}
        theirs = {**url, "pass": _obscured(PASSWORD)}
        yield Link("WebDAV", "rclone:field:ours", {"password": PASSWORD, "settings": url}, theirs, "theirs")


@contextmanager
def sftp(folder: Path) -> Iterator[Link]:
    """Run OpenSSH behind a slow line."""
    keys = folder / "keys"
    keys.mkdir()
    with sshd_serving(keys) as (port, key, known), delayed(port) as far:
        ours = {"private_key": key, "known_hosts": known.replace(str(port), str(far))}
        (keys / "known").write_text(ours["known_hosts"])
        theirs = {"type": "sftp", "host": "127.0.0.1", "port": str(far), "user": getuser()}
        theirs |= {"key_file": str(keys / "user"), "known_hosts_file": str(keys / "known"), "shell_type": "none"}
        address = f"sftp://{getuser()}@127.0.0.1:{far}/{folder / 'ours'}"
        yield Link("SFTP", address, ours, theirs, str(folder / "theirs"))


@contextmanager
def s3(folder: Path) -> Iterator[Link]:
    """Serve S3 behind a slow line."""
    (folder / "bucket").mkdir()
    with rclone_serving("s3", folder) as port, delayed(port) as far:
        where = f"http://127.0.0.1:{far}"
        theirs = {"type": "s3", "provider": "Other", "endpoint": where, "access_key_id": USER, "region": "us-east-1"}
        theirs |= {"secret_access_key": SECRET, "force_path_style": "true"}
        ours = {"user": USER, "password": SECRET}
        yield Link("S3", f"s3:{where}/bucket/ours", ours, theirs, "bucket/theirs")


def _obscured(password: str) -> str:
    done = subprocess.run(["rclone", "obscure", password], capture_output=True, text=True, check=True)
    return done.stdout.strip()


class Restic:
    """Back the mirror up with restic through rclone."""

    def __init__(self, link: Link, folder: Path) -> None:
        settings = {f"RCLONE_CONFIG_FAR_{name.upper()}": value for name, value in link.settings.items()}
        self._surroundings = {**os.environ, **settings, "RESTIC_PASSWORD": REPOSITORY, "RCLONE_CONFIG": os.devnull}
        self._command = [
            "restic",
            "-q",
            "--cache-dir",
            str(folder / f"cache-{link.name}"),
            "-r",
            f"rclone:far:{link.path}",
        ]
        self._folder = folder
        self.do("init")

    def do(self, *arguments: str) -> float:
        """Run a command and return its seconds."""
        command = [*self._command, *arguments]
        return timed(
            lambda: subprocess.run(command, cwd=self._folder, env=self._surroundings, check=True, capture_output=True)
        )


def measure_lines(*, quick: bool) -> Figure:
    """Measure a first backup of 60 MB, one of a single edit, and a restore, over three kinds of places."""
    notes, recordings = (3_000_000, 0) if quick else (20_000_000, 2)
    details, met = [], True
    for place in (webdav, sftp, s3):
        with workplace() as folder, big_vault(folder, notes, recordings) as vault:
            server = folder / "server"
            server.mkdir()
            with place(server) as link:
                one = repositories.add(vault, link.address, link.credentials, None, None)
                ours = [timed(lambda: running.run(vault, one, running.Meter()))]  # noqa: B023
                mirror(vault, folder)
                restic = Restic(link, folder) if shutil.which("restic") else None
                theirs: list[float] = [restic.do("backup", "vault")] if restic else []
                edit(vault, 1)
                ours.append(timed(lambda: running.run(vault, one, running.Meter())))  # noqa: B023
                mirror(vault, folder)
                theirs += (
                    [restic.do("backup", "vault"), restic.do("restore", "latest", "-t", "theirs")] if restic else []
                )
                ours.append(timed(lambda: _restore(one, folder / "back")))  # noqa: B023
        met = met and all(a < b for a, b in zip(ours, theirs, strict=False))
        said = [_said(seconds) for seconds in theirs] or [_said(None)] * 3
        pairs = zip(("first", "one edit", "restore"), ours, said, strict=True)
        details.append(f"{link.name}: " + ", ".join(f"{what} {a:.1f} s ({b})" for what, a, b in pairs))
    return Figure(
        "lines",
        f"over lines of 100 ms, {'3' if quick else '60'} MB: first backup, one edit, restore (restic through rclone)",
        "faster than restic in all",
        "see below",
        met,
        tuple(details),
    )


def _said(seconds: float | None) -> str:
    return "restic is not installed" if seconds is None else f"{seconds:.1f} s"


def _restore(one: repositories.Known, target: Path) -> None:
    running.restore(one.repository.address, one.credentials, one.repository.password, target)
