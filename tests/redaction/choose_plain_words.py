# ruff: noqa: T201 — it prints the module
"""Print fieldnotes/redaction/plain_words.py: the words that are shown while the identities are locked.

    python -m tests.redaction.choose_plain_words > fieldnotes/redaction/plain_words.py

A word is taken if it is frequent in English (it leads zxcvbn's lists of Wikipedia or of films, MIT) and certainly no
proper noun: Python's standard library writes it in small letters twice, or its -ed and -ing forms are both frequent.
It is dropped if the gate would find it with every name of zxcvbn's lists and every ORDINARY_WORD on a card, or if it
is in one of our lists of words that are names, titles, kinds of places, or part of posts, addresses, numbers and dates.
What comes out depends a little on the version of Python (made with 3.11); look at what changes.
"""

import importlib
import re
import sysconfig
import textwrap
from collections import Counter
from pathlib import Path

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.recognisers.known_names import KnownNames
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.word_lists import FUNCTION_WORDS, ORDINARY_WORDS, PARTICLES, PLACE_KINDS, TITLES

FREQUENCY_LISTS: dict[str, dict[str, int]] = importlib.import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
NAMES = sorted({name for which in ("female_names", "male_names", "surnames") for name in FREQUENCY_LISTS[which]})
RANK = 11_000
FREQUENT = frozenset(
    word for which in ("us_tv_and_film", "english_wikipedia") for word in list(FREQUENCY_LISTS[which])[:RANK]
)
MORE = """
    arrived ashamed asleep beating bled bleeding brought bury buried bus caught cried crying die dying dug fed fled
    fought forgave frightened heard hid hidden hungry hurt kept kidnapped killing knew laughed led lied lost meant
    nobody paid quietly remembered screamed shouted slept sold spoke spoken stayed swore taught terrified thirsty
    threatened tired told trembled village walked wept whispered wounded
""".split()
# Numbers, measures and moments; what stands in addresses, posts, organisations and nicknames; names seen by eye.
LEFT_OUT = """
    eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    millions billion zero fourth fifth sixth seventh eighth ninth tenth half quarter quarters dozen degree degrees
    minute minutes hour hours metre metres meter meters kilometre kilometres mile dot dots dotted dash email emails
    gmail mail mails example examples domain domains host hosts site sites web net com org info post posts contact
    contacts server network networks address addresses adobe tarek fredrik phil department departments administration
    commission committee committees organisation organization organizations authority authorities agent agents
    directorate institute institution association foundation federation corps corporation corporations group groups
    team teams registry parliament congress court courts embassy consulate assembly assemblies municipality staff
    employees leader leaders head heads chief leadership president residents assistant assistants attorney guard
    expert experts student students professional professionals anarchists family families parent parents child
    sibling siblings wife husband euro unicode python guido linux java windows microsoft google apple intel unix
    april beta delta alpha gamma sigma theta upsilon omega atlantic pacific dutch latin european union zombies witch
    largs ffffff nbsp wink slaves robots robot genius giant champion veteran hero saints virgin princess prince champ
    village
""".split()
AGENT = re.compile(r".*(?:er|or|ers|ors|ist|ists|ian|ians|man|men|mans|smith|ess|ee|ees|eer|eers|ant|ants)$")
NO_AGENTS = """
    answer remember consider matter either rather whether whichever however together another better bigger further
    offer offers suffer cover discover deliver enter alter prefer refer differ number error order answers matters
    afterwards forever wherever whoever whatever whenever earlier easier faster fewer later longer newer older smaller
    higher lower slower stronger younger after paper papers letter letters corner interpreter error fear power border
    less unless guess process success access business express distress illness address useless helpless homeless
    fairness goodness happiness weakness witness agree degree free see want wants important distant instant constant
    relevant significant pregnant plant behavior color favor labor neighbor terror horror trigger transfer wonder
    different weather shelter summer winter dinner encounter bother clever proper paper danger anger hunger
""".split()
HEADER = '''"""List the English words that may be shown while nobody can know who must not be named.

Printed by tests/redaction/choose_plain_words.py, which says how they were chosen and from what; `masking` says what
they are good for.
"""

PLAIN_WORDS = frozenset(
    """
'''
_WORD = re.compile(r"(?<![\w'./-])[a-z]{3,}(?![\w'/(=\[-])")
_PROSE = re.compile(r'"""(.*?)"""|#([^\n]*)', re.DOTALL)


def written_small() -> set[str]:
    """Return the words that comments and documentation of the standard library write small at least twice."""
    counts: Counter[str] = Counter()
    for path in Path(sysconfig.get_paths()["stdlib"]).rglob("*.py"):
        if not {"site-packages", "test", "tests"} & set(path.parts):
            for found in _PROSE.finditer(path.read_text(encoding="utf-8", errors="replace")):
                counts.update(_WORD.findall(found[1] or found[2] or ""))
    return {word for word, count in counts.items() if count >= 2}


def verbs() -> set[str]:
    """Return the frequent forms in -ed and -ing that exist for the same verb."""
    stems = {word[:-2] for word in FREQUENT if word.endswith("ed")}
    stems &= {word[:-3] for word in FREQUENT if word.endswith("ing")}
    return {stem + ending for stem in stems if len(stem) >= 3 for ending in ("ed", "ing")}


def like_no_name(words: set[str]) -> set[str]:
    """Return those of *words* that the gate leaves alone with every listed name on a card."""
    people = [
        Subject("somebody", Protects.IDENTITY, "X", names=(name.title(),))
        for name in {*NAMES, *ORDINARY_WORDS}
        if len(name) > 2
    ]
    gate = KnownNames(people)
    return {word for word in words if not any(True for _ in gate.find(read(word)))}


def chosen() -> list[str]:
    """Return the words in order."""
    words = (written_small() & FREQUENT) | verbs() | set(MORE)
    words -= ORDINARY_WORDS | FUNCTION_WORDS | TITLES | PLACE_KINDS | PARTICLES | {*LEFT_OUT}
    words = {word for word in words if word in NO_AGENTS or word in MORE or not AGENT.match(word)}
    return sorted(like_no_name({word for word in words if word.isascii() and word.isalpha() and len(word) > 2}))


def main() -> None:
    """Print the module."""
    lines = textwrap.wrap(" ".join(chosen()), width=119, break_long_words=False)
    print(HEADER + "\n".join(f"{line}" for line in lines) + '\n    """.split()\n)')


if __name__ == "__main__":
    main()
