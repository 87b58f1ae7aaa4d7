"""List what somebody may be called, in three styles; which of it gives nobody away is asked of `giveaways`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from fieldnotes.redaction.naming.given_names import languages
from fieldnotes.redaction.naming.honorifics import LETTER, honorifics

ANYONE = "any"

# No I, which is read as a word or a number, and no O, which is read as a nought.
_LETTERS = [letter for letter in ascii_uppercase if letter not in "IO"]
# Codes that begin with a word say nothing; those that begin with a letter may say an initial.
_CODES = ("Source *", "Interviewee *", "Participant *", "Respondent *")
_LETTERED_CODES = ("P-*", "R-*", "S-*", "T-*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold something that a person may be called.

    Attributes:
        pseudonym: as readers see it.
        said_to: "m", "f" or "any": whom it fits.
        gloss: what explains it to readers; None where nothing has to be explained.
        claims: what it says of the person besides, for it to be true of them; mostly empty.
        beside: the word of respect that its letter stands beside; empty without one.
        is_code: it is made of a number.
    """

    pseudonym: str
    said_to: str = ANYONE
    gloss: str | None = None
    claims: str = ""
    beside: str = ""
    is_code: bool = False


def with_honorifics(language: str, said_to: str) -> Iterator[Candidate]:
    """Yield each word of respect of a language with each letter, as far as it is said to such a person."""
    for row in honorifics().get(language, ()):
        for letter in _LETTERS if _fits(row.said_to, said_to) else ():
            if letter not in row.without:
                yield Candidate(row.form.replace(LETTER, letter), row.said_to, row.gloss, row.claims, row.word)


def given_names(language: str, said_to: str) -> Iterator[Candidate]:
    """Yield the given names of a language, as far as they fit such a person."""
    known = languages().get(language)
    for name in known.names if known else ():
        if _fits(name.said_to, said_to):
            yield Candidate(name.name, name.said_to)


def codes(numbers: Iterable[int], *, lettered: bool) -> Iterator[Candidate]:
    """Yield codes with these numbers; *lettered* ones, too, where their letters can be compared with the name."""
    for number in numbers:
        for form in (*_CODES, *(_LETTERED_CODES if lettered else ())):
            yield Candidate(form.replace(LETTER, str(number)), is_code=True)


def _fits(one: str, asked: str) -> bool:
    return ANYONE in (one, asked) or one == asked
