"""Part figures and Latin letters from letters of other scripts that touch them: "44.9876ە", "IP是198.51.100.9"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from fieldnotes.redaction.canon import Canon, View

_LETTERS = "\u0590-\u05ff\u0620-\u1fff\u2d80-\u2ddf\u3040-\ud7ff\ua980-\uabff\uf900-\ufaff\U00020000-\U0003ffff"
_TOUCHING = re.compile(rf"[{_LETTERS}](?:(?<=[0-9A-Za-z].)|(?=[0-9A-Za-z]))")
_GAP = "¦"
"""A sign that no notation has, so that nothing is read across it."""


def parted_views(canon: Canon) -> Iterator[View]:
    """Yield each view of *canon*, and again with a gap where such letters touch figures; the length stays the same."""
    for view in canon.views:
        yield view
        if (lower := _parted(view.lower)) != view.lower:
            yield replace(view, cased=_parted(view.cased), lower=lower)


@lru_cache(maxsize=16)
def _parted(text: str) -> str:
    """Return *text* with a gap for each letter that touches a figure or a Latin letter."""
    return text if text.isascii() else _TOUCHING.sub(_GAP, text)
