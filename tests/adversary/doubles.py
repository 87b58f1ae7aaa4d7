"""Hold gates that are broken on purpose, for the judge to be judged by. Nothing else uses them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.adversary.model import Identity, Outcome


@dataclass(frozen=True)
class Answer:
    """Hold what a double answers."""

    text: str
    replacements: Sequence[Outcome] = field(default_factory=tuple)
    findings: Sequence[Outcome] = field(default_factory=tuple)


class Through:
    """Let every text through as it is."""

    def redact(self, text: str) -> Answer:
        """Return the text."""
        return Answer(text)


class Blank:
    """Replace everything."""

    def redact(self, text: str) -> Answer:
        """Return a bar."""
        return Answer("█", ((0, len(text), "X1", "everything"),)) if text else Answer("")


class Alarm:
    """Replace nothing and report everything."""

    def redact(self, text: str) -> Answer:
        """Return the text with one finding over all of it."""
        return Answer(text, (), ((0, len(text), "person", "everything"),))


class Liar:
    """Claim to have replaced everything and publish it all the same."""

    def redact(self, text: str) -> Answer:
        """Return the text with a replacement that is not in it."""
        return Answer("█ " + text, ((0, len(text), "X1", "nothing"),))


class Plain:
    """Replace told names that stand as told, as whole words, whatever their capitals: a deny list."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        self.owners = {name.casefold(): who for who in identities for name in who.names}
        names = sorted(self.owners, key=len, reverse=True)
        self.pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)

    def redact(self, text: str) -> Answer:
        """Return the text with told names replaced."""
        written: list[str] = []
        done: list[Outcome] = []
        place = 0
        for found in self.pattern.finditer(text):
            who = self.owners.get(found.group().casefold())
            if who is not None:
                written += [text[place : found.start()], who.replacement]
                done.append((*found.span(), who.id, "told"))
                place = found.end()
        return Answer("".join([*written, text[place:]]), tuple(done))
