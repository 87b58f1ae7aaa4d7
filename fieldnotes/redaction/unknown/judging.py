"""Judge runs of words with capitals: which part of one may be a name, of what, and how surely."""

import re
from collections.abc import Callable, Iterator, Sequence

from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.unknown import name_shapes as shapes
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.roles import ROLES
from fieldnotes.redaction.unknown.suspecting import HIGH, LOW, MEDIUM
from fieldnotes.redaction.words import TOKEN

_REACH = 24
_STAY_IN_FRONT = words.TITLES | words.ORGANISATIONS | words.PLACES
_OF_SOMETHING = words.ORGANISATIONS | words.POSTS
_NO_NAMES = words.HARMLESS | _STAY_IN_FRONT | words.POSTS | words.TITLES_AFTER
_WHERE = words.PLACE_BEFORE - {"from", "to", "of", "de", "von"}
_ENDINGS = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})

Tokens = list[tuple[str, int]]
"""Words with the places at which they start."""
Verdict = tuple[tuple[int, int], str, str, str]
"""Span, kind, reason and risk of what may be a name."""

_REASONS = {
    "person": "holds a word that is no ordinary one",
    "org": "looks like the name of an organisation",
    "place": "looks like the name of a place",
}


def parts(reading: Reading, tokens: Tokens, run: re.Match[str]) -> Iterator[Tokens]:
    """Yield the parts of a run that may be one name: without what starts the sentence, cut at function words.

    In a line of capitals every ordinary word cuts.
    """
    if not tokens:  # signs that have a case and are no letters
        return
    if run[0].isupper() and len(run[0]) > 4:
        yield from _cut(tokens, lambda word: reading.is_ordinary(word) and word not in words.TITLES)
        return
    first = tokens[0]
    starts = len(tokens) > 1 and starts_sentence(run.string, run.start())
    if not starts and len(tokens) > 1 and first[0].casefold() in words.ARTICLES:
        yield from _cut(tokens[1:], reading.cuts, tokens[:1])
        return
    inside = not starts and len(tokens) > 1 and not reading.speaks("en")
    while tokens and not inside and (_only_leads(reading, tokens) or _is_left_over(reading, tokens[0], first)):
        tokens = tokens[1:]
    if len(tokens) > 1 and tokens[0] == first and starts and not _is_whole(reading, tokens, run):
        tokens = tokens[1:] if _is_plain(reading, tokens) else tokens
    yield from _cut(tokens, reading.cuts)


def _is_whole(reading: Reading, tokens: Tokens, run: re.Match[str]) -> bool:
    """Tell whether *tokens* are one name from the first on, where a line begins.

    Turkish puts the head of an organisation last; and a comma behind two words ends no sentence ("Reyhan Toprak, 41"),
    but in English, which begins sentences so.
    """
    if reading.speaks("tr") and shapes.TURKISH_HEAD.fullmatch(tokens[-1][0].casefold()):
        return True
    return len(tokens) == 2 and not reading.speaks("en") and run.string.startswith(",", run.end())


def _cut(tokens: Tokens, cuts: Callable[[str], bool], lead: Sequence[tuple[str, int]] = ()) -> Iterator[Tokens]:
    """Yield what lies between the words that *cuts* accepts and that have a capital; the first has *lead* before it."""
    part: Tokens = [*lead]
    for token in tokens:
        if token[0][0].isupper() and cuts(token[0].casefold()):
            if part:
                yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _is_plain(reading: Reading, tokens: Tokens) -> bool:
    """Tell whether the first of *tokens* is an ordinary word before a name, and neither title nor head of it."""
    first, second = tokens[0][0].casefold(), tokens[1][0].casefold()
    if second in words.TITLES_AFTER or first in _STAY_IN_FRONT or first in words.QUALIFIERS:
        return False
    return reading.is_ordinary(first) and second not in words.COMPANIES and not reading.is_given(first)


def _only_leads(reading: Reading, tokens: Tokens) -> bool:
    """Tell whether the first of *tokens* is a function word, and no given name before another name ("Will Kemiri")."""
    word = tokens[0][0].casefold()
    if len(word) < 2 or tokens[0][0][0].islower() or word in words.TITLES or not reading.is_function(word):
        return False
    if len(tokens) > 1 and tokens[1][0].casefold() in words.TITLES_AFTER:
        return False
    return word not in words.GIVEN or len(tokens) < 2 or reading.is_ordinary(tokens[1][0].casefold())


def _is_left_over(reading: Reading, token: tuple[str, int], first: tuple[str, int]) -> bool:
    """Tell whether a function word in small letters hung on one that is gone: Qu'est-ce."""
    return token is not first and token[0][0].islower() and reading.is_function(token[0].casefold())


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence, a line or a quotation starts at *start*."""
    return shapes.SENTENCE_START.search(text[max(start - 8, 0) : start]) is not None


def judged(reading: Reading, tokens: Tokens, run: re.Match[str]) -> Verdict | None:
    """Return what a part of a run may be: titles before it are no part of the name."""
    folded = [token.casefold() for token, _ in tokens]
    titles = next((i for i, word in enumerate(folded) if word not in words.TITLES), len(folded))
    named, folded = tokens[titles:], folded[titles:]
    if named and _is_ending(named[0], run):
        titles, named, folded = 0, named[1:], folded[1:]
    if not named:
        return None
    span = _span(run, named)
    if titles and not _is_head(folded[0]):
        return span, "person", "stands after a title, as a name does", HIGH
    if len(named) == 1:
        return _single(reading, named[0], run)
    if folded[-1] in words.TITLES_AFTER:
        return span, "person", "stands before a title, as a name does", HIGH
    if any(len(word) > 1 and not reading.is_ordinary(word) for word in folded):
        return _strange(reading, folded, span, run)
    return _several(reading, folded, span, run)


def _is_ending(token: tuple[str, int], run: re.Match[str]) -> bool:
    """Tell whether a word is what English puts behind an apostrophe: the Colonel's, don't."""
    word, start = token
    return word in _ENDINGS and run.string[start - 1 : start] in ("'", "’")


def _strange(reading: Reading, folded: list[str], span: tuple[int, int], run: re.Match[str]) -> Verdict:
    """Judge several words of which one is no ordinary word."""
    heads = [word for word in folded if _is_head(word)]
    kind = "place" if heads else "person"
    if any(word in words.ORGANISATIONS for word in heads):
        kind = "org"
    elif _word_before(reading, span[0]) in _WHERE:
        kind = "place"
    return _widened(run, span, kind), kind, _REASONS[kind], HIGH if kind == "person" else MEDIUM


def _several(reading: Reading, folded: list[str], span: tuple[int, int], run: re.Match[str]) -> Verdict | None:
    """Judge several words that are all ordinary."""
    if run[0].isupper() and any(len(word) > 1 for word in folded):
        return None
    if any(word in words.ORGANISATIONS for word in folded):
        return _widened(run, span, "org"), "org", _REASONS["org"], LOW
    if any(word in words.HARMLESS for word in folded):
        return None
    if _has_initial(run[0]) or not _speaks_german(reading):
        return span, "person", "several words with capitals stand together", LOW
    return None


def _single(reading: Reading, token: tuple[str, int], run: re.Match[str]) -> Verdict | None:
    """Judge one word alone."""
    word, folded = token[0], token[0].casefold()
    span = _span(run, [token])
    strange = not reading.is_ordinary(folded)
    if len(word) == 1 or (folded in ROLES and shapes.COLON.match(run.string, span[1])):
        return None
    if word.isupper() and len(word) < 7 and run[0] == word:
        harmless = folded in words.ACRONYMS or shapes.ROMAN.fullmatch(word) or not strange
        return None if harmless else (span, "org", "looks like an acronym", LOW)
    if folded in words.PEOPLES:
        return span, "place", "tells an origin", LOW
    if folded in _OF_SOMETHING and run.end() == span[1] and (of := shapes.OF.match(run.string, span[1])):
        return (span[0], of.end(1)), "org", _REASONS["org"], LOW
    return _stranger(reading, folded, span, run) if strange else _ordinary(reading, token, run)


def _stranger(reading: Reading, folded: str, span: tuple[int, int], run: re.Match[str]) -> Verdict:
    """Judge one word that is no ordinary word, or a given name as well."""
    if folded in words.GIVEN and starts_sentence(run.string, run.start()) and is_ordinary(folded, ("en",)):
        return span, "person", "is a name and a word", LOW
    if _word_before(reading, span[0]) in words.PLACE_BEFORE:
        return _widened(run, span, "place"), "place", "stands where a place stands, and is no ordinary word", MEDIUM
    if shapes.KIND_AFTER.match(run.string, span[1]):
        return _widened(run, span, "place"), "place", _REASONS["place"], MEDIUM
    return span, "person", "is no ordinary word", MEDIUM


def _word_before(reading: Reading, start: int) -> str:
    """Return the word before *start*, or nothing."""
    before = TOKEN.findall(reading.view.lower[max(start - _REACH, 0) : start])
    return before[-1] if before else ""


def _ordinary(reading: Reading, token: tuple[str, int], run: re.Match[str]) -> Verdict | None:
    """Judge one ordinary word alone: inside a sentence a capital makes it a name, but for English nouns of weight."""
    word, start = token[0].casefold(), token[1]
    text = run.string
    if len(word) < 3 or token[0].isupper() or _speaks_german(reading):
        return None
    span = _span(run, [token])
    given = not reading.is_function(word) and reading.is_given_beside_english(word)
    if start == run.start() and starts_sentence(text, start):
        return (span, "person", "is a name and a word", LOW) if given else None
    lead = text[max(start - _REACH, 0) : start]
    if shapes.KIND_BEFORE.search(lead) or shapes.KIND_AFTER.match(text, span[1]):
        return _widened(run, span, "place"), "place", _REASONS["place"], MEDIUM
    if word in _NO_NAMES or reading.is_function(word) or (not given and shapes.SAID.search(lead)):
        return None
    if not given and reading.speaks("en") and (shapes.WEIGHTY.search(lead) or shapes.NUMBERED.match(text, span[1])):
        return None
    return span, "person", "is a word, but has a capital inside a sentence", LOW


def _span(run: re.Match[str], tokens: Tokens) -> tuple[int, int]:
    """Return where a name starts and ends: with the article glued to its front, without an English genitive."""
    start = tokens[0][1]
    first = TOKEN.search(run.string, *run.span())
    if first is not None and start == first.start():
        start = run.start()
    last, last_start = tokens[-1]
    end = last_start + len(last)
    if len(tokens) > 1 and last == "s" and run.string[last_start - 1] in "'’`":
        end = last_start - 1
    elif end < len(run.string) and run.string[end] == "." and len(last) == 1:
        end += 1
    return start, end


def _widened(run: re.Match[str], span: tuple[int, int], kind: str) -> tuple[int, int]:
    """Return *span* with "of …" after it, if it names an organisation or a place, and with "the village of" before."""
    if kind == "person":
        return span
    start, end = span
    if end == run.end():
        if (kept := shapes.KIND_AFTER.match(run.string, end)) is not None:
            end = kept.end()
        of = shapes.OF.match(run.string, end) or (shapes.ON.match(run.string, end) if kind == "org" else None)
        if of is not None:
            end = of.end(1)
        if kind == "place" and (comma := shapes.AND_COUNTRY.match(run.string, end)) is not None:
            end = comma.end()
    if (lead := shapes.KIND_BEFORE.search(run.string[max(start - _REACH, 0) : start])) is not None:
        start -= len(lead[0])
    return start, end


def _is_head(word: str) -> bool:
    return word in words.ORGANISATIONS or word in words.PLACES


def _has_initial(run: str) -> bool:
    return re.search(rf"(?<![^\W\d_])[{shapes.CAPITAL}]\.", run) is not None


def _speaks_german(reading: Reading) -> bool:
    """Tell whether every noun has a capital here."""
    return reading.spoken["en"][:1] == ("de",)
