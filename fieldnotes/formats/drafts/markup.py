"""Read XML as a stream of elements and words; a document type, and with it every entity, is refused."""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat


class Unreadable(Exception):
    """Say that a part is no XML, or declares what may be expanded or fetched."""


class Handler(Protocol):
    """Take the elements of one part as they come; names without their namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def data(self, words: str) -> None:
        """Take words between two of these."""


def parse(data: bytes, handler: Handler) -> None:
    """Hand the elements of *data* to a handler; raises Unreadable."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise Unreadable

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: handler.end(_local(name))
    parser.CharacterDataHandler = handler.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Unreadable from None


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
