"""Flip bits and cut files at random: it is told (exit 4 or 5, or a warning), or proved to be without any effect.

FIELDNOTES_FULL=1 tries 10,000 flips and prints the count. A log beside notes.db is flipped as well; there, a tail
that the index has not seen may be lost without a word, which is the one exception of the design, so here it has.
"""

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from fieldnotes.workflows import vaults
from tests.faults.damages import Damage, account, damages, judge, restore
from tests.faults.victims import FULL, Victim

FLIPS = 10_000 if FULL else 60
CUTS = 1_000 if FULL else 16
FLIPS_WITH_LOG = 1_000 if FULL else 12


def said_by(victim: Victim) -> bytes:
    """Return everything that a sound vault says."""
    with vaults.opened(victim.vault, victim.notes) as vault:
        vault.open_identities(victim.names)
        assert vault.warnings == ()
        return account(victim, vault)


def outcomes(victim: Victim, sound: Path, tried: list[Damage]) -> tuple[Counter[str], list[str]]:
    """Inflict each damage on a sound copy; return how many were told or had no effect, and all that is wrong."""
    expected = said_by(victim)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number, damage in enumerate(tried):
        restore(sound, victim.vault)
        damage.inflict(victim.vault)
        in_use = damage.file in ("keys/vault.1.age", "keys/identities.1.age") and number % 3 != 0
        verdict = judge(victim, expected, write=number % 2 == 0, slots_in_use=in_use)
        counts[f"{damage.file.split('/')[0]}: {verdict.word}"] += 1
        if verdict.word == "WRONG":
            wrong.append(f"{damage}: {verdict.how}")
    return counts, wrong


@pytest.mark.parametrize(("cuts", "count"), [(False, FLIPS), (True, CUTS)], ids=["flips", "cuts"])
def test_damage_anywhere_is_told_or_has_no_effect(
    template: Victim, victim: Victim, cuts: bool, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = list(damages(template.vault, 5, count, cuts=cuts))

    counts, wrong = outcomes(victim, template.vault, tried)

    assert wrong == []
    assert sum(counts.values()) == count
    if FULL:
        with capsys.disabled():
            sys.stdout.write(json.dumps(dict(sorted(counts.items())), indent=1) + "\n")


def test_damage_to_a_log_that_the_index_has_seen_is_told_or_has_no_effect(victim: Victim, tmp_path: Path) -> None:
    sound = tmp_path / "sound"
    chance = random.Random(4)
    with vaults.opened(victim.vault, victim.notes, write=True) as vault:
        for _ in range(3):
            with vault.transaction() as writing:
                writing.put("memo", None, chance.randbytes(3000))
        vault.catch_up_index()
        # By another process: closing notes.db in this one would drop SQLite's locks on it.
        subprocess.run(["cp", "-r", str(victim.vault), str(sound)], check=True)
    assert (sound / "notes.db-wal").stat().st_size > 0
    shutil.rmtree(victim.vault)
    shutil.copytree(sound, victim.vault)
    in_log = [d for d in damages(sound, 6, FLIPS_WITH_LOG * 40, cuts=False) if d.file == "notes.db-wal"]

    counts, wrong = outcomes(victim, sound, in_log[:FLIPS_WITH_LOG])

    assert wrong == []
    assert sum(counts.values()) == FLIPS_WITH_LOG
