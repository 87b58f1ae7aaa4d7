"""Names that are parted by the time of a line, written onto a title, or in small letters where they are no word."""

import pytest

from fieldnotes.redaction.redactor import Known, Redactor

TEXT = "We spoke with {} for two hours, near the old mill."


def read(name: str, text: str) -> tuple[str, list[str]]:
    """Return *text* with # for what is replaced, and what is open for being like the *name*."""
    done = Redactor([Known("S01", "person", "#", [name])]).redact(text)
    return done.text, [text[one.start : one.end] for one in done.findings if one.reason.endswith("of S01")]


@pytest.mark.parametrize("name", ["Lò Văn", "Li Na", "Lò Văn Kemiri"])
@pytest.mark.parametrize(
    "cue",
    [
        " [00:12:03] ",
        "\n00:12\n",
        " (1:02:03.5) ",
        "\n\n3\n00:00:02,000 --> 00:00:02,900\n",
        "\n<00:12:03 - 00:12:09>\n",
    ],
)
def test_a_name_of_short_words_is_found_with_the_time_of_a_line_inside(name: str, cue: str) -> None:
    parted = cue.join(name.split()[:2])
    assert read(name, TEXT.format(parted)) == (TEXT.format("#"), [])


@pytest.mark.parametrize("between", [". [00:12:03] ", " 12 ", " [1203] ", " 10:30 ", " at 10:30 and "])
def test_what_is_no_time_of_a_line_parts_words(between: str) -> None:
    text = f"There was a Li{between}Na was not."
    assert read("Li Na", text)[0] == text


def test_the_times_of_a_day_do_not_make_a_name_of_its_hours() -> None:
    for text in ("Lunch\n12:30\nDinner\n19:00\nBreakfast", "Lunch [12:30] Dinner (19:00) Breakfast"):
        assert Redactor([Known("S01", "person", "#", ["Li Na"])]).redact(text).findings == ()


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Kim Saffron", "Kimssi"),
        ("Park Tumeric", "Parkssi"),
        ("Kim Saffron", "Kimnim"),
        ("Choi Tumeric", "Choiseonsaengnim"),
        ("Tumara Kemiri", "Tumarasan"),
        ("Sumak Kemiri", "Sumakbey"),
        ("Kemir Sumak", "Kemirji"),
    ],
)
def test_a_name_written_onto_a_title_is_told(name: str, word: str) -> None:
    assert read(name, TEXT.format(word)) in ((TEXT.format(word), [word]), (TEXT.format("#"), []))


@pytest.mark.parametrize("word", ["Lissi", "Kimchi", "Parks", "Parking", "Artisan", "Hassan", "Mission", "Venison"])
def test_a_word_that_ends_like_a_title_is_none(word: str) -> None:
    for name in ("Li Saffron", "Kim Saffron", "Park Saffron", "Art Saffron", "Has Saffron"):
        assert read(name, TEXT.format(word)) == (TEXT.format(word), [])


@pytest.mark.parametrize("name", ["Laawan Kemiri", "لاوان کمیری"])
def test_a_name_in_small_letters_is_told_where_the_word_is_of_another_language(name: str) -> None:
    for text in (TEXT, "Kamyonlar gittikten sonra kimse {} görmedi."):
        assert read(name, text.format("lawan")) == (text.format("lawan"), ["lawan"])
    for text in ("Setelah truk pergi, tidak ada yang melihat {}.", "Then {}."):
        assert read(name, text.format("lawan")) == (text.format("lawan"), [])


def test_a_word_of_the_language_of_the_text_is_not_told() -> None:
    for name, word in (("Maarket Kemiri", "market"), ("Buket Kemiri", "bucket"), ("Teebul Kemiri", "table")):
        assert read(name, TEXT.format(word)) == (TEXT.format(word), [])
