"""Prove that the subordinate keys are HKDF's, and that none serves two purposes."""

import pytest

from fieldnotes.vault.derive import Purpose, hkdf_sha256, subkey


def test_the_derivation_is_that_of_rfc_5869() -> None:
    # RFC 5869, appendix A.1 and A.3
    material = bytes([0x0B]) * 22
    first = hkdf_sha256(material, bytes(range(13)), bytes(range(0xF0, 0xFA)), 42)
    third = hkdf_sha256(material, b"", b"", 42)

    assert first.hex() == ("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    assert third.hex() == ("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")


def test_every_purpose_has_a_key_of_its_own_that_never_changes() -> None:
    keys = {purpose: subkey(bytes(range(32)), purpose).hex() for purpose in Purpose}

    assert len(set(keys.values())) == len(Purpose)
    assert bytes(range(32)).hex() not in keys.values()
    assert keys[Purpose.FRESHNESS] == "1f6a08d6ce05a316b5e3fe159b24c562ae6497151d62a9410ab7a269e9022fbf"
    assert keys[Purpose.SEAL] == "85a6971343039e54a8e3a26c63558d490ac7f3bd8ecc864e70dd945a9dc79532"


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_a_key_of_another_length_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        subkey(key, Purpose.INDEX)
