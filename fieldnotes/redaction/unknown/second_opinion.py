"""Ask language models of spaCy about unknown names, where a vault asks for it: an extra beside the rules.

The rules ask of each word whether it is one; a model tells by the sentence, and now and then sees the name that is an
ordinary word as well. Models are packages that somebody installed; nothing is ever fetched. They are loaded when the
first text is read, and whatever keeps one from answering is an error, so that no text passes for checked.
"""

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import Protocol, cast

from fieldnotes.errors import Unreachable
from fieldnotes.redaction import canon
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.languages import spoken_in
from fieldnotes.redaction.unknown.suspecting import MEDIUM
from fieldnotes.redaction.words import TOKEN

REASON = "a language model takes it for a name"
_EXTRA = "install fieldnotes[ner] and a model"
_WITHOUT = "or do without it: fieldnotes second-opinion --off"

# What models of spaCy call people, places and organisations: OntoNotes, WikiNER, and the corpora of single languages.
_KINDS = {
    **dict.fromkeys(("PER", "PERSON", "PRS", "PS", "persName"), "person"),
    **dict.fromkeys(("LOC", "GPE", "FAC", "LC", "LOCATION", "FACILITY", "GPE_LOC", "placeName", "geogName"), "place"),
    **dict.fromkeys(("ORG", "OG", "ORGANIZATION", "GPE_ORG", "orgName"), "org"),
}
# The letters of a language that is not written in Latin ones; "xx" are models for many languages.
_LETTERS = {
    **dict.fromkeys(("ru", "uk", "sr", "mk", "bg"), re.compile("[\u0400-\u052f]")),
    **dict.fromkeys(("ar", "fa", "ur"), re.compile("[\u0600-\u06ff]")),
    "el": re.compile("[\u0370-\u03ff]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ja": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
    "xx": re.compile(r"[^\W\d_]"),
}
_LATIN = re.compile("[A-Za-z]")
_IDLE = ("tagger", "parser", "senter", "morphologizer", "lemmatizer", "trainable_lemmatizer", "attribute_ruler")
"""Parts of a model that tell no names."""
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_NAME = re.compile(r"[a-z]{2,3}_\w{1,96}")
_PIECE = 4096
"""Characters that a model is handed at once: what it needs grows with them."""
_LETTER = re.compile(r"[^\W_]")


class _Entity(Protocol):
    start_char: int
    end_char: int
    label_: str


class _Document(Protocol):
    ents: Sequence[_Entity]


class _Model(Protocol):
    pipe_labels: Mapping[str, Sequence[str]]

    def __call__(self, text: str) -> _Document: ...


class SecondOpinion:
    """Suspect what language models take for names of people, places and organisations."""

    covers = frozenset({"unknown names", "unknown places"})

    def __init__(self, models: Iterable[str] = ()) -> None:
        """Take the names of installed models; without any this suspects nothing."""
        self._models = tuple(sorted({*models}))

    def suspect(self, text: canon.Canon) -> Iterable[Suspicion]:
        """Yield what the models take for names in the text as it stands, without what it may be encoded in.

        Of each script in the text those are asked whose languages it is told to be in; where none of them is, all of
        that script, since the language of a short text is told badly.

        Raises:
            Unreachable: a model is not installed, cannot be loaded, or fails.
        """
        models = {name: loaded(name) for name in self._models}
        view = text.views[0]
        spoken = frozenset(chain.from_iterable(spoken_in(view).values())) if models else frozenset()
        for letters in dict.fromkeys(map(_letters, models)):
            if letters.search(view.cased) is not None:
                readers = [name for name in models if _letters(name) is letters]
                for name in [name for name in readers if language_of(name) in spoken] or readers:
                    yield from _asked(name, models[name], text.raw)


def installed() -> tuple[str, ...]:
    """Return the names of the installed models, which begin with their language: "en_core_web_sm"."""
    from importlib.metadata import entry_points

    return tuple(sorted({p.name for p in entry_points(group="spacy_models") if _NAME.fullmatch(p.name)}))


@cache
def loaded(name: str) -> _Model:
    """Return an installed model, of its parts those that tell names.

    Raises:
        Unreachable: it is not installed, spaCy is not, it is of another version of spaCy, or it tells no names.
    """
    if find_spec("spacy") is None:
        raise Unreachable("spaCy, which this vault asks about names, is not installed", f"{_EXTRA}, {_WITHOUT}")
    if name not in installed():
        raise Unreachable("a language model that this vault asks is not installed", f"install {name}, {_WITHOUT}")
    try:
        model = _load(name)
        told = {label for labels in model.pipe_labels.values() for label in labels}
    except Exception:  # noqa: BLE001  a package of somebody else's; what it says may hold a path
        raise _failure("cannot be loaded", f"install {name} for this version of spaCy, {_WITHOUT}") from None
    if told.isdisjoint(_KINDS):
        raise _failure("tells no names", f"choose one that recognises people and places, {_WITHOUT}")
    return model


def _load(name: str) -> _Model:
    """Return a model by the function that its package has for it; one of another version of spaCy is an error."""
    from importlib.metadata import entry_points

    point = next(iter(entry_points(group="spacy_models", name=name)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", message=r"\[W095\]")
        return cast("_Model", point.load().load(exclude=list(_IDLE)))


def _failure(what: str, hint: str) -> Unreachable:
    return Unreachable(f"a language model that this vault asks {what}", hint)


def language_of(name: str) -> str:
    """Return the language of a model: "en", or "xx" for many."""
    return name.partition("_")[0]


def _letters(name: str) -> re.Pattern[str]:
    """Return the letters that the language of a model is written in."""
    return _LETTERS.get(language_of(name), _LATIN)


def _asked(name: str, model: _Model, raw: str) -> Iterator[Suspicion]:
    """Yield what *model* finds in *raw*, piece by piece."""
    for offset, piece in _pieces(_NO_TEXT.sub("\ufffd", raw)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = [(one.start_char, one.end_char, _KINDS.get(one.label_)) for one in model(piece).ents]
        except Exception:  # noqa: BLE001  as above; what it says may hold the text
            raise _failure("fails on a text", f"try another one than {name}, {_WITHOUT}") from None
        for start, end, kind in found:
            if kind is not None and (one := _suspicion(raw, offset + start, offset + end, kind)) is not None:
                yield one


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield pieces of *text* with their offsets, cut at the end of a line or a word where there is one."""
    start = 0
    while start < len(text):
        end = start + _PIECE
        if end < len(text):
            line = text.rfind("\n", start + _PIECE // 2, end)
            end = 1 + (line if line > 0 else text.rfind(" ", start + _PIECE // 2, end)) or end
        yield start, text[start:end]
        start = end


def _suspicion(raw: str, start: int, end: int, kind: str) -> Suspicion | None:
    """Return the suspicion of some words without what stands around them; None where no letter is among them."""
    words = raw[start:end]
    letters = [found.start() for found in _LETTER.finditer(words)]
    if not any(words[place].isalpha() for place in letters):
        return None
    start, end = start + letters[0], start + letters[-1] + 1
    term = " ".join(TOKEN.findall(canon.read(raw[start:end]).views[0].lower))
    return Suspicion(start, end, kind, REASON, MEDIUM, term)


def besides(opinions: Iterable[Suspicion], found: Sequence[Suspicion], raw: str) -> Iterator[Suspicion]:
    """Yield those of *opinions* that share no words with what the rules *found* in *raw*, in order.

    What a rule found keeps its reason and its risk: it says more. But half a name is no name: where a rule found only
    the surname of a person, the given name beside it stays suspected.
    """
    ends = [rule.end for rule in found]
    for opinion in opinions:
        start, at = opinion.start, bisect_right(ends, opinion.start)
        while at < len(found) and found[at].start < opinion.end:
            yield from _left(opinion, start, found[at].start, raw)
            start, at = found[at].end, at + 1
        if start == opinion.start:
            yield opinion
        else:
            yield from _left(opinion, start, opinion.end, raw)


def _left(opinion: Suspicion, start: int, end: int, raw: str) -> Iterator[Suspicion]:
    """Yield what no rule found of a person's name, if there is a word in it."""
    left = _suspicion(raw, start, end, opinion.kind) if opinion.kind == "person" and start < end else None
    if left is not None and left.end - left.start > 1:
        yield left
