"""Make the words of a finding part of an identity or a place, in its place: from then on they are replaced unasked."""

from collections.abc import Iterable, Sequence
from typing import Literal

from fieldnotes.domain.decision import SCRIPT
from fieldnotes.domain.identity import CardRevision, Identity
from fieldnotes.domain.location import Location
from fieldnotes.errors import UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.history import Head
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import notebook, places, records
from fieldnotes.workflows.writing import Undo

What = Literal["name", "aliases", "phones", "emails", "handles", "organisations", "posts", "ids"]
"""As what words stand on a card; of a place they are always another name."""

LONGEST = 200
"""Characters of a name."""

_ON_A_CARD: dict[str, What] = {
    "near": "aliases", "person": "aliases", "place": "aliases", "kinship": "aliases", "org": "organisations",
    "phone": "phones", "email": "emails", "handle": "handles", "url": "handles", "id": "ids", "passport": "ids",
    "plate": "ids", "account": "ids", "device": "ids", "ip": "ids",
}  # fmt: skip
_NAMES_A_PLACE = ("near", "person", "place", "org", "kinship")


def as_what(kind: str) -> What | None:
    """Return as what the words of a finding of *kind* stand on a card; None where they name nobody."""
    return _ON_A_CARD.get(kind)


def names_a_place(kind: str) -> bool:
    """Tell whether the words of a finding of *kind* may be another name of a place."""
    return kind in _NAMES_A_PLACE


def identify(vault: Vault, handle: str, words: Sequence[str], kind: str, what: What | None = None) -> Undo:
    """Add *words* to the card of the source, or to the names of the place, that has this *handle*, in one transaction.

    *what* is as what they stand on a card ("name" where it has none yet); None: as the *kind* of the finding tells.
    Return how to take it back: a card then retires what was added. It is empty where nothing was added, and where it
    cannot be taken back: a sealed place only grows.

    Raises:
        UsageError: nothing is called so, or words of this kind name nobody, or no place.
        Locked: the identities are not open, so that nobody knows what the card holds already.
        Damaged: a sealed row cannot be opened or verified.
    """
    _ = vault.compartment_identity
    forms = _forms(words, kind)
    head = records.expected(vault, handle, rows.SOURCE, rows.LOCATION, rows.SEALED_LOCATION)
    if head.kind == rows.SOURCE:
        return _on_the_card(vault, head, forms, what or as_what(kind))
    if not names_a_place(kind):
        raise UsageError("this is no name of a place", "choose a source, or redact it")
    return _to_the_place(vault, handle, forms)


def _forms(words: Sequence[str], kind: str) -> tuple[str, ...]:
    """Return the words to be added, on one line each and none twice."""
    if kind == SCRIPT or as_what(kind) is None:
        raise UsageError("this is nobody's name", "keep it, redact it or generalise it")
    forms = tuple(dict.fromkeys(form for one in words if (form := " ".join(one.split()))))
    if not forms or any(len(form) > LONGEST for form in forms):
        raise UsageError("this cannot be a name", f"one line of at most {LONGEST} characters")
    return forms


def _on_the_card(vault: Vault, head: Head, forms: tuple[str, ...], what: What | None) -> Undo:
    card = notebook.card(vault, head.entity) or Identity()
    if what == "name" and card.name is None:
        adds = Identity(name=forms[0], aliases=_new(forms[1:], card.all_names))
    else:
        field = "aliases" if what in ("name", None) else what
        known: Iterable[str] = card.all_names if field == "aliases" else getattr(card, field)
        adds = Identity.model_validate({field: _new(forms, known)})
    if adds == Identity():
        return Undo(())
    with vault.transaction() as tx:
        tx.seal(rows.IDENTITY, head.entity, CardRevision(adds=adds).to_owner_json())
    return Undo((), (head.entity, CardRevision(retires=adds)))


def _to_the_place(vault: Vault, handle: str, forms: tuple[str, ...]) -> Undo:
    _, place = notebook.locations(vault)[handle]
    if not isinstance(place, Location):
        raise UsageError("this place is sealed", "open the identities first")
    new = _new(forms, (place.name, *place.aliases))
    if not new:
        return Undo(())
    changed = place.model_copy(update={"aliases": (*place.aliases, *new)})
    return places.change_location(vault, handle, changed) or Undo(())


def _new(forms: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    have = frozenset(known)
    return tuple(form for form in forms if form not in have)
