"""Read a draft of any format that we know: its first bytes decide, then what it looks like; its name comes last."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath

from fieldnotes.errors import UsageError
from fieldnotes.formats.draft import LARGEST_DRAFT, Draft, Gathered
from fieldnotes.formats.drafts.docx import read_docx
from fieldnotes.formats.drafts.html import read_html
from fieldnotes.formats.drafts.markdown import read_markdown
from fieldnotes.formats.drafts.odt import read_odt
from fieldnotes.formats.drafts.pdf import read_pdf
from fieldnotes.formats.drafts.pictures import read_picture

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_PICTURE = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"GIF8")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def read_draft(name: str, data: bytes) -> Draft:
    """Return all that a draft says; *name* is its file's own, which says something as well.

    Raises UsageError over 200 MiB; whatever else is wrong with a file is said in what could not be read.
    """
    if len(data) > LARGEST_DRAFT:
        raise UsageError("a draft is larger than 200 MiB", "take its pictures out, or split it")
    gathered = Gathered()
    gathered.add("file-name", "file-name", re.sub(r"[_.-]+", " ", PurePath(name).stem))
    if not data.strip(b"\0 \t\r\n"):
        gathered.unread.append("the whole file: it is empty")
    elif data.startswith(b"PK"):
        _read_archive(data, gathered)
    elif data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        read_pdf(data, gathered)
    elif data.startswith(_OLE):
        gathered.unread.append("the whole file: it is under a password, or of an old Word")
    elif data.startswith(_RTF):
        gathered.unread.append("the whole file: RTF is not read; save it as DOCX or ODT")
    elif data.startswith(_PICTURE):
        read_picture(data, gathered.next("images"), gathered)
        gathered.unread.append("the whole file: it is a picture")
    else:
        _read_text(name, data, gathered)
    return gathered.draft()


def _read_archive(data: bytes, gathered: Gathered) -> None:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = set()
    if "content.xml" in names:
        read_odt(data, gathered)
    elif any(name.startswith("word/") for name in names):
        read_docx(data, gathered)
    else:
        gathered.unread.append("the whole file: it is damaged, or no text document")


def _read_text(name: str, data: bytes, gathered: Gathered) -> None:
    text = _decoded(data, gathered)
    if text is None:
        gathered.unread.append("the whole file: it is no text, and of no format that is read here")
    elif _HTML.match(text) or name.casefold().endswith((".html", ".htm", ".xhtml")):
        read_html(text, gathered)
    elif name.casefold().endswith((".md", ".markdown", ".mdown", ".qmd", ".rmd")):
        read_markdown(text.replace("\r\n", "\n").replace("\r", "\n"), gathered)
    else:
        for number, block in enumerate(filter(str.strip, _BLANK.split(text.replace("\r\n", "\n"))), start=1):
            gathered.add("body", f"body:paragraph {number}", block)


def _decoded(data: bytes, gathered: Gathered) -> str | None:
    """Return the text of some bytes: by its mark, as UTF-8, or as Windows writes it, which is said to be a guess."""
    for mark, coding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(coding, "replace")
    if b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        gathered.unread.append("some letters: the file is not in UTF-8, and its coding was guessed")
        return data.decode("cp1252", "replace")
