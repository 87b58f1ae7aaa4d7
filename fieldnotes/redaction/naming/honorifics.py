"""List words of respect that stand beside a name, by language, each with the gloss that explains it to readers.

A row of `data/honorifics` is there because strangers and neighbours use the word for any grown man or woman: it says
that the speaker is polite, and nothing about the person. Words that say more (a pilgrimage, a descent, a rank, a trade,
a marriage) are marked with what they claim, and are for people of whom it is true. Left out on purpose: Abu and Umm,
which begin a kunya, name a child, and are themselves what fighters are known by; Apo, Heval and other words of a party;
Amir, Khan and other words that are names as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fieldnotes.redaction.naming.tables import rows

LETTER = "*"
"""Where the letter stands in a form."""


@dataclass(frozen=True, slots=True)
class Honorific:
    """Describe a word of respect.

    Attributes:
        language: the code of the language, as interviews give it.
        form: the word, and LETTER where the letter stands: "Kak *", "* Bey".
        said_to: "m", "f" or "any".
        gloss: what a page says of it once, without a full stop.
        why: who says it, of whom.
        claims: what it says of the person besides; empty where it says nothing.
        without: letters that would make something else of it ("U N").
    """

    language: str
    form: str
    said_to: str
    gloss: str
    why: str
    claims: str = ""
    without: str = ""

    @property
    def word(self) -> str:
        """Return the form without the letter."""
        return self.form.replace(LETTER, "").strip(" -")


@cache
def honorifics() -> Mapping[str, tuple[Honorific, ...]]:
    """Return the words of respect by the code of their language."""
    found: dict[str, tuple[Honorific, ...]] = {}
    for language, form, said_to, gloss, *rest in rows("honorifics"):
        word = form.replace(LETTER, "").strip(" -")
        row = Honorific(language, form, said_to, gloss.replace("…", f"“{word}”"), *rest)
        found[language] = (*found.get(language, ()), row)
    return found
