"""The one table of keys: bindings, footer, palette and help are read from it, and nothing else binds a key.

Only keys that arrive in every terminal are here (letters, F1–F10, Ctrl+letter but I, M, H), and no letter where
text is typed. `words` begins with a verb; the first keys of a place are those of its footer.
"""

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """Tie a key to an action of a place, in words.

    `short` stands in the footer, where it is given; `priority` wins over a field that is being typed in.
    """

    key: str
    action: str
    words: str
    short: str = ""
    priority: bool = False


_HELP = Key("f1", "app.help", "Show the keys of this place", "Help", priority=True)
_QUESTION = Key("question_mark", "app.help", "Show the keys of this place", "Help")
_HIDDEN_HELP = Key("f1", "app.help", "Show the keys of this place", priority=True)
_KEEP = Key("ctrl+s", "keep", "Keep this and go back", "Keep")
_BACK = Key("escape", "back", "Go back", "Back")
_UNKEPT = Key("escape", "back", "Go back without keeping", "Back")
_IDENTITY = Key("f7", "app.identities", "Open or hide the identities", "Identity")

EVERYWHERE = (
    Key("ctrl+p", "app.command_palette", "Choose any action by name", priority=True),
    Key("ctrl+l", "app.lock", "Lock at once: the screen is cleared, your words are kept", "Lock", priority=True),
    Key("f12", "app.veil", "Hide the screen until a key is pressed", priority=True),
    Key("f7", "app.identities", "Open or hide the identities", priority=True),
    Key("ctrl+f", "app.search", "Search everything", priority=True),
    Key("ctrl+q", "app.leave", "Quit: everything is kept", priority=True),
)

_MOVING = (
    Key("up,k", "", "Move, as k and j; PgUp, PgDn: a page; g, G: the ends"),
    Key("enter", "", "Open what the cursor is on"),
)

HOME = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("n", "new", "Start a new interview, source or place", "New"),
    Key("slash", "filter", "Filter the list while you type", "Filter"),
    Key("e", "export", "Write the redacted page of this interview", "Export"),
    Key("r", "review", "Decide what only you can decide, of all interviews", "Review"),
    Key("1", "list('interviews')", "Go to the interviews"),
    Key("2", "list('sources')", "Go to the sources"),
    Key("3", "list('places')", "Go to the places"),
    Key("tab", "next_list", "Go to the next list"),
    Key("p", "properties", "Change date, place, people and terms of this interview"),
    Key("b", "go('backups')", "See where backups stand, make and prove them", "Backups"),
    Key("c", "go('check')", "Check a finished article before the world reads it", "Check"),
    Key("l", "ledger", "See what is out about each source, and estimate"),
    Key("a", "consent", "See what this source agreed to; record it, or that they withdraw"),
    Key("w", "go('week')", "See a week at a glance"),
    Key("m", "go('map')", "See the interviews on a map"),
    Key("d", "delete", "Delete this, after y (Enter keeps it)"),
    Key("u", "undo", "Undo the last deletion or change"),
    Key("s", "go('settings')", "Change settings"),
)

INTERVIEW = (
    _HELP,
    Key("f2", "turn", "Begin a new turn; again: who speaks here", "Turn"),
    Key("f3", "terms", "Change what may be done with this passage", "Terms"),
    Key("f4", "page", "Show the page beside, alone, or not", "Page"),
    Key("escape", "back", "Leave; what you typed becomes part of the notes", "Back"),
    Key("f9", "passage", "Codes, translation, paraphrase, times of this passage"),
    Key("f5", "find", "Find and replace in this interview"),
    Key("f6", "jump", "Go to what is off the record, coded, refused or unnamed"),
    Key("f8", "join", "Join this passage with the next one of the same speaker"),
    Key("f10", "export", "Write the redacted page of this interview"),
    Key("ctrl+r", "review", "Decide what only you can decide, of this interview"),
    Key("ctrl+g", "properties", "Change date, place, people and terms of this interview"),
    Key("ctrl+z", "editor_undo", "Undo; Ctrl+Y does it again"),
    Key("ctrl+home", "", "Go to the beginning; Ctrl+End goes to the end"),
)

FORM = (
    _HELP,
    _KEEP,
    _UNKEPT,
)

PLACE = (
    _HELP,
    _KEEP,
    Key("f2", "fill", "Fill the ladder from the map data: it proposes, you choose", "Map data"),
    _UNKEPT,
)

SOURCE = (
    _HELP,
    _KEEP,
    Key("f2", "suggest", "Suggest pseudonyms that give nothing away", "Suggest"),
    _IDENTITY,
    _UNKEPT,
)

SUGGESTING = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("enter", "take", "Take this pseudonym, with its gloss where there is none yet", "Take"),
    Key("o", "others", "Suggest others", "Others"),
    Key("s", "style", "Honorific and letter, given name, or code", "Style"),
    Key("right", "language(1)", "Suggest in the next language", "Language"),
    Key("g", "said_to", "Suggest for a man, for a woman, or for anyone", "Whom"),
    _BACK,
    Key("left", "language(-1)", "Suggest in the language before"),
    Key("up,k", "move(-1)", "Move; Down or j goes down"),
    Key("down,j", "move(1)", "Go down"),
)

SITTING = (
    _HELP,
    _KEEP,
    Key("f2", "new_source", "Add a source that is not in the notes yet", "New source"),
    Key("f3", "new_place", "Add a place that is not in the notes yet", "New place"),
    _UNKEPT,
)

FIRST_RUN = (
    _HELP,
    Key("enter", "go_on", "Go on", "Go on"),
    Key("f2", "show_secret", "Show or hide what is being typed", "Show"),
    Key("f3", "another", "Propose another passphrase", "Another"),
    Key("f4", "skip", "Skip this step, unless it asks for a passphrase", "Skip"),
    Key("escape", "back", "Go back a step; before the vault is made, leave", "Back"),
)

_FIELDS = (
    Key("up", "", "Go to the field above; Down, Enter or Tab to the one below"),
    Key("left", "", "Choose the option before; Right or its first letter chooses another"),
    Key("space", "", "Choose the option under the cursor"),
)

EXPORT = (
    _HELP,
    Key("tab", "next_stop", "Go to the next stop on the way to the page", "Next"),
    Key("f10", "write", "Write the page", "Write"),
    Key("f4", "page", "Read the page that was written", "Read"),
    Key("ctrl+r", "review", "Decide what only you can decide, of what is to be written", "Review"),
    _IDENTITY,
    Key("escape", "back", "Go back; a page that was written stays where it is", "Back"),
    Key("1", "stop(0)", "Go to a stop: 1 to 6"),
    *(Key(str(number), f"stop({number - 1})", f"Go to stop {number}") for number in range(2, 7)),
    Key("enter", "", "Go to what the cursor is on, to mend it there"),
    Key("space", "choose", "Take the interview of the cursor in, or leave it out (stop 1)"),
    Key("l", "ledger", "See the whole ledger"),
    Key("up", "", "Move; PgUp, PgDn: a page"),
)

REVIEW = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("k", "decide('keep')", "Keep it where it stands; sign a passage that was read", "Keep"),
    Key("a", "decide('always')", "Call it safe for good, wherever it stands", "Always"),
    Key("r", "decide('replace')", "Redact it where it stands: readers see what it is", "Redact"),
    Key("g", "generalise", "Say it more coarsely: choose what readers see", "Coarser"),
    Key("i", "identify", "Add it to a source or a place: replaced from now on", "Identity"),
    Key("u", "undo", "Take the last decision back; again: the one before it", "Undo"),
    Key("escape", "back", "Go back; what was decided stays", "Back"),
    Key("w", "words", "Redact it with words of your own"),
    Key("o", "open_again", "Open again what was decided here"),
    Key("enter", "", "Choose among all that can be decided here"),
    Key("n,right", "place(1)", "Go to the next place where it stands"),
    Key("p,left", "place(-1)", "Go to the place before"),
    Key("space", "read(1)", "Read on in both texts"),
    Key("b", "read(-1)", "Read back in both texts"),
    Key("t", "taller", "Make more room for the texts, or for the list again"),
    Key("f", "filter", "Show only some: what is open, of one risk, of one kind"),
    Key("e", "export", "Go on to the page"),
    Key("up", "", "Move; PgUp, PgDn: a page; Home, End: the ends"),
)

CHECK = (
    _HELP,
    Key("enter", "", "Check the article at this path; Tab goes to what was found"),
    Key("r", "again", "Check it again, as it is now", "Again"),
    Key("o", "other", "Name another article", "Other"),
    Key("p", "published", "Enter it into the ledger, as published under a title", "Published"),
    _IDENTITY,
    _BACK,
    Key("up,k", "", "Move; PgUp, PgDn: a page; g, G: the ends"),
    Key("space", "read(1)", "Read on in the words of the article"),
    Key("b", "read(-1)", "Read back in them"),
)

CONSENT = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("a", "add", "Record what they agreed to, or refused", "Record"),
    Key("w", "withdraw", "They take it back: hide it from every page, or erase it", "Withdraw"),
    _IDENTITY,
    _BACK,
    Key("up,k", "", "Move; PgUp, PgDn: a page; g, G: the ends"),
)

LEDGER = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("a", "add('estimate')", "Estimate how many people share what is out", "Estimate"),
    Key("p", "add('piece')", "Enter a piece that was published elsewhere", "Piece"),
    Key("m", "add('least')", "Set how many people must at least be left", "Least"),
    _IDENTITY,
    _BACK,
    Key("up,k", "", "Move; PgUp, PgDn: a page; g, G: the ends"),
    Key("space", "read(1)", "Read on in what is known of a source"),
    Key("b", "read(-1)", "Read back"),
)

SEARCH = (
    _HELP,
    Key("enter", "", "Go to the passage", "Open"),
    Key("f5", "filters", "Limit to a source, a place, a time, a code or terms", "Limit"),
    _BACK,
)

SETTINGS = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("1", "reads('terminal')", "The first line reads right", "First line"),
    Key("2", "reads('app')", "The second line reads right", "Second line"),
    Key("plus", "minutes(1)", "Lock a minute later"),
    Key("minus", "minutes(-1)", "Lock a minute sooner"),
    Key("m", "models", "Name the language models that are asked about names", "Models"),
    _BACK,
)

BACKUPS = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("a", "add", "Add a place where backups go", "Add"),
    Key("r", "run", "Back up now; while one runs: see how far it is", "Run"),
    Key("d", "drill", "Prove it: restore beside the vault, open, compare, wipe", "Drill"),
    Key("v", "verify", "Read every byte that is there, and say what is wrong", "Verify"),
    Key("s", "sheet", "Show sheet A: what brings the vault back without this machine", "Sheet"),
    Key("p", "prove", "Type words of the sheet back from paper", "Prove"),
    _BACK,
    Key("l", "limit", "Limit how much of the line backups may use"),
    Key("e", "every", "Back up by itself while this is open, every so many minutes, or not"),
    Key("f", "forget", "Forget old backups there, by a rule; with the identities open"),
    Key("x", "leave", "Forget this place; what is there stays there"),
    Key("enter", "", "List the snapshots that are there"),
)

ADDING_BACKUP = (
    _HELP,
    Key("ctrl+s", "keep", "Add this place", "Add"),
    Key("f2", "test", "Reach the place for a try: nothing is kept", "Test"),
    _UNKEPT,
)

BACKING_UP = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("p", "pause", "Pause it, or go on", "Pause"),
    Key("x", "stop", "Stop it: what arrived is kept", "Stop"),
    Key("escape", "back", "Go back; it goes on", "Back"),
)

SHEET = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("c", "code", "Show the password as a code for a camera", "Code"),
    Key("w", "write", "Write the sheet into a file for a printer", "Write"),
    Key("p", "prove", "Type words of the sheet back from paper", "Prove"),
    _BACK,
    Key("up", "", "Scroll; PgUp, PgDn: a page"),
)

WEEK = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("left", "", "Go to the week before; → to the week after"),
    Key("enter", "", "Open the interview"),
    _BACK,
)

MAP = (
    _QUESTION,
    _HIDDEN_HELP,
    Key("plus", "", "Go closer; - goes further away, 0 shows all, arrows move"),
    _BACK,
)

ASKING = (
    _HELP,
    _BACK,
)

LOOKING = (
    _QUESTION,
    _HIDDEN_HELP,
    _BACK,
)

PLACES = {
    "Home": (*HOME, *_MOVING),
    "Interview": INTERVIEW,
    "Form": (*FORM, *_FIELDS),
    "Place": (*PLACE, *_FIELDS),
    "Source": (*SOURCE, *_FIELDS),
    "Suggesting": SUGGESTING,
    "Sitting": (*SITTING, *_FIELDS),
    "First run": FIRST_RUN,
    "Export": EXPORT,
    "Review": REVIEW,
    "Check": CHECK,
    "Consent": CONSENT,
    "Ledger": LEDGER,
    "Search": SEARCH,
    "Settings": SETTINGS,
    "Backups": BACKUPS,
    "Adding a backup": (*ADDING_BACKUP, *_FIELDS),
    "Backing up": BACKING_UP,
    "Sheet": SHEET,
    "Week": WEEK,
    "Map": MAP,
    "Asking": ASKING,
    "Looking": LOOKING,
    "Everywhere": EVERYWHERE,
}
"""Every key by the place where it works, in the order of the help."""


def bindings(place: str) -> list[Binding]:
    """Return the bindings of a place; keys without an action are those of the widgets there."""
    return [
        Binding(key.key, key.action, key.short or key.words, show=bool(key.short), priority=key.priority)
        for key in PLACES[place]
        if key.action
    ]


_SAID = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "up,k": "↑ ↓",
    "tab": "Tab",
    "plus": "+",
    "minus": "-",
    "up": "↑",
    "n,right": "→ n",
    "p,left": "← p",
    "space": "Space",
    "left": "←",
}


def said(key: str) -> str:
    """Return a key as people name it: Ctrl+L, F1, Esc."""
    if "+" in key or key[1:].isdigit():
        return "+".join(part.capitalize() for part in key.split("+"))
    return _SAID.get(key, key)
