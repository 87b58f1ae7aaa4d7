"""Change files of a vault at random: a flipped bit, or an end that is missing; and judge what becomes of it."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fieldnotes.errors import FieldnotesError
from fieldnotes.workflows import attaching, dumping, reading, vaults
from tests.faults.victims import NAMES, NOTES, SOUGHT, Victim


@dataclass(frozen=True)
class Damage:
    """Name a file by its place in the vault, an offset in it, and a bit there; without one the rest is cut off."""

    file: str
    offset: int
    bit: int | None

    def inflict(self, vault: Path) -> None:
        """Change the file."""
        with (vault / self.file).open("r+b") as file:
            file.seek(self.offset)
            if self.bit is None:
                file.truncate()
                return
            (byte,) = file.read(1)
            file.seek(self.offset)
            file.write(bytes([byte ^ 1 << self.bit]))


def damages(vault: Path, seed: int, count: int, *, cuts: bool) -> Iterator[Damage]:
    """Yield random damages: half of them in any file alike, half of them in any byte alike."""
    chance = random.Random(seed)
    sizes = {str(p.relative_to(vault)): p.stat().st_size for p in sorted(vault.rglob("*")) if p.is_file()}
    files = [name for name, size in sizes.items() if size and not name.endswith("-shm")]
    weights = [sizes[name] for name in files]
    for number in range(count):
        file = chance.choice(files) if number % 2 else chance.choices(files, weights)[0]
        yield Damage(file, chance.randrange(sizes[file]), None if cuts else chance.randrange(8))


@dataclass(frozen=True)
class Verdict:
    """Hold what became of it: "told" (exit 4, 5 or a warning), "no effect", or what is WRONG."""

    word: str
    how: str = ""


def judge(victim: Victim, sound: bytes, *, write: bool, slots_in_use: bool) -> Verdict:
    """Open a damaged vault as its owner would, and compare what it says with what a sound one says.

    With `slots_in_use` it is opened by its passphrases, else by the keys on paper.
    """
    notes, names = (NOTES, NAMES) if slots_in_use else (victim.notes, victim.names)
    try:
        with vaults.opened(victim.vault, notes, write=write) as vault:
            vault.open_identities(names)
            said = account(victim, vault)
            warned = vault.warnings
    except FieldnotesError as error:
        right = error.exit_code in (4, 5)
        return Verdict("told" if right else "WRONG", f"exit {error.exit_code}: {error.sentence}")
    if said != sound:
        return Verdict("WRONG", f"other data, warnings: {warned}")
    return Verdict("told", str(warned)) if warned else Verdict("no effect")


def account(victim: Victim, vault: vaults.OpenVault) -> bytes:
    """Return everything that a vault says, ids included: its dump, what search finds, its attachments."""
    parts = [dumping.dump(vault, identities=True, ids=True)]
    parts += [repr(sorted(map(repr, reading.search(vault, word, 1000)))).encode() for word in SOUGHT]
    taken = victim.folder / "taken"
    for one in attaching.listed(vault):
        attaching.take_out(vault, one.id, taken)
        parts += [one.id.encode(), repr((one.interview, one.attachment)).encode(), taken.read_bytes()]
        taken.unlink()
    return b"\0".join(parts)


def restore(sound: Path, vault: Path) -> None:
    """Put a vault back as it was."""
    shutil.rmtree(vault)
    shutil.copytree(sound, vault)
