"""Prove that the canary harness finds every leak that is put into the product, and none where there is none.

The sessions that make 100,000 traced calls are a figure: `run.py figures canaries`.
"""

import random
from pathlib import Path

import pytest

from tests.bench import tracing
from tests.bench.canaries import caught, seeded
from tests.bench.leaky import LEAKS
from tests.bench.needles import Needles, disguises

REASON = tracing.why_not()


@pytest.mark.skipif(bool(REASON), reason=REASON)
def test_every_seeded_leak_is_caught(tmp_path: Path) -> None:
    found = seeded(tmp_path, random.Random(2))

    assert found.keys() == LEAKS.keys()
    assert [leak for leak, findings in found.items() if not caught(leak, findings)] == []


def test_a_canary_is_found_under_every_disguise() -> None:
    needles = Needles()
    needles.add_words("name", ["Zqvxwojaroli", "ژڤپگابەرد"])

    for disguise in (*disguises("Zqvxwojaroli"), *disguises("ژڤپگابەرد")):
        assert "name" in needles.found_in(b"\x00\xff" * 40 + disguise + b"\x07" * 40), disguise
    assert needles.found_in(random.Random(1).randbytes(3_000_000)) == {}
