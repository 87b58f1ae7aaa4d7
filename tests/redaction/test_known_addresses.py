"""Prove that known e-mail addresses and accounts are found however they are spelled."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recognisers.known_addresses import KnownAddresses
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


SPELLED = person("Kari Dal", emails=("kari.dal@posten.in.example",), handles=("@kari_of_dalen", "dalen.kari"))


@pytest.mark.parametrize(
    "address",
    ["kari.dal@posten", "kari.dal@posten.in", "kari.dal(a)posten.in.example", "kari.dal arroba posten.in.example",
     "kari.dal@NOSPAM.posten.in.example", "kari.da1@posten.in.example", "kari.dal at posten"],
)  # fmt: skip
def test_an_address_is_replaced_without_its_ending_and_with_other_signs(address: str) -> None:
    assert cleared(f"Write to {address} soon.", SPELLED) == "Write to [e-mail address] soon."


@pytest.mark.parametrize(
    "word",
    ["underscore", "guion bajo", "alt çizgi", "нижнее подчёркивание", "شرطة سفلية", "Unterstrich"],
)
def test_signs_that_are_said_are_read(word: str) -> None:
    assert cleared(f"Ask kari {word} of {word} dalen today", SPELLED) == "Ask [account] today"


@pytest.mark.parametrize("account", ["@kari of dalen", "@kari_0f_da1en", "@Kari.of dalen"])
def test_an_account_after_its_sign_may_have_spaces_or_look_alikes(account: str) -> None:
    assert cleared(f"Ask {account} today", SPELLED) == "Ask [account] today"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("kari.dal@other.example", "may be another address"), ("kari.dal2@posten.in.example", "is nearly the address"),
     ("@kari_of_dale", "is nearly the account"), ("@kair_of_dalen", "is nearly the account"),
     ("@thekari_of_dalen", "is nearly the account")],
)  # fmt: skip
def test_what_is_nearly_an_address_or_an_account_is_near(text: str, reason: str) -> None:
    near = {found.near for found in KnownAddresses([SPELLED]).find(read(f"It is {text} now"))}
    assert reason in near


@pytest.mark.parametrize(
    "text",
    ["kari.dahl9@posten.in.example", "@kara_if_dalan", "sit at posten", "info@posten.in.example"],
)
def test_what_only_shares_a_host_or_some_letters_is_not_near(text: str) -> None:
    assert not list(KnownAddresses([SPELLED]).find(read(f"It is {text} now")))
