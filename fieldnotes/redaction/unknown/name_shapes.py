"""Give the patterns by which names and their surroundings are told, in folded text with its capitals kept."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from fieldnotes.redaction.unknown import name_words as words
from fieldnotes.redaction.unknown.suspecting import ByFirstWord, places_of_words

CAPITAL = "A-Z\u0391-\u03a9\u0400-\u042f\u0490\u0492\u0496\u049a\u04a2\u04ae\u04b0\u04ba\u04d8\u04e8\u0531-\u0556"
_WORD = rf"[{CAPITAL}][^\W\d_]*(?:['’`][^\W\d_]+){{0,3}}(?:-[^\W\d_]+(?:['’`][^\W\d_]+)?){{0,6}}"
_SHORT = r"(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Sra|Gen|Col|Capt|Lt|Sgt|Maj|Jr|Rev|Hon|Fr|Hr|Mme|Mlle)\."
_CUT_SHORT = rf"[{CAPITAL}](?:[^\W\d_aeiouyаеиоуыэюяіїє]{{1,2}})?\."
_UNIT = rf"(?:{_SHORT}|{_CUT_SHORT}|{_WORD}|[{CAPITAL}](?![^\W\d_]))"
_PARTICLE = "|".join(
    sorted(
        (p for p in words.PARTICLES if p not in ("of", "e", "i", "y", "an", "as", "at", "und", "do")),
        key=len,
        reverse=True,
    )
)
_JOINT = r"(?:(?:(?<=s)['’])?[^\S\n]{1,3}|[^\S\n]{0,3}\n[^\S\n]{0,8}|(?<=\.)|-)"
_RUN = re.compile(
    rf"(?<![^\W\d_])(?:(?:d|l|o|al|el|as|at|an|ar|az|ad|ash|es|er|ez)['’-])?{_UNIT}"
    rf"(?:{_JOINT}(?:(?:{_PARTICLE})(?:['’-]|{_JOINT})){{0,3}}(?:(?:d|l|al|el)['’-])?{_UNIT}){{0,9}}"
)
_RUN_BEGINS = re.compile(rf"[{CAPITAL}](?<![^\W\d_].)")
_GLUED_FRONT = re.compile(r"(?<![^\W\d_])(?:d|l|o|al|el|as|at|an|ar|az|ad|ash|es|er|ez)['’-]\Z")
_LONGEST_FRONT = 4


def runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of words with capitals in *text*: from a capital that begins a word, or an article before it."""
    reached = 0
    for begins in _RUN_BEGINS.finditer(text):
        start = begins.start()
        if start < reached:
            continue
        front = _GLUED_FRONT.search(text, max(reached, start - _LONGEST_FRONT), start)
        if (run := _RUN.match(text, start if front is None else front.start())) is not None:
            reached = run.end()
            yield run


OF = re.compile(
    rf"\s(?:of|for|de la|de|du|des|del|di|für|pour|para)\s(?:the\s|la\s|le\s|los\s)?({_WORD}(?:(?:\s(?:and|of|for|"
    rf"et|y|the|de|du|des|la)){{0,2}}\s{_WORD}){{0,6}})"
)
ON = re.compile(
    rf"\s(?:on|against|without|in)\s(?:the\s)?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|"
    rf"May|June|July|August|September|October|November|December|The|This|That)({_WORD}(?:(?:\s(?:and|of|for|the)){{0,2}}\s"
    rf"{_WORD}){{1,4}})"
)
"""What an English organisation is about or against: two words and more with capitals."""
_KIND = (
    "republic|kingdom|federation|state|village|town|city|district|province|governorate|region|county|"
    "municipality|borough|commune|camp|valley|river|island|prefecture|oblast|canton|gunde|bajare|taxa|navceya|"
    "kampa|село|селі|села|місто|місті|міста|город|города|городе|деревня|деревне|деревни|район|районі|районе|"
    "pueblo|ciudad|aldea|barrio|municipio|cidade|vila|paese|citta|dorf|stadt|village|ville|quartier|commune|selo|"
    "selu|sela|grad|gradu"
)
KIND_BEFORE = re.compile(
    rf"(?:(?:{_KIND})\s(?:(?:of|de|del|di|du|da|do|d')\s?(?:the\s|la\s|el\s)?)?|(?:(?:north|south|east|west|"
    rf"central)(?:-?(?:east|west))?(?:ern)?)\s)$",
    re.IGNORECASE,
)
KIND_AFTER = re.compile(rf"\s(?:(?:{_KIND})(?![^\W_])|(?:koy|mahalle|ilce|sehr|kent|kasaba|nahiye|bolge)[^\W\d_]*)")
WEIGHTY = re.compile(
    r"(?:[^\w\s'\"«“„‘”’»]|(?<![^\W_])(?:the|a|an|this|that|these|those|its|their|our|his|her|any|each|no|said|s|relevant|"
    r"domestic|first|second|of|and|or|by|under|for|-))\s*$|^$",
    re.IGNORECASE,
)
SAID = re.compile(r"['\"«“„‘]\s?$")
"""What opens a quotation; a few words in one are judged as a whole."""
NUMBERED = re.compile(r"\s(?:no\b|nos\b|\d|§|[A-Z]\b)", re.IGNORECASE)
AND_COUNTRY = re.compile(rf",\s{_WORD}(?:\s{_WORD}){{0,2}}(?=[.,;:)\s]|$)")
ROMAN = re.compile(r"[IVXLC]+")
SENTENCE_START = re.compile(
    r"(?:^|[.!?…:;\n•|>#]|\d:\d\d\]?|[.!?][\"'”’»)\]]|^[-–—*]|[\n][-–—*])[\s\"'“”‘«„(\[¿¡*_#>-]*$"
)
CALLED = ByFirstWord(
    (
        (
            r"my name is|my name's|name is|name was|named|called|nicknamed|known as|alias|aka|a\.k\.a\.?|i am "
            r"called|call me|this is|signed|regards|"
            r"je m'appelle|s'appelle|nomme|nommee|me llamo|se llama|llamado|llamada|ich heisse|heisst|namens|mi chiamo|"
            r"si chiama|meu nome e|chamado|"
            r"adim|adi|isimli|adli|ismim|nave min|nave wi|nave we|меня зовут|зовут|по имени|мене звати|звати|на ім'я|"
            r"zovem se|zove se|zvao|nama saya|bernama|jina langu|magacaygu"
        ),
        r"[\s:,\"'“«]{1,3}(?:is |was |est |es )?([^\W\d_]+)(?:[\s-]([^\W\d_]+))?",
    )
)
_TITLES_SMALL = ("|").join(
    sorted((t for t in words.TITLES - words.TITLES_THAT_ARE_WORDS if t.isalpha() and len(t) > 2), key=len, reverse=True)
)
TITLED = ByFirstWord(
    (
        (
            rf"{_TITLES_SMALL}"
            r"|brother|sister|uncle|cousin|auntie|grandpa|comrade|sheikh|doctor|teacher|commander|captain|mr|dr|брат|"
            r"сестра|дядя|дядько|тетя|тітка"
        ),
        r"\.?\s([^\W\d_]+)(?:\s([^\W\d_]+))?",
    )
)
TITLE_AFTER = re.compile(rf"(?:{'|'.join(words.TITLES_AFTER)})(?:n?[iu]n|y[aeiu]|[dt]en|l[ae]r\w{{0,4}})?")
"""An honorific that follows a name, alone or with a Turkish ending."""
TURKISH_HEAD = re.compile(
    r"(?:merkez|derneg|vakf|meclis|mahkeme|mudurlug|komutanlig|baskanlig|bakanlig|savcilig|birlig|platform|inisiyatif|"
    r"sendika|parti|hastane|universite|tim|tugay|tabur|kurul|kurum|komisyon|komite|belediye|emniyet)(?:s?[iu])(?:n\w{0,4})?"
)
"""What ends the name of a Turkish organisation, which begins with capitals even where the sentence does."""
CAPITAL_BEFORE = re.compile(rf"(?<![^\W\d_])([{CAPITAL}][^\W\d_]{{2,}})[^\S\n]$")
WORD_BEFORE = re.compile(r"([^\W\d_]+)\s$")
PIECE = re.compile(r"[\u0400-\u052f]+(?:['’`][\u0400-\u052f]+)+|[^\W\d_]+|\d+")
"""A word as the lists have it: in Cyrillic an apostrophe is a letter."""
_APOSTROPHE = re.compile(r"['’`](?<=[\u0400-\u052f].)(?=[\u0400-\u052f])")


def places_of_pieces(text: str) -> Mapping[str, list[int]]:
    """Return where each `PIECE` of *text* stands; most are whole words, of which that is known already."""
    places = defaultdict[str, list[int]](list)
    if _APOSTROPHE.search(text):
        for piece in PIECE.finditer(text):
            places[piece[0]].append(piece.start())
        return places
    for word, starts in places_of_words(text).items():
        if word.isalpha():
            places[word] += starts
        else:
            for piece in PIECE.finditer(word):
                places[piece[0]] += (start + piece.start() for start in starts)
    return places


COLON = re.compile(r"[^\S\n]?:")
TURKISH_NAME = re.compile(r"(?<![\w'’])([^\W\d_]{3,})['’]([^\W\d_]{1,8})(?![\w'’])")
DRAWN_OUT = re.compile(r"(.)\1\1|(..)\2\2")
CASELESS = re.compile("[\u0590-\u1fff\u2d80-\u2ddf\u3040-\ud7ff\ua980-\uabff]")
