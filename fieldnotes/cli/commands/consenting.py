"""consent: list and add what sources agreed to. withdraw: hide what they said, or erase it."""

import argparse
import sys

from pydantic import ValidationError

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.instants import instant
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.consent import Answer, Consent, Mode, Scope
from fieldnotes.errors import UsageError
from fieldnotes.workflows import consenting, withdrawing
from fieldnotes.workflows.withdrawing import Account

_ANSWERS = "quote=yes paraphrase=yes name=no photo=unasked"


def consent(settings: Settings, options: argparse.Namespace) -> int:
    """List the events of a source, or add one."""
    if not options.add and (options.answers or options.mode or options.given):
        raise UsageError("an answer is only taken with --add", f"… --add --mode written {_ANSWERS}")
    event = _event(options) if options.add else None
    with opened(settings, write=event is not None) as vault:
        if event is not None:
            consenting.add(vault, event)
        events = consenting.events_of(vault, options.source)
    if settings.json:
        output.emit([_row(one) for one in events])
    elif not events:
        output.note("nothing is recorded: everything is unasked, and unasked is not yes")
    else:
        headings = ("given", "mode", "interview", *(scope.value for scope in Scope))
        output.columns([_cells(one) for one in events], headings)
    return 0


def withdraw(settings: Settings, options: argparse.Namespace) -> int:
    """Record that a source withdrew, or with their pseudonym erase them."""
    scope = Scope(options.scope) if options.scope else None
    partly = scope is not None or options.interview is not None
    if options.confirm is not None and partly:
        raise UsageError("erasing is about everything a source said", "leave --confirm out to withdraw a part of it")
    with opened(settings, write=True, identities=options.confirm is not None) as vault:
        if options.confirm is not None:
            account = withdrawing.erase(vault, options.source, options.confirm)
        else:
            account = withdrawing.hide(vault, options.source, instant(None), scope, options.interview)
            if not partly and not settings.json and _can_ask():
                _tell(account, partly=False)
                if not (typed := _typed()):
                    return 0
                vault.open_identities(settings.secret(settings.identity_passphrase))
                account = withdrawing.erase(vault, options.source, typed)
    if settings.json:
        output.emit(_document(account))
    else:
        _tell(account, partly=partly)
    return 0


def _event(options: argparse.Namespace) -> Consent:
    """Return the event that a command line describes."""
    if options.mode is None or not options.answers:
        raise UsageError("consent needs a mode and an answer to at least one scope", _ANSWERS)
    answers: dict[str, Answer] = {}
    for word in options.answers:
        scope, _, answer = word.partition("=")
        if scope not in list(Scope) or answer not in list(Answer) or scope in answers:
            raise UsageError("an answer is a scope once, with yes, no or unasked", _ANSWERS)
        answers[scope] = Answer(answer)
    given = {name: getattr(options, name) for name in ("source", "interview", "language", "interpreter", "witness")}
    when, mode = instant(options.given, "--given"), Mode(options.mode)
    try:
        return Consent.model_validate({**given, "given": when, "mode": mode, **answers})
    except ValidationError:
        what = "nobody says yes where no consent was possible; or a handle or a code is none"
        raise UsageError(what, _ANSWERS) from None


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _typed() -> str:
    output.note("to erase it for good type the pseudonym of the source; Enter leaves it hidden")
    try:
        return input("Pseudonym: ").strip()
    except EOFError:  # Ctrl-D
        return ""


def _row(one: Consent) -> dict[str, object]:
    row = {"source": one.source, "given": one.given.isoformat(), "mode": one.mode.value, "interview": one.interview}
    more = {"language": one.language, "interpreter": one.interpreter, "witness": one.witness}
    return {**row, **more, **{scope.value: answer.value for scope, answer in one.answers.items()}}


def _cells(one: Consent) -> tuple[str, ...]:
    answers = (answer.value for answer in one.answers.values())
    return one.given.isoformat(timespec="minutes"), one.mode.value, one.interview or "all", *answers


def _document(account: Account) -> dict[str, object]:
    return {
        "source": account.source,
        "withdrawn": account.erased,
        "removed" if account.erased else "would_remove": account.counts,
        "published": [{"number": one.number, "interviews": list(one.interviews)} for one in account.published],
        "backups": [{"repository": one.address, "last": one.last} for one in account.backups],
        "still_named": account.still_named,
    }


def _tell(account: Account, *, partly: bool) -> None:
    for line in account.told(partly=partly):
        output.say(line)
    for line in account.unreached:
        output.note(line)
