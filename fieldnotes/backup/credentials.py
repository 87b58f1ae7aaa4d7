"""Hold what opens a place. Kept in the vault, given to `connect`, and never part of an address, argument or error."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Say who we are to a place and whom we believe there; what a kind of place does not know is left empty.

    rest:   `user` (unless the address has one), `password`, `authority`
    s3:     `user` is the access key's id, `password` the secret key, `token` that of a temporary session, `region`,
            `authority`
    sftp:   `password`, or `private_key` (OpenSSH's text; `password` opens it), or neither: then ssh's own agent;
            `known_hosts`, lines of that file; without them the file of the user
    rclone: `settings`, such as {"type": "webdav", "url": …}; without them the user's own configuration of rclone
    """

    user: str = ""
    password: str = ""
    token: str = ""
    region: str = ""
    private_key: str = ""
    known_hosts: str = ""
    authority: str = ""
    """Certificates in PEM that are believed, instead of those the system believes."""
    settings: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "Credentials(…)"


NONE = Credentials()
