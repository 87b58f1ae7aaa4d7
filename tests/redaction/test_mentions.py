"""Prove how an @handle is read, and that one of nobody stops the text."""

import pytest

from fieldnotes.domain.text import RawText
from fieldnotes.errors import Refused
from tests.redaction.cast import GATE, cleared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@kak-d came.", "[Kak D] came."),
        ("I met @kak-d's men.", "I met [Kak D]'s men."),
        ("(@kak-d)", "([Kak D])"),
        ("@kak-d.", "[Kak D]."),
        ("@kak-d- yes", "[Kak D]- yes"),
        ("@kak-d, in @taza", "[Kak D], in [Qorat province]"),
        ("@Kak-D", "[Kak D]"),
        ("＠kak-d", "[Kak D]"),
        ("@fixer-1 spoke", "[An interpreter] spoke"),
        ("@open agreed", "Nutmi Galangal agreed"),
        ("@kak-d Saffron Kemiri", "[Kak D]"),
    ],
)
def test_a_mention_becomes_what_stands_for_it(text: str, expected: str) -> None:
    assert cleared(text) == expected


@pytest.mark.parametrize(
    "text", ["@nobody", "with @kak-d2 and", "@kak", "@kak-d_x", "@kak-dé", "@" + "a" * 70, ".@nobody"]
)
def test_a_mention_of_nobody_is_objected_to_without_quoting_it(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        cleared(text)
    assert [(o.kind, o.where) for o in refusal.value.objections] == [("mention", "INT-001:1")]
    assert "kak" not in str(refusal.value.objections)


@pytest.mark.parametrize(
    "text", ["write to editor@journal.example", "a@kak-d", "me @ home", "@ kak-d", "@1st", "@Home"]
)
def test_what_is_no_mention_is_left_alone(text: str) -> None:
    assert cleared(text) == text


def test_an_account_on_a_card_is_no_mention_of_nobody() -> None:
    assert cleared("see @saf_kem88") == "see [account]"


def test_mentioned_lists_whom_readers_meet_in_order() -> None:
    found = GATE.clear(RawText("In Taza I met @fixer-1, then Saffron, then @fixer-1."), "INT-001:1")
    assert found.mentioned == ("location taza", "source fixer-1", "source kak-d")
