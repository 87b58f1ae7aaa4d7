"""Prove that a line can be limited, paused and stopped, and that what goes over it is counted."""

import threading
import time

import pytest

from fieldnotes.backup.failures import Cancelled
from fieldnotes.backup.meter import BLOCK, LAST_WORDS, Meter


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


class Standing(Meter):
    """Be a meter whose clock stands still, and note what it would wait for instead of waiting."""

    def __init__(self, limit: int | None) -> None:
        super().__init__(limit, lambda: 0.0)
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        """Note it."""
        self.waits.append(seconds)


def send_and_receive(meter: Meter, amount: int) -> None:
    """Let three threads send so many bytes each, and receive as many in a fourth."""
    threads = [threading.Thread(target=lambda: list(meter.blocks(bytes(amount)))) for _ in range(3)]
    for thread in threads:
        thread.start()
    meter.arrived(amount)
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("limit", [20_000, 200_000])
def test_a_limit_is_kept_by_all_threads_together(limit: int) -> None:
    meter = Standing(limit)

    send_and_receive(meter, limit // 4)

    # A second's worth, each block after those before it; the last is not waited for: a quarter of a second at most.
    assert min(meter.waits) == 0
    assert 0.75 <= max(meter.waits) < 1.0
    assert len(set(meter.waits)) == len(meter.waits)


def test_what_a_limit_asks_for_is_waited_for() -> None:
    meter, begun = Meter(20_000), time.monotonic()

    send_and_receive(meter, 5_000)

    assert time.monotonic() - begun > 0.7


def test_on_a_line_of_a_kilobyte_a_second_blocks_are_small() -> None:
    blocks = Meter(1_000).blocks(bytes(100_000))

    assert len(next(blocks)) <= 512


def test_a_limit_can_be_taken_away_while_it_runs() -> None:
    meter = Standing(1_000)
    blocks = meter.blocks(bytes(2 * BLOCK))
    next(blocks)
    next(blocks)
    assert meter.waits == [0.0, 0.512]

    meter.limit = None

    assert [len(block) for block in blocks] == [BLOCK, BLOCK - 1_024]
    assert meter.waits[2:] == [0.0, 0.0]


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


def test_a_stop_holds_no_last_words_back_though_it_was_paused_before_and_after() -> None:
    meter = Meter()
    meter.pause()
    meter.cancel()
    meter.pause()

    with meter.last_words():
        meter.arrived(100)

    assert meter.received == 100


def test_last_words_end_a_while_after_both_their_beginning_and_the_stop() -> None:
    now = 1_000.0
    meter = Meter(clock=lambda: now)

    with meter.last_words():
        now += 10 * LAST_WORDS  # on a slow line, before anybody stops it
        meter.check()
        meter.cancel()
        now += LAST_WORDS - 1
        meter.check()
        meter.cancel()  # once more, which changes nothing
        now += 1
        with pytest.raises(Cancelled):
            meter.check()
    with meter.last_words():
        now += LAST_WORDS - 1
        meter.check()


def test_one_thread_has_last_words_for_itself_alone_and_no_longer_than_asked() -> None:
    meter, heard = Meter(), list[str]()
    meter.cancel()

    def speak() -> None:
        try:
            meter.check()
        except Cancelled:
            heard.append("stopped")

    with meter.last_words():
        meter.check()
        thread = threading.Thread(target=speak)
        thread.start()
        thread.join()
    speak()

    assert heard == ["stopped", "stopped"]
