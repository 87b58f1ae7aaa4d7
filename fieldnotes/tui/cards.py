"""The fields of an identity card, and what typing in them adds to a card or retires from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fieldnotes.domain.identity import Identity
from fieldnotes.tui.widgets.form import Field, Form, Line, Lines, Value, Words

FIELDS: tuple[Field, ...] = (
    Line(name="name", label="Real name", help="As they are called. It is sealed, and taken out of every page."),
    Words(name="aliases", label="Other names", help="Nicknames, kunya, other spellings; commas between."),
    Words(name="phones", label="Phones", help="Numbers, commas between."),
    Words(name="emails", label="E-mails", help="Addresses, commas between."),
    Words(name="handles", label="Accounts", help="Names on networks and messengers, commas between."),
    Words(name="organisations", label="Organisations", commas=False, help="Who they work for; one a line."),
    Words(name="posts", label="Posts", commas=False, help="What they are or were: “head of …”; one a line."),
    Words(name="ids", label="ID numbers", help="Passport, identity card, plate, account; commas between."),
    Lines(name="notes", label="Sealed notes", height=2, help="Anything else that tells who this is."),
)
NAMES = tuple(field.name for field in FIELDS)
LISTS = tuple(name for name in NAMES if name not in ("name", "notes"))


@dataclass(frozen=True, slots=True)
class Differences:
    """Hold what a person added to a card and what they took away."""

    adds: Identity
    retires: Identity


def typed(form: Form) -> Identity:
    """Return the card that the fields show."""
    lists = {name: form.words(name) for name in LISTS}
    return Identity(name=form.line("name") or None, notes=form.line("notes") or None, **lists)


def shown(card: Identity) -> dict[str, Value]:
    """Return the values of the fields for a card."""
    return {name: getattr(card, name) or "" for name in ("name", "notes")} | {
        name: getattr(card, name) for name in LISTS
    }


def differences(before: Identity, now: Identity) -> Differences:
    """Return what became of a card: an entry that is gone is retired, a changed name leaves an alias behind."""
    adds: dict[str, object] = {}
    retires: dict[str, object] = {}
    for name in LISTS:
        old, new = getattr(before, name), getattr(now, name)
        adds[name] = tuple(one for one in new if one not in old)
        retires[name] = tuple(one for one in old if one not in new)
    if now.name != before.name:
        adds["name"] = now.name
        retires["name"] = before.name if now.name is None else None
    if now.notes != before.notes:
        adds["notes"] = now.notes or ""
    return Differences(Identity.model_validate(adds), Identity.model_validate(retires))


def together(one: Identity, other: Identity | None) -> Identity:
    """Return one card that says what two say; the second one's name is the name."""
    if other is None:
        return one
    former = [one.name] if one.name and other.name and one.name != other.name else []
    lists = {n: _once([*getattr(one, n), *getattr(other, n)]) for n in LISTS}
    lists["aliases"] = _once([*former, *lists["aliases"]])
    return Identity(name=other.name or one.name, notes=other.notes or one.notes, **lists)


def _once(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
