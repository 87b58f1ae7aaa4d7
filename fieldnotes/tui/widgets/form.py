"""A form: labelled fields one under the other, what is wrong beside each, and help for the one being filled in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from fieldnotes.tui import bidi
from fieldnotes.tui.literal import clean, clean_lines, literal
from fieldnotes.tui.widgets.choices import Choices, Option
from fieldnotes.tui.widgets.entry import LineEntry, LinesEntry

Value = str | bool | tuple[str, ...]

HIDDEN_CHARACTER = "a character here is invisible or turns words around; delete it and type the words by hand"
_STAND_INS = frozenset("\ufffd\u2421") | frozenset(map(chr, range(0x2400, 0x2420)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """Describe what every field has: its name in the values, its label, and a sentence of help."""

    name: str
    label: str
    help: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line(Field):
    """One line of text; `complete` returns whole lines that what was typed can become. A secret is shown as dots."""

    complete: Callable[[str], Sequence[str]] | None = None
    placeholder: str = ""
    secret: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines(Field):
    """Several lines of text; `complete` returns what the line of the cursor can become."""

    height: int = 3
    complete: Callable[[str], Sequence[str]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Words(Field):
    """Several words or phrases: separated by commas on one line, or (commas False) one a line, commas inside."""

    commas: bool = True
    complete: Callable[[str], Sequence[str]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice(Field):
    """One of a few options."""

    options: Sequence[Option] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Yes(Field):
    """Yes or no."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note(Field):
    """No field: a sentence between fields; with a label, the heading of what follows."""


class _Rows(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scroll with the focus, and by no key: the arrows go from field to field."""


NOT_KEPT = "Not kept yet: see the lines marked ✗."


class Form(Vertical):
    """Show fields and hand back their values; a value that was not touched comes back exactly as it was shown."""

    DEFAULT_CSS = """
    Form { height: 1fr; }
    Form > _Rows { height: 1fr; scrollbar-size-vertical: 1; padding: 0 1; }
    Form .row { height: auto; }
    Form .label { width: 18; color: $text-muted; padding: 0 1 0 0; text-align: right; }
    Form .row:focus-within .label { color: $accent; text-style: bold; }
    Form .field { width: 1fr; height: auto; border-left: vkey $border-blurred; padding: 0 0 0 1; }
    Form .row:focus-within .field { border-left: vkey $accent; }
    Form .wrong { height: auto; display: none; color: $error; text-style: bold; }
    Form .wrong.-said { display: block; }
    Form .note { height: auto; width: 1fr; }
    Form .help { height: 2; padding: 0 1; color: $text-muted; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "Go to the field above", show=False),
        Binding("down,enter", "step(1)", "Go to the field below", show=False),
        Binding("pageup", "step(-5)", "Go up", show=False),
        Binding("pagedown", "step(5)", "Go down", show=False),
    ]

    class Changed(Message):
        """Tell which field was changed by hand or by `show`."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Mended(Message):
        """Tell that a line is not marked as wrong any more; behind the last of them, what was `said` does not hold."""

        said = NOT_KEPT

        def __init__(self, form: "Form") -> None:
            super().__init__()
            self.form = form

    def __init__(self, fields: Sequence[Field], id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.fields = {field.name: field for field in fields}
        self._shown: dict[str, tuple[Value, Value]] = {}
        self._entries = {field.name: self._widget(field) for field in fields if not isinstance(field, Note)}

    # ------------------------------------------------------------------------------- what it shows

    def compose(self) -> ComposeResult:
        """Yield a row for every field and the line of help."""
        with _Rows():
            for field in self.fields.values():
                if isinstance(field, Note):
                    yield Static(self._note(field.label, field.help), classes="note", id=f"note-{field.name}")
                    continue
                with Horizontal(classes="row", id=f"row-{field.name}"):
                    yield Static(field.label, classes="label")
                    with Vertical(classes="field"):
                        yield self._entries[field.name]
                        yield Static("", classes="wrong", id=f"wrong-{field.name}")
        yield Static("", classes="help")

    def _widget(self, field: Field) -> LineEntry | LinesEntry | Choices:
        name = f"field-{field.name}"
        match field:
            case Choice():
                return Choices(field.options, id=name)
            case Yes():
                return Choices([("no", "no"), ("yes", "yes")], id=name)
            case Lines():
                return LinesEntry(field.height, field.complete, id=name)
            case Words(commas=False):
                return LinesEntry(2, field.complete, id=name)
            case Words():
                return LineEntry(_last_word(field.complete), id=name)
            case Line():
                return LineEntry(field.complete, placeholder=field.placeholder, secret=field.secret, id=name)
        raise AssertionError("a field of no known kind")

    def _entry(self, name: str) -> LineEntry | LinesEntry | Choices:
        return self._entries[name]

    @staticmethod
    def _note(label: str, words: str) -> Content:
        heading = literal(label, "bold $primary")
        return Content.assemble(heading, "  " if label and words else "", literal(words)) if label else literal(words)

    def note(self, name: str, words: str) -> None:
        """Say other words in a note."""
        self.query_one(f"#note-{name}", Static).update(self._note(self.fields[name].label, words))

    def include(self, names: Sequence[str], *, shown: bool) -> None:
        """Show or leave out some fields and notes; what they hold stays."""
        for name in names:
            kind = "note" if isinstance(self.fields[name], Note) else "row"
            self.query_one(f"#{kind}-{name}").display = shown

    def bar(self, names: Sequence[str], *, barred: bool) -> None:
        """Let nobody change some fields, or let them again."""
        for name in names:
            self._entry(name).disabled = barred

    def offer(self, name: str, options: Sequence[Option]) -> None:
        """Give a choice other options."""
        entry = self._entry(name)
        if isinstance(entry, Choices):
            entry.offer(options)

    # ----------------------------------------------------------------------------------- values

    def show(self, values: Mapping[str, Value]) -> None:
        """Fill in fields; those not named stay as they are."""
        for name, value in values.items():
            self._put(name, value)
            self._shown[name] = (value, self._typed(name))

    def refill(self, values: Mapping[str, Value]) -> None:
        """Fill in what was typed once, as if it were typed again: it is checked as such; what has no field is left."""
        for name in self._entries:
            entry = self._entry(name)
            known = not isinstance(entry, Choices) or _option(values.get(name, "")) in dict(entry.options)
            if name in values and known:
                self._put(name, values[name])

    def _put(self, name: str, value: Value) -> None:
        entry = self._entry(name)
        if isinstance(entry, Choices):
            entry.chosen = _option(value)
        elif isinstance(entry, LinesEntry):
            entry.load_text("\n".join(map(clean, value)) if isinstance(value, tuple) else clean_lines(str(value)))
        else:
            entry.value = ", ".join(map(clean, value)) if isinstance(value, tuple) else clean(str(value))

    def wipe(self, names: Sequence[str]) -> None:
        """Empty fields, and forget what was shown there."""
        for name in names:
            entry = self._entry(name)
            if isinstance(entry, LinesEntry):
                entry.load_text("")
                entry.history.clear()
            elif isinstance(entry, LineEntry):
                entry.value = ""
            self._shown.pop(name, None)

    def values(self) -> dict[str, Value]:
        """Return the value of every field: text stripped, words as a tuple, yes and no as a truth."""
        return {name: self._value(name) for name, field in self.fields.items() if not isinstance(field, Note)}

    def _value(self, name: str) -> Value:
        return self._shown[name][0] if self._is_untouched(name) else self._typed(name)

    def _is_untouched(self, name: str) -> bool:
        return name in self._shown and self._shown[name][1] == self._typed(name)

    def _typed(self, name: str) -> Value:
        entry = self._entry(name)
        if isinstance(entry, Choices):
            return entry.chosen == "yes" if isinstance(self.fields[name], Yes) else entry.chosen
        if not isinstance(self.fields[name], Words):
            return (entry.text if isinstance(entry, LinesEntry) else entry.value).strip()
        if isinstance(entry, LinesEntry):
            return tuple(dict.fromkeys(line.strip() for line in entry.text.split("\n") if line.strip()))
        given = self._shown.get(name, ((), ()))[0]
        return split_words(entry.value, given if isinstance(given, tuple) else ())

    def line(self, name: str) -> str:
        """Return the text of a field, stripped."""
        return str(self._value(name))

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a field."""
        value = self._value(name)
        return value if isinstance(value, tuple) else ()

    def yes(self, name: str) -> bool:
        """Return whether yes was chosen."""
        return self._value(name) is True

    # ------------------------------------------------------------------------------ what is wrong

    def complain(self, wrong: Mapping[str, str]) -> bool:
        """Say what is wrong beside each field, and go to the first; return whether anything is."""
        for name, field in self.fields.items():
            if not isinstance(field, Note):
                self._say_wrong(name, wrong.get(name, ""))
        first = next((name for name in self.fields if name in wrong), None)
        if first is not None:
            self._entry(first).focus()
        return first is not None

    def _say_wrong(self, name: str, sentence: str) -> None:
        line = self.query_one(f"#wrong-{name}", Static)
        was_wrong = line.has_class("-said")
        line.set_class(bool(sentence), "-said")
        line.update(literal(f"✗ {sentence}") if sentence else "")
        if was_wrong and not sentence:
            self.post_message(self.Mended(self))

    @property
    def is_wrong(self) -> bool:
        """Tell whether any line is marked as wrong."""
        return bool(self.query(".wrong.-said"))

    def warn(self, name: str, sentence: str) -> None:
        """Say what is wrong with one field, or nothing, while it is being typed."""
        self._say_wrong(name, sentence)

    def hidden_characters(self) -> dict[str, str]:
        """Return a complaint for every typed line that holds what cannot be seen or turns words around."""
        wrong = {}
        for name, field in self.fields.items():
            if isinstance(field, Line | Words) and not self._is_untouched(name):
                typed = self._typed(name)
                words = "".join(typed) if isinstance(typed, tuple) else str(typed)
                if clean(words) != words or _STAND_INS & set(words):
                    wrong[name] = HIDDEN_CHARACTER
        return wrong

    # ------------------------------------------------------------------------------------- moving

    def focus_on(self, name: str) -> None:
        """Go to a field."""
        self._entry(name).focus()

    def action_step(self, by: int) -> None:
        """Go to the field above or below; the ends hold."""
        names = [name for name, field in self.fields.items() if not isinstance(field, Note)]
        in_sight = [name for name in names if self.query_one(f"#row-{name}").display]
        open_ones = [entry for name in in_sight if (entry := self._entry(name)).focusable]
        here = next((n for n, entry in enumerate(open_ones) if entry.has_focus), 0)
        if open_ones:
            open_ones[max(0, min(len(open_ones) - 1, here + by))].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on with Enter."""
        event.stop()
        self.action_step(1)

    def on_lines_entry_left(self, event: LinesEntry.Left) -> None:
        """Go on where the arrows leave a text."""
        event.stop()
        self.action_step(event.by)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the help of the field."""
        self._help(event.widget.id or "")

    def _help(self, widget_id: str) -> None:
        name = widget_id.removeprefix("field-")
        if name not in self.fields:
            return
        entry, field = self._entry(name), self.fields[name]
        found = [] if isinstance(entry, Choices) else entry.candidates
        words = "→ completes: " + " · ".join(found[:4]) if found else field.help
        current = "" if isinstance(entry, Choices) else entry.current_line
        direction = getattr(self.app, "direction", bidi.Mode.TERMINAL)
        lens = ""
        if bidi.reads_right_to_left(current) and direction == bidi.Mode.APP and bidi.can_arrange():
            room = max(10, self.size.width - 12)
            lens = "\nreads: " + bidi.arrange(clean(current), direction, room)
            words = bidi.crop(clean(words), self.size.width - 2)
        self.query_one(".help", Static).update(Content(clean(words) + lens))

    # ----------------------------------------------------------------------------------- changing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of a change."""
        self._changed(event.input.id)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell of a change."""
        self._changed(event.text_area.id)

    def on_choices_changed(self, event: Choices.Changed) -> None:
        """Tell of a change."""
        self._changed(event.choices.id)

    def _changed(self, widget_id: str | None) -> None:
        name = (widget_id or "").removeprefix("field-")
        if name in self.fields:
            self._say_wrong(name, "")
            if self._entry(name).has_focus:
                self._help(f"field-{name}")
            self.post_message(self.Changed(name))


def _option(value: Value) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def split_words(text: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the words or phrases of a line, split at commas of Latin and Arabic script, each once.

    A phrase among *known* that has a comma of its own stays whole.
    """
    whole = [phrase for phrase in known if "," in phrase and phrase in text]
    for phrase in whole:
        text = text.replace(phrase, ",")
    parts = (part.strip() for part in text.replace("،", ",").replace(";", ",").split(","))
    return tuple(dict.fromkeys([*whole, *(part for part in parts if part)]))


def _last_word(complete: Callable[[str], Sequence[str]] | None) -> Callable[[str], Sequence[str]] | None:
    """Let a completion of single words complete the last of a line of them."""
    if complete is None:
        return None

    def of_line(text: str) -> list[str]:
        last = text.rpartition(",")[2].lstrip()
        return [f"{text[: len(text) - len(last)]}{word}" for word in complete(last)] if last else []

    return of_line
