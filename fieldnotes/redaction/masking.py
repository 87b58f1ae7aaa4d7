"""Cover, without knowing who must not be named, every word of a text that could name somebody or something.

While the identities are locked nobody can tell a name from a word: a name may be written small, may be an ordinary
word, may be in a script without capitals. So the rule is turned round: a word is covered unless it is certainly
harmless. Shown are:

* the words of PLAIN_WORDS, written small: frequent English words that are in none of the lists of given names,
  surnames, titles and kinds of places, and hold no listed name in any way the gate looks for one;
* English function words, written small, or with a capital where a sentence begins. Those that are names too (will,
  may, can, more) only where the gate would leave them alone: in small letters, in a text that has capitals, between
  two words that are no names;
* white space and usual punctuation;
* for an @handle that names a source or a place, what stands for it on the page.

Covered is all else, each word by a block of one length: other words and scripts, everything with a digit or a sign in
it, words written together by a hyphen, and what stands inside tags, comments, links, addresses spelled out, and
between the digits of what may be one number.

The guarantee: a word that an export replaces is never shown here, unless it is a function word inside a longer name
or alone as a name ("the Tall One"), or a nickname, post, organisation, address or name on a card is made of
PLAIN_WORDS, in whole or part ("the Helping Hands"). Labels are not checked: a clash between a published rung or an
agreed description and a card shows only with the identities open.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fieldnotes.redaction.canon import comments
from fieldnotes.redaction.plain_words import PLAIN_WORDS
from fieldnotes.redaction.subject import Subject
from fieldnotes.redaction.word_lists import FUNCTION_WORDS, ORDINARY_WORDS, PARTICLES, TITLES

BLOCK = "▒▒▒"
"""What covers one word, however long it is."""
COVERED = "covered: it could be a name, a place or a number"
"""Why a word is covered, for the owner."""

_FOREIGN_OR_TELLING = frozenset(
    "la le les des et en un une der die das und von zu im den mit ist de du bin oh ok mail via"
    " e t s re ve ll d m two three four five six seven eight nine ten man men woman women".split()
)
_NEGATED = "aren couldn didn doesn hadn hasn isn shouldn wasn weren wouldn"
_SHORTENED = (
    "i'm i've i'll i'd it's that's there's he's she's what's here's who's you're we're they're we've they've you've"
    " we'd they'd he'd she'd you'd we'll they'll he'll she'll you'll it'll"
)
_ENGLISH = frozenset(word for word in FUNCTION_WORDS if word.isascii()) - _FOREIGN_OR_TELLING - PARTICLES - TITLES
_SHORT_FORMS = frozenset([*(f"{negated}'t" for negated in _NEGATED.split()), *_SHORTENED.split()])
FUNCTION = _ENGLISH - ORDINARY_WORDS | _SHORT_FORMS
"""Function words that are no names, lower case; no text gives anybody away by one of them alone."""
DOUBTFUL = _ENGLISH & ORDINARY_WORDS | {"said"}
"""Function words that are names, too, lower case: shown only beside words that are none."""

_UNIT = re.compile(r"\S+")
_BEFORE = "\"'“‘«([—–-¿¡„"
_AFTER = ".,;:!?…\"'”’»)]—–-،؛؟。、！？"
_MENTION = re.compile(r"[@＠﹫]([A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:['’]s)?")
_HIDDEN = re.compile(r"<[!?/A-Za-z][^<>]*>|\]\([^()\[\]]*\)|\]\[[^\[\]]*\]|\^\[[^\[\]]*\]")
_TAG_SIGN = re.compile(r"[<>]")
_ADDRESS_SIGN = re.compile(r"[@＠﹫]|dot", re.IGNORECASE)
_REACH_OF_ADDRESS = 4  # words on either side
_REACH_OF_NUMBER = 25  # characters between two digits
_BLANK_LINE = re.compile(r"\n\s*\n")
_STRANGE_SPACE = re.compile(r"[^\S \n\t]")
_SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of a masked text.

    Attributes:
        start, end: where it stands in the raw text.
        words: what is shown.
        covered: whether something is covered here, or a mention replaced.
        subject: whom a mention names.
    """

    start: int
    end: int
    words: str
    covered: bool = False
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    """Hold one run without white space: its core between *start* and *end*, the punctuation after it."""

    start: int
    end: int
    core: str
    after: str
    begins: bool
    subject: Subject | None = None

    @property
    def has_digit(self) -> bool:
        return any(character.isnumeric() for character in self.core)

    @property
    def is_plain(self) -> bool:
        """Tell whether it is shown whatever stands beside it."""
        core = self.core.replace("’", "'")
        if core in PLAIN_WORDS or core in FUNCTION or not core:
            return True
        if core == "I":
            return not self.after.startswith(".")
        return self.begins and core[:1].isupper() and core[1:] == core[1:].lower() and _lower(core) in FUNCTION

    @property
    def is_doubtful(self) -> bool:
        return self.core in DOUBTFUL


def _lower(word: str) -> str:
    """Return a word of ASCII letters in lower case; any other as it is, so that no look-alike is folded to one."""
    return word.lower() if word.isascii() else word


def mask(raw: str, mentions: Mapping[str, Subject]) -> tuple[Piece, ...]:
    """Return *raw* piece by piece, with everything covered that is not certainly harmless.

    *mentions* says what an @handle, without @, stands for. The pieces together are the whole text.
    """
    words = [_with_mention(word, mentions) for word in _words(raw)]
    shown = _shown(words, raw)
    pieces: list[Piece] = []
    reached = 0
    for word, harmless in zip(words, shown, strict=True):
        if harmless and word.subject is None:
            continue
        pieces.append(Piece(reached, word.start, _plain_space(raw[reached : word.start])))
        if word.subject is not None and harmless:
            tail = "'s" if word.core[-2:] in ("'s", "’s") else ""
            pieces.append(Piece(word.start, word.end - len(tail), f"[{word.subject.label}]", True, word.subject))
            pieces.append(Piece(word.end - len(tail), word.end, tail))
        else:
            pieces.append(Piece(word.start, word.end, BLOCK, True))
        reached = word.end
    pieces.append(Piece(reached, len(raw), _plain_space(raw[reached:])))
    return tuple(piece for piece in pieces if piece.words)


def _plain_space(shown: str) -> str:
    return _STRANGE_SPACE.sub(" ", shown.replace("\r\n", "\n"))


def _words(raw: str) -> Iterator[_Word]:
    """Yield the words of *raw*, each with usual punctuation taken off."""
    begins = True
    reached = 0
    for unit in _UNIT.finditer(raw):
        core, after = unit[0], ""
        if not _TAG_SIGN.search(core):
            core = core.lstrip(_BEFORE).rstrip(_AFTER)
            after = unit[0][len(unit[0].rstrip(_AFTER)) :]
        start = unit.start() + unit[0].index(core)
        begins = begins or _BLANK_LINE.search(raw, reached, unit.start()) is not None
        yield _Word(start, start + len(core), core, after, begins)
        begins = bool(_SENTENCE_ENDS & set(after)) or (begins and not core)
        reached = unit.end()


def _with_mention(word: _Word, mentions: Mapping[str, Subject]) -> _Word:
    found = _MENTION.fullmatch(word.core)
    subject = mentions.get(found[1].lower()) if found else None
    return replace(word, subject=subject) if subject is not None else word


def _shown(words: list[_Word], raw: str) -> list[bool]:
    """Tell of each word whether it is shown."""
    shown = [word.is_plain or word.subject is not None for word in words]
    for place in _in_numbers(words):
        shown[place] = False
    for place in _in_addresses(words):
        shown[place] = False
    for place in _hidden(words, raw):
        shown[place] = False
    for place in _spelled(words):
        shown[place] = False
    if raw != raw.lower():
        for place in _alone(words, shown):
            shown[place] = True
    return shown


def _in_numbers(words: list[_Word]) -> Iterator[int]:
    """Yield the words between two digits that may be of one number or one pair of coordinates."""
    last: int | None = None
    for place, word in enumerate(words):
        if word.has_digit:
            if last is not None and word.start - words[last].end <= _REACH_OF_NUMBER:
                yield from range(last + 1, place)
            last = place


def _in_addresses(words: list[_Word]) -> Iterator[int]:
    """Yield the words near the signs of an address that may be spelled out, but for mentions."""
    for place, word in enumerate(words):
        if word.subject is None and _ADDRESS_SIGN.search(word.core):
            near = range(max(place - _REACH_OF_ADDRESS, 0), min(place + _REACH_OF_ADDRESS + 1, len(words)))
            yield from (other for other in near if words[other].subject is None)


def _hidden(words: list[_Word], raw: str) -> Iterator[int]:
    """Yield the words inside tags, comments, footnotes and the hidden halves of links."""
    starts, ends = [word.start for word in words], [word.end for word in words]
    for start, end in (*comments(raw), *(found.span() for found in _HIDDEN.finditer(raw))):
        yield from range(bisect_right(ends, start), bisect_left(starts, end))


def _spelled(words: list[_Word]) -> Iterator[int]:
    """Yield single letters that stand beside another one, as when a name is spelled."""
    letters = [len(word.core) == 1 for word in words]
    for place, single in enumerate(letters):
        if single and any(letters[max(place - 1, 0) : place] + letters[place + 1 : place + 2]):
            yield place


def _alone(words: list[_Word], shown: list[bool]) -> Iterator[int]:
    """Yield the doubtful words that stand between words which are shown and no names."""
    for place, word in enumerate(words):
        if word.is_doubtful and all(
            shown[other] and words[other].is_plain for step in (-1, 1) for other in _next_to(words, place, step)
        ):
            yield place


def _next_to(words: list[_Word], place: int, step: int) -> Iterator[int]:
    """Yield the word beside *place*, and the one behind it where that may be an initial."""
    while 0 <= (place := place + step) < len(words):
        yield place
        if len(words[place].core) > 1:
            return
