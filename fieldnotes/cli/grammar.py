"""Describe the command line: global options, commands and their arguments (design, section 10)."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from fieldnotes import __version__
from fieldnotes.cli.door import is_path
from fieldnotes.errors import UsageError

_PLACES = ("site", "settlement", "district", "governorate", "region", "country")
_TIMES = ("day", "week", "month", "season", "year")

_SCOPES = ("quote", "paraphrase", "name", "description", "audio", "photo", "archive", "sharing", "future_contact")

_EPILOGUE = """\
exit codes: 0 done · 1 a fault of ours · 2 usage · 3 refused by the gate · 4 locked · 5 damaged · 6 unreachable
results go to standard output, everything else to standard error; --json prints one JSON document
"""


class _Parser(argparse.ArgumentParser):
    """Refuse a command line without repeating it: an argument may be a name or a passphrase."""

    def error(self, message: str) -> NoReturn:
        """Raise a UsageError that says where to read on."""
        missing = message if message.startswith("the following arguments are required") else ""
        raise UsageError(missing or "this command line is not understood", f"see: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """Return the parser; each command sets `room` and `function`: the module and function that run it."""
    common = _global_options(default=argparse.SUPPRESS)
    top = _Parser(
        prog="fieldnotes",
        description="Keep interviews, protect the people in them, publish what they agreed to.",
        epilog=_EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_global_options(default=None)],
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"fieldnotes {__version__}")
    top.set_defaults(room="app", function="app")
    commands = top.add_subparsers(metavar="COMMAND", parser_class=_Parser)
    reads = (_list, _show, _search, _pseudonyms, _second_opinion, _review, _redact, _gazetteer)
    leaving = (_export, _ledger, _appendix, _check)
    for describe in (_demo, _init, _load, _dump, *reads, *leaving, _attach, _consent, _withdraw, _backup, _key, _lock):
        describe(commands, common)
    return top


def with_vault_named(arguments: Sequence[str]) -> list[str]:
    """Return the command line with `--vault` before a path that stands alone: `fieldnotes PATH`."""
    last = arguments[-1] if arguments else ""
    alone = [word for word in arguments if not word.startswith("-")] == [last]
    of_an_option = any(word.startswith("--") and word != "--json" for word in arguments[-2:-1])
    if alone and is_path(last) and not of_an_option:
        return [*arguments[:-1], "--vault", last]
    return list(arguments)


def with_answers_together(arguments: Sequence[str]) -> list[str]:
    """Return the command line of `consent` with the answers beside the source; argparse wants them in one place."""
    if "consent" not in arguments:
        return list(arguments)
    answers = [word for word in arguments if word.partition("=")[0] in _SCOPES and "=" in word]
    others = [word for word in arguments if word not in answers]
    source = others.index("consent") + 2
    return [*others[:source], *answers, *others[source:]]


def _global_options(default: object) -> argparse.ArgumentParser:
    """Return the options that stand before or behind the command."""
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    group = options.add_argument_group("global options")
    group.add_argument("--vault", metavar="PATH", default=default, help="the vault's folder")
    for which in ("", "identity-"):
        what = "the identity passphrase" if which else "the passphrase"
        choice = group.add_mutually_exclusive_group()
        choice.add_argument(
            f"--{which}passphrase-file", metavar="F", default=default, help=f"read {what} from a private file"
        )
        choice.add_argument(
            f"--{which}passphrase-fd", metavar="N", type=int, default=default, help="… or from a descriptor"
        )
    group.add_argument(
        "--json", action="store_true", default=default or False, help="print one JSON document"
    )
    return options



def _add(commands: object, common: argparse.ArgumentParser, name: str, room: str, about: str) -> _Parser:
    """Add a command that is run by the function of its name in the module *room*."""
    added: _Parser = commands.add_parser(  # type: ignore[attr-defined]
        name, help=about, description=about, parents=[common], allow_abbrev=False
    )
    added.set_defaults(room=room, function=name)
    return added


def _demo(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "demo", "demo", "walk the whole job on a sample vault of invented people")
    added.add_argument("--ui", action="store_true", help="open the screens on the sample vault")
    added.add_argument("--keep", metavar="DIR", help="leave the vault, the bundle, the page and the passphrases here")


def _init(commands: object, common: argparse.ArgumentParser) -> None:
    _add(commands, common, "init", "vaults", "make a new vault; its two recovery keys are shown once")


def _load(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "load", "bundles", "add a bundle to the vault, all of it or nothing")
    added.add_argument("bundle", metavar="BUNDLE.json", help="the bundle, plain or age-encrypted; - for standard input")
    added.add_argument("--update", action="store_true", help="make new revisions of what the vault has already")
    added.add_argument("--age-identity", metavar="F", help="a private file with the age key that opens the bundle")


def _dump(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "dump", "bundles", "write the whole vault as a bundle, for its owner")
    form = added.add_mutually_exclusive_group()
    form.add_argument("--to", metavar="age1…", help="encrypt it to this age recipient")
    form.add_argument("--plain", action="store_true", help="write it as clear text")
    form.add_argument("--schema", action="store_true", help="print the JSON Schema of bundles instead")
    added.add_argument("--without-identities", action="store_true", help="leave the identity cards out")
    added.add_argument("--ids", action="store_true", help="give the id of every passage")


def _list(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "list", "reading", "list what the vault holds")
    added.add_argument("what", choices=("interviews", "sources", "locations", "publications"))
    added.set_defaults(function="list_nouns")


def _show(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "show", "reading", "show an interview, a passage, a source or a location")
    added.add_argument("code", metavar="CODE", help="INT-001, INT-001:3, or a handle")


def _search(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "search", "reading", "find passages by their words")
    added.add_argument("words", nargs="+", metavar="WORDS", help='all must occur; "a phrase", begin*')
    added.add_argument("--limit", type=int, default=20, metavar="N", help="how many to show (default 20)")


def _pseudonyms(commands: object, common: argparse.ArgumentParser) -> None:
    about = "suggest pseudonyms for a source that give nobody away"
    added = _add(commands, common, "pseudonyms", "naming", about)
    added.add_argument("handle", metavar="HANDLE", help="the source")
    added.add_argument("--style", choices=("honorific", "name", "code"), help="“Kak D”, “Layla”, or “Source 17”")
    added.add_argument("--lang", metavar="CODE", help="the language: ckb, ar, uk (default: that of the interviews)")
    added.add_argument("--to", choices=("m", "f", "any"), default="any", help="what is said to men, women or anyone")
    added.add_argument("--count", type=int, default=5, metavar="N", help="how many (default 5)")
    added.epilog = "without the identity passphrase nobody can know what gives somebody away: then only codes"


def _second_opinion(commands: object, common: argparse.ArgumentParser) -> None:
    about = "ask language models of spaCy about unknown names as well, in review, the live page and export"
    added = _add(commands, common, "second-opinion", "opinions", about)
    choice = added.add_mutually_exclusive_group()
    choice.add_argument("models", nargs="*", metavar="MODEL", default=[], help="those asked from now on")
    choice.add_argument("--off", action="store_true", help="ask none")
    added.set_defaults(function="second_opinion")
    added.epilog = "needs fieldnotes[ner] and models that somebody installed: nothing is ever fetched"


def _redact(commands: object, common: argparse.ArgumentParser) -> None:
    about = "redact standard input by a list of identities, without a vault"
    added = _add(commands, common, "redact", "redacting", about)
    listed = 'a list of {"id", "kind", "replacement", "names"}'
    added.add_argument("--known", metavar="FILE.json", required=True, help=listed)


def _gazetteer(commands: object, common: argparse.ArgumentParser) -> None:
    about = "propose where a place lies, from map data in the package; needs no vault and no network"
    added = _add(commands, common, "gazetteer", "gazetteer", about)
    added.add_argument("names", nargs="*", metavar="NAME", help="the words of its name, in any script")
    added.add_argument("--at", metavar="LAT,LON", help="degrees north and east; before a minus write --at=LAT,LON")
    added.epilog = "place data: GeoNames (geonames.org), licensed CC BY 4.0, changed"


def _attach(commands: object, common: argparse.ArgumentParser) -> None:
    top = _add(commands, common, "attach", "attaching", "keep recordings, photographs and papers")
    actions = top.add_subparsers(metavar="ACTION", required=True, parser_class=_Parser)
    added = _add(actions, common, "add", "attaching", "put a file into the vault")
    added.add_argument("file", metavar="FILE")
    added.add_argument("--interview", metavar="CODE", help="the interview it belongs to")
    seal = added.add_mutually_exclusive_group()
    seal.add_argument("--sealed", action="store_true", default=None, help="only the identity key opens it")
    seal.add_argument("--open", dest="sealed", action="store_false", help="the vault's key opens it")
    listed = _add(actions, common, "list", "attaching", "list the attachments")
    listed.set_defaults(function="list_all")
    got = _add(actions, common, "get", "attaching", "take an attachment out")
    got.add_argument("id", metavar="ID")
    got.add_argument("--out", required=True, metavar="FILE", help="where to write it; must not exist")


def _consent(commands: object, common: argparse.ArgumentParser) -> None:
    about = "list what a source agreed to, or add to it; nothing of it is ever changed"
    added = _add(commands, common, "consent", "consenting", about)
    added.add_argument("source", metavar="SOURCE", help="the source's handle")
    added.add_argument("answers", nargs="*", metavar="SCOPE=ANSWER", help="with --add: quote=yes name=no …")
    added.add_argument("--add", action="store_true", help="add an event")
    modes = ("written", "oral-recorded", "oral-witnessed", "none-possible")
    added.add_argument("--mode", choices=modes, help="how it was given")
    added.add_argument("--given", metavar="INSTANT", help="when (ISO 8601 with zone; default: now)")
    added.add_argument("--interview", metavar="CODE", help="only for this interview (default: for all)")
    added.add_argument("--language", metavar="CODE", help="the language in which it was asked")
    added.add_argument("--interpreter", metavar="HANDLE", help="who interpreted")
    added.add_argument("--witness", metavar="WHO", help="who witnessed it")
    added.epilog = f"scopes: {', '.join(_SCOPES)}; consent forbids what terms allow, and allows nothing besides"


def _withdraw(commands: object, common: argparse.ArgumentParser) -> None:
    about = "hide what a source said from every page at once; with --confirm, erase it and them"
    added = _add(commands, common, "withdraw", "consenting", about)
    added.add_argument("source", metavar="SOURCE", help="the source's handle")
    added.add_argument("--interview", metavar="CODE", help="only what they said in this interview")
    added.add_argument("--scope", choices=_SCOPES, help="only this use of it")
    added.add_argument("--confirm", metavar="PSEUDONYM", help="erase all of it, for good: what they are called")
    added.epilog = "erasing needs the identity passphrase; older backups and what was published are listed, not touched"


def _export(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "export", "publishing", "write a redacted page for readers, or refuse")
    added.add_argument("codes", nargs="*", metavar="CODE", help="the interviews, in the order of the page")
    added.add_argument("--all", action="store_true", help="every interview of the vault")
    added.add_argument("--out", required=True, metavar="PAGE.md", help="the page; must not exist")
    added.add_argument("--time", choices=_TIMES, help="say times no finer than this; only coarser than agreed")
    added.add_argument("--place", choices=_PLACES, help="say places no finer than this; only coarser than agreed")
    added.add_argument("--now", metavar="INSTANT", help="decide embargoes as of this instant (ISO 8601 with zone)")
    persona = "this source appears under this name on this page, and so in the ledger; repeat it for others"
    added.add_argument("--persona", metavar="HANDLE=NAME", action="append", help=persona)
    despite = "although an earlier page beside this one gives something away: you know what, and it is out"
    added.add_argument("--despite-difference", action="store_true", help=despite)


def _ledger(commands: object, common: argparse.ArgumentParser) -> None:
    about = "show what was published about a source and how many people it can still be; or add to it"
    added = _add(commands, common, "ledger", "ledgers", about)
    added.add_argument("source", nargs="?", metavar="SOURCE", help="the source's handle (none: all)")
    entry = added.add_mutually_exclusive_group()
    entry.add_argument("--people", type=int, metavar="N", help="at most so many people share all of --fact")
    entry.add_argument("--published", metavar="TITLE", help="a piece elsewhere told all of --fact: enter it")
    entry.add_argument("--least", type=int, metavar="N", help="so many people must be left, or no page leaves (20)")
    added.add_argument("--fact", metavar="KIND=WORDS", action="append", help='"place=Dolaran province", sex=…, …')
    added.add_argument("--how", metavar="TEXT", help="how you know, or why so few are enough")
    added.add_argument("--among", type=int, metavar="N", help="of how many people --people is a part")
    added.add_argument("--to", choices=("reader", "insider", "service"), default=None, help="who can narrow it down so")
    added.add_argument("--persona", metavar="NAME", help="under which name the piece had them (default: the pseudonym)")
    added.epilog = "adding needs no identity passphrase, reading does; an unknown number is shown as unknown"


def _appendix(commands: object, common: argparse.ArgumentParser) -> None:
    about = "write the table of interviews that journals ask for; none stands out from at least two others"
    added = _add(commands, common, "appendix", "appending", about)
    added.add_argument("--out", required=True, metavar="FILE", help="Markdown, CSV or CSL-JSON: .md, .csv, .json")
    added.add_argument("--now", metavar="INSTANT", help="decide embargoes as of this instant (ISO 8601 with zone)")


def _check(commands: object, common: argparse.ArgumentParser) -> None:
    about = "compare a finished article with the vault: Markdown, DOCX, ODT, HTML, PDF or plain text"
    added = _add(commands, common, "check", "checking", about)
    added.add_argument("drafts", nargs="+", metavar="DRAFT", help="the article's file; nothing in it is run or fetched")
    added.add_argument("--without-identities", action="store_true", help="check all but names; never says clean")
    added.add_argument("--published", metavar="TITLE", help="it is out: enter what it tells of whom into the ledger")
    added.add_argument("--now", metavar="INSTANT", help="decide embargoes as of this instant (ISO 8601 with zone)")


def _review(commands: object, common: argparse.ArgumentParser) -> None:
    added = _add(commands, common, "review", "reviewing", "list and decide what only a person can decide")
    added.usage = (
        "fieldnotes review [CODE ...] [--all] [--show-terms]\n"
        "       fieldnotes review decide ID ... keep|always|replace[=TEXT]|generalise[=RUNG]\n"
        "       fieldnotes review undo ID"
    )
    about = "the interviews to review (none: all); or decide, or undo, and what to decide"
    added.add_argument("words", nargs="*", metavar="CODE", help=about)
    added.add_argument("--all", action="store_true", help="what is decided already, too")
    added.add_argument("--show-terms", action="store_true", help="print the words that are asked about")
    added.add_argument("--place", choices=_PLACES, help="ask as export --place does, which hides more")
    added.add_argument("--now", metavar="INSTANT", help="ask about what may leave at this instant, as in export --now")
    added.epilog = (
        "keep: safe in these places; always: safe wherever it stands; replace: readers see TEXT, or what it is; "
        "generalise: a place to site, settlement, district, governorate, region or country, a date to year or month, "
        "an age to decade; identity=HANDLE: it belongs to that source or place, and is replaced from now on"
    )


def _backup(commands: object, common: argparse.ArgumentParser) -> None:
    about = "keep copies elsewhere, encrypted and proved, in restic repositories"
    top = _add(commands, common, "backup", "backing", about)
    actions = top.add_subparsers(metavar="ACTION", required=True, parser_class=_Parser)
    made = _backup_action(actions, common, "init", "make a repository, or take one up with its password")
    run = _backup_action(actions, common, "run", "back the vault up; only what is new is sent")
    for added in (made, run):
        added.add_argument("--limit", metavar="RATE", help="bytes a second at most: 20k, 2M")
    _backup_action(actions, common, "list", "list the repositories, or the snapshots in one", "list_all")
    _backup_action(actions, common, "verify", "read every byte of a repository and tell what is wrong")
    _backup_action(actions, common, "drill", "prove the newest backup: restore it beside the vault, compare, wipe it")
    forget = _backup_action(actions, common, "forget", "remove old snapshots; what only they held goes a day later")
    for period in ("daily", "weekly", "monthly"):
        forget.add_argument(f"--keep-{period}", type=int, metavar="N", help=f"keep the newest of N {period} periods")
    forget.add_argument("--dry-run", action="store_true", help="say what would be removed, and change nothing")
    forget.add_argument("--repack", metavar="SIZE", help="send again up to so much out of packs that are mostly waste")
    printed = _backup_action(actions, common, "sheet", "print sheet A: address, password, and stock commands")
    printed.add_argument("--qr", action="store_true", help="with the password as a QR code")
    _backup_action(actions, common, "prove", "type words of the sheet back from paper: then it is recoverable")
    _backup_action(actions, common, "leave", "forget a repository here; nothing at its place is touched")
    restored = _backup_action(actions, common, "restore", "bring a vault back, on a machine that has nothing else")
    restored.add_argument("target", metavar="TARGET", help="where the vault is to stand; must not exist")
    restored.add_argument("--snapshot", metavar="ID", help="not the newest one, but this (or how its id begins)")
    for added in (made, restored):
        private = "a private file with the password of the repository"
        added.add_argument("--repository-password-file", metavar="F", help=private)
        added.add_argument("--credentials-file", metavar="F", help="a private JSON file with what opens the place")
    restored.epilog = "with the vault's passphrase it is opened and compared before it counts"


def _backup_action(
    actions: object, common: argparse.ArgumentParser, name: str, about: str, function: str | None = None
) -> _Parser:
    added = _add(actions, common, name, "upkeep" if name in ("verify", "forget") else "backing", about)
    added.set_defaults(function=function or name)
    needed = name in ("init", "restore")
    added.add_argument(
        "repository",
        metavar="REPOSITORY",
        nargs=None if needed else "?",
        help="as restic writes it: /folder, rest:https://…, s3:https://…, sftp:user@host:/path, rclone:remote:path",
    )
    return added


def _key(commands: object, common: argparse.ArgumentParser) -> None:
    top = _add(commands, common, "key", "keys", "list, add, remove and renew the keys of the vault")
    actions = top.add_subparsers(metavar="ACTION", required=True, parser_class=_Parser)
    listed = _add(actions, common, "list", "keys", "list the key slots; needs no passphrase")
    listed.set_defaults(function="list_slots")
    added = _add(actions, common, "add", "keys", "add a passphrase or an age recipient")
    added.add_argument("--identities", action="store_true", help="to the identities instead of the notes")
    new = added.add_mutually_exclusive_group()
    new.add_argument("--new-passphrase-file", metavar="F", help="a private file with the new passphrase")
    new.add_argument("--recipient", metavar="age1…", help="whoever holds this age key opens it")
    removed = _add(actions, common, "remove", "keys", "remove a key slot")
    removed.add_argument("slot", metavar="SLOT", help="as `key list` names it: vault.3, identities.2")
    copied = _add(actions, common, "copy", "keys", "copy the key of the names to a stick, and open the copy there")
    copied.add_argument("folder", metavar="FOLDER", help="no backup ever holds this key: it needs a copy of its own")
    _add(actions, common, "recover", "keys", "make new recovery keys; the old ones stop working here")


def _lock(commands: object, common: argparse.ArgumentParser) -> None:
    about = "let open screens lock, and write everything to the vault's own file"
    added = _add(commands, common, "lock", "vaults", about)
    added.add_argument("path", nargs="?", metavar="PATH", help="the vault's folder, in the place of --vault")
