"""Say why a pseudonym will not do, and propose others; the real name is never repeated (rule R-2.4)."""

import secrets
from collections.abc import Collection, Sequence

from fieldnotes.domain.identity import Identity
from fieldnotes.workflows import people

PROPOSED = 3

# Common given names of the region and beyond, of every initial; none belongs to anybody in particular.
_NAMES = (
    "Adar Amir Aram Ava Azad Bahar Baran Behar Cemal Dana Dara Dilan Evin Faris Farah Gulan Hana Hiwa Huda Ibrahim "
    "Iman Jamal Jwan Karim Khalid Layla Lana Mona Munir Nadia Naz Omar Pari Qadir Rami Rojin Sami Salma Tara Tariq "
    "Umid Vian Walid Xezal Yusuf Yara Zana Zara"
).split()


def objections(pseudonym: str, handle: str, card: Identity | None) -> dict[str, str]:
    """Return why pseudonym and handle will not do, by "pseudonym" and "handle"; neither quotes a name."""
    shared: dict[str, list[str]] = {}
    for one in people.warnings(pseudonym, handle, card):
        shared.setdefault(one.what, []).append(one.shared)
    return {
        what: f"the {what} shares {' and '.join(found)} with the real name or an alias; choose another (F2 suggests)"
        for what, found in shared.items()
    }


def suggestions(card: Identity | None, taken: Collection[str]) -> list[str]:
    """Return three names, drawn by chance, that share nothing with those of a card and are not *taken*."""
    order = sorted(_NAMES, key=lambda _: secrets.randbits(32))
    return _first_of_each_initial([n for n in order if n not in taken and not people.warnings(n, n.lower(), card)])


def _first_of_each_initial(names: Sequence[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name[0], name)
    return list(found.values())[:PROPOSED]
