"""Put a disguised name into a sentence, a list, a table or a span of code: cases, the same for a seed."""

from collections import deque
from collections.abc import Iterator, Sequence
from math import isqrt
from random import Random

from tests.adversary.identities import everybody
from tests.adversary.model import BEGIN, END, NAMES, WORD, Case, Identity, Variant, located, script, with_words
from tests.adversary.order import family
from tests.adversary.sentences_latin import SENTENCES as LATIN
from tests.adversary.sentences_other import SENTENCES as OTHER
from tests.adversary.variants import plan, written

Task = tuple[Identity, str, Variant]
INLINE = ("{}",) * 6 + (
    "({})",
    "«{}»",
    "“{}”",
    '"{}"',
    "„{}“",
    "{},",
    "{}:",
    "—{}—",
    "[{}]",
    "/{}/",
    "‘{}’",
    "{}…",
    "{}/",
)
BLOCKS = (
    "{sentence}\n- {}\n- two others\n", "{sentence}\n1. {}\n2. two others\n", "{sentence}\n> {}\n",
    "## {}\n\n{sentence}",
    "{sentence} See `{}`.", "| {} | 3 |\n|---|---|\n{sentence}", "**{}**: {sentence}", "{}: {sentence}",
    "{sentence}\n\n    {}\n", "{sentence}\n{}", "Q: {sentence}\nA: {}!", "---\nseen: {}\n---\n{sentence}",
)  # fmt: skip
FILLER = {
    "LATIN": "eng", "ARABIC": "ara", "CYRILLIC": "ukr", "ETHIOPIC": "amh", "GREEK": "ell", "HEBREW": "heb",
    "ARMENIAN": "hye", "GEORGIAN": "kat", "BENGALI": "ben", "DEVANAGARI": "hin", "MYANMAR": "mya", "CJK": "cmn",
}  # fmt: skip
NOBODY = {
    "eng": "the driver", "ara": "السائق", "ukr": "хтось", "amh": "ሹፌሩ", "ell": "ο οδηγός", "heb": "הנהג",
    "hye": "վարորդը", "kat": "მძღოლი", "ben": "চালক", "hin": "चालक", "mya": "ယာဉ်မောင်း", "cmn": "司机",
}  # fmt: skip
TONGUES = {"bos": "srp", "hrv": "srp", "prs": "fas", "rhg": "mya", "ksw": "mya", "tir": "tir", "ful": "fra",
           "bam": "fra", "taq": "fra", "mey": "fra"}  # fmt: skip
CAREFUL = {"part that is a word"}


def sentences_for(form: str, who: Identity, chance: Random) -> Sequence[str]:
    """Return the sentences of a language that is written in the letters of the form: mostly its own, or English."""
    letters = script(form)
    if letters in {"LATIN", "NONE"}:
        own = LATIN.get(TONGUES.get(who.lang, who.lang), ())
        other = LATIN[chance.choice(list(LATIN))]
        return chance.choice((own or LATIN["eng"], LATIN["eng"], other))
    own = OTHER.get(TONGUES.get(family(who), family(who)), ())
    return own if own and script(own[0]) == letters else OTHER.get(FILLER[letters], OTHER["rus"])


def around(form: str, who: Identity, careful: bool, chance: Random) -> str:
    """Return a marked text around a marked form: inside a sentence, or in a block beside one."""
    name = f"{BEGIN}{form}{END}"
    if careful:  # a word that is also a name is a name inside a sentence only
        inside = [sentence for sentence in LATIN["eng"] if not sentence.startswith("{}")]
        return chance.choice(inside).replace("{}", name)
    sentences = sentences_for(form, who, chance)
    if chance.random() < 0.75:
        inline = chance.choice(INLINE)
        if "/" in inline and who.kind not in NAMES:  # beside a date, a stroke would belong to it
            inline = "{}"
        return chance.choice(sentences).replace("{}", inline.replace("{}", name))
    nobody = NOBODY.get(FILLER.get(script(sentences[0]), "eng"), "…")
    sentence = chance.choice(sentences).replace("{}", nobody)
    return chance.choice(BLOCKS).replace("{sentence}", sentence).replace("{}", name)


def case_of(who: Identity, form: str, variant: Variant, chance: Random) -> Case | None:
    """Return one case, or None where the way of writing does not apply."""
    disguised = written(form, variant, who, chance)
    if disguised is None:
        return None
    text: str | None = with_words(around(disguised, who, variant.kind in CAREFUL, chance))
    if variant.whole and text is not None:
        text = variant.make(text, who, chance)
    if text is None:
        return None
    plain, spans, context, extent = located(text if WORD in text else with_words(text))
    return Case(plain, spans, context, extent, who, variant.kind, variant.grade, variant.noise)


def wanted(grade: str, region: str, among: Sequence[Identity], chance: Random) -> dict[str, deque[Task]]:
    """Return what is to be written by way of writing, each in random order."""
    queues: dict[str, deque[Task]] = {}
    tasks = [(who, *what) for who in among for what in plan(who) if not region or who.region == region]
    chance.shuffle(tasks)
    for task in tasks:
        if not grade or task[2].grade == grade:
            queues.setdefault(task[2].kind, deque()).append(task)
    return queues


def cases(seed: int, number: int, grade: str = "", region: str = "", among: Sequence[Identity] = ()) -> Iterator[Case]:
    """Yield *number* cases, the same for a seed.

    A way of writing comes as often as the root of the number of forms it is for, so that rare ones are met in a
    slice; within it every form comes once before any comes again elsewhere.
    """
    chance = Random(seed)
    queues = wanted(grade, region, among or everybody(), chance)
    turns = [kind for kind, queue in sorted(queues.items()) for _ in range(isqrt(len(queue)))]
    chance.shuffle(turns)
    made = 0
    while made < number and turns:
        before = made
        for kind in turns:
            case = next_of(queues[kind], chance)
            if case is not None and made < number:
                made += 1
                yield case
        if made == before:
            return


def next_of(queue: deque[Task], chance: Random) -> Case | None:
    """Return the case of the next form that the way of writing is for; the queue goes round."""
    for _ in range(len(queue)):
        queue.rotate(-1)
        case = case_of(*queue[-1], chance)
        if case is not None:
            return case
    return None
