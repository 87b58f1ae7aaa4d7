"""Loosen the joints of compound names, in any script, by their sounds: Abd al-, -allah, al-Din, -ian.

The vowel before the article is a case ending that nobody hears alike (Abdul, Abdel, Abdal), and the l of the
article becomes the consonant after it or stays written (Abdurrahman, Abd al-Rahman, عبدالرحمن).
"""

from collections.abc import Sequence

from fieldnotes.redaction.sounds.phonemes import MATER, OPTIONAL, is_vowel

_ANY_VOWEL = "uaeoi"
_LONGEST_SERVANT = 4


def joined(sounds: Sequence[str]) -> list[str]:
    """Return *sounds* with the joints of Abd-, -allah and -din loosened."""
    loose = list(sounds)
    _article(loose)
    _servant(loose)
    _god(loose)
    _faith(loose)
    return loose


def _has(sound: str, phonemes: str) -> bool:
    """Tell whether *sound* is likeliest one of *phonemes*."""
    return sound[0] in phonemes


def _loosen_article(loose: list[str], place: int) -> None:
    """Let the vowel at *place*, if there is one, be any or none, and an l before a consonant be unheard."""
    if place < len(loose) and (is_vowel(loose[place]) or loose[place].endswith(MATER)):
        loose[place] = _ANY_VOWEL + OPTIONAL
        place += 1
    if place < len(loose) and loose[place] == "l" and not (place + 1 < len(loose) and is_vowel(loose[place + 1])):
        loose[place] = "l" + OPTIONAL


def _article(loose: list[str]) -> None:
    """Loosen the article of Arabic that is written onto its word."""
    if len(loose) > 3 and loose[0] == f"ae{MATER}" and loose[1] == "l" and not is_vowel(loose[2]):
        loose[:2] = [f"a{OPTIONAL}", f"l{OPTIONAL}"]


def _servant(loose: list[str]) -> None:
    """Loosen what follows Abd, the servant of one of God's names."""
    for start in range(min(_LONGEST_SERVANT, len(loose) - 2)):
        if _has(loose[start], "b"):
            if start and all(is_vowel(s) or _has(s, "ʔh") for s in loose[:start]) and _has(loose[start + 1], "d"):
                _loosen_article(loose, start + 2)
            return


def _god(loose: list[str]) -> None:
    """Loosen -ullah, -allah, -ollah."""
    end = len(loose) - (1 if loose and _has(loose[-1], "h") else 0)
    heard = end < len(loose) or (end > 4 and _has(loose[end - 1], "a"))
    if heard and end >= 4 and _has(loose[end - 1], "ae") and loose[end - 2] == "l" and is_vowel(loose[end - 3]):
        if end < len(loose) or loose[end - 1] != loose[end - 3]:
            loose[end - 3] = _ANY_VOWEL
            if end < len(loose):
                loose[end] = "h" + OPTIONAL


def _faith(loose: list[str]) -> None:
    """Loosen -uddin, -addin, -eddin, al-Din."""
    end = len(loose)
    if end >= 6 and loose[-1][0] == "n" and _has(loose[-2], "ije") and _has(loose[-3], "dt"):
        place = end - 4
        if loose[place] == "l":
            loose[place] = "l" + OPTIONAL
            place -= 1
        if is_vowel(loose[place]) or loose[place].endswith(MATER):
            loose[place] = _ANY_VOWEL + OPTIONAL
