"""Write the smallest PDF files that there are: one page of text, with a note, a link and properties where asked."""

from urllib.parse import quote


def pdf(*lines: str, note: str = "", link: str = "", author: str = "", field: str = "") -> bytes:
    """Return a PDF of one page with these lines (Latin letters only), and what stands beside them."""
    shown = " ".join(f"({_escaped(line)}) Tj 0 -20 Td" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("latin-1")
    beside = []
    if note:
        beside.append(f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents({_escaped(note)})>>")
    if link:
        uri = f"http://x.example/{quote(link)}"
        beside.append(f"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({uri})>>>>")
    if field:
        beside.append(f"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/Rect[0 0 9 9]/V({_escaped(field)})>>")
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Annots[{''.join(beside)}]"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"{page}/Resources<</Font<</F1 4 0 R>>>>>>".encode("latin-1"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
        f"<</Author({_escaped(author)})>>".encode("latin-1"),
    ]
    return _written(objects)


def _written(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (count, table, trailer)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
