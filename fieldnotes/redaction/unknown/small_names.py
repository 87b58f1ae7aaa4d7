"""Suspect names in small letters: after words that say a name follows, and in what is written without capitals."""

import re
from collections.abc import Iterator, Mapping

from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import name_shapes as shapes
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.forms import bases, is_turkish_case
from fieldnotes.redaction.unknown.name_words import folded
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.remembering import Telling
from fieldnotes.redaction.unknown.suspecting import (
    DIGIT,
    HIGH,
    LOW,
    MEDIUM,
    ByFirstWord,
    places_of_words,
    suspect,
)
from fieldnotes.redaction.words import TOKEN

_FEW_CAPITALS = 0.015
_LEAST_WORDS = 5
_CAPITALISED = re.compile(r"[A-Z](?<=[\s.,;:()\"“-].)[a-z]")
_NAME = r"([^\W\d_]+)(?:(?=[^\S\n]([^\W\d_]+)))?"
_LONGEST_NAME = 40
_SAYS = "stands beside words that say a name follows"

_ALWAYS: Mapping[str, frozenset[str]] = {
    word: frozenset(languages.split())
    for row, languages in (("abu abou abo ebu umm oumm", ""), ("don dona", "es pt"), ("kak mamosta xal", "kmr"))
    for word in row.split()
}
"""After these a name follows even if it is a word; of which languages they have to be, if they are words elsewhere."""
_TITLES: Mapping[str, frozenset[str]] = {
    "es": folded(
        """
        don dona senor senora profe profesor profesora doctor doctora padre hermano hermana tio tia comadre compadre
        teniente sargento capitan coronel cabo comandante general mayor soldado alcalde primo prima vecino vecina viejo
        vieja compa patron licenciado ingeniero juez abuelo abuela negra negro alias
        """
    ),
    "pt": folded(
        "dona seu senhor tio tia sargento tenente capitao cabo coronel major comandante professor padre doutor"
    ),
    "fr": folded(
        """
        tonton tata tantie tante oncle adjudant caporal sergent lieutenant capitaine commandant colonel general chef
        maitre docteur pere frere soeur abbe imam cousin cousine papa maman vieux vieille petit petite grand monsieur
        madame mademoiselle colon brigadier gendarme cheikh marabout nommee nomme
        """
    ),
    "it": folded(
        "zio zia signor signora dottor maresciallo capitano tenente colonnello sergente don suor fra nonno nonna"
    ),
    "de": folded("onkel tante herr frau doktor leutnant hauptmann oberst feldwebel oma opa bruder schwester"),
    "tr": folded(
        """
        komutan komiser polis bascavus uzmancavus yuzbasi binbasi tegmen ustegmen
        albay cavus onbasi astsubay muhtar hoca ogretmen doktor avukat sofor
        imam dayim amcam halam teyzem abim ablam kardesim yegenim kuzenim seyh molla baskan mudur hemsire savci adi
        lakabi
        """
    ),
    "id": folded("pak bu ibu bang mas mbak haji ustadz"),
    "en": folded("commander captain sergeant lieutenant corporal major colonel auntie uncle granny grandpa"),
}
"""Words in small letters before a name, in single languages."""
# Folded as the text is: й is и.
_STEMS = (
    r"коман[дт]ир\w{0,3}|леитенант\w{0,3}|капітан\w{0,3}|капитан\w{0,3}|маиор\w{0,3}|полковник\w{0,3}|сержант\w{0,3}|"
    r"старшин\w{1,2}|водіи|водія|водієм|водителя|водитель|дяд\w{1,4}|тіт\w{1,4}|тет\w{1,4}|баб[аиіуцяк]\w{0,3}|дід\w{0,3}|"
    r"дед\w{0,3}|кум\w{0,3}|брат\w{0,3}|сестр\w{0,2}|сусід\w{0,3}|сосед\w{0,3}|лікар\w{0,3}|доктор\w{0,3}|отець|отц\w{1,2}|"
    r"якиись|якогось|такии собі|некии|некого|некто|на прізвисько|прізвисько|позивнии|позывнои|кличка|кличку|по кличке|"
    r"дружин\w{1,2}|чоловік\w{0,3}|син\w{0,3}|доньк\w{1,2}|дочк\w{1,2}|дочер\w{1,3}|жен[аыуе]|муж\w{0,2}|мам[аиуоыe]|"
    r"матір|батьк\w{0,3}|подруг\w{1,2}|"
    r"племінни\w{1,3}|племянни\w{1,3}|онук\w{0,2}|внук\w{0,2}|слідч\w{2,3}|адвокат\w{0,3}|"
    r"зва[лв]\w{1,2}|называ\w{2,4}|прозва\w{2,4}|на ім'я|імені|имени|діти|дитина"
)
_LATIN = "|".join(sorted({title for titles in _TITLES.values() for title in titles}, key=len, reverse=True))
_TITLED = ByFirstWord(
    (rf"{'|'.join(_ALWAYS)}|{_LATIN}", rf"\.?,?[^\S\n]{_NAME}"),
    (_STEMS, rf",?[^\S\n]{_NAME}"),
    (
        (
            r"a certain|one named|the so-called|un certain|une certaine|un tal|una tal|el tal|la tal|un tale|una tale|"
            r"ein gewisser|eine gewisse|um certo|um tal|dit le|dite la|surnomme|surnommee|apodado|apodada|alias|"
            r"mentado|lakapli|takma adi|nom de guerre|code name|call sign|callsign|kod adi"
        ),
        rf"[^\S\n]{_NAME}",
    ),
)


def called(reading: Reading) -> Iterator[Suspicion]:
    """Yield words in small letters after "my name is" or a title, or before one, that are no ordinary words."""
    view = reading.view
    for pattern in (shapes.CALLED, shapes.TITLED, _TITLED):
        for found in pattern.finditer(view.lower):
            groups = [group for group in range(1, pattern.groups + 1) if found[group]]
            group, second = groups[0], groups[1] if len(groups) > 1 else 0
            if not _follows(reading, found[0], found[group], found.start(group)):
                continue
            last = second if second and len(found[second]) > 2 and not reading.is_word(found[second]) else group
            yield _called(reading, (found.start(group), found.end(last)))
    places = places_of_words(view.lower)
    for title in _TITLES_AFTER.among(places):
        for start in places[title]:
            lead = view.lower[max(start - _LONGEST_NAME, 0) : start]
            word = shapes.WORD_BEFORE.search(lead)
            if word is not None and _follows(reading, word[1], word[1], start - len(word[0])):
                yield _called(reading, (start - len(word[0]), start - 1))


_TITLES_AFTER = Telling(shapes.TITLE_AFTER.fullmatch)


def _called(reading: Reading, span: tuple[int, int]) -> Suspicion:
    reading.remember(span)
    return suspect(reading.view, span, "person", _SAYS, HIGH)


def _follows(reading: Reading, said: str, word: str, start: int) -> bool:
    """Tell whether *word* at *start* is a name in small letters, after what is *said* before it."""
    title = TOKEN.search(said)
    if (
        title is None
        or (reading.view.cased[start].isupper() and not _is_loud(reading.view.cased, start))
        or len(word) < 2
        or reading.is_function(word)
        or word in words.TITLES
    ):
        return False
    if title[0] in _ALWAYS and len(word) > 2:
        languages = _ALWAYS[title[0]]
        return not languages or any(map(reading.speaks, languages))
    return not reading.is_ordinary(word) or (len(word) > 2 and any(map(reading.is_given_beside_english, bases(word))))


def _is_loud(text: str, start: int) -> bool:
    """Tell whether the words before and at *start* are written in capitals alone."""
    return text[start : start + 2].isupper() and text[max(start - 3, 0) : start - 1].isupper()


def apostrophised(reading: Reading) -> Iterator[Suspicion]:
    """Yield words with an ending behind an apostrophe in Turkish, which writes one behind names (and numbers) alone."""
    if not reading.speaks("tr"):
        return
    view = reading.view
    for found in shapes.TURKISH_NAME.finditer(view.lower):
        name, ending = found[1], found[2]
        if not is_turkish_case(ending) or reading.is_function(name) or name in words.HARMLESS | words.ACRONYMS:
            continue
        reading.remember(found.span(1))
        risk = LOW if reading.is_word(name) else MEDIUM
        yield suspect(view, found.span(1), "person", "has an ending behind an apostrophe, as names have", risk)


def is_small(reading: Reading) -> bool:
    """Tell whether a text is written without capitals, as people chat."""
    text = reading.view.cased[:20000]
    most = len(text) if DIGIT.search(text) else (len(text) + 1) // 2  # as many words there can be; figures touch others
    if len(_CAPITALISED.findall(text)) >= max(1, _FEW_CAPITALS * most):
        return False
    tokens = TOKEN.findall(text)
    if len(tokens) < _LEAST_WORDS:
        return not any(token[0].isupper() for token in tokens)
    capital = sum(1 for token in tokens if token[0].isupper() and len(token) > 1)
    return capital < _FEW_CAPITALS * len(tokens)


def strange(reading: Reading, within: tuple[int, int], risk: str) -> Iterator[Suspicion]:
    """Yield the words *within* a part of the text that are no ordinary ones, neighbours as one."""
    text = reading.view.lower
    start = end = -1
    for token in shapes.PIECE.finditer(text, *within):
        word = token[0]
        if len(word) < 3 or word[0].isdigit() or shapes.CASELESS.match(word) or _is_chatter(reading, word):
            continue
        if end < 0 or text[end : token.start()] not in (" ", "-", "'"):
            if end > 0:
                yield _small(reading, (start, end), risk)
            start = token.start()
        end = token.end()
    if end > 0:
        yield _small(reading, (start, end), risk)


def _is_chatter(reading: Reading, word: str) -> bool:
    """Tell whether *word* is an ordinary one, or drawn out as in chats ("sooo", "haha")."""
    if word in words.TITLES or word in words.POSTS or word in words.ORGANISATIONS or word in words.PLACES:
        return True
    return reading.is_word(word) or len(set(word)) < 3 or shapes.DRAWN_OUT.search(word) is not None


def _small(reading: Reading, span: tuple[int, int], risk: str) -> Suspicion:
    reading.remember(span)
    return suspect(reading.view, span, "person", "is no ordinary word, in a text without capitals", risk)
