"""Burmese in the coding of Zawgyi is read as what it is, and other texts in Burmese letters stay as they are."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.redaction import canon
from fieldnotes.redaction.redactor import Known, Redacted, Redactor
from fieldnotes.redaction.zawgyi import read, read_doubtful, readings

# Words as the font has them, and in Unicode: stacked letters, two forms of one sign, e and r before their letter.
PAIRS = {
    "ျမန္မာ": "မြန်မာ",
    "ကၽြန္ေတာ္": "ကျွန်တော်",
    "ႏိုင္ငံ": "နိုင်ငံ",
    "ေက်းဇူးတင္ပါတယ္": "ကျေးဇူးတင်ပါတယ်",
    "သန္႔ရွင္း": "သန့်ရှင်း",
    "အဂၤလိပ္": "အင်္ဂလိပ်",
    "ကမၻာေပၚ": "ကမ္ဘာပေါ်",
    "ဥကၠ႒ျဖစ္": "ဥက္ကဋ္ဌဖြစ်",
    "ဗုဒၶဟူးေန႔": "ဗုဒ္ဓဟူးနေ့",
    "ေက်ာ္": "ကျော်",
    "လႈိင္": "လှိုင်",
    "ႀကိဳး": "ကြိုး",
    "ညြန္႔": "ညွန့်",
    "ဉာဏ္": "ဉာဏ်",
    "ညဥ့္": "ညဉ့်",
    "ဦးေလး": "ဦးလေး",
    "၀င္းျမင့္": "ဝင်းမြင့်",
    "ေမၿမိဳ႕": "မေမြို့",
    "ရဟႏၱာႏွင့္": "ရဟန္တာနှင့်",
}
# Texts in Unicode: Burmese with a stacked nga and a killed vowel, Shan, Mon and Sgaw Karen, and names alone.
UNICODE = (
    "မနေ့က ဒေါ်ခင်ချို ဈေးကို သွားတယ်။ ကျွန်ုပ် မတွေ့ဘူး။ အင်္ဂလိပ် ယောက်ျား ၁၂ ယောက်",
    "မႂ်ႇသုင်ၶႃႈ ၽႃႇသႃႇတႆး ပဵၼ်ၽႃႇသႃႇ ဢၼ်ၵူၼ်းတႆး လၢတ်ႈ ၼႂ်းမိူင်းတႆး ႁိူၼ်းၵေႃႉ ႑႒ ၶၢဝ်ႇ",
    "ဘာသာမန် ဝွံ ဍုၚ်ဗၟာ မနွံ ကုဘာသာခၠာဲဟွံအာ ဂမၠိုၚ် သ္ဂောအ်အာ ဗီုဝါ ကောန်ဂကူ",
    "ကညီကျိာ် ပှၤကညီ အကျိာ် တၢ်ကွဲး လံာ် အကလုာ် ဒီး ဘၣ်ဃး တၢ်စူၣ်တၢ်နာ်",
    "ခင်ချိုမြင့်",
    "မေမြို့",
    "လွမ်း",
)
NAME, TYPED = "ခင်ချိုမြင့်", "ခင္ခ်ိဳျမင့္"
TEXT = "မနေ့က ဒေါ်{} ဈေးကို သွားတယ်။ ကျွန်တော် မတွေ့ဘူး။"
TEXT_TYPED = "မေန႔က ေဒၚ{} ေဈးကို သြားတယ္။ ကၽြန္ေတာ္ မေတြ႕ဘူး။"
UNCLEAR = {"စနၵာလွ": "စန္ဒာလှ", "သက္မိုး": "သက်မိုး"}
"""Names of which nothing tells in which coding they are."""
OTHER = "ယာဉ်မောင်းက အဲဒီညက ဖြစ်ခဲ့တာကို ပြောပြတယ်။"
BURMESE = st.text(st.sampled_from([chr(code) for code in range(0x1000, 0x10A0)] + list(" \n.a1\u200b")), max_size=40)


def read_name(text: str) -> str:
    return readings(text)[0]


def redacted(name: str, text: str) -> Redacted:
    return Redactor([Known("S01", "person", "Daw K", [name])]).redact(text)


@pytest.mark.parametrize("typed", PAIRS)
def test_a_word_is_read_as_it_is_in_unicode(typed: str) -> None:
    assert unicodedata.normalize("NFC", read_name(typed)) == unicodedata.normalize("NFC", PAIRS[typed])


@pytest.mark.parametrize("text", [*UNICODE, *PAIRS.values()])
def test_what_is_in_unicode_stays_as_it_is_in_any_language(text: str) -> None:
    assert list(read(text)) == []
    assert list(read(f"{text}\n{text} 12 {text}")) == []


def test_each_line_is_read_by_itself_and_one_in_which_nothing_tells_as_the_others() -> None:
    unclear = "ဗုဒၶ လွ"
    assert read_name(unclear) == unclear
    mixed = f"{TYPED}\n{NAME}\n{unclear}\n{TEXT_TYPED.format(TYPED)}"
    lines = read_name(mixed).split("\n")
    assert lines == [NAME, NAME, "ဗုဒ္ဓ လှ", read_name(TEXT_TYPED.format(TYPED))]


@pytest.mark.parametrize("name", [NAME, TYPED])
@pytest.mark.parametrize(("text", "there"), [(TEXT, NAME), (TEXT_TYPED, TYPED)])
def test_a_name_told_in_one_coding_is_replaced_in_the_other(name: str, text: str, there: str) -> None:
    done = redacted(name, text.format(there))
    assert done.text == text.format("Daw K")
    assert [text.format(there)[one.start : one.end] for one in done.replacements] == [there]


@pytest.mark.parametrize("name", [NAME, TYPED, "ကြက်တွန်ရွာ"])
def test_a_text_without_the_name_stays_as_it_is(name: str) -> None:
    for text in (*UNICODE[1:4], OTHER, TEXT.format("သီတာ"), TEXT_TYPED.format("သီတာ"), *PAIRS):
        assert redacted(name, text).text == text


@pytest.mark.parametrize("typed", UNCLEAR)
def test_a_name_of_which_nothing_tells_is_read_both_ways(typed: str) -> None:
    name = UNCLEAR[typed]
    assert [*map(list, (read(typed), read(name)))] == [[], []]
    assert readings(typed) == (typed, name)
    assert "Daw K" in redacted(typed, TEXT.format(name)).text
    assert redacted(name, typed).text == redacted(typed, typed).text == "Daw K"


def test_a_name_is_found_encoded_twice_and_between_other_letters() -> None:
    escaped = re.sub("[\u1000-\u109f]", lambda found: f"&#{ord(found[0])};", TEXT_TYPED.format(TYPED))
    assert "Daw K" in redacted(NAME, escaped).text
    assert redacted(NAME, f"[00:12] Mg Tumeric: {TYPED} [00:13]").text == "[00:12] Mg Tumeric: Daw K [00:13]"


def test_a_name_of_letters_and_vowels_only_is_found_where_no_other_name_is_told() -> None:
    """A vowel sign that takes room is no letter to Python; it was taken for a digit once."""
    for name, text in ((NAME, f"က {NAME} က"), ("हल्दी केसर", "कल हल्दी केसर आई")):
        assert "Daw K" in redacted(name, text).text


@given(BURMESE)
def test_whatever_is_read_keeps_its_places_and_is_read_once(text: str) -> None:
    for pieces in (read(text), read_doubtful(text)):
        reached = 0
        for start, end, _ in pieces:
            assert reached <= start < end <= len(text)
            reached = end
    for view in canon.read(text).views:
        if view.cased:
            start, end = view.raw_span(0, len(view.cased))
            assert 0 <= start < end <= len(text)


def test_a_long_text_takes_time_in_proportion() -> None:
    assert canon.read(TYPED * 20_000 + "\u1031" * 100_000 + "\u1039" * 100_000).views
