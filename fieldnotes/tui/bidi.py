"""Right-to-left words on terminals that disagree about them (Unicode Annex 9, and what five terminals were seen to do).

Some terminals bring Arabic, Kurdish and Hebrew into reading order by themselves, and then let the cells of a row
change places; some show the letters as they are stored, backwards. Which one we face cannot be known inside tmux or
kitty, so a person is asked once. Text is always stored in the order in which it is read; only what is shown changes.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from rich.cells import cell_len, split_graphemes

LEFT_TO_RIGHT_MARK = "\u200e"
ELLIPSIS = "…"
NOT_INSTALLED = "words are not brought into reading order: install fieldnotes[rtl], or use a terminal that does it"

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MARKS = re.compile("[\u200d\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
# Turned around, a vowel sign comes before its letter, and a terminal would put it on the letter before.
_SIGNS_BEFORE_A_LETTER = re.compile("([\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+)(.)")
_LONGEST_GRAPHEME = 16  # more marks than these on one letter are an attack on the terminal, not a script


class Mode(StrEnum):
    """Name who brings words into reading order: the terminal, the app, or nobody; `ASK` is: not known yet."""

    TERMINAL = "terminal"
    APP = "app"
    OFF = "off"
    ASK = "ask"


def guess(environ: Mapping[str, str]) -> Mode:
    """Return what the environment tells of the terminal; `ASK` where its variables may be another terminal's."""
    if environ.get("TMUX") or environ.get("STY"):
        return Mode.ASK
    if environ.get("VTE_VERSION") or environ.get("KONSOLE_VERSION") or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return Mode.TERMINAL
    if environ.get("KITTY_WINDOW_ID"):
        return Mode.ASK
    return Mode.APP


def reads_right_to_left(text: str) -> bool:
    """Tell whether *text* holds a letter of a right-to-left script."""
    return _RIGHT_TO_LEFT.search(text) is not None


@cache
def can_arrange() -> bool:
    """Tell whether `Mode.APP` works here: it needs the extra `rtl`. Where not, say `NOT_INSTALLED`."""
    return find_spec("bidi") is not None and find_spec("arabic_reshaper") is not None


def arrange(text: str, mode: str, width: int | None = None, *, right_to_left: bool | None = None) -> str:
    """Return one wrapped line, or one cell of a table, as it must be written to read correctly.

    The text is cropped to *width* cells in reading order before anything is turned around. In every mode but
    `OFF` a right-to-left text cannot move what stands left and right of it. *right_to_left* is the direction
    of the paragraph that the line is from; None takes it from the first letter. Pass words through
    `literal.clean` before.
    """
    if width is not None:
        text = crop(text, width)
    if mode == Mode.OFF or not reads_right_to_left(text):
        return text
    text = _MARKS.sub("", text)
    if mode == Mode.APP and can_arrange():
        return _visual_order(text, right_to_left)
    return f"{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}"


def crop(text: str, width: int) -> str:
    """Return as much of *text* as fits in *width* cells, ending in "…" where something is left out."""
    short = text[: (width + 1) * _LONGEST_GRAPHEME]
    if len(short) == len(text) and cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    end = used = 0
    for _, stop, cells in split_graphemes(short)[0]:
        if used + cells > width - 1:
            break
        end, used = stop, used + cells
    return short[:end].rstrip() + ELLIPSIS


@cache
def _packages() -> tuple[Any, Any]:
    # Ligatures would change the number of cells; vowel signs are part of what was typed.
    options = {"delete_harakat": False, "support_ligatures": False, "delete_tatweel": False}
    reshaper = import_module("arabic_reshaper").ArabicReshaper(options)
    # The module in Python, not the faster one beside it: that one does not turn brackets around.
    return reshaper.reshape, import_module("bidi.algorithm").get_display


@lru_cache(4096)
def _visual_order(text: str, right_to_left: bool | None) -> str:
    shape, reorder = _packages()
    base = None if right_to_left is None else "R" if right_to_left else "L"
    turned = str(reorder(shape(text), base_dir=base))
    return _SIGNS_BEFORE_A_LETTER.sub(lambda found: found[2] + found[1][::-1], turned)
