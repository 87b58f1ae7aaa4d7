"""Choose which snapshot is brought back on a machine that knows nothing of the vault, and name the others there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fieldnotes.backup import trust
from fieldnotes.backup.session import Found
from fieldnotes.errors import Damaged, UsageError

_NAMED = 8  # snapshots that a hint lists


def chosen(found: Found, snapshot: str | None) -> trust.Seen:
    """Return the snapshot that is meant; the newest of the one vault there is, where none is named."""
    seen = [one for one in found.seen() if one.signed is not None]
    if snapshot is not None:
        meant = [one for one in seen if one.id.startswith(snapshot.lower())]
        if len(meant) == 1:
            return meant[0]
        raise UsageError("there is not one snapshot of this id", _hint_of(seen))
    if not seen:
        raise Damaged("no backup of a vault is there", "check the address")
    if len({one.signed.statement.vault for one in seen if one.signed}) > 1:
        raise UsageError("several vaults are backed up there", _hint_of(seen))
    return trust.in_order(seen)[-1]


@contextmanager
def others_named(found: Found) -> Iterator[None]:
    """Add to what is wrong with one snapshot which others there are: the newest may be forged, or be damaged."""
    try:
        yield
    except Damaged as error:
        raise Damaged(error.sentence, _hint_of([one for one in found.seen() if one.signed is not None])) from None


def _hint_of(seen: Sequence[trust.Seen]) -> str:
    """Say which snapshots may be named, the newest first: on a bare machine nothing else of ours lists them."""
    newest = sorted(seen, key=lambda one: one.time, reverse=True)[:_NAMED]
    return f"choose by --snapshot: {', '.join(f'{one.id[:8]} of {one.time[:16]}' for one in newest) or 'none is there'}"


def later(found: Found, chosen_one: trust.Seen) -> list[trust.Seen]:
    """Return the later snapshots of the same vault, the newest first."""
    vault = chosen_one.signed.statement.vault if chosen_one.signed else ""
    same = [one for one in found.seen() if one.signed is not None and one.signed.statement.vault == vault]
    state = trust.generation(chosen_one)
    return [one for one in reversed(trust.in_order(same)) if trust.generation(one) > state]
