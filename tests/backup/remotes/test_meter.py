"""Prove that a line can be limited, paused and stopped, and that what goes over it is counted."""

import threading
import time

import pytest

from fieldnotes.backup.failures import Cancelled
from fieldnotes.backup.meter import BLOCK, Meter


def test_blocks_are_the_data_in_order_and_none_is_too_large() -> None:
    data = bytes(range(256)) * 1_000

    blocks = [bytes(block) for block in Meter().blocks(data)]

    assert b"".join(blocks) == data
    assert max(map(len, blocks)) == BLOCK


def test_no_data_is_no_block_but_a_stop_is_heard() -> None:
    meter = Meter()
    assert [*meter.blocks(b"")] == []

    meter.cancel()

    with pytest.raises(Cancelled):
        list(meter.blocks(b""))


def test_a_block_counts_when_the_next_is_asked_for() -> None:
    meter = Meter()
    blocks = meter.blocks(bytes(100), size=40)

    next(blocks)
    assert meter.sent == 0
    next(blocks)
    assert meter.sent == 40
    assert [len(block) for block in blocks] == [20]
    assert (meter.sent, meter.received) == (100, 0)


@pytest.mark.parametrize("limit", [20_000, 200_000])
def test_a_limit_is_kept_by_all_threads_together(limit: int) -> None:
    meter = Meter(limit)

    def send() -> None:
        for _ in meter.blocks(bytes(limit // 4)):
            pass

    threads = [threading.Thread(target=send) for _ in range(3)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    meter.arrived(limit // 4)
    for thread in threads:
        thread.join()

    # A second's worth, of which the last block is not waited for: a quarter of a second at most.
    assert 0.7 < time.monotonic() - begun < 2.0


def test_on_a_line_of_a_kilobyte_a_second_blocks_are_small() -> None:
    blocks = Meter(1_000).blocks(bytes(100_000))

    assert len(next(blocks)) <= 512


def test_a_limit_can_be_taken_away_while_it_runs() -> None:
    meter = Meter(1_000)
    blocks = meter.blocks(bytes(100_000))
    next(blocks)

    meter.limit = None
    begun = time.monotonic()
    for _ in blocks:
        pass

    assert time.monotonic() - begun < 1.0


def test_a_pause_holds_and_resuming_goes_on() -> None:
    meter = Meter()
    blocks = meter.blocks(bytes(3 * BLOCK))
    next(blocks)
    meter.pause()
    thread = threading.Thread(target=lambda: list(blocks))
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()

    meter.resume()
    thread.join(5)

    assert not thread.is_alive()
    assert meter.sent == 3 * BLOCK


def test_a_stop_ends_a_pause_and_a_wait() -> None:
    meter = Meter()
    meter.pause()
    threading.Timer(0.2, meter.cancel).start()

    with pytest.raises(Cancelled):
        meter.wait(600)
    with pytest.raises(Cancelled):
        list(meter.blocks(b"1"))
