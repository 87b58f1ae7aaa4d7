"""Write and read keys as Bech32 (BIP 173, without its limit of 90 characters, as c2sp.org/age asks)."""

from fieldnotes.errors import UsageError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6
_MAX_LENGTH = 4096  # twice the longest key there is; decoding takes time with the square of it


def encode(prefix: str, data: bytes) -> str:
    """Write `data` under `prefix`; all upper case if the prefix is, else all lower case."""
    lower = prefix.lower()
    digits = _to_digits(data)
    remainder = _polymod([*_expand(lower), *digits, *[0] * _CHECKSUM_LENGTH]) ^ 1
    checksum = [remainder >> 5 * (_CHECKSUM_LENGTH - 1 - i) & 31 for i in range(_CHECKSUM_LENGTH)]
    text = lower + "1" + "".join(_ALPHABET[digit] for digit in digits + checksum)
    return text.upper() if prefix.isupper() else text


def decode(text: str) -> tuple[str, bytes]:
    """Return the prefix, in the case it was written in, and the data of `text`.

    Raises UsageError for anything that is not Bech32; the message never repeats a part of `text`.
    """
    if len(text) > _MAX_LENGTH:
        raise _mistyped("it is too long")
    if not (text.isascii() and text.isprintable()):
        raise _mistyped("it holds a character that no key has")
    lower = text.lower()
    if text not in (lower, text.upper()):
        raise _mistyped("it mixes upper and lower case")
    prefix, separator, tail = lower.rpartition("1")
    digits = [_ALPHABET.find(character) for character in tail]
    if not prefix or not separator:
        raise _mistyped("its beginning is not one of a key")
    if -1 in digits:
        raise _mistyped("it holds a character that no key has")
    if len(digits) < _CHECKSUM_LENGTH or _polymod([*_expand(prefix), *digits]) != 1:
        raise _mistyped("its checksum does not match")
    return text[: len(prefix)], _from_digits(digits[:-_CHECKSUM_LENGTH])


def _mistyped(why: str) -> UsageError:
    return UsageError(f"this is not an age key: {why}", "compare it with the original, character by character")


def _expand(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: list[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit, factor in enumerate(_GENERATOR):
            if top >> bit & 1:
                checksum ^= factor
    return checksum


def _to_digits(data: bytes) -> list[int]:
    """Cut bytes into digits of five bits, the last one filled with zero bits."""
    length = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << length * 5 - len(data) * 8
    return [number >> 5 * (length - 1 - i) & 31 for i in range(length)]


def _from_digits(digits: list[int]) -> bytes:
    """Join digits of five bits to bytes; what is left over must be fewer than five bits, all zero."""
    number = 0
    for digit in digits:
        number = number << 5 | digit
    spare = len(digits) * 5 % 8
    if spare >= 5 or number & (1 << spare) - 1:
        raise _mistyped("it does not end where a key ends")
    return (number >> spare).to_bytes(len(digits) * 5 // 8, "big")
