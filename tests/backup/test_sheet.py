"""Prove that sheet A says what opens the place, as far as paper can, and names the rest."""

import pytest

from fieldnotes.backup import sheet
from fieldnotes.backup.address import parse
from fieldnotes.backup.credentials import NONE, Credentials

DRAWN = "-".join(["mace", "pepper", "nutmeg"] * 4)
LONG = "certificate\n" * 20


def printed(address: str, credentials: Credentials = NONE, password: str = DRAWN) -> str:
    where = parse(address)
    opener = sheet.opener(where, credentials)
    return sheet.printable(where, password, opener, sheet.commands(where, opener, ("SELECT 1;",)))


def test_a_folder_asks_for_nothing_and_the_sheet_says_nothing_of_it() -> None:
    text = printed("/media/stick/r")

    assert "--credentials-file" not in text
    assert "export" not in text
    assert "    restic -r /media/stick/r restore latest --target vault\n" in text
    assert "six words of the newest backup" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("address", "credentials", "said"),
    [
        (
            "rest:https://host.example/r/",
            Credentials(user="saffron", password="k@/r:d"),
            ["export RESTIC_REPOSITORY=rest:https://saffron:k%40%2Fr%3Ad@host.example/r/", '"password": "k@/r:d"'],
        ),
        (
            "rest:https://saffron@host.example:8000/",
            Credentials(password="cumin seed's"),
            ["export RESTIC_REPOSITORY=rest:https://saffron:cumin%20seed%27s@host.example:8000/"],
        ),
        (
            "s3:https://host.example/bucket",
            Credentials(user="ID", password="it's secret", region="nowhere-1"),
            [
                "export AWS_ACCESS_KEY_ID=ID",
                "export AWS_SECRET_ACCESS_KEY='it'\"'\"'s secret'",
                "export AWS_DEFAULT_REGION=nowhere-1",
                "restic -r s3:https://host.example/bucket restore",
            ],
        ),
        ("sftp:saffron@host.example:/r", NONE, ["the SSH key that ssh or its agent had"]),
        ("sftp:saffron@host.example:/r", Credentials(private_key=LONG, known_hosts=LONG), ["private_key:", "known_ho"]),
        ("rclone:there:r", NONE, ["the configuration file of rclone"]),
        ("rclone:there:r", Credentials(settings={"type": "webdav", "url": "hidden"}), ["settings: type, url"]),
        ("rest:https://host.example/r/", Credentials(authority=LONG), ["authority: certificates", "--cacert"]),
        ("s3:https://host.example/b", Credentials(user="ID", password="x" * 400), ["password: longer than"]),
    ],
)
def test_what_opens_the_place_is_on_the_sheet_or_named_there(
    address: str, credentials: Credentials, said: list[str]
) -> None:
    text = printed(address, credentials)

    assert [each for each in said if each not in text] == []
    assert ("--credentials-file FILE" in text) is (credentials != NONE)
    assert not any(hidden in text for hidden in ("certificate\n", "hidden", "x" * 400))


def test_a_password_that_is_no_words_is_not_said_to_be_some() -> None:
    assert "12 words with hyphens" in printed("/r")
    text = printed("/r", password="Open Sesame-Quickly")
    assert "letter by letter" in text
    assert "    Open Sesame-Quickly\n" in text
    assert " 1. " not in text
