"""Where the jump through an interview stops: what is off the record, coded, refused, or said by nobody known."""

from collections.abc import Collection, Mapping, Sequence

from fieldnotes.domain.terms import Bits
from fieldnotes.tui.manuscript import Line, Mark

UNNAMED = "Nobody here has the name before the colon. F2 begins a turn; again: whose."


def stops(
    kinds: Sequence[Line],
    bits: Mapping[bytes, Bits],
    refused: Collection[int],
    unnamed: Collection[int],
) -> dict[int, str]:
    """Return the lines to stop at, in order, each with the reason in words.

    *bits* are in force by passage, *refused* the numbers of the passages that the gate refuses; a passage is stopped
    at in its first line. *unnamed* are the lines that begin with a label of nobody known.
    """
    found: dict[int, str] = {}
    number = 0
    for row, kind in enumerate(kinds):
        if isinstance(kind, Mark):
            number += 1
            reason = _reason(kind, bits.get(kind.entity), number in refused)
            if reason:
                found[row] = f"This passage is {reason}."
    found.update(dict.fromkeys(unnamed, UNNAMED))
    return dict(sorted(found.items()))


def _reason(mark: Mark, bits: Bits | None, is_refused: bool) -> str:
    said = ["refused by the page"] if is_refused else []
    said += ["off the record"] if bits is not None and not bits.use else []
    said += ["coded"] if mark.passage.codes else []
    return ", ".join(said)
