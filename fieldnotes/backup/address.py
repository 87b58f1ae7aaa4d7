"""Read the address of a repository as restic writes it, and refuse one that holds a secret.

Specification: restic, "Preparing a new repository". Known kinds:

    /path  local:/path                                    a folder, also on a stick
    rest:https://[user@]host[:port]/path/                 restic's own server; http only for this machine itself
    s3:https://host[:port]/bucket[/prefix]  s3:host/bucket[/prefix]
    sftp:[user@]host:path  sftp://[user@]host[:port]//path
    rclone:remote:path                                    whatever rclone reaches
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import Literal, NoReturn
from urllib.parse import SplitResult, quote, unquote, urlsplit

from fieldnotes.errors import UsageError

Kind = Literal["local", "rest", "s3", "sftp", "rclone"]

_KIND = re.compile("([A-Za-z][A-Za-z0-9+.-]+):")  # two letters at least: C:\ is a disk
# Control characters, bytes of a name that are no UTF-8, and signs that reorder or hide what stands beside them: a sheet
# with them would show another address than it names.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2060-\u206f\ufff9-\ufffb]")
_LONGEST = 2000  # characters


@dataclass(frozen=True, slots=True)
class Address:
    """Say where a repository is. `str()` is the printable form, which restic reads too; it holds no password.

    `path` is: local, a folder; rest, the part of the URL behind the host, with a slash at both ends; s3, bucket and
    prefix without outer slashes; sftp, a path, absolute or from the user's home; rclone, `remote:path`.
    """

    kind: Kind
    path: str
    host: str = ""
    port: int | None = None
    user: str = ""
    encrypted: bool = True
    """False for http:// to this machine itself."""

    def __str__(self) -> str:
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        match self.kind:
            case "local":
                return f"local:{self.path}" if _KIND.match(self.path) else self.path
            case "rclone":
                return f"rclone:{self.path}"
            case "sftp":
                return f"sftp://{user}{self.netloc}/{quote(self.path)}"
            case "rest":
                return f"rest:{self.scheme}://{user}{self.netloc}{quote(self.path)}"
            case _:
                return f"s3:{self.scheme}://{self.netloc}/{quote(self.path)}"

    def with_password(self, user: str, password: str) -> str:
        """Return a rest: address that holds user and password too, for restic's environment and nothing else."""
        pair = f"{quote(self.user or user, safe='')}:{quote(password, safe='')}"
        return f"rest:{self.scheme}://{pair}@{self.netloc}{quote(self.path)}"

    @property
    def scheme(self) -> str:
        """Return `https`, or `http` to this machine itself."""
        return "https" if self.encrypted else "http"

    @property
    def netloc(self) -> str:
        """Return host and port as a URL has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"


def parse(text: str) -> Address:
    """Return the address that a person typed; raises UsageError, which never quotes it."""
    if not text or _UNPRINTABLE.search(text):
        _refuse("the address of the repository is empty or has invisible signs in it")
    if len(text) > _LONGEST:
        _refuse("the address of the repository is too long")
    found = _KIND.match(text)
    if found is None:
        return Address("local", text)
    reader = _READERS.get(found.group(1).lower())
    if reader is None:
        _refuse("this kind of repository address is not known")
    return reader(text[found.end() :])


def _refuse(sentence: str, hint: str = "write a folder, or rest:, s3:, sftp: or rclone: and where it is") -> NoReturn:
    raise UsageError(sentence, hint) from None


def _split(url: str) -> SplitResult:
    """Take a URL apart; raises UsageError for a password in it, and for anything a URL cannot be."""
    try:
        parts = urlsplit(url)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        _refuse("the address of the repository has a host or port that cannot be")
    if parts.password is not None:
        _refuse("the address holds a password", "leave it out: it is asked for, and kept in the vault")
    if not sound or parts.query or parts.fragment:
        _refuse("the address of the repository has no host, or a part behind ? or #")
    return parts


def _web(url: str) -> tuple[SplitResult, bool]:
    """Return a web address and whether it is encrypted, which it must be except to this machine."""
    parts = _split(url)
    if parts.scheme not in ("http", "https"):
        _refuse("the address of the repository is neither https nor http")
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        _refuse("the address would be spoken to without encryption", "write https://")
    return parts, parts.scheme == "https"


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _local(path: str) -> Address:
    return Address("local", path) if path else _refuse("the address names no folder")


def _rest(url: str) -> Address:
    parts, encrypted = _web(url)
    inner = unquote(parts.path).strip("/")
    path = f"/{inner}/" if inner else "/"
    return Address("rest", path, parts.hostname or "", parts.port, unquote(parts.username or ""), encrypted)


def _s3(text: str) -> Address:
    url = text if re.match("https?://", text) else "https://" + text.removeprefix("//")
    parts, encrypted = _web(url)
    path = unquote(parts.path).strip("/")
    if not path or parts.username is not None:
        _refuse("the address names no bucket, or a user", "write s3:https://host/bucket/prefix; keys are asked for")
    return Address("s3", path, parts.hostname or "", parts.port, "", encrypted)


def _sftp(text: str) -> Address:
    if text.startswith("//"):
        parts = _split("sftp:" + text)
        host, port, path = parts.hostname or "", parts.port, unquote(parts.path).removeprefix("/")
        user = unquote(parts.username or "")
    else:
        found = re.fullmatch(r"(?:([^@/]*)@)?(\[[0-9a-fA-F:.]+\]|[^:/@\[\]]+):(.*)", text)
        if found is None:
            _refuse("the address names no host and path", "write sftp:user@host:/path")
        user, host, path, port = found[1] or "", found[2].strip("[]"), found[3], None
        if ":" in user:
            _refuse("the address holds a password", "leave it out: it is asked for, and kept in the vault")
    if not path.strip("/") or host.startswith("-"):
        _refuse("the address names no folder", "write sftp:user@host:/path")
    return Address("sftp", path.rstrip("/"), host, port, user)


def _rclone(text: str) -> Address:
    # `:backend,option=value:` would carry settings, and with them passwords, in an argument that others can read.
    if re.fullmatch(r"[\w.+@-][\w.+@ -]*:.*", text) is None or "=" in text.partition(":")[0]:
        _refuse("the address names no remote of rclone", "write rclone:remote:path, with a remote that rclone knows")
    return Address("rclone", text)


_READERS = {"local": _local, "rest": _rest, "s3": _s3, "sftp": _sftp, "rclone": _rclone}
