"""Names on no card are suspected by the question whether they are words."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown

STAGE = Unknown()

NAMED = [
    ("We met Saffron Kemiri there.", "Saffron Kemiri"),
    ("Then Mr Black said no.", "Black"),
    ("We saw Dr. J. K. Tarragon.", "J. K. Tarragon"),
    ("We saw Cz. Kuminski here.", "Cz. Kuminski"),
    ("Will Kemiri told us.", "Kemiri"),
    ("Then Grace Tarragonov came.", "Grace Tarragonov"),
    ("Yesterday Copper left us.", "Copper"),
    ("McAnise and O'Sumac came.", "McAnise"),
    ("They took al-Turmerik away.", "al-Turmerik"),
    ("It was Umm Fenugreek.", "Fenugreek"),
    ("He is Abdul bin Kardamom.", "Abdul bin Kardamom"),
    ("THE CASE OF KEMIRI", "KEMIRI"),
    ("my name is serbestxan and i left", "serbestxan"),
    ("my brother welidxan and i left", "welidxan"),
    ("They live in the village of Anise Hill.", "Anise Hill"),
    ("The Ministry of Spice sent them.", "Ministry of Spice"),
    ("Мене звати Олена Кропивенко.", "Олена Кропивенко"),
    ("Меня зовут Анис Шафранов.", "Анис Шафранов"),
    ("Я живу в селі Кмин.", "Кмин"),
    ("Adım Serbest Kimyon, Karanfil köyünde yaşıyorum.", "Karanfil"),
    ("Dün Ayşe Hanım geldi.", "Ayşe"),
    ("Me llamo Azafrán Comino y vivo en Canela.", "Canela"),
    ("Je m'appelle Safran Cumin et j'habite loin.", "Safran Cumin"),
    ("Mein Name ist Safran Kümmel.", "Safran Kümmel"),
    ("Ato Berbere came with Daw Kardamom.", "Berbere"),
    ("Pastaj Guri shkoi në shtëpi me të tjerët.", "Guri"),
    ("Kisha Kijiji alikwenda nyumbani na wengine.", "Kijiji"),
    ("Հետո Համեմյանը գնաց տուն մյուսների հետ։", "Համեմյանը"),
    ("შემდეგ ზაფრანოვი სახლში წავიდა.", "ზაფრანოვი"),
    ("اسمي سماق كريم وأعيش هنا", "سماق كريم"),
    ("أعيش في قرية الكمون", "الكمون"),
    ("لە گوندی کانی ماسی دەژیم", "کانی ماسی"),
    ("آقای زعفران کریمی آمد", "زعفران کریمی"),
    ("አቶ ከበደ ቅመም መጡ", "ከበደ"),
    ("শ্রী হলুদ কুমার গেছেন", "হলুদ কুমার"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_name_is_suspected_in_full(text: str, name: str) -> None:
    found = [s for s in STAGE.suspect(read(text)) if s.kind != "script"]
    covered = {place for s in found for place in range(s.start, s.end)}
    start = text.index(name)
    assert {i for i in range(start, start + len(name)) if not text[i].isspace()} <= covered


@pytest.mark.parametrize(
    "text",
    [
        "Në mbrëmje erdhën ushtarët dhe na thanë të dilnim nga shtëpia. Nuk kishim as bukë as ujë.",
        "në mbrëmje erdhën ushtarët dhe na thanë të dilnim nga shtëpia, nuk kishim as bukë as ujë",
        "Wanawake na watoto walitembea usiku kucha. Hatukuwa na mkate wala maji.",
        "wanawake na watoto walitembea usiku kucha kupitia milima",
        "Երեկոյան զինվորները եկան և ասացին, որ պետք է դուրս գանք։ Մենք ոչ հաց ունեինք, ոչ ջուր։",
        "երեկոյան զինվորները եկան և ասացին, որ պետք է դուրս գանք",
    ],
)
def test_words_of_a_language_that_has_a_list_are_no_names(text: str) -> None:
    assert list(STAGE.suspect(read(text))) == []


def test_georgian_words_on_no_list_are_doubtful_and_somebody_has_to_read_it_all() -> None:
    text = "ქალები და ბავშვები სახლში იყვნენ ზაფრანოვის დედასთან ერთად."
    whole, name = STAGE.suspect(read(text))
    assert (whole.kind, whole.start, whole.end) == ("script", 0, len(text))
    assert (text[name.start : name.end], name.kind, name.risk) == ("ზაფრანოვის", "person", "low")


def test_a_name_once_found_is_found_in_small_letters_and_in_part() -> None:
    text = "We met Saffron Kemiriyan. Later kemiriyan left us."
    assert "kemiriyan" in {text[s.start : s.end] for s in STAGE.suspect(read(text))}


@pytest.mark.parametrize("text", ["التقيت رجلا في السوق", "ሰላም ነው", "他住在北京。", "আমি বাজারে গিয়েছিলাম"])
def test_a_passage_in_a_script_without_capitals_has_to_be_read_by_a_person(text: str) -> None:
    (sign_off,) = [s for s in STAGE.suspect(read(text)) if s.kind == "script"]
    assert (sign_off.start, sign_off.end, sign_off.risk) == (0, len(text), "high")


def test_two_passages_are_never_signed_off_as_one() -> None:
    terms = {
        s.term
        for text in ("قال لي رجل", "قال لي ولد", "قال لي رجل نعم")
        for s in STAGE.suspect(read(text))
        if s.kind == "script"
    }
    assert len(terms) == 3


def test_a_latin_text_needs_no_sign_off() -> None:
    assert not any(s.kind == "script" for s in STAGE.suspect(read("We went home and slept.")))


def test_the_same_name_has_one_term_with_and_without_a_title() -> None:
    terms = [s.term for s in STAGE.suspect(read("We met Mr Kemiriyan. Then Kemiriyan left; KEMIRIYAN was tired."))]
    assert set(terms) == {"kemiriyan"}


@pytest.mark.parametrize(
    "text",
    [
        "The Colonel's car stood there, and the Sheikh’s house burnt.",
        "Don't make me soft. Doctor's orders.",
        "I wouldn't ring. I've told you. I would put my boots on, and I sleep in them, so that's done, and I'd walk.",
        "Mother's Day came.",
    ],
)
def test_what_stands_behind_an_apostrophe_is_no_name(text: str) -> None:
    assert list(STAGE.suspect(read(text))) == []


def test_a_short_text_that_english_knows_is_read_as_english() -> None:
    (found,) = STAGE.suspect(read("Karsten Zilch left."))
    assert (found.kind, found.start, found.end) == ("person", 0, 13)
