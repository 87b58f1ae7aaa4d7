"""Prove that what is sealed needs no key to write, opens with the compartment alone, and is bound to its record."""

import os

import pytest

from fieldnotes.errors import Damaged, Locked
from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.padding import pad_record
from fieldnotes.formats.age.scrypt import PassphraseRecipient
from fieldnotes.vault import seals
from fieldnotes.vault.derive import Purpose, subkey
from fieldnotes.vault.seals import Notary
from tests.vault.sample import IDENTITY, IDENTITY_PASSPHRASE, PASSPHRASE, SEALS, Sample


def test_sealing_needs_no_key_of_the_identities(sample: Sample) -> None:
    for slot in sample.layout.keys.glob("identities.*.age"):
        slot.unlink()
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            tx.seal(IDENTITY, sample.card, b'{"aliases":["Clove"]}')

        assert len(list(vault.seals(IDENTITY, sample.card))) == 2
        with pytest.raises(Locked, match="not open"):
            vault.unseal(next(vault.seals()))
        with pytest.raises(Locked, match="not on this machine"):
            vault.open_identities(IDENTITY_PASSPHRASE)


def test_what_was_sealed_comes_back_with_either_key(sample: Sample) -> None:
    for secret in (IDENTITY_PASSPHRASE, sample.recovery.names or ""):
        with sample.open() as vault:
            vault.open_identities(secret)
            assert vault.identities_open
            assert [vault.unseal(seal) for seal in vault.seals()] == [b'{"name":"Saffron Kemiri"}']


def test_the_passphrase_of_the_one_lock_is_simply_wrong_for_the_other(sample: Sample) -> None:
    with pytest.raises(Locked):
        sample.open(secret=IDENTITY_PASSPHRASE)
    with pytest.raises(Locked):
        sample.open(secret=sample.recovery.names or "")
    with sample.open() as vault:
        for secret in (PASSPHRASE, sample.recovery.notes):
            with pytest.raises(Locked):
                vault.open_identities(secret)
        assert not vault.identities_open


def test_every_seal_of_an_entity_is_kept_in_the_order_written(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        for number in range(3):
            with vault.transaction() as tx:
                tx.seal(IDENTITY, sample.card, b'{"n":%d}' % number)
                tx.seal("location", os.urandom(16), b'{"elsewhere":1}')
        vault.open_identities(IDENTITY_PASSPHRASE)
        found = list(vault.seals(IDENTITY, sample.card))

        assert [vault.unseal(seal) for seal in found[1:]] == [b'{"n":0}', b'{"n":1}', b'{"n":2}']
        assert [seal.parents for seal in found] == [(), *((seal.id,) for seal in found[:-1])]
        assert len(list(vault.seals())) == 7
        assert len(list(vault.seals("location"))) == 3


def test_a_seal_says_its_size_only_in_doublings(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            for size in (1, 3000, 5000):
                tx.seal(IDENTITY, sample.card, b'{"x":"%s"}' % (b"x" * size))
        sizes = [len(seal.blob) for seal in vault.seals()]

    assert sizes[0] == sizes[1] == sizes[2]
    assert sizes[3] - sizes[2] == 4096


def test_what_is_sealed_is_one_json_document_for_stock_tools(sample: Sample) -> None:
    with sample.open() as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        seal = next(vault.seals())
        clear = decrypt(seal.blob, [vault.compartment_identity])

    assert (
        clear.rstrip()
        == (
            f'{{"seal":"{seal.id.hex()}","entity":"{seal.entity.hex()}","kind":"identity",'
            '"content":{"name":"Saffron Kemiri"}}'
        ).encode()
    )
    assert len(clear) == 4096


def forged(sample: Sample, entity: bytes, document: bytes, *, mac: bool) -> None:
    """Put a seal of our making into the database: to the right recipient, with or without a right MAC."""
    keys = sample.keys()
    with sample.open() as vault:
        recipient = vault.recipient
    new = os.urandom(16)
    blob = seals.enclose(recipient, seals.label("seal", new, entity, IDENTITY), document)
    with sample.tampering(settle=True) as raw:
        (owner,) = raw.execute("SELECT value FROM meta WHERE key = 'vault'").fetchone()
        notary = Notary(subkey(keys.database, Purpose.SEAL), owner)
        made = notary.mac(new, entity, IDENTITY, blob) if mac else os.urandom(32)
        raw.execute(
            "INSERT INTO seals (id, entity, kind, parents, device, time, generation, blob, mac)"
            " VALUES (?, ?, ?, x'', x'', 0, 1, ?, ?)",
            (new, entity, IDENTITY, blob, made),
        )


def test_a_forged_seal_is_told_when_the_vault_opens(sample: Sample) -> None:
    forged(sample, sample.card, b'{"name":"Nobody Nowhere"}', mac=True)
    with sample.open() as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        assert len([vault.unseal(seal) for seal in vault.seals()]) == 2

    forged(sample, sample.card, b'{"name":"Nobody Nowhere"}', mac=False)
    with pytest.raises(Damaged, match="forged or was exchanged"):
        sample.open()


def test_two_exchanged_seals_are_told_when_the_vault_opens(sample: Sample) -> None:
    with sample.open(write=True) as vault, vault.transaction() as tx:
        tx.seal(IDENTITY, os.urandom(16), b'{"name":"Clove Nutmeg"}')
    with sample.tampering(settle=True) as raw:
        (one, blob), (other, other_blob) = raw.execute("SELECT row, blob FROM seals").fetchall()
        raw.execute("UPDATE seals SET blob = ? WHERE row = ?", (other_blob, one))
        raw.execute("UPDATE seals SET blob = ? WHERE row = ?", (blob, other))

    with pytest.raises(Damaged, match="forged or was exchanged"):
        sample.open()


@pytest.mark.parametrize(
    "change",
    ["UPDATE seals SET entity = x'00000000000000000000000000000000'", "UPDATE seals SET kind = 'location'"],
)
def test_a_seal_moved_to_another_record_is_told(sample: Sample, change: str) -> None:
    with sample.tampering(settle=True) as raw:
        raw.execute(change)

    with pytest.raises(Damaged, match="forged or was exchanged"):
        sample.open()


def test_what_stands_inside_a_seal_is_compared_with_its_record(sample: Sample) -> None:
    """Even with the vault's own key: the blob of one record, with a right MAC, in the row of another."""
    keys = sample.keys()
    with sample.tampering(settle=True) as raw:
        seal, _, kind, *_, blob, _ = raw.execute(SEALS).fetchone()
        (owner,) = raw.execute("SELECT value FROM meta WHERE key = 'vault'").fetchone()
        notary = Notary(subkey(keys.database, Purpose.SEAL), owner)
        mac = notary.mac(seal, bytes(16), kind, blob)
        raw.execute("UPDATE seals SET entity = ?, mac = ?", (bytes(16), mac))
    with sample.open() as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        with pytest.raises(Damaged, match="belongs to another"):
            vault.unseal(next(vault.seals()))


def test_a_seal_to_a_stranger_is_damage_and_not_a_wrong_passphrase(sample: Sample) -> None:
    keys = sample.keys()
    stranger = HybridIdentity.generate().recipient()
    with sample.tampering(settle=True) as raw:
        seal, entity, kind, *_ = raw.execute(SEALS).fetchone()
        (owner,) = raw.execute("SELECT value FROM meta WHERE key = 'vault'").fetchone()
        blob = seals.enclose(stranger, seals.label("seal", seal, entity, kind), b'{"name":"x"}')
        mac = Notary(subkey(keys.database, Purpose.SEAL), owner).mac(seal, entity, kind, blob)
        raw.execute("UPDATE seals SET blob = ?, mac = ?", (blob, mac))
    with sample.open() as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        with pytest.raises(Damaged, match="another key"):
            vault.unseal(next(vault.seals()))


@pytest.mark.parametrize("clear", [b'{"other":"shape"}', b"x" * 4096, b'{"seal":"'])
def test_what_is_inside_a_seal_but_no_record_is_told(clear: bytes) -> None:
    identity = HybridIdentity.generate()
    padded = clear if len(clear) == 4096 else pad_record(clear)
    blob = encrypt(padded, [identity.recipient()])

    with pytest.raises(Damaged):
        seals.disclose(identity, seals.label("seal", bytes(16), bytes(16), IDENTITY), blob)


def test_an_exchanged_public_key_is_told_and_nothing_is_sealed(sample: Sample) -> None:
    before = sample.layout.notes.read_bytes()
    stranger = HybridIdentity.generate().recipient()
    for content in (f"{stranger}\n".encode(), b"", sample.layout.recipient.read_bytes()[:-1], b"x" * 300_000):
        kept = sample.layout.recipient.read_bytes()
        sample.layout.recipient.write_bytes(content)
        for write in (False, True):
            with pytest.raises(Damaged, match=r"identities\.pub"):
                sample.open(write=write)
        sample.layout.recipient.write_bytes(kept)
    sample.layout.recipient.unlink()
    with pytest.raises(Damaged, match=r"identities\.pub is missing"):
        sample.open(write=True)
    assert sample.layout.notes.read_bytes() == before


def test_the_identity_key_of_another_vault_is_told(sample: Sample) -> None:
    stranger = HybridIdentity.generate()
    with sample.open() as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
    (sample.layout.keys / "identities.1.age").write_bytes(
        encrypt(stranger.reveal().encode(), [PassphraseRecipient(IDENTITY_PASSPHRASE, 1)])
    )
    with sample.open() as vault, pytest.raises(Damaged, match="another vault"):
        vault.open_identities(IDENTITY_PASSPHRASE)


def test_a_draft_replaces_the_draft_before_it(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        base = vault.head(sample.passages[2])
        assert base is not None
        for text in (b"one", b"two"):
            with vault.transaction() as tx:
                tx.put_draft("passage", sample.passages[2], text, owner=sample.interview, base=base.revision)
        pending = {draft.entity: draft for draft in vault.drafts()}

        assert len(pending) == 2
        assert pending[sample.passages[2]].base == base.revision
        assert vault.open_draft(pending[sample.passages[2]]) == b"two"
        assert vault.revisions(sample.passages[2])[-1].body == b"the third words"
        with vault.transaction() as tx:
            tx.drop_draft(sample.passages[2])
            tx.drop_draft(sample.passages[2])
        assert len(vault.drafts()) == 1
    with sample.open() as reader:
        assert len(reader.drafts()) == 1


def test_a_draft_of_a_card_is_sealed_and_opens_with_the_compartment(sample: Sample) -> None:
    document = b'{"name":"Galangal Turmeric"}'
    with sample.open(write=True) as vault:
        with vault.transaction() as tx:
            tx.put_draft(IDENTITY, sample.card, document, sealed=True)
        draft = next(draft for draft in vault.drafts() if draft.entity == sample.card)

        assert draft.sealed
        assert document not in draft.body
        with pytest.raises(Locked):
            vault.open_draft(draft)
        vault.open_identities(IDENTITY_PASSPHRASE)
        assert vault.open_draft(draft) == document


def test_a_sealed_draft_in_the_row_of_another_is_told(sample: Sample) -> None:
    with sample.open(write=True) as vault, vault.transaction() as tx:
        tx.put_draft(IDENTITY, sample.card, b'{"name":"Galangal Turmeric"}', sealed=True)
    with sample.tampering(settle=True) as raw:
        raw.execute("UPDATE drafts SET entity = x'00000000000000000000000000000000' WHERE sealed")
    with sample.open() as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        draft = next(draft for draft in vault.drafts() if draft.sealed)
        with pytest.raises(Damaged, match="belongs to another"):
            vault.open_draft(draft)


def test_no_page_of_the_notes_holds_a_name_that_was_only_sealed(sample: Sample) -> None:
    with sample.open(write=True) as vault, vault.transaction() as tx:
        tx.seal(IDENTITY, sample.card, b'{"name":"Saffron Kemiri"}')
        tx.put_draft(IDENTITY, sample.card, b'{"name":"Saffron Kemiri"}', sealed=True)
    with sample.tampering() as raw:
        tables = ("meta", "revisions", "heads", "seals", "drafts", "tombstones")
        clear = b"".join(
            field if isinstance(field, bytes) else str(field).encode()
            for table in tables
            for row in raw.execute("SELECT * FROM " + table)
            for field in row
        )
    assert b"the second words" in clear
    assert b"Saffron" not in clear
