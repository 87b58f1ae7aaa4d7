"""Read and keep how a person likes to work in this vault."""

from collections.abc import Sequence

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


def ask_models(vault: Vault, models: Sequence[str]) -> None:
    """Let language models be asked about unknown names from now on, these alone; none: the rules alone.

    Raises:
        Unreachable: one of them is not installed, cannot be loaded, or tells no names.
    """
    from fieldnotes.redaction.unknown import second_opinion  # late: the first screen reads preferences

    for model in models:
        second_opinion.loaded(model)
    keep(vault, read(vault).model_copy(update={"second_opinion": tuple(dict.fromkeys(models))}))


def installed_models() -> tuple[str, ...]:
    """Return the names of the language models that are installed here."""
    from fieldnotes.redaction.unknown import second_opinion

    return second_opinion.installed()
