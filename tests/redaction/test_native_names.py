"""Look for people, places and organisations in Arabic script, and for what touches it, of which nobody was told."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.arabic_forms import is_form
from fieldnotes.redaction.unknown.everything import Unknown
from fieldnotes.redaction.unknown.native_words import is_given, may_be_given, settlements

_STAGE = Unknown()


def found(text: str, kind: str = "") -> list[str]:
    """Return what is suspected in *text*, of one kind or of all but the sign-off."""
    suspected = (one for one in _STAGE.suspect(read(text)) if one.kind != "script" and kind in ("", one.kind))
    return [text[one.start : one.end] for one in suspected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("كنت وقتها مع مروان في السوق.", "مروان"),
        ("عاد مروان اليانسوني إلى البيت.", "مروان اليانسوني"),
        ("وصلنا مع الدليل عبد الكريم الكمّوني مساءً.", "عبد الكريم الكمّوني"),
        ("ثم جاء أخوه زعفور ومعه سلاح.", "زعفور"),
        ("عن العريف شمّار، فقال إنه لا يعرفه.", "شمّار"),
        ("وقالت أمل إنها لم تسمع شيئاً.", "أمل"),
        ("با مردی به نام سنبلان حرف زدیم.", "سنبلان"),
        ("خواهرش، هلیا شویدی، چیزی نگفت.", "هلیا شویدی"),
        ("شب به خانه‌ی پونه خانم رفتیم.", "پونه"),
        ("لەگەڵ دلێر زەعفەرانی هاتبوون.", "دلێر زەعفەرانی"),
        ("هاوسەرەکەی، هێرۆ ڕێحان، هیچی نەگوت.", "هێرۆ ڕێحان"),
        ("وکیل کاشف دھنیا عدالت میں تھے۔", "کاشف دھنیا"),
    ],
)
def test_a_name_is_found_by_its_title_its_relative_or_as_a_given_name(text: str, name: str) -> None:
    assert any(name in one for kind in ("person", "kinship") for one in found(text, kind))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انسحبوا من تل رفعت في الليل.", "تل رفعت"),
        ("كانت تسكن في صيدنايا منذ سنوات.", "صيدنايا"),
        ("آن‌ها را تا سنندج بردند.", "سنندج"),
        ("ئێستا لە کەلار دەژین.", "کەلار"),
    ],
)
def test_a_settlement_on_the_map_is_a_place(text: str, name: str) -> None:
    assert name in found(text, "place")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("كان في كتيبة أحرار السمّاق قبل سنة.", "كتيبة أحرار السمّاق"),
        ("سرباز لشکر ۲۸ گلستان بود.", "لشکر ۲۸ گلستان"),
        ("لە لیوای ٩ی هەنگوین بوو.", "لیوای ٩ی هەنگوین"),
        ("ئەندامی ڕێکخراوی هیوای ژنان بوو.", "ڕێکخراوی هیوای ژنان"),
    ],
)
def test_an_organisation_is_found_with_its_number_and_all_its_words(text: str, name: str) -> None:
    assert name in found(text, "org")


def test_what_was_found_once_is_found_again_with_what_is_glued_to_it() -> None:
    text = "التقينا الدكتور قرنفلان أمس. رأينا سيارته وقرنفلان لم ينزل، ثم ذهبنا إلى قرنفلان."
    assert sum("قرنفلان" in one for one in found(text)) == 3


def test_who_speaks_in_a_chat_is_found() -> None:
    text = "رهف: وصلتوا؟\nنعنوع: لا والله\nرهف: وين صرتوا\nنعنوع: قريب\n"
    assert found(text, "person").count("رهف") == 2


@pytest.mark.parametrize(
    "text",
    [
        "كان الطريق طويلاً وتقريباً كل الناس عادوا إلى بيوتهم.",
        "شاهدنا السيارات وسمعنا الأصوات ثم رجعنا.",
        "آن‌ها می‌خواستند برگردند ولی نتوانستند و ماندند.",
        "دەیانگوت کە نەیاندەتوانی بگەڕێنەوە ماڵەکانیان.",
        "گاؤں کے لوگ رات کو گھر نہیں گئے۔",
    ],
)
def test_verbs_with_their_persons_and_nouns_with_their_endings_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_name_that_is_a_word_as_well_needs_a_neighbour() -> None:
    assert found("كان النور ضعيفاً ولم يبق أمل.") == []
    assert may_be_given("امید", ("fa",))
    assert not is_given("امید", ("fa",))
    assert is_given("سیاوش", ("fa",))
    assert is_given("عبدالغفور", ("ar",))


def test_forms_are_told_in_the_language_of_the_text_alone() -> None:
    assert is_form("میخواستند", ("fa",))
    assert not is_form("میخواستند", ("ckb",))
    assert not is_form("زعفروان", ("ar", "fa", "ckb"))


def test_towns_are_those_of_countries_that_write_arabic_script() -> None:
    known = settlements()
    assert known.cities <= known.towns <= known.near <= known.every
    assert "برلین" in known.every
    assert "برلین" not in known.near


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("شوێنەکە 36.1912, 44.0094ە.", "coord", "36.1912, 44.0094"),
        ("IP是198.51.100.9。", "ip", "198.51.100.9"),
        ("我的手机是138 0013 8000，晚上再打。", "phone", "138 0013 8000"),
        ("ژمارەی پاسپۆرتەکەم A10555014ە.", "passport", "A10555014"),
        ("Konum 37.5214 K, 42.1825 D.", "coord", "37.5214 K, 42.1825 D"),
        ("La fosa está en 4.5709° N, 74.2973° O.", "coord", "4.5709° N, 74.2973° O"),
        ("در ۷ عقرب ۱۴۰۰ رفتیم.", "date", "۷ عقرب ۱۴۰۰"),
        ("my discord is tarragon#4471", "handle", "tarragon#4471"),
        ("He posts as u/cardamom_hat there.", "handle", "u/cardamom_hat"),
        ("微信号：bajiao_88，加我。", "handle", "bajiao_88"),
        ("It was a black Prado, UN 4471, no flag.", "plate", "UN 4471"),
        ("نمرة السيارة حلب ٥٥٥٣٤٢ هناك.", "plate", "٥٥٥٣٤٢"),
    ],
)
def test_identifiers_are_found_where_other_letters_touch_them_and_in_local_forms(
    text: str, kind: str, what: str
) -> None:
    assert any(one.startswith(what) for one in found(text, kind))


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("He is seventy-four now.", "seventy-four"),
        ("Йому було дванадцять років.", "дванадцять років"),
        ("Їй вісімдесят один. Син поїхав.", "вісімдесят один"),
        ("Ella tenía setenta y ocho años.", "setenta y ocho años"),
        ("Il est mort à quatre-vingts ans.", "quatre-vingts ans"),
        ("Oğlum yirmi bir yaşına girdi.", "yirmi bir yaşına"),
        ("كانت في السابعة عشرة حين خرجت.", "السابعة عشرة"),
        ("وكان عمره خمسة وستين عاماً.", "خمسة وستين عاما"),
        ("نوزده سال داشت.", "نوزده سال"),
        ("تەمەنی سی و چوار ساڵ بوو.", "سی و چوار ساڵ"),
    ],
)
def test_ages_in_words_are_found(text: str, age: str) -> None:
    assert any(one.startswith(age) for one in found(text, "age"))


@pytest.mark.parametrize(
    "text",
    [
        "The road was closed for twenty years.",
        "After two years the well was dry.",
        "Через двадцять років міст упав.",
        "بعد عشرين سنة جف البئر.",
        "L'article 6 de la loi n° 2008-174 le prévoit.",
        "On a marché 18 km.",
        "Issue#1234 is closed.",
        "It cost 5 g, 3 d and more.",
    ],
)
def test_durations_laws_and_marches_are_no_ages_dates_or_papers(text: str) -> None:
    assert not {"age", "id", "handle", "coord"} & {one.kind for one in _STAGE.suspect(read(text))}
    assert "marché 18" not in found(text)
