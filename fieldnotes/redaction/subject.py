"""Describe whom and what the gate protects, and what readers see instead."""

from dataclasses import dataclass, field
from enum import StrEnum


class Protects(StrEnum):
    """Name the class of a subject; it is also the `kind` of an objection about it."""

    IDENTITY = "identity"
    PROTECTED_ROLE = "protected-role"
    PLACE = "place"


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """Hold everything the vault knows that would give one person or place away.

    Attributes:
        ref: who or what this is, in words that give nothing away: "source kak-d", "location taza".
        protects: the class of the subject.
        label: what readers see instead, without brackets: "Kak D", "an interpreter", "Kirkuk province".
        names: full names and spellings of the name, in any script; their parts are protected as well.
        aliases: further names: nicknames, kunyas, former names; for a place its other names and every
            rung below the published one.
        personas: made-up names that give the person away here; keys as a whole only.
        organisations, posts, phones, emails, handles, ids: as on the identity card.
        dates: days that give the person away, in any notation.
        coordinates: latitude and longitude in degrees, of a place.
        open_words: folded words that may be published (a place's rungs at or above its published one);
            alone they are no keys of this subject, though a longer phrase that holds them may be.
        classes: what each form of a place is ("Taza", "a town"), its name first; said with the label where that keeps
            a sentence whole.
        own_name: printed exactly so for any mention, when the person is published under their name.
    """

    ref: str
    protects: Protects
    label: str
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    open_words: frozenset[str] = field(default_factory=frozenset)
    classes: tuple[tuple[str, str], ...] = ()
    own_name: str | None = None

    def __repr__(self) -> str:
        return f"Subject({self.ref})"
