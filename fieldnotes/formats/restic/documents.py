"""Read JSON that strangers may have written, field by field, and write it as restic does.

Whatever is not as it should be (nested without end, numbers of thousands of digits, wrong types, half a character)
becomes Damaged, which names the object and never quotes it.
"""

import base64
import binascii
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NoReturn

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import is_identifier

# Go's encoder writes these so that a document may stand inside a web page; they occur in strings only.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

DAMAGED_HINT = "verify the backup, and restore from another one where this one cannot be read"


class Document:
    """Hold one JSON object that was read; `what` names it in errors. Every method raises Damaged."""

    __slots__ = ("_fields", "_what")

    def __init__(self, fields: Any, what: str) -> None:
        self._what = what
        if not isinstance(fields, dict):
            self._refuse()
        self._fields: dict[str, Any] = fields

    @classmethod
    def parse(cls, data: bytes, what: str) -> "Document":
        """Read one JSON object."""
        try:
            return cls(json.loads(data.decode("utf-8"), parse_constant=_no_constants), what)
        except (ValueError, RecursionError):
            raise malformed(what) from None

    def number(self, name: str, most: int, default: int | None = None) -> int:
        """Return a whole number from 0 to `most`."""
        value = self._fields.get(name, default)
        if type(value) is not int or not 0 <= value <= most:
            self._refuse()
        return value

    def flag(self, name: str) -> bool:
        """Return a truth value."""
        value = self._fields.get(name)
        if not isinstance(value, bool):
            self._refuse()
        return value

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text of whole characters."""
        value = self._fields.get(name, default)
        return self._text(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; absent and null are empty, as in Go."""
        return tuple(self._text(value) for value in self._list(name))

    def identifier(self, name: str) -> str:
        """Return an identifier."""
        value = self._fields.get(name)
        if not is_identifier(value):
            self._refuse()
        return str(value)

    def identifier_or_none(self, name: str) -> str | None:
        """Return an identifier, or None where it is absent or null."""
        return None if self._fields.get(name) is None else self.identifier(name)

    def identifiers(self, name: str) -> tuple[str, ...]:
        """Return a list of identifiers; absent and null are empty."""
        values = self._list(name)
        if not all(map(is_identifier, values)):
            self._refuse()
        return tuple(values)

    def has(self, name: str) -> bool:
        """Tell whether a field is there and not null."""
        return self._fields.get(name) is not None

    def document(self, name: str) -> "Document":
        """Return an object inside this one."""
        return Document(self._fields.get(name), self._what)

    def documents(self, name: str) -> Iterator["Document"]:
        """Yield the objects of a list; absent and null are empty."""
        for value in self._list(name):
            yield Document(value, self._what)

    def binary(self, name: str, size: int | None = None) -> bytes:
        """Return bytes that are written in Base 64, `size` of them where that is given."""
        try:
            data = base64.b64decode(self.text(name), validate=True)
        except (binascii.Error, ValueError):
            self._refuse()
        if size is not None and len(data) != size:
            self._refuse()
        return data

    def moment(self, name: str) -> datetime:
        """Return a moment (RFC 3339, finer than microseconds cut off) in UTC."""
        try:
            moment = datetime.fromisoformat(self.text(name))
            if moment.tzinfo is None:
                self._refuse()
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            self._refuse()

    def _list(self, name: str) -> list[Any]:
        values = self._fields.get(name)
        if values is None:
            return []
        if not isinstance(values, list):
            self._refuse()
        return values

    def _text(self, value: Any) -> str:
        if not isinstance(value, str) or not is_whole(value):
            self._refuse()
        return value

    def _refuse(self) -> NoReturn:
        raise malformed(self._what)


def is_whole(text: str) -> bool:
    """Tell whether a text has no half of a surrogate pair, which JSON can write and Python keeps."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def malformed(what: str) -> Damaged:
    """Make the error for an object that breaks a rule of the format; `what` names it without quoting it."""
    return Damaged(f"{what} is not as it should be", DAMAGED_HINT)


def write_json(document: Any) -> bytes:
    """Write JSON as Go's encoder does: no spaces, fields in their order, three signs and two line ends escaped."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).translate(_ESCAPED).encode("utf-8")


def write_moment(moment: datetime) -> str:
    """Write a moment in UTC, as Go does: no fraction where it is nothing, no zeros at the end of one."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    fraction = f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else ""
    return f"{text}{fraction}Z"


def write_binary(data: bytes) -> str:
    """Write bytes in Base 64."""
    return base64.b64encode(data).decode("ascii")


def _no_constants(_: str) -> NoReturn:
    raise ValueError("NaN and infinities are not JSON")
