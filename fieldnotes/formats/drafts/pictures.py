"""Read what a picture tells besides its picture: where and when it was taken, by whom, with what (Exif, XMP, IPTC)."""

import re
from io import BytesIO

from fieldnotes.formats.draft import Gathered

_KNOWN = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF", b"GIF8", b"\0\0\0")
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"=\"([^\"]*)\"")
_LONGEST = 4_000


def read_picture(data: bytes, where: str, gathered: Gathered) -> None:
    """Add what the tags of a picture say; one of an unknown format is noted as unread."""
    if not data.startswith(_KNOWN):
        gathered.unread.append(f"a picture of an unknown format: {where}")
        return
    gathered.unseen.append(f"what a picture shows: {where}")
    if found := _XMP.search(data):
        text = found[0].decode("utf-8", "replace")
        gathered.add("image", f"{where}:XMP", " ".join([*_VALUE.findall(text), _MARKUP.sub(" ", text)]))
    _tags(data, where, gathered)


def _tags(data: bytes, where: str, gathered: Gathered) -> None:
    import exifread
    from exifread.utils import get_gps_coords

    try:
        tags = exifread.process_file(BytesIO(data), details=False)
    except Exception:  # noqa: BLE001 — whatever a crafted picture does to its parser, it is a picture that was not read
        gathered.unread.append(f"the tags of a picture: {where}")
        return
    for name, value in tags.items():
        text = str(value)
        if not name.startswith(("GPS", "JPEGThumbnail", "TIFFThumbnail")) and len(text) < _LONGEST:
            gathered.add("image", f"{where}:{name}", text)
    if any(name.startswith("GPS GPSLatitude") for name in tags):
        try:
            position = get_gps_coords(tags)
        except Exception:  # noqa: BLE001 — as above
            position = None
        said = f"{position[0]:.5f}, {position[1]:.5f}" if position else "a position that cannot be read"
        gathered.add("image", f"{where}:GPS", said)
