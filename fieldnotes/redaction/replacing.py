"""Say what readers see in place of a finding, and put it there."""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from fieldnotes.domain.text import Segment
from fieldnotes.redaction.keys import fold
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.word_lists import PARTICLES, TITLES
from fieldnotes.redaction.words import form_words, squeezed

SHARED_NAME = "name withheld"
SHARED_PLACE = "a place"

_CLASS_LABELS = {
    Kind.EMAIL: "e-mail address",
    Kind.PHONE: "phone number",
    Kind.ACCOUNT: "account",
    Kind.NUMBER: "identity number",
    Kind.POST: "post",
    Kind.ORGANISATION: "organisation",
    Kind.COORDINATES: "coordinates",
    Kind.LINK: "link",
    Kind.HIDDEN: "",
    Kind.DATE: "date",
}
_REASONS = {
    Kind.MENTION: "a mention",
    Kind.NAME: "a name",
    Kind.EMAIL: "an e-mail address",
    Kind.PHONE: "a phone number",
    Kind.ACCOUNT: "an account",
    Kind.NUMBER: "an identity number",
    Kind.POST: "a post",
    Kind.ORGANISATION: "an organisation",
    Kind.COORDINATES: "coordinates",
    Kind.LINK: "a link",
    Kind.HIDDEN: "something hidden",
    Kind.DATE: "a date",
}
_ARTICLE_BEFORE = re.compile(r"(?<!\w)(?:(?:a?al|el|ul|a[dnrstzi1|]|ash)[-‐‑ʼ'’]|[ae]l[ \u00a0])\Z", re.IGNORECASE)
_INITIAL_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_])(?:\.[ \u00a0]?|[ \u00a0])\Z")
_INITIAL_AFTER = re.compile(r"[ \u00a0-]([^\W\d_])(?![^\W_])")
_WORD_AFTER = re.compile(r"[ \u00a0-](?:(?:al|el|ul|a[dnrstz]|ash)[- ])?([^\W\d_]+)", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(?<!\w)(\w+)[ \u00a0]\Z")
_MARKS_BEFORE = re.compile(r"(?<!\w)[*_~`]+\Z")
_MARKS_AFTER = re.compile(r"[*_~`]+(?!\w)")
_MARKS_INSIDE = re.compile(r"[*_~`]")
_SENTENCE_BEFORE = re.compile(r"(?:\A|[.!?…]['\"”’)]*\s|\n\s*\n)[\s\"'“‘(*_]*\Z")
_REACH = 32
# Words of English that tell what may stand beside them; prepositions that are words of other languages as well, too
# (in, an), because a label is English anyway.
_DETERMINER = (
    r"(?<!\w)(?:the|this|that|my|our|your|his|her|its|their|every|each|no|some|another|a)\s+(?:(?:old|new|whole)\s+)?"
)
_PREPOSITION = (
    r"(?<!\w)(?:in|from|to|at|near|of|around|outside|inside|into|through|towards?|via|behind|beyond|between|for|"
    r"leaving|left|reached|reaching|entered|entering|crossed|attacked|shelled|bombed|besieged)\s+"
)
_SENTENCE = r"(?:\A|[.!?…]['\"”’)]*\s|\n\s*\n)[\s\"'“‘(*_]*"
_END = r"\s*(?:\Z|\n|[.:](?!\w)|[,;!?…)(”\"]|–|—)"
_VERB = r"(?:was|is|had|has|were|would|will|fell|could|did|does|can)\b"
_FOLLOWING = (
    r"(?:was|is|had|has|were|would|will|and|or|but|on|in|at|by|with|when|where|while|because|before|after|until|since|"
    r"to|from|for|as|that|which|who|during|they|he|she|we|it|I|you|last|every|again|today|yesterday|now|then|there|"
    r"not|so|if|about|under|into|over|could|did|does|can|fell)\b"
)


def reason(kind: Kind) -> str:
    """Say what a finding of *kind* is, to be continued with "of source kak-d"."""
    return _REASONS[kind]


@dataclass(frozen=True, slots=True)
class Replacing:
    """Hold what takes the place of one finding.

    Attributes:
        finding: what was found, widened to the initials, articles and titles that belong to it.
        words: what readers see; brackets included.
        label: the same without brackets.
        reason: what it was, for the owner's report.
        ref: whom it protects.
        named: the one subject whose own label it is, if it is.
    """

    finding: Finding
    words: str
    label: str
    reason: str
    ref: str
    named: Subject | None


class Replacer:
    """Know the subjects, and what stands for each of them."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._subjects = subjects
        self._words = [_words(subject) for subject in subjects]
        self._classes = [_classes(subject) for subject in subjects]

    def clash_of_own_names(self, finding: Finding) -> list[Subject]:
        """Return who shares a name with somebody published under it; nobody can tell then who is meant."""
        sharers = [self._subjects[owner] for owner in sorted(finding.owners)]
        own = [subject for subject in sharers if subject.own_name]
        if finding.kind not in (Kind.NAME, Kind.MENTION) or not own or len(sharers) == 1:
            return []
        return sharers

    def all_replacing(self, findings: Sequence[Finding], raw: str) -> Iterator[Replacing]:
        """Yield what takes the place of each of *findings*, which stand in order and free of overlaps."""
        reached = 0
        for index, finding in enumerate(findings):
            following = findings[index + 1].start if index + 1 < len(findings) else len(raw)
            replacing = self._replacing(finding, raw, (reached, following))
            reached = replacing.finding.end
            yield replacing

    def _replacing(self, finding: Finding, raw: str, room: tuple[int, int]) -> Replacing:
        subjects = [self._subjects[owner] for owner in sorted(finding.owners)]
        ref = ", ".join(subject.ref for subject in subjects)
        why = f"{reason(finding.kind)} of {ref}"
        if finding.kind not in (Kind.NAME, Kind.MENTION):
            label = _CLASS_LABELS[finding.kind]
            return Replacing(finding, f"[{label}]" if label else "", label, why, ref, None)
        named = subjects[0] if len(subjects) == 1 else None
        own_name = named.own_name if named else None
        label = own_name or _shared_label(subjects)
        finding = _without_markup(self._widened(finding, raw, room, label), raw, room)
        words = own_name or self._in_brackets(finding, label, raw)
        return Replacing(finding, words, label, why, ref, named)

    def _in_brackets(self, finding: Finding, label: str, raw: str) -> str:
        """Return a label as it reads where *finding* stands; a place on a higher rung with what it is there."""
        before = preceding(raw, finding.start)
        classes = self._classes[min(finding.owners)] if len(finding.owners) == 1 else {}
        called = _MENTIONED if finding.kind is Kind.MENTION else _form(raw[finding.start : finding.end])
        if (what := classes.get(called)) and (how := _standing(before, raw[finding.end : finding.end + BEHIND])):
            return _said(what, label, before, how)
        return f"[{as_begun(label, before)}]"

    def _widened(self, finding: Finding, raw: str, room: tuple[int, int], label: str) -> Finding:
        """Take in what else in the *room* belongs to a name: article, initials, a title the label repeats.

        Also words of the name that are no keys alone, such as the second of "Salah ad-Din".
        """
        own = frozenset().union(*(self._words[owner] for owner in finding.owners))
        initials = {word[0] for word in own}
        start, end = finding.start, finding.end
        first = max(start - _REACH, room[0])
        before = raw[first:start]
        while match := _ARTICLE_BEFORE.search(before) or _initial(_INITIAL_BEFORE.search(before), initials):
            before = before[: match.start()]
        title = _WORD_BEFORE.search(before)
        if title and " " in label and title[1].casefold() == label.split(maxsplit=1)[0].casefold():
            before = before[: title.start()]
        start = first + len(before)
        while (tail := _WORD_AFTER.match(raw, end, room[1])) and _is_of_name(tail[1], own):
            end = tail.end()
        after = _initial(_INITIAL_AFTER.match(raw, end, room[1]), initials)
        if after and (after[1] not in ("I", "A") or raw.startswith(".", after.end())):
            end = after.end()
        return replace(finding, start=start, end=end)


def _is_of_name(word: str, own: Set[str]) -> bool:
    """Tell whether a word behind a name belongs to it: one of its *own* words, written large unless it is a title."""
    plain = fold(word).casefold()
    return plain in own and (plain in TITLES or (word[:1].isupper() and word.casefold() not in own & PARTICLES))


def _without_markup(finding: Finding, raw: str, room: tuple[int, int]) -> Finding:
    """Take in the marks of emphasis around a name where they stand on both sides, or one side is taken already."""
    before = _MARKS_BEFORE.search(raw, max(room[0], finding.start - _REACH), finding.start)
    after = _MARKS_AFTER.match(raw, finding.end, room[1])
    inside = _MARKS_INSIDE.search(raw, finding.start, finding.end)
    start = before.start() if before and (after or inside) else finding.start
    end = after.end() if after and (before or inside) else finding.end
    return replace(finding, start=start, end=end)


def preceding(raw: str, place: int) -> str:
    """Return the last characters before *place*, behind a letter where there are more."""
    return raw[:place] if place <= _REACH else "x" + raw[place - _REACH : place]


def as_begun(label: str, before: str) -> str:
    """Return a label in small letters ("an interpreter") as it reads where a sentence begins with it."""
    if label.startswith(("a ", "an ")) and _SENTENCE_BEFORE.search(before):
        return label[:1].upper() + label[1:]
    return label


# A settlement or a unit said by its class and what it lies in, as `generalising` says it.
_WITHIN = re.compile(r"(?P<head>an? (?:village|town|city|place|district|province)) in (?P<unit>\S.*)")
_ARTICLE = re.compile(r"\Aan? ")
_DETERMINED = re.compile(_DETERMINER + r"\Z", re.IGNORECASE)
BEHIND = 32
"""How many characters behind a place tell how it stands in its sentence."""

_MENTIONED = "@"
_HEAD_OUTSIDE = "head"
_WITHOUT_ARTICLE = "determined"
_UNIT_ALONE = "unit"
# How a label such as "a town in Kirkuk Governorate" stands in an English sentence: what is before, what is behind, how,
# and why. The first row that fits counts. Where none does the whole label stands in brackets, as any other does: before
# a possessive, which belongs to the town and not to its province, in something glued, before a noun, in any language.
_IN_SENTENCES = tuple(
    (re.compile(before + r"\Z", re.IGNORECASE), re.compile(behind, re.IGNORECASE), how)
    for before, behind, how, _reason in (
        (
            _DETERMINER,
            r"\s+" + _FOLLOWING,
            _WITHOUT_ARTICLE,
            "the one determiner is enough: the town in X, our village in X",
        ),
        (_DETERMINER, _END, _WITHOUT_ARTICLE, "the same at the end of a clause"),
        (_DETERMINER, r"\s+[a-z]{3}", _UNIT_ALONE, "between a determiner and a noun stands a name: the X road"),
        (_PREPOSITION, r"\s+" + _FOLLOWING, _HEAD_OUTSIDE, "a preposition takes any noun phrase: in a town in X"),
        (_PREPOSITION, _END, _HEAD_OUTSIDE, "the same at the end of a clause"),
        (_SENTENCE, r"\s+" + _VERB, _HEAD_OUTSIDE, "the subject of a sentence: A town in X was shelled"),
    )
)


def in_sentence(label: str, before: str, behind: str) -> str:
    """Return a label of a place with its brackets, as it reads between *before* and *behind*, in English.

    Only the unit of "a town in Kirkuk Governorate" is in brackets where the words around are certainly English and take
    a noun phrase: "in a town in [Kirkuk Governorate]". Elsewhere the whole label is.
    """
    parts, how = _WITHIN.fullmatch(label), _standing(before, behind)
    if parts is None or not how:
        bare = _ARTICLE.sub("", label) if _DETERMINED.search(before) else label
        return f"[{as_begun(bare, before)}]"
    return _said(parts["head"], parts["unit"], before, how)


def _standing(before: str, behind: str) -> str:
    """Return how a place stands between *before* and *behind*, "" where that is not certain."""
    return next((how for first, then, how in _IN_SENTENCES if first.search(before) and then.match(behind)), "")


def _said(head: str, unit: str, before: str, how: str) -> str:
    if how == _UNIT_ALONE:
        return f"[{unit}]"
    if how == _WITHOUT_ARTICLE:
        return f"{head.split(maxsplit=1)[1]} in [{unit}]"
    return f"{as_begun(head, before)} in [{unit}]"


def _initial(match: re.Match[str] | None, initials: Set[str]) -> re.Match[str] | None:
    """Return *match* if its letter is a capital, or of a script without capitals, and one of *initials*."""
    if match and not match[1].islower() and fold(match[1]).casefold() in initials:
        return match
    return None


def _words(subject: Subject) -> frozenset[str]:
    """Return all words of a person's names, particles and titles too, folded and in lower case."""
    if subject.protects is Protects.PLACE:
        return frozenset()
    words = (squeezed(word) for form in (*subject.names, *subject.aliases) for word in form_words(fold(form)))
    return frozenset(word.casefold() for word in words if word)


def _classes(subject: Subject) -> dict[str, str]:
    """Return what each form of a place is, by the form; by the `_MENTIONED` one what the place itself is."""
    by_form = {_form(form): what for form, what in reversed(subject.classes)}
    return {**by_form, _MENTIONED: subject.classes[0][1]} if by_form else {}


def _form(words: str) -> str:
    return " ".join(form_words(fold(words))).casefold()


def _shared_label(subjects: Sequence[Subject]) -> str:
    """Return the label of all *subjects* if they have the same one."""
    labels = {subject.label for subject in subjects}
    if len(labels) == 1:
        return labels.pop()
    return SHARED_PLACE if all(s.protects is Protects.PLACE for s in subjects) else SHARED_NAME


def segments(raw: str, replacings: Sequence[Replacing]) -> Iterator[Segment]:
    """Yield *raw* with every finding replaced and every character dropped that readers would not see."""
    reached = 0
    for replacing in replacings:
        yield Segment(printable(raw[reached : replacing.finding.start]))
        yield Segment(replacing.words, label=True)
        reached = replacing.finding.end
    yield Segment(printable(raw[reached:]))


_PRINTABLE_ASCII = frozenset("\n\t" + "".join(map(chr, range(32, 127))))
_JOINERS = "\u200c\u200d"
_STRAY_JOINER = re.compile(
    f"(?<![\u0600-\u06ff\u0750-\u077f])[{_JOINERS}]+|[{_JOINERS}]+(?![\u0600-\u06ff\u0750-\u077f])"
)


def printable(words: str) -> str:
    """Drop control and format characters, but for line ends, tabs, and joiners between Arabic letters."""
    dropped = {
        ord(character): None
        for character in frozenset(words) - _PRINTABLE_ASCII
        if unicodedata.category(character) in ("Cc", "Cf") and character not in _JOINERS
    }
    words = words.translate(dropped) if dropped else words
    return _STRAY_JOINER.sub("", words) if any(joiner in words for joiner in _JOINERS) else words
