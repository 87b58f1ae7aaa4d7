"""Play sessions over bad lines: a seed decides what is done, and where its lines break."""

import random
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fieldnotes.backup.address import parse
from fieldnotes.errors import Unreachable
from fieldnotes.formats.restic.storage import Absent, Storage
from tests.backup.remotes.bad_line import Fault, Script, bad_line, seeded
from tests.backup.remotes.objects import named, noise
from tests.backup.remotes.places import Maker, Place


def fresh(make: Maker) -> Place:
    """Return a new place with its config written."""
    place = make(secrets.token_hex(4))
    with place.connect() as storage:
        storage.put("config", b"the first file of all")
    return place


@contextmanager
def behind(place: Place, script: Script) -> Iterator[Place]:
    """Yield the same place behind a bad line."""
    if place.kind == "webdav":
        url = place.credentials.settings["url"]
        with bad_line(int(url.rpartition(":")[2]), script) as port:
            settings = {**place.credentials.settings, "url": f"http://127.0.0.1:{port}"}
            yield replace(place, credentials=replace(place.credentials, settings=settings))
        return
    port = parse(place.address).port or 0
    with bad_line(port, script) as other:
        known = place.credentials.known_hosts.replace(f":{port} ", f":{other} ")
        yield replace(
            place,
            address=place.address.replace(f":{port}/", f":{other}/"),
            credentials=replace(place.credentials, known_hosts=known),
        )


class Session:
    """Do what a run does over a bad line, and remember what was acknowledged."""

    def __init__(self, seed: int, may_delete: bool) -> None:
        self._chance = random.Random(seed)
        self._may_delete = may_delete
        self.kept: dict[str, bytes] = {}
        self.unsure: set[str] = set()
        self.done: Counter[str] = Counter()

    def run(self, storage: Storage) -> None:
        """Do twelve things; whatever is raised must be Unreachable, and never say that something kept is absent."""
        verbs = [self._put, self._put, self._put, self._get, self._get_range, self._list, self._miss]
        for _ in range(12):
            verb = self._chance.choice([*verbs, self._delete] if self._may_delete else verbs)
            try:
                verb(storage)
                self.done["verbs that went well"] += 1
            except Absent:
                raise AssertionError("what was kept is said to be absent") from None
            except Unreachable:
                self.done["verbs told that they failed"] += 1

    def _put(self, storage: Storage) -> None:
        data = noise(self._chance.choice([0, 1, 900, 20_000, 150_000]), self._chance.getrandbits(32))
        name = named(data, self._chance.choice(["data", "index", "snapshots"]))
        self.unsure.add(name)
        storage.put(name, data)
        self.unsure.discard(name)
        self.kept[name] = data

    def _any(self) -> str | None:
        return self._chance.choice(sorted(self.kept)) if self.kept else None

    def _get(self, storage: Storage) -> None:
        if name := self._any():
            assert storage.get(name) == self.kept[name], "what was kept is another"

    def _get_range(self, storage: Storage) -> None:
        if (name := self._any()) and (data := self.kept[name]):
            offset = self._chance.randrange(len(data))
            length = self._chance.randint(1, len(data) - offset)
            assert storage.get_range(name, offset, length) == data[offset : offset + length], "a part is another"

    def _list(self, storage: Storage) -> None:
        folder = self._chance.choice(["data", "index", "snapshots"])
        self.compare(folder, {stored.name: stored.size for stored in storage.list(folder)})

    def compare(self, folder: str, listed: dict[str, int]) -> None:
        """Check a listing: all that is kept is in it, and nothing that was never put."""
        kept = {name: len(data) for name, data in self.kept.items() if name.startswith(folder)}
        assert kept.items() <= listed.items(), "what was kept is not listed, or with another size"
        assert set(listed) <= set(kept) | self.unsure, "something is listed that nobody put"

    def _miss(self, storage: Storage) -> None:
        try:
            storage.get(named(noise(8, self._chance.getrandbits(32))))
        except Absent:
            return
        raise AssertionError("something was found that nobody put")

    def _delete(self, storage: Storage) -> None:
        if name := self._any():
            del self.kept[name]
            self.unsure.add(name)
            storage.delete(name)
            self.unsure.discard(name)


def play(make: Maker, seed: int) -> Counter[str]:
    """Play one session over a bad line, look at everything over a good one, and return what was done and told.

    Raises AssertionError where anything is wrong; the folder behind the place is then left to be looked at.
    """
    place = fresh(make)
    session = Session(seed, may_delete=place.kind != "append-only")
    script = seeded(seed, 12, http=place.kind != "sftp")

    def drawn() -> Fault:
        fault = script()
        broken = (fault.cut_up, fault.cut_down, fault.answer) != (None, None, None)
        session.done["connections that were to break" if broken else "clean connections"] += 1
        return fault

    with behind(place, drawn) as bad, bad.connect(new=False) as storage:
        session.run(storage)
    with place.connect(new=False) as storage:
        for name, data in session.kept.items():
            assert storage.get(name) == data, "what was kept is another"
        for folder in ("data", "index", "snapshots"):
            session.compare(folder, {stored.name: stored.size for stored in storage.list(folder)})
    shutil.rmtree(place.folder)
    return session.done
