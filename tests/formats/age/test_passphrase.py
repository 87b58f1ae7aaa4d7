"""Prove that a passphrase costs what was chosen, that no file can make it cost more, and never a freeze."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from fieldnotes.errors import Damaged, Locked, UsageError
from fieldnotes.formats.age.envelope import decrypt, encrypt
from fieldnotes.formats.age.scrypt import WORK_FACTOR_CEILING, PassphraseIdentity, PassphraseRecipient

PASSPHRASE = "turmeric under the third stair"


def with_work_factor(written: str) -> bytes:
    """Return an age file for PASSPHRASE whose header asks for the work factor `written`."""
    sealed = encrypt(b"words", [PassphraseRecipient(PASSPHRASE, 1)])
    first, second, rest = sealed.split(b"\n", 2)
    return b"\n".join([first, second.removesuffix(b" 1") + b" " + written.encode(), rest])


def test_the_work_factor_is_the_one_chosen_and_17_by_default() -> None:
    chosen = encrypt(b"words", [PassphraseRecipient(PASSPHRASE, 3)])
    default = encrypt(b"words", [PassphraseRecipient(PASSPHRASE)])

    assert chosen.split(b"\n")[1].endswith(b" 3")
    assert default.split(b"\n")[1].endswith(b" 17")
    assert decrypt(default, [PassphraseIdentity(PASSPHRASE)]) == b"words"


@pytest.mark.parametrize("written", ["21", "22", "23", "30", "63", "64", "99", "100", "9" * 5000])
def test_a_work_factor_over_the_ceiling_is_refused_at_once(written: str) -> None:
    sealed = with_work_factor(written)
    started = time.process_time()

    with pytest.raises(Damaged, match="more work to try a passphrase than is safe"):
        decrypt(sealed, [PassphraseIdentity(PASSPHRASE)])

    assert time.process_time() - started < 0.05


def test_a_ceiling_may_be_lowered_but_not_raised() -> None:
    with pytest.raises(Damaged, match="more work"):
        decrypt(with_work_factor("11"), [PassphraseIdentity(PASSPHRASE, ceiling=10)])
    with pytest.raises(Damaged, match="more work"):
        decrypt(with_work_factor("21"), [PassphraseIdentity(PASSPHRASE, ceiling=30)])


@pytest.mark.parametrize("written", ["0", "01", "+1", "-1", "1.0", "0x1", "1\N{ARABIC-INDIC DIGIT ONE}", "one"])
def test_a_work_factor_that_is_not_a_plain_number_is_malformed(written: str) -> None:
    with pytest.raises(Damaged, match="malformed"):
        decrypt(with_work_factor(written), [PassphraseIdentity(PASSPHRASE)])


@pytest.mark.parametrize("work_factor", [0, -1, 21, 64])
def test_no_file_is_written_that_could_not_be_read_again(work_factor: int) -> None:
    with pytest.raises(ValueError, match="work factor"):
        PassphraseRecipient(PASSPHRASE, work_factor)


def test_the_ceiling_itself_may_be_chosen() -> None:
    assert WORK_FACTOR_CEILING == 20
    assert "20" not in repr(PassphraseRecipient(PASSPHRASE, WORK_FACTOR_CEILING))


@pytest.mark.parametrize("passphrase", ["", "\ud800", "lone \udfff surrogate"])
def test_a_passphrase_that_cannot_be_typed_is_refused(passphrase: str) -> None:
    with pytest.raises(UsageError) as caught:
        PassphraseRecipient(passphrase)

    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


@pytest.mark.parametrize("passphrase", ["زەردەچەوە لە ژێر پلیکانە", "a\tb", " ", "\udcff not UTF-8 on the terminal"])
def test_a_passphrase_in_any_script_opens_what_it_sealed(passphrase: str) -> None:
    sealed = encrypt(b"words", [PassphraseRecipient(passphrase, 2)])

    assert decrypt(sealed, [PassphraseIdentity(passphrase)]) == b"words"
    with pytest.raises(Locked, match="passphrase"):
        decrypt(sealed, [PassphraseIdentity(passphrase + " ")])


def test_other_threads_go_on_while_a_passphrase_is_tried() -> None:
    sealed = encrypt(b"words", [PassphraseRecipient(PASSPHRASE, 17)])
    worker = threading.Thread(target=decrypt, args=(sealed, [PassphraseIdentity(PASSPHRASE)]))

    worker.start()
    beats = 0
    while worker.is_alive():
        time.sleep(0.002)
        beats += 1

    assert beats > 10


def test_too_little_memory_for_a_passphrase_is_said_and_not_a_crash() -> None:
    program = (
        "import resource\n"
        "from fieldnotes.errors import Unreachable\n"
        "from fieldnotes.formats.age.envelope import encrypt\n"
        "from fieldnotes.formats.age.scrypt import PassphraseRecipient\n"
        "size = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (size + 64 * 2**20,) * 2)\n"
        "try:\n"
        "    encrypt(b'words', [PassphraseRecipient('turmeric', 18)])\n"
        "except Unreachable as error:\n"
        "    print(error)\n"
    )
    if not Path("/proc/self/statm").exists():
        pytest.skip("the size of a process cannot be read here")

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)

    assert run.stdout == "there is too little free memory to try the passphrase\n", run.stderr
