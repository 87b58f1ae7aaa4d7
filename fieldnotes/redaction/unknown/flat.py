"""Suspect names where capitals tell nothing: in chats written small, and in reports written in capitals alone.

What is no ordinary word is found elsewhere (`small_names`, `judging`); here it is widened by the plain words beside it
that belong to a name, and words that say that a name follows, or went before, are asked: quarters, streets, gangs.
"""

import re
from collections.abc import Iterator

from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import name_shapes as shapes
from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.forms import bases
from fieldnotes.redaction.unknown.languages import languages_for
from fieldnotes.redaction.unknown.name_words import folded
from fieldnotes.redaction.unknown.reading import Reading
from fieldnotes.redaction.unknown.suspecting import LOW, MEDIUM, suspect

_PLACES = folded(
    """
    puente quebrada playa mina barrio vereda sector reten calle avenida carrera caserio corregimiento canton colonia
    finca aldea cerro laguna
    quartier rue avenue boulevard carrefour colline lac ile camp
    bairro rua morro favela fazenda povoado
    проспект проспекту проспектом бульвар бульвару вулиця вулиці вулицю вулицею провулок провулку площа площі хутір
    хутора село села селі селище селища місто міста місті
    улица улицы улице переулок площадь площади деревня деревни деревне поселок поселка поселке город города городе
    """
)
_GROUPS = folded(
    """
    patrulla fundacion pandilla cartel banda ong asociacion cooperativa empresa comando bloque
    association milice societe entreprise gang reseau
    mara clica офіс офісу союз союзу ліга ліги лігу комітет комітету асоціація асоціації
    фонд фонду спілка спілки спілку фірма фірми фірму банда банди банду банды банде
    """
)
"""Words for groups before their name; "ong" is an organisation of relief in three languages."""
_PLACES_BEHIND = folded("river village street camp district county valley mountain checkpoint road bridge island ridge")
_BUILDINGS_BEHIND = folded("market hospital school prison barracks church mosque square hotel clinic")
_GROUPS_BEHIND = folded("team committee network foundation clan front militia brigade battalion company council party")
_TURKISH_BEHIND = re.compile(
    r"(?:sokak|sokag|cadde|mahalle|koyu|koyun|ilce|deresi|dag[iu]|kamp[iu]|cezaevi|karakol|ova[ls]|yayla)\w{0,8}"
)
_TURKISH_GROUPS = re.compile(
    r"(?:derneg|vakf|sendika|dayanismas|inisiyatif|platform|buro|komutanlig|mudurlug|tabur|"
    r"cete|asiret|kooperatif|sirket)\w{0,8}"
)
_BEFORE_NAMES = folded(
    """
    al el ad ash as an ar ben bin ibn abu abou umm oum bani beni banu ould oulad awlad ahl ait reer mac mc san santa
    saint
    sainte sao nan nong phra ust nuevo nueva villa puerto fort port mont ain wadi jebel djebel tell umm deir
    """
)
"""What stands in front of names of families, clans and places, and is not always a word that lists leave out."""
_ARTICLES = folded("la los las el le les lo")
_ADJECTIVE = re.compile("[\u0430-\u045f'’]{3,}(?:оі|ого|ому|ою)")
"""An adjective in a Slavic case other than the first: "зі Степової Новоселівки"."""
_SPEECH = folded(
    """
    says said told called wrote asked rang texted dice dijo cuenta conto llamo escribio pregunto aviso dit raconte
    appelle
    demande ecrit telephone каже сказав сказала написав написала дзвонив дзвонила подзвонив подзвонила просить просив
    питає
    говорит сказал сказала пишет написал звонил звонила позвонил позвонила dedi diyor aradi soyledi anlatti yazdi
    """
)
_EZAFE = folded("e i ye")
_BYNAME = folded("le la el the")
_JOINTS = folded("de del da do dos du des")
_BEHIND_NAMES = folded(
    "chiquito chiquita grande alto alta baja nuevo nueva viejo vieja norte sur oriental occidental nord sud "
    "ouest haut bas north south east west upper lower old"
)
_PLAIN = folded(
    """
    the new old main big small next last other same local central north south east west whole first second our their his
    her my your this that poor rich young good bad long short high low nearest only wide narrow
    a ont eu va dit fut fue era son ha han dice est
    bir bu su o her eski yeni buyuk kucuk ana ayni butun kendi dun bugun yarin sonra sabah aksam
    """
)
_MOST_NAMED, _MOST_BETWEEN = 3, 2
_SHORT, _LONGEST = 3, 8
_LINE = re.compile(r"[^\n]+")
_OF = re.compile(r" (?:de la |de los |de las |de l['’]|del |des |du |de |d['’])?(?=[^\W\d_])")
_CERTAIN = re.compile(
    r"(?<!\w)(?:un certain|une certaine|un tal|una tal|um tal|uma tal|one named|alias|"
    r"apodado|apodada|surnomme|surnommee|"
    r"такии собі|такого собі|на прізвисько|позивнии|по кличке|lakapli|kod adli|takma adli)"
    r" ([^\W\d_]{3,})(?=\s?(?:[,.;:!?)\n]|$))"
)
_HEADLINE = re.compile(
    r"(?m)^[^\n:.]{3,60}? (?:en|in|at|near|a|у|в|біля|под|під|под) ((?:(?:el|la|los|las) )?[^\W\d_]{3,}) ?:"
)
"""Where it happened, as a headline in capitals ends before its colon."""
_THOSE = re.compile(
    r"(?<!\w)(?:los|gente|hombres|muchachos|miembros|integrantes|combo|banda|cartel) de "
    r"((?:los|las) [^\W\d_]{4,})(?!\w)"
)
"""What a gang is called, in the plural: "los de los ..."."""
_NO_CERTAIN = folded("temps nombre age moment point niveau degre cas jour")
_DATELINE = re.compile(
    r"(?<!\w)(?:urgent|breaking|flash|alerte|терміново|срочно|son dakika|ultima hora)\W{1,4}([^\W\d_]{3,}) ?[:–—-]"
)


def stretches(reading: Reading, *, small: bool) -> list[tuple[int, int]]:
    """Return where capitals tell nothing: a text written small, or lines of five words and more in capitals."""
    text = reading.view.cased
    if small:
        return [(0, len(text))]
    return [line.span() for line in _LINE.finditer(text) if _is_loud(line[0])]


def _is_loud(line: str) -> bool:
    """Tell whether nearly all letters of *line* are capitals."""
    if line.count(" ") < 4 or line[:40].upper() != line[:40]:
        return False
    letters = [letter for letter in line if letter.isalpha()]
    return sum(map(str.isupper, letters)) > 0.9 * len(letters)


def flat(reading: Reading, *, small: bool) -> Iterator[Suspicion]:
    """Yield what belongs to the names in such stretches, and the names that a word beside them tells."""
    for stretch in stretches(reading, small=small):
        stood = _Stretch(reading, stretch)
        for span, kind, risk in stood.named():
            if kind == "person":
                reading.remember(span)
            else:
                reading.spans.append(span)
            yield suspect(reading.view, span, kind, "stands beside words that say a name is there", risk)


class _Stretch:
    """Hold the words of one stretch, and which of them are no ordinary ones."""

    def __init__(self, reading: Reading, span: tuple[int, int]) -> None:
        self.reading, self.span, self.text = reading, span, reading.view.lower
        self.loud = reading.view.cased[span[0] : span[0] + 40].isupper()
        self.qualified = reading.speaks("en") or reading.speaks("tr")
        self.tokens = list(shapes.PIECE.finditer(self.text, *span))

    def named(self) -> Iterator[tuple[tuple[int, int], str, str]]:
        """Yield each span with what it is taken for and its risk."""
        yield from self._by_pattern()
        place = 0
        while place < len(self.tokens):
            told = self._behind(place) or self._ahead(place)
            if told is None and (self._is_strange(place) or self._begins(place)):
                told = self._widened(place)
            elif told is None and self._speaks(place):
                told = place, place, "person", LOW
            if told is None:
                place += 1
                continue
            first, last, kind, risk = told
            if kind:
                yield (self.tokens[first].start(), self.tokens[last].end()), kind, risk
            place = max(last, place) + 1

    def _by_pattern(self) -> Iterator[tuple[tuple[int, int], str, str]]:
        """Yield what a phrase of several words says is a name."""
        patterns = [(_CERTAIN, "person"), (_DATELINE, "place"), (_THOSE, "org")]
        for pattern, kind in [*patterns, (_HEADLINE, "place")] if self.loud else patterns:
            for found in pattern.finditer(self.text, *self.span):
                word = found[1]
                if not self.reading.is_function(word) and word not in _NO_CERTAIN:
                    yield found.span(1), kind, LOW if pattern is _HEADLINE else MEDIUM

    def _ahead(self, place: int) -> tuple[int, int, str, str] | None:
        """Return the name behind a word such as "street" at *place*: up to three words that a sign or "and" ends."""
        word = self.tokens[place][0]
        kind = "place" if word in _PLACES else "org" if word in _GROUPS else ""
        of = _OF.match(self.text, self.tokens[place].end()) if kind else None
        if of is None:
            return None
        first = place + 1
        while first < len(self.tokens) and self.tokens[first].start() < of.end():
            first += 1
        if first < len(self.tokens) and self.tokens[first][0] in _ARTICLES:
            first += 1
        last = self._end_of_told(first)
        if last < first or len(self.tokens[first][0]) < _SHORT:
            return None
        strange = any(self._is_strange(at) for at in range(first, last + 1))
        begin = first - (self.tokens[first - 1][0] in _ARTICLES) if kind == "place" else place
        return begin, last, kind, MEDIUM if strange else LOW

    def _end_of_told(self, first: int) -> int:
        """Return the last word of what is named from *first* on; the one before it if nothing is."""
        last = first - 1
        while last - first < _MOST_NAMED - 1 and self._is_next(last + 1):
            if not self._is_small(last + 1):
                last += 1
            elif last >= first and self._is_joint(last + 1):
                last += 2
            else:
                break
        return last

    def _is_joint(self, place: int) -> bool:
        """Tell whether the word at *place* joins a strange or given name to what stands before it."""
        if self.tokens[place][0] not in _JOINTS or not self._is_next(place + 1):
            return False
        return self._is_strange(place + 1) or self._is_given(self.tokens[place + 1][0])

    def _behind(self, place: int) -> tuple[int, int, str, str] | None:
        """Return the name before a word such as "river" at *place*, where English and Turkish put it."""
        word, first = self.tokens[place][0], place
        kind = self._kind_behind(word)
        if not kind:
            return None
        most = _MOST_NAMED if kind == "org" else _MOST_BETWEEN
        while place - first < most and first > 0 and self._is_next(first) and not self._is_small(first - 1):
            first -= 1
        if first == place or self.tokens[first][0] in words.TITLES:
            return None
        strange = any(self._is_strange(at) for at in range(first, place))
        bounded = first == 0 or not self._is_next(first) or self.tokens[first - 1][0] in ("the", "ve", "de", "da")
        names = word not in _BUILDINGS_BEHIND and (kind == "place" or place - first > 1)
        if not strange and not (names and (bounded or _TURKISH_GROUPS.fullmatch(word))):
            return None
        return first, place, kind, MEDIUM if strange else LOW

    def _kind_behind(self, word: str) -> str:
        if self.reading.speaks("tr"):
            if _TURKISH_GROUPS.fullmatch(word):
                return "org"
            return "place" if _TURKISH_BEHIND.fullmatch(word) else ""
        if not self.reading.speaks("en"):
            return ""
        if word in _PLACES_BEHIND or word in _BUILDINGS_BEHIND:
            return "place"
        return "org" if word in _GROUPS_BEHIND else ""

    def _widened(self, place: int) -> tuple[int, int, str, str]:
        """Return a run of strange words with the plain ones beside it that are its parts; no kind without such."""
        first, last = self._first_of(place), self._last_of(place)
        leads = first < place or self.tokens[first][0] in _BEFORE_NAMES
        if not leads and all(self._is_strange(at) for at in range(place, last + 1)):
            return first, last, "", LOW
        return first, last, "person", MEDIUM if self._is_strange(place) else LOW

    def _last_of(self, place: int) -> int:
        """Return the last word of the name of which the word at *place* is one."""
        last = place
        while last - place < _LONGEST and self._is_next(last + 1):
            if self._is_joint(last + 1) or self._is_ezafe(last + 1):
                last += 2
            elif self._is_strange(last + 1) or self._belongs(last + 1):
                last += 1
            else:
                break
        if self.loud and last == place and self._is_given(self.tokens[place][0]):
            last += self._is_family(last + 1)
            last += last > place and self._is_family(last + 1) and not self._is_next(last + 2)
        return last + 2 if self._is_byname(last + 1) else last

    def _first_of(self, place: int) -> int:
        """Return the first word of the name of which the word at *place* is one."""
        first = place
        while place - first < _MOST_NAMED and self._is_next(first):
            if first > 1 and self._is_ezafe(first - 1):
                first -= 2
            elif self._leads(first - 1):
                first -= 1
            else:
                break
        return first

    def _is_ezafe(self, place: int) -> bool:
        """Tell whether Persian "of", as Latin letters have it, joins the next word to the name: "kart-e seh"."""
        return self.tokens[place][0] in _EZAFE and self._is_hyphened(place) and self._is_next(place + 1)

    def _is_byname(self, place: int) -> bool:
        """Tell whether an article and one word, with which the clause ends, stand at *place*: "bachir le borgne"."""
        if not self._is_next(place) or self.tokens[place][0] not in _BYNAME or not self._is_next(place + 1):
            return False
        return not self._is_small(place + 1) and not self._is_next(place + 2)

    def _begins(self, place: int) -> bool:
        """Tell whether a name that is a word as well begins at *place*: before another, in capitals before any word."""
        if not self._is_given(self.tokens[place][0]) or not self._is_family(place + 1):
            return False
        return self.loud or self._is_given(self.tokens[place + 1][0])

    def _speaks(self, place: int) -> bool:
        """Tell whether the word at *place* is a name that is a word as well, beside what people do."""
        sides = [side for side, joined in ((place - 1, place), (place + 1, place + 1)) if self._is_next(joined)]
        if not any(self.tokens[side][0] in _SPEECH for side in sides):
            return False
        return len(self.tokens[place][0]) > _SHORT and self._is_given(self.tokens[place][0])

    def _is_family(self, place: int) -> bool:
        """Tell whether the word at *place*, behind a given name, can be a family's."""
        return self._is_next(place) and not self._is_small(place) and len(self.tokens[place][0]) > _SHORT

    def _belongs(self, place: int) -> bool:
        """Tell whether the plain word at *place*, behind a strange one, is a part of the same name."""
        word = self.tokens[place][0]
        honoured = word in words.TITLES_AFTER and not self.reading.speaks("tr")
        if honoured or word in _BEHIND_NAMES or self._is_given(word):
            return True
        if self._is_small(place):
            return False
        return self._is_hyphened(place) or (len(word) <= _SHORT and self._is_foreign(word))

    def _leads(self, place: int) -> bool:
        """Tell whether the plain word at *place*, before a strange one, is a part of the same name."""
        word = self.tokens[place][0]
        if word in _ARTICLES:
            return any(map(self.reading.speaks, ("es", "fr", "it")))
        if self._is_hyphened(place + 1) and not self._is_small(place):
            return True
        if _ADJECTIVE.fullmatch(word):
            return True
        joins = word in ("de", "y", "і", "и") and place > 0 and self._is_given(self.tokens[place - 1][0])
        return joins or word in _BEFORE_NAMES or self._is_given(word)

    def _is_hyphened(self, place: int) -> bool:
        """Tell whether a hyphen joins the word at *place* to the one before."""
        return self.text[self.tokens[place - 1].end() : self.tokens[place].start()] == "-"

    def _is_foreign(self, word: str) -> bool:
        """Tell whether a short *word* is none of the language that most of the text is in."""
        spoken = languages_for(word, self.reading.spoken)
        return word.isalpha() and bool(spoken) and not is_ordinary(word, spoken[:1])

    def _is_given(self, word: str) -> bool:
        if len(word) <= 2 or self.reading.is_function(word):
            return False
        return any(map(self.reading.is_given_beside_english, bases(word) if len(word) > _SHORT else (word,)))

    def _is_strange(self, place: int) -> bool:
        """Tell whether the word at *place* is no ordinary one, nor a title or a word for a group or a place."""
        word = self.tokens[place][0]
        if len(word) < 3 or word[0].isdigit() or word in words.TITLES or word in words.ORGANISATIONS:
            return False
        return word not in words.PLACES and not shapes.CASELESS.match(word) and not self.reading.is_word(word)

    def _is_small(self, place: int) -> bool:
        """Tell whether the word at *place* holds a sentence together or qualifies anything."""
        word = self.tokens[place][0]
        return (
            (self.qualified and word in _PLAIN)
            or word in _ARTICLES
            or self.reading.is_function(word)
            or word[0].isdigit()
        )

    def _is_next(self, place: int) -> bool:
        """Tell whether only a space, a hyphen or an apostrophe parts the word at *place* from the one before."""
        if not 0 < place < len(self.tokens):
            return False
        return self.text[self.tokens[place - 1].end() : self.tokens[place].start()] in (" ", "-", "'", "’")
