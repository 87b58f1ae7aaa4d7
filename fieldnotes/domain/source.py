"""Source: a person we talk to or about, known by a pseudonym; and the Persona readers meet."""

from enum import StrEnum

from fieldnotes.domain.ids import Handle
from fieldnotes.domain.noun import Noun


class Role(StrEnum):
    """Name what a person is to the work; all but source and official are protected by default."""

    SOURCE = "source"
    INTERPRETER = "interpreter"
    FIXER = "fixer"
    DRIVER = "driver"
    HOST = "host"
    OFFICIAL = "official"
    BYSTANDER = "bystander"


class Flag(StrEnum):
    """Name a circumstance in which a person cannot freely agree to be named (rule R-2.3)."""

    IN_CUSTODY = "in_custody"
    GUARD_PRESENT = "guard_present"
    MINOR = "minor"
    PAID = "paid"


class PublishAs(StrEnum):
    """Say under what a source appears to readers."""

    PERSONA = "persona"
    NAME = "name"


class Source(Noun):
    """Describe a source as daily work knows them; who they are is on the identity card."""

    handle: Handle
    pseudonym: str
    gloss: str | None = None
    describe_as: str | None = None
    withheld_because: str | None = None
    role: Role = Role.SOURCE
    flags: tuple[Flag, ...] = ()
    justification: str | None = None
    publish_as: PublishAs = PublishAs.PERSONA


# Those who take part as one of these are talked to, not protected helpers (design, "Protected roles").
OPEN_PARTS = frozenset({"source", "interviewee", "official"})

_CLASSES = {
    "interpreter": "an interpreter",
    "fixer": "a fixer",
    "driver": "a driver",
    "host": "a host",
    "official": "an official",
    "bystander": "a bystander",
}


def protected_part(source: Source, parts: frozenset[str]) -> str | None:
    """Return the class under which a protected person is mentioned, or None if the source is no such person.

    *parts* is everything the source takes part `as`, in any interview of the vault.
    """
    if source.role not in (Role.SOURCE, Role.OFFICIAL):
        return _CLASSES[source.role.value]
    closed = sorted(parts - OPEN_PARTS)
    return _CLASSES.get(closed[0], "another person") if closed else None


class Persona(Noun):
    """Hold the name and the description under which a source appears in a publication."""

    source: Handle
    name: str
    description: str | None = None
