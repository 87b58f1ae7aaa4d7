"""Run the product with a leak put into it on purpose: `python -m tests.bench.leaky LEAK ARGUMENTS…`.

A harness that finds nothing proves something only if it finds these.
"""

import base64
import mmap
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from fieldnotes import __main__ as product
from fieldnotes.vault import connection
from fieldnotes.vault.connection import Connection
from fieldnotes.vault.index import Hit
from fieldnotes.vault.unlocked import Vault


def into_a_temporary_table(vault: Vault, _words: str) -> None:
    """Let SQLite keep a temporary table on disk, as `PRAGMA temp_store=1` does."""
    with vault._pool.lent() as lent:
        lent.run("CREATE TEMP TABLE leak AS SELECT body FROM revisions")


def into_a_log(_vault: Vault, words: str) -> None:
    """Log what was asked for."""
    with Path.home().joinpath(".fieldnotes.log").open("a", encoding="utf-8") as log:
        log.write(f"DEBUG search {words}\n")


def into_a_traceback(_vault: Vault, words: str) -> None:
    """Write a traceback with its local variables."""
    asked = words.split()
    try:
        int(asked[0])
    except ValueError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        with Path(tempfile.gettempdir(), "crash.txt").open("w", encoding="utf-8") as report:
            report.writelines(told.format())


def into_an_unlinked_file(_vault: Vault, words: str) -> None:
    """Write to a file that no name leads to."""
    with tempfile.TemporaryFile() as file:
        file.write(words.encode("utf-16"))


def into_arguments(_vault: Vault, words: str) -> None:
    """Hand it to another process where everybody can read it."""
    subprocess.run(["true", words], check=True)


def into_standard_error(_vault: Vault, words: str) -> None:
    """Complain and quote."""
    sys.stderr.write(f"fieldnotes: nothing like {words}\n")


def into_a_file_name(_vault: Vault, words: str) -> None:
    """Name a file by it."""
    Path(f"{words}.txt").touch()


def into_shared_memory(_vault: Vault, words: str) -> None:
    """Write through a mapping, which no system call shows."""
    with tempfile.TemporaryFile() as file:
        os.ftruncate(file.fileno(), 4096)
        with mmap.mmap(file.fileno(), 4096) as mapped:
            mapped.write(words.encode())


def into_a_slot_in_base64(vault: Vault, words: str) -> None:
    """Encode it into a file that may well be there."""
    slot = vault.layout.keys / "vault.9.age"
    slot.write_bytes(base64.b64encode(b"x" + words.encode()))


LEAKS: dict[str, Callable[[Vault, str], None]] = {
    function.__name__: function
    for function in (
        into_a_temporary_table,
        into_a_log,
        into_a_traceback,
        into_an_unlinked_file,
        into_arguments,
        into_standard_error,
        into_a_file_name,
        into_shared_memory,
        into_a_slot_in_base64,
    )
}


def main() -> int:
    """Run the product; every search leaks on its way."""
    leak = LEAKS[sys.argv.pop(1)]
    set_up, search = connection._set_up, Vault.search

    def careless(database: Connection, cache_mib: int) -> None:
        set_up(database, cache_mib)
        if leak is into_a_temporary_table:
            for pragma in ("temp_store=1", "temp.cache_size=1"):
                database.run(f"PRAGMA {pragma}")

    def leaking(vault: Vault, query: str, *, limit: int) -> list[Hit]:
        leak(vault, query)
        return search(vault, query, limit=limit)

    setattr(connection, set_up.__name__, careless)
    setattr(Vault, search.__name__, leaking)
    return product.main()


if __name__ == "__main__":
    sys.exit(main())
