"""Say with which Latin letters a word, of any script, may begin when somebody else writes it.

"Kak J" gives a Cemal away as surely as "Kak C" does: one spells the name after Turkish, another after English. So the
initial of a name is all the letters with which it is commonly written. The tables are eager, but not absurd: what is
listed is found in papers and in print, not merely possible.
"""

from functools import lru_cache

from anyascii import anyascii

from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.sounds.phonemes import MATER, OPTIONAL, VOWELS
from fieldnotes.redaction.sounds.reading import readings, script_of

_ANY_VOWEL = frozenset("AEIOU")

# How Latin spellings begin. Each row: the letters, with which others the same name is written, the reason.
_LATIN = (
    ("kh", "XHQ", "Kurdish x, Turkish h (Halid), Central Asian q"),
    ("xh", "JGD", "Albanian"),
    ("x", "KHS", "Kurdish for kh; Somali for h; Chinese and Catalan for sh"),
    ("h", "KXG", "Turkish for kh; Somali x; Ukrainian h is Russian g"),
    ("j", "YCGDZ", "German and Slavic y; Turkish and Kurdish c; Egyptian g; French dj; Slavic zh"),
    ("ye", "EJ", "Yelena, Elena, Jelena"),
    ("yu yo", "JI", "Yusuf, Jusuf, Iosif"),
    ("yi", "IJ", "Yisrael, Israel"),
    ("y", "J", "German and Slavic j"),
    ("ia io iu", "YJE", "Ioan, Joan, Yoan"),
    ("i", "EY", "Ibrahim, Ebrahim; Ismail, Ysmael"),
    ("e", "AIYJ", "Ehmed, Ahmad; Elena, Jelena; Esmail, Ismail"),
    ("alek alex olek olex", "AEO", "Aleksandr, Oleksandr"),
    ("a", "E", "Ahmad, Ehmed"),
    ("oua oue oui", "WVU", "Ouattara, Wattara"),
    ("ou", "UW", "French"),
    ("o", "U", "Omar, Umar"),
    ("ua ue ui uo", "OW", "a glide"),
    ("u", "O", "Umar, Omar"),
    ("ö ő ø œ", "OEU", "a letter with its dots, or written out"),
    ("ü ű", "UYI", "a letter with its dots, or by its sound"),
    ("w", "VOU", "German, Turkish; French ou"),
    ("v", "WB", "Kurdish and Polish w; Vasil, Basil"),
    ("b", "VP", "Basil, Vasil; Arabic b for p (Butros, Petros)"),
    ("ph", "FP", "Greek"),
    ("p", "BF", "Arabic b for p; Parsi, Farsi"),
    ("f", "P", "Filip, Philip"),
    ("ch", "KTSQ", "Greek k; French tch; French for sh (Chérif); Chinese q"),
    ("č ç ć", "CTJ", "as English and French write it"),
    ("c", "KJS", "Carim, Karim; Turkish for j; before e and i"),
    ("dj dzh dž dsch đ gj gy", "JCGD", "as English, Turkish and Italian write it"),
    ("dh dz", "DZ", "Dhulfiqar, Zulfikar"),
    ("gh ğ ġ", "QK", "Persian q; Central Asian"),
    ("g", "JHKQ", "Gamal, Jamal; Grigory, Hryhoriy; Gaddafi, Qaddafi, Kadhafi"),
    ("k", "QC", "Karim, Carim; Kasim, Qasim"),
    ("q", "KGC", "Qasim, Kasim, Gasim, Cassim"),
    ("ll", "JY", "Spanish"),
    ("sh sch ş š ś ș", "SCX", "French ch; Chinese and Catalan x"),
    ("se si sy", "C", "Sesil, Cecile"),
    ("tch tsch tsh tj", "C", "as English and Turkish write it"),
    ("th", "S", "Thurayya, Sureyya"),
    ("ts tz ț", "CZ", "Slavic c, German z"),
    ("zh ž ż", "JGZ", "French j, g"),
    ("zul", "D", "Zulfikar, Dhulfiqar"),
    ("æ", "AE", "written out"),
    ("þ", "T", "written out"),
    ("ə", "AE", "Azeri"),
)  # fmt: skip

# How a sound of another script is written at the beginning of a Latin spelling. Each row: sounds, letters, reason.
_HEARD = (
    ("p", "PB", "Arabic b for p"), ("b", "BV", "Basil, Vasil"), ("f", "FP", "ph"), ("v", "VW", "German, Kurdish w"),
    ("w", "WVOU", "French ou"), ("m", "M", ""), ("n ŋ", "N", ""), ("r", "R", ""), ("l", "L", ""),
    ("t", "T", ""), ("d", "D", ""), ("θ", "TS", "th; Persian, Turkish s"), ("ð", "DZ", "dh; Persian, Turkish z"),
    ("s", "S", ""), ("z", "Z", ""), ("ʃ", "SCX", "sh, ş; French ch; Catalan x"), ("ʒ", "JZG", "j, zh, ž"),
    ("ʦ", "TCZ", "ts; Slavic c; German z"), ("ʧ", "CT", "ch, ç; French tch"), ("ʤ", "JCGD", "j; Turkish c; dj"),
    ("k", "KCQ", ""), ("g", "G", ""), ("q", "QKGC", "Qasim, Kasim, Gasim"), ("x", "KXH", "kh; Kurdish x; Turkish h"),
    ("ɣ", "GQ", "gh; Persian q"), ("ħ", "HX", "Somali x"), ("h", "H", ""), ("j", "YJ", "German and Slavic j"),
    ("a", "AE", ""), ("e", "EAI", ""), ("i", "IEY", ""), ("o", "OU", ""), ("u", "UO", ""), ("y", "UYI", "ü"),
    ("ø", "OEU", "ö"), ("ə", "AEI", "a weak vowel"), ("ɛ", "AEI", "ai, ei"), ("ɔ", "AOE", "aw, ow, ew"),
)  # fmt: skip
_LETTERS_OF = {sound: letters for sounds, letters, _reason in _HEARD for sound in sounds.split()}
_BEGINNINGS = sorted(
    ((letters, frozenset(others)) for rows, others, _reason in _LATIN for letters in rows.split()),
    key=lambda row: -len(row[0]),
)


@lru_cache(maxsize=4096)
def initial(word: str) -> frozenset[str]:
    """Return the letter that *word* begins with, in capitals A–Z; in another script those that it may be."""
    if script_of(word.lower()) == "latin":
        return frozenset(letter for letter in fold_character(word[:1]).upper()[:1] if "A" <= letter <= "Z")
    return initials(word)


@lru_cache(maxsize=4096)
def initials(word: str) -> frozenset[str]:
    """Return every letter A–Z with which *word*, one word of a name in any script, is commonly begun."""
    low = word.lower()
    script = script_of(low)
    if script == "latin":
        others = next((others for letters, others in _BEGINNINGS if low.startswith(letters)), frozenset[str]())
        return initial(word) | others
    found = {letter for reading in readings(low) for letter in _heard(reading.sounds, reading.abjad)}
    if script not in ("arabic", "hebrew"):  # which leave their first vowel to the reader
        found.update(anyascii(word).lstrip("'`").upper()[:1])
    return frozenset(letter for letter in found if "A" <= letter <= "Z")


def _heard(sounds: tuple[str, ...], abjad: bool) -> frozenset[str]:
    """Return the letters that write the beginning of *sounds*: of the first, and of the next if it may be unheard."""
    found = set[str]()
    for place, sound in enumerate(sounds[:3]):
        phonemes = sound.rstrip(OPTIONAL + MATER)
        if abjad and place == 0 and (phonemes[0] == "ʔ" or phonemes[0] in VOWELS):
            return _ANY_VOWEL
        if place == 0 and (sound.endswith(MATER) or phonemes[0] == "h"):  # no vowel here, as they are within words
            phonemes = phonemes[0]
        elif sound.endswith(MATER):  # the vowel behind a silent beginning
            phonemes = "".join(phoneme for phoneme in phonemes if phoneme in VOWELS)
        found.update(letter for phoneme in phonemes for letter in _LETTERS_OF.get(phoneme, ""))
        if phonemes[:1] != "ʔ" and not (sound.endswith(OPTIONAL) and phonemes[:1] == "j"):
            break
    return frozenset(found)
