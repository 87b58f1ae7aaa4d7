"""What a researcher adds to the ledger of a source: an estimate, a piece published elsewhere, how many must be left."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from fieldnotes.domain.ledger import ENOUGH, Adversary, Disclosure, Estimate, Fact, Threshold
from fieldnotes.errors import FieldnotesError, UsageError
from fieldnotes.tui.screens.entering import Entering
from fieldnotes.tui.screens.frame import sentence_of
from fieldnotes.tui.widgets.form import NOT_KEPT, Choice, Field, Form, Line, Value, Words
from fieldnotes.workflows import ledgers

_TO = Choice(
    name="to",
    label="For whom",
    options=[(each.value, each.said) for each in Adversary],
    help="Who knows more can narrow people down further: each knows what those before know.",
)
_FACTS = Words(
    name="facts",
    label="Facts",
    commas=False,
    help="One a line, the kind first: place: Dolaran province. As readers read them.",
)
_PEOPLE = Line(name="people", label="People", help="A number. Rather too low than too high.")
_HOW = Line(name="how", label="How you know", help="A census, a list you saw, somebody's guess: your own words.")


@dataclass(frozen=True, slots=True)
class Entered:
    """Describe one kind of entry: what it is called, what it is for, its fields, and what is said once it is kept."""

    what: str
    about: str
    fields: tuple[Field, ...]
    said: str


FORMS = {
    "estimate": Entered(
        "An estimate",
        "How many people share all of these facts. Begin with everything that is out, together: that number counts.",
        (_FACTS, _PEOPLE, _HOW, _TO, Line(name="among", label="Among", help="Of how many people; may stay empty.")),
        "Estimated: the bounds are computed anew.",
    ),
    "piece": Entered(
        "A piece published elsewhere",
        "Yours, a colleague's, another outlet's: what it told of this source counts as known.",
        (
            Line(name="title", label="Title", help="As you call it."),
            Line(name="persona", label="Known there as", help="The name that readers know; another one keeps apart."),
            _FACTS,
        ),
        "Entered: what it told is out.",
    ),
    "least": Entered(
        "How many must be left",
        f"A page after which fewer are left is refused. Where you say nothing, {ENOUGH} are asked for readers.",
        (_PEOPLE, Line(name="how", label="Because", help="Why so many are enough."), _TO),
        "Set: pages are measured by it from now on.",
    ),
}


class LedgerEntry(Entering[str]):
    """Ask for an entry; dismissed with what to say of it once it is kept, with None otherwise.

    An estimate begins with what is *known*, all together.
    """

    def __init__(self, kind: Entered, handle: str, persona: str, known: Sequence[Fact]) -> None:
        self._kind, self._handle = kind, handle
        self._names = [field.name for field in kind.fields]
        begun: dict[str, Value] = {"facts": tuple(fact.said for fact in known) if "how" in self._names else ()}
        begun |= {"persona": persona, "to": Adversary.READER.value}
        super().__init__(kind.about, kind.fields, {name: begun[name] for name in self._names if name in begun})

    @property
    def where(self) -> str:
        """Say what is entered, and for whom."""
        return f"{self._kind.what} · @{self._handle}"

    def identities_changed(self) -> None:
        """Leave where the identities are hidden: what stands here is sealed."""
        if not self.app.desk.identities_open:
            self.dismiss(None)

    def action_keep(self) -> None:
        """Keep it, unless something has to be put right first."""
        form = self._form
        wrong = form.hidden_characters()
        entry = None if wrong else self._entry(form, wrong)
        if form.complain(wrong):
            self.say(NOT_KEPT, bad=True)
        elif entry is not None:
            self.carry(self._keep(entry), keys_wait=True)

    def _entry(self, form: Form, wrong: dict[str, str]) -> Disclosure | Estimate | Threshold | None:
        """Return what the fields say; what is *wrong* with them is put there, by field."""
        given = {name: form.line(name) for name in self._names if name != "facts"}
        wrong |= {name: "this is needed" for name in ("title", "persona", "how") if given.get(name) == ""}
        asked: tuple[str, ...] = ("people", "among")
        numbers = {name: _number(given[name]) for name in asked if name in given}
        wrong |= {name: "a number of people, from 1 on" for name, number in numbers.items() if number == 0}
        facts: list[Fact] = []
        if "facts" in self._names:
            try:
                facts = [_fact(line) for line in form.words("facts")]
            except UsageError as error:
                wrong["facts"] = sentence_of(error)
        if "people" in given and not given["people"]:
            wrong["people"] = "this is needed"
        if "people" in given and "facts" in self._names and not facts:
            wrong.setdefault("facts", "this is needed")
        return None if wrong else _made(given, tuple(facts), numbers)

    async def _keep(self, entry: Disclosure | Estimate | Threshold) -> None:
        try:
            await self.app.desk.do(ledgers.add, self._handle, entry)
        except UsageError as error:
            self._form.complain({"persona": sentence_of(error)})
            self.say(NOT_KEPT, bad=True)
        except FieldnotesError as error:
            self.complain(error)
        else:
            self.dismiss(self._kind.said)


def _made(
    given: dict[str, str], facts: tuple[Fact, ...], numbers: dict[str, int | None]
) -> Disclosure | Estimate | Threshold:
    people = numbers.get("people")
    if people is None:
        return Disclosure(persona=given["persona"], facts=facts, title=given["title"])
    to = Adversary(given["to"])
    if not facts:
        return Threshold(people=people, because=given["how"], adversary=to)
    return Estimate(facts=facts, people=people, how=given["how"], adversary=to, among=numbers.get("among"))


def _number(line: str) -> int | None:
    """Return a number of people, None where nothing was typed, and 0 where it is none that counts."""
    plain = line.replace(",", "").replace(" ", "").replace("\u00a0", "")
    if not plain:
        return None
    return int(plain) if plain.isdecimal() and len(plain) <= 10 else 0


def _fact(line: str) -> Fact:
    """Return the fact of a line; raises UsageError for one without a kind."""
    kind, _, words = line.replace("=", ":", 1).partition(":") if ":" not in line else line.partition(":")
    try:
        return Fact(kind=kind.strip().lower(), words=words.strip())
    except ValidationError:
        raise UsageError(
            "each line is a kind, a colon and words", "place: …, time: …, description: …, age: …"
        ) from None
