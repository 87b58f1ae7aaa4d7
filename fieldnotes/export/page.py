"""Page: what readers get, block by block; made of PublicText only."""

from dataclasses import dataclass

from fieldnotes.domain.text import PublicText


@dataclass(frozen=True, slots=True)
class Quote:
    """An answer as it was said, or in translation; `speaker` is given where more than one person speaks."""

    text: PublicText
    speaker: PublicText | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the interviewer."""

    text: PublicText


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the researcher."""

    text: PublicText


@dataclass(frozen=True, slots=True)
class Prose:
    """The researcher's own paraphrase of an answer."""

    text: PublicText


@dataclass(frozen=True, slots=True)
class Omission:
    """The mark that something was left out here; one for a run."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Explain a persona at its first mention: who that is, why the name is withheld, what an honorific means."""

    persona: PublicText
    description: PublicText | None
    reason: PublicText | None
    gloss: PublicText | None


Block = Quote | Question | Note | Prose | Omission | Explanation


@dataclass(frozen=True, slots=True)
class Section:
    """One interview on the page: who, described how, where and when as readers may know it."""

    people: tuple[tuple[PublicText, PublicText | None], ...]
    place: PublicText | None
    time: PublicText | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page; `apart` are paraphrases without attribution, `demo` marks invented people."""

    sections: tuple[Section, ...]
    apart: tuple[Block, ...] = ()
    demo: bool = False
