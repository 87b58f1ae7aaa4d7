"""How the screens are started, and how they end."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

SCREENS = "--screens"
"""The argument with which the street door is asked for the screens; only a process made for them uses it."""


class Outcome(IntEnum):
    """Say how the screens ended; all but LOCKED are the exit code of the process."""

    DONE = 0
    FAULT = 1
    LOCKED = -1


@dataclass(frozen=True, slots=True)
class Start:
    """Hold what the screens are started with.

    `vault` is None where the person has to be asked; `demo` is the folder of a demo vault, whose passphrases
    are shown; `temporary` says that it goes when the screens end; `notice` is said on the first screen.
    """

    vault: Path | None
    demo: Path | None = None
    temporary: bool = False
    notice: str = ""

    @classmethod
    def read(cls, arguments: list[str]) -> "Start":
        """Read the arguments that `Start.write` wrote."""
        given = dict(word.split("=", 1) for word in arguments)
        vault, demo = given.get("vault"), given.get("demo")
        return cls(
            Path(vault) if vault else None,
            Path(demo) if demo else None,
            given.get("temporary") == "yes",
            given.get("notice", ""),
        )

    def write(self) -> list[str]:
        """Return the arguments of a process that starts so; none of them is secret."""
        given = {
            "vault": self.vault and str(self.vault),
            "demo": self.demo and str(self.demo),
            "temporary": "yes" if self.temporary else "",
            "notice": self.notice,
        }
        return [f"{name}={value}" for name, value in given.items() if value]
