"""`list`, `show`, `search`, `attach` and `key`: what the owner reads and keeps, and what stays sealed."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import SURROUNDINGS, Desk, private, start
from tests.acceptance.judge import leaks
from tests.acceptance.office import office

# ------------------------------------------------------------------------------------------------- list and show


def test_interviews_are_listed_in_the_documented_shape(desk: Desk) -> None:
    """Ordered by code, with the words counted."""
    listed = desk.run("--json", "list", "interviews").json
    assert [one["code"] for one in listed] == ["INT-001", "INT-002"]
    assert all(sorted(one) == ["code", "location", "sources", "started", "words"] for one in listed)
    assert listed[0]["started"] == "2031-05-04T18:07:00+03:00"
    assert listed[1]["words"] == 8


@pytest.mark.parametrize("what", ["sources", "locations", "publications", "interviews"])
def test_lists_are_json_and_say_nothing_of_the_card(desk: Desk, what: str) -> None:
    """Names are not even read without the other passphrase."""
    outcome = desk.run("--json", "list", what)
    assert outcome.code == 0
    assert isinstance(outcome.json, list)
    assert leaks(outcome.said, [one for one in desk.secrets if one.owner == "baker"]) == []


def test_an_interview_is_shown_whole_and_a_passage_alone(desk: Desk) -> None:
    """Positions count from 1 and count all."""
    whole = desk.run("show", "INT-001")
    assert whole.code == 0
    for passage in office()["interviews"][0]["passages"]:
        assert passage["text"] in whole.out
    one = desk.run("show", "INT-001:5")
    assert "Do not print this." in one.out
    assert "market" not in one.out


def test_a_card_is_shown_only_with_the_identities_open(desk: Desk) -> None:
    """Without them the source is shown without its card."""
    closed, opened = desk.run("--json", "show", "baker"), desk.run("--json", "show", "baker", names=True)
    assert closed.code == opened.code == 0
    assert leaks(closed.said, [one for one in desk.secrets if one.owner == "baker"]) == []
    assert "Sumakar Betonil" in opened.out
    assert "+964 799 555 0142" in opened.out


@pytest.mark.parametrize("code", ["INT-404", "INT-001:99", "INT-001:0", "nobody", "", "INT-001:x", "../etc"])
def test_what_is_unknown_cannot_be_shown(desk: Desk, code: str) -> None:
    """Exit 2."""
    assert desk.run("show", code).code == 2


def test_other_scripts_are_printed_in_any_locale(desk: Desk, tmp_path: Path) -> None:
    """A terminal of the last century gets marks instead of letters, not an error."""
    poor = {key: value for key, value in SURROUNDINGS.items() if key not in {"PYTHONIOENCODING", "LANG"}}
    options = ["--vault", desk.vault, *desk.openers(names=False, passphrase=False), "show", "INT-001:2"]
    for extra in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        assert start(options, tmp_path, surroundings=poor | extra).code == 0


# --------------------------------------------------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (["market"], ["INT-001:1", "INT-001:2"]),
        (["MARKET"], ["INT-001:1", "INT-001:2"]),
        (["great", "butter"], ["INT-001:2"]),
        (["market*"], ["INT-001:1", "INT-001:2", "INT-002:1"]),
        (['"old city"'], ["INT-001:3"]),
        (['"city old"'], []),
        (["creme"], ["INT-001:4"]),
        (["brulee"], ["INT-001:4"]),
        (["corek"], ["INT-001:4"]),
        (["ÇÖREK"], ["INT-001:4"]),
        (["گەورە"], ["INT-001:2"]),
        (["كەرە"], ["INT-001:2"]),
        (["كه‌ره"], ["INT-001:2"]),
        (["المدينة"], ["INT-001:3"]),
        (["المدینە"], ["INT-001:3"]),
        (["المدينه"], ["INT-001:3"]),
        (["الْمَدِينَة"], ["INT-001:3"]),
        (["المد*"], ["INT-001:3"]),
        (["nothingofthekind"], []),
        (["print"], ["INT-001:5"]),
    ],
)
def test_search_folds_letters_and_knows_prefixes_and_phrases(desk: Desk, words: list[str], where: list[str]) -> None:
    """Latin marks and case, Kurdish, Arabic and Persian letters; all words must occur."""
    outcome = desk.run("--json", "search", *words)
    assert outcome.code == 0, outcome
    assert sorted(one["where"] for one in outcome.json) == where
    assert all(sorted(one) == ["snippet", "where"] and one["snippet"] for one in outcome.json)


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "*",
        "AND",
        "a NEAR b",
        "market OR",
        "(market",
        "text:market",
        "'; drop table",
        "\\",
        "🌶",
        "\u200b",
        "x" * 5000,
    ],
)
def test_no_words_are_an_error_to_search(desk: Desk, words: str) -> None:
    """The language of the index is not the language of the user."""
    outcome = desk.run("--json", "search", "--", words)
    assert outcome.code in {0, 2}, outcome
    assert outcome.code == 2 or isinstance(outcome.json, list)


def test_search_finds_what_was_just_loaded_and_not_what_was_removed(desk: Desk, tmp_path: Path) -> None:
    """The index is caught up, also when it was taken away."""
    copy = desk.copy(tmp_path / "copy")
    changed = office()["interviews"][1]
    changed["passages"] = [{"speaker": "nobody-yet", "text": "Quinces, then."}]
    assert copy.load({"fieldnotes_bundle": 1, "interviews": [changed]}, "--update").code == 0
    assert [one["where"] for one in copy.run("--json", "search", "quinces").json] == ["INT-002:1"]
    assert copy.run("--json", "search", "marketing").json == []
    for path in copy.vault.glob("index.db*"):
        path.unlink()
    assert [one["where"] for one in copy.run("--json", "search", "quinces").json] == ["INT-002:1"]


# --------------------------------------------------------------------------------------------------------- attach


def add(desk: Desk, name: str, content: bytes, *options: str) -> Any:
    """Attach a file of this name and content, and return the answer."""
    path = desk.folder / name
    path.write_bytes(content)
    outcome = desk.run("--json", "attach", "add", path, *options)
    assert outcome.code == 0, outcome
    path.unlink()
    return outcome.json


def test_an_attachment_comes_out_as_it_went_in(desk: Desk, tmp_path: Path) -> None:
    """Three megabytes, an empty file, and a name in another script; nothing of them is in clear in the vault."""
    copy = desk.copy(tmp_path / "copy")
    for name, content in (
        ("notes.txt", os.urandom(3_000_000) + b"zimtstern"),
        ("empty.txt", b""),
        ("تێبینی.txt", b"zimtstern"),
    ):
        answer = add(copy, name, content, "--open", "--interview", "INT-001")
        out = copy.folder / f"out-{name}"
        assert copy.run("attach", "get", str(answer["id"]), "--out", out).code == 0
        assert out.read_bytes() == content
        assert out.stat().st_mode & 0o077 == 0
        assert copy.run("attach", "get", str(answer["id"]), "--out", out).code == 2
    assert not [path for path in copy.vault.rglob("*") if path.is_file() and b"zimtstern" in path.read_bytes()]


@pytest.mark.parametrize(
    "name", ["betonil-talk.mp3", "betonil.jpg", "betonil-consent.pdf", "betonil.WAV", "betonil.docx"]
)
def test_sound_pictures_and_papers_are_sealed_by_default(desk: Desk, tmp_path: Path, name: str) -> None:
    """The content and the name of the file need the identities."""
    copy = desk.copy(tmp_path / "copy")
    answer = add(copy, name, b"zimtstern")
    listed = copy.run("--json", "attach", "list")
    assert listed.code == 0
    assert "betonil" not in listed.said.lower()
    out = copy.folder / "out"
    assert copy.run("attach", "get", str(answer["id"]), "--out", out).code == 4
    assert not out.exists()
    assert copy.run("attach", "get", str(answer["id"]), "--out", out, names=True).code == 0
    assert out.read_bytes() == b"zimtstern"


def test_what_cannot_be_attached_or_taken_out_is_told(desk: Desk, tmp_path: Path) -> None:
    """A missing file is 6; an unknown interview or attachment is 2."""
    copy = desk.copy(tmp_path / "copy")
    private(copy.folder / "a.txt", "a")
    assert copy.run("attach", "add", "none.txt").code == 6
    assert copy.run("attach", "add", copy.folder).code in {2, 6}
    assert copy.run("attach", "add", "a.txt", "--interview", "INT-404").code == 2
    assert copy.run("attach", "get", "ffff", "--out", copy.folder / "out").code == 2
    assert copy.run("attach", "get", "../../notes.db", "--out", copy.folder / "out").code == 2
    assert copy.run("--json", "attach", "list").json == []


# ------------------------------------------------------------------------------------------------------------ key

THIRD = "lantern-pebble-harvest-ribbon-violet-candle-summit"


def opens(desk: Desk, words: str) -> bool:
    """Tell whether these words open the notes."""
    given = private(desk.folder / "tried", words)
    return start(["--vault", desk.vault, "--passphrase-file", given, "list", "sources"], desk.folder).code == 0


def option_for_new_words(desk: Desk) -> str:
    """Return the option of `key add` that names the file with the new passphrase, as its help says."""
    found: list[str] = re.findall(r"(--[a-z-]*passphrase-file)", desk.run("key", "add", "--help", unlocked=False).out)
    return next(one for one in found if one not in {"--passphrase-file", "--identity-passphrase-file"})


def test_keys_are_listed_without_a_passphrase(desk: Desk) -> None:
    """Two for the notes and two for the names."""
    outcome = desk.run("--json", "key", "list", unlocked=False)
    assert outcome.code == 0
    assert len(outcome.json) == 4


def test_a_passphrase_is_added_and_the_first_removed(desk: Desk, tmp_path: Path) -> None:
    """Weak ones are refused; the last passphrase stays."""
    copy = desk.copy(tmp_path / "copy")
    option = option_for_new_words(copy)
    weak, good = private(copy.folder / "weak", "cherry1"), private(copy.folder / "good", THIRD)
    assert copy.run("key", "add", option, weak).code == 2
    added = copy.run("--json", "key", "add", option, good)
    assert added.code == 0, added
    copy.notes = private(copy.folder / "new", THIRD)
    removed = copy.run("key", "remove", "vault.1", passphrase=True)
    assert removed.code == 0, removed
    assert [opens(copy, words) for words in (THIRD, desk.notes.read_text())] == [True, False]
    slots = copy.run("--json", "key", "list", unlocked=False).json
    last = next(one["slot"] for one in slots if one["kind"] == "passphrase" and one["opens"] == "notes")
    assert copy.run("key", "remove", last).code == 2
    assert copy.run("key", "remove", "vault.77").code == 2
    assert copy.run("list", "sources", passphrase=True).code == 0


def test_a_colleagues_age_key_opens_the_notes(desk: Desk, tmp_path: Path) -> None:
    """The slot is a plain age file to that recipient."""
    pyrage = pytest.importorskip("pyrage", reason="the other implementation of age is not installed")
    identity = pyrage.x25519.Identity.generate()
    copy = desk.copy(tmp_path / "copy")
    before = set((copy.vault / "keys").iterdir())
    assert copy.run("key", "add", "--recipient", str(identity.to_public())).code == 0
    (slot,) = set((copy.vault / "keys").iterdir()) - before
    assert pyrage.decrypt(slot.read_bytes(), [identity]).startswith(b"AGE-SECRET-KEY-1")
    assert opens(copy, str(identity))


def test_new_recovery_keys_take_the_place_of_the_old(desk: Desk, tmp_path: Path) -> None:
    """Both, when the identities are open."""
    copy = desk.copy(tmp_path / "copy")
    outcome = copy.run("--json", "key", "recover", names=True, passphrase=True)
    assert outcome.code == 0, outcome
    new = outcome.json.get("recovery_keys", outcome.json)
    assert new["notes"] != desk.keys["notes"]
    assert new["names"] != desk.keys["names"]
    assert [opens(copy, key) for key in (new["notes"], desk.keys["notes"])] == [True, False]
    again = Desk(copy.folder, keys=new)
    assert "Sumakar Betonil" in again.run("--json", "show", "baker", names=True).out
    assert len(again.run("--json", "key", "list", unlocked=False).json) == 4
