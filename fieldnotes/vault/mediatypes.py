"""Tell what kind of file an attachment is, and whether it is sealed unless a person says otherwise.

Voices, faces, papers and what might be one of them identify people, so everything is sealed except what both
its name and its content say is plain text. The content is only looked at from the outside; nothing is opened
or decoded.
"""

from pathlib import PurePath

LOOKED_AT = 4096
"""Bytes of a file's beginning that are enough to tell."""

UNKNOWN = "application/octet-stream"

_PLAIN_TEXT = {
    ".csv": "text/csv",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".srt": "application/x-subrip",
    ".text": "text/plain",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
}

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"fLaC", "audio/flac"),
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"MThd", "audio/midi"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS", "application/postscript"),
    (b"{\\rtf", "application/rtf"),
)
_RIFF = {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo", b"WEBP": "image/webp"}
_BRANDS = {
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"avif": "image/avif",
    b"qt  ": "video/quicktime",
    b"3gp4": "video/3gpp",
    b"3gp5": "video/3gpp",
}
_CONTAINERS = (
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
"""Match what holds office papers of both generations; their extension says which."""

_BY_EXTENSION = {
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def media_type(name: str, beginning: bytes) -> str:
    """Return the media type (RFC 6838) that a file's first bytes say, or its name where they are silent."""
    extension = PurePath(name).suffix.lower()
    for container, general in _CONTAINERS:
        if beginning.startswith(container):
            return _BY_EXTENSION.get(extension, general)
    return _by_content(beginning) or _plain_text_type(extension, beginning) or UNKNOWN


def is_sealed_by_default(name: str, beginning: bytes) -> bool:
    """Tell whether a file is sealed when nobody says: always, unless name and content say plain text."""
    extension = PurePath(name).suffix.lower()
    return _by_content(beginning) is not None or _plain_text_type(extension, beginning) is None


def _by_content(beginning: bytes) -> str | None:
    if beginning.startswith(b"RIFF"):
        return _RIFF.get(beginning[8:12], UNKNOWN)
    if beginning[4:8] == b"ftyp":
        return _BRANDS.get(beginning[8:12], "video/mp4")
    return next((kind for start, kind in _BEGINNINGS if beginning.startswith(start)), None)


def _plain_text_type(extension: str, beginning: bytes) -> str | None:
    return _PLAIN_TEXT.get(extension) if _is_text(beginning[:LOOKED_AT]) else None


def _is_text(beginning: bytes) -> bool:
    """Tell whether bytes are UTF-8 without controls; the last character may be cut."""
    text = beginning.decode("utf-8", "ignore")
    lost = len(beginning) - len(text.encode())
    return lost < 4 and not any(letter < " " and letter not in "\t\n\r\f" for letter in text)
