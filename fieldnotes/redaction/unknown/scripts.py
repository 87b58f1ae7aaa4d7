"""Suspect names in scripts without capitals, and say that a person has to read what is written in them.

Nothing in such a script tells a name from a word. What can be said: after titles and words for places a name
follows; in Arabic script and Georgian, for which there are word lists, a word on none of them may be a name; and
a name once found is found again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from unicodedata import category

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.ordinary import is_function_word, is_ordinary, languages_of
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.arabic_names import ArabicNames
from fieldnotes.redaction.unknown.languages import languages_for, spoken_in
from fieldnotes.redaction.unknown.suspecting import HIGH, LOW, MEDIUM, suspect
from fieldnotes.redaction.word_lists import FUNCTION_WORDS
from fieldnotes.redaction.words import TOKEN

# Hebrew to Thaana, India to Burma and Ethiopia, Khmer and Mongolian, then China, Japan and Korea.
_LETTERS = (
    "\u0590-\u05ff\u0620-\u065f\u066e-\u06d3\u06d5-\u109f\u10d0-\u1fff\u2d80-\u2ddf\u3040-\ud7ff\ua980-\uabff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_LETTERS}]+(?:['’\"][{_LETTERS}]+)?")
_ANY = re.compile(f"[{_LETTERS}]")
_ARABIC = re.compile("[\u0620-\u06ff\u0750-\u077f]")
_LISTED = re.compile("[\u10d0-\u10ff]")
"""Letters of a script without capitals for which there is a word list, as there is for Arabic: Georgian."""
_SHARE = 0.08
"""From this share of such words on, a passage has to be read by a person."""
_TERM = 120
_KINDS = {"person": words.CASELESS_TITLES, "place": words.CASELESS_PLACES, "org": words.CASELESS_ORGANISATIONS}
_TRIGGERS = {word: kind for kind, listed in _KINDS.items() for word in listed}
_MOST = {"person": 2, "place": 2, "org": 3}
"""Words taken after a title: a given name and one more, though they be ordinary words."""
_SAYS = {
    "person": "stands after a title, as a name does",
    "place": "stands after a word for a place",
    "org": "stands after a word for an organisation",
}


def is_caseless(words: str) -> bool:
    """Tell whether all letters of *words* are of such a script."""
    letters = [letter for letter in words if letter.isalpha()]
    return bool(letters) and all(_ANY.match(letter) for letter in letters)


class Caseless:
    """Suspect names in Arabic, Hebrew, Ethiopic, South and East Asian scripts as well as can be."""

    covers = frozenset({"unknown names", "unknown places"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield one suspicion of kind "script" if the text needs a reader, and the words that may be names."""
        for view in canon.views:
            if _ANY.search(view.lower) is None:
                continue
            if view is canon.views[0] and (sign_off := _whole(canon)) is not None:
                yield sign_off
            yield from (_to_its_end(found, canon.raw) for found in _names(view))


def _to_its_end(found: Suspicion, raw: str) -> Suspicion:
    """Return *found* with the hamza and the marks that end its last word, which folding takes away."""
    end = found.end
    while end < len(raw) and (raw[end] == "ء" or category(raw[end]) == "Mn"):
        end += 1
    return replace(found, end=end)


def _whole(canon: Canon) -> Suspicion | None:
    """Return the suspicion of the whole passage, if more than a few of its words are in such a script.

    Its term is how the passage starts and how long it is: no two passages are decided as one.
    """
    text = canon.views[0].lower
    if len(_WORD.findall(text)) <= _SHARE * len(TOKEN.findall(text)):
        return None
    term = " ".join(TOKEN.findall(text[:_TERM])) + f" {len(canon.raw)}"
    reason = "names cannot be told reliably in this script: a person has to read this passage"
    return Suspicion(0, len(canon.raw), "script", reason, HIGH, term)


def _names(view: View) -> Iterator[Suspicion]:
    """Yield the names in Arabic script, then those in the others."""
    tokens = list(_WORD.finditer(view.lower))
    arabic = [token for token in tokens if _ARABIC.match(token[0])]
    if arabic:
        yield from ArabicNames(view, arabic).suspect()
    if len(arabic) < len(tokens):
        yield from _names_elsewhere(view, [token for token in tokens if not _ARABIC.match(token[0])])


def _names_elsewhere(view: View, tokens: list[re.Match[str]]) -> Iterator[Suspicion]:
    """Yield what follows titles and words for places, what is on no list, and both again elsewhere."""
    memory: dict[str, str] = {}
    taken: set[int] = set()
    for position, token in enumerate(tokens):
        if (kind := _TRIGGERS.get(token[0])) is not None:
            yield from _after(view, tokens, position, kind, taken, memory)
    left = [token for position, token in enumerate(tokens) if position not in taken]
    yield from _others(view, [token for token in left if len(token[0]) > 1 and token[0] not in _TRIGGERS], memory)


def _others(view: View, tokens: list[re.Match[str]], memory: Mapping[str, str]) -> Iterator[Suspicion]:
    """Yield those of *tokens* that are known as names, and those that are on no list of a script that has lists."""
    spoken = spoken_in(view)
    answers: dict[str, bool] = {}
    for token in tokens:
        word = token[0]
        if word in memory:
            yield suspect(view, token.span(), "person", "is part of a name found elsewhere in the text", MEDIUM)
        elif _LISTED.match(word) and len(word) > 2:
            if word not in answers:
                answers[word] = _is_word(word, languages_for(word, spoken) or languages_of(word))
            if not answers[word]:
                yield suspect(view, token.span(), "person", "is on no list of ordinary words", LOW)


def _after(
    view: View, tokens: list[re.Match[str]], position: int, kind: str, taken: set[int], memory: dict[str, str]
) -> Iterator[Suspicion]:
    """Yield the one or two words after a title or a word for a place, and remember them."""
    last = position
    for following in range(position + 1, min(position + 4, len(tokens))):
        gap = view.lower[tokens[following - 1].end() : tokens[following].start()]
        word = tokens[following][0]
        dotted = gap.strip() == "." and len(tokens[following - 1][0]) < 3
        if (gap.strip() and not dotted) or "\n" in gap or len(word) < 2 or _is_function(word):
            break
        if following > position + _MOST[kind] and tokens[following - 1][0] not in _TRIGGERS:
            break
        if following > position + 1 and kind != "person" and is_ordinary(word):
            break
        last = following
    if last == position:
        return
    taken.update(range(position + 1, last + 1))
    for following in range(position + 1, last + 1):
        if len(tokens[following][0]) > 2 and not is_ordinary(tokens[following][0]):
            memory[tokens[following][0]] = kind
    span = (tokens[position + 1].start(), tokens[last].end())
    yield suspect(view, span, kind, _SAYS[kind], HIGH if kind == "person" else MEDIUM)


def _is_function(word: str) -> bool:
    """Tell whether *word* holds sentences together."""
    return word in FUNCTION_WORDS or is_function_word(word)


def _is_word(word: str, languages: tuple[str, ...]) -> bool:
    """Tell whether *word* is ordinary in one of *languages*, whatever is glued to it."""
    return word in FUNCTION_WORDS or is_ordinary(word, languages)
