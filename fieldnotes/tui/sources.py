"""The fields of a source besides its card: what readers see, and how the words may be used."""

from fieldnotes.domain.source import Flag, PublishAs, Role, Source
from fieldnotes.tui.widgets.form import Choice, Field, Form, Line, Lines, Note, Value, Yes

_FLAGS = {
    Flag.IN_CUSTODY: ("In custody", "Held, arrested, a prisoner. Then no own name is ever printed."),
    Flag.GUARD_PRESENT: ("Guard present", "A guard or official could hear the conversation."),
    Flag.MINOR: ("A minor", "Under age where they live."),
    Flag.PAID: ("Paid", "They were given money or goods for talking."),
}
_PUBLISHED = (
    (PublishAs.PERSONA.value, "under the pseudonym and the description"),
    (PublishAs.NAME.value, "under the real name, where every passage printed allows it"),
)
PUBLIC: tuple[Field, ...] = (
    Note(name="readers", label="What readers see"),
    Line(name="pseudonym", label="Pseudonym", help="What readers call them; it shares no initial with the name."),
    Line(name="handle", label="Handle", help="How your notes mention them, after @. It cannot be changed later."),
    Line(name="describe_as", label="Described as", help="The words you agreed on, no closer: “a police officer”."),
    Line(
        name="withheld_because",
        label="No name because",
        help="Printed once: “The name is withheld because …”. Begin with because, for or by.",
    ),
)
USE: tuple[Field, ...] = (
    Note(name="use", label="How it may be used"),
    Choice(
        name="publish_as",
        label="Published",
        options=_PUBLISHED,
        help="The real name needs: a name on the card, terms that allow it in every passage, no flag below.",
    ),
    Line(name="gloss", label="Gloss", help="Explains the pseudonym to readers: “Kak” is a Kurdish term of respect."),
    Choice(
        name="role",
        label="Role",
        options=[(role.value, role.value) for role in Role],
        help="All but source and official are protected: readers meet “an interpreter”, never their words.",
    ),
    *(Yes(name=flag.value, label=label, help=words) for flag, (label, words) in _FLAGS.items()),
    Lines(name="justification", label="Why it is right", help="A flag is set: why may their words be printed?"),
)
_WORDS = ("handle", "pseudonym", "describe_as", "withheld_because", "gloss", "justification")
NOTHING: dict[str, Value] = {
    **dict.fromkeys(_WORDS, ""),
    **{flag.value: False for flag in Flag},
    "role": Role.SOURCE.value,
    "publish_as": PublishAs.PERSONA.value,
}
"""The values of the fields where there is no source yet."""


def shown(source: Source) -> dict[str, Value]:
    """Return the values of the fields for a source."""
    return {name: getattr(source, name) or "" for name in _WORDS} | {
        **{flag.value: flag in source.flags for flag in Flag},
        "role": source.role.value,
        "publish_as": source.publish_as.value,
    }


def read(form: Form) -> Source:
    """Return the source that the fields show; raises ValidationError for a handle that is none."""
    optional = {n: form.line(n) or None for n in ("describe_as", "withheld_because", "gloss", "justification")}
    return Source(
        handle=form.line("handle"),
        pseudonym=form.line("pseudonym"),
        role=Role(form.line("role")),
        flags=tuple(flag for flag in Flag if form.yes(flag.value)),
        publish_as=PublishAs(form.line("publish_as")),
        **optional,
    )
