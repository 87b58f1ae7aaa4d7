"""Fold the names of places for the gazetteer, which knows no folding of its own, and ask it what bears a name."""

import re
from functools import lru_cache

from fieldnotes.gazetteer import places
from fieldnotes.gazetteer.places import Place
from fieldnotes.redaction.letters import fold_character

# The Arabic article as Latin letters write it, before "sun" letters as it is heard.
_ARTICLE = re.compile(r"(?:a[ls]h?|a[dnrtz]|ash|el)(?=[a-z]{3})")
_HEARD = {"d": "ad", "n": "an", "r": "ar", "s": "as", "t": "at", "z": "az"}
_ARABIC_ARTICLE = "ال"
_POSSESSIVE = re.compile(r"(?:['’ʼ]s|['’ʼ])\Z")
_GAPS = re.compile(r"[\s\-‐‑]+")


def key_of(name: str) -> str:
    """Return the letters and digits of *name*, folded, in lower case and without gaps: "Taza Khurmatu", "Taza-Xurmatu".

    Marks, apostrophes and the classes of Arabic letters fall together as they do for names of people.
    """
    return "".join(c for c in "".join(map(fold_character, name)).casefold() if c.isalnum())


def keys_of(name: str) -> list[str]:
    """Return the folded forms of *name*: as it is, with and without the Arabic article, and an h at the end or none."""
    key = key_of(_POSSESSIVE.sub("", name.strip()))
    forms = [key]
    if not key:
        return []
    if key.startswith(_ARABIC_ARTICLE):
        forms.append(key.removeprefix(_ARABIC_ARTICLE))
    elif "\u0600" <= key[:1] <= "\u06ff":
        forms.append(_ARABIC_ARTICLE + key)
    elif key.isascii():
        forms += [_ARTICLE.sub("", key, count=1)] if _ARTICLE.match(key) else []
        forms += [f"al{key}", *([f"{_HEARD[key[0]]}{key}"] if key[:1] in _HEARD else [])]
        forms += [form[:-1] if form.endswith("ah") else f"{form}h" for form in forms if form.endswith(("a", "ah"))]
    return [form for form in dict.fromkeys(forms) if form]


@lru_cache(maxsize=512)
def known_as(name: str) -> tuple[Place, ...]:
    """Return the places that *name* may mean: those that bear it, then those whose first words it is.

    "Taza" may be Taza, or Taza Khurmatu. A page asks for the same names each time it is derived.
    """
    keys = keys_of(name)
    whole, longer = places.named(keys)
    return (*whole, *(place for place in longer if _first_words(place.name, keys)))


def _first_words(name: str, keys: list[str]) -> bool:
    """Tell whether the first words of *name*, but not all of them, have one of the folded forms *keys*."""
    words = _GAPS.split(name)
    return any(not set(keys).isdisjoint(keys_of(" ".join(words[:end]))) for end in range(1, len(words)))
