"""A bundle is read strictly, and a refusal names the place, never what stands there."""

import json
from typing import Any

import pytest

from fieldnotes.domain import bundle as bundles
from fieldnotes.domain.bundle import dangling, parse_bundle
from fieldnotes.domain.noun import FOR_THE_OWNER
from fieldnotes.errors import UsageError

SECRET = "Saffron-Kemiri-Canary"


def document(**parts: Any) -> dict[str, Any]:
    return {"fieldnotes_bundle": 1, **parts}


def parse(value: Any) -> bundles.Bundle:
    return parse_bundle(json.dumps(value).encode())


def interview(**parts: Any) -> dict[str, Any]:
    return {"code": "INT-1", "started": "2026-03-21T18:00:00+03:00", **parts}


def test_a_whole_bundle_comes_back_as_it_was_given() -> None:
    given = document(
        sources=[{"handle": "kak-d", "pseudonym": "Kak D", "identity": {"name": SECRET, "aliases": ["Kemiri"]}}],
        locations=[{"handle": "taza", "name": "Karanfil", "ladder": {"country": "X"}, "publish_from": "country"}],
        interviews=[
            interview(
                location="taza",
                terms={"label": "background", "quote": False},
                participants=[{"source": "kak-d", "as": "interviewee"}],
                passages=[
                    {"speaker": None, "text": "a note"},
                    {"speaker": "kak-d", "text": "زەعفەران", "start": 1.5, "end": 2.0, "codes": ["ideology"]},
                ],
            )
        ],
    )
    read = parse(given)
    assert read.model_dump(mode="json", exclude_defaults=True, by_alias=True, context=FOR_THE_OWNER) == given


BAD: list[tuple[bytes, str]] = [
    (b"", "not JSON"),
    (b"[1, 2", "not JSON"),
    (b"\xff\xfe", "not UTF-8"),
    (b"[]", "not a fieldnotes bundle"),
    (b"{}", "not a fieldnotes bundle"),
    (b'{"fieldnotes_bundle": 2}', "not valid"),
    (b'{"fieldnotes_bundle": true}', "not valid"),
    (b"[" * 200_000, "nested too deeply"),
    (b'{"fieldnotes_bundle": 1, "fieldnotes_bundle": 1}', "a key twice"),
    (b'{"fieldnotes_bundle": 1, "Saffron-Kemiri-Canary": 1}', "a key that no bundle has"),
    (b'{"fieldnotes_bundle": 1, "sources": [{"handle": "a", "pseudonym": "A", "Saffron-Kemiri-Canary": 1}]}', "key"),
    (b'{"fieldnotes_bundle": 1, "sources": [{"handle": "a", "pseudonym": "Saffron-Kemiri-Canary\\u0000"}]}', "NUL"),
    (b'{"fieldnotes_bundle": 1, "sources": [{"handle": "a", "pseudonym": "\\ud800Saffron-Kemiri-Canary"}]}', "half"),
    (b'{"fieldnotes_bundle": 1, "sources": [{"handle": "Saffron-Kemiri-Canary", "pseudonym": "A"}]}', "handle"),
    (b'{"fieldnotes_bundle": 1, "sources": [{"handle": "interviewer", "pseudonym": "A"}]}', "reserved"),
    (b'{"fieldnotes_bundle": 1, "interviews": [{"code": "Saffron-Kemiri-Canary", "started": "x"}]}', "code"),
    (b'{"fieldnotes_bundle": 1, "interviews": [{"code": "I", "started": "2026-01-01T00:00:00"}]}', "timezone"),
    (b'{"fieldnotes_bundle": 1, "locations": [{"handle": "a", "name": "A", "coordinates": [NaN, 1]}]}', "not finite"),
    (b'{"fieldnotes_bundle": 1, "locations": [{"handle": "a", "name": "A", "coordinates": [91, 1]}]}', "coordinates"),
]


@pytest.mark.parametrize(("data", "told"), BAD)
def test_a_bad_bundle_is_refused_without_a_word_of_it(data: bytes, told: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_bundle(data)
    assert told in refusal.value.sentence
    assert SECRET not in refusal.value.sentence + refusal.value.hint
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize("value", ["no", "false", 0, 1, "yes"])
def test_a_permission_is_true_or_false_and_nothing_like_it(value: object) -> None:
    with pytest.raises(UsageError, match=r"terms\.use"):
        parse(document(interviews=[interview(terms={"label": "background", "use": value})]))


def test_a_handle_or_a_code_given_twice_is_refused() -> None:
    person = {"handle": "taza", "pseudonym": "A"}
    place = {"handle": "taza", "name": "Karanfil"}
    with pytest.raises(UsageError, match="handle twice"):
        parse(document(sources=[person], locations=[place]))
    with pytest.raises(UsageError, match="code twice"):
        parse(document(interviews=[interview(), interview()]))


def test_a_passage_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "LARGEST_PASSAGE", 10)
    parse(document(interviews=[interview(passages=[{"speaker": None, "text": "x" * 10}])]))
    with pytest.raises(UsageError, match="larger than 8 MiB"):
        parse(document(interviews=[interview(passages=[{"speaker": None, "text": "é" * 6}])]))


def test_a_bundle_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "LARGEST_BUNDLE", 20)
    with pytest.raises(UsageError, match="larger than 64 MiB"):
        parse(document())


def test_references_to_nothing_are_found_with_their_place() -> None:
    read = parse(
        document(
            sources=[{"handle": "saffron", "pseudonym": "A"}],
            interviews=[
                interview(
                    location="nowhere",
                    participants=[{"source": "nobody", "as": "interviewee"}],
                    passages=[
                        {"speaker": "saffron", "text": "x", "translator": "nobody"},
                        {"speaker": "nobody", "text": "x"},
                        {"speaker": "interviewer", "text": "x"},
                        {"speaker": None, "text": "x"},
                    ],
                )
            ],
        )
    )
    assert dangling(read, set(), set(), set()) == [
        "interviews[0].location",
        "interviews[0].participants[0].source",
        "interviews[0].passages[0].translator",
        "interviews[0].passages[1].speaker",
    ]
    assert dangling(read, {"nobody"}, {"nowhere"}, set()) == []
