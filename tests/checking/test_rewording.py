"""Withheld words heard again in an article, and articles about the same things that hold none."""

import pytest

from fieldnotes.checking.rewording import Echoes, Withheld

SECRET = (
    "He was paid with a half-share in a marmalade works on the other side, and I have seen the deed. "
    "Four hundred tons of copper wire left the depot at Ostragon on Thursday. We told nobody."
)
ARABIC = "دفعوا له نصف معمل المربى على الضفة الأخرى وقد رأيت العقد بعيني"
OPEN = ("We stood at the depot at Ostragon and looked at the river.", "The works on the other side were closed.")
ECHOES = Echoes([Withheld("INT-1:2", SECRET, "off-record"), Withheld("INT-1:3", ARABIC, "embargo")], OPEN)


@pytest.mark.parametrize(
    ("text", "where", "how"),
    [
        ("It is said that he was paid with a half-share in a marmalade works.", "INT-1:2", "word for word"),
        ("HE WAS PAID, WITH A HALF-SHARE: in a “marmalade works”", "INT-1:2", "word for word"),
        ("A deed shows a half-share in marmalade works as what he was paid.", "INT-1:2", "reworded"),
        ("Some 400 tons of copper wire had gone by then.", "INT-1:2", "reworded"),
        ("On Thursday wire made of copper left Ostragon, tons of it, from the depot.", "INT-1:2", "reworded"),
        ("قال: دفعوا له نصف معمل المربى على الضفة.", "INT-1:3", "word for word"),
        ("دَفَعوا لَه نِصف مَعمل المربي علي الضفه", "INT-1:3", "word for word"),
    ],
)
def test_withheld_words_are_heard_again(text: str, where: str, how: str) -> None:
    assert [(echo.where, echo.how) for echo in ECHOES.find(text)] == [(where, how)]


@pytest.mark.parametrize(
    "text",
    [
        "We stood at the depot at Ostragon and looked at the river.",
        "The marmalade here is made by hand, and the other side of the river has no works at all.",
        "He was paid well. The wire was cut on Monday, and some tons of flour came by lorry.",
        "On Thursday we told everybody that the depot had closed; nobody was surprised.",
        "",
    ],
)
def test_an_article_about_the_same_things_echoes_nothing(text: str) -> None:
    assert ECHOES.find(text) == []


def test_what_was_also_said_on_the_record_is_no_echo() -> None:
    words = "The bridge at the mill was closed for eleven days in spring."
    assert Echoes([Withheld("INT-1:2", words, "off-record")], [words]).find(f"He said: {words}") == []


def test_rare_words_of_one_text_are_heard_though_most_of_the_sentence_is_new() -> None:
    said = (
        "I hid the ledger and two seals under the grain bin for my cousin, wrapped in a prayer carpet, and when the "
        "flood came I saved the carpet before anything else, because I was afraid that it would float and be found."
    )
    others = ["The grain was wet, and my cousin swept the bin.", "A carpet dries in three days."]
    heard = Echoes([Withheld("INT-1:4", said, "off-record")], others)
    told = "The family kept seals and a ledger below the grain, rolled in a carpet that is used for prayer."
    [echo] = heard.find(told)
    assert (echo.where, echo.how) == ("INT-1:4", "reworded")
    assert heard.find("The grain was wet that spring, the bin was empty, and a cousin sold the carpet.") == []


def test_an_echo_says_where_it_stands() -> None:
    text = "First a sentence. He was paid with a half-share in a marmalade works. Then another."
    echo = ECHOES.find(text)[0]
    assert text[echo.start : echo.end].startswith("He was paid")
    assert text[echo.start : echo.end].endswith("marmalade works")
