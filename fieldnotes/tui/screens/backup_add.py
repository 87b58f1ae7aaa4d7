"""Add a place of backups: its address as restic writes it, what opens it, and a try before anything is kept."""

from pathlib import Path

from textual.app import ComposeResult

from fieldnotes.errors import FieldnotesError, Locked, UsageError
from fieldnotes.tui.screens.frame import Framed, sentence_of
from fieldnotes.tui.widgets.form import Field, Form, Line, Lines, Note
from fieldnotes.workflows import repositories

_FOLDER = "folder"
_HINTS = {
    "": "A folder (a stick: /media/…/backup), or rest:, s3:, sftp:, rclone: and where it is.",
    _FOLDER: "A folder, made if it is not there; the one around it must be. On a stick or another disk.",
    "rest": "rest:https://user@host/path/ : a server of restic's own kind. Best with --append-only.",
    "s3": "s3:https://host/bucket/prefix : what speaks S3. The bucket must be there.",
    "sftp": "sftp:user@host:/path : over SSH. The host must be in known hosts, yours or those below.",
    "rclone": "rclone:remote:path : WebDAV, Nextcloud and what else rclone reaches, which must be installed here.",
}
_ASKED = {
    "": (),
    _FOLDER: (),
    "rest": ("user", "password", "authority"),
    "s3": ("key_id", "secret_key", "token", "region", "authority"),
    "sftp": ("login", "private_key", "known_hosts"),
    "rclone": ("settings",),
}
"""Fields by kind of place, in their order on the screen."""

_MEANT = {"key_id": "user", "secret_key": "password", "login": "password"}
"""What a field is called among the credentials, where that differs (docs/backup.md)."""

_THERE = "a repository stands there already; to take it up, type its password below"


def _fields() -> list[Field]:
    return [
        Line(name="address", label="Where", help="As restic writes it. The address holds no password."),
        Note(name="kind", label="", help=_HINTS[""]),
        Line(name="user", label="User", help="Of the server, unless the address has one."),
        Line(name="password", label="Password", secret=True, help="Of the user there; kept in this vault."),
        Line(name="key_id", label="Key id", help="The id of the access key."),
        Line(name="secret_key", label="Secret key", secret=True, help="The secret half of the access key."),
        Line(name="token", label="Token", secret=True, help="Only for keys that hold for a while."),
        Line(name="region", label="Region", help="Where the server asks for one."),
        Line(name="login", label="Password", secret=True, help="Of the user there, or of the private key below."),
        Lines(name="private_key", label="Private key", help="The text of an OpenSSH key; empty: that of ssh's agent."),
        Lines(name="known_hosts", label="Known hosts", help="Lines of that file for this host; empty: your own file."),
        Lines(name="settings", label="Settings", help="One a line: type=webdav, url=…; empty: your rclone's own."),
        Lines(
            name="authority", label="Certificate", help="In PEM, believed instead of those of the system. Mostly empty."
        ),
        Line(
            name="repository",
            label="Its password",
            secret=True,
            help="Only for a repository that is there already, from its sheet. A new one gets twelve words by chance.",
        ),
    ]


class AddBackup(Framed[str]):
    """Ask for a place; dismissed with its address once a repository stands there and is kept in the vault."""

    PLACE = "Adding a backup"

    def body(self) -> ComposeResult:
        """Show the form; what a kind of place does not ask for is left out."""
        yield Form(_fields())

    @property
    def where(self) -> str:
        """Say where one is."""
        return "A new place for backups"

    def on_mount(self) -> None:
        """Begin with the address."""
        self._ask_for("")
        self.query_one(Form).focus_on("address")

    # ------------------------------------------------------------------------------ what is asked

    def on_form_changed(self, event: Form.Changed) -> None:
        """Ask for what this kind of place needs."""
        if event.name == "address":
            self._ask_for(_kind(self.query_one(Form).line("address")))

    def _ask_for(self, kind: str) -> None:
        form = self.query_one(Form)
        every = {name for names in _ASKED.values() for name in names}
        form.include(sorted(every - set(_ASKED[kind])), shown=False)
        form.include(_ASKED[kind], shown=True)
        form.note("kind", _HINTS[kind])

    @property
    def _address(self) -> str:
        text = self.query_one(Form).line("address")
        return str(Path(text).expanduser()) if _kind(text) == _FOLDER else text

    def _credentials(self) -> dict[str, object]:
        """Return what was typed for this kind of place; raises UsageError for settings that are none."""
        form = self.query_one(Form)
        typed = {name: form.line(name) for name in _ASKED[_kind(form.line("address"))] if form.line(name)}
        settings = typed.pop("settings", "")
        given: dict[str, object] = {_MEANT.get(name, name): words for name, words in typed.items()}
        for name in ("private_key", "known_hosts", "authority"):
            if name in given:
                given[name] = f"{given[name]}\n"  # the format of each ends its last line
        if settings:
            given["settings"] = _read_settings(settings)
        return given

    # -------------------------------------------------------------------------------- the keys

    def action_test(self) -> None:
        """Reach the place, and keep nothing."""
        if not self._is_wrong():
            self.say("Reaching the place…")
            self.carry(self._test(), group="reach", exclusive=True)

    def action_keep(self) -> None:
        """Make the repository, or take it up, and keep it in the vault."""
        if not self._is_wrong():
            self.say("Reaching the place…")
            self.carry(self._add(), group="reach", keys_wait=True)

    def _is_wrong(self) -> bool:
        form = self.query_one(Form)
        wrong = form.hidden_characters()
        if not form.line("address"):
            wrong["address"] = "write where the backups go"
        return form.complain(wrong)

    async def _test(self) -> None:
        try:
            taken = await self._reach()
        except FieldnotesError as error:
            self._refuse(error)
        else:
            if taken and not self.query_one(Form).line("repository"):
                self.query_one(Form).warn("repository", _THERE)
            self.say("The place answers. " + ("A repository stands there." if taken else "Nothing is there yet."))

    async def _reach(self) -> bool:
        credentials = self._credentials()
        repositories.credentials_of(credentials)
        address = self._address
        return await self.app.desk.beside(lambda _vault: repositories.is_taken(address, credentials))

    async def _add(self) -> None:
        form, address = self.query_one(Form), self._address
        password = form.line("repository") or None
        try:
            if await self._reach() and password is None:
                form.complain({"repository": _THERE})
                self.say("Nothing was kept.", bad=True)
                return
            await self.app.desk.beside(repositories.add, address, self._credentials(), password, None)
        except FieldnotesError as error:
            self._refuse(error)
            return
        await self.app.desk.backing.look()
        self.dismiss(address)

    def _refuse(self, error: FieldnotesError) -> None:
        """Say what is wrong beside the field that it is about; nothing was kept."""
        field = "repository" if isinstance(error, Locked) else "address"
        sentence = str(error) if "fieldnotes backup" in error.hint else sentence_of(error)
        self.query_one(Form).complain({field: sentence})
        self.say("Nothing was kept.", bad=True)


def _kind(text: str) -> str:
    """Return which kind of place an address is of while it is being typed; "" where nothing is."""
    kind, colon, _ = text.partition(":")
    return kind.lower() if colon and kind.lower() in _HINTS else _FOLDER if text else ""


def _read_settings(text: str) -> dict[str, str]:
    pairs = [line.partition("=") for line in text.split("\n") if line.strip()]
    if not all(name.strip() and sign for name, sign, _ in pairs):
        raise UsageError("a setting is not written name=value", "one a line: type=webdav")
    return {name.strip(): value.strip() for name, _, value in pairs}
