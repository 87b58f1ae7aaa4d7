"""`redact`: the engine alone, from standard input to standard output, without a vault."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import start

KNOWN = [
    {"id": "S01", "kind": "person", "replacement": "Kak M", "names": ["Zorvan Belquist"], "lang": "en"},
    {"id": "S02", "kind": "phone", "replacement": "[a number]", "names": ["+999 750 123 4567"]},
]
TEXT = "Then Zorvan Belquist came.\nCall 0750-123-4567, or Mr. Wendel Ostrik.\n"


def known(folder: Path, listed: Any = KNOWN) -> Path:
    """Write a list of identities."""
    path = folder / "known.json"
    path.write_text(listed if isinstance(listed, str) else json.dumps(listed), encoding="utf-8")
    return path


def test_the_text_comes_out_redacted_and_nothing_else_does(tmp_path: Path) -> None:
    done = start(["redact", "--known", known(tmp_path)], tmp_path, stdin=TEXT)

    assert done.code == 0
    assert done.out == "Then Kak M came.\nCall [a number], or Mr. Wendel Ostrik.\n"
    assert "2 replaced" in done.err
    assert "1 × person" in done.err
    assert "Ostrik" not in done.err


def test_replacements_and_findings_are_json_with_offsets_of_the_input(tmp_path: Path) -> None:
    done = start(["--json", "redact", "--known", known(tmp_path)], tmp_path, stdin=TEXT)

    assert sorted(done.json) == ["findings", "replacements", "text"]
    assert [(TEXT[one["start"] : one["end"]], one["id"]) for one in done.json["replacements"]] == [
        ("Zorvan Belquist", "S01"),
        ("0750-123-4567", "S02"),
    ]
    (found,) = done.json["findings"]
    assert sorted(found) == ["end", "kind", "reason", "start"]
    assert (TEXT[found["start"] : found["end"]], found["kind"]) == ("Wendel Ostrik", "person")
    assert "Ostrik" not in found["reason"]


def test_nothing_to_say_is_an_empty_text(tmp_path: Path) -> None:
    done = start(["redact", "--known", known(tmp_path, [])], tmp_path, stdin=b"")
    assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize(
    "listed",
    ["no json", "{}", [1], [{**KNOWN[0], "name": "Zorvan"}], [{**KNOWN[0], "names": "Zorvan"}], [{"id": "S01"}],
     [{**KNOWN[0], "kind": "Zorvan"}], [{**KNOWN[0], "names": []}], "[" * 100_000],
    ids=str,
)  # fmt: skip
def test_a_list_that_could_protect_nobody_is_refused_and_not_quoted(tmp_path: Path, listed: Any) -> None:
    done = start(["redact", "--known", known(tmp_path, listed)], tmp_path, stdin=TEXT)

    assert done.code == 2
    assert done.out == ""
    assert "Zorvan" not in done.err


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert start(["redact", "--known", tmp_path / "none.json"], tmp_path, stdin=TEXT).code == 2
    assert start(["redact"], tmp_path, stdin=TEXT).code == 2


def test_octets_that_are_no_text_do_not_stop_it(tmp_path: Path) -> None:
    done = start(["redact", "--known", known(tmp_path)], tmp_path, stdin=b"\xff Zorvan Belquist \xfe\x00")
    assert (done.code, done.out) == (0, "\ufffd Kak M \ufffd\x00")
