"""Prove which forms of a name, post, organisation and place are keys, and that ordinary prose is left alone."""

import pytest

from fieldnotes.redaction.subject import Protects, Subject
from tests.redaction.cast import CHIEF, DRIVER, EVERYBODY, INTERPRETER, OPEN, VILLAGE, cleared, person, place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I met Saffron Kemiri.", "I met [Kak D]."),
        ("SAFFRON came", "[Kak D] came"),
        ("saffron kemiri", "[Kak D]"),
        ("Kemiri, Saffron", "[Kak D]"),
        ("Saffron al-Kemiri", "[Kak D]"),
        ("al-Kemiri, Alkemiri and Al Kemiri", "[Kak D] and [Kak D]"),
        ("Saffron K. came", "[Kak D]. came"),
        ("S. Kemiri came", "[Kak D] came"),
        ("Saffron Q. Kemiri", "[Kak D]"),
        ("Kak Saffron came", "[Kak D] came"),
        ("Kemiri’s men", "[Kak D]’s men"),
        ("both Kemiris", "both [Kak D]"),
        ("pro-Kemiri", "pro-[Kak D]"),
        ("Saffronî, Kemirîyan", "[Kak D]"),
        ("Abu Sumac", "[Kak D]"),
        ("abu-sumac", "[Kak D]"),
        ("Sumac spoke", "[Kak D] spoke"),
        ("the tall lovage", "[Kak D]"),
        ("سافرۆن هات", "[Kak D] هات"),
        ("وسافرۆن كەميری", "و[Kak D]"),
        ("بسافرۆن", "ب[Kak D]"),
        ("سافرۆنیش", "[Kak D]"),
        ("с Сафроном Кемири", "с [Kak D]"),
        ("КЕМИРИ", "[Kak D]"),
        ("the Border Directorate of Qorat", "the [organisation]"),
        ("border  directorate\nof qorat", "[organisation]"),
        ("our Lovage Bureau", "our [organisation]"),
        ("the BDQ, the bdq, the B.D.Q.", "the [organisation], the [organisation], the [organisation]."),
        ("the WHO, and who else", "the [organisation], and who else"),
        ("as Head of the Qorat Directorate", "as [post]"),
        ("the governor", "the [post]"),
        ("in Taza Khurmala", "in [Qorat province]"),
        ("in Taza-Khurmala", "in [Qorat province]"),
        ("in TazaKhurmala", "in [Qorat province]"),
        ("in Khurmala", "in [Qorat province]"),
        ("لە تازەدا", "لە [Qorat province]"),
        ("Qorat district", "[Qorat province]"),
        ("at the Old Bridge checkpoint", "at the [Qorat province]"),
    ],
)
def test_a_known_form_is_replaced(text: str, expected: str) -> None:
    assert cleared(text, CHIEF, VILLAGE) == expected


@pytest.mark.parametrize("text", ["in Qorat", "Qorat province", "the province", "the old bridge", "a checkpoint"])
def test_words_that_may_be_published_and_words_for_kinds_of_places_are_no_keys(text: str) -> None:
    assert cleared(text, VILLAGE) == text


def test_a_form_made_of_publishable_words_is_no_key() -> None:
    here = place("Qorat", "Qorat province", "Old Qorat", open_words=frozenset({"qorat", "province"}))
    assert cleared("in Qorat, Qorat province, old Qorat", here) == "in Qorat, Qorat province, [P]"


@pytest.mark.parametrize("text", ["Abu Nobody came.", "Al was there, el too.", "the sheikh, umm, said", "bin and ibn"])
def test_particles_and_titles_are_no_keys(text: str) -> None:
    assert cleared(text, person("Sheikh Kari bin Dalu", "Umm Galgan", "Abu Bakri al-Kamuni")) == text


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Abu Ali", "Abu Ali and Ali", "[Q] and [Q]"),
        ("Li Na", "Li Na, Na Li and lina", "[Q] and [Q]"),
        ("Li Na", "Na, Li: nothing", "[Q]: nothing"),
        ("Li Na Kamun", "na-li, kamun li na", "[Q]"),
        ("Jo", "Jo came. JO, jo.", "[Q] came. JO, jo."),
        ("Sa'id Kamun", "Sa'id, Said and Sa‘id", "[Q] and [Q]"),
        ("Sa'id Kamun", "He said so", "He said so"),
        ("O'Kemun", "Kemun and O’Kemun", "[Q] and [Q]"),
        ("Ben Kamun", "Ben came", "[Q] came"),
        ("Kari Bishop", "Bishop came, the bishop came", "[Q] came, the bishop came"),
        ("Jean-Kari Dalu", "Jean, Kari, Jean Kari", "[Q]"),
        ("王小明", "昨天王小明去了", "昨天[Q]去了"),
        ("สมชาย ใจดี", "พบสมชายที่", "พบ[Q]ที่"),
        ("Salah al-Din Kamun", "Salah ad-Din, Salahaldin", "[Q], [Q]"),
        ("عبد الكمون", "عبدالكمون وعبد الكمون", "[Q] و[Q]"),
        ("Νίκος Κύμινος", "ΝΊΚΟΣ νικος Nίκος", "[Q]"),
        ("One", "One came, one went", "[Q] came, one went"),
        ("زعفران الكمون", "كمون وكمونی", "[Q] و[Q]"),
        ("Kari Alzedoar", "Zedoar, al-Zedoar", "[Q]"),
        ("Turki Kamun", "Turki and the Turkish army", "[Q] and the Turkish army"),
        ("Summer Kamun", "Midsummer came, and Summer", "Midsummer came, and [Q]"),
        ("Dalu Akbi", "DaluTheGreat wrote", "[Q] wrote"),
        ("Abu Ali", "AbuAli1987, @abu_ali", "[Q]1987, [account]"),
    ],
)
def test_the_parts_of_a_name_that_can_stand_for_it_are_keys(name: str, text: str, expected: str) -> None:
    assert cleared(text, person(name)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I hope he will come.", "I hope he will come."),
        ("I asked Hope.", "I asked [an interpreter]."),
        ("i asked hope", "i asked [an interpreter]"),
        ("Then hope damar came", "Then [an interpreter] came"),
        ("We HOPE so", "We [an interpreter] so"),
        ("Hope’s car", "[An interpreter]’s car"),
        ("On ne hopes", "On ne hopes"),
    ],
)
def test_a_name_that_is_an_ordinary_word_counts_with_a_capital_or_beside_another_part(text: str, expected: str) -> None:
    assert cleared(text, INTERPRETER) == expected


def test_the_parts_of_an_alias_are_keys_but_for_ordinary_words() -> None:
    someone = Subject(
        "source q", Protects.IDENTITY, "Q", names=("Kari Dal",), aliases=("Abu Sumak al-Kamun", "White Zedoar")
    )
    text = "Sumak, KAMUN, abusumak, kamunsumak, the white one, Zedoar, zedoarwhite, S. Kamun"
    assert cleared(text, someone) == "[Q], the white one, [Q], [Q]"


def test_a_persona_is_a_key_as_a_whole_only() -> None:
    someone = Subject("source q", Protects.PROTECTED_ROLE, "a driver", personas=("Uncle Pepper",))
    assert cleared("Uncle Pepper and uncle pepper", someone) == "[A driver] and [a driver]"
    assert cleared("My uncle grows Pepper.", someone) == "My uncle grows Pepper."


def test_the_preposition_that_is_spelled_like_ali_is_left_alone() -> None:
    assert cleared("كان الكتاب على الطاولة وعلى الأرض", DRIVER) == "كان الكتاب على الطاولة وعلى الأرض"
    assert cleared("جاء علي", DRIVER) == "جاء [a driver]"
    assert cleared("جاء على زنجبيل", DRIVER) == "جاء [a driver]"


def test_a_shared_part_is_withheld_and_the_whole_name_tells_who_is_meant() -> None:
    assert cleared("Achiote came", INTERPRETER, DRIVER) == "[name withheld] came"
    assert cleared("Ali Achiote came", INTERPRETER, DRIVER) == "[A driver] came"
    assert cleared("Achiote, Ali", INTERPRETER, DRIVER) == "[A driver]"
    assert cleared("Achiote", person("Kari Achiote", label="a driver"), DRIVER) == "[A driver]"


def test_places_that_share_a_word_keep_a_label_they_agree_on() -> None:
    upper, lower = place("Kamun Valley", label="the north"), place("Kamun Ridge", label="the south")
    assert cleared("in Kamun", upper, lower) == "in [a place]"
    assert cleared("in Kamun Valley", upper, lower) == "in [the north]"
    assert cleared("in Kamun", upper, place("Kamun Ridge", label="the north")) == "in [the north]"


def test_a_person_wins_over_a_place_of_the_same_name() -> None:
    assert cleared("Kamun", person("Kari Kamun"), place("Kamun")) == "[Q]"


def test_the_stricter_of_two_places_wins() -> None:
    here = place("Kamun Market", label="Kamun", open_words=frozenset({"kamun"}))
    there = place("Kamun", label="the country")
    assert cleared("in Kamun", here, there) == "in [the country]"


NEGATIVES = """
We waited for two hours in the car with the heater on.
I hope that you will come again in the spring.
He has an uncle who sells tyres near the bridge.
The office was on the left, and no one was there.
Faith, he wrote, is a private matter.
The driver told us to stay in the car.
My aliment was bread; my alias was nobody.
The alibi was weak, said the alien.
An italic type, a dalliance, a gondola.
The man and/or the woman may sign.
She will not have it, he'll see to that.
Jobs were rare and joy was rarer.
The joke about John and Joan fell flat.
A journey of a thousand miles.
The nutmeg was ground in a mortar.
A tazkira is a paper; he had none.
They were tazed in the yard.
The old bridge fell, the new bridge holds.
The bridge checkpoint was older than the road.
A district is not a province, he explained.
Two rivers meet in the district of the south.
The head of the directorate has left for the capital.
The border is a line in the sand.
A directorate of something or other.
Whoever comes first, who cares?
The governorate pays; he laughed at the governance.
It is damaged, said the clerk, and the damage is done.
The damask cloth lay folded on a damp chair.
A dam is what he builds, dams all over the country.
Kemi is a town in Finland.
Safe and sound, from far on the other side.
The saffle of wings, the saffian leather.
In 2016 there were 12 K of them.
Call 0770 111 2222 for the office.
On 21 March 2016, at 18:00, we sat down.
The temperature was 35.3 degrees and rising.
Room 743, bed 09, ward 15.
It cost 1,234,567 dinars, give or take 998.
He wrote to the editors (editors@journal.example) twice.
See https://journal.example/methods/2016/03?section=4#notes for more.
The file is called field_notes_2016-03-21.docx.
firstName and lastName are fields of the form.
The list: 1) water, 2) bread, 3) salt.
5 < 6 and 7 > 3, as <b>every</b> child knows.
Use *stars* and _lines_ for **stress**, `code` for code.
[A link](https://example.org/a_(b)) and ![a picture](x.png).
100 % of them, R & D, Q&A, AT&T.
I am a teacher; I was a soldier.
P.S. The U.S. team left at 6 a.m., i.e. a day early.
The sum, a calculation of sorts, was wrong.
Abu is what they call fathers.
كانت الطريق مغلقة عندما وصلنا ولم يعرف أحد إلى متى.
جلسنا على الأرض وعلى الحقائب وانتظرنا ساعتين.
قال إن الأمر لا يعنيه وإن العلم نور.
ڕێگاکە داخرابوو کاتێک گەیشتین و کەس نەیدەزانی تا کەی.
ئەم گوندە چل ماڵی تێدایە و نیوەیان باج دەدەن.
جاده بسته بود و هیچ کس نمی‌دانست تا کی.
Rê girtî bû dema em gihîştin û kesî nizanibû heta kengî.
Bir asker elini kaldırdı ve nereye gittiğimizi sordu.
Дорога была закрыта, и никто не знал, надолго ли.
Мы ждали в машине два часа и пили чай.
Ο δρόμος ήταν κλειστός και κανείς δεν ήξερε για πόσο.
""".strip().splitlines()


@pytest.mark.parametrize("text", NEGATIVES)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    assert cleared(text, *EVERYBODY) == text


def test_there_are_enough_sentences_that_must_be_left_alone() -> None:
    assert len(NEGATIVES) >= 60


def test_an_own_name_becomes_itself() -> None:
    assert cleared("Galangal came", OPEN) == "Nutmi Galangal came"
    assert cleared("Nutmi came; GALANGAL, Nutmi left", OPEN) == "Nutmi Galangal came; Nutmi Galangal left"
    assert cleared("Abu Zedoary, 0750 998 7766", OPEN) == "Nutmi Galangal, [phone number]"
