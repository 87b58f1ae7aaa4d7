"""Names in what is written without capitals, and in capitals alone."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown

STAGE = Unknown()


def covered(text: str, name: str) -> bool:
    """Tell whether every letter of *name* in *text* is suspected."""
    start = text.index(name)
    found = [one for one in STAGE.suspect(read(text)) if one.kind != "script"]
    return all(
        any(one.start <= at < one.end for one in found) for at in range(start, start + len(name)) if text[at].isalnum()
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ayer lo vieron en el reten de la canelita, iba con dos muchachas", "la canelita"),
        ("dicen que los de los pimenteros le pidieron plata otra vez", "los pimenteros"),
        ("il travaille pour l'ong main safranee, personne ne sait rien", "main safranee"),
        ("un certain fiacre, dit-on, a disparu avec la caisse de la ville", "fiacre"),
        ("she walked to the kemirine river and the reer dhagacumin were there", "reer dhagacumin"),
        ("she walked to the kemirine river with us and then came back", "kemirine river"),
        ("selam, dün yeşil kimyon derneğine gittim, kimse yoktu orada", "yeşil kimyon derneğine"),
        ("sonra mehmet emin geldi, kapıyı kırdı ve bizi dışarı çıkardı", "mehmet emin"),
        ("hier j'ai vu bakouzafran le borgne, il cherche sa soeur depuis lundi", "bakouzafran le borgne"),
        ("they took him to kart-e zafrand in the night and he never came back", "kart-e zafrand"),
    ],
)
def test_in_a_chat_written_small_a_name_is_found_with_its_plain_words(text: str, name: str) -> None:
    assert covered(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EN EL SECTOR FLOR DE CUMINARILLO MURIÓ AYER UNA VECINA, DIJO LA POLICÍA.", "FLOR DE CUMINARILLO"),
        ("LA VECINA NARCISA DE JESÚS CANELIAZO DIJO QUE NO VIO NADA, Y SE FUE.", "NARCISA DE JESÚS CANELIAZO"),
        ("SELON LE BOURGMESTRE AIMÉ-CÉSAIRE SAFRANYABANDI, LA ROUTE EST COUPÉE.", "AIMÉ-CÉSAIRE SAFRANYABANDI"),
        ("EL COMITÉ PERMANENTE POR LA DEFENSA DE LOS COMINOS PIDIÓ UNA AUTOPSIA.", "COMITÉ PERMANENTE POR LA DEFENSA"),
        ("URGENT – GOMA : DES TIRS ONT ÉCLATÉ CE SOIR DANS LA VILLE.", "GOMA"),
        ("VALİ GELMEDİ. GÖRGÜ TANIĞI HALİT KİMYONLU OLAYI ANLATTI VE GİTTİ.", "HALİT KİMYONLU"),
        ("ЗА СЛОВАМИ СТАРОСТИ ГРИГОРІЯ ШАФРАНЕНКА, СНАРЯД ВЛУЧИВ У ДІМ.", "ГРИГОРІЯ ШАФРАНЕНКА"),
        ("A MEDIC WITH THE KEMIRENNI LANTERN RELIEF TEAM COUNTED SIX BODIES.", "KEMIRENNI LANTERN RELIEF TEAM"),
    ],
)
def test_in_a_report_in_capitals_a_name_is_found_with_its_plain_words(text: str, name: str) -> None:
    assert covered(text, name)


def test_the_language_of_a_text_in_capitals_is_told_by_its_words() -> None:
    text = "KAYMAKAM AÇIKLAMA YAPTI. İKİ ASKER ÖLDÜ, KÖY BOŞALDI, YOLLAR KAPANDI, KİMSE KONUŞMADI."
    assert [one for one in STAGE.suspect(read(text)) if one.kind == "person"] == []


@pytest.mark.parametrize(
    "text",
    [
        "el hospital no tiene agua y la escuela estaba cerrada cuando llegamos",
        "the old market was closed and the whole village street was dark",
        "dün köye gittik, bir mahalle boştu, kimse yoktu, sonra eve döndük",
    ],
)
def test_words_for_places_with_plain_words_beside_them_name_none(text: str) -> None:
    assert [one for one in STAGE.suspect(read(text)) if one.kind != "script"] == []


def test_a_name_found_once_in_a_chat_is_found_again_though_it_is_a_word() -> None:
    text = "abla dün ferhat'ı aldılar, kapıyı kırdılar. ferhat ilaç kullanıyor, bayılıyor."
    found = [text[one.start : one.end] for one in STAGE.suspect(read(text))]
    assert found.count("ferhat") == 2


def test_a_list_of_names_in_capitals_tells_no_language_in_which_they_would_be_words() -> None:
    names = [
        "ŞADİYE ACAR",
        "SENEM ASLAN",
        "İNCİ KARABİBER",
        "AYTEN ÇELİK",
        "ÖZKAN DENİZ",
        "NİLÜFER KILIÇ",
        "HİKMET TAŞ",
    ]
    assert all(covered("\n".join(names), name) for name in names)
