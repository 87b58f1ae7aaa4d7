"""Round sizes up, so that the size of an age file says little about what is in it.

Two rules, one for each use, both undone with stock tools:

* A record (a JSON document) is filled up with spaces and a last line feed to 4 KiB, 8 KiB, 16 KiB and so
  on. JSON ignores white space after a document, so what `age -d` prints is still the plain document.
* A file is put into a tar archive (`parcel`), filled up with the zeros that tar ignores after its end. Its
  size is one of eight in each doubling, so it grows by less than an eighth; `age -d … | tar -x` undoes it.
"""

from fieldnotes.errors import Damaged

SMALLEST = 4096
_WHITE_SPACE = b" \t\r\n"


def record_size(length: int) -> int:
    """Return the smallest of 4 KiB and its doublings that is at least `length` bytes."""
    return max(SMALLEST, 1 << (length - 1).bit_length())


def parcel_size(length: int) -> int:
    """Return the smallest padded size of at least `length` bytes: 4 KiB, then eight to each doubling.

    Always a multiple of 512, the block of tar.
    """
    if length <= SMALLEST:
        return SMALLEST
    step = 1 << (length - 1).bit_length() - 4
    return -(-length // step) * step


def pad_record(record: bytes) -> bytes:
    """Fill `record` up to its `record_size` with spaces and one line feed.

    Raises ValueError where the record itself is empty or ends in white space, which no JSON document
    that was written without need does, and which could not be told from the filling.
    """
    if record.rstrip(_WHITE_SPACE) != record or not record:
        raise ValueError("a record to pad is neither empty nor ends in white space")
    return record.ljust(record_size(len(record) + 1) - 1) + b"\n"


def unpad_record(padded: bytes) -> bytes:
    """Return the record without its filling; raises Damaged where its size is not one that is written."""
    record = padded.rstrip(_WHITE_SPACE)
    if not record or pad_record(record) != padded:
        raise Damaged("a record is not filled up as this program does it")
    return record
