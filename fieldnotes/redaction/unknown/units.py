"""Suspect units, companies and unions by the word that says what they are, with the number or name that belongs to it.

"Light Infantry Battalion 944", "9. Kekiktepe Taburu", "frente 93 Laureles": of such a name neither the number nor the
head may stay. And a few words in quotation marks behind a word, with a capital, are a name: «Золотий колос-2».
"""

import re
from collections.abc import Iterator

from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import name_shapes as shapes
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.judging import starts_sentence
from fieldnotes.redaction.unknown.name_words import folded
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.remembering import Telling
from fieldnotes.redaction.unknown.suspecting import LOW, MEDIUM, places_of_words, suspect
from fieldnotes.redaction.words import TOKEN

# Armed units, of which a number alone says which one is meant; then their forms in languages that bend them.
_UNITS = folded(
    """
    battalion battalions brigade brigades regiment regiments platoon squadron rifles rangers fusiliers
    bataillon escadron peloton groupement batallon brigada brigadas regimiento escuadron peloton columna frente bloque
    comando cuadrilla batalhao regimento esquadrao pelotao coluna kompanie staffel zug battaglione brigata reggimento
    katiba katibat liwa kataib
    """
)
_UNITS_BENT = re.compile(
    r"tabur\w{0,9}|tugay\w{0,9}|bolu[gk]\w{0,9}|alay[iu]\w{0,6}|tumen\w{0,6}|kolordu\w{0,6}|"
    r"баталь[ио]о?н\w{0,3}|бригад\w{0,3}|рот[аиіуоы]\w{0,2}|полк(?:у|а|ом|ові|и|е)?|дивізі\w{1,3}|дивизи\w{1,3}|взвод\w{0,3}|"
    r"загон(?:у|ом|и|ів)?|отряд\w{0,3}|корпус\w{0,3}"
)
# Companies, unions and groups, which are named by what stands beside them.
_COMPANIES = folded(
    """
    company division corps column militia front movement cooperative ltd limited inc llc plc corp timber mines mining
    security holdings transport trading enterprises industries league union network clinic
    compagnie societe sarl mines transports etablissements entreprise cooperative ligue syndicat collectif mouvement
    association front ong fondation reseau comite clinique coordination groupement division colonne
    compania empresa maderas minera transportes cooperativa constructora ingenio asociacion sindicato movimiento frente
    colectivo fundacion red comite clinica liga junta cabildo resguardo consejo corporacion cooperacion columna
    companhia associacao fundacao movimento sindicato rede comite
    lojistik insaat nakliyat nakliye ticaret sanayi turizm holding gida tekstil petrol enerji maden madencilik otomotiv
    spedition verein gmbh genossenschaft gewerkschaft
    тов тдв пат прат ат фоп кп дп фг ооо оао зао пао ип го бф
    """
)
_COMPANIES_BENT = re.compile(
    r"sirketi\w{0,6}|dernegi\w{0,6}|vakfi\w{0,6}|sendikasi\w{0,6}|birligi\w{0,6}|platformu\w{0,6}|komitesi\w{0,6}|"
    r"kooperatifi\w{0,6}|спілк\w{1,3}|союз\w{0,3}|асоціаці\w{1,3}|ассоциаци\w{1,3}|комітет\w{0,3}|комитет\w{0,3}|фонд\w{0,3}|"
    r"підприємств\w{1,3}|предприяти\w{1,3}|товариств\w{1,3}|фірм\w{1,3}|фирм\w{1,3}|компані\w{1,3}|компани\w{1,3}|рух\w{0,3}"
)
_CAPITALISED = rf"[{shapes.CAPITAL}][^\W\d_]*(?:['’-][^\W\d_]+){{0,3}}"
_NUMERAL = r"(?:n\.?\s?[ºo°]\.?\s?|no\.?\s|nr\.?\s|№\s?|num\.?\s)?\d{1,4}(?:st|nd|rd|th|ª|º|°)?(?![\w/:]|[.,-]\d)"
_QUOTED = r"[«“\"„'][^\n«»“”\"„]{2,40}[»”\"“']"
_OF = r"(?:d['’]|(?:de la|de los|de las|de|du|des|del|di|da|do|dos|of the|of)\s)"
_RIGHT = (
    re.compile(rf"[^\S\n](?:{_NUMERAL})", re.IGNORECASE),
    re.compile(rf"[^\S\n](?:{_QUOTED})"),
    re.compile(rf"[^\S\n](?:{_OF})?{_CAPITALISED}"),
    # "de infanteria n.o 12", "de viudas de Cumari", "вдів Калинова"
    re.compile(rf"[^\S\n]{_OF}[^\W\d_]{{4,}}(?:[^\S\n]{_NUMERAL}|[^\S\n](?-i:{_OF}{_CAPITALISED}))", re.IGNORECASE),
    re.compile(rf"[^\S\n][\u0430-\u045f]{{2,12}}(?:ів|ов|ев|еи|их|ок|ин)[^\S\n]{_CAPITALISED}"),
)
_SUFFIX = re.compile(r"['’][^\W\d_]{1,8}")
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
_LEFT_NUMERAL = re.compile(
    r"(?<![\w./:,-])(?:\d{1,4}(?:\.|st|nd|rd|th|e|er|re|eme|ieme|ª|º|°|-?[а-яіє]{1,3})?|[IVXL]{1,6}\.?|"
    rf"(?:{_ORDINAL}))[^\S\n]$",
    re.IGNORECASE,
)
_LEFT_MARKED = re.compile(r"(?<![\w./:,-])\d{1,4}(?:st|nd|rd|th|e|eme|ieme|ª|-[а-яіє]{1,3})[^\S\n]$", re.IGNORECASE)
# "42-ї окремої механізованої бригади": behind an ordinal, words in small letters may stand before the head.
_LEFT_ORDINAL = re.compile(
    rf"(?<![\w./:,-])(?:\d{{1,4}}(?:\.|st|nd|rd|th|e|er|re|eme|ieme|ª|º|°|-[а-яіє]{{1,3}})|{_ORDINAL})"
    r"(?:[^\S\n][^\W\d_]{4,}){1,3}[^\S\n]$",
    re.IGNORECASE,
)
_LEFT_NAME = re.compile(rf"(?<![^\W\d_])({_CAPITALISED})(?:'|’)?[^\S\n]$")
_LEFT_REACH = 48
_MOST_WORDS = 5
_SIGN = re.compile(
    r"[«“\"„](?:"  # which are rare; then what stands before them
    rf"(?<=[^\W_][^\S\n].)[^\S\n]?([{shapes.CAPITAL}][^\n«»“”\"„.!?…:;,]{{0,39}}[^\s«»“”\"„.!?…:;,])[^\S\n]?[»”\"“]|"
    rf"(?:(?<=^.)|(?<=[.!?\n]\s.))[^\S\n]?({_CAPITALISED})[^\S\n]?[»”\"“](?=[^\S\n][^\W\d_]))"
)
_LONGEST_SIGN = 4


def units(reading: Reading) -> Iterator[Suspicion]:
    """Yield the heads of units, companies and unions with the numbers and names beside them."""
    view = reading.view
    places = places_of_words(view.lower)
    for word in _HEADS.among(places):
        for start in places[word]:
            if (span := _spread(reading, (start, start + len(word)), is_unit=_is_unit(word))) is not None:
                reading.spans.append(span)
                yield suspect(view, span, "org", "looks like the name of an organisation", MEDIUM)


def _is_unit(word: str) -> bool:
    """Tell whether *word*, folded, says that a unit is named."""
    return word in _UNITS or _UNITS_BENT.fullmatch(word) is not None


_HEADS = Telling(lambda word: _is_unit(word) or word in _COMPANIES or _COMPANIES_BENT.fullmatch(word))


def _spread(reading: Reading, head: tuple[int, int], *, is_unit: bool) -> tuple[int, int] | None:
    """Return *head* with the numbers and names on both sides of it; None if there are none."""
    text = reading.view.cased
    start, end = head
    capital = text[start].isupper()
    for _ in range(_MOST_WORDS):
        found = next((m for pattern in _RIGHT if (m := pattern.match(text, end)) is not None), None)
        if found is None or (not is_unit and not capital and end == head[1] and found[0].strip().isdigit()):
            break
        if found.re in _RIGHT[2:] and _ends(reading, TOKEN.findall(found[0])[-1]):
            break
        end = found.end()
    if capital or is_unit:
        start = _left(reading, start, is_unit=is_unit)
    elif (numeral := _LEFT_MARKED.search(text[max(start - _LEFT_REACH, 0) : start])) is not None:
        start -= len(numeral[0])
    if reading.speaks("tr") and (suffix := _SUFFIX.match(text, end)) is not None and (start, end) != head:
        end = suffix.end()
    if (start, end) == head:
        return None
    return start, end


def _ends(reading: Reading, token: str) -> bool:
    """Tell whether *token* is no part of the name: harmless, or in capitals a word that holds sentences together."""
    word = token.casefold()
    return word in words.HARMLESS or (token.isupper() and len(word) > 1 and reading.is_function(word))


def _left(reading: Reading, start: int, *, is_unit: bool) -> int:
    """Return where a name that stands before its head starts: with words that have a capital, and a number before."""
    text = reading.view.cased
    for _ in range(_MOST_WORDS):
        lead = text[max(start - _LEFT_REACH, 0) : start]
        if (numeral := _LEFT_NUMERAL.search(lead)) is not None:
            return start - len(lead) + numeral.start()
        if is_unit and (numeral := _LEFT_ORDINAL.search(lead)) is not None:
            return start - len(lead) + numeral.start()
        named = _LEFT_NAME.search(lead)
        word = named[1].casefold() if named is not None else ""
        if named is None or reading.is_function(word) or word in words.HARMLESS:
            return start
        before = start + named.start() - len(lead)
        if text[start].islower() and reading.is_word(word) and starts_sentence(text, before):
            return start
        start = before
    return start


def quoted(reading: Reading) -> Iterator[Suspicion]:
    """Yield a few words in quotation marks that are no speech: behind a word, or one alone before the rest.

    English and Turkish quote what was said behind a word, too; there all words need a capital.
    """
    view = reading.view

    speech = reading.speaks("en") or reading.speaks("tr")

    def is_no_name(word: str) -> bool:
        return word in words.TITLES or reading.is_function(word)

    for found in _SIGN.finditer(view.cased):
        group = 1 if found[1] else 2
        written = TOKEN.findall(found[group])
        if speech and found[group][0] < "\u0370" and any(token[0].islower() for token in written):
            continue
        tokens = [token.casefold() for token in written]
        if len(tokens) > _LONGEST_SIGN or tokens[0] in words.HARMLESS or all(map(is_no_name, tokens)):
            continue
        span = found.span(group)
        reading.remember(span)
        yield suspect(view, span, "person", "stands in quotation marks, as a name does", LOW)
