"""Redact a text with the engine alone, without a vault: for people who keep their identities elsewhere."""

import json
from typing import Any

from fieldnotes.errors import UsageError
from fieldnotes.redaction.redactor import Known, Redacted, Redactor

LONGEST_LIST = 16 * 1024 * 1024
"""Bytes of a list of identities."""
_NEEDED = frozenset({"id", "kind", "replacement", "names"})
_SHAPE = 'it is a list of {"id", "kind", "replacement", "names", "lang"}'


def redact(known: bytes, text: str) -> Redacted:
    """Return *text* with the identities of a JSON list replaced; raises UsageError as those two do."""
    return Redactor(read_known(known)).redact(text)


def read_known(data: bytes) -> list[Known]:
    """Return the identities of a JSON list.

    Raises:
        UsageError: too large, not JSON, or not such a list; it says where, and quotes nothing.
    """
    if len(data) > LONGEST_LIST:
        raise UsageError("the list of known identities is too large", f"at most {LONGEST_LIST >> 20} MiB")
    try:
        listed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UsageError("the list of known identities is no JSON in UTF-8") from None
    if not isinstance(listed, list):
        raise UsageError("the list of known identities is no list", _SHAPE)
    return [_known(one, number) for number, one in enumerate(listed, start=1)]


def _known(one: Any, number: int) -> Known:
    """Return one identity; a key that is not known is refused, since names under it would not be found."""
    if not isinstance(one, dict) or not _NEEDED <= one.keys() <= {*_NEEDED, "lang"}:
        raise UsageError(f"identity {number} of the list has not the keys that it should have", _SHAPE)
    names = one["names"]
    texts = [one["id"], one["kind"], one["replacement"], *(names if isinstance(names, list) else [None])]
    if not all(isinstance(text, str) for text in texts) or not isinstance(one.get("lang"), str | None):
        raise UsageError(f"identity {number} of the list holds something that is no text", _SHAPE)
    return Known(one["id"], one["kind"], one["replacement"], tuple(names), one.get("lang"))
