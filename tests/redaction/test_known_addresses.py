"""Prove that known e-mail addresses and accounts are found however they are spelled."""

import pytest

from tests.redaction.cast import CHIEF, cleared, person


@pytest.mark.parametrize(
    "address",
    [
        "zx81@post.example", "ZX81@POST.EXAMPLE", "zx81 (at) post.example", "zx81[at]post[dot]example",
        "zx81 at post dot example",
        "zx81＠post.example", "zx81&#64;post.example", "zx81%40post.example", "zx81+news@post.example",
        "mailto:zx81@post.example",
        "<zx81@post.example>", "zx81\u200b@post.example", "zx81@\npost.example", "ｚｘ81@post.example",
        "zx 81 @ post . example",
    ],
)  # fmt: skip
def test_a_known_address_is_replaced_in_any_spelling(address: str) -> None:
    out = cleared(f"Write to {address} soon.", CHIEF)
    assert "zx" not in out.lower()
    assert "post" not in out


@pytest.mark.parametrize(
    "account",
    ["@saf_kem88", "saf_kem88", "Saf_Kem88", "safkem88", "x.com/saf_kem88",
     "https://t.example/@saf_kem88?s=1", "saf-kem88",
     "nightjar.k", "@nightjar.k", "social.example/in/nightjar.k", "NightJar.K", "@hope", "x.com/hope"],
)  # fmt: skip
def test_a_known_account_is_replaced_with_and_without_its_sign(account: str) -> None:
    out = cleared(f"Find {account} there.", CHIEF).lower()
    assert not any(secret in out for secret in ("kem88", "nightjar", "hope"))


@pytest.mark.parametrize(
    "text",
    ["I hope so.", "A nightjar sang.", "Write to zx82@post.example.", "zx81@other.example",
     "Post an example at zx80.",
     "editors@journal.example", "We had saffron.", "The tin was blue, a blue tin.",
     "The kumin zest was good."],
)  # fmt: skip
def test_other_addresses_and_words_are_left_alone(text: str) -> None:
    assert (
        cleared(text, person("Kari Dal", emails=CHIEF.emails[1:], handles=(*CHIEF.handles, "blue_tin", "kumin_zest")))
        == text
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.org/people/saffron-kemiri?x=1.", "see [link]."),
        ("see https://example.org/%53affron.html, page 2", "see [link], page 2"),
        ("see example.org/users/kemiri/photos", "see [link]"),
        ("see https://example.org/saf-\nfron now", "see [Kak D] now"),
        ('<img alt="Saffron" title="x">Kemiri', "[Kak D]"),
        ("mail s.kemiri@post.example now", "mail [e-mail address] now"),
        ("ask @saffron_k today", "ask [account] today"),
        ("the file saffron_kemiri_2016.mp3", "the file [Kak D]_2016.mp3"),
        ('a <a href="x.html" title="Saffron">man</a>', "a man</a>"),
        ("a <!-- it was Saffron --> man", "a  man"),
        ("![Saffron](face.jpg)", "![[Kak D]](face.jpg)"),
        ("[him](https://example.org/saffron)", "[him]([link])"),
        ('[him](https://example.org "Saffron Kemiri")', '[him](https://example.org "[Kak D]")'),
    ],
)
def test_what_holds_a_name_goes_as_a_whole(text: str, expected: str) -> None:
    assert cleared(text, CHIEF) == expected
