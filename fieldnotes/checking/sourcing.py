"""Hold a finished article to the rules of the trade: R-1.4, R-1.5, R-1.7 and R-1.8. The tables are English.

Where usage differs the rule is told with its number in the documentation; what is told here names handles alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldnotes.checking.folding import folded


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """Describe a source as readers may meet them.

    `personas` are the names that readers know, `names` their own where they are published under it; `deep` tells that
    some words of theirs may be attributed to nobody.
    """

    handle: str
    personas: tuple[str, ...]
    describe_as: str | None
    deep: bool
    named: bool
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Mark what breaks a rule: characters from start to end, its kind ("sourcing", "description"), and what it is."""

    start: int
    end: int
    kind: str
    what: str


Span = tuple[int, int, str]
"""Start and end in the text, and the handle of the source whose words stand there."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+|\n\s*\n")
_PARAGRAPH = re.compile(r"\n\s*\n")
# whoever spoke on deep background is not mentioned at all, not even as nobody in particular.
_ATTRIBUTES = re.compile(
    r"condition of anonymity|anonymously|not authori[sz]ed to speak|according to|"
    r"\b(?:an?|one|the|another|some|several|two|three)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:sources?|officials?|officers?|insiders?|persons?|people|man|woman|residents?|witness(?:es)?|employees?|clerks?|"
    r"diplomats?|commanders?)\b(?:[^.!?]{0,60}?)\b(?:said|says|told|recalled|explained|confirmed|described|spoke)\b|"
    r"\b(?:he|she|they)\s+(?:said|says|told|recalled|explained|confirmed)\b",
    re.IGNORECASE,
)
# whoever is quoted without a name must not be said to have kept silent.
_DECLINED = re.compile(
    r"\b(?:declined|refused|was unwilling|were unwilling)\s+(?:to\s+)?"
    r"(?:be\s+interviewed|comment|speak|talk|answer|respond|discuss)|"
    r"\b(?:would|did) not (?:comment|respond|reply)\b|"
    r"\bdid not answer (?:\w+ )?(?:questions|requests?|calls|messages)\b|"
    r"could not be reached|\bno comment\b|requests? for comment",
    re.IGNORECASE,
)
# plural needs plural.
_PLURAL = re.compile(
    r"\b(?:officials|sources|officers|commanders|fighters|insiders|witnesses|diplomats|residents|agents|guards|doctors|"
    r"nurses|soldiers|prisoners|teachers|elders)\s+(?:\w+\s+){0,4}?"
    r"(?:said|say|told|tell|confirmed|confirm|recalled|insisted)\b",
    re.IGNORECASE,
)
# A description beside a name: "Kak D, the head of …,", "a nurse in …, Nurse E,".
_BEHIND = re.compile(
    r",?\s+(?:\(|,\s*)?((?:the|a|an|one|who is|who was|who heads|who runs|head|chief)\b[^,.;:!?()\n“”\"]{3,160})"
)
_BEFORE = re.compile(r"\b((?:the|a|an|one)\s+[^,.;:!?()\n“”\"]{3,120}),\s*$", re.IGNORECASE)
# A clause of its own before a name describes nobody: "When the forty minutes are up, Doctor H …".
_CLAUSE = re.compile(
    r"\b(?:am|are|is|was|were|be|been|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|whom|whose|that|which)\b", re.IGNORECASE)
# Words that describe nobody more closely: what everybody is, and what holds a sentence together.
_GENERAL = frozenset(
    "a an the one of in on at by for from to with and or who whom whose is was were has had be been being that which "
    "this as his her their its him she he they it not than more very also still then now when where while after before "
    "person man woman men women people somebody someone source sources figure official officer member resident citizen "
    "local regional senior junior former current young old older elderly powerful important high ranking experienced "
    "security military police medical public foreign civilian government state armed small large big "
    "worker employee leader speaker witness said says told asked spoke speaks met added recalled explained remembers "
    "thinks knows put puts himself herself withheld name real protection precise about numbers".split()
)


def lint(text: str, people: Sequence[Person], deep: Sequence[Span] = (), spoken: Sequence[Span] = ()) -> list[Fault]:
    """Return what breaks a rule in *text*, in order.

    *deep* are words that echo what was given on deep background, *spoken* quotations with their speakers.
    """
    standing = [(start, end, person) for person in people for start, end in _places(text, person)]
    faults = [
        *_attributed(text, deep),
        *_described(text, standing),
        *_declined(text, standing, {handle for _, _, handle in spoken}),
        *_twice(text, people),
        *_plural(text, spoken),
    ]
    return sorted(set(faults), key=lambda fault: (fault.start, fault.end, fault.what))


def _places(text: str, person: Person) -> Iterator[tuple[int, int]]:
    for name in (*person.personas, *person.names):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield found.span()


def _attributed(text: str, deep: Sequence[Span]) -> Iterator[Fault]:
    """Rule R-1.4: an attributing phrase in the sentence of the words, or in those beside it."""
    for start, end, handle in deep:
        first, last = _sentences_around(text, start, end)
        if _ATTRIBUTES.search(text, first, last):
            yield Fault(start, end, "sourcing", f"words of source {handle} on deep background are attributed")


def _sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    before = [at for at in ends if at <= start]
    after = [at for at in ends if at >= end]
    return before[-2] if len(before) > 1 else 0, after[1] if len(after) > 1 else len(text)


def _described(text: str, standing: Sequence[tuple[int, int, Person]]) -> Iterator[Fault]:
    """Rule R-1.5: the agreed description is an upper bound; general words may stand instead of it."""
    for start, end, person in standing:
        if person.named:
            continue
        allowed = {*_GENERAL, *folded(person.describe_as or ""), *(w for name in person.personas for w in folded(name))}
        behind, before = _BEHIND.match(text, end), _BEFORE.search(text[max(0, start - 160) : start])
        if before is not None and _CLAUSE.search(before[1]) and not _RELATIVE.search(before[1]):
            before = None
        for phrase in (behind, before):
            if phrase is not None and not allowed.issuperset(folded(_noun_phrase(phrase[1]))):
                yield Fault(start, end, "description", f"source {person.handle} is described more closely than agreed")
                break


def _noun_phrase(words: str) -> str:
    """Cut a phrase where a verb of saying begins: what follows describes nobody."""
    return re.split(r"\b(?:said|says|told|asked|was asked|is precise|remembers|thinks|recalled|explained)\b", words)[0]


def _declined(text: str, standing: Sequence[tuple[int, int, Person]], quoted: set[str]) -> Iterator[Fault]:
    """Rule R-1.7: "declined to comment" of somebody whose words stand in the article."""
    for found in _DECLINED.finditer(text):
        first, last = _sentence(text, found.start())
        for start, end, person in standing:
            if first <= start and end <= found.start() and end <= last and person.handle in quoted:
                what = f"source {person.handle} is quoted and said to have kept silent"
                yield Fault(found.start(), found.end(), "sourcing", what)


def _sentence(text: str, at: int) -> tuple[int, int]:
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return max(end for end in ends if end <= at), min(end for end in ends if end > at)


def _twice(text: str, people: Sequence[Person]) -> Iterator[Fault]:
    """Rule R-1.7: one person under two names."""
    for person in people:
        names = (*person.personas, *person.names)
        under = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        if len(under) > 1:
            at = text.index(under[1])
            yield Fault(at, at + len(under[1]), "sourcing", f"source {person.handle} stands here under two names")


def _plural(text: str, spoken: Sequence[Span]) -> Iterator[Fault]:
    """Rule R-1.8: a plural in a paragraph that rests on one source."""
    cuts = [0, *(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]
    for found in _PLURAL.finditer(text):
        first = max(cut for cut in cuts if cut <= found.start())
        last = min((cut for cut in cuts if cut > found.start()), default=len(text))
        handles = {handle for start, _, handle in spoken if first <= start < last}
        if len(handles) == 1:
            what = f"a plural that rests on source {handles.pop()} alone"
            yield Fault(found.start(), found.end(), "sourcing", what)
