"""Suspect organisations by the grammar of their names: a head with a capital, and what says which one it is.

Romance languages write one capital and then small words, "Direction générale de la sûreté nationale": articles,
prepositions and adjectives, told by their endings, belong to the name. Slavic ones put an adjective with the capital
before the head and a genitive behind it. All words are folded.
"""

import re
from collections.abc import Iterator

from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import name_shapes as shapes
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.judging import starts_sentence
from fieldnotes.redaction.unknown.name_words import folded
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.suspecting import LOW, MEDIUM, places_of_words, suspect
from fieldnotes.redaction.words import TOKEN

_ROMANCE = ("fr", "es", "pt", "it")
_HEADS = folded(
    """
    direction ministere comite commission association collectif ligue observatoire coordination conseil centre agence
    federation syndicat parti mouvement front union fondation haut-commissariat commissariat parquet tribunal cour
    office service bureau cellule brigade garde police gendarmerie groupe groupement reseau rassemblement organisation
    societe chambre autorite haute mission programme fonds institut ecole universite croissant bataillon armee force
    forces milice alliance convention congres assemblee caisse
    fiscalia defensoria procuraduria ministerio secretaria comite comision asociacion colectivo consejo coordinadora
    coordinacion centro agencia federacion sindicato partido movimiento frente union fundacion juzgado corte oficina
    servicio unidad cuerpo brigada guardia policia grupo red organizacion sociedad camara autoridad mision programa
    fondo instituto universidad batallon ejercito fuerza fuerzas bloque alianza congreso asamblea mesa junta liga
    observatorio corporacion pastoral vicaria diocesis madres comunidad resguardo cabildo
    direzione ministero comitato commissione associazione consiglio agenzia procura
    promotoria defensoria ministerio comite comissao associacao conselho agencia secretaria delegacia
    """
)
_ADJECTIVE = (
    r"[a-z]{2,}(?:ale?s?|aux|elle?s?|els?|iques?|aires?|ifs?|ives?|ienn?e?s?|aine?s?|aise?s?|oise?s?|ees?|euse?s?|ides?|"
    r"ic[oa]s?|iv[oa]s?|ari[oa]s?|an[oa]s?|ens?es?|istas?|istes?|ares?|ad[oa]s?|id[oa]s?|os[oa]s?|ales|iles|entes?|antes?)"
)
_OF = (
    r"(?:de l['’]|d['’]|de la |de los |de las |del |des |du |de |della |dei |delle |di |da |do |dos |das |pour l['’]|"
    r"pour (?:la |le |les )?|para (?:la |el |los |las )?|por (?:la |el |los |las )?|contre l['’]|"
    r"contre (?:la |le |les )?|"
    r"contra (?:la |el |los |las )?|sans |sin )"
)
_CAPITALISED = rf"[{shapes.CAPITAL}][^\W\d_]*(?:['’-][^\W\d_]+){{0,3}}"
_NOUN = rf"(?:{_CAPITALISED}|[a-z]{{3,}}(?![^\W_]))"
_AFTER = re.compile(
    rf"(?: \d{{1,4}})?(?: {_ADJECTIVE}(?![^\W_])| {_CAPITALISED}){{0,3}}"
    rf"((?: {_OF}{_NOUN}(?: {_ADJECTIVE}(?![^\W_])| {_CAPITALISED}|"
    rf" (?:y|et|e) {_CAPITALISED}){{0,2}}){{0,4}})"
)
_PURPOSE = re.compile(
    rf" (?:contre|pour|sans|contra|para|sin) (?:l['’]|(?:la|le|les|el|los|las) )?{_NOUN}(?: {_OF}{_NOUN}){{0,1}}"
)
"""What a group is for or against; behind a word that has its capital inside a sentence it makes a name of it."""
_TOGETHER = folded(
    """
    lawyers doctors women mothers fathers parents friends sons daughters brothers sisters brotherhood sisterhood youth
    students workers voice voices campaign coalition initiative alliance citizens families widows veterans teachers
    journalists artists neighbours farmers people lions tigers soldiers guardians children
    """
)
_FOR = re.compile(
    rf" (?:for|of|[Aa]gainst|without)(?: the)?(?: {_CAPITALISED}| (?:and|of|the)(?= {_CAPITALISED}| the)){{1,5}}"
)
_SLAVIC_HEADS = (
    r"(?:бюро|служб\w{1,2}|управлін\w{2,3}|управлени\w{1,2}|комітет\w{0,3}|комитет\w{0,3}|ліг\w{1,2}|лиг\w{1,2}|варт\w{1,2}|"
    r"спілк\w{1,2}|фонд\w{0,3}|центр\w{0,3}|штаб\w{0,3}|прокуратур\w{1,2}|поліці\w{1,2}|полици\w{1,2}|рад[аиуі]|радою|"
    r"совет\w{0,3}|міністерств\w{1,2}|министерств\w{1,2}|агентств\w{1,2}|інспекці\w{1,2}|адміністраці\w{1,2}|"
    r"администраци\w{1,2}|комісі\w{1,2}|комисси\w{1,2}|місі\w{1,2}|мисси\w{1,2}|організаці\w{1,2}|организаци\w{1,2}|"
    r"об['’]єднан\w{2,3}|рух\w{0,3}|парті\w{1,2}|парти\w{1,2}|гварді\w{1,2}|гварди\w{1,2}|союз\w{0,3}|асоціаці\w{1,2}|"
    r"ассоциаци\w{1,2}|товариств\w{1,2}|легіон\w{0,3}|корпус\w{0,3}|федераці\w{1,2}|профспілк\w{1,2}|мереж\w{1,2}|груп\w{1,3}|"
    r"ініціатив\w{1,2}|инициатив\w{1,2}|колоні\w{1,2}|колони\w{1,2}|лікарн\w{1,2}|больниц\w{1,2}|батальион\w{0,3}|загон\w{0,3})"
)
_SLAVIC_ADJECTIVE = r"(?:а|я|е|є|оі|ого|ому|іи|им|ою|ею|у|ю|ии|іх|их|ая|ое|ои|ую|ым|ых|ыи)"
_SLAVIC = re.compile(
    rf"(?<![^\W_])[\u0400-\u042f\u0490\u0404\u0406][\u0430-\u045f'’-]{{3,}}{_SLAVIC_ADJECTIVE}"
    rf"(?: [\u0430-\u045f'’-]{{3,}}{_SLAVIC_ADJECTIVE})?"
    rf" {_SLAVIC_HEADS}(?![^\W_])"
    r"((?: [\u0430-\u045f'’]{3,}(?:ів|ов|ань|ень|еи|ок|нии)(?![^\W_])|"
    r" [\u0400-\u042f\u0490\u0404\u0406][\u0430-\u045f'’-]+|"
    r" (?:з питань|у справах|по делам|по вопросам|з прав|із захисту|по правам) [\u0430-\u045f'’]{3,}|"
    r" «[^»\n]{1,40}»){0,3})"
)
_SLAVIC_ALONE = re.compile(
    rf"(?<![^\W_])(?=[\u0400-\u042f\u0404\u0406])(?i:{_SLAVIC_HEADS})(?![^\W_])"
    r"((?: [\u0430-\u045f'’]{4,}(?:іі|ии|ів|ов|ань|ень|еи|ок|нии|му|зму|ня|тя|ия|ості|сти|ти)(?![^\W_])){1,3}|"
    r" «[^»\n]{1,40}»)"
)
"""A head with a capital of its own and what it is for, in the genitive, or its name in quotation marks."""


def organisations(reading: Reading) -> Iterator[Suspicion]:
    """Yield the names of organisations that their grammar tells."""
    if any(map(reading.speaks, _ROMANCE)):
        yield from _romance(reading)
    if reading.speaks("en"):
        yield from _english(reading)
    if not {"uk", "ru"}.isdisjoint(reading.spoken["ru"]):
        yield from _slavic(reading)


def _romance(reading: Reading) -> Iterator[Suspicion]:
    """Yield heads with a capital and what follows, and words with a capital before what they are for or against."""
    text, places = reading.view.cased, places_of_words(reading.view.lower)
    for word in _HEADS & places.keys():
        for start in places[word]:
            end = start + len(word)
            if not text[start].isupper():
                continue
            loud = text[start + 1].isupper()
            found = _AFTER.match(reading.view.lower if loud else text, end)
            if found is not None and (found[1] if loud else found[0]):
                yield _organisation(reading, (start, _without_function(reading, end, found.end())), MEDIUM)
    for word in ("contre", "pour", "sans", "contra", "para", "sin"):
        for start in places.get(word, ()):
            lead = shapes.CAPITAL_BEFORE.search(text, max(start - 40, 0), start)
            found = _PURPOSE.match(text, start - 1)
            if lead is None or found is None or not _is_group(reading, lead):
                continue
            yield _organisation(reading, (lead.start(1), _without_function(reading, start, found.end())), LOW)


def _is_group(reading: Reading, lead: re.Match[str]) -> bool:
    """Tell whether a word with a capital is an ordinary one inside a sentence, and neither title nor given name."""
    word = lead[1].casefold()
    if starts_sentence(lead.string, lead.start(1)) or word in words.TITLES or word in words.HARMLESS:
        return False
    return reading.is_ordinary(word) and not reading.is_function(word) and not reading.is_given(word)


def _without_function(reading: Reading, start: int, end: int) -> int:
    """Return *end* without function words that the endings of adjectives took in from *start* on."""
    tokens = list(TOKEN.finditer(reading.view.lower, start, end))
    while tokens and reading.is_function(tokens[-1][0]):
        tokens.pop()
    return tokens[-1].end() if tokens else start


def _slavic(reading: Reading) -> Iterator[Suspicion]:
    """Yield heads behind an adjective with a capital: inside a sentence, or with a genitive or name behind."""
    text = reading.view.cased
    for found in _SLAVIC.finditer(text):
        if found[1] or found[0].count(" ") > 1 or not starts_sentence(text, found.start()):
            yield _organisation(reading, found.span(), MEDIUM)
    for found in _SLAVIC_ALONE.finditer(text):
        if "«" in found[0] or not starts_sentence(text, found.start()):
            yield _organisation(reading, found.span(), MEDIUM)


def _english(reading: Reading) -> Iterator[Suspicion]:
    """Yield those who stand together with what they stand for: "Lawyers for River People", "Sons of the Creek"."""
    places = places_of_words(reading.view.lower)
    for word in _TOGETHER & places.keys():
        for start in places[word]:
            found = _FOR.match(reading.view.cased, start + len(word)) if reading.view.cased[start].isupper() else None
            if found is not None:
                yield _organisation(reading, (start, found.end()), LOW)


def _organisation(reading: Reading, span: tuple[int, int], risk: str) -> Suspicion:
    reading.spans.append(span)
    return suspect(reading.view, span, "org", "looks like the name of an organisation", risk)
