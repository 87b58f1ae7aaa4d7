"""Bytes, speeds and durations are written for people; a limit is read as rsync and restic have it."""

import pytest

from fieldnotes.domain.measures import amount, duration, rate, size
from fieldnotes.errors import UsageError


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (1_234_567, "1.2 MB"), (5e9, "5.0 GB"), (5e12, "5000.0 GB")],
)
def test_bytes_are_written_in_powers_of_a_thousand(count: float, said: str) -> None:
    assert size(count) == said


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0 s"), (89, "89 s"), (150, "2 min"), (7200, "2.0 h")])
def test_a_duration_is_written_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(("text", "limit"), [("128", 128), ("20k", 20_000), ("2M", 2_000_000), ("٢٠k", 20_000)])
def test_a_limit_is_read(text: str, limit: int) -> None:
    assert rate(text) == limit


@pytest.mark.parametrize("text", ["", "k", "5", "127", "-1k", "1.5M", "2G", "20 k", "9999999999999", "x"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        rate(text)


def test_an_amount_is_read_with_its_unit() -> None:
    assert [amount(text) for text in ("0", "500k", "20M", "1G", "٢٠k")] == [0, 500_000, 20_000_000, 10**9, 20_000]


@pytest.mark.parametrize("text", ["", "k", "-1", "1.5M", "20 k", "1T", "x", "²"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        amount(text)
