"""Open the gate by its public door; the adversary knows no other."""

import importlib
from collections.abc import Sequence
from typing import cast

from tests.adversary.model import Gate, Identity


class NoGate(Exception):
    """The public door is missing: the engine is not built yet."""


def opened(identities: Sequence[Identity]) -> Gate:
    """Return the project's own gate, told of the identities.

    An engine that is there and cannot be imported is no reason to skip its proof: that error is passed on.

    Raises:
        NoGate: `fieldnotes.redaction` has no `Known` and `Redactor`.
        ImportError: it has them, and they cannot be loaded.
    """
    room = importlib.import_module("fieldnotes.redaction")
    try:
        known, redactor = room.Known, room.Redactor
    except AttributeError:
        raise NoGate("fieldnotes.redaction has no Known and Redactor yet") from None
    return cast(
        "Gate",
        redactor(
            [
                known(id=who.id, kind=who.kind, replacement=who.replacement, names=who.names, lang=who.lang)
                for who in identities
            ]
        ),
    )
