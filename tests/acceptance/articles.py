"""An article about the demo's week: as it should be printed, and with one mistake of every kind in it."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

CLEAN = (
    "The night at the silo",
    (
        "In October 2022 attackers crossed a river and came into a town in Dolaran province. This is what people "
        "there, and those who were meant to protect them, say about it."
    ),
    (
        "Kak D, the head of a powerful security agency, is precise about numbers. “When I have a name, I say a "
        "number. Before that I keep quiet,” he said. His name is withheld for his protection."
    ),
    (
        "A baker in a border town, Mam L, was at work. “I get up at two, every night. Dough waits for nobody,” he"
        " said. He was asked how many were killed. “I make five hundred loaves a day. … That is how I counted,” "
        "he said."
    ),
    (
        "The foreign army nearby was asked for help. Joren Kummelhof, an officer of a foreign army, remembers the"
        " hour. “At ten minutes to six,” he said. What could have been done earlier he has worked out himself: "
        "“You can do the sum, I have done it in front of a board.”"
    ),
    "Nurse E thinks of the man who came with good shoes for his wife. “I said to leave them with me,” she said.",
    "Nobody has explained the empty post. The families still wait for an answer.",
)

# Each mistake with the kind that must tell it: a sentence of the body that is put behind the clean ones.
MISTAKES = {
    "protected-role": "My thanks go to Bassam al-Qirfawi, without whom none of this would have been possible.",
    "place": "The town, Zinarok, has one bakery and one school.",
    "off-record": "He was paid with a half-share in a marmalade works on the other side, and the deed exists.",
    "quote": "“Nobody forced me not to sign it. Write this down,” Kak D said.",
    "description": "Kak D, the director of the largest of the three agencies in the capital, would not say more.",
    "date": "It was on 8 October 2022 that we met him.",
    "sourcing": "Kak D declined to comment on the village.",
}
COMMENT = "Is this what Rezan Rewasi told you?"
GPS = (-46.92, -128.11)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def markdown(*paragraphs: str) -> bytes:
    """Return an article as Markdown, its first paragraph as the heading."""
    return ("# " + "\n\n".join(paragraphs) + "\n").encode()


def docx(*paragraphs: str, comment: str = "", picture: bytes = b"") -> bytes:
    """Return an article as DOCX, with a comment and a picture where they are given."""
    body = "".join(f"<w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p>" for words in paragraphs)
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>".encode(),
    }
    if comment:
        bubble = f'<w:comment w:id="1" w:author="A colleague"><w:p><w:r><w:t>{comment}</w:t></w:r></w:p></w:comment>'
        parts["word/comments.xml"] = f"<w:comments {_W}>{bubble}</w:comments>".encode()
    if picture:
        parts["word/media/image1.jpg"] = picture
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def photograph(latitude: float, longitude: float) -> bytes:
    """Return the smallest JPEG that says where it was taken: an Exif block with the four tags of a position."""

    def degrees(value: float) -> bytes:
        minutes = abs(value) % 1 * 60
        numbers = (int(abs(value)), 1, int(minutes), 1, round(minutes % 1 * 6000), 100)
        return b"".join(number.to_bytes(4, "big") for number in numbers)

    def entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
        return tag.to_bytes(2, "big") + kind.to_bytes(2, "big") + count.to_bytes(4, "big") + value.ljust(4, b"\0")

    gps_at, north = 26, 80
    pointer = b"\0\1" + entry(0x8825, 4, 1, gps_at.to_bytes(4, "big")) + bytes(4)
    gps = b"\0\4" + entry(1, 2, 2, b"S\0" if latitude < 0 else b"N\0") + entry(2, 5, 3, north.to_bytes(4, "big"))
    gps += entry(3, 2, 2, b"W\0" if longitude < 0 else b"E\0") + entry(4, 5, 3, (north + 24).to_bytes(4, "big"))
    tiff = b"MM\0*" + (8).to_bytes(4, "big") + pointer + gps + bytes(4)
    tiff += degrees(latitude) + degrees(longitude)
    exif = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + b"\xff\xd9"
