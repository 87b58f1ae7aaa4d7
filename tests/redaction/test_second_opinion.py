"""A language model's opinion comes second, is about places in the raw text, and is never missing silently."""

import random
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from fieldnotes.errors import Unreachable
from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import second_opinion
from fieldnotes.redaction.unknown.everything import Unknown
from fieldnotes.redaction.unknown.second_opinion import REASON, SecondOpinion, besides
from tests.redaction.language_models import NAME, NEEDS_SPACY, announce, install, ruled, site, taught

pytestmark = pytest.mark.filterwarnings("error", "ignore::DeprecationWarning")  # of packages that spaCy imports
FRENCH = "Le soir, hope est dans la maison avec les hommes, puis ils partent vers la ville chercher du pain."
PLAIN = "the guard called hope twice. they drove through bridge at night. a letter came from water trust first."


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in which packages are looked for."""
    with site(tmp_path) as folder:
        yield folder


@pytest.fixture(scope="session")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a trained model as a package; training takes seconds."""
    folder = tmp_path_factory.mktemp("site")
    install(taught(), folder)
    return folder


@pytest.fixture
def trained(learned: Path) -> Iterator[str]:
    """Return the name of an installed model that was trained."""
    with site(learned):
        yield NAME


def told(text: str, *models: str) -> list[tuple[str, str]]:
    """Return the words and kinds that models alone find in *text*."""
    return [(text[one.start : one.end], one.kind) for one in SecondOpinion(models).suspect(read(text))]


def person(start: int, end: int, reason: str = REASON, kind: str = "person") -> Suspicion:
    return Suspicion(start, end, kind, reason, "medium", "")


def test_without_models_nothing_is_asked() -> None:
    text = read("Then Hope went to Bridge.")
    assert list(SecondOpinion().suspect(text)) == []
    assert Unknown(models=()).suspect(text) == Unknown().suspect(text)


def test_a_model_that_is_not_installed_is_an_error_whatever_the_text() -> None:
    for text in ("", "12", "Then Hope went to Bridge.", "من هو"):
        with pytest.raises(Unreachable, match="is not installed") as told:
            Unknown(models=("en_nothing_sm",)).suspect(read(text))
        assert told.value.exit_code == 6
        assert "--off" in told.value.hint


@pytest.mark.skipif(find_spec("spacy") is not None, reason="spaCy is installed")
def test_a_model_without_spacy_is_an_error(site: Path) -> None:
    announce(site)
    assert second_opinion.installed() == (NAME,)
    with pytest.raises(Unreachable, match="spaCy") as told:
        list(SecondOpinion([NAME]).suspect(read("Hope")))
    assert "fieldnotes[ner]" in told.value.hint


def test_what_a_rule_found_wins_and_of_a_person_the_rest_stays() -> None:
    raw = "xx Hope Rose Kemiri of Upper Bridge xx"
    rules = [person(8, 12, "rule"), person(29, 35, "rule", "place")]
    found = list(besides([person(3, 19), person(23, 35, kind="place")], rules, raw))
    assert [(raw[one.start : one.end], one.kind) for one in found] == [("Hope", "person"), ("Kemiri", "person")]
    assert list(besides([person(8, 12), person(9, 11)], rules, raw)) == []
    assert list(besides([person(3, 7), person(36, 38)], rules, raw)) == [person(3, 7), person(36, 38)]


@NEEDS_SPACY
def test_a_trained_model_finds_names_that_are_words(trained: str) -> None:
    text = "The guard called Hope twice. They drove through Bridge at night. A letter came from Water Trust first."
    assert told(text, trained) == [("Hope", "person"), ("Bridge", "place"), ("Water Trust", "org")]
    found = [one for one in Unknown(models=[trained]).suspect(read(text)) if one.reason == REASON]
    by_rules = Unknown().suspect(read(text))
    assert all(one.end <= rule.start or rule.end <= one.start for one in found for rule in by_rules)
    assert {one.risk for one in found} <= {"medium"}


@NEEDS_SPACY
def test_what_a_model_adds_is_a_finding_of_its_words_in_the_raw_text(site: Path) -> None:
    install(ruled([{"label": "PERSON", "pattern": word} for word in ("hope", "bridge", "letter")]), site)
    text = "\u200bé 😀 " + PLAIN
    for one in (found := list(SecondOpinion([NAME]).suspect(read(text)))):
        assert text[one.start : one.end] == one.term
        assert (one.reason, one.risk, one.kind) == (REASON, "medium", "person")
    assert [one.term for one in found] == ["hope", "bridge", "letter"]
    added = [one for one in Unknown(models=[NAME]).suspect(read(text)) if one.reason == REASON]
    assert [one.term for one in added] == ["bridge", "letter"]  # a rule found "called hope"
    assert Unknown(models=[NAME]).suspect(read(text)) == Unknown(models=[NAME]).suspect(read(text))


@NEEDS_SPACY
@pytest.mark.parametrize(
    ("languages", "text", "asked"),
    [
        (["en"], PLAIN, ["en"]),
        (["en", "fr"], PLAIN, ["en"]),
        (["en", "fr", "xx"], PLAIN, ["en", "xx"]),
        (["en", "fr"], FRENCH, ["fr"]),
        (["fr", "pl"], PLAIN, ["fr", "pl"]),  # rather asked in vain than not at all
        (["xx", "pl"], FRENCH, ["pl", "xx"]),
        (["zh", "uk", "el", "ko", "ja"], PLAIN, []),
        (["zh", "uk", "en"], "Потім hope пішла, 希望", ["en", "uk", "zh"]),
    ],
)
def test_models_of_the_text_s_languages_are_asked_or_else_all_of_its_script(
    site: Path, languages: list[str], text: str, asked: list[str]
) -> None:
    for language in languages:
        install(ruled([{"label": "PER", "pattern": "hope"}]), site, f"{language}_spice_sm")
    found = SecondOpinion([f"{language}_spice_sm" for language in languages]).suspect(read(text))
    assert [text[one.start : one.end] for one in found] == ["hope"] * len(asked)


@NEEDS_SPACY
def test_a_long_text_is_read_in_pieces_and_no_name_at_a_line_or_word_is_cut(site: Path) -> None:
    install(ruled([{"label": "PERSON", "pattern": "saffron kemiri"}]), site)
    chance = random.Random(3)
    words = [chance.choice(["salt", "saffron kemiri", "the market", "far and wide"]) for _ in range(4000)]
    text = "\n".join(" ".join(words[i : i + 9]) for i in range(0, len(words), 9))
    assert len(text) > 40_000
    assert len(told(text, NAME)) == text.count("saffron kemiri")


@NEEDS_SPACY
def test_what_is_no_text_is_passed_over(site: Path) -> None:
    install(ruled([{"label": "PERSON", "pattern": "hope"}, {"label": "PERSON", "pattern": [{"IS_PUNCT": True}]}]), site)
    assert told("hope \0 \ud800\udfff hope ! " + "x" * 20_000 + " hope", NAME) == [("hope", "person")] * 3
    assert told("", NAME) == []


@NEEDS_SPACY
def test_a_model_that_cannot_be_used_is_an_error(site: Path) -> None:
    install(ruled([{"label": "PERSON", "pattern": "hope"}]), site, "en_spice_old", made_for=">=2.0.0,<2.1.0")
    install(ruled([{"label": "DISH", "pattern": "hope"}]), site, "en_spice_dish")
    announce(site, "en_spice_gone")
    for name, what in (("old", "cannot be loaded"), ("dish", "tells no names"), ("gone", "cannot be loaded")):
        with pytest.raises(Unreachable, match=what) as said:
            told("Then hope went.", f"en_spice_{name}")
        assert "--off" in said.value.hint
        assert said.value.__suppress_context__ or said.value.__context__ is None


@NEEDS_SPACY
def test_a_model_that_fails_on_a_text_is_an_error_that_does_not_tell_the_text(site: Path) -> None:
    install(ruled([{"label": "PERSON", "pattern": "hope"}]), site)
    model = second_opinion.loaded(NAME)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.max_length = 8  # type: ignore[attr-defined]  # as spaCy says of a text that is too long
        model.add_pipe("ner")  # type: ignore[attr-defined]  # never trained
    with pytest.raises(Unreachable, match="fails on a text") as said:
        told("then hope kemiri went", NAME)
    assert "kemiri" not in f"{said.value}{said.value.hint}"
    assert said.value.__suppress_context__
