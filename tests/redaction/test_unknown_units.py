"""Units, companies and unions are suspected with the number or the head that belongs to their name."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.everything import Unknown, settled

STAGE = Unknown()

WHOLE = [
    ("They said the Fourth Sorrel Rifles had come.", "Fourth Sorrel Rifles"),
    ("Soldiers of Mountain Infantry Battalion 812 came.", "Mountain Infantry Battalion 812"),
    ("We met men of the 12th mechanised infantry brigade there.", "12th mechanised infantry brigade"),
    ("It was a letter of the Widows' League of Pellow.", "Widows' League of Pellow"),
    ("Ils sont du 4e régiment de Vervaine, je crois.", "4e régiment de Vervaine"),
    ("On dit que la 7e compagnie campe au bord du fleuve.", "7e compagnie"),
    ("Le camion était de la Compagnie des Sels de Mandoul, je crois.", "Compagnie des Sels de Mandoul"),
    ("Llegaron los del frente 71 Guayaba con una lista.", "frente 71 Guayaba"),
    ("Era del Batallón de Infantería n.º 31, según ellos.", "Batallón de Infantería n.º 31"),
    ("Emrin 7. Kestane Taburu'ndan geldiğini söylediler.", "7. Kestane Taburu'ndan"),
    ("Arabalar Kuzgun İnşaat şirketinindi, herkes biliyor.", "Kuzgun İnşaat"),
    ("Це були люди з 42-ї окремої механізованої бригади, кажуть.", "42-ї окремої механізованої бригади"),
    ("Вона написала до Спілки вдів Калинова, але дарма.", "Спілки вдів Калинова"),
    ("Він працює на елеваторі «Срібна нива-2», недалеко.", "Срібна нива-2"),
    ("Командир на позивний «Каштан» кричав по рації.", "Каштан"),
    ("On l'appelait « Tonnerre » dans tout le quartier.", "Tonnerre"),
]


def covered_in(text: str) -> set[int]:
    """Return the places in *text* that are suspected."""
    return {place for s in STAGE.suspect(read(text)) if s.kind != "script" for place in range(s.start, s.end)}


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_number_and_head_belong_to_the_name(text: str, name: str) -> None:
    start = text.index(name)
    assert {i for i in range(start, start + len(name)) if text[i].isalnum()} <= covered_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "A battalion came, then a brigade, and the company left at night.",
        "Un bataillon est passé, puis la compagnie est partie.",
        "Pasó un batallón y luego la compañía se fue.",
        "Bir tabur geçti, sonra şirket kapandı.",
        "Пройшов батальйон, потім компанія закрилася.",
        "«Усі виходьте», — кричали вони. Потім сказали: «Добре».",
        "He shouted “Come out, all of you” and then “Go away”.",
    ],
)
def test_a_head_alone_and_speech_name_nobody(text: str) -> None:
    assert covered_in(text) == set()


def test_what_a_heavier_suspicion_leaves_over_of_a_longer_one_stays_suspected() -> None:
    longer = Suspicion(0, 21, "org", "", "medium", "batallon albahaca 7")
    heavier = Suspicion(0, 17, "person", "", "high", "batallon albahaca")
    left_over = Suspicion(17, 21, "org", "", "medium", "batallon albahaca 7")
    assert settled([longer, heavier]) == [heavier, left_over]
