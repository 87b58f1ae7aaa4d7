"""Right-to-left words stay in their cells and read correctly, whoever turns them around."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fieldnotes.tui import bidi
from fieldnotes.tui.bidi import Mode, arrange, crop, guess

LRM = "\u200e"
KAK = "کاک د"

with_packages = pytest.mark.skipif(not bidi.can_arrange(), reason="the extra rtl is not installed")


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({"VTE_VERSION": "7002"}, Mode.TERMINAL),
        ({"KONSOLE_VERSION": "230401"}, Mode.TERMINAL),
        ({"TERM_PROGRAM": "Apple_Terminal"}, Mode.TERMINAL),
        ({"KITTY_WINDOW_ID": "1"}, Mode.ASK),
        ({"TMUX": "x", "VTE_VERSION": "7002"}, Mode.ASK),
        ({"STY": "x", "VTE_VERSION": "7002"}, Mode.ASK),
        ({"TERM": "xterm"}, Mode.APP),
    ],
)
def test_the_environment_is_believed_except_where_it_may_be_anothers(environ: dict[str, str], mode: Mode) -> None:
    assert guess(environ) == mode


@pytest.mark.parametrize("mode", [Mode.TERMINAL, Mode.ASK])
def test_a_cell_the_terminal_turns_around_is_fenced_at_both_ends(mode: Mode) -> None:
    assert arrange(KAK, mode) == f"{LRM}{KAK}{LRM}"


@pytest.mark.parametrize("mode", list(Mode))
def test_words_from_left_to_right_are_left_alone(mode: Mode) -> None:
    assert arrange("Kak D, 2014 — Łódź 東京", mode) == "Kak D, 2014 — Łódź 東京"


def test_switched_off_nothing_changes() -> None:
    assert arrange(KAK, Mode.OFF) == KAK


def test_direction_marks_inside_do_not_steer() -> None:
    assert arrange("\u202eکاک\u2067د\u061c", Mode.TERMINAL) == f"{LRM}کاکد{LRM}"


def test_without_the_extra_the_app_fences_as_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bidi, "can_arrange", lambda: False)

    assert arrange(KAK, Mode.APP) == f"{LRM}{KAK}{LRM}"


@with_packages
def test_the_app_turns_shapes_and_mirrors() -> None:
    assert arrange("کاک (د) 2014", Mode.APP) == "2014 (ﺩ) ﮎﺎﮐ"


@with_packages
def test_a_vowel_sign_stays_on_its_letter() -> None:
    assert arrange("م\u0650ن", Mode.APP) == "ﻦﻣ\u0650"


@with_packages
def test_the_direction_of_the_paragraph_decides_where_foreign_words_stand() -> None:
    assert arrange("GPS کاک", Mode.APP) == "GPS ﮎﺎﮐ"
    assert arrange("GPS کاک", Mode.APP, right_to_left=True) == "ﮎﺎﮐ GPS"


@with_packages
@given(st.text(st.sampled_from("کاکدڤێۆەلا ()[]12۳٤abc\u064e\u200c"), max_size=40))
def test_turning_around_changes_no_width_and_loses_no_letter(text: str) -> None:
    turned = arrange(text, Mode.APP)

    assert cell_len(turned) == cell_len(text)
    letters = [len(each.replace("\u200c", "")) for each in (turned, text)]  # a joiner has done its work
    assert letters[0] == letters[1]


def test_cropping_is_by_cells_and_leaves_a_sign_of_it() -> None:
    assert crop("Sulaymaniyah", 12) == "Sulaymaniyah"
    assert crop("Sulaymaniyah", 8) == "Sulayma…"
    assert crop("東京都庁", 6) == "東京…"
    assert crop("東京都庁", 4) == "東…"
    assert crop("e\u0301e\u0301e\u0301", 2) == "e\u0301…"
    assert crop("anything", 1) == "…"
    assert crop("anything", 0) == ""


def test_cropping_comes_before_turning_around() -> None:
    assert arrange("کاک دلشاد", Mode.TERMINAL, 5) == f"{LRM}کاک…{LRM}"


def test_a_flood_of_marks_on_one_letter_is_dammed() -> None:
    assert len(crop("a" + "\u0301" * 100_000, 10)) < 250


@given(st.text(max_size=60), st.integers(0, 30))
def test_what_is_cropped_fits(text: str, width: int) -> None:
    assert cell_len(crop(text, width)) <= width or crop(text, width) == text
