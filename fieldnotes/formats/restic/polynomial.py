"""Find the polynomial by which restic cuts files: irreducible over GF(2), of degree 53, different in each repository.

We cut at fixed places and never use it; it is there so that stock restic can write into a repository of ours.
A polynomial is written as a number, one bit for each coefficient.
"""

import secrets

DEGREE = 53
_PRIME_FACTORS_OF_DEGREE = (53,)
_X = 0b10


def random_polynomial() -> int:
    """Return a fresh one; about one candidate in 27 is irreducible."""
    while True:
        # The last coefficient is 1, for otherwise x divides it.
        candidate = 1 << DEGREE | secrets.randbits(DEGREE) | 1
        if is_irreducible(candidate):
            return candidate


def is_irreducible(polynomial: int) -> bool:
    """Apply Rabin's test to a polynomial of degree 53.

    It is irreducible when x^(2^53) = x modulo it, and x^(2^(53/q)) - x shares no factor with it for any prime q that
    divides 53.
    """
    if _degree(polynomial) != DEGREE:
        return False
    coprime = all(
        _common_divisor(polynomial, _frobenius(DEGREE // prime, polynomial) ^ _X) == 1
        for prime in _PRIME_FACTORS_OF_DEGREE
    )
    return coprime and _frobenius(DEGREE, polynomial) == _X


def _degree(polynomial: int) -> int:
    return polynomial.bit_length() - 1


def _remainder(dividend: int, divisor: int) -> int:
    while _degree(dividend) >= _degree(divisor):
        dividend ^= divisor << (_degree(dividend) - _degree(divisor))
    return dividend


def _product(left: int, right: int, modulus: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = _remainder(left << 1, modulus), right >> 1
    return _remainder(product, modulus)


def _frobenius(times: int, modulus: int) -> int:
    """Return x squared `times` times: x^(2^times)."""
    power = _X
    for _ in range(times):
        power = _product(power, power, modulus)
    return power


def _common_divisor(left: int, right: int) -> int:
    while right:
        left, right = right, _remainder(left, right)
    return left
