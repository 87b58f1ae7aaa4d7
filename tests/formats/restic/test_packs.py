"""Prove that packs hold what was put in, tell nothing by order and size, and are refused when they lie."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.identifiers import BlobKind, identifier_of
from fieldnotes.formats.restic.keys import MasterKey
from fieldnotes.formats.restic.packs import (
    BLOB_MOST,
    Entry,
    PackWriter,
    SealedBlob,
    check_entries,
    header_length,
    pack_size,
    read_header,
)
from fieldnotes.formats.restic.trees import read_tree

KEY = MasterKey.random()
DIGEST = bytes(32)


def sealed(data: bytes, kind: BlobKind = BlobKind.DATA, plain_size: int = 0) -> SealedBlob:
    """Return a blob for a pack."""
    return SealedBlob(identifier_of(data), kind, KEY.seal(data), plain_size)


def header_of(*entries: bytes) -> bytes:
    """Return a sealed header made of raw entries."""
    return KEY.seal(b"".join(entries))


@given(st.lists(st.binary(max_size=300), max_size=12), st.sampled_from(BlobKind), st.sampled_from([1, 512, 65536]))
def test_a_pack_holds_what_was_put_in(datas: list[bytes], kind: BlobKind, bucket: int) -> None:
    writer = PackWriter(KEY, kind, bucket)
    for data in datas:
        writer.add(sealed(data, kind, len(data) if data[:1] == b"z" else 0))
    pack, written = writer.finish()
    length = header_length(written[-4:], len(written)) if pack.entries else 32

    assert pack.id == identifier_of(written)
    assert len(written) % bucket == 0
    assert len(written) == pack_size(pack.entries)
    assert read_header(KEY, written[-4 - length : -4], len(written)) == pack.entries
    opened = [KEY.unseal(written[each.offset : each.offset + each.length]) for each in pack.entries]
    assert sorted(opened) == sorted([*datas, *[each for each in opened if each not in datas]])
    assert len(opened) - len(datas) == (bucket != 1)


def test_the_order_of_blobs_is_drawn_by_lot() -> None:
    blobs = [sealed(bytes([number])) for number in range(8)]
    orders = set()
    for _ in range(8):
        writer = PackWriter(KEY, BlobKind.DATA, 1)
        for blob in blobs:
            writer.add(blob)
        orders.add(tuple(entry.id for entry in writer.finish()[0].entries))

    assert len(orders) > 4  # of 40,320


def test_the_padding_of_a_pack_of_trees_is_an_empty_folder() -> None:
    identifiers = set()
    for _ in range(2):
        pack, data = PackWriter(KEY, BlobKind.TREE).finish()
        (entry,) = pack.entries
        identifiers.add(entry.id)
        assert read_tree(KEY.unseal(data[: entry.length])) == ()
    assert len(identifiers) == 2


def test_a_blob_of_the_other_kind_is_not_taken() -> None:
    with pytest.raises(ValueError, match="another pack"):
        PackWriter(KEY, BlobKind.TREE).add(sealed(b"x"))


@pytest.mark.parametrize(
    ("entries", "size"),
    [
        ([struct.pack("<BI32s", 4, 40, DIGEST)], 113),  # a kind that does not exist
        ([struct.pack("<BI32s", 0, 31, DIGEST)], 104),  # shorter than its seal
        ([struct.pack("<BI32s", 0, 40, DIGEST)], 114),  # a byte that no blob covers
        ([struct.pack("<BI32s", 0, 40, DIGEST)], 112),  # a pack that is shorter than its blobs
        ([struct.pack("<BI32s", 0, 40, DIGEST)[:-1]], 112),  # an entry cut short
        ([struct.pack("<BI32s", 0, 0xFFFFFFFF, DIGEST)] * 2, 2 * 0xFFFFFFFF + 110),  # beyond 32 bits
        ([struct.pack("<BII32s", 2, 40, BLOB_MOST + 1, DIGEST)], 117),  # a blob that would fill the memory
    ],
)
def test_a_header_that_lies_is_refused(entries: list[bytes], size: int) -> None:
    with pytest.raises(Damaged):
        read_header(KEY, header_of(*entries), size)


def test_a_header_as_it_should_be_is_read() -> None:
    entry = struct.pack("<BII32s", 3, 40, 99, DIGEST)

    assert read_header(KEY, header_of(entry), 117) == (Entry(DIGEST.hex(), BlobKind.TREE, 0, 40, 99),)


@pytest.mark.parametrize("length", [0, 31, 68, 997, 1 << 31, 0xFFFFFFFF])
def test_an_impossible_length_of_a_header_is_refused(length: int) -> None:
    with pytest.raises(Damaged):
        header_length(struct.pack("<I", length), 1000)


@pytest.mark.parametrize("tail", [b"", b"\x60\0\0"])
def test_a_tail_cut_short_is_refused(tail: bytes) -> None:
    with pytest.raises(Damaged):
        header_length(tail, 1000)


def test_blobs_that_overlap_are_seen() -> None:
    first, second = Entry("0" * 64, BlobKind.DATA, 0, 40, 0), Entry("1" * 64, BlobKind.DATA, 39, 40, 0)

    assert check_entries([first, second._replace(offset=40)])
    assert not check_entries([second, first])


def test_no_blob_ends_beyond_what_32_bits_can_say() -> None:
    last = Entry("0" * 64, BlobKind.DATA, (1 << 32) - 41, 40, 0)

    assert check_entries([last])
    assert not check_entries([last._replace(offset=(1 << 32) - 40)])
