"""Words from data, three ways: shown as they are, on lines, and as they are edited and kept."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from fieldnotes.tui.literal import LastDoor, clean, clean_lines, editable, literal

CONTROLS = "\x00\x07\x1b\x7f\x85\x9d"
MARKS = "\u200e\u200f\u061c\u202e\u2066\u2069\ufeff\u00ad\u200b\u2060\U000e0041"
JOINERS = "می\u200cشنوم \u200d"


def through_the_door(text: str, style: Style | None = None) -> list[Segment]:
    """Return what passes the last door of a line."""
    return LastDoor().apply([Segment(text, style)], Color(0, 0, 0))


def test_every_character_has_one_that_is_seen_for_it() -> None:
    for text in (CONTROLS, MARKS, JOINERS, "plain", "سڵاو"):
        assert len(clean(text)) == len(text)
    assert clean(MARKS) == "\ufffd" * len(MARKS)
    assert clean("\x1b[2J") == "␛[2J"
    assert clean(JOINERS) == JOINERS


def test_lines_stay_lines() -> None:
    assert clean_lines("a\r\nb\rc\u2028d\u2029e\tf") == "a\nb\nc\nd\n\ne    f"


def test_what_is_edited_keeps_every_mark_that_cannot_act() -> None:
    assert editable(MARKS + JOINERS) == MARKS + JOINERS
    assert editable("a\x1b]52;c;\x07b\r\nc") == "a␛]52;c;␇b\nc"
    assert editable("\ud800") == "\ufffd"


@pytest.mark.parametrize("text", [CONTROLS, MARKS.replace("\u200e", ""), "\ud800", "\ue000"])
def test_nothing_that_could_steer_the_terminal_passes_the_last_door(text: str) -> None:
    (passed,) = through_the_door(f"a{text}b")

    assert passed.text.startswith("a")
    assert passed.text.endswith("b")
    assert passed.text.isprintable()


def test_no_click_and_no_link_passes_the_last_door() -> None:
    style = Style(link="https://nowhere.example", meta={"@click": "app.quit", "row": 3})
    (passed,) = through_the_door("words", style)

    assert passed.style is not None
    assert passed.style.link is None
    assert passed.style.meta == {"row": 3}


def test_markup_in_data_is_words() -> None:
    assert literal("[@click=app.quit]x[/] [inaudible] [/]").plain == "[@click=app.quit]x[/] [inaudible] [/]"
