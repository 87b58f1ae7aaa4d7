"""Take away what languages hang on a name: articles and prepositions in front, endings behind.

It is guessed, and what remains counts only if it sounds like a name that is known. Endings are tried on words
of any language in the script; a stem keeps at least three or four letters.
"""

from collections.abc import Iterator
from typing import NamedTuple

from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.sounds.reading import script_of
from fieldnotes.redaction.word_lists import (
    ARABIC_ENDINGS,
    ARABIC_PROCLITICS,
    CYRILLIC_ENDINGS,
    LATIN_ENDINGS,
)

_MORE_LATIN = (
    "ovi ovu ova ovo ove ovih ovim ovym evi eva evu ga ka na ja ju je jem ju om ami ach ech ich ima ama"  # Slavic
    " nin nun nın nün yla yle lara lere larin lerin dir tir li lu lı lü ci cu"  # Turkish
    " eke ekan yeke yan yê ya ê î ek"  # Kurdish
    " nak nek val vel ban ben hoz hez tol tol rol ra re t ot et at"  # Hungarian
    " it in un ut ve"  # Albanian
    " as is us os o"  # Baltic, Greek
    " is ma isa it ad"  # Georgian in Latin letters
)
_MORE_CYRILLIC = (
    "ого ому ыми ими ых их ым им ую юю ая яя ої ому ими еві євi ові ею єю ією ії ію"  # adjectives, Ukrainian
    " ем єм ом ой ей ою ем у ю а я е и і ы ов ев ова ева овна евна ич"  # Slavic
    " ом у е ом ов ова ово ове ових овима има ама"  # Serbian
    " ның нің дың дің тың тің нын нин дын дин ға ге қа ке га ка да де та те дан ден тан тен нан нен ды ді ны ні"
    " лар лер дар дер"  # Turkic
)
# Titles that are said behind a name and written onto it, none of them a part of names by itself, and the letters that
# the name has at least: many Korean family names have three.
_TITLES_BEHIND = {
    **dict.fromkeys(
        "ssi nim seonsaengnim sonsaengnim seonbae sunbae ajeossi ajussi ajumma eonni unnie noona oppa".split(), 3
    ),
    **dict.fromkeys("san sama sensei kun".split(), 4),  # Japanese
    **dict.fromkeys("bey hanim hanım hoca hodja abla".split(), 4),  # Turkish
    **dict.fromkeys("ji jee saab saheb sahib sahab bhaiya didi".split(), 4),  # of India and Pakistan
    **dict.fromkeys("joon khanom khanum".split(), 4),  # Persian
}
_ENDINGS = {
    "latin": LATIN_ENDINGS | frozenset(_MORE_LATIN.split()),
    "cyrillic": CYRILLIC_ENDINGS | frozenset(_MORE_CYRILLIC.split()),
    "arabic": ARABIC_ENDINGS,
    "hebrew": frozenset("ים ות י ית".split()),
    "greek": frozenset("ος ου ο ε ον οι ων ους ης η ην ας α αν ες ς".split()),
    "georgian": frozenset(
        "ი მა მ ს ის ისა ით ად ო ისთვის თან სთან სთვის სგან ზე ში დან გან მდე ების ებმა ებს ები იც ც".split()
    ),
    "armenian": frozenset("ի ին ը ն ից ով ում ներ ները ների իս իդ ս դ ի՞ յի յին ա".split()),
    "ethiopic": frozenset("ን ም ና ው ዋ ንም ች ኦች ዎች ስ ቸው".split()),
    "indic": frozenset("র ের কে তে রা দের টা েরা ও ই য় जी को ने से में का की के ला चा ची ले లు కు க்கு ை".split()),
    "hangul": frozenset(
        (
            "은 는 이 가 을 를 의 에 에게 와 과 도 로 으로 "
            "씨 님 씨는 씨가 한테 께서 만 이는 이가 야 아 이야 이랑 랑 하고"
        ).split()
    ),
}
# What is written onto the front of a word. Each row: script, the letters, the reason.
_FRONTS = {
    "hebrew": ("ו ה ב ל מ ש כ וה וב ול ומ וש וכ שה בה מה לה כש של", "and, the, in, to, from, that, as"),
    "ethiopic": ("የ ለ በ ከ ን ብ ስለ እንደ ወደ እነ የእነ ለእነ እና", "of, for, in, from, about, like, towards, those of"),
}
_FRONT_LETTERS = {script: frozenset(letters.split()) for script, (letters, _reason) in _FRONTS.items()}
ARTICLES = "al el ul ad ed ud as es us at et ut an en un ar er ur az ez uz".split()
"""The Arabic article in Latin letters, assimilated to what follows or not."""
# Endings of the form that stands on a card, which others replace: Papadopoulou, Sadovoho.
_TOLD_ENDINGS = tuple("os is as us iy yy yj ий ый ой ій ος ης ας".split())
_LEAST_TOLD_STEM = 5
_LENGTHS_OF_TITLES = sorted({len(title) for title in _TITLES_BEHIND})
_LEAST_STEM = {"latin": 4, "ethiopic": 2, "hangul": 2, "indic": 2}
_LEAST = 3
_LONGEST_ENDING, _LONGEST_FRONT = 7, 5


class Stem(NamedTuple):
    """What may remain of a word: its letters, how many in front are not of the name, whether an ending is gone."""

    letters: str
    front: int
    bare: bool
    titled: bool = False
    """A title is gone."""


def stems(word: str) -> Iterator[Stem]:
    """Yield *word* as it is, then what remains of it without fronts and endings."""
    script = script_of(word)
    least = _LEAST_STEM.get(script, _LEAST)
    for front, rest in _fronts(word, script, least):
        yield Stem(rest, front, bare=False)
        endings = _ENDINGS.get(script)
        if endings:
            for length in range(1, min(_LONGEST_ENDING, len(rest) - least) + 1):
                if rest[-length:] in endings or _folded(rest[-length:]) in endings:
                    yield Stem(rest[:-length], front, bare=True)
        if script == "latin":
            yield from (Stem(name, front, bare=True, titled=True) for name in _without_title(rest))


def _without_title(word: str) -> Iterator[str]:
    """Yield what stands before a title that is written onto a Latin name: Kimssi, Tanakasan."""
    for length in _LENGTHS_OF_TITLES:
        if _TITLES_BEHIND.get(word[-length:], len(word)) <= len(word) - length:
            yield word[:-length]


def told_stem(word: str) -> str | None:
    """Return a told word without the ending of its first case, where other cases replace it; None if it has none."""
    if word.endswith(_TOLD_ENDINGS) and len(word) - 2 >= _LEAST_TOLD_STEM:
        return word[:-2]
    return None


def _folded(letters: str) -> str:
    if letters.isascii():
        return letters.lower()
    return "".join(map(fold_character, letters)).lower()


def _fronts(word: str, script: str, least: int) -> Iterator[tuple[int, str]]:
    """Yield where the name may start in *word*, and how it reads from there.

    An article belongs to the name; a conjunction or preposition does not.
    """
    yield 0, word
    if script == "latin":
        yield from ((0, rest) for rest in _without_article(word, least))
    else:
        fronts = ARABIC_PROCLITICS if script == "arabic" else dict.fromkeys(_FRONT_LETTERS.get(script, ()))
        for length in range(1, min(_LONGEST_FRONT, len(word) - least) + 1):
            front = _folded(word[:length])
            if front in fronts:
                kept = fronts[front]
                yield length if kept is None else kept, word[length:]


def _without_article(word: str, least: int) -> Iterator[str]:
    """Yield what follows an Arabic article that is written onto a Latin word; assimilated, it repeats a letter."""
    if word[:1] in "aeu":
        for article in ARTICLES:
            rest = word[len(article) :]
            if len(rest) >= least and word.startswith(article) and (article[-1] == "l" or rest[0] == article[-1]):
                yield rest
