"""Prove that pieces put together are the file, that lively pages lie alone, and that what was cut once stays cut so."""

import io
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.backup.cutting import ATTACHMENT_PIECE, PAGE, lengths, pieces, quiet_piece

MIB = 1 << 20

SIZES = st.integers(0, 300 * PAGE)
PAGES = st.sets(st.integers(1, 300), max_size=40)


def test_quiet_pieces_grow_with_the_file_and_stay_about_a_thousand() -> None:
    assert quiet_piece(43 * MIB) == 256 * 1024
    assert quiet_piece(400 * MIB) == 512 * 1024
    assert all(size / quiet_piece(size) <= 1024 for size in (MIB, 64 * MIB, 999 * MIB, 9999 * MIB))


@given(SIZES, PAGES, st.lists(st.integers(1, 40 * PAGE), max_size=12))
def test_pieces_put_together_are_the_file(size: int, lively: set[int], before: list[int]) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    cut = list(pieces(io.BytesIO(content), lengths(size, lively, before)))
    assert b"".join(cut) == content
    assert all(cut)


@given(st.integers(1, 300), PAGES)
def test_a_lively_page_shares_its_piece_with_two_others_at_most(pages: int, lively: set[int]) -> None:
    cut = lengths(pages * PAGE, lively)
    ends = list(accumulate(cut))
    for page in (page for page in lively if page <= pages):
        assert next(length for length, end in zip(cut, ends, strict=True) if end >= page * PAGE) <= 3 * PAGE
    assert max(cut) <= 64 * PAGE


@given(st.integers(1, 200), st.integers(0, 100), PAGES)
def test_a_file_that_grew_keeps_every_piece_that_it_had(pages: int, more: int, lively: set[int]) -> None:
    before = lengths(pages * PAGE, lively)
    again = lengths((pages + more) * PAGE, {page for page in lively if page <= pages}, before)
    assert again[: len(before)] == before


def test_a_file_that_shrank_is_cut_as_far_as_it_goes() -> None:
    assert lengths(5 * PAGE, (), [2 * PAGE, 2 * PAGE, 9 * PAGE]) == [2 * PAGE, 2 * PAGE, PAGE]
    assert lengths(0, {1}, [PAGE]) == []


def test_attachments_are_cut_at_a_mebibyte() -> None:
    content = bytes(2 * ATTACHMENT_PIECE + 5)
    assert [len(piece) for piece in pieces(io.BytesIO(content), ())] == [ATTACHMENT_PIECE, ATTACHMENT_PIECE, 5]
