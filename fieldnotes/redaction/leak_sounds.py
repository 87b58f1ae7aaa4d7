"""Say how a word sounds, and how far two words are apart in sound.

Written for the second look alone and sharing nothing with the first. A word of any script is a string of sounds, one
character each: `aeiou`, the consonants as usual, and `S` for sh, `Z` for zh, `C` for ch, `J` for j, `X` for kh, `G`
for gh, `T` and `D` for the two of th, `c` for the Latin letter that is read in many ways. Which letters of a script
say a sound is anyascii's table (ISC licence) but where the tables below say otherwise.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from anyascii import anyascii

LONGEST = 24  # sounds of a word that are heard; no name is longer


@dataclass(frozen=True, slots=True)
class Sound:
    """Hold a word as it sounds; `bare` says that its script leaves out vowels."""

    letters: str
    bare: bool


# What two or more Latin letters say together, longest first: German, French, Dutch, English, Polish, Turkish usage.
_TOGETHER = {
    "tsch": "C", "dsch": "J", "shch": "S", "tch": "C", "tsh": "C", "dzh": "J", "dsh": "J", "sch": "S", "sh": "S",
    "zh": "Z", "ch": "C", "cz": "C", "sz": "S", "kh": "X", "gh": "G", "th": "T", "dh": "D", "ph": "f", "dj": "J",
    "ts": "s", "tz": "s", "ck": "k", "cq": "k", "que": "ke", "qui": "ki", "ou": "u", "oo": "u", "ow": "u", "ee": "i",
    "ie": "i", "ea": "i", "ai": "e", "ay": "e", "ei": "e", "ey": "e", "au": "o", "aw": "o", "ii": "i", "uu": "u",
    "iy": "i", "ij": "i", "yi": "i", "x": "X", "nb": "mb", "np": "mp",
}  # fmt: skip
_PARTS = re.compile("|".join(sorted(_TOGETHER, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_TWICE = re.compile(r"([^aeiou])\1+")
_NO_SOUND = re.compile(r"[^a-zA-Z]+")

# What anyascii's table cannot know, because it sees one letter at a time or takes another usage.
_READ = {
    "дж": "J", "кс": "ks", "г": "G", "ґ": "g", "х": "X", "ж": "Z", "ш": "S", "щ": "S", "ч": "C", "ц": "s", "ь": "",
    "ъ": "", "ы": "i", "ю": "yu", "я": "ya", "җ": "J", "ҷ": "J", "ӯ": "u", "ғ": "G", "қ": "q", "ҳ": "h",
    "μπ": "b", "ντ": "d", "γκ": "g", "γγ": "ng", "τζ": "J", "τσ": "C", "ου": "u", "ει": "i", "οι": "i", "αι": "e",
    "χ": "X", "υ": "i", "η": "i", "ω": "o", "θ": "T", "δ": "d", "γ": "G", "ξ": "ks", "ψ": "ps",
    "ו": "w", "י": "y", "א": "a", "ע": "", "ח": "X", "ש": "S", "צ": "s", "ץ": "s", "ט": "t", "כ": "k", "ך": "k",
    "ة": "a", "ع": "", "ء": "", "ي": "y", "و": "w", "ا": "a", "ه": "h", "ح": "h", "خ": "X", "غ": "G",
    "ش": "S", "ژ": "Z", "چ": "C", "ج": "J", "ث": "T", "ذ": "D", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ق": "q",
    "ტ": "t", "თ": "t", "ქ": "k", "კ": "k", "ყ": "q", "ხ": "X", "ღ": "G", "შ": "S", "ჩ": "C", "ჭ": "C", "ჯ": "J",
    "ჟ": "Z", "ც": "s", "წ": "s", "ძ": "z", "ფ": "p", "პ": "p",
    "խ": "X", "ղ": "G", "շ": "S", "չ": "C", "ճ": "C", "ջ": "J", "ժ": "Z", "ց": "s", "ծ": "s", "ձ": "z", "ու": "u",
}  # fmt: skip
_READING = re.compile("|".join(sorted(_READ, key=len, reverse=True)))
_BARE = re.compile("[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufefc]")
_LATIN = re.compile("[a-z]+")
_SILENT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0eff]")  # a run is a sentence, no word


@lru_cache(maxsize=16384)
def _letter(letter: str) -> str:
    """Return the sounds of one letter that is not Latin."""
    return _latin(anyascii(letter).lower())


def _latin(word: str) -> str:
    return _PARTS.sub(lambda found: _TOGETHER[found[0]], _NO_SOUND.sub("", word))


def sound(word: str) -> Sound:
    """Return how *word*, folded and in small letters, sounds; nothing for scripts in which a run is no word."""
    word = word[:LONGEST]
    if _LATIN.fullmatch(word):
        return Sound(_DOUBLED.sub(r"\1", _latin(_TWICE.sub(r"\1", word))), bare=False)
    if _SILENT.search(word):
        return Sound("", bare=False)
    pieces, done = [], 0
    for found in _READING.finditer(word):
        pieces += [*map(_letter, word[done : found.start()]), _READ[found[0]]]
        done = found.end()
    letters = "".join([*pieces, *map(_letter, word[done:])])
    return Sound(_DOUBLED.sub(r"\1", letters), bare=bool(_BARE.search(word)))


# --- what may be met: sounds that are not told apart, and none of the vowels ------------------------------------------

_CLASSES = {
    **dict.fromkeys("bpf", ("P",)), "v": ("P", ""), **dict.fromkeys("td", ("T",)), **dict.fromkeys("szSZ", ("S",)),
    **dict.fromkeys("TD", ("T", "S")), "C": ("J", "S", "K"), "J": ("J",), "j": ("J", "", "S"), "c": ("K", "S", "J"),
    **dict.fromkeys("kq", ("K",)), "g": ("K", "J"), "G": ("K", ""), "X": ("K", ""),
    **{letter: (letter.upper(),) for letter in "lrmn"},
}  # fmt: skip
_READINGS = 8  # of one word; a longer list says less with each


def skeletons(letters: str) -> set[str]:
    """Return the strings of consonants, by class, that a word that sounds like *letters* may be reduced to."""
    heard = [_CLASSES[letter] for letter in letters if letter in _CLASSES]
    readings = 1
    for place, classes in enumerate(heard):
        readings *= len(classes)
        if readings > _READINGS:
            heard[place:] = [classes[:1] for classes in heard[place:]]
            break
    return {"".join(classes) for classes in product(*heard)}


# --- how far apart ----------------------------------------------------------------------------------------------------

# Pairs that one writer's usage takes for another's (cost 0.2), and those that an ear or a hand mixes up (0.5).
_SAME = "kq kc qg sS zZ Jj JC Jc Cc sc Sc CS XC Xk Xh Gg Gq Gh vw Ts Tt Dd Dz jy wu wo uo ei yi ye ZJ jZ jX"
_LIKE = "sz bp td kg bv fv pf fh ZS Jg XG CX ae ai ao au eo iu oi zJ sC sJ gh kh qh dT mn lr"
_COSTS = {
    pair: cost
    for listed, cost in ((_LIKE, 0.5), (_SAME, 0.2))
    for both in listed.split()
    for pair in (both, both[::-1])
}
_VOWELS = frozenset("aeiou")
_WEAK = frozenset("hwyG")  # often not written, or not heard
_FAR = 9.0


def sounds_alike(one: str, other: str) -> bool:
    """Say whether two sounds are taken for one another."""
    return one == other or one + other in _COSTS


def _missing(letter: str, *, bare: bool) -> float:
    """Return the cost of a sound that the other word lacks; *bare* if that one's script leaves out vowels."""
    if letter in _VOWELS:
        return 0.1 if bare else 0.5
    return 0.5 if letter in _WEAK else 1.0


def distance(one: Sound, other: Sound, limit: float) -> float:
    """Return how far apart two words are, or more than *limit* if they are farther: one for each foreign sound."""
    a, b = one.letters, other.letters
    if a == b:
        return 0.0
    gone = [_missing(letter, bare=other.bare) for letter in a]
    come = [_missing(letter, bare=one.bare) for letter in b]
    row = [0.0]
    for cost in come:
        row.append(row[-1] + cost)
    before: list[float] = []
    for i, letter in enumerate(a):
        fresh = [row[0] + gone[i]]
        for j, opposite in enumerate(b):
            cost = row[j]
            if letter != opposite:
                cost += _COSTS.get(letter + opposite, 1.0)
            cost = min(cost, row[j + 1] + gone[i], fresh[j] + come[j])
            if i and j and letter == b[j - 1] and opposite == a[i - 1]:
                cost = min(cost, before[j - 1] + 0.8)
            fresh.append(cost)
        if min(fresh) > limit:
            return _FAR
        before, row = row, fresh
    return row[-1]


def shortened(letters: str, times: int) -> set[str]:
    """Return *letters* and all that is left of them without up to *times* sounds."""
    made = last = {letters}
    for _ in range(times):
        last = {word[:place] + word[place + 1 :] for word in last for place in range(len(word))}
        made = made | last
    return made
