"""Check the check digits of published numbering schemes."""

from collections.abc import Sequence

_VERHOEFF_TABLE = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_TURNS = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def luhn(numerals: str) -> bool:
    """Tell whether *numerals* end with the check digit of ISO/IEC 7812 (cards) and IMEI."""
    total = 0
    for place, numeral in enumerate(reversed(numerals)):
        value = int(numeral) * (place % 2 + 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and numerals.strip("0") != ""


def iban(letters: str) -> bool:
    """Tell whether *letters*, without spaces, have the check digits of ISO 13616."""
    turned = letters[4:] + letters[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def turkish(numerals: str) -> bool:
    """Tell whether eleven *numerals* are a Turkish identity number (T.C. kimlik no)."""
    n = [int(numeral) for numeral in numerals]
    if len(n) != 11 or n[0] == 0:
        return False
    return (7 * sum(n[0:9:2]) - sum(n[1:8:2])) % 10 == n[9] and sum(n[:10]) % 10 == n[10]


def verhoeff(numerals: str) -> bool:
    """Tell whether *numerals* end with Verhoeff's check digit (Aadhaar)."""
    state = 0
    for place, numeral in enumerate(reversed(numerals)):
        state = int(_VERHOEFF_TABLE[state][int(_VERHOEFF_TURNS[place % 8][int(numeral)])])
    return state == 0


def weighted(numerals: str, weights: Sequence[int], modulus: int) -> int:
    """Return the weighted sum of *numerals* by a modulus."""
    return sum(int(numeral) * weight for numeral, weight in zip(numerals, weights, strict=False)) % modulus


def iranian(numerals: str) -> bool:
    """Tell whether ten *numerals* are an Iranian national code (kod-e melli)."""
    if len(numerals) != 10 or len(set(numerals)) == 1:
        return False
    rest = weighted(numerals, range(10, 1, -1), 11)
    return int(numerals[9]) == (rest if rest < 2 else 11 - rest)


def ukrainian(numerals: str) -> bool:
    """Tell whether ten *numerals* are a Ukrainian taxpayer number (RNOKPP)."""
    if len(numerals) != 10 or len(set(numerals)) == 1:
        return False
    return weighted(numerals, (-1, 5, 7, 9, 4, 6, 10, 5, 7), 11) % 10 == int(numerals[9])


def spanish(number: str) -> bool:
    """Tell whether eight digits and a capital are a Spanish DNI."""
    return _DNI_LETTERS[int(number[:8]) % 23] == number[8]
