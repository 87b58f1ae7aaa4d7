"""Hold the invented people and places of the gate's tests; everybody is named after a spice."""

from fieldnotes.domain.text import RawText
from fieldnotes.redaction.pipeline import Gate
from fieldnotes.redaction.subject import Protects, Subject

CHIEF = Subject(
    "source kak-d",
    Protects.IDENTITY,
    "Kak D",
    names=("Saffron Kemiri", "سافرۆن کەمیری", "Сафрон Кемири"),
    aliases=("Abu Sumac", "the Tall Lovage"),
    organisations=("The Lovage Bureau", "Border Directorate of Qorat (BDQ)", "WHO"),
    posts=("head of the Qorat Directorate", "Governor"),
    phones=("+964 770 123 4567", "053 441 2299"),
    emails=("saffron.kemiri@example.org", "zx81@post.example"),
    handles=("@saf_kem88", "https://social.example/in/nightjar.k/", "@hope"),
    ids=("A-7430915", "12 K 34567", "998-877-665"),
)
INTERPRETER = Subject(
    "source fixer-1", Protects.PROTECTED_ROLE, "an interpreter", names=("Hope Damar Achiote", "أمل الكزبري")
)
DRIVER = Subject("source driver-1", Protects.PROTECTED_ROLE, "a driver", names=("Ali Achiote", "علي زنجبيل", "Jo"))
OPEN = Subject(
    "source open",
    Protects.IDENTITY,
    "Nutmi Galangal",
    names=("Nutmi Galangal",),
    aliases=("Abu Zedoary",),
    phones=("0750 998 7766",),
    own_name="Nutmi Galangal",
)
VILLAGE = Subject(
    "location taza",
    Protects.PLACE,
    "Qorat province",
    names=("Taza Khurmala",),
    aliases=("Taza", "تازە خورمالا", "Qorat district", "Old Bridge Checkpoint"),
    coordinates=(35.3042, 44.3317),
    open_words=frozenset({"qorat", "province"}),
)
EVERYBODY = (CHIEF, INTERPRETER, DRIVER, OPEN, VILLAGE)
MENTIONS = {"kak-d": CHIEF, "taza": VILLAGE, "fixer-1": INTERPRETER, "open": OPEN}


def cleared(text: str, *subjects: Subject) -> str:
    """Return *text* as the gate lets it out, with everybody or the given subjects protected."""
    gate = Gate(subjects, {}) if subjects else GATE
    return gate.clear(RawText(text), "INT-001:1").text.words


GATE = Gate(EVERYBODY, MENTIONS)


def person(*names: str, label: str = "Q", **more: tuple[str, ...]) -> Subject:
    """Return somebody with these names who is called *label*."""
    return Subject(f"source {label.lower()}", Protects.IDENTITY, label, names=names, **more)  # type: ignore[arg-type]


def place(*names: str, label: str = "P", open_words: frozenset[str] = frozenset()) -> Subject:
    """Return a place with these names that is published as *label*."""
    return Subject(f"location {label.lower()}", Protects.PLACE, label, names=names, open_words=open_words)
