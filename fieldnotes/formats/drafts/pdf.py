"""Read a PDF file that has text (ISO 32000): pages, properties, notes, fields, links, attachments."""

from io import BytesIO
from typing import Any

from fieldnotes.formats.draft import Gathered
from fieldnotes.formats.drafts.pictures import read_picture

_MOST_PAGES = 2_000
_MOST_PICTURES = 500
_PROPERTIES = frozenset("Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped".split())

# Of a note or a field on a page: the words, the author or name, the subject, rich text, values, and the tooltip.
_SAID_BESIDE = ("/Contents", "/T", "/Subj", "/RC", "/V", "/DV", "/TU")


def read_pdf(data: bytes, gathered: Gathered) -> None:
    """Add every channel of a PDF file; a page that is a picture without words is noted as unread."""
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            gathered.unread.append("the whole file: it is under a password")
            return
        pages = list(reader.pages[:_MOST_PAGES])
    except Exception:  # noqa: BLE001 — whatever a damaged file does to its parser, it is a file that was not read
        gathered.unread.append("the whole file: it is damaged")
        return
    _around(reader, gathered)
    for number, page in enumerate(pages, start=1):
        try:
            _page(page, number, gathered)
        except Exception:  # noqa: BLE001 — as above
            gathered.unread.append(f"page {number}: it is damaged")
    if not pages or len(reader.pages) > _MOST_PAGES:
        gathered.unread.append("the pages behind the last that was read" if pages else "the whole file: it has no page")


def _around(reader: Any, gathered: Gathered) -> None:
    """Add what stands beside the pages: properties, outline, form fields, attachments."""
    for name, value in (reader.metadata or {}).items():
        called = str(name).strip("/")
        gathered.add("property", f"properties:{called if called in _PROPERTIES else 'own'}", str(value))
    try:
        if (xmp := reader.trailer["/Root"].get("/Metadata")) is not None:
            gathered.add("property", "properties:XMP", xmp.get_object().get_data().decode("utf-8", "replace"))
        for item in _flat(reader.outline):
            gathered.add("field", gathered.next("outline"), str(getattr(item, "title", "") or ""))
        for value in (reader.get_fields() or {}).values():
            words = " ".join(str(value.get(key, "")) for key in ("/T", "/V", "/TU"))
            gathered.add("field", gathered.next("fields"), words)
        for name in reader.attachments:
            gathered.add("field", gathered.next("attachments"), str(name))
            gathered.unread.append("a file that is attached to the pages")
    except Exception:  # noqa: BLE001 — as above
        gathered.unread.append("what stands beside the pages: it is damaged")


def _flat(outline: list[Any]) -> list[Any]:
    items: list[Any] = []
    queue = list(outline)
    while queue and len(items) < 10_000:
        item = queue.pop(0)
        if isinstance(item, list):
            queue[:0] = item
        else:
            items.append(item)
    return items


def _page(page: Any, number: int, gathered: Gathered) -> None:
    text = page.extract_text() or ""
    gathered.add("body", f"body:page {number}", text)
    for annotation in page.get("/Annots") or ():
        _annotation(annotation.get_object(), gathered)
    pictures = list(page.images.keys())[:_MOST_PICTURES]
    if not text.strip() and (pictures or page.get_contents() is not None):
        gathered.unread.append(f"page {number}: no text can be read from it")
    for name in pictures:
        where = gathered.next("images")
        try:
            data = page.images[name].data
        except Exception:  # noqa: BLE001 — pypdf needs another package for the colours of some pictures
            gathered.unseen.append(f"what a picture shows: {where}")
            continue
        read_picture(data, where, gathered)


def _annotation(annotation: Any, gathered: Gathered) -> None:
    action = annotation.get("/A")
    if action is not None and "/URI" in action.get_object():
        gathered.link(str(action.get_object()["/URI"]))
    words = " ".join(str(annotation[key]) for key in _SAID_BESIDE if key in annotation)
    if annotation.get("/Subtype") == "/Widget":  # of a form that may not be listed among the file's fields
        gathered.add("field", gathered.next("fields"), words)
    else:
        gathered.add("comment", gathered.next("comments"), words)
