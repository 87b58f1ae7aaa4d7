"""Preferences: how one person likes to work; kept in the vault, since nothing is kept beside it."""

from typing import Annotated, Literal

from pydantic import Field

from fieldnotes.domain.noun import Noun


class Preferences(Noun):
    """Say how right-to-left words are shown (None: not asked yet), and after how many idle minutes to lock.

    `unproved` names the recovery keys that nobody has typed back from paper; `second_opinion` the language models that
    are asked about unknown names besides the rules.
    """

    direction: Literal["terminal", "app", "off"] | None = None
    unproved: tuple[Literal["NOTES", "NAMES"], ...] = ()
    second_opinion: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}_\w{1,96}$")], ...] = ()
    locks_after: Annotated[int, Field(ge=1, le=60)] = 10
