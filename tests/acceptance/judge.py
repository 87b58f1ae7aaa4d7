"""An independent judge: does this text give a secret away, under whatever disguise?

It errs towards shouting: what it passes as clean must be clean. The worlds it judges are made so that their
clean text holds nothing that looks like a secret.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.acceptance.unmask import fold, squeeze, views

GENERIC = {
    *("al", "el", "bin", "ibn", "abu", "ebu", "umm", "kak", "haji", "the", "of", "and", "dr", "abd"),
    *("ال", "بن", "ابن", "ابو", "أبو", "ام", "أم", "کاک", "حاجی", "حاجي"),
}
PROCLITICS = ("", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "فال", "كال", "لل", "ولل", "ول", "وب")
ENDINGS = ("", "s", "ss")
NUMBER = re.compile(r"\d(?:[^\w\n]{0,3}\d|_\d)*")
DECIMAL = re.compile(r"(?<!\d)(\d{1,3})\s?[.,٫]\s?(\d{2,})")
SPELLED = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_]){2,}(?![^\W_])")
SPOKEN = re.compile(r"\W+(?:dot|at)\W+")
SEXAGESIMAL = re.compile(r"(\d{1,3})\s*[°º]\s*(\d{1,2}(?:\.\d+)?)\s*['′’](?:\s*(\d{1,2}(?:\.\d+)?))?")


@dataclass(frozen=True)
class Secret:
    """Something that must not appear: its kind, the words or digits themselves, and whose it is.

    Kinds: name (parts count too), phrase (as a whole), phone, code (letters and digits in any grouping),
    email, coordinate (one number, degrees), canary (these very letters).
    """

    kind: str
    text: str
    owner: str = ""

    def __str__(self) -> str:
        """Describe it for the message of a failing test; everybody here is invented."""
        return f"{self.owner}/{self.kind}: {self.text}"


@cache
def _parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a name that point to its owner on their own."""
    words = [word for word in re.split(r"[\W_]+", fold(name)) if len(word) >= 3]
    return tuple(word for word in words if word not in {fold(one) for one in GENERIC})


@cache
def _letters(text: str) -> str:
    """Return the letters and digits of a secret as they look when nothing stands between them."""
    return squeeze(fold(text))


class Reading:
    """One text, unmasked once, to be asked about many secrets."""

    def __init__(self, text: str) -> None:
        self.views = views(text)
        self.words = {word for view in self.views for word in re.split(r"[\W_\d]+", view)}
        self.words |= {squeeze(run) for view in self.views for run in SPELLED.findall(view)}
        self.squeezed = {squeeze(view) for view in self.views}
        self.numbers = {re.sub(r"\D", "", run) for view in self.views for run in NUMBER.findall(view)}
        self.degrees = {float(f"{a}.{b}") for view in self.views for a, b in DECIMAL.findall(view)}
        for view in self.views:
            for degrees, minutes, seconds in SEXAGESIMAL.findall(view):
                self.degrees.add(int(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600)

    def _holds_word(self, word: str) -> bool:
        """Tell whether a short word stands here alone, with a clitic, or with an ending."""
        return any(first + word + last in self.words for first in PROCLITICS for last in ENDINGS)

    def _holds_letters(self, letters: str) -> bool:
        """Tell whether these letters follow each other here, whatever stands between them."""
        return any(letters in squeezed for squeezed in self.squeezed)

    def _holds_name(self, name: str) -> bool:
        """Tell whether a name, or a part of it, can be read here."""
        whole = _letters(name)
        if len(whole) >= 6 and self._holds_letters(whole):
            return True
        return any(self._holds_word(part) or (len(part) >= 6 and self._holds_letters(part)) for part in _parts(name))

    def holds(self, secret: Secret) -> bool:
        """Tell whether this text gives the secret away."""
        if secret.kind == "name":
            return self._holds_name(secret.text)
        if secret.kind == "phone":
            digits = re.sub(r"\D", "", _letters(secret.text))[-7:]
            return any(digits in number for number in self.numbers)
        if secret.kind == "coordinate":
            return any(abs(float(secret.text) - value) < 0.02 for value in self.degrees)
        if secret.kind == "email":
            local = _letters(secret.text.partition("@")[0])
            return self._holds_letters(local) or any(local in squeeze(SPOKEN.sub("", v)) for v in self.views)
        return self._holds_letters(_letters(secret.text))


def windows(text: str, size: int = 1500) -> Iterator[str]:
    """Yield overlapping runs of lines of about `size` characters, as a page has too many readings at once."""
    lines = text.split("\n")
    start = 0
    while start < len(lines):
        end, length = start, 0
        while end < len(lines) and length < size:
            length += len(lines[end]) + 1
            end += 1
        yield "\n".join(lines[start:end])
        start = len(lines) if end == len(lines) else max(start + 1, end - 8)


def leaks(text: str, secrets: Iterable[Secret], *, public: Iterable[str] = ()) -> list[Secret]:
    """Return the secrets that `text` gives away, ignoring the exact `public` strings in it."""
    for allowed in sorted(public, key=len, reverse=True):
        text = text.replace(allowed, " ¤ ")
    readings = [Reading(window) for window in windows(text)]
    return [secret for secret in secrets if any(reading.holds(secret) for reading in readings)]
