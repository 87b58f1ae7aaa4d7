"""Keep recordings, photographs and papers beside the interviews, and take them out again."""

from dataclasses import dataclass
from pathlib import Path

from fieldnotes.errors import UsageError
from fieldnotes.vault import attachments
from fieldnotes.vault.attachments import Attachment
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook


@dataclass(frozen=True, slots=True)
class Attached:
    """Describe an attachment: its id, the interview's code, and what can be told of the file."""

    id: str
    interview: str | None
    attachment: Attachment


def add(vault: Vault, file: Path, *, code: str | None, sealed: bool | None) -> Attached:
    """Put a copy of *file* into the vault; sealed by its kind unless *sealed* says so.

    Raises:
        UsageError: the code is not in the vault, or it is no file.
        Unreachable: it cannot be read, or the vault cannot be written.
    """
    owner = notebook.chosen(vault, [code])[0].entity if code is not None else None
    kept = attachments.add(vault, file, interview=owner, sealed=sealed)
    return Attached(kept.entity.hex(), code, kept)


def listed(vault: Vault) -> list[Attached]:
    """Return every attachment in the order added; the names of sealed ones only with the identities open."""
    codes = {kept.entity: code for code, kept in notebook.interviews(vault).items()}
    return [Attached(a.entity.hex(), codes.get(a.interview or b""), a) for a in attachments.listed(vault)]


def take_out(vault: Vault, name: str, target: Path) -> None:
    """Write the attachment *name* (its id, or an unambiguous beginning of it) to *target*, which must not exist.

    Raises:
        UsageError: there is no such attachment, or something is at *target*.
        Locked: it is sealed and the identities are not open.
        Damaged: its file is missing or changed.
    """
    entity = entity_of(vault, name)
    attachments.take_out(vault, entity, target)


def is_sealed(vault: Vault, name: str) -> bool:
    """Tell whether only the identity key opens the attachment *name*."""
    entity = entity_of(vault, name)
    return any(kept.entity == entity and kept.sealed for kept in attachments.listed(vault))


def entity_of(vault: Vault, name: str) -> bytes:
    """Return the entity whose id *name* begins.

    Raises:
        UsageError: none or several begin so.
    """
    found = [head.entity for head in vault.heads(attachments.KIND) if head.entity.hex().startswith(name)]
    if len(found) != 1 or not name:
        what = "several attachments begin so" if found and name else "there is no such attachment"
        raise UsageError(what, "list them: fieldnotes attach list")
    return found[0]
