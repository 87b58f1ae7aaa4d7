"""Draw and name words of the English list of BIP-39: 2,048 of them, so each stands for 11 bits."""

import secrets

BITS = 11


def drawn(count: int) -> str:
    """Return that many words drawn by chance, joined by hyphens."""
    return "-".join(secrets.choice(_words()) for _ in range(count))


def named(number: int, count: int) -> str:
    """Return the lowest bits of a number as that many words, the highest first."""
    words = _words()
    places = reversed(range(count))
    return " ".join(words[number >> (BITS * place) & len(words) - 1] for place in places)


def _words() -> list[str]:
    from mnemonic import Mnemonic  # late: most commands need no words

    return list(Mnemonic("english").wordlist)
