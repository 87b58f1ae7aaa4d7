"""Walk the whole job on a sample vault of invented people, step by step, each with its proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from fieldnotes.domain.bundle import Bundle, parse_bundle
from fieldnotes.domain.counting import counted
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.location import Location
from fieldnotes.domain.terms import Label
from fieldnotes.errors import FieldnotesError, Locked, UsageError
from fieldnotes.formats.atomic import reaching
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading, notebook, reading, reviewing, vaults
from fieldnotes.workflows.publications import PageRefused, Request, export

# The demo's page is the same on every day: embargoes are decided as of this instant.
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """Tell one step of the job: what was done, and how we know that it holds."""

    what: str
    proofs: tuple[str, ...]


def walk(folder: Path) -> Iterator[Step]:
    """Do the whole job in *folder*: vault, bundle, search, refusal, redacted page.

    Leaves `vault`, `bundle.json`, `page.md`, `passphrase` and `identity-passphrase` there.

    Raises:
        UsageError: the folder holds something already.
        FieldnotesError: a proof does not hold.
    """
    _prepare(folder)
    data = (files("fieldnotes.demo") / "bundle.json").read_bytes()
    bundle = parse_bundle(data)
    passphrase, identity_passphrase = vaults.proposed_passphrase(), vaults.proposed_passphrase()
    with reaching():
        _write(folder / "bundle.json", data)
        _write(folder / "passphrase", f"{passphrase}\n".encode())
        _write(folder / "identity-passphrase", f"{identity_passphrase}\n".encode())
    vault_path, page_path = folder / "vault", folder / "page.md"
    yield _make(vault_path, passphrase, identity_passphrase)
    with vaults.opened(vault_path, passphrase, write=True) as vault:
        yield _fill(vault, bundle.model_copy(update={"decisions": ()}))
        yield _find(vault)
        yield _refuse_while_locked(vault, page_path)
        vault.open_identities(identity_passphrase)
        yield _decide(vault, bundle, page_path)
        yield _publish(vault, page_path)
    yield _inspect(bundle, page_path.read_text(encoding="utf-8"))


def _prepare(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("the folder for the demo is not empty", "name a new one: demo --keep DIR")
    with reaching():
        folder.mkdir(parents=True, exist_ok=True)


def _write(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)


def _make(path: Path, passphrase: str, identity_passphrase: str) -> Step:
    vaults.init(path, passphrase, identity_passphrase, demo=True)
    clear = (path / "notes.db").read_bytes().startswith(b"SQLite format 3")
    _prove(not clear, "the notes are encrypted")
    try:
        with vaults.opened(path, f"{passphrase}-not"):
            refused = False
    except Locked:
        refused = True
    _prove(refused, "a wrong passphrase is refused")
    return Step(
        "A vault is made; its two locks have different passphrases, and two recovery keys go on paper.",
        ("notes.db begins with random bytes, not with a database's header", "a wrong passphrase is refused"),
    )


def _fill(vault: Vault, bundle: Bundle) -> Step:
    report = loading.load(vault, bundle, update=False)
    words = sum(passage.words for interview in bundle.interviews for passage in interview.passages)
    seals = sum(1 for _ in vault.seals("identity"))
    _prove(seals == sum(source.identity is not None for source in bundle.sources), "every card is sealed")
    return Step(
        f"A week's work is typed up: {report.added['interviews']} interviews, {words:,} words, "
        f"{report.added['sources']} sources, {report.added['locations']} places.",
        (f"{seals} identity cards are sealed, each on its own; nothing here can read them back yet",),
    )


def _find(vault: Vault) -> Step:
    word = _common_word(vault)
    found = reading.search(vault, word, 5)
    _prove(bool(found), "search finds a word that stands in the notes")
    where = ", ".join(one.where for one in found)
    return Step("The notes are searched, in any script, while the names stay sealed.", (f"“{word}” is in {where}",))


def _common_word(vault: Vault) -> str:
    """Return a word to search for: the first long one of the first passage in Sorani, else of the first."""
    kept = [one for head in notebook.interviews(vault).values() for one in notebook.passages(vault, head.entity)]
    sorani = [one.passage for one in kept if one.passage.language == "ckb"] or [kept[0].passage]
    return max(sorani[0].text.reveal().split()[:12], key=len).strip(".,!?،؛؟«»“”\"'")


def _refuse_while_locked(vault: Vault, page: Path) -> Step:
    try:
        export(vault, Request(None, page, _NOW))
    except Locked:
        _prove(not page.exists(), "nothing is written while the names are sealed")
        return Step(
            "A page is asked for while the names are sealed.",
            ("refused: nobody can know what must not be said; nothing was written",),
        )
    raise FieldnotesError("the demo failed: a page was written while the names are sealed")


def _decide(vault: Vault, bundle: Bundle, page: Path) -> Step:
    """Be refused for what is undecided, then decide it as the bundle says."""
    items = reviewing.findings(vault, None, _NOW)
    try:
        export(vault, Request(None, page, _NOW))
    except PageRefused as refusal:
        _prove({one.kind for one in refusal.objections} == {"undecided"}, "nothing but what is undecided is in the way")
    _prove(not page.exists(), "nothing is written while anything is undecided")
    loading.load(vault, bundle.model_copy(update={"sources": (), "locations": (), "interviews": ()}), update=True)
    left = [item for item in reviewing.findings(vault, None, _NOW) if not item.decided]
    _prove(not left, "everything is decided")
    places = sum(item.occurrences for item in items)
    return Step(
        f"The identities are opened. What may identify somebody unknown is decided, once for each term: "
        f"{counted(len(items), 'term')} in {counted(places, 'place')}.",
        ("before that the page was refused, and nothing was written", "nothing is left to decide"),
    )


def _publish(vault: Vault, page: Path) -> Step:
    first = export(vault, Request(None, page, _NOW))
    again = page.with_name("page-again.md")
    export(vault, Request(None, again, _NOW))
    _prove(page.read_bytes() == again.read_bytes(), "the same notes give the same page")
    again.unlink()
    return Step(
        f"The page is written: {first.replaced} replacements.",
        ("a second look at the finished page, by other means, found nothing", "the same notes give the same bytes"),
    )


def _inspect(bundle: Bundle, page: str) -> Step:
    """Look for everything that was typed and must not be on the page, as plainly as a reader would."""
    cards = [source.identity for source in bundle.sources if source.identity is not None and not _named(source)]
    names = [form for card in cards for form in _forms(card)]
    places = [form for place in bundle.locations for form in _hidden(place)]
    off_record = [
        passage.text.reveal()
        for interview in bundle.interviews
        for passage in interview.passages
        if passage.terms is not None and passage.terms.label is Label.OFF_RECORD
    ]
    folded = page.casefold()
    for what, forms in (("a name", names), ("a place", places), ("words off the record", off_record)):
        _prove(not any(form.casefold() in folded for form in forms), f"{what} is on the page")
    return Step(
        "The finished page is searched for everything that must not be on it.",
        (
            f"0 of {len(names)} names, aliases, numbers and addresses",
            f"0 of {len(places)} exact places",
            f"0 of {len(off_record)} passages off the record",
        ),
    )


def _named(source: object) -> bool:
    return getattr(source, "publish_as", None) == "name"


def _forms(card: Identity) -> list[str]:
    return [*card.all_names, *card.phones, *card.emails, *card.handles, *card.ids]


def _hidden(place: Location) -> list[str]:
    public = " ".join(place.public_rungs()).casefold()
    forms = (place.name, *place.aliases, *place.hidden_rungs().values())
    return [form for form in forms if form.casefold() not in public]


def _prove(holds: bool, what: str) -> None:
    if not holds:
        raise FieldnotesError(f"the demo failed: not proved that {what}")
