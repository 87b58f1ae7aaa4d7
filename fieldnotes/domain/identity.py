"""Identity: who a source really is; sealed card by card, added to without the key, never printed."""

from collections.abc import Iterable, Sequence

from fieldnotes.domain.noun import Noun

_LISTS = ("aliases", "phones", "emails", "handles", "organisations", "posts", "ids")


class Identity(Noun):
    """Hold one sealed revision of an identity card, or the union of several.

    Without the key a card can only be added to, so every revision is a supplement: what is absent is
    unchanged. Only a person with the identities open retires a name.
    """

    name: str | None = None
    aliases: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    notes: str | None = None

    @property
    def all_names(self) -> tuple[str, ...]:
        """Return the name and the aliases, none empty, none twice."""
        return tuple(dict.fromkeys(name for name in (self.name, *self.aliases) if name and name.strip()))


class CardRevision(Noun):
    """Hold what one seal of a card says: what it adds, and what a person with the key retired."""

    adds: Identity = Identity()
    retires: Identity = Identity()


def union(revisions: Sequence[CardRevision]) -> Identity:
    """Return the card that the gate protects: everything any revision holds, less what was retired later.

    The latest name given is the name; an earlier, different one stays as an alias.
    """
    card = Identity()
    for revision in revisions:
        card = _less(_plus(card, revision.adds), revision.retires)
    return card


def _plus(card: Identity, more: Identity) -> Identity:
    name = more.name or card.name
    former = [card.name] if card.name and card.name != name else []
    lists = {key: _once([*getattr(card, key), *getattr(more, key)]) for key in _LISTS}
    lists["aliases"] = tuple(alias for alias in _once([*former, *lists["aliases"]]) if alias != name)
    return Identity(name=name, notes=more.notes if more.notes is not None else card.notes, **lists)


def _less(card: Identity, retired: Identity) -> Identity:
    lists = {key: tuple(x for x in getattr(card, key) if x not in getattr(retired, key)) for key in _LISTS}
    name = None if card.name is not None and card.name == retired.name else card.name
    return Identity(name=name, notes=card.notes, **lists)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
