"""Forget as the vault of a history would, for tests."""

from collections.abc import Callable, Mapping
from datetime import datetime

from fieldnotes.backup.forgetting import Forgotten, Rule, forget
from fieldnotes.domain.repository import Keep
from fieldnotes.formats.restic.identifiers import BlobKind, pack_name
from fieldnotes.formats.restic.packs import Pack, PackWriter
from fieldnotes.formats.restic.repository import Repository
from fieldnotes.formats.restic.storage import Storage
from tests.backup.histories import DAY, NOON, History
from tests.formats.restic.places import PASSWORD, restored

LATEST = Rule(Keep(daily=0, weekly=0, monthly=0))
LATER = NOON + 2 * DAY


def run(
    history: History,
    rule: Rule = LATEST,
    condemned: Mapping[str, datetime] | None = None,
    now: datetime = NOON,
    storage: Callable[[Storage], Storage] | None = None,
) -> Forgotten:
    """Forget, on a place that may go wrong."""
    with history.opened() as repository:
        if storage is not None:
            repository = Repository.open(storage(repository.storage), PASSWORD)
        return forget(repository, history.state(), history.shelf, rule, condemned or {}, now)


def content(history: History) -> dict[str, dict[str, bytes]]:
    """Return all files of all snapshots."""
    with history.opened() as repository:
        return {snapshot: restored(repository, snapshot) for snapshot in history.names("snapshots")}


def put_pack(repository: Repository, *pieces: bytes) -> Pack:
    """Send a pack that no index names yet, of pieces of data."""
    writer = PackWriter(repository.key, BlobKind.DATA, bucket=1)
    for data in pieces:
        writer.add(repository.seal_blob(BlobKind.DATA, data))
    pack, sealed = writer.finish()
    repository.storage.put(pack_name(pack.id), sealed)
    return pack
