"""Types for zxcvbn 4.5: how many guesses a passphrase withstands."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypedDict

class _Feedback(TypedDict):
    warning: str
    suggestions: list[str]

class _Result(TypedDict):
    password: str
    guesses: Decimal
    guesses_log10: float
    sequence: list[dict[str, Any]]
    score: int
    feedback: _Feedback

def zxcvbn(password: str, user_inputs: Iterable[Any] | None = None, max_length: int = 72) -> _Result: ...
