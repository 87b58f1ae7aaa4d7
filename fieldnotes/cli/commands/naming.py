"""pseudonyms: what a source may be called, so that it gives nobody away."""

import argparse

from fieldnotes.cli import output
from fieldnotes.cli.commands.opening import opened
from fieldnotes.cli.settings import Settings
from fieldnotes.errors import UsageError
from fieldnotes.workflows import naming
from fieldnotes.workflows.naming import Namer, Style, Suggestion

_MOST = 50
_WHOM = {"m": "men", "f": "women", "any": "anyone"}


def pseudonyms(settings: Settings, options: argparse.Namespace) -> int:
    """Print suggestions for a source; the identities are opened where their passphrase comes without asking."""
    if not 1 <= options.count <= _MOST:
        raise UsageError("--count is out of range", f"from 1 to {_MOST}")
    with opened(settings, identities=settings.identity_passphrase.is_given) as vault:
        known = naming.namer(vault, options.handle)
    style, language = _meant(known, options.style, options.lang)
    found = known.suggest(style, language, options.to, options.count)
    if settings.json:
        output.emit([_document(one) for one in found.offered])
    elif found.offered:
        output.columns([_row(one) for one in found.offered], ("PSEUDONYM", "HANDLE", "SAID TO", "GLOSS"))
    for sentence in (found.said, *_conditions(found.offered)):
        if sentence:
            output.note(sentence)
    if found.offered:
        output.note("taken by nobody yet: write it into the source; what is never suggested says something, too")
    return 0


def _meant(known: Namer, asked: str | None, language: str | None) -> tuple[Style, str]:
    """Return style and language; without a style, words of respect where a language is known, else codes."""
    style = Style(asked) if asked else Style.HONORIFIC
    if style is Style.CODE:
        return style, ""
    if asked is None and language is None and not naming.spoken_in(known, style):
        return Style.CODE, ""
    return style, naming.chosen_language(known, style, language)


def _document(one: Suggestion) -> dict[str, object]:
    return {
        "pseudonym": one.pseudonym,
        "handle": one.handle,
        "style": one.style.value,
        "said_to": one.said_to,
        "gloss": one.gloss,
        "claims": one.claims or None,
    }


def _row(one: Suggestion) -> tuple[str, ...]:
    mark = " *" if one.claims else ""
    return one.pseudonym + mark, one.handle, _WHOM[one.said_to], one.gloss or ""


def _conditions(offered: tuple[Suggestion, ...]) -> list[str]:
    """Say what has to be true of the person for a pseudonym marked with * to be honest, each once."""
    claims = dict.fromkeys(one.claims for one in offered if one.claims)
    return [f"* only of somebody who {claim}" for claim in claims]
