"""Plant what must not be printed in every channel of every format, and count what the check of a draft finds.

The files are those of the tests of channels, with other words in the place of the planted name: the demo's notes are
what they are compared with. The plants are invented people, places and words of those notes.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.vault.create import create_vault
from fieldnotes.workflows import checks, loading, vaults
from tests.bench.figure import Figure
from tests.formats.drafts.portable import pdf
from tests.formats.drafts.test_channels import CASES, NAME, TARGET, docx, odt, run

_PLANTS = {
    "identity": ("Rezan Rewasi", "Rêzan Rewasî", "rezan  rewasi", "REZAN REWASI"),
    "place": ("Zinarok",),
    "date": ("8 October 2022", "08.10.2022"),
    "off-record": ("a half-share in a marmalade works on the other side",),
}
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_IN_PIECES = {
    "a.docx/body": docx(run(NAME)),
    "a.odt/body": odt(f"<text:p>{NAME}</text:p>"),
    "a.html/body": f"<html><body><p>Harmless.</p><p>{NAME}</p></body></html>".encode(),
}


def measure_channels(*, quick: bool) -> Figure:
    """Count the plants that are told, with their kind, in the channel in which they stand."""
    told = planted = 0
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="figures-") as folder:
        path = Path(folder) / "demo.vault"
        keys = create_vault(path, "copper-lantern-orbit-velvet", "granite-willow-saddle-pepper", log_n=10)
        with vaults.opened(path, keys.notes, write=True) as vault:
            loading.load(vault, parse_bundle((files("fieldnotes.demo") / "bundle.json").read_bytes()), update=False)
            vault.open_identities(keys.names or "")
            for place, (case, kind, name, data) in enumerate(_drafts(quick=quick)):
                draft = Path(folder) / f"{place}-{name}"
                draft.write_bytes(data)
                found = {one.kind for one in checks.check(vault, [draft], _NOW).findings}
                planted += 1
                told += kind in found
                missed += [] if kind in found else [f"{case}: {kind}"]
    share = told / planted
    return Figure(
        "channels",
        "planted disclosures found in drafts, by channel, format and kind",
        "≥ 99 %",
        f"{told} of {planted}: {share:.1%}",
        share >= 0.99,
        (f"missed: {', '.join(missed)}",) if missed else (),
    )


def _drafts(*, quick: bool) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield the case, what is planted there, the name of the file, and the file."""
    for case, _, name, data in CASES:
        for kind, spellings in _PLANTS.items():
            for words in spellings[: 1 if quick else None]:
                if (made := _planted(_IN_PIECES.get(case, data), words, case)) is not None:
                    yield case, kind, name, made


def _planted(data: bytes, words: str, case: str) -> bytes | None:
    """Return a draft with *words* for the planted name; None where its letters cannot be written in that format."""
    if case.startswith("a.pdf/"):
        return _in_pdf(words, case) if words.isascii() else None
    if case == "a.txt/utf-16":
        return words.encode("utf-16")
    if not data.startswith(b"PK"):
        return _replaced(data, words, markup=case.startswith("a.html/"))
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in before.namelist():
            made.writestr(name, _replaced(before.read(name), words, markup=True))
    return buffer.getvalue()


def _in_pdf(words: str, case: str) -> bytes:
    beside = {"comment": "note", "property": "author"}
    where = case.partition("/")[2]
    return pdf("Harmless.", words) if where == "body" else pdf("Harmless.", **{beside.get(where, where): words})


def _replaced(data: bytes, words: str, *, markup: bool) -> bytes:
    said = escape(words) if markup else words
    linked = TARGET.rpartition("/")[0] + "/" + quote(words)
    return data.replace(TARGET.encode(), linked.encode()).replace(NAME.encode(), said.encode())
