"""`gazetteer`: proposals from the map data in the package, without a vault."""

import json
from pathlib import Path

import pytest

from tests.acceptance.desk import start


def test_a_name_is_answered_with_a_ladder(tmp_path: Path) -> None:
    done = start(["--json", "gazetteer", "Taza", "Khurmatu"], tmp_path)
    assert done.code == 0
    first, *_ = json.loads(done.out)
    assert first["ladder"] == {
        "settlement": "Tāzah Khūrmātū",
        "district": "Daquq District",
        "governorate": "Kirkuk Governorate",
        "country": "Iraq",
    }
    assert set(first) == {"name", "ladder", "population", "kilometres", "why"}
    assert first["kilometres"] is None


def test_a_name_in_kurdish_letters_is_shown_in_columns(tmp_path: Path) -> None:
    done = start(["gazetteer", "هەولێر"], tmp_path)
    assert done.code == 0
    assert "Erbil Governorate, Iraq" in done.out
    assert "GeoNames" in done.err


def test_a_position_is_answered_with_the_distance(tmp_path: Path) -> None:
    first, *_ = json.loads(start(["--json", "gazetteer", "--at", "35.3,44.33"], tmp_path).out)
    assert first["name"] == "Tāzah Khūrmātū"
    assert first["kilometres"] < 1


def test_south_and_west_are_written_behind_an_equals_sign(tmp_path: Path) -> None:
    first, *_ = json.loads(start(["--json", "gazetteer", "--at=-33.92,18.42"], tmp_path).out)
    assert first["ladder"]["country"] == "South Africa"


def test_at_sea_there_is_nothing(tmp_path: Path) -> None:
    done = start(["--json", "gazetteer", "--at", "0,0"], tmp_path)
    assert (done.code, json.loads(done.out)) == (0, [])
    assert "know nothing" in start(["gazetteer", "--at", "0,0"], tmp_path).err


@pytest.mark.parametrize("words", [[], [" "], ["--at", "nan,1"], ["--at", "91,1"], ["--at", "35"], ["--at", "a,b"]])
def test_what_is_neither_name_nor_position_is_usage(words: list[str], tmp_path: Path) -> None:
    done = start(["gazetteer", *words], tmp_path)
    assert done.code == 2
    assert not done.out


def test_the_help_names_whose_data_they_are(tmp_path: Path) -> None:
    assert "CC BY 4.0" in start(["gazetteer", "--help"], tmp_path).out
