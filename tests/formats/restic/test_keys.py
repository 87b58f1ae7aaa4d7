"""Prove that keys seal what only they open, and that key files cannot exhaust the machine."""

import json
from typing import Any

import pytest

from fieldnotes.errors import Damaged, UsageError
from fieldnotes.formats.restic.keys import DERIVATION, Derivation, MasterKey, NotOurs, new_key_file, open_key_file
from tests.formats.restic.places import PASSWORD, QUICK

KEY = MasterKey.random()


def changed(**fields: Any) -> bytes:
    """Return a key file with other values in it."""
    return json.dumps(json.loads(new_key_file(KEY, PASSWORD, QUICK)) | fields).encode()


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 4096])
def test_what_is_sealed_is_opened_by_the_same_key_only(size: int) -> None:
    sealed = KEY.seal(bytes(size))

    assert len(sealed) == size + 32
    assert KEY.unseal(sealed) == bytes(size)
    with pytest.raises(NotOurs):
        MasterKey.random().unseal(sealed)


def test_every_bit_of_what_is_sealed_counts() -> None:
    sealed = KEY.seal(b"a few words")
    for position in range(len(sealed) * 8):
        flipped = bytearray(sealed)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(NotOurs):
            KEY.unseal(bytes(flipped))
    for length in range(len(sealed)):
        with pytest.raises(NotOurs):
            KEY.unseal(sealed[:length])


def test_the_numbers_of_the_paper_on_poly1305_aes_come_out() -> None:
    # Bernstein, "The Poly1305-AES message-authentication code", appendix B, the vector with an empty message.
    k, r = bytes.fromhex("75deaa25c09f208e1dc4ce6b5cad3fbf"), bytes.fromhex("a0f3080000f46400d0c7e9076c834403")
    nonce, mac = bytes.fromhex("61ee09218d29b0aaed7e154a2c5509cc"), bytes.fromhex("dd3fab2251f11ac759f0887129cc2ee7")

    assert MasterKey(bytes(32) + k + r).unseal(nonce + mac) == b""


def test_a_key_file_gives_the_key_to_its_password_only() -> None:
    data = new_key_file(KEY, PASSWORD, QUICK)
    opened = open_key_file(data, PASSWORD)

    assert opened is not None
    assert opened.encode() == KEY.encode()
    assert open_key_file(data, PASSWORD + "n") is None


def test_a_key_file_as_we_make_them_opens_with_the_parameters_in_it() -> None:
    data = new_key_file(KEY, PASSWORD)

    assert Derivation(*(json.loads(data)[name] for name in "Nrp")) == DERIVATION
    assert open_key_file(data, PASSWORD) is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"N": 1 << 24},  # 16 GiB of memory
        {"r": 1 << 20},
        {"N": 1 << 20, "p": 100},  # minutes of work
        {"N": 2, "r": 1, "p": 1 << 25},
        {"N": 2, "r": 1 << 12, "p": 1 << 10},  # memory before the first round
        {"N": 0},
        {"N": 1},
        {"N": 48},
        {"N": -16},
        {"N": 16.0},
        {"N": True},
        {"N": "16"},
        {"r": 0},
        {"p": 0},
        {"p": None},
    ],
)
def test_parameters_that_are_wrong_or_exhaust_the_machine_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        open_key_file(changed(**fields), PASSWORD)


@pytest.mark.parametrize("fields", [{"kdf": "argon2"}, {"salt": "!"}, {"salt": 7}, {"data": None}, {"data": "a"}])
def test_a_key_file_with_other_fields_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        open_key_file(changed(**fields), PASSWORD)


@pytest.mark.parametrize("data", ["", "AAAA"])
def test_a_sealed_key_that_is_too_short_opens_with_no_password(data: str) -> None:
    assert open_key_file(changed(data=data), PASSWORD) is None


@pytest.mark.parametrize("password", ["", "\ud800"])
def test_a_password_that_nobody_can_type_is_refused(password: str) -> None:
    with pytest.raises(UsageError):
        new_key_file(KEY, password, QUICK)


def test_a_master_key_of_another_length_is_refused() -> None:
    document = json.loads(KEY.encode())
    document["mac"]["k"] = "AAAA"

    with pytest.raises(Damaged):
        MasterKey.parse(json.dumps(document).encode())


def test_a_key_does_not_show_itself() -> None:
    assert repr(KEY) == "<MasterKey>"
