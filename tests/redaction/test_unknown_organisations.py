"""Organisations told by the grammar of their names, and those that everybody knows."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.everything import Unknown

STAGE = Unknown()


def organisations(text: str) -> list[str]:
    """Return the organisations suspected in *text*, as they are written."""
    return [text[one.start : one.end] for one in STAGE.suspect(read(text)) if one.kind == "org"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Elle a saisi la Direction régionale de la santé publique avant midi.",
            "Direction régionale de la santé publique",
        ),
        ("Le bureau du Comité des veuves du safran est fermé.", "Comité des veuves du safran"),
        ("Según la Fiscalía General de la Canela, no hay caso.", "Fiscalía General de la Canela"),
        ("Los camiones de Acción contra el Comino no pasan de aquí.", "Acción contra el Comino"),
        ("Les gens parlent des Volontaires pour la garde du safran.", "Volontaires pour la garde du safran"),
        ("Адвокатка з Кардамонної ліги оборонців приїхала вчора.", "Кардамонної ліги оборонців"),
        ("Потім Шафранне бюро розслідувань закрило справу.", "Шафранне бюро розслідувань"),
        ("Його взяли люди з Центру протидії корицізму, каже він.", "Центру протидії корицізму"),
        ("He was a driver for the Lawyers for Cinnamon People until May.", "Lawyers for Cinnamon People"),
        ("She works for the Saffron Commission on Missing Cloves.", "Saffron Commission on Missing Cloves"),
        ("- Baharat Genel Komutanlığı cesetlere ulaşmadı.", "Baharat Genel Komutanlığı"),
    ],
)
def test_an_organisation_is_found_whole_by_the_grammar_of_its_name(text: str, name: str) -> None:
    assert any(name in found for found in organisations(text))


@pytest.mark.parametrize(
    "text",
    [
        "La directrice de la radio contre le mur.",
        "El comité de la escuela se reúne para la fiesta.",
        "Рада села зібралась, і бюро зачинили.",
        "People for the most part stayed. Friends of the bride sang.",
        "Місцева поліція приїхала пізно.",
    ],
)
def test_the_same_words_written_small_or_at_the_start_name_no_organisation(text: str) -> None:
    assert organisations(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("може він у списках червоного хреста, перевір", "червоного хреста"),
        ("dün kızılhaça gittik, msf de oradaydı", "msf"),
        ("la cruz roja no vino ayer por la tarde", "cruz roja"),
        ("راجعنا الصليب الأحمر بعد الظهر.", "الصليب الأحمر"),
        ("او از هلال احمر کمک خواست.", "هلال احمر"),
        ("پەکەکە لەم ناوچەیە نییە.", "پەکەکە"),
        ("PKK'nin adını söylediler.", "PKK'nin"),
        ("Об’єднаних Націй тут немає.", "Об’єднаних Націй"),
    ],
)
def test_an_organisation_of_plain_words_is_known_by_its_name(text: str, name: str) -> None:
    start = text.index(name)
    found = [one for one in STAGE.suspect(read(text)) if one.kind != "script"]
    assert all(any(one.start <= at < one.end for one in found) for at in range(start, start + len(name)))


def test_the_letters_of_such_a_name_inside_other_words_are_none() -> None:
    assert organisations("the farce of the misfit, isolated; a cruz in the road") == []
