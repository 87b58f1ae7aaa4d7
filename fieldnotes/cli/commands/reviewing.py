"""review: list what only a person can decide, decide it, take a decision back."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.instants import instant
from fieldnotes.cli.settings import Settings
from fieldnotes.domain.counting import counted
from fieldnotes.domain.decision import Verdict
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.errors import UsageError
from fieldnotes.workflows import reviewing
from fieldnotes.workflows.doubts import Item

_WIDTH = 80
_VERDICTS = "keep, always, replace, replace=TEXT, generalise, generalise=RUNG or identity=HANDLE"


def review(settings: Settings, options: argparse.Namespace) -> int:
    """List the findings of some interviews or of all, or do what the first word says."""
    words: list[str] = options.words
    if words[:1] == ["decide"]:
        return _decide(settings, words[1:], options)
    if words[:1] == ["undo"]:
        return _undo(settings, words[1:], options)
    with _looked(settings, words or None, options, write=False) as looked:
        items, unread = looked.items, looked.unread
    if unread:
        output.note(f"the second opinion has no model for {', '.join(unread)}: names there are left to the rules")
    shown = [item for item in items if options.all or not item.decided]
    if settings.json:
        output.emit([_row(item, with_term=options.show_terms) for item in shown])
        return 0
    _table(shown, with_terms=options.show_terms, with_verdicts=options.all)
    left = sum(1 for item in items if not item.decided)
    output.say(f"{counted(left, 'decision')} left" if left else "nothing is left to decide")
    return 0


def _row(item: Item, *, with_term: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"id": item.id, "kind": item.kind, "where": list(item.where), "risk": item.risk}
    return {**row, "term": item.term} if with_term else row


def _table(items: Sequence[Item], *, with_terms: bool, with_verdicts: bool) -> None:
    """Print the items by risk, one line each: id, kind, how often, then the term or the reason as far as it fits."""
    longest = max((len(item.id) for item in items), default=0)
    for risk in ("high", "medium", "low"):
        group = [item for item in items if item.risk == risk]
        if not group:
            continue
        output.say(f"{risk} risk: {counted(len(group), 'item')}")
        for item in group:
            verdict = f"{item.decided or 'open':11}" if with_verdicts else ""
            told = item.term if with_terms else item.reason
            line = f"  {item.id:{longest}}  {item.kind:8}  {item.occurrences:>3} ×  {verdict}{told}"
            output.say(line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…")
        output.say()


@contextmanager
def _looked(
    settings: Settings, codes: Sequence[str] | None, options: argparse.Namespace, *, write: bool
) -> Iterator[reviewing.Review]:
    """Give a review of what an export with the same options would ask about."""
    now, place = instant(options.now), PlaceRung(options.place) if options.place else None
    with opened(settings, write=write, identities=True) as vault:
        yield reviewing.looked(vault, codes, now, place)


def _decide(settings: Settings, words: Sequence[str], options: argparse.Namespace) -> int:
    if len(words) < 2:
        raise UsageError("a decision needs the id of a finding and a verdict", f"verdicts: {_VERDICTS}")
    *ids, verdict = words
    name, equals, detail = verdict.partition("=")
    if name == reviewing.IDENTITY:
        return _identify(settings, ids, detail, instant(options.now))
    if name not in list(Verdict):
        raise UsageError("there is no such verdict", _VERDICTS)
    with _looked(settings, None, options, write=True) as review:
        done = [review.decide(id_, Verdict(name), detail if equals else None) for id_ in ids]
    return _told(settings, sum(one.places for one in done), done[-1].left, "decided")


def _identify(settings: Settings, ids: Sequence[str], handle: str, now: datetime) -> int:
    with opened(settings, write=True, identities=True) as vault:
        done = [reviewing.identify(vault, id_, handle, None, now) for id_ in ids]
    return _told(settings, sum(one.places for one in done), done[-1].left, "replaced from now on")


def _undo(settings: Settings, words: Sequence[str], options: argparse.Namespace) -> int:
    if len(words) != 1:
        raise UsageError("name one finding whose decision is taken back", "its id: fieldnotes review --all")
    with _looked(settings, None, options, write=True) as review:
        done = review.take_back(words[0])
    return _told(settings, done.places, done.left, "open again")


def _told(settings: Settings, places: int, left: int, what: str) -> int:
    if settings.json:
        output.emit({"places": places, "left": left})
    else:
        output.say(f"{what} in {counted(places, 'place')}; {counted(left, 'decision')} left")
    return 0
