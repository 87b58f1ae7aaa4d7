"""Hold the open vault behind one thread, so that no work on it ever stops the screen."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from fieldnotes.errors import FieldnotesError, Locked, Unreachable
from fieldnotes.tui.backing import Backing

if TYPE_CHECKING:
    from fieldnotes.workflows.vaults import OpenVault

P = ParamSpec("P")
R = TypeVar("R")

IDENTITIES_HIDE_AFTER = 5 * 60
"""Seconds without use after which the identities are locked again by themselves."""

_KEYS_TAKE = 0.08
"""Seconds behind a key in which the page beside the text is not made."""

_ECHO_TAKES = 0.035
"""Seconds in which a key is on the screen, and nothing else is painted."""

_PATIENCE = 0.15
"""Seconds that painting waits for keys that come without a pause."""


class Session:
    """Carry work to the open vault and results back; `close` it before the process ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saved_at: float | None = None
        self._resources = ExitStack()
        self._vault: OpenVault | None = None
        self._folder: int | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="vault")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="page")
        self._used_identities = 0.0
        self.key_at = 0.0
        """When the last key came (`time.monotonic`)."""
        self.backing = Backing(self)

    @property
    def vault(self) -> "OpenVault":
        """Return the open vault; raises Locked before `unlock`."""
        if self._vault is None:
            raise Locked("the vault is not open", "unlock it first")
        return self._vault

    @property
    def is_open(self) -> bool:
        """Tell whether the vault is open."""
        return self._vault is not None

    def warm_up(self) -> None:
        """Load what unlocking and home need, aside, while the passphrase is being typed."""
        for needed in ("workflows.vaults", "workflows.drafting", "workflows.listing", "tui.screens.home"):
            self._writer.submit(import_module, f"fieldnotes.{needed}")

    def load_ahead(self) -> None:
        """Load the other screens, and what they need, aside: loading one at its key would stop the screen."""
        if self._vault is None:  # closed meanwhile
            return
        for screen in ("interview", "search", "source", "place", "export", "review", "written", "week", "backups"):
            self._reader.submit(self._load_gently, f"fieldnotes.tui.screens.{screen}")
        self._reader.submit(self._load_gently, "fieldnotes.workflows.publications")

    def _load_gently(self, module: str) -> None:
        self.let_keys_first()
        import_module(module)

    async def unlock(self, secret: str) -> None:
        """Open the vault for writing; the derivation runs aside and leaves the screen alive.

        Raises:
            Locked, Damaged, Unreachable: as `vaults.opened`.
        """
        self._vault = await self._aside(self._writer, lambda: self._opened(secret))

    def _opened(self, secret: str) -> "OpenVault":
        from fieldnotes.workflows import vaults

        vault = self._resources.enter_context(vaults.opened(self.path, secret, write=True))
        if sys.platform != "win32":  # there, nothing that is open can be deleted
            self._folder = os.open(self.path, os.O_RDONLY)
            self._resources.callback(os.close, self._folder)
        return vault

    async def do(self, verb: Callable[Concatenate["OpenVault", P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a workflow on the vault's own thread, in the order asked for, and return its result.

        Raises:
            Unreachable: the vault was deleted; the system would go on writing to what nobody can open any more.
        """
        vault = self.vault
        if self._folder is not None and os.fstat(self._folder).st_nlink == 0:
            raise Unreachable("the vault was deleted while it was open", "copy what is on this screen by hand")
        return await self._aside(self._writer, lambda: verb(vault, *args, **kwargs))

    async def look(self, verb: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run what only reads and takes long (the live page) on a second thread; raises Locked once `close` began."""
        _ = self.vault
        return await self._aside(self._reader, lambda: verb(*args, **kwargs))

    async def beside(self, verb: Callable[Concatenate["OpenVault", P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run what may wait for a network on a thread of its own, for which neither a lock nor the end waits.

        Raises:
            FieldnotesError: as *verb* does, or for a fault in it: nobody's writing ends because a backup did.
        """
        vault, loop = self.vault, asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()

        def settle(give: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # everything has ended meanwhile
                loop.call_soon_threadsafe(lambda: None if answer.done() else give())

        def work() -> None:
            try:
                result = verb(vault, *args, **kwargs)
            except FieldnotesError as refusal:
                settle(lambda refused=refusal: answer.set_exception(refused))  # type: ignore[misc]
            except Exception as fault:  # noqa: BLE001  told by its kind alone
                kind = type(fault).__name__
                settle(lambda: answer.set_exception(FieldnotesError(f"this ended by a fault of ours ({kind})")))
            else:
                settle(lambda: answer.set_result(result))

        threading.Thread(target=work, name="backup", daemon=True).start()
        return await answer

    async def _aside(self, pool: ThreadPoolExecutor, work: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    def let_keys_first(self) -> None:
        """Rest on the thread of pages while keys come: two threads of Python share one interpreter."""
        while time.monotonic() - self.key_at < _KEYS_TAKE:
            time.sleep(_KEYS_TAKE / 4)

    async def behind_key(self) -> None:
        """Wait until a key that was just pressed is on the screen, so that what only follows it comes behind."""
        patience = time.monotonic() + _PATIENCE
        while self.is_at_key and time.monotonic() < patience:
            await asyncio.sleep(_ECHO_TAKES / 4)

    @property
    def is_at_key(self) -> bool:
        """Tell whether a key was pressed just now, and may not be on the screen yet."""
        return time.monotonic() - self.key_at < _ECHO_TAKES

    # --------------------------------------------------------------------------- identities

    @property
    def identities_open(self) -> bool:
        """Tell whether who the sources are can be read now."""
        return self._vault is not None and self._vault.identities_open

    async def open_identities(self, secret: str) -> None:
        """Open the identities; raises Locked where the passphrase is wrong or the key is not here."""
        vault = self.vault
        await self._aside(self._reader, lambda: vault.open_identities(secret))
        self.touch_identities()

    def touch_identities(self) -> None:
        """Count from now until the identities are hidden again."""
        self._used_identities = awake_and_asleep()

    @property
    def identities_left(self) -> int:
        """Return the seconds until the identities are hidden by themselves."""
        return max(0, int(self._used_identities + IDENTITIES_HIDE_AFTER - awake_and_asleep()))

    def close_identities(self) -> None:
        """Hide the identities; copies in memory go when the vault is locked, with the process."""
        if self._vault is not None:
            self._vault.close_identities()

    # ------------------------------------------------------------------------------ closing

    async def close(self) -> None:
        """Make revisions of what is still a draft, bring the vault to rest and close it.

        Raises Unreachable where the drafts cannot be made revisions; they stay drafts, and nothing is lost.
        """
        if self._vault is None:
            return
        from fieldnotes.workflows import drafting

        await self.backing.stopped()
        vault, self._vault = self._vault, None
        try:
            await self._aside(self._writer, lambda: drafting.commit(vault))
        finally:
            # A page that is being made reads the vault until it is done; one that was only asked for is not made.
            await self._aside(self._writer, lambda: self._reader.shutdown(wait=True, cancel_futures=True))
            await self._aside(self._writer, self._resources.close)


def awake_and_asleep() -> float:
    """Return seconds on a clock that goes on while the machine sleeps, and that nobody sets."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
