"""Script a researcher's session full of canaries: each step a command, with what it may tell and may write.

`Desk` is the folders around one vault and the only surroundings that the commands get to know. What stands in
`given` was put there by the researcher and is no leak; everything else on the desk is the product's doing.
"""

import json
import os
import random
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.bench.corpus import Corpus
from tests.bench.needles import LATITUDE, Needles

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    "name": (
        *("Zqvxwojaroli", "Zqvxwojatumi Zqvxwojakeno", "ژڤپگابەرد"),
        *("zqvxwojamail@zqvxwojahost.example", "+999 199 5550 123"),
    ),
    "text": ("zqvxwojebumi", "Zqvxwojesari", "ژڤپگێلان"),
    "off the record": ("zqvxwojidano", "ژڤپگیران"),
    "place": ("Zqvxwojolepa", "ژڤپگۆران"),
    "file": ("zqvxwojufile", "zqvxwojucontent", "ژڤپگوێنە"),
    "mistake": ("zqvxwojymistake", "zqvxwojyvalue"),
    "passphrase": ("zqvxwojonte-tandem-violet-harbor-sunset-maple",),
    "identity passphrase": ("zqvxwojipse-copper-lantern-orchid-pickle-walnut",),
    "new passphrase": ("zqvxwojella-granite-willow-saddle-pepper-novel",),
    "wrong passphrase": ("zqvxwojurra-anchor-thistle-magnet-velvet-orbit",),
}
OWNERS = frozenset({"name", "text", "off the record", "place", "file"})
MADE = re.compile(
    r"(kept\.vault|\.[0-9a-f]{16}\.partial)(/RECOVERY\.txt|/keys|/attachments|/keys/\.[0-9a-f]{16}\.partial"
    r"|/keys/((vault|identities)\.\d+|vault\.db)\.age|/keys/identities\.pub|/(notes|index)\.db(-wal|-shm|-journal)?"
    r"|/attachments/[0-9a-f]{2}|/attachments/[0-9a-f]{2}/([0-9a-f]+\.age|[0-9a-f]+|\.[0-9a-f]{16}\.partial))?"
)
"""The names that a session may make, besides what it is asked for in `out`; everything else is a leak."""
ASKED_FOR = re.compile(r"out/(page-\d+\.md|taken-\d+|\.[0-9a-f]{16}\.partial)")


@dataclass(frozen=True)
class Step:
    """Name a command, what it may print, what it may write into `out`, how it ends, and where it is killed."""

    arguments: tuple[str, ...]
    tells: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    code: int = 0
    names: bool = False
    stdin: bytes = b""
    passphrase: str = "passphrase"
    kill: str = ""

    @property
    def title(self) -> str:
        """Return what the step is called in a report."""
        return " ".join(self.arguments[:2]) + (f", killed at {self.kill}" if self.kill else "")


@dataclass
class Desk:
    """Hold the folders around one vault, and what is hidden in it."""

    folder: Path
    bulk: int
    chance: random.Random
    needles: Needles = field(default_factory=Needles)

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "work", "given", "out"):
            (self.folder / name).mkdir()
        for kind, words in WORDS.items():
            self.needles.add_words(kind, words)
            if "passphrase" in kind:
                self._private(kind, words[0])
        self.needles.add_words("place", [str(LATITUDE)])
        self._give("small.json", json.dumps(_small(), ensure_ascii=False).encode())
        self._give("edited.json", json.dumps(_edited()).encode())
        self._give("mistaken.json", json.dumps({"fieldnotes_bundle": 1, "zqvxwojymistake": "zqvxwojyvalue"}).encode())
        self._give("zqvxwojufile.m4a", _content(70_000, self.chance))
        self._give("zqvxwojufile.txt", _content(9_000, self.chance))

    @property
    def vault(self) -> Path:
        """Return the vault's folder."""
        return self.folder / "kept.vault"

    @cached_property
    def surroundings(self) -> Mapping[str, str]:
        """Return the environment of every command; code is never compiled to disk, for that is not ours."""
        folders = {"HOME": "home", "TMPDIR": "tmp", "SQLITE_TMPDIR": "tmp", "XDG_RUNTIME_DIR": "tmp"}
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **{name: str(self.folder / folder) for name, folder in folders.items()},
        }

    def command(self, step: Step, leak: str = "") -> list[str]:
        """Return the command of a step; with `leak` the product is made to leak on purpose."""
        program = ["tests.bench.leaky", leak] if leak else ["fieldnotes"]
        options = ["--vault", "../kept.vault", "--passphrase-file", self._file(step.passphrase)]
        options += ["--identity-passphrase-file", self._file("identity passphrase")] if step.names else []
        return [sys.executable, "-m", *program, *options, *step.arguments]

    def _file(self, kind: str) -> str:
        return f"../given/{kind.replace(' ', '-')}"

    def _private(self, kind: str, words: str) -> None:
        path = self.folder / "given" / kind.replace(" ", "-")
        path.touch(mode=0o600)
        path.write_text(words, encoding="utf-8")

    def _give(self, name: str, content: bytes) -> None:
        (self.folder / "given" / name).write_bytes(content)

    @cached_property
    def large(self) -> bytes:
        """Return a bundle of many interviews, with canaries in every one."""
        bundle = Corpus(self.bulk, people=20, seed=self.chance.randrange(1 << 30)).bundle
        for interview in bundle["interviews"]:
            for passage in interview["passages"]:
                passage["text"] += f" {self.chance.choice(WORDS['text'])} ژڤپگێلان."
        for source in bundle["sources"]:
            source["identity"]["notes"] = "zqvxwojaroli and ژڤپگابەرد"
        return json.dumps(bundle, ensure_ascii=False).encode()


def _small() -> dict[str, Any]:
    name, other, sorani, mail, phone = WORDS["name"]
    said = "Zqvxwojesari stood at the zqvxwojebumi gate, ژڤپگێلان, and waited."
    people: list[Any] = [
        {
            "handle": "kak-z",
            "pseudonym": "Kak Z",
            "describe_as": "a commander",
            "identity": {"name": other, "aliases": [name, sorani], "phones": [phone], "emails": [mail]},
        },
        {"handle": "walk-on", "pseudonym": "A walker", "identity": {"name": f"{name} Zqvxwojaroli"}},
    ]
    places = [
        {
            "handle": "the-gate",
            "name": "Zqvxwojolepa",
            "aliases": ["ژڤپگۆران"],
            "coordinates": [LATITUDE, 44.0],
            "ladder": {"settlement": "Zqvxwojolepa", "country": "Zinarok"},
            "publish_from": "country",
        }
    ]
    passages = [
        {"speaker": "interviewer", "text": "Where was that?"},
        {"speaker": "kak-z", "text": f"{said} {name} came from Zqvxwojolepa with {sorani}; call {phone}."},
        {"speaker": "kak-z", "text": "zqvxwojidano ژڤپگیران", "terms": {"label": "off-record"}},
        {"speaker": "kak-z", "text": said, "translation": "Zqvxwojesari said so."},
    ]
    head: dict[str, Any] = {"code": "CAN-1", "started": "2021-05-01T10:00:00+03:00", "location": "the-gate"}
    head |= {"terms": {"label": "on-record"}, "participants": [{"source": "kak-z", "as": "interviewee"}]}
    return {
        "fieldnotes_bundle": 1,
        "sources": people,
        "locations": places,
        "interviews": [{**head, "passages": passages}],
    }


def _edited() -> dict[str, Any]:
    bundle = _small()
    bundle["interviews"][0]["passages"][3]["text"] += " And zqvxwojebumi again."
    del bundle["interviews"][0]["passages"][0]
    bundle["sources"][0]["identity"] = {"aliases": ["Zqvxwojaroli Zqvxwojatumi"]}
    return bundle


def _content(size: int, chance: random.Random) -> bytes:
    return b"zqvxwojucontent " + "ژڤپگوێنە".encode() + chance.randbytes(size) + b" zqvxwojucontent"


def steps(desk: Desk) -> Iterator[Step]:
    """Yield a whole session, from the first command to the last, killed in the middle four times."""
    yield Step(("--json", "init"), tells=frozenset({"secret key"}), names=True)
    yield Step(("load", "../given/small.json"))
    yield from _filling(desk)
    yield from _reading()
    yield from _attaching()
    yield from _publishing(desk)
    yield from _dumping()
    yield from _keys()
    yield from _mistakes()
    yield Step(("lock",))


def _filling(desk: Desk) -> Iterator[Step]:
    """Load a large bundle, killed twice; the second kill comes where the commit is written through."""
    yield Step(("load", "-"), stdin=desk.large, kill=f"pwrite64:when={desk.chance.randrange(20, 200)}", code=-9)
    yield Step(("load", "-"), stdin=desk.large, kill=f"fdatasync,fsync:when={desk.chance.randrange(1, 3)}", code=-9)
    yield Step(("list", "interviews"))
    yield Step(("load", "-", "--update"), stdin=desk.large)
    yield Step(("load", "../given/edited.json", "--update"), kill="pwrite64:when=3", code=-9)
    yield Step(("--json", "load", "../given/edited.json", "--update"))


def _reading() -> Iterator[Step]:
    yield Step(("search", "--limit", "3", "ژڤپگێلان"), tells=OWNERS)
    for words in ("zqvxwojebumi", '"zqvxwojebumi gate"', "zqvxwojes*", "zqvxwojidano"):
        yield Step(("search", words), tells=OWNERS)
    yield Step(("--json", "search", "zqvxwojebumi"), tells=OWNERS)
    for what in ("interviews", "sources", "locations", "publications"):
        yield Step(("list", what), tells=frozenset({"place"}))
    for code in ("CAN-1", "CAN-1:2", "the-gate"):
        yield Step(("show", code), tells=OWNERS)
    yield Step(("show", "kak-z"))
    yield Step(("show", "kak-z"), tells=frozenset({"name"}), names=True)


def _attaching() -> Iterator[Step]:
    yield Step(("attach", "add", "--sealed", "--interview", "CAN-1", "../given/zqvxwojufile.m4a"))
    yield Step(("attach", "add", "--open", "../given/zqvxwojufile.txt"))
    yield Step(("attach", "add", "../given/zqvxwojufile.m4a"), kill="fsync:when=1", code=-9)
    yield Step(("--json", "attach", "list"), tells=frozenset({"file"}), names=True)
    yield Step(("attach", "get", "{sealed}", "--out", "../out/taken-1"), writes=frozenset({"file"}), names=True)
    yield Step(("attach", "get", "{open}", "--out", "../out/taken-2"), writes=frozenset({"file"}))
    yield Step(("attach", "get", "{sealed}", "--out", "../out/taken-3"), code=4, passphrase="passphrase")


def _publishing(desk: Desk) -> Iterator[Step]:
    page = frozenset({"text"})
    now = ("--now", "2026-01-01T00:00:00+00:00")
    yield Step(("export", "CAN-1", "--out", "../out/page-1.md"), code=4)
    yield Step(("export", "--all", *now, "--out", "../out/page-1.md"), names=True, code=3)
    yield Step(("--json", "review", *now), names=True)
    yield Step(("review", *now, "decide", "{undecided}", "keep"), names=True, kill="fsync:when=1", code=-9)
    yield Step(("review", *now, "decide", "{undecided}", "keep"), names=True)
    for number, kill in enumerate(("rename:when=1", f"pwrite64:when={desk.chance.randrange(1, 4)}"), start=2):
        out = f"../out/page-{number}.md"
        yield Step(("export", "CAN-1", *now, "--out", out), writes=page, names=True, kill=kill, code=-9)
    yield Step(("export", "--all", *now, "--out", "../out/page-4.md"), writes=page, names=True)
    yield Step(("--json", "export", "CAN-1", *now, "--out", "../out/page-5.md"), writes=page, names=True)


def _dumping() -> Iterator[Step]:
    recipient = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg"  # of the specification's examples
    yield Step(("dump", "--plain", "--ids"), tells=OWNERS, names=True)
    yield Step(("dump", "--to", recipient), names=True)
    yield Step(("dump", "--without-identities"), tells=OWNERS)


def _keys() -> Iterator[Step]:
    added = ("--new-passphrase-file", "../given/new-passphrase")
    yield Step(("key", "add", *added), kill="fsync:when=1", code=-9)
    yield Step(("key", "add", *added))
    yield Step(("key", "add", "--identities", *added), names=True, code=2)
    yield Step(("key", "list"))
    yield Step(("list", "sources"), passphrase="new passphrase")
    yield Step(("key", "remove", "vault.3"))
    yield Step(("--json", "key", "recover"), tells=frozenset({"secret key"}), names=True)


def _mistakes() -> Iterator[Step]:
    yield Step(("search", "zqvxwojebumi"), passphrase="wrong passphrase", code=4)
    yield Step(("load", "../given/mistaken.json"), code=2)
    yield Step(("load", "../given/small.json"), code=2)
    yield Step(("show", "zqvxwojymistake"), code=2)
    yield Step(("export", "zqvxwojymistake", "--out", "../out/page-9.md"), names=True, code=2)
    yield Step(("zqvxwojymistake",), code=2)
