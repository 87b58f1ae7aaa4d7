"""Take raw words to public ones: find, settle, replace, look again, then mint, or refuse.

This is the only module that imports `domain.clearance`. It is pure: no files, clock, network or chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldnotes.domain.text import PublicText, RawText
from fieldnotes.redaction.subject import Subject


@dataclass(frozen=True, slots=True)
class Replacement:
    """Say what the gate did at one place of the raw text.

    Attributes:
        start, end: character offsets in the raw text.
        label: what readers see there, without brackets; empty where a comment or tag was removed.
        reason: "a name of source kak-d"; never the words themselves.
        ref: whom it protects ("source kak-d"), several joined with ", ".
    """

    start: int
    end: int
    label: str
    reason: str
    ref: str


@dataclass(frozen=True, slots=True, repr=False)
class Cleared:
    """Hold one cleared text, what was replaced in it, and who is mentioned, in order of first mention.

    `mentioned` lists the refs whose own label (or own name) readers see; shared or class labels do not count.
    """

    text: PublicText
    replacements: tuple[Replacement, ...]
    mentioned: tuple[str, ...]


class Gate:
    """Protect one set of subjects; compiled once per export."""

    not_checked: tuple[str, ...]

    def __init__(self, subjects: Sequence[Subject], mentions: Mapping[str, Subject]) -> None:
        """Compile the keys of *subjects*; *mentions* maps a handle, without @, to whom it stands for."""
        raise NotImplementedError

    def clear(self, raw: RawText, where: str) -> Cleared:
        """Return *raw* as readers may see it; raise Refused with objections at *where*."""
        raise NotImplementedError

    def label(self, words: str, where: str, *, called: str, besides: Subject | None = None) -> PublicText:
        """Return *words*, a public string of ours, as a label.

        *called* says what it is ("the agreed description of source kak-d"). Keys of *besides* are allowed in it
        (an own name). Raise Refused, kind "description", if it holds a key of anyone else.
        """
        raise NotImplementedError

    def rung(self, words: str) -> PublicText:
        """Return the *words* of a rung that may be published, as a label; nothing is checked."""
        raise NotImplementedError

    def clashes(self, words: str, *, besides: Subject | None = None) -> bool:
        """Tell whether *words* hold a key of any subject other than *besides*."""
        raise NotImplementedError
