"""Know the places where this vault is backed up: add one, list them, let one go, and prove its sheet is on paper."""

import os
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldnotes.backup import sheet
from fieldnotes.backup.address import Address, parse
from fieldnotes.backup.credentials import Credentials
from fieldnotes.backup.meter import Meter
from fieldnotes.domain.repository import Repository
from fieldnotes.errors import Unreachable, UsageError
from fieldnotes.formats.atomic import reaching, replacing
from fieldnotes.vault import backups, memory, rows
from fieldnotes.vault.layout import STOCK_SQL
from fieldnotes.vault.unlocked import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fieldnotes.formats.restic.storage import Storage

_HINT = "see: fieldnotes backup list; to add one: fieldnotes backup init REPOSITORY"


@dataclass(frozen=True, slots=True)
class Known:
    """Hold a repository that this vault knows: its record, and what is kept about it."""

    entity: bytes
    repository: Repository

    @property
    def address(self) -> Address:
        """Where it is."""
        return parse(self.repository.address)

    @property
    def credentials(self) -> Credentials:
        """What opens the place."""
        return credentials_of(self.repository.credentials)


@dataclass(frozen=True, slots=True)
class SheetA:
    """Hold what brings the vault back without this machine: `text` for paper, its parts, and all `credentials`."""

    address: str
    password: str = field(repr=False)
    commands: tuple[str, ...]
    credentials: Mapping[str, Any] = field(repr=False)
    text: str = field(repr=False)


def known(vault: Vault) -> list[Known]:
    """Return every repository of this vault, in the order added."""
    return [Known(head.entity, rows.noun_of(Repository, head.body)) for head in vault.heads(rows.REPOSITORY)]


def named(vault: Vault, text: str | None) -> Known:
    """Return the repository with the address that a person typed; the only one, where None.

    Raises UsageError where this vault knows no such repository.
    """
    all_known = known(vault)
    if text is None:
        if len(all_known) == 1:
            return all_known[0]
        raise UsageError("it must be said which repository is meant", _HINT)
    address = canonical(text)
    for one in all_known:
        if one.repository.address == address:
            return one
    raise UsageError("this vault is not backed up there", _HINT)


def canonical(text: str) -> str:
    """Return an address as it is kept: a folder by its whole path, since commands are given in many places."""
    address = parse(text)
    return str(Path(address.path).absolute()) if address.kind == "local" else str(address)


def add(vault: Vault, text: str, credentials: dict[str, Any], password: str | None, limit: int | None) -> Known:
    """Make a repository at an address, or take up the one there that `password` opens; return what is kept of it.

    A new password is kept in the vault before anything is made, so that nothing is made that nobody can open. It stays
    kept where the line broke when something had been sent: the same call then finishes what was begun. Of a repository
    that is known, what is given now takes the place of what was given before, once it opens the repository.

    Raises:
        UsageError: this vault knows it already and nothing is given anew, the vault lies around it, or there is a
            repository and no password was given.
        Locked: the password does not open the repository there.
        Unreachable: the place cannot be reached or written.
    """
    address = canonical(text)
    _refuse_inside(vault, parse(address))
    if not (password or "x").isprintable():
        raise UsageError("the repository password has signs in it that nobody can type", "look at its file again")
    given = {"credentials": credentials, "password": password, "limit": limit}
    given = {name: value for name, value in given.items() if value}
    before = next((one for one in known(vault) if one.repository.address == address), None)
    if before is None:
        noun = Repository.model_validate({"address": address, "password": sheet.new_password()} | given)
        return _begin(vault, noun, adopt=password is not None)
    wanted = _changed(before, given)
    if not given and _stands(wanted):
        raise UsageError("this vault is backed up there already", "see: fieldnotes backup list")
    _make(wanted, Meter(), adopt=bool(given))
    return _keep(vault, wanted)


def _begin(vault: Vault, noun: Repository, *, adopt: bool) -> Known:
    """Keep a new repository, then make it; keep nothing where that fails before anything was sent."""
    with vault.transaction() as tx:
        added = Known(tx.put(rows.REPOSITORY, None, noun.to_owner_json()).entity, noun)
    line = Meter()
    try:
        _make(added, line, adopt=adopt)
    except BaseException:
        if not line.sent:
            remove(vault, added)
        raise
    return added


def _refuse_inside(vault: Vault, address: Address) -> None:
    """Raise UsageError for a folder inside the vault: it would be lost with it, and mixed with its files."""
    if address.kind == "local" and Path(address.path).resolve().is_relative_to(vault.layout.root.resolve()):
        raise UsageError("this folder lies inside the vault itself", "choose one elsewhere, best on another disk")


def _make(one: Known, line: Meter, *, adopt: bool) -> None:
    from fieldnotes.formats.restic import repository as restic

    with connected(one, line, new=True) as storage:
        try:
            restic.Repository.create(storage, one.repository.password)
        except UsageError as error:
            if not adopt:
                raise UsageError(error.sentence, "to use it, give its password: --repository-password-file") from None
            restic.Repository.open(storage, one.repository.password)


def _stands(one: Known) -> bool:
    """Say whether a repository is at the place; raises Unreachable where nobody can tell."""
    from fieldnotes.formats.restic.identifiers import CONFIG
    from fieldnotes.formats.restic.storage import Absent, Unplaced

    try:
        with connected(one) as storage:
            storage.get(CONFIG)
    except (Absent, Unplaced):
        return False
    return True


def is_taken(text: str, credentials: dict[str, Any]) -> bool:
    """Reach a place and say whether a repository stands there already; nothing is written there or kept here.

    Raises UsageError for an address or credentials that cannot be, Unreachable where the place cannot be reached.
    """
    nobodys = sheet.new_password()  # a noun has one; nothing is opened with it
    one = Known(b"", Repository(address=canonical(text), password=nobodys, credentials=credentials))
    if one.address.kind == "local":
        with reaching():
            if not Path(one.address.path).parent.is_dir():
                raise Unreachable(
                    "the folder around the repository is not there", "connect its disk, or make the folder"
                )
    return _stands(one)


@contextmanager
def connected(one: Known, meter: Meter | None = None, *, new: bool = False) -> "Iterator[Storage]":
    """Yield the place of a repository, as `backup.remote.connect` does; a meter without a limit gets that of it."""
    from fieldnotes.backup.remote import connect  # late: some places bring libraries that take their time

    line = meter or Meter()
    if line.limit is None:
        line.limit = one.repository.limit
    with connect(one.address, one.credentials, line, new=new) as storage:
        yield storage


def remove(vault: Vault, one: Known) -> None:
    """Forget a repository: all that its record ever said, and what is kept of its files; nothing there is touched.

    Raises Unreachable or Damaged where that cannot be written; then it can be said again.
    """
    backups.clear_shelf(vault, one.entity)
    memory.forget(vault, one.entity)
    with vault.transaction() as tx:
        tx.remove(one.entity)
        tx.purge(one.entity)
    vault.checkpoint()  # the log holds what was erased; where another process reads, it is brought in later


def change(vault: Vault, one: Known, **changed: object) -> Known:
    """Keep what a person changed about a repository: limit, every, keep, credentials, proved."""
    return _keep(vault, _changed(one, changed))


def _changed(one: Known, changes: Mapping[str, object]) -> Known:
    """Return a repository with changes; a new password, and new credentials, are on no sheet yet."""
    noun = Repository.model_validate(one.repository.model_dump() | dict(changes))
    before = one.repository
    if (noun.password, noun.credentials) != (before.password, before.credentials):
        noun = noun.model_copy(update={"proved": False})
    return Known(one.entity, noun)


def _keep(vault: Vault, one: Known) -> Known:
    """Write the record of a repository and erase what it said before: credentials may still open the place."""
    with vault.transaction() as tx:
        tx.put(rows.REPOSITORY, one.entity, one.repository.to_owner_json())
        tx.purge(one.entity)
    vault.checkpoint()  # as in `remove`
    return one


def sheet_of(one: Known) -> SheetA:
    """Return what sheet A says of a repository."""
    kept, opener = one.repository, sheet.opener(one.address, one.credentials)
    said = tuple(sheet.commands(one.address, opener, STOCK_SQL))
    text = sheet.printable(one.address, kept.password, opener, said)
    return SheetA(kept.address, kept.password, said, kept.credentials, text)


def write_sheet(said: SheetA, path: Path) -> None:
    """Write sheet A and its code for a printer into a new file that its owner alone may read: it lies there in clear.

    Raises UsageError where something is at the path already, Unreachable where it cannot be written.
    """
    if os.path.lexists(path):
        raise UsageError("something is at this path already", "choose another name")
    text = f"{said.text}\n{qr_code(said.password, on_paper=True)}\n"
    with reaching(), replacing(path) as file:
        file.write(text.encode())


def qr_code(text: str, *, on_paper: bool) -> str:
    """Return a text as a QR code made of half blocks, dark on paper or light on a dark screen."""
    return sheet.qr_code(text, on_paper=on_paper)


def asked_words(one: Known) -> tuple[int, ...]:
    """Return the numbers of the words of the password that a person is to type back from paper."""
    return tuple(sheet.asked_words(one.repository.password))


def prove(vault: Vault, one: Known, words: Iterable[str]) -> Known:
    """Take the words typed back from paper; raises UsageError where they are others than asked for."""
    if not sheet.are_words(one.repository.password, list(words)):
        raise UsageError("these are not the words of the sheet", "look again at the numbers asked for")
    return change(vault, one, proved=True)


def credentials_of(said: Mapping[str, Any]) -> Credentials:
    """Read credentials as a person wrote them; raises UsageError for a name that no place knows, or no text."""
    plain = {name: value for name, value in said.items() if name != "settings"}
    settings = said.get("settings", {})
    names = {each.name for each in fields(Credentials)}
    texts = isinstance(settings, dict) and all(map(_is_text, (*plain.values(), *settings.values(), *settings)))
    if not texts or not plain.keys() <= names:
        raise UsageError("these credentials have a name or a value that no place knows", "see docs/backup.md")
    return Credentials(**plain, settings=settings)


def _is_text(value: object) -> bool:
    """Say whether a value of JSON is text that can be kept: JSON can spell half of a surrogate pair, UTF-8 cannot."""
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)
