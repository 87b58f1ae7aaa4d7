"""Prove how a vault is opened and by whom, and how its key slots come and go."""

import time

import pytest

from fieldnotes.errors import Damaged, FieldnotesError, Locked, Unreachable, UsageError
from fieldnotes.formats.age.envelope import encrypt
from fieldnotes.formats.age.hybrid import HybridIdentity
from fieldnotes.formats.age.scrypt import PassphraseRecipient
from fieldnotes.formats.age.x25519 import X25519Identity
from fieldnotes.vault import keyring, keyslots, passphrases
from fieldnotes.vault.keyring import all_slots
from fieldnotes.vault.keyslots import Family, SlotKind, list_slots
from tests.vault.sample import IDENTITY_PASSPHRASE, LOG_N, PASSPHRASE, Sample

NEW_PASSPHRASE = "cumin-sumac-fenugreek-zedoary-asafoetida"


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make new slots with as little scrypt as there is."""
    monkeypatch.setattr(keyring, "LOG_N", LOG_N)


def test_slots_are_listed_without_opening_them(sample: Sample) -> None:
    assert [(slot.name, slot.kind) for slot in all_slots(sample.layout)] == [
        ("vault.1", SlotKind.PASSPHRASE),
        ("vault.2", SlotKind.RECOVERY_KEY),
        ("identities.1", SlotKind.PASSPHRASE),
        ("identities.2", SlotKind.RECOVERY_KEY),
    ]


def test_only_files_named_like_slots_are_slots(sample: Sample) -> None:
    for name in ("vault.0.age", "vault.01.age", "vault.x.age", "vault.3.age.partial", "other.1.age", "vault.age"):
        (sample.layout.keys / name).write_bytes(b"x")

    assert len(all_slots(sample.layout)) == 4


@pytest.mark.parametrize("wrong", ["", "x", PASSPHRASE + " ", PASSPHRASE.upper(), IDENTITY_PASSPHRASE])
def test_a_wrong_passphrase_is_told(sample: Sample, wrong: str) -> None:
    with pytest.raises(Locked):
        sample.open(secret=wrong)


def test_the_recovery_key_opens_however_it_was_typed(sample: Sample) -> None:
    key = sample.recovery.notes
    for typed in (key, f"  {key}\n", key.lower(), " ".join(key[at : at + 8] for at in range(0, len(key), 8))):
        with sample.open(secret=typed) as vault:
            assert len(list(vault.heads())) == 5


def test_a_mistyped_or_strange_recovery_key_is_told(sample: Sample) -> None:
    key = sample.recovery.notes
    wrong = [key[:-1], key[:20] + ("Q" if key[20] != "Q" else "P") + key[21:], "AGE-SECRET-KEY-1"]
    for secret in (*wrong, X25519Identity.generate().reveal(), HybridIdentity.generate().reveal()):
        with pytest.raises(Locked) as caught:
            sample.open(secret=secret)
        assert secret not in f"{caught.value} {caught.value.hint}"


def test_a_hostile_work_factor_is_refused_before_any_work(sample: Sample) -> None:
    slot = sample.layout.keys / "vault.1.age"
    sealed = slot.read_bytes()
    for work in (b"21", b"23", b"30", b"64", b"999999999999"):
        slot.write_bytes(sealed.replace(b" 1\n", b" " + work + b"\n", 1))
        began = time.perf_counter()
        with pytest.raises(Damaged, match=r"vault\.1\.age"):
            sample.open()
        assert time.perf_counter() - began < 0.2


def test_a_damaged_slot_does_not_keep_another_one_shut(sample: Sample) -> None:
    (sample.layout.keys / "vault.1.age").write_bytes(b"age-encryption.org/v1\nnonsense")

    with pytest.raises(Damaged, match=r"keys/vault\.1\.age is damaged"):
        sample.open()
    with sample.open(secret=sample.recovery.notes) as vault:
        assert [warning for warning in vault.warnings if "keys/vault.1.age" in warning]


@pytest.mark.parametrize("content", [b"", b"not an identity", b"\xff\xfe", b"AGE-SECRET-KEY-1" + b"Q" * 58])
def test_a_slot_that_opens_but_holds_no_key_is_told(sample: Sample, content: bytes) -> None:
    sealed = encrypt(content, [PassphraseRecipient(PASSPHRASE, LOG_N)])
    (sample.layout.keys / "vault.1.age").write_bytes(sealed)

    with pytest.raises(Damaged, match=r"vault\.1\.age"):
        sample.open()


@pytest.mark.parametrize("content", [b"", b"0" * 63, b"0" * 65, b"Z" * 64, b"A" * 64, b"0" * 64 + b"\n", b"\xff" * 32])
def test_a_database_key_of_another_shape_is_told(sample: Sample, content: bytes) -> None:
    identity = sample.keys().identity
    sample.layout.database_key.write_bytes(encrypt(content, [identity.recipient()]))

    with pytest.raises(Damaged, match=r"vault\.db\.age"):
        sample.open()


def test_a_database_key_of_another_vault_is_told(sample: Sample) -> None:
    stranger = X25519Identity.generate().recipient()
    sample.layout.database_key.write_bytes(encrypt(b"0" * 64, [stranger]))
    with pytest.raises(Damaged, match="another vault"):
        sample.open()


def test_a_right_looking_database_key_that_is_wrong_is_told(sample: Sample) -> None:
    identity = sample.keys().identity
    sample.layout.database_key.write_bytes(encrypt(b"0" * 64, [identity.recipient()]))

    with pytest.raises(Damaged, match=r"notes\.db"):
        sample.open()


def test_a_new_passphrase_opens_and_the_old_one_can_go(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        assert vault.add_slot(Family.VAULT, passphrase=NEW_PASSPHRASE).name == "vault.3"
        with pytest.raises(UsageError, match="opened the vault just now"):
            vault.remove_slot("vault.1")
    with sample.open(write=True, secret=NEW_PASSPHRASE) as vault:
        vault.remove_slot("vault.1")
        with pytest.raises(UsageError, match="opened the vault just now"):
            vault.remove_slot("vault.3")

    with pytest.raises(Locked):
        sample.open()
    with sample.open(secret=NEW_PASSPHRASE) as vault:
        assert len(list(vault.heads())) == 5


def test_a_new_passphrase_never_touches_the_database(sample: Sample) -> None:
    before = sample.layout.notes.read_bytes()
    with sample.open(write=True) as vault:
        vault.add_slot(Family.VAULT, passphrase=NEW_PASSPHRASE)

    assert sample.layout.notes.read_bytes() == before


def test_the_last_passphrase_cannot_be_removed(sample: Sample) -> None:
    with sample.open(write=True, secret=sample.recovery.notes) as vault:
        for name in ("vault.1", "identities.1"):
            with pytest.raises(UsageError, match="last one with a passphrase"):
                vault.remove_slot(name)
        for name in ("vault.9", "vault", "notes.db", "../notes.db", ""):
            with pytest.raises(UsageError, match="no such key slot"):
                vault.remove_slot(name)


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(sample: Sample) -> None:
    with sample.open(write=True, secret=sample.recovery.notes) as vault:
        vault.add_slot(Family.VAULT, passphrase=NEW_PASSPHRASE)
        vault.remove_slot("vault.1")

    with sample.open(secret=NEW_PASSPHRASE) as vault:
        assert len(list(vault.heads())) == 5


def test_a_removed_slot_is_overwritten_before_it_is_deleted(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        slot = vault.add_slot(Family.VAULT, passphrase=NEW_PASSPHRASE)
        path = sample.layout.keys / slot.file
        sealed = path.read_bytes()
        with path.open("rb") as still_open:
            vault.remove_slot(slot.name)
            left = still_open.read()

    assert not path.exists()
    assert len(left) == len(sealed)
    assert left[:22] != sealed[:22]
    assert sealed[60:120] not in left


def test_a_colleague_can_be_given_a_slot(sample: Sample) -> None:
    colleague, friend = X25519Identity.generate(), HybridIdentity.generate()
    with sample.open(write=True) as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        assert vault.add_slot(Family.VAULT, recipient=str(colleague.recipient())).kind is SlotKind.RECIPIENT
        vault.add_slot(Family.IDENTITIES, recipient=str(friend.recipient()))
        with pytest.raises(UsageError, match="quantum"):
            vault.add_slot(Family.IDENTITIES, recipient=str(colleague.recipient()))
        with pytest.raises(UsageError):
            vault.add_slot(Family.VAULT, recipient="age1nonsense")

    with sample.open(secret=colleague.reveal()) as vault:
        vault.open_identities(friend.reveal())
        assert vault.identities_open


def test_the_identity_passphrase_is_changed_while_it_is_open(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        with pytest.raises(Locked):
            vault.add_slot(Family.IDENTITIES, passphrase=NEW_PASSPHRASE)
        vault.open_identities(IDENTITY_PASSPHRASE)
        vault.add_slot(Family.IDENTITIES, passphrase=NEW_PASSPHRASE)
        with pytest.raises(UsageError, match="just now"):
            vault.remove_slot("identities.1")
    with sample.open(write=True) as vault:
        vault.open_identities(NEW_PASSPHRASE)
        vault.remove_slot("identities.1")
        with pytest.raises(Locked):
            vault.open_identities(IDENTITY_PASSPHRASE)


def test_no_passphrase_is_taken_for_both_locks(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        with pytest.raises(UsageError, match="other lock"):
            vault.add_slot(Family.VAULT, passphrase=IDENTITY_PASSPHRASE)
        with pytest.raises(UsageError, match="other lock"):
            vault.add_slot(Family.IDENTITIES, passphrase=PASSPHRASE)
        with pytest.raises(UsageError, match="too weak"):
            vault.add_slot(Family.VAULT, passphrase="cumin1")

    assert len(all_slots(sample.layout)) == 4


def test_new_recovery_keys_replace_the_old_ones(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        only_notes = vault.new_recovery_keys()
        assert only_notes.names is None
        vault.open_identities(IDENTITY_PASSPHRASE)
        both = vault.new_recovery_keys()

    for old in (sample.recovery.notes, only_notes.notes):
        with pytest.raises(Locked):
            sample.open(secret=old)
    with sample.open(secret=both.notes) as vault:
        with pytest.raises(Locked):
            vault.open_identities(sample.recovery.names or "")
        vault.open_identities(both.names or "")
    assert len(all_slots(sample.layout)) == 4


def test_keys_are_changed_only_by_the_one_who_writes(sample: Sample) -> None:
    with sample.open() as vault:
        for change in (
            lambda: vault.add_slot(Family.VAULT, passphrase=NEW_PASSPHRASE),
            lambda: vault.remove_slot("vault.1"),
            vault.new_recovery_keys,
        ):
            with pytest.raises(Unreachable, match="reading only"):
                change()


def test_no_secret_is_in_a_repr(sample: Sample) -> None:
    with sample.open(write=True) as vault:
        vault.open_identities(IDENTITY_PASSPHRASE)
        told = repr([vault, vault.identity, vault.compartment_identity, sample.keys(), sample.recovery])

    assert "SECRET" not in told
    assert sample.keys().database.hex() not in told
    assert repr(sample.keys().database) not in told


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "password",
        "Kak D 2016",
        "correct horse",
        "qwertyuiopasdfgh",
        "a" * 300,
        "saffron" * 40,
        "12345678901234567890",
        "moss-cabin-9-lamp",  # 50 bits
    ],
)
def test_a_weak_passphrase_is_refused(weak: str) -> None:
    with pytest.raises(UsageError, match="too weak"):
        passphrases.refuse_weak(weak, "passphrase")


def test_a_proposal_is_always_good_enough() -> None:
    for _ in range(50):
        proposed = passphrases.propose()
        passphrases.refuse_weak(proposed, "passphrase")
        assert proposed.count("-") == passphrases.WORDS - 1
    passphrases.check_pair(passphrases.propose(), passphrases.propose())


@pytest.mark.parametrize(
    "strong",
    [NEW_PASSPHRASE, "ئەمشەو لە چیاکان بەفر دەبارێت و ڕێگا داخراوە", "語りえぬものについては沈黙しなければならない"],
)
def test_a_strong_passphrase_is_accepted_in_any_script(strong: str) -> None:
    passphrases.refuse_weak(strong, "passphrase")


@pytest.mark.parametrize(
    "untypable", ["tab\tor line\nbreak in a long enough phrase", "half \ud800 of a letter, long enough"]
)
def test_a_passphrase_that_cannot_be_typed_is_refused(untypable: str) -> None:
    with pytest.raises(UsageError, match="cannot be typed") as caught:
        passphrases.refuse_weak(untypable, "passphrase")
    assert "long enough" not in str(caught.value)


def test_an_endless_passphrase_is_refused_at_once() -> None:
    began = time.perf_counter()
    with pytest.raises(UsageError, match="too long"):
        passphrases.check_pair("clove " * 100_000, NEW_PASSPHRASE)
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    "other",
    [
        PASSPHRASE,
        PASSPHRASE.upper(),
        PASSPHRASE.replace("-", " "),
        PASSPHRASE + "2",
        PASSPHRASE + " for the names",
        "Säffron-galangal-turmeric-nutmeg-kemiri",
        "nutmeg kemiri saffron galangal turmeric",
        "saffron-galangal-turmeric-umbrella-window",
        "saffrom-galangel-tumeric-nutmag-kemirl",
        PASSPHRASE[::-1],
        PASSPHRASE[:-8],
    ],
)
def test_two_passphrases_that_give_each_other_away_are_refused(other: str) -> None:
    assert passphrases.are_alike(PASSPHRASE, other)
    assert passphrases.are_alike(other, PASSPHRASE)


def test_two_passphrases_that_have_little_in_common_are_accepted() -> None:
    assert not passphrases.are_alike(PASSPHRASE, IDENTITY_PASSPHRASE)
    assert not passphrases.are_alike(PASSPHRASE, NEW_PASSPHRASE)
    assert not any(passphrases.are_alike(passphrases.propose(), passphrases.propose()) for _ in range(300))


def test_a_slot_appears_whole_or_not_at_all(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "no space")

    with sample.open(write=True) as vault:
        monkeypatch.setattr("os.fsync", fail)
        with pytest.raises(Unreachable, match="disk is full"):
            vault.add_slot(Family.VAULT, passphrase=NEW_PASSPHRASE)
        with pytest.raises(Unreachable, match="disk is full"):
            vault.new_recovery_keys()
        monkeypatch.undo()

    assert len(list(sample.layout.keys.iterdir())) == 6
    with sample.open(secret=sample.recovery.notes):
        pass


def test_a_slot_that_a_kill_left_half_written_is_swept_away(sample: Sample) -> None:
    left = sample.layout.keys / ".0123456789abcdef.partial"
    left.write_bytes(b"x")
    with sample.open():
        assert left.exists()
    with sample.open(write=True):
        assert not left.exists()


def test_more_slots_than_anybody_makes_are_not_tried(sample: Sample) -> None:
    for number in range(3, 40):
        (sample.layout.keys / f"vault.{number}.age").write_bytes(b"x")
    with pytest.raises(Damaged, match="more key slots"):
        sample.open()


def test_listing_says_which_slots_are_damaged(sample: Sample) -> None:
    (sample.layout.keys / "vault.2.age").write_bytes(b"")
    (sample.layout.keys / "identities.2.age").write_bytes(b"x" * 300_000)

    kinds = {slot.name: slot.kind for slot in all_slots(sample.layout)}
    assert kinds["vault.2"] is kinds["identities.2"] is SlotKind.DAMAGED
    with sample.open() as vault:
        assert len(vault.warnings) == 2


def test_a_vault_without_its_slots_is_told(sample: Sample) -> None:
    for slot in list_slots(sample.layout, Family.VAULT):
        (sample.layout.keys / slot.file).unlink()
    with pytest.raises(Damaged, match="missing"):
        sample.open()


def test_keyslots_open_nothing_without_slots(sample: Sample) -> None:
    with pytest.raises(FieldnotesError):
        keyslots.open_slots(sample.layout, [], PASSPHRASE)
