"""Read a text as words, so that two spellings of the same words are one; their places in the text are kept.

Folded away: letter case, compatibility forms (NFKC: ligatures, wide letters), combining marks (accents, vowel signs
of Arabic and Hebrew), tatweel and joiners; the letters that Arabic, Persian and Kurdish keyboards write alike
(كک, ي ى ی, ة ه ە, أ إ آ ٱ ا, ؤ و); digits of any script become 0-9, and what groups them goes (1,200 is 1200);
every apostrophe is one. Whatever stands between words goes: punctuation, spaces, markup. Where a script does
not divide its words (Chinese, Japanese, Thai, Lao, Burmese, Khmer) each character counts as a word.
"""

import re
import unicodedata
from typing import NamedTuple

_UNDIVIDED = r"[\u0e01-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u3040-\u30ff\u3400-\u9fff]"
_MARK = r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d"
_INDIC = r"\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(
    rf"{_UNDIVIDED}|\d+(?:[.,'’\u00a0\u202f]\d{{3}})+(?!\d)|"
    rf"(?:(?!{_UNDIVIDED})[^\W_]|[{_MARK}{_INDIC}])+"
    rf"(?:['’ʼ‘`](?:(?!{_UNDIVIDED})[^\W_]|[{_MARK}])+)*"
)
_ALIKE = str.maketrans(
    dict.fromkeys("كﮎ", "ک")
    | dict.fromkeys("يىې", "ی")
    | dict.fromkeys("ةەۀہ", "ه")
    | dict.fromkeys("أإآٱ", "ا")
    | {"ؤ": "و", "ئ": "ی", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "ı": "i"}
)
_JOINERS = "\u0640\u200c\u200d"
_GROUPED = re.compile(r"(?<=\d)[.,'\u00a0\u202f](?=\d{3})")


class Word(NamedTuple):
    """Hold one word: where it starts and ends in the text, in characters, and how it is folded."""

    start: int
    end: int
    letters: str


class _Folded(dict[str, str]):
    """Remember how words are folded; a vault repeats itself."""

    def __missing__(self, word: str) -> str:
        if len(self) > 400_000:
            self.clear()
        folded = word if word.isascii() else _without_marks(word)
        self[word] = folded = _GROUPED.sub("", folded.casefold())
        return folded


def _without_marks(word: str) -> str:
    alike = unicodedata.normalize("NFKC", word).translate(_ALIKE)
    apart = unicodedata.normalize("NFD", alike)
    bare = "".join(c for c in apart if not unicodedata.combining(c) and c not in _JOINERS)
    joined = unicodedata.normalize("NFC", bare).translate(_ALIKE)
    return "".join(str(unicodedata.decimal(c, c)) for c in joined)


_FOLDED = _Folded()


def words_of(text: str) -> list[Word]:
    """Return the words of *text* in order, with their places."""
    return [Word(found.start(), found.end(), _FOLDED[found[0]]) for found in _WORD.finditer(text)]


def folded(text: str) -> list[str]:
    """Return the words of *text* in order, folded."""
    return list(map(_FOLDED.__getitem__, _WORD.findall(text)))


def is_undivided(letters: str) -> bool:
    """Tell whether a folded word is a character of a script that does not divide its words."""
    return re.fullmatch(_UNDIVIDED, letters) is not None
