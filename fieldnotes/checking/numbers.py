"""Read numbers that are written in English words, so that "four hundred tons" and "400 tons" are the same."""

from collections.abc import Sequence

_SMALL = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
) | dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_LARGE = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def with_figures(words: Sequence[str]) -> list[str]:
    """Return folded *words* with numbers in figures; as many as before: "" stands for what goes."""
    out = list(words)
    at = 0
    while at < len(words):
        length, value = _number(words, at)
        if length:
            out[at : at + length] = [str(value), *[""] * (length - 1)]
        at += max(length, 1)
    return out


def _number(words: Sequence[str], at: int) -> tuple[int, int]:
    """Return how many words from *at* on are one number, and its value; 0 words where none begins there."""
    total = part = 0
    end = at
    while end < len(words):
        word = words[end]
        if word in _SMALL:
            part += _SMALL[word]
        elif word.isdecimal() and end == at and len(word) < 16:
            part = int(word)
        elif word == "hundred" and part:
            part *= 100
        elif word in _LARGE and part:
            total, part = total + part * _LARGE[word], 0
        elif not (word == "and" and end > at and words[end - 1] in ("hundred", *_LARGE) and _goes_on(words, end)):
            break
        end += 1
    return end - at, total + part


def _goes_on(words: Sequence[str], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1] in _SMALL
