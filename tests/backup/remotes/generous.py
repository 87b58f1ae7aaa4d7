"""Be an SFTP server that sends more than it was asked for."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from itertools import count

import asyncssh


class Generous(asyncssh.SFTPServer):
    """Send more of everything than was asked for, and than there is."""

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        """Open what is always there."""
        return path

    def close(self, file_obj: object) -> None:
        """Close it."""

    def read(self, file_obj: object, offset: int, size: int) -> bytes:
        """Send a byte too much."""
        return bytes(size + 1)

    def stat(self, path: bytes) -> asyncssh.SFTPAttrs:
        """Tell that everything is a folder."""
        return asyncssh.SFTPAttrs(type=asyncssh.FILEXFER_TYPE_DIRECTORY, permissions=0o40700, size=100_000)

    lstat = stat

    def fstat(self, file_obj: object) -> asyncssh.SFTPAttrs:
        """Tell how large it would be."""
        return asyncssh.SFTPAttrs(size=100_000)

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        """List without end."""
        for number in count():
            yield asyncssh.SFTPName(f"{number:064x}".encode(), attrs=asyncssh.SFTPAttrs(size=1))


@contextmanager
def generous_serving() -> Iterator[tuple[int, str, str]]:
    """Run the server; yield its port, a private key that it lets in, and the lines of known_hosts."""
    key = asyncssh.generate_private_key("ssh-ed25519")
    public = key.export_public_key().decode()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(_listen(key, public), loop).result()
    try:
        yield server.get_port(), key.export_private_key().decode(), f"[127.0.0.1]:{server.get_port()} {public}"
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _listen(key: asyncssh.SSHKey, public: str) -> asyncssh.SSHAcceptor:
    return await asyncssh.listen(
        "127.0.0.1",
        0,
        server_host_keys=[key],
        authorized_client_keys=asyncssh.import_authorized_keys(public),
        sftp_factory=Generous,
    )


async def _ended(server: asyncssh.SSHAcceptor) -> None:
    server.close()
    await server.wait_closed()
