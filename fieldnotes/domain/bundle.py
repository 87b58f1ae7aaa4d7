"""Bundle: the whole vault, or a part of it, as one documented JSON document (design, section 11)."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NoReturn

from pydantic import BeforeValidator, Field, ValidationError

from fieldnotes.domain.consent import Consent
from fieldnotes.domain.decision import Ruling, SafeTerm
from fieldnotes.domain.identity import Identity
from fieldnotes.domain.ids import INTERVIEWER, Code, EntityId, Handle
from fieldnotes.domain.interview import Interview, Passage
from fieldnotes.domain.ledger import Disclosure, Estimate, Threshold
from fieldnotes.domain.location import Location
from fieldnotes.domain.noun import Noun
from fieldnotes.domain.source import Source
from fieldnotes.errors import UsageError

MIB = 1 << 20
LARGEST_BUNDLE = 64 * MIB
LARGEST_PASSAGE = 8 * MIB
# A bundle is at most a list of interviews of passages of terms; deeper nesting is no bundle.
_DEEPEST = 12
_HALF = re.compile("[\ud800-\udfff]")
_SCHEMA_HINT = "the keys and their types are listed by: fieldnotes dump --schema"


class BundledSource(Source):
    """A source with its identity card, and what is sealed with it, where the bundle holds them.

    `estimates` say how many people share what is published of them; `least` how many must be left.
    """

    identity: Identity | None = None
    estimates: tuple[Estimate, ...] = ()
    least: tuple[Threshold, ...] = ()


class BundledPassage(Passage):
    """A passage with its id, where the dump was asked for ids."""

    id: EntityId | None = None


class BundledInterview(Interview):
    """An interview with its passages in order."""

    passages: tuple[BundledPassage, ...] = ()


class BundledDecision(Ruling):
    """A decision about a passage, told by its interview's code and its position in it, from 1, counting all."""

    interview: Code
    passage: Annotated[int, Field(ge=1)]


class BundledRelease(Noun):
    """Say what one interview gave to a publication; passages by their position in it, from 1, counting all."""

    interview: Code
    passages: tuple[Annotated[int, Field(ge=1)], ...] = ()
    sources: tuple[Handle, ...] = ()
    place: str | None = None
    time: str | None = None


class BundledTold(Disclosure):
    """What a publication told of one source."""

    source: Handle


class BundledPublication(Noun):
    """A page that was exported, with its digest; or (None) a piece that was entered by hand, with its title."""

    digest: str | None = None
    title: str | None = None
    replaced: Annotated[int, Field(ge=0)] = 0
    releases: tuple[BundledRelease, ...] = ()
    told: tuple[BundledTold, ...] = ()


class AbsentAttachment(Noun):
    """Name an attachment of the vault that a bundle does not contain."""

    id: EntityId
    interview: str | None = None
    contained: Literal[False] = False


def _a_number(version: object) -> object:
    """Keep `true` from passing for 1, to which Python says it is equal."""
    return None if isinstance(version, bool) else version


class Bundle(Noun):
    """Hold sources, locations and interviews; what they refer to may already be in the vault."""

    fieldnotes_bundle: Annotated[Literal[1], BeforeValidator(_a_number)]
    sources: tuple[BundledSource, ...] = ()
    locations: tuple[Location, ...] = ()
    interviews: tuple[BundledInterview, ...] = ()
    decisions: tuple[Annotated[BundledDecision | SafeTerm, Field(discriminator="verdict")], ...] = Field(
        default=(), description="what was decided in review, each about a span of a passage or about a term for good"
    )
    consents: tuple[Consent, ...] = Field(
        default=(), description="what sources agreed to and took back, event by event; events are only added"
    )
    publications: tuple[BundledPublication, ...] = Field(
        default=(), description="what was published, page by page, and what each told of whom"
    )
    attachments: tuple[AbsentAttachment, ...] = Field(
        default=(), description="attachments of the dumped vault, listed as not contained; ignored by load"
    )


def parse_bundle(data: bytes) -> Bundle:
    """Read a bundle from UTF-8 JSON.

    Raises:
        UsageError: it is too large, no JSON, no bundle, or holds what no vault accepts; the sentence names
            the place in the document, never what stands there.
    """
    if len(data) > LARGEST_BUNDLE:
        raise UsageError("the bundle is larger than 64 MiB", "split it into several bundles and load them in turn")
    _check_json(data)
    try:
        bundle = Bundle.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"), strict=True)
    except ValidationError as error:
        raise UsageError(_first_fault(error), _SCHEMA_HINT) from None
    _check_meaning(bundle)
    return bundle


def _check_json(data: bytes) -> None:
    """Refuse what a JSON parser would let pass in silence: keys given twice, NUL, half characters, depth."""
    try:
        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise UsageError("the bundle is not UTF-8 text", "save it as UTF-8") from None
    except RecursionError:
        raise UsageError("the bundle is nested too deeply to be a bundle", _SCHEMA_HINT) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UsageError(f"the bundle is not JSON at {place}", "was it cut off?") from None
    except ValueError:
        raise UsageError("a number in the bundle has too many digits", _SCHEMA_HINT) from None
    if not isinstance(document, dict) or "fieldnotes_bundle" not in document:
        raise UsageError("this JSON is not a fieldnotes bundle", 'a bundle begins {"fieldnotes_bundle": 1, …')
    for path, text in _strings(document, "", 0):
        _check_text(path, text)


def _check_text(path: str, text: str) -> None:
    if "\0" in text:
        raise UsageError(f"{path} holds a NUL character", "remove it and load again")
    if _HALF.search(text):
        raise UsageError(f"{path} holds half of a surrogate pair", "save the text as UTF-8 and load again")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise UsageError("the bundle gives a key twice in one object", "keep one of the two")
    return found


def _no_constant(_name: str) -> NoReturn:
    raise UsageError("the bundle holds a number that is not finite", "NaN and Infinity are no JSON numbers")


def _strings(node: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    """Walk over every text of the document with its path; keys are told by their place only."""
    if depth > _DEEPEST:
        raise UsageError("the bundle is nested too deeply to be a bundle", _SCHEMA_HINT)
    if isinstance(node, str):
        yield path or "the bundle", node
    elif isinstance(node, list):
        for place, item in enumerate(node):
            yield from _strings(item, f"{path}[{place}]", depth + 1)
    elif isinstance(node, dict):
        for key, item in node.items():
            yield (f"a key of {path}" if path else "a key of the bundle"), key
            known = key if key in _KNOWN_KEYS else "?"
            yield from _strings(item, f"{path}.{known}".lstrip("."), depth + 1)


def _first_fault(error: ValidationError) -> str:
    """Say where the first fault is and of what type, without the value and without unknown keys."""
    fault = error.errors(include_input=False, include_context=False, include_url=False)[0]
    count = error.error_count()
    more = f" (and {count - 1} more)" if count > 1 else ""
    location = list(fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{_path(location[:-1])} has a key that no bundle has{more}"
    kind = fault["type"].replace("_", " ")
    return f"{_path(location)} is not valid: {kind}{more}"


def _path(location: list[int | str]) -> str:
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step in _KNOWN_KEYS:
            path += f".{step}"
    return path.lstrip(".") or "the bundle"


def _keys_of(schema: dict[str, Any]) -> frozenset[str]:
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(key for part in parts for key in part.get("properties", {}))


_KNOWN_KEYS = _keys_of(Bundle.model_json_schema(by_alias=True))


def _check_meaning(bundle: Bundle) -> None:
    """Refuse what a bundle cannot mean: a handle, code or id twice, or a passage over the limit."""
    handles = [source.handle for source in bundle.sources] + [place.handle for place in bundle.locations]
    _refuse_twice(handles, "a handle")
    _refuse_twice([interview.code for interview in bundle.interviews], "a code")
    _refuse_twice([p.id for interview in bundle.interviews for p in interview.passages if p.id], "a passage id")
    _refuse_twice([_about(decision) for decision in bundle.decisions], "a decision about the same words")
    for place, interview in enumerate(bundle.interviews):
        parts = [(one.source, one.part) for one in interview.participants]
        if len(set(parts)) != len(parts):
            raise UsageError(f"interviews[{place}].participants names one part twice", "keep one of the two")
        for number, passage in enumerate(interview.passages):
            path = f"interviews[{place}].passages[{number}]"
            if any(len(t.reveal().encode()) > LARGEST_PASSAGE for t in _texts(passage)):
                raise UsageError(f"{path} is larger than 8 MiB", "split it into several passages")
            if passage.start is not None and passage.end is not None and passage.end < passage.start:
                raise UsageError(f"{path} ends before it starts", "check its start and end")


def _about(decision: BundledDecision | SafeTerm) -> str:
    """Return what a decision is about, so that two about the same can be told."""
    if isinstance(decision, SafeTerm):
        return f"{decision.kind} {decision.term}"
    span = f"{decision.part} {decision.start} {decision.end} {decision.kind}"
    return f"{decision.interview} {decision.passage} {span}"


def _texts(passage: Passage) -> Iterator[Any]:
    yield from (text for text in (passage.text, passage.translation, passage.paraphrase) if text is not None)


def _refuse_twice(values: list[str], what: str) -> None:
    if len(set(values)) != len(values):
        raise UsageError(f"the bundle gives {what} twice", "keep one; sources and locations share their handles")


def dangling(bundle: Bundle, handles: set[str], places: set[str], codes: set[str]) -> list[str]:
    """Return where the bundle refers to what is neither in it nor in *handles*, *places* and *codes*.

    *handles* are the sources of the vault, *places* its locations, *codes* its interviews. Places in the document
    only.
    """
    sources = handles | {source.handle for source in bundle.sources}
    locations = places | {place.handle for place in bundle.locations}
    found: list[str] = []
    for place, interview in enumerate(bundle.interviews):
        path = f"interviews[{place}]"
        if interview.location is not None and interview.location not in locations:
            found.append(f"{path}.location")
        for number, participant in enumerate(interview.participants):
            if participant.source not in sources:
                found.append(f"{path}.participants[{number}].source")
        for number, passage in enumerate(interview.passages):
            if passage.speaker not in (None, INTERVIEWER) and passage.speaker not in sources:
                found.append(f"{path}.passages[{number}].speaker")
            if passage.translator is not None and passage.translator not in sources:
                found.append(f"{path}.passages[{number}].translator")
    codes = codes | {interview.code for interview in bundle.interviews}
    return found + _dangling_consents(bundle, sources, codes) + _dangling_publications(bundle, sources, codes)


def _dangling_publications(bundle: Bundle, sources: set[str], codes: set[str]) -> list[str]:
    found: list[str] = []
    for place, one in enumerate(bundle.publications):
        path = f"publications[{place}]"
        for number, release in enumerate(one.releases):
            if release.interview not in codes:
                found.append(f"{path}.releases[{number}].interview")
            if not sources >= set(release.sources):
                found.append(f"{path}.releases[{number}].sources")
        found += [f"{path}.told[{n}].source" for n, told in enumerate(one.told) if told.source not in sources]
    return found


def _dangling_consents(bundle: Bundle, sources: set[str], codes: set[str]) -> list[str]:
    found: list[str] = []
    for place, event in enumerate(bundle.consents):
        if event.source not in sources:
            found.append(f"consents[{place}].source")
        if event.interpreter is not None and event.interpreter not in sources:
            found.append(f"consents[{place}].interpreter")
        if event.interview is not None and event.interview not in codes:
            found.append(f"consents[{place}].interview")
    return found
