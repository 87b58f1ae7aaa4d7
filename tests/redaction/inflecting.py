"""Write out the forms of words by the rules that their dictionaries have: uniparser grammars, hunspell affixes.

What `build_ordinary` reads besides plain lists.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

_DEPTH = 3
"""Endings behind one another: a case behind a plural, an article behind that."""
_SIGNS = str.maketrans("", "", "|~[]0- ")
# An ending of a uniparser paradigm: the number of the stem, what stands before it, what behind, room for more behind.
_FLEX = re.compile(r"(?:<(\d)>)?([^.<>]*)\.([^<>]*)(?:<\.>)?[^<>]*")
_NAMES = re.compile(r"\b(?:topn|persn|famn|abbr)\b")

Flex = tuple[str, tuple[str, ...], str]
"""An ending, the paradigms of what may follow it, and what has to stand before it."""
Affix = tuple[str, str, re.Pattern[str], Sequence[str]]
"""What is cut, what is added, where, and the flags of what may follow."""


def by_grammar(folder: Path, longest: int) -> Iterator[str]:
    """Yield the forms of a uniparser grammar, at most *longest* letters; no proper names, no abbreviations."""
    paradigms = _paradigms((folder / "paradigms.txt").read_text("utf-8"))
    for block in (folder / "lexemes.txt").read_text("utf-8").split("-lexeme")[1:]:
        fields: dict[str, list[str]] = defaultdict(list)
        for line in block.splitlines():
            key, _, value = line.strip().partition(": ")
            fields[key].append(value.strip())
        word = fields["lex"][0]
        if word[:1].isupper() or _NAMES.search(" ".join(fields["gramm"])):
            continue
        yield word
        for stem in fields["stem"]:
            parts = [[form.strip().replace(".", "") for form in part.split("//")] for part in stem.split("|")]
            yield from _forms(paradigms, parts, fields["paradigm"], longest, _DEPTH)


def _paradigms(text: str) -> dict[str, list[Flex]]:
    """Return the endings of each paradigm."""
    found: dict[str, list[Flex]] = {}
    for block in re.split(r"^-paradigm: ", text, flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        flexes: list[Flex] = []
        for flex in re.split(r"^ -flex: ", rest, flags=re.MULTILINE)[1:]:
            endings, _, told = flex.partition("\n")
            further = tuple(re.findall(r"^\s+paradigm: (.*?)\s*$", told, re.MULTILINE))
            before = re.search(r"^\s+regex-prev: (.*?)\s*$", told, re.MULTILINE)
            flexes += [(ending.strip(), further, before[1] if before else "") for ending in endings.split("//")]
        found[name.strip()] = list(dict.fromkeys(flexes))
    return found


def _forms(
    paradigms: Mapping[str, Sequence[Flex]],
    stems: Sequence[Sequence[str]],
    names: Iterable[str],
    longest: int,
    left: int,
) -> Iterator[str]:
    """Yield the *stems* of a word with the endings of some paradigms, and with what may follow those."""
    for ending, further, before in (flex for name in names for flex in paradigms.get(name, ())):
        found = _FLEX.fullmatch(ending)
        if found is None or int(found[1] or 0) >= len(stems):
            continue
        for stem in stems[int(found[1] or 0)]:
            form = (found[2] + stem + found[3]).translate(_SIGNS)
            if len(form) > longest or (before and not re.fullmatch(before, stem + ".")):
                continue
            if not further:
                yield form
            elif left:
                yield from _forms(paradigms, [[form]], further, longest, left - 1)


def by_affixes(dictionary: Path) -> Iterator[str]:
    """Yield the words of a hunspell dictionary of long flags with two suffixes and a prefix."""
    suffixes, prefixes = _affixes(dictionary.with_suffix(".aff").read_text("utf-8"))
    for line in dictionary.read_text("utf-8").splitlines():
        word, _, flags = line.strip().partition("/")
        if not word.isalpha():
            continue
        told = re.findall("..", flags.partition(" ")[0])
        forms = {word}
        for form, further in [*_bent(word, told, suffixes)]:
            forms |= {form, *(again for again, _ in _bent(form, further, suffixes))}
        yield from forms
        for cut, added, where, _ in (affix for flag in told for affix in prefixes.get(flag, ())):
            yield from (added + form[len(cut) :] for form in forms if where.search(form))


def _bent(
    word: str, flags: Sequence[str], suffixes: Mapping[str, Sequence[Affix]]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield *word* with each suffix that its *flags* allow, and the flags of what may follow."""
    for cut, added, where, further in (affix for flag in flags for affix in suffixes.get(flag, ())):
        if word.endswith(cut) and where.search(word):
            yield word[: len(word) - len(cut)] + added, further


def _affixes(rules: str) -> tuple[dict[str, list[Affix]], dict[str, list[Affix]]]:
    """Return the suffixes and the prefixes of a hunspell affix file by their flags."""
    found: dict[str, dict[str, list[Affix]]] = {"SFX": defaultdict(list), "PFX": defaultdict(list)}
    for line in rules.splitlines():
        part = line.split()
        if part[:1] in (["SFX"], ["PFX"]) and len(part) > 4:
            added, _, further = part[3].partition("/")
            where = re.compile(f"{part[4]}$" if part[0] == "SFX" else f"^{part[4]}")
            found[part[0]][part[1]].append((part[2].strip("0"), added.strip("0"), where, re.findall("..", further)))
    return found["SFX"], found["PFX"]
