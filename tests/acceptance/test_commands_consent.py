"""`consent` and `withdraw`, by the command line."""

from pathlib import Path

import pytest

from tests.acceptance.desk import Desk


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk that may be written to."""
    return desk.copy(tmp_path / "desk")


def test_consent_is_added_listed_and_dumped_and_unasked_is_not_yes(own: Desk) -> None:
    assert own.run("--json", "consent", "baker").json == []
    added = own.run(
        "--json", "consent", "baker", "--add", "--mode", "oral-recorded", "--given", "2025-05-04T18:00:00+03:00",
        "--interview", "INT-001", "--language", "ckb", "--interpreter", "driver-1", "quote=yes", "name=no",
    )  # fmt: skip
    assert added.code == 0, added
    [row] = own.run("--json", "consent", "baker").json
    assert (row["mode"], row["quote"], row["name"], row["photo"]) == ("oral-recorded", "yes", "no", "unasked")
    assert "unasked" in own.run("consent", "baker").out
    assert '"consents"' in own.run("dump", "--plain", "--without-identities").out


@pytest.mark.parametrize(
    "wrong",
    [
        ["nobody"],
        ["baker", "quote=yes"],
        ["baker", "--add", "quote=yes"],
        ["baker", "--add", "--mode", "written"],
        ["baker", "--add", "--mode", "written", "quote=perhaps"],
        ["baker", "--add", "--mode", "written", "everything=yes"],
        ["baker", "--add", "--mode", "written", "quote=yes", "quote=no"],
        ["baker", "--add", "--mode", "none-possible", "quote=yes"],
        ["baker", "--add", "--mode", "withdrawn", "quote=no"],
        ["baker", "--add", "--mode", "written", "--given", "2999-01-01T00:00:00+00:00", "quote=no"],
        ["baker", "--add", "--mode", "written", "--given", "yesterday", "quote=no"],
        ["baker", "--add", "--mode", "written", "--interview", "INT-9", "quote=no"],
        ["baker", "--add", "--mode", "written", "--interpreter", "No Handle", "quote=no"],
    ],
)
def test_what_is_no_consent_is_refused(own: Desk, wrong: list[str]) -> None:
    assert own.run("consent", *wrong).code == 2


def test_who_withdraws_is_hidden_and_told_what_would_go(own: Desk) -> None:
    before = own.page("before.md", "--all")
    assert "In the great market" in before
    account = own.run("--json", "withdraw", "baker")
    assert account.code == 0, account
    said = account.json
    assert (said["source"], said["withdrawn"], said["still_named"]) == ("baker", False, None)
    assert (said["would_remove"]["passages"], said["would_remove"]["interviews"]) == (5, 1)
    assert said["published"] == [{"number": 1, "interviews": ["INT-001"]}]
    assert said["backups"] == []
    after = own.page("after.md", "--all")
    assert "In the great market" not in after
    assert "Neighbour Ash" not in after
    assert "Marketing" in after
    assert "In the great market" in own.run("show", "INT-001").out  # `show` serves the owner


def test_erasing_asks_for_the_identities_and_the_pseudonym_and_leaves_nothing(own: Desk) -> None:
    assert own.run("withdraw", "baker", "--confirm", "Neighbour Ash").code == 4
    assert own.run("withdraw", "baker", "--confirm", "Neighbour Elm", names=True).code == 2
    assert own.run("withdraw", "baker", "--confirm", "Neighbour Ash", "--scope", "quote", names=True).code == 2
    assert own.run("withdraw", "nobody", names=True).code == 2
    assert own.run("show", "baker").code == 0

    erased = own.run("--json", "withdraw", "baker", "--confirm", "Neighbour Ash", names=True)

    assert erased.code == 0, erased
    assert erased.json["withdrawn"] is True
    assert erased.json["removed"]["passages"] == 5
    assert own.run("show", "baker").code == 2
    assert own.run("withdraw", "baker", "--confirm", "Neighbour Ash", names=True).code == 2
    everything = own.run("dump", "--plain", names=True).out + own.run("list", "sources").out
    everything += own.run("search", "market").out + own.run("list", "interviews").out
    for word in ("Sumakar", "baker", "Neighbour Ash", "Çörek", "INT-001", "great market"):
        assert word not in everything
    assert "Marketing is a science" in everything


def test_a_scope_is_withdrawn_in_one_interview(own: Desk) -> None:
    outcome = own.run("withdraw", "baker", "--interview", "INT-001", "--scope", "quote")
    assert outcome.code == 0, outcome
    [row] = own.run("--json", "consent", "baker").json
    assert (row["mode"], row["interview"], row["quote"], row["name"]) == ("withdrawn", "INT-001", "no", "unasked")
    page = own.page("page.md", "--all")
    assert "In the great market" not in page
    assert "The old city was calm" in page
