"""Define what the adversary's parts hand to one another: identities, forms, cases, and the marks inside a text.

A name is followed through every disguise by private-use characters that never reach the gate: `OPEN` and `CLOSE`
stand around the letters that must not survive, `BEGIN` and `END` around everything that may go with them (an
honorific, a clitic, a country code), `WORD` and `DROW` around every other word, which must survive.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

OPEN, CLOSE, BEGIN, END, WORD, DROW = "\uf8f1", "\uf8f2", "\uf8f3", "\uf8f4", "\uf8f5", "\uf8f6"
MARKS = f"[{OPEN}{CLOSE}{BEGIN}{END}{WORD}{DROW}]"
CORE, HARD, STRETCH = "core", "hard", "stretch"
CLASSES = (CORE, HARD, STRETCH)
NAMED = frozenset({"kurdish", "arabic", "persian", "turkish", "ukrainian", "amharic"})
NAMES = frozenset({"person", "org", "place", "role"})
PERSONS = frozenset({"person"})
EVERY = NAMES | {"phone", "date", "coord", "email", "handle", "id"}
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "GREEK", "HEBREW", "ETHIOPIC", "ARMENIAN", "GEORGIAN", "BENGALI",
           "DEVANAGARI", "MYANMAR", "CJK")  # fmt: skip

Span = tuple[int, int]
Outcome = tuple[int, int, str, str]


class Result(Protocol):
    """Name what a gate answers: the public text, and two lists of (start, end, id or kind, reason)."""

    @property
    def text(self) -> str:
        """Return the text that would be published."""

    @property
    def replacements(self) -> Sequence[Outcome]:
        """Return what was replaced; offsets are of the input."""

    @property
    def findings(self) -> Sequence[Outcome]:
        """Return what a person must decide; offsets are of the input."""


class Gate(Protocol):
    """Name the one thing that is asked of an engine."""

    def redact(self, text: str) -> Result:
        """Return the public form of a text."""


@dataclass(frozen=True)
class Identity:
    """Hold an invented identity: what a researcher tells of it, and what is written elsewhere (`held`).

    Braces in a form stand around its distinctive letters; what is outside of them may survive. `words` are the
    parts, lower case, that are ordinary words of the language; `facts` hold values of numbers and dates.
    """

    id: str
    kind: str
    region: str
    lang: str
    replacement: str
    told: tuple[str, ...]
    held: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Return the told forms without braces, as the gate gets them."""
        return [bare(form) for form in self.told]


@dataclass(frozen=True)
class Variant:
    """Hold a way of writing: its label, class, the kinds of identity it is for, and what it does.

    `make` gets letters (or, with `whole`, a marked sentence), the identity and chance; it returns the disguise, which
    may hold marks, or None where the way does not apply.
    """

    kind: str
    grade: str
    make: Callable[[str, Identity, Random], str | None]
    kinds: frozenset[str] = NAMES
    whole: bool = False
    noise: bool = False


@dataclass(frozen=True)
class Case:
    """Hold a text for the gate, where the identity and the words around it stand in it, and where it comes from."""

    text: str
    spans: tuple[Span, ...]
    context: tuple[Span, ...]
    extent: Span
    identity: Identity
    kind: str
    grade: str
    noise: bool = False

    @property
    def named(self) -> bool:
        """Tell whether the case belongs to the languages that the issue names, free of noise."""
        return self.identity.region in NAMED and not self.noise


def bare(form: str) -> str:
    """Return a form without braces and marks."""
    return re.sub(f"[{{}}]|{MARKS}", "", form)


def marked(form: str) -> str:
    """Return a form whose braces are marks; a form without braces is distinctive as a whole."""
    if MARKED.search(form):
        return form
    return form.replace("{", OPEN).replace("}", CLOSE) if "{" in form else f"{OPEN}{form}{CLOSE}"


MARKED = re.compile(MARKS)
INSIDE = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
PIECES = re.compile(f"({MARKS})")


def mapped(text: str, change: Callable[[str], str]) -> str:
    """Return a marked text whose pieces between marks are changed one by one."""
    return "".join(piece if MARKED.fullmatch(piece) else change(piece) for piece in PIECES.split(text))


def located(text: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...], Span]:
    """Return a marked text without its marks, the letters that must go, the words that must stay, and the extent."""
    plain: list[str] = []
    places: dict[str, list[int]] = {mark: [] for mark in (OPEN, CLOSE, BEGIN, END, WORD, DROW)}
    for character in text:
        if character in places:
            places[character].append(len(plain))
        else:
            plain.append(character)
    spans = tuple((start, end) for start, end in zip(places[OPEN], places[CLOSE], strict=True) if start < end)
    context = tuple(zip(places[WORD], places[DROW], strict=True))
    return "".join(plain), spans, context, (places[BEGIN][0], places[END][-1])


def with_words(text: str) -> str:
    """Return a marked text in which every word outside of the extent is marked as context."""
    begin, end = text.index(BEGIN), text.rindex(END) + 1
    before, after = (RUN.sub(rf"{WORD}\g<0>{DROW}", part) for part in (text[:begin], text[end:]))
    return before + text[begin:end] + after


def script(text: str) -> str:
    """Return the script of the first letter that has one of ours, by its Unicode name."""
    for character in text:
        first = unicodedata.name(character, "").split(" ")[0]
        if first in SCRIPTS:
            return first
    return "NONE"


def words_of(text: str) -> list[Span]:
    """Return the runs of letters; characters of format, which nobody sees, do not end a run."""
    return [found.span() for found in RUN.finditer(text)]


def _word_pattern() -> re.Pattern[str]:
    """Build the pattern of a run of letters, with marks and unseen characters inside."""
    unseen = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    marks = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(rf"[^\W_](?:[^\W_]|[{marks}]|[{unseen}](?=[{unseen}{marks}]*[^\W_]))*")


RUN = _word_pattern()
