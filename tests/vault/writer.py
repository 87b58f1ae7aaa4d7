"""Be the child process of the crash and process tests: open a vault and do one thing until told or killed.

python -m tests.vault.writer WHAT PATH [NUMBER]      prints one line for each thing done, at once
"""

import os
import resource
import sys
import time
from pathlib import Path

from fieldnotes.errors import FieldnotesError
from fieldnotes.vault.create import create_vault
from fieldnotes.vault.unlocked import Vault, open_vault
from tests.vault.sample import IDENTITY, IDENTITY_PASSPHRASE, LOG_N, PASSPHRASE, words_of


def say(line: str) -> None:
    """Print a line so that it has left this process when the function returns."""
    os.write(1, f"{line}\n".encode())


def write(vault: Vault, start: int) -> None:
    """Save one numbered note after the other, each with a draft and now and then a seal; acknowledge each."""
    entity = b"\xff" * 16
    for number in range(start, 1 << 40):
        with vault.transaction() as tx:
            tx.put("counter", entity, b"%d" % number)
            tx.put("note", number.to_bytes(16, "big"), b"number %d " % number * (number % 97 + 1))
            tx.put_draft("note", entity, b"draft %d" % number)
            if number % 7 == 0:
                tx.seal(IDENTITY, entity, b'{"number":%d}' % number)
        say(str(number))
        if number % 50 == 0:
            vault.checkpoint()
        if number % 60 == 0:
            vault.catch_up_index()


def hold(vault: Vault) -> None:
    """Stay open until standard input ends."""
    say("open")
    sys.stdin.read()


def main(what: str, path: Path, number: int) -> None:
    """Do what is asked; `number` is where to begin counting, or how large files may grow ("limited")."""
    if what == "create":
        say("begin")
        create_vault(path, PASSPHRASE, IDENTITY_PASSPHRASE, log_n=LOG_N)
        say("made")
        time.sleep(60)
    if what == "limited":
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        what, number = "write", 1
    with open_vault(path, PASSPHRASE, write=what in ("write", "hold"), text_of=words_of) as vault:
        if what == "write":
            write(vault, number)
        elif what == "read":
            say(str(len(list(vault.heads()))))
        else:
            hold(vault)


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]), int((*sys.argv, "0")[3]))
    except FieldnotesError as error:
        say(f"{error.exit_code} {error.sentence}")
        sys.exit(error.exit_code)
