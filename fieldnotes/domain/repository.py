"""Repository: a place where backups of this vault are kept, and how one gets in; part of the vault's own records."""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from fieldnotes.domain.noun import Noun

Line = Annotated[str, Field(min_length=1, max_length=4096, pattern=r"^[^\x00-\x1f\x7f]*$")]


class Keep(Noun):
    """Say how many of the last days, weeks and months keep their newest snapshot."""

    daily: Annotated[int, Field(ge=0, le=3650)] = 14
    weekly: Annotated[int, Field(ge=0, le=520)] = 8
    monthly: Annotated[int, Field(ge=0, le=240)] = 24


class Repository(Noun):
    """Hold a place as restic writes it, without credentials, with its password and what the place asks for.

    `credentials` are names and values as the kind of place knows them (user, password, …). `proved` says whether words
    of the password were typed back from paper; `limit` is in bytes a second, `every` in minutes while the app is open.
    """

    address: Line
    password: Line
    credentials: dict[str, str | dict[str, str]] = Field(default_factory=dict)
    proved: bool = False
    limit: Annotated[int, Field(ge=128, le=1 << 40)] | None = None
    every: Annotated[int, Field(ge=5, le=7 * 24 * 60)] | None = None
    keep: Keep = Keep()


def _checked(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError
    return text


Moment = Annotated[str, AfterValidator(_checked)]
"""A moment in ISO 8601, with its zone."""


class Event(Noun):
    """Say when something was done."""

    at: Moment


class Made(Event):
    """Say when a backup was made, or proved: which snapshot it is."""

    snapshot: str


class Ran(Made):
    """Say besides which generation of the vault it holds."""

    generation: int


class Checked(Event):
    """Say whether all was as it should be when every byte was read."""

    sound: bool


class Remembered(Noun):
    """Say what may be remembered of a repository; `vault.memory` keeps it, and trusts nothing of another shape."""

    run: Ran | None = None
    proved: Made | None = None
    verified: Checked | None = None
    begun: tuple[int, str] | None = None
    odd: list[str] = Field(default_factory=list)
    unseen: list[str] = Field(default_factory=list)
    gone: list[Moment] = Field(default_factory=list)
    condemned: dict[str, Moment] = Field(default_factory=dict)
    copied: Moment | None = None
