"""Say why a pseudonym will not do, and show suggestions; the real name is never repeated (rule R-2.4)."""

from collections.abc import Collection

from textual.content import Content

from fieldnotes.domain.identity import Identity
from fieldnotes.tui.literal import literal
from fieldnotes.workflows import naming, people
from fieldnotes.workflows.naming import Namer, Style, Suggestion

STYLES = {Style.HONORIFIC: "honorific and letter", Style.NAME: "given name", Style.CODE: "code"}
WHOM = {naming.ANYONE: "anyone", naming.MAN: "a man", naming.WOMAN: "a woman"}


def objections(pseudonym: str, handle: str, card: Identity | None) -> dict[str, str]:
    """Return why pseudonym and handle will not do, by "pseudonym" and "handle"; neither quotes a name."""
    shared: dict[str, list[str]] = {}
    for one in people.warnings(pseudonym, handle, card):
        shared.setdefault(one.what, []).append(one.shared)
    return {
        what: f"the {what} shares {' and '.join(found)} with the real name or an alias; choose another (F2 suggests)"
        for what, found in shared.items()
    }


def in_order(known: Namer, style: Style) -> list[str]:
    """Return the languages of a style: those of the interviews first, then all by what they are called."""
    called = naming.languages(style)
    first = naming.spoken_in(known, style)
    return [*first, *(code for code in sorted(called, key=called.__getitem__) if code not in first)]


def line(one: Suggestion, *, chosen: bool) -> Content:
    """Return a suggestion in two lines: what it is, for whom, and what has to be true; below it the gloss."""
    mark, style = ("› ", "bold underline $accent") if chosen else ("  ", "")
    fits = f"for {WHOM[one.said_to]}" if one.said_to != naming.ANYONE else ""
    claims = f"only if this is true: {one.claims}" if one.claims else ""
    about = " · ".join(filter(None, (fits, claims)))
    head = Content.assemble(mark, literal(f"{one.pseudonym:<18}", style), literal(about))
    return Content.assemble(head, "\n", literal(f"    {one.gloss}", "$text-muted")) if one.gloss else head


def asked(style: Style, language: str, said_to: str) -> str:
    """Return in words what is suggested."""
    if style is Style.CODE:
        return "Style: code"
    return f"Style: {STYLES[style]} · Language: {naming.languages(style).get(language, '')} · For: {WHOM[said_to]}"


def after(options: Collection[str], present: str, steps: int) -> str:
    """Return the option *steps* further than the present one, round and round; the first where it is none of them."""
    every = list(options)
    return every[(every.index(present) + steps) % len(every)] if present in every else every[0]
