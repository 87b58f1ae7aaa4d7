"""Read Arabic as it is typed in chats on a Latin keyboard, where figures stand for the letters that are missing."""

from collections.abc import Iterator
from itertools import islice, product

# Each row: the figure, how the letter is written otherwise (several where regions differ), the letter.
ROWS = (
    ("2", ("",), "hamza"),
    ("3", ("",), "ayn; with a sign behind it ghayn"),
    ("4", ("th", "sh", "dh"), "tha or dhal in Iraq and the Gulf, shin in the Levant"),
    ("5", ("kh",), "kha"),
    ("6", ("t",), "ta"),
    ("7", ("h", "kh"), "ha; with a sign behind it, often left away, kha"),
    ("8", ("q", "gh"), "qaf in Iraq; ghayn"),
    ("9", ("s", "q"), "sad; qaf in the Levant"),
)
_LETTERS = {figure: letters for figure, letters, _reason in ROWS}
_MOST = 8


def readings(word: str) -> Iterator[str]:
    """Yield *word*, in lower case, with letters for its figures; nothing where they do not stand for letters.

    They do where each stands by itself among letters: "ru8aya", "9ale7"; not "route66", nor "b12".
    """
    if not _may_be_chat(word):
        return
    choices = (_LETTERS.get(character, (character,)) for character in word)
    yield from dict.fromkeys("".join(letters) for letters in islice(product(*choices), _MOST))


def _may_be_chat(word: str) -> bool:
    figures = [place for place, character in enumerate(word) if character.isdigit()]
    alone = all(not word[place + 1 : place + 2].isdigit() for place in figures)
    return bool(figures) and alone and len(word) - len(figures) > 1 and all(word[p] in _LETTERS for p in figures)
