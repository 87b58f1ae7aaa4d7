"""Read and keep how a person likes the screens of this vault."""

from fieldnotes.domain.preferences import Preferences
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault


def read(vault: Vault) -> Preferences:
    """Return the preferences of this vault; the usual ones where none were kept."""
    head = next(vault.heads(rows.PREFERENCES), None)
    return rows.noun_of(Preferences, head.body) if head is not None else Preferences()


def keep(vault: Vault, preferences: Preferences) -> None:
    """Keep the preferences as a new revision."""
    head = next(vault.heads(rows.PREFERENCES), None)
    with vault.transaction() as tx:
        tx.put(rows.PREFERENCES, head.entity if head is not None else None, preferences.to_owner_json() or b"{}")
