"""Every channel of every format: a name that is planted in one is found there and nowhere else."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from fieldnotes.formats.drafts.reading import read_draft
from tests.formats.drafts.portable import pdf

NAME = "Zeravan Testname"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="urn:wp" xmlns:mc="urn:mc"'
ODF = (
    'xmlns:office="urn:oasis:office" xmlns:text="urn:oasis:text" xmlns:svg="urn:svg" xmlns:xlink="urn:xlink" '
    'xmlns:style="urn:style" xmlns:dc="urn:dc" xmlns:meta="urn:meta"'
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return buffer.getvalue()


def docx(body: str = "", **parts: str) -> bytes:
    """Return a DOCX file; names of further parts are written with two underscores for a slash, one for a dot."""
    named = {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()}
    document = f"<w:document {W}><w:body><w:p><w:r><w:t>Harmless.</w:t></w:r></w:p>{body}</w:body></w:document>"
    return archive({"word/document.xml": document, **named})


def run(words: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def story(root: str, inside: str) -> str:
    return f"<w:{root} {W}>{inside}</w:{root}>"


SPLIT = "<w:p><w:r><w:t>Zera</w:t></w:r><w:r><w:t>van Test</w:t></w:r><w:r><w:t>name</w:t></w:r></w:p>"
DELETED = f"<w:p><w:del w:author='x'><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>"
TARGET = "http://x.example/Zeravan%20Testname"
RELATION = f'<Relationships><Relationship TargetMode="External" Target="{TARGET}"/></Relationships>'
DOCX = {
    "body": docx(SPLIT),
    "header": docx(word__header1_xml=story("hdr", run(NAME))),
    "footer": docx(word__footer1_xml=story("ftr", run(NAME))),
    "footnote": docx(word__footnotes_xml=story("footnotes", f"<w:footnote>{run(NAME)}</w:footnote>")),
    "endnote": docx(word__endnotes_xml=story("endnotes", f"<w:endnote>{run(NAME)}</w:endnote>")),
    "comment": docx(word__comments_xml=story("comments", f"<w:comment w:author='x'>{run(NAME)}</w:comment>")),
    "deletion": docx(DELETED),
    "hidden": docx(run(NAME, "<w:vanish/>")),
    "alt-text": docx(f"<w:p><w:r><w:drawing><wp:docPr id='1' descr='{NAME}'/></w:drawing></w:r></w:p>"),
    "field": docx(f"<w:p><w:r><w:instrText>AUTHOR {NAME}</w:instrText></w:r></w:p>"),
    "link": docx(word___rels__document_xml_rels=RELATION),
    "property": docx(docProps__core_xml=f"<p xmlns:dc='urn:dc'><dc:creator>{NAME}</dc:creator></p>"),
    "custom-xml": docx(customXml__item1_xml=f"<a><b>{NAME}</b></a>"),
}


def odt(body: str = "", **parts: str) -> bytes:
    named = {f"{name}.xml": data for name, data in parts.items()}
    content = f"<office:doc {ODF}><text:p>Harmless.</text:p>{body}</office:doc>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **named})


ODT = {
    "body": odt("<text:p>Zera<text:span>van Test</text:span>name</text:p>"),
    "header": odt(styles=f"<a {ODF}><style:header><text:p>{NAME}</text:p></style:header></a>"),
    "footer": odt(styles=f"<a {ODF}><style:footer><text:p>{NAME}</text:p></style:footer></a>"),
    "footnote": odt(f"<text:p>x<text:note-body><text:p>{NAME}</text:p></text:note-body></text:p>"),
    "comment": odt(f"<text:p>x<office:annotation><text:p>{NAME}</text:p></office:annotation></text:p>"),
    "deletion": odt(f"<text:changed><text:deletion><text:p>{NAME}</text:p></text:deletion></text:changed>"),
    "hidden": odt(f"<text:p><text:hidden-text text:string-value=''>{NAME}</text:hidden-text></text:p>"),
    "alt-text": odt(f"<text:p><svg:desc>{NAME}</svg:desc></text:p>"),
    "link": odt(f"<text:p><text:a xlink:href='{TARGET}'>here</text:a></text:p>"),
    "property": odt(meta=f"<a {ODF}><meta:initial-creator>{NAME}</meta:initial-creator></a>"),
}
HTML = {
    "body": b"<html><body><p>Harmless</p><p>Zera<b>van</b> <i>Test</i>name</p></body></html>",
    "comment": f"<html><body><!-- {NAME} --><p>x</p></body></html>".encode(),
    "hidden": f"<html><body><p style='display: none'>{NAME}</p><p>x</p></body></html>".encode(),
    "alt-text": f"<html><body><img alt='{NAME}' src='a.png'></body></html>".encode(),
    "link": f"<html><body><a href='{TARGET}'>x</a></body></html>".encode(),
    "property": f"<html><head><meta name='author' content='{NAME}'></head></html>".encode(),
    "field": f"<html><body><p data-who='{NAME}'>x</p></body></html>".encode(),
}
MARKDOWN = {
    "body": f"# Title\n\nHarmless.\n\nIt was {NAME}.\n".encode(),
    "property": f"---\nauthor: {NAME}\n---\n\nText.\n".encode(),
    "comment": f"Text.\n\n<!-- {NAME} -->\n".encode(),
    "footnote": f"Text.[^1]\n\n[^1]: {NAME}\n".encode(),
    "link": f"[here]({TARGET})\n".encode(),
    "alt-text": f"![{NAME}](a.png)\n\nText.\n".encode(),
    "field": f"Text <span title='{NAME}'>here</span>.\n".encode(),
}
PDF = {
    "body": pdf("Harmless.", NAME),
    "comment": pdf("Harmless.", note=NAME),
    "link": pdf("Harmless.", link=NAME),
    "property": pdf("Harmless.", author=NAME),
    "field": pdf("Harmless.", field=NAME),
}
CASES = [
    *((f"a.docx/{channel}", channel, "a.docx", data) for channel, data in DOCX.items()),
    *((f"a.odt/{channel}", channel, "a.odt", data) for channel, data in ODT.items()),
    *((f"a.html/{channel}", channel, "a.html", data) for channel, data in HTML.items()),
    *((f"a.md/{channel}", channel, "a.md", data) for channel, data in MARKDOWN.items()),
    *((f"a.pdf/{channel}", channel, "a.pdf", data) for channel, data in PDF.items()),
    ("a.txt/body", "body", "a.txt", NAME.encode()),
    ("a.txt/utf-16", "body", "a.txt", NAME.encode("utf-16")),
]


@pytest.mark.parametrize(("channel", "name", "data"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_name_in_one_channel_is_found_there(channel: str, name: str, data: bytes) -> None:
    draft = read_draft(name, data)
    holding = {piece.channel for piece in draft.pieces if NAME in piece.text}
    assert channel in holding
    assert holding <= {channel, "body"} if channel == "alt-text" else holding == {channel}
    assert draft.unread == ()
    assert all(NAME not in piece.where for piece in draft.pieces)


def test_the_name_of_a_file_is_read_as_words() -> None:
    assert "Zeravan Testname final" in read_draft("Zeravan_Testname-final.md", b"Text.").pieces[0].text


def test_an_insertion_is_body_and_told_apart() -> None:
    data = docx(f"<w:p><w:ins w:author='x'><w:r><w:t>{NAME}</w:t></w:r></w:ins></w:p>")
    assert {piece.channel for piece in read_draft("a.docx", data).pieces if NAME in piece.text} == {"body", "insertion"}


def test_the_body_is_counted_by_paragraph() -> None:
    places = [piece.where for piece in read_draft("a.docx", docx(run("Second") + run("Third"))).pieces[1:]]
    assert places == ["body:paragraph 1", "body:paragraph 2", "body:paragraph 3"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(f"<w:p><w:pPr><w:pStyle w:val='Quote'/></w:pPr><w:r><w:t>{NAME}</w:t></w:r></w:p>")),
        ("a.odt", odt(f"<text:p text:style-name='Quotations'>{NAME}</text:p>")),
        ("a.html", f"<html><body><blockquote><p>{NAME}</p></blockquote><p>x</p></body></html>".encode()),
        ("a.md", f"Text.\n\n> {NAME}\n".encode()),
    ],
)
def test_a_paragraph_that_is_set_as_a_quotation_is_told_as_one(name: str, data: bytes) -> None:
    assert [piece.text for piece in read_draft(name, data).pieces if NAME in piece.text] == [f"> {NAME}"]


def with_doctype() -> bytes:
    bomb = '<!DOCTYPE a [<!ENTITY b "ha">]><w:document>&b;</w:document>'
    return archive({"word/document.xml": bomb})


def bomb() -> bytes:
    return archive({"word/document.xml": b"<a>" + b" " * (300 << 20) + b"</a>"})


BAD: dict[str, Callable[[], bytes]] = {
    "nothing at all": lambda: b"",
    "under a password or an old Word": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "an archive that is cut": lambda: docx(SPLIT)[:-40],
    "an archive of something else": lambda: archive({"a.txt": "x"}),
    "a document type": with_doctype,
    "XML that is cut": lambda: archive({"word/document.xml": f"<w:document {W}><w:body>"}),
    "more than 256 MiB": bomb,
    "macros": lambda: archive({"word/document.xml": f"<w:document {W}/>", "word/vbaProject.bin": b"x"}),
    "something embedded": lambda: archive({"word/document.xml": f"<w:document {W}/>", "word/embeddings/a.bin": b"x"}),
    "bytes that are no text": lambda: b"\x00\x01\x02 words \x00",
    "a PDF that is cut": lambda: b"%PDF-1.7\n1 0 obj",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(64),
    "RTF": lambda: b"{\\rtf1 words}",
    "an ODT under a password": lambda: archive({
        "content.xml": b"\x8a\x01\xff", "META-INF/manifest.xml": "<m><encryption-data/></m>",
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", ["a.docx", "a.md"])
@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_is_said_and_never_raises(kind: str, name: str) -> None:
    draft = read_draft(name, BAD[kind]())
    assert draft.unread


@pytest.mark.parametrize("format_", ["docx", "odt", "html"])
def test_what_a_real_program_writes_is_read(tmp_path: Path, format_: str) -> None:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    source = tmp_path / "a.md"
    source.write_text(f"---\nauthor: Another Testperson\n---\n\n# Title\n\nIt was {NAME}.[^1]\n\n[^1]: A note on it.\n")
    made = tmp_path / f"made.{format_}"
    subprocess.run(["pandoc", "-s", source, "-o", made], check=True)
    draft = read_draft(made.name, made.read_bytes())
    assert any(piece.channel == "body" and NAME in piece.text for piece in draft.pieces)
    assert any("Another Testperson" in piece.text for piece in draft.pieces)
    assert any("A note on it." in piece.text for piece in draft.pieces)
    assert draft.unread == ()


def test_a_link_is_read_as_the_words_that_it_is_made_of() -> None:
    data = b"[here](http://x.example/Zeravan_Testname/08.10.2022?by=me)\n"
    [piece] = [piece for piece in read_draft("a.md", data).pieces if piece.channel == "link"]
    assert (
        piece.text
        == "http://x.example/Zeravan_Testname/08.10.2022?by=me\nhttp: x.example Zeravan Testname 08.10.2022 by me"
    )
