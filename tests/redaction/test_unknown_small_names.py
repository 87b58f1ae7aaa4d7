"""Names are suspected in small letters after what says that one follows, bent where they were found before."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown
from fieldnotes.redaction.unknown.forms import is_form, is_turkish_case, stems

STAGE = Unknown()


def found_in(text: str) -> list[str]:
    """Return the words that are suspected in *text*."""
    return [text[s.start : s.end] for s in STAGE.suspect(read(text)) if s.kind != "script"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then we went to see abu pepper in the market.", "pepper"),
        ("Ayer vino don comino con su camión.", "comino"),
        ("Ayer vino el teniente tarragonado con un tal safrano.", "tarragonado"),
        ("Ayer vino el teniente con un tal safrano.", "safrano"),
        ("Hier un certain badiandou est venu avec tonton safranou.", "badiandou"),
        ("Hier il est venu avec tonton safranou.", "safranou"),
        ("Dün komutan safranoğ geldi ve adı murat olan biri.", "safranoğ"),
        ("Dün bir adam geldi, adı murat imiş.", "murat"),
        ("Dün nermin teyzenin evine gittik.", "nermin"),
        ("Dün kavaklı'da kaldık, sonra döndük.", "kavaklı"),
        ("Вчора приїхав водій, шафранчик, і забрав нас.", "шафранчик"),
        ("Вчора бачили лейтенанта шафранчука біля школи.", "шафранчука"),
    ],
)
def test_a_small_word_beside_what_announces_a_name_is_one(text: str, name: str) -> None:
    assert any(name in found for found in found_in(text))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Ми прийшли разом із Перцем. Перець кричав першим.", "Перцем"),
        ("Він ішов разом із Кмином і Дубом. Кмин упав, а потім Дуба поранило.", "Дуба"),
        ("Шафранюк утік. Сусіди бачили Шафранюка вранці.", "Шафранюка"),
        ("Dün Safranoğlu geldi. Sabah safranoğluna sordum.", "safranoğluna"),
    ],
)
def test_a_name_is_found_again_with_another_ending(text: str, again: str) -> None:
    assert again in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Depuis trois jours il pleut. Selon les voisins, la route est coupée. Après le repas, nous avons parlé.",
        "Moi, je voulais rentrer. Parmi les blessés, il y avait des enfants. Aujourd'hui, le marché était vide.",
        "Malheureusement, le pont est tombé. Qu'est-ce que vous avez vu ? C'était la nuit.",
        "Hace tres días que llueve. Ella quería volver. Además, las mujeres cantaban.",
        "Üç gündür yağmur yağıyor. Ben dönmek istiyordum. Mektuplarını sakladım. Böyle kurtulduk.",
        "Третій день іде дощ. Пам'ять підводить. Комп'ютери забрали. Бур'яни виросли. М'яса не було.",
        "Ніхто не знає чому. Кримінальними справами ніхто не займався. Відповідальності ніхто не ніс.",
        "A guy told us to wait. Guys came with trucks. Quietly we left, and a captain said nothing.",
    ],
)
def test_what_starts_a_sentence_is_no_name(text: str) -> None:
    assert found_in(text) == []


def test_a_sentence_may_start_with_a_given_name_that_is_a_word() -> None:
    assert "Remedios" in found_in("Ayer llovió mucho en la casa. Remedios trajo pan para todos.")
    assert "Nermin" in found_in("Dün çok yağmur yağdı. Nermin ekmek getirdi.")


def test_what_a_guess_at_another_encoding_makes_of_plain_words_is_no_name() -> None:
    text = "Voilà, après la pluie, tout est calme. Après le repas, nous avons parlé longtemps. Voilà comment."
    assert len(read(text).views) > 1
    assert found_in(text) == []


def test_long_forms_are_words_if_a_listed_word_with_an_ending() -> None:
    assert is_form("кримінального", "uk")
    assert is_form("mektuplarini", "tr")
    assert is_form("heureusement", "fr")
    assert not is_form("шафрановченкові", "uk")
    assert not is_form("safranoglugiller", "tr")


def test_endings_of_names_are_taken_off() -> None:
    assert stems("перцем", is_turkish=False) == stems("перцю", is_turkish=False) == ("перц",)
    assert "rojhat" in stems("rojhatin", is_turkish=True)
    assert stems("kemiri", is_turkish=False) == ()
    assert is_turkish_case("dayim")
    assert not is_turkish_case("dakik")
