"""Names in Arabic script told by the frame they stand in: Arabic, Persian, Central Kurdish."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown

STAGE = Unknown()


def found(text: str) -> list[str]:
    """Return what is suspected in *text* but for the sign-off of the whole, as it is written."""
    return [text[one.start : one.end] for one in STAGE.suspect(read(text)) if one.kind != "script"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وقال الطبيب جون أكول كمون من الشبكة إن الشاش نفد.", "جون أكول كمون"),
        ("وقالت الناجية الأولى زعفرانة ووركنه إن المركب غرق.", "زعفرانة ووركنه"),
        ("وتحدثوا عن خلية «الميناء» في المحكمة أمس.", "الميناء"),
        ("أنا تغريد، من بلدة بعيدة.", "تغريد"),
        ("رأينا ربيع الكمونجي أمام البيت صباحاً.", "ربيع الكمونجي"),
        ("حەمەزەعفەران کوڕی کەممونە دوێنێ هاتەوە.", "حەمەزەعفەران کوڕی کەممونە"),
        ("یک قاچاقچی با نام مستعار شاهین دوربین گریخت.", "شاهین"),
        ("پێیان دەگوت ئەبو کەممون و کەس نەیدەناسی.", "ئەبو کەممون"),
        ("برازاکەی، شوان، لە ماڵەوە بوو.", "شوان"),
    ],
)
def test_a_person_is_found_by_the_frame_the_name_stands_in(text: str, name: str) -> None:
    assert any(name in one for one in found(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("عبروا نهر الكمون ليلاً.", "نهر الكمون"),
        ("وقفنا عند حاجز الزعتر الشرقي ساعة.", "الزعتر الشرقي"),
        ("سقطت القذائف على سوق الكمون القديم وقتلت رجلاً.", "الكمون القديم"),
        ("خرجنا مشياً إلى بعشيقة، وبقي والدي.", "بعشيقة"),
        ("ولسوالی کوه زعفرانین دور است.", "کوه زعفرانین"),
        ("او را در سنندج دیدند و بردند.", "سنندج"),
        ("شاخی زەعفەران بۆردومان کرا.", "شاخی زەعفەران"),
    ],
)
def test_a_place_is_found_after_the_word_that_says_what_it_is(text: str, name: str) -> None:
    assert any(name in one for one in found(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("يعرفه جهاز دعم الكمون جيداً.", "جهاز دعم الكمون"),
        ("توسط شيخ عشيرة البو زعتر مرتين.", "عشيرة البو زعتر"),
        ("اتصلوا بلجنة الدفاع عن الكمون أمس.", "لجنة الدفاع عن الكمون"),
        ("بە تۆڕی چاودێری زەعفەران بڵێ.", "تۆڕی چاودێری زەعفەران"),
        ("مێردەکەم لە لیوای حەوت بوو.", "لیوای حەوت"),
        ("پرونده به کمیسیون شکایات زعفران رسید.", "کمیسیون شکایات زعفران"),
    ],
)
def test_a_group_is_found_with_the_words_that_say_which_it_is(text: str, name: str) -> None:
    assert any(name in one for one in found(text))


@pytest.mark.parametrize(
    "text",
    [
        "فتحوا طريق بديل للقوافل.",
        "مشينا في سوق كبير وفي طريق طويل.",
        "هذا فريق جديد وبرنامج جديد.",
        "قال مصدر إن الطريق مغلق.",
        "او رفت و گریخت و پول را پذیرفت.",
        "عادوا إلى بيوتهم بعد الحرب.",
    ],
)
def test_what_such_words_qualify_or_a_verb_alone_names_nobody(text: str) -> None:
    assert found(text) == []


def test_neighbours_on_no_list_are_one_finding() -> None:
    text = "رأينا زڤفرانوش كڤمونيڤي في الصباح."
    assert [one for one in found(text) if "زڤفرانوش" in one] == ["زڤفرانوش كڤمونيڤي"]


def test_a_family_that_is_a_word_is_known_again_in_the_text() -> None:
    text = "وحضرت عفاف زين الحلاق، التي فقدت ولديها. ثم عادت الحلاق إلى البيت."
    assert "الحلاق" in found(text)
