"""Judge and propose passphrases.

The estimate is zxcvbn's: how many guesses somebody needs who knows dictionaries, names, dates and keyboards.
It is no proof; a passphrase out of a book is stronger in its eyes than it is. Hence the proposals: seven
words drawn from 2,048 have 77 bits whatever anybody knows. zxcvbn is slow to import and works on 72
characters at most, so it is imported late and shown the beginning and the end of a longer passphrase.
"""

import unicodedata
from math import log2

from fieldnotes.domain import wordlist
from fieldnotes.errors import UsageError
from fieldnotes.vault.keyslots import is_age_identity

LEAST_BITS = 60
WORDS = 7
LONGEST = 1000
_JUDGED = 72
_PROPOSE = "take a generated one: seven words drawn by chance"


def propose() -> str:
    """Return a new passphrase of seven words joined by hyphens, 77 bits, from the English list of BIP-39."""
    return wordlist.drawn(WORDS)


def judge(passphrase: str) -> float:
    """Return how many bits of guessing a passphrase costs, estimated; 0 for an empty one."""
    from zxcvbn import zxcvbn

    if not passphrase:
        return 0.0
    parts = {passphrase[:_JUDGED], passphrase[-_JUDGED:]}
    return max(log2(float(zxcvbn(part)["guesses"])) for part in parts)


def refuse_weak(passphrase: str, which: str) -> None:
    """Raise UsageError for a passphrase that is too weak, or that stock tools cannot be given.

    `which` names it in the message ("passphrase", "identity passphrase").
    """
    if len(passphrase) > LONGEST:
        raise UsageError(f"the {which} is too long: at most {LONGEST} characters", _PROPOSE)
    if is_age_identity(passphrase):
        raise UsageError(f"the {which} looks like an age key", _PROPOSE)
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in passphrase):
        raise UsageError(f"the {which} holds a character that cannot be typed", _PROPOSE)
    bits = judge(passphrase)
    if bits < LEAST_BITS:
        raise UsageError(f"the {which} is too weak: about {bits:.0f} bits of {LEAST_BITS}", _PROPOSE)


def check_pair(passphrase: str, identity_passphrase: str) -> None:
    """Raise UsageError unless both passphrases of a vault are strong and neither gives the other away."""
    refuse_weak(passphrase, "passphrase")
    refuse_weak(identity_passphrase, "identity passphrase")
    if are_alike(passphrase, identity_passphrase):
        raise UsageError(
            "the passphrase and the identity passphrase are equal or nearly so",
            "take two that have nothing in common",
        )


def are_alike(one: str, other: str) -> bool:
    """Say whether two passphrases are equal, contain each other, differ by little, or share half their words.

    Case, accents, punctuation and spaces do not count as differences.
    """
    plain, plain_other = _plain(one), _plain(other)
    shorter, longer = sorted((plain, plain_other), key=len)
    if shorter in longer or shorter[::-1] in longer:
        return True
    if _distance(shorter, longer) <= max(3, len(longer) // 4):
        return True
    words, words_other = _words(one), _words(other)
    return 2 * len(words & words_other) >= max(2, min(len(words), len(words_other)))


def _plain(passphrase: str) -> str:
    return "".join(_words_in_order(passphrase)) or passphrase  # signs alone, which are all it has


def _words(passphrase: str) -> set[str]:
    return {word for word in _words_in_order(passphrase) if len(word) > 2}


def _words_in_order(passphrase: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", passphrase).casefold()
    kept = (" " if not letter.isalnum() else letter for letter in letters if not unicodedata.combining(letter))
    return "".join(kept).split()


def _distance(one: str, other: str) -> int:
    """Return the Levenshtein distance: how many letters to insert, delete or exchange."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, other_letter in enumerate(other, start=1):
            exchanged = before[column - 1] + (letter != other_letter)
            now.append(min(before[column] + 1, now[-1] + 1, exchanged))
        before = now
    return before[-1]
