"""Suspect ages, and people who are named by whose relatives they are."""

import re
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.spelled_ages import spelled_ages
from fieldnotes.redaction.unknown.suspecting import HIGH, LOW, MEDIUM, ByFirstWord, near_digits, of_matches, suspect

_TENS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_IN_WORDS = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|{_ONES})"
# What is said only of people (and of what is old), in each language: no duration is "34 years old".
_OF_AGE = r"[- ](?:years?|months?)[- ](?:old|of age)(?!\w)"
_AGE_IN_WORDS = ByFirstWord(
    (_TENS, rf"(?:[- ](?:{_ONES}))?{_OF_AGE}"),
    (_ONES, _OF_AGE),
    ("aged?|age of|turned", rf"[\s:](?:{_IN_WORDS})(?!\w)"),
)
_AGE = re.compile(
    rf"(?<![\w.,])(?:(?:\d{{1,3}})[- ]?(?:years?|yrs?|months?)[- ]?(?:old|of age)(?!\w)|\d{{1,3}}\s?(?:y/?o|yo)(?!\w)"
    rf"|(?:aged?|age of|turned)[\s:]{{1,2}}(?:about |around |only |of )?(?:\d{{1,3}}(?!\d|[.,]\d|\s?%)|"
    rf"{_IN_WORDS}(?!\w))"
    r"|\d{1,3}\s?(?:yasinda\w*|yaslarinda\w*|jahre alt|jahrige?[rn]?|-jahrige?[rn]?|ans? revolus|anos de (?:edad|"
    r"idade)|anni di eta|jaar oud|lat(?!\w)|letni\w*|godina starosti|godisnj\w*|ain(?!\w)"
    r"|saliye?(?!\w)|sali(?!\w)|salan?(?!\w)|yoshda|yasar|tahun(?!\w)|thn(?!\w)|sano jir\w*|jir(?!\w)|tuoi|sal(?!\w))"
    r"|\d{1,3}[- ]?(?:лет|летн\w*|річн\w*|рок[иуів]\w*|годин\w*|годишњ\w*|год[а]?)(?!\w)|\d{1,3}[- ]?(?:ساله|"
    r"سالهی|سالان|ساڵان?|سال|سنه|عاما|عام|سنین|ربیعا)(?!\w)"
    r"|\d{1,3}[- ]?(?:ዓመት|አመት|वरष|साल|बरस|বছর|বৎসর|岁|歳|살|ปี|နစ|שנים|שנה)\w*)"
)
_AGE_BEFORE = re.compile(
    r"(?<!\w)(?:age|aged|yas|yasi|alter|age de|agee? de|eta|edad|idade|возраст\w*|вік\w*|عمر\w*|العمر|سن|بالغ\w* "
    r"من العمر|تهمهن\w*|temen\w*|ዕድሜ\w*|እድሜ\w*|उमर|আযু|বযস|בן|בת|wiek|umur|usia)[\s:=]{1,3}(?:is |من |ist |est |ی "
    r")?(\d{1,3})(?!\d|[.,]\d|\s?%|\s?م)"
)
_AGE_OF = re.compile(
    r"(?<!\w)(?:i am|i'm|i was|he is|she is|he was|she was|he's|she's|j'ai|j'avais|il a|elle a|il avait|elle "
    r"avait|tengo|tenia|tiene|tenho|tinha|tem|ho|ha|aveva|avevo)\s"
    r"(\d{1,2}(?:\s(?:ans?|anos|anni))?)(?=[\s]?(?:[.,;!?)]|$|and |when |now|et |y |e |quand |cuando |quando ))"
)
_YEARS = re.compile(
    r"(?<!\w)(?:agee? de|de|edad de|a los|aos|a)\s\d{1,3}\s(?:ans|anos|anni)(?!\w)|\d{1,3}\s(?:ans|anos)(?=\s?[.,;)])"
)
_TAGGED = re.compile(
    r"(?<=[^\W\d_])\s?\((\d{2})\)|(?<=[^\W\d_]),\s(\d{2}),(?=\s)|(?<!\w)[mf]\s?[/,]\s?(\d{2})(?!\w)|"
    r"(?<!\w)(\d{2})\s?[/,]?\s?[mf](?=[\s,.)])(?!\w)"
)

_KIN = (
    "brother|sister|mother|father|son|daughter|wife|husband|uncle|aunt|cousin|nephew|niece|grandfather|"
    "grandmother|grandson|granddaughter|widow|widower|fiancee?|"
    "brother-in-law|sister-in-law|mother-in-law|father-in-law|son-in-law|daughter-in-law|stepfather|stepmother|"
    "stepson|stepdaughter|twin|parents|mum|mom|dad|children|sons|daughters|brothers|sisters|boyfriend|girlfriend|"
    "partner"
)
_OF_WHOM = r"(?:\s?,)?\sof\s(?:the |our |their |his |her |my |a )?([^\W\d_]+(?:\s[^\W\d_]+){0,2})"
_KIN_OF = ByFirstWord(
    ("the|a|an|only|eldest|youngest|elder|younger|older", rf" (?:{_KIN}){_OF_WHOM}"), (_KIN, _OF_WHOM)
)
_OWNED_KIN = ByFirstWord(
    (
        "the|our|their",
        rf" ([^\W\d_]+)['’]s?\s(?:eldest |youngest |elder |younger |older |late |first |second )?(?:{_KIN})(?!\w)",
    )
)
_NO_OWNERS = frozenset(
    "the a an all two three both my his her our their war god peace martyrs those these this that them us you me "
    "him it others people one many".split()
)
# "My brother Welid": words for kin with an owner, in languages that have capitals and in those that have none.
_KIN_NAMED = ByFirstWord(
    (
        r"my|his|her|our|their|your",
        (
            r"\s(?:late |eldest |youngest |elder |younger |older |little |big |twin |first |second |"
            rf"own )?(?:{_KIN})(?:,?\s(?:called |named )?)([^\W\d_]+(?:\s[^\W\d_]+)?)"
        ),
    ),
    (
        r"mon|ma|son|sa|notre|leur",
        (
            r"\s(?:petit |grand |petite |grande )?(?:frere|soeur|mere|pere|fils|fille|femme|mari|oncle|tante|"
            r"cousine?|neveu|niece|epouse|epoux)[, ]{1,2}([^\W\d_]+)"
        ),
    ),
    (
        r"mi|su|nuestr[oa]|meu|minha|seu|sua|mio|mia|suo|sua",
        (
            r"\s(?:hermano|hermana|madre|padre|hijo|hija|esposa|esposo|marido|mujer|tio|tia|primo|prima|abuelo|"
            r"abuela|irmao|irma|mae|pai|filho|filha|fratello|sorella|figlio|figlia|moglie|marito|zio|"
            r"zia)[, ]{1,2}([^\W\d_]+)"
        ),
    ),
    (
        r"mein|meine|meinem|meinen|meiner|sein|seine|ihr|ihre|unser|unsere",
        (
            r"\s(?:bruder|schwester|mutter|vater|sohn|tochter|frau|mann|onkel|tante|cousin|cousine|neffe|nichte|"
            r"schwager)[, ]{1,2}([^\W\d_]+)"
        ),
    ),
    (
        (
            r"kardesim|kardesi|abim|agabeyim|ablam|annem|babam|oglum|kizim|esim|karim|kocam|amcam|dayim|teyzem|"
            r"halam|kuzenim|yegenim|kayinbiraderim"
        ),
        r"[, ]{1,2}([^\W\d_]+)",
    ),
    (
        (
            r"birayê min|biraye min|birayê wî|xwiska min|xwişka min|diya min|bavê min|bave min|kurê min|kure min|"
            r"keça min|keca min|jina min|mêrê min|mere min|apê min|ape min|xalê min|xale min"
        ),
        r"[, ]{1,2}([^\W\d_]+)",
    ),
    (
        r"мо[йияюе]|мо[еї][гмюй]\w*|его|ее|йо[гм]\w*|її|наш\w*|их|їх|сво\w+|тв\w+",
        (
            r"\s(?:брат\w*|сестр\w*|мат\w*|от[ец]\w*|батьк\w*|сын\w*|син\w*|доч\w*|доньк\w*|жен\w*|дружин\w*|"
            r"муж\w*|чоловік\w*|дяд\w*|тет\w*|тіт\w*)[, ]{1,2}([^\W\d_]+)"
        ),
    ),
    (
        (
            r"(?:و|ل|ب)?(?:اخی|اخوی|اخته|اخت|اختی|اخاه|اخوه|امی|ابی|والدی|والدتی|والده|ابنی|ابنه|ابنتی|ابنته|"
            r"زوجتی|زوجی|زوجته|زوجها|عمی|عمه|عمتی|خالی|خالتی|جدی|جدتی|شقیقی|شقیقه|شقیقتی)"
        ),
        r"\s([^\W\d_]+)",
    ),
    (
        (
            r"براکهم|برام|برایم|خوشکم|خوشکهکهم|دایکم|باوکم|کورم|کورهکهم|کچم|کچهکهم|ژنهکهم|میردهکهم|مامم|خالم|پورم|"
            r"ئاموزام|اموزام"
        ),
        r"[،, ]{1,2}([^\W\d_]+)",
    ),
    (
        r"برادرم|برادر من|خواهرم|مادرم|پدرم|پسرم|دخترم|همسرم|عمویم|عموی من|داییام|خالهام|پسرعمویم",
        r"[،, ]{1,2}([^\W\d_]+)",
    ),
)


class Ages:
    """Suspect ages: what is said of people alone, in figures or words."""

    covers = frozenset({"ages"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the ages in any view."""
        for view in canon.views:
            if " old" in view.lower or "-old" in view.lower or "age" in view.lower or "turned" in view.lower:
                yield from of_matches(
                    view, _AGE_IN_WORDS.finditer(view.lower), "age", "looks like somebody's age", MEDIUM
                )
            for pattern, risk in ((_AGE, MEDIUM), (_AGE_BEFORE, MEDIUM), (_AGE_OF, MEDIUM), (_YEARS, LOW)):
                found_all = near_digits(view.lower, pattern)
                yield from of_matches(view, found_all, "age", "looks like somebody's age", risk)
            for found in near_digits(view.lower, _TAGGED):
                group = next(number for number in (1, 2, 3, 4) if found[number])
                if 9 < int(found[group]) < 100:
                    yield suspect(view, found.span(group), "age", "stands where an age stands", LOW)
            yield from spelled_ages(view)


class Kinship:
    """Suspect relatives who are named, or told by a post that only one person holds."""

    covers = frozenset({"kinship"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield relatives with a name or an owner in any view."""
        for view in canon.views:
            yield from _named(view)
            for found in _KIN_OF.finditer(view.lower):
                if _owner(found) not in _NO_OWNERS:
                    yield suspect(
                        view, (found.start(), _owner_end(found)), "kinship", "says whose relative somebody is", MEDIUM
                    )
            for found in _OWNED_KIN.finditer(view.lower):
                yield suspect(view, found.span(), "kinship", "says whose relative somebody is", MEDIUM)


def _owner(found: re.Match[str]) -> str:
    """Return the first word of the owner of a relative."""
    return found[found.lastindex or 1].split()[0]


def _owner_end(found: re.Match[str]) -> int:
    """Return where the owner of a relative ends: after one word; a longer name is found as a name."""
    return found.start(found.lastindex or 1) + len(_owner(found))


def _named(view: View) -> Iterator[Suspicion]:
    """Yield "my brother" with a name after it: a word with a capital, or one that is on no list."""
    for found in _KIN_NAMED.finditer(view.lower):
        group = found.lastindex or 1
        name = found[group].split()[0]
        start = found.start(group)
        end = start + len(name)
        is_capital = view.cased[start : start + 1].isupper()
        if is_capital or (len(name) > 2 and not is_ordinary(name)):
            yield suspect(view, (found.start(), end), "kinship", "names somebody's relative", HIGH)
