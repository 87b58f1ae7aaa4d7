"""Who speaks in a chat or a transcript is suspected by the name before the colon; roles and headings are not."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown

STAGE = Unknown()


def found_in(text: str) -> list[str]:
    """Return the words that are suspected in *text*."""
    return [text[s.start : s.end] for s in STAGE.suspect(read(text)) if s.kind != "script"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pedro: ya comieron\nNata: todavía no, esperamos\nPedro: bueno, apúrense", {"Pedro", "Nata"}),
        ("Murat: neredesin\nNermin: evdeyim, sen\nMurat: yoldayım", {"Murat", "Nermin"}),
        ("Орися: ти де\nПилип: вдома, а ти\nОрися: їду додому", {"Орися", "Пилип"}),
        (
            "[12/03/21, 19:22:10] Rose: where are you\n[12/03/21, 19:23:01] Abe K: at home\nRose: good",
            {"Rose", "Abe K"},
        ),
        ("Rose  9:14 AM\nwhere are you\nNed, [12.03.2021 19:22]\nat home\nRose  9:16 AM\ngood", {"Rose", "Ned"}),
        ("Halcón: vamos por el puente\nNube: espere ahí\nHalcón: bueno\nNube: ya", {"Halcón", "Nube"}),
    ],
)
def test_those_who_take_turns_are_named_though_their_names_are_words(text: str, names: set[str]) -> None:
    assert names <= set(found_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "Interviewer: How many were there?\nWitness: About ten.\nInterviewer: Who else?\nWitness: Nobody.",
        "Q: How many were there?\nA: About ten.\nQ: Who else?\nA: Nobody.",
        "Pregunta: ¿Cuántos eran?\nRespuesta: Unos diez.\nPregunta: ¿Quién más?\nRespuesta: Nadie.",
        "Soru: Kaç kişiydiler?\nCevap: On kadar.\nSoru: Başka kim vardı?\nCevap: Kimse yoktu.",
        "Enquêteur : Combien étaient-ils ?\nTémoin : Une dizaine.\nEnquêteur : Qui encore ?\nTémoin : Personne.",
        "Питання: Скільки їх було?\nВідповідь: З десяток.\nПитання: А ще хто?\nВідповідь: Ніхто.",
        "Note: the road is closed.\nMonday: no water.\nReminder: call back.",
        "Breakfast 08:00\nLunch 12:30\nDinner 19:00\nBreakfast 08:00",
        "He said: I will never forget that day.\nThen she said: we left at night.\nHe said: yes.",
    ],
)
def test_roles_and_headings_name_nobody(text: str) -> None:
    assert found_in(text) == []


def test_strange_words_are_suspected_in_turns_that_are_written_small() -> None:
    text = "Pedro: vamos por tarbarique\nNata: quién maneja\nPedro: no sé, dicen que bien"
    assert "tarbarique" in found_in(text)


def test_turns_that_begin_with_a_capital_are_no_small_writing() -> None:
    text = "Pedro: Vamos por tarbarique\nNata: ¿Quién maneja?\nPedro: No sé, dicen que bien."
    assert "tarbarique" not in found_in(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("li na: hello\nme: hi\nli na: see you\nme: ok bye", "li na"),
        ("[00:12] Mg Tumeric: they came at night", "Mg Tumeric"),
        ("YE CUMIN: LLEGARON DE NOCHE\nP: ¿QUIÉN?\nYE CUMIN: LOS HOMBRES DEL CERRO", "YE CUMIN"),
    ],
)
def test_a_speaker_is_named_whose_name_has_a_short_word_of_some_language(text: str, name: str) -> None:
    assert name in found_in(text)
