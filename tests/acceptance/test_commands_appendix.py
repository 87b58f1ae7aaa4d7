"""`appendix`: the table of interviews for journals, in which none stands out and nothing hidden is counted."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.judge import Secret

CANARIES = ("Ombreval", "Sumakar", "Neighbour Quill", "zedoary", "hives", "ONE-", "by pigeon", "Talvitie", "OFF-")


def interview(number: int, label: str = "background", **more: Any) -> dict[str, Any]:
    return {
        "code": f"{'OFF' if 'off' in label or 'deep' in label else 'ONE'}-{number}",
        "started": f"2024-0{1 + number % 3}-{10 + number}T18:00:00+03:00", "location": "hives",
        "mode": "in-person", "languages": ["ckb"], "terms": {"label": label},
        "participants": [{"source": "zedoary", "as": "interviewee"}],
        "passages": [{"speaker": "zedoary", "text": "It rained on the roofs of Talvitie. " * 4}], **more,
    }  # fmt: skip


BUNDLE: dict[str, Any] = {
    "fieldnotes_bundle": 1,
    "sources": [{"handle": "zedoary", "pseudonym": "Neighbour Quill", "identity": {"name": "Sumakar Betonil"}}],
    "locations": [
        {
            "handle": "hives", "name": "Ombreval", "publish_from": "governorate",
            "ladder": {"settlement": "Ombreval", "governorate": "Mirelund province", "country": "Farland"},
        }
    ],
    "interviews": [
        *(interview(number) for number in range(1, 8)),
        interview(8, mode="by pigeon", languages=["Talvitie"]),
        *(interview(number, "off-record") for number in range(11, 16)),
        *(interview(number, "deep-background") for number in range(16, 18)),
        interview(9, terms={"label": "background", "embargo_until": "2999-01-01T00:00:00+03:00"}),
    ],
}  # fmt: skip


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk with two interviews and eight more that may be told of, and eight that may not."""
    return desk.filled(tmp_path / "desk", BUNDLE, [Secret("name", "Sumakar", "zedoary")])


def written(desk: Desk, name: str) -> str:
    done = desk.run("appendix", "--out", desk.folder / name, names=True)
    assert done.code == 0, done
    return (desk.folder / name).read_bytes().decode()


@pytest.mark.parametrize("name", ["a.md", "a.csv", "a.json"])
def test_what_is_hidden_is_in_no_row_and_no_count(own: Desk, name: str) -> None:
    text = written(own, name)
    assert [word for word in CANARIES if word in text] == []
    rows = {"a.md": text.count("\n| ") - 1, "a.csv": text.count("\r\n") - 1, "a.json": text.count('"type"')}
    assert rows[name] == 10


def test_every_row_occurs_three_times_and_says_what_is_true(own: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(written(own, "a.csv"))))
    numbers = [row.pop("number") for row in rows]
    assert len(set(numbers)) == 10
    assert min(Counter(tuple(row.values()) for row in rows).values()) >= 3
    assert {row["place"] for row in rows} <= {"Mirelund province", "Farland", "not stated"}
    assert {row["interpreter"] for row in rows} <= {"no", "not stated"}
    assert {word for row in rows for word in row.values()} > {"not stated"}


def test_each_writing_has_numbers_of_its_own(own: Desk) -> None:
    assert written(own, "a.csv") != written(own, "b.csv")


def test_pandoc_and_zotero_get_interviews_to_cite(own: Desk) -> None:
    items = json.loads(written(own, "a.json"))
    assert {item["type"] for item in items} == {"interview"}
    assert len({item["id"] for item in items}) == 10
    assert {item["author"][0]["literal"] for item in items} == {"Name withheld"}


def test_a_page_beside_it_leaves_three_rows_to_choose_from(own: Desk) -> None:
    own.page("page.md", "--all", "--now", "3000-01-01T00:00:00+03:00")
    rows = list(csv.DictReader(io.StringIO(written(own, "a.csv"))))
    for place, time in (("Mirelund province", f"{month} 2024") for month in ("January", "February", "March")):
        fitting = [row for row in rows if row["place"] in (place, "Farland", "not stated")
                   and (row["time"] == "not stated" or row["time"] in time or "winter" in row["time"])]  # fmt: skip
        assert len(fitting) == 0 or len(fitting) >= 3


@pytest.mark.parametrize(
    ("out", "names", "code"), [("a.md", False, 4), ("a.pdf", True, 2), ("nowhere/a.md", True, 6), ("", True, 2)]
)
def test_what_cannot_be_written_is_refused(own: Desk, out: str, names: bool, code: int) -> None:
    assert own.run("appendix", *(["--out", str(own.folder / out)] if out else []), names=names).code == code


def test_nothing_is_overwritten(own: Desk) -> None:
    written(own, "a.md")
    assert own.run("appendix", "--out", own.folder / "a.md", names=True).code == 2


def test_of_fewer_than_three_there_is_no_row(desk: Desk, tmp_path: Path) -> None:
    assert written(desk.copy(tmp_path / "few"), "a.csv").count("\r\n") == 1


def test_words_of_a_place_format_no_table_and_are_no_formula(desk: Desk, tmp_path: Path) -> None:
    hostile = ' =cmd|"/c calc"!A1\n| x | <script>alert(1)</script>'
    place = {**BUNDLE["locations"][0], "ladder": {**BUNDLE["locations"][0]["ladder"], "governorate": hostile}}
    alike = [
        {**BUNDLE["interviews"][0], "code": f"ONE-{number}", "started": "2024-02-11T18:00:00+03:00"}
        for number in range(1, 30)
    ]
    apart = {**alike[0], "code": "ONE-30", "location": None}  # the third beside the two of the desk
    own = desk.filled(tmp_path / "hostile", {**BUNDLE, "locations": [place], "interviews": [*alike, apart]})
    table = [line for line in written(own, "a.md").splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in table} == {12}
    assert "<script>" not in "".join(table).replace("\\<", "")
    assert "calc" in "".join(table)
    places = {row["place"] for row in csv.DictReader(io.StringIO(written(own, "a.csv"), newline=""))}
    assert any("calc" in words for words in places)
    assert not any(words.lstrip().startswith("=") for words in places)
