"""Remember what happened between a vault and each of its repositories; none of it is part of the vault's state.

A repository is named by the entity of its record. What is remembered can be lost: the next backup then takes what is
there for what it says, and compares all of it anew.
"""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from fieldnotes.domain.repository import Remembered
from fieldnotes.vault.connection import Connection

_STATE = "SELECT value FROM meta WHERE key = ?"
_STATES = "SELECT value FROM meta WHERE key LIKE 'backup:%' AND key != ?"
_KEEP_STATE = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"
_DROP_STATE = "DELETE FROM meta WHERE key = ?"

NAMES = bytes(16)
"""Stands in the place of a repository for the key of the names, which has copies of its own."""


class Notes(Protocol):
    """Say what is asked of an open vault, which asks for `warnings` itself."""

    def connection(self) -> AbstractContextManager[Connection]:
        """Lend a connection to notes.db."""

    def unrecorded(self) -> AbstractContextManager[Connection]:
        """Lend one that writes what is no part of the vault's state."""


def remembered(vault: Notes, repository: bytes) -> dict[str, Any]:
    """Return what is remembered of a repository; empty where nothing is, or where it cannot be read any more."""
    with vault.connection() as connection:
        return _recalled(connection, repository)


@contextmanager
def amending(vault: Notes, repository: bytes) -> Iterator[dict[str, Any]]:
    """Yield what is remembered of a repository, to be changed; what stands there at the end is kept.

    Nobody else changes it meanwhile, so no thread takes back what another one noted.

    Raises Unreachable where the vault is open for reading only, or the disk is full or gone.
    """
    with vault.unrecorded() as connection:
        state = _recalled(connection, repository)
        yield state
        connection.run(_KEEP_STATE, (_key(repository), json.dumps(state, separators=(",", ":")).encode()))


def forget(vault: Notes, repository: bytes) -> None:
    """Forget what happened with a repository."""
    with vault.unrecorded() as connection:
        connection.run(_DROP_STATE, (_key(repository),))


def warnings(connection: Connection) -> list[str]:
    """Say what a person should hear about what is remembered: that it cannot be read any more, until it is anew."""
    if all(_read(value) is not None for (value,) in connection.rows(_STATES, (_key(NAMES),))):
        return []
    return ["what was backed up last is not known any more: look through fieldnotes backup list, then back up"]


def _recalled(connection: Connection, repository: bytes) -> dict[str, Any]:
    found = connection.row(_STATE, (_key(repository),))
    return (_read(found[0]) if found is not None else None) or {}


def _read(value: Any) -> dict[str, Any] | None:
    """Return what a row holds, None where it is not what was written."""
    try:
        state = dict(json.loads(value))
        # What a later version remembers besides is let be.
        Remembered.model_validate({name: said for name, said in state.items() if name in Remembered.model_fields})
    except (TypeError, ValueError):  # pydantic's ValidationError is one
        return None
    return state


def _key(repository: bytes) -> str:
    return f"backup:{repository.hex()}"
