"""Prove how a query is read, and that a snippet shows the text's own words around the hit."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.vault.folding import fold
from fieldnotes.vault.snippets import (
    WORDS_IN_QUERY,
    WORDS_SHOWN,
    Snippet,
    Term,
    holds_all,
    make_snippet,
    match_expression,
    parse,
)

STORY = (
    "The old man said that he had seen the officers of the (Ba'ath) on the road to Kirkuk that night, but\n"
    "nobody would speak of it again until the spring came and the river rose over the fields of his village."
)
SEPARATORS = st.sampled_from([" ", "\n", "\t", ", ", "\x1b[31m", "\u202e", "\0", "(", "»", "\u2028", "\ud800", "  "])
PLAIN_WORDS = [
    "river",
    "Ba'ath",
    "كه\u200cركوك",
    "هەولێر",
    "Çîrok",
    "北京",
    "ประเทศ",
    "İzmir",
    "straße",
    "x" * 300,
    "a\u0301",
]
WORDS = st.sampled_from(PLAIN_WORDS)
MIXED_TEXT = st.lists(st.tuples(WORDS, SEPARATORS), max_size=60).map(lambda pairs: "".join(a + b for a, b in pairs))


def marked(snippet: Snippet) -> list[str]:
    """Return what the snippet marks."""
    return [snippet.text[start:end] for start, end in snippet.hits]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("road Kirkuk", [Term(("road",)), Term(("kirkuk",))]),
        ('"the Road" river', [Term(("the", "road")), Term(("river",))]),
        ("«the road» “the river”", [Term(("the", "road")), Term(("the", "river"))]),
        ('"not closed', [Term(("not", "closed"))]),
        (
            "kirk* “new vil*” “old vil”*",
            [Term(("kirk",), True), Term(("new", "vil"), True), Term(("old", "vil"), True)],
        ),
        ("@kak-d", [Term(("kak", "d"))]),
        ("北京", [Term(("北", "京"))]),
        ("AND (NOT) OR NEAR", [Term(("and",)), Term(("not",)), Term(("or",)), Term(("near",))]),
        ("words:x ^y -z a*b", [Term(("words", "x")), Term(("y",)), Term(("z",)), Term(("a", "b"))]),
        ("road Road ROAD road*", [Term(("road",)), Term(("road",), True)]),
        ("كه\u200cركوك", [Term(("كهركوك",))]),
        ("", []),
        ('" * "" ** - \ud800 \0', []),
    ],
)
def test_a_query_is_words_phrases_and_beginnings(query: str, terms: list[Term]) -> None:
    assert list(parse(query)) == terms


def test_only_so_many_words_of_a_query_count() -> None:
    terms = parse(" ".join(f"word{number}" for number in range(1000)))
    assert len(terms) == WORDS_IN_QUERY
    assert [len(term.words) for term in parse('"' + "word " * 100_000)] == [WORDS_IN_QUERY]


@given(st.text())
def test_an_expression_holds_nothing_but_folded_words(query: str) -> None:
    terms = parse(query)
    for term in terms:
        assert term.words
        assert all(fold(word).split() == [word] for word in term.words)
    assert match_expression(terms).replace(" AND ", "").replace(" *", "").count('"') == 2 * len(terms)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("kirkuk river", True),
        ("kirkuk lake", False),
        ('"road to kirkuk"', True),
        ('"road kirkuk"', False),
        ('"river rose"', True),
        ("kirk", False),
        ("kirk*", True),
        ("irkuk*", False),
        ("baath", True),
        ("village", True),
        ("the", True),
    ],
)
def test_a_text_holds_whole_words_in_their_order(query: str, holds: bool) -> None:
    assert holds_all(STORY, parse(query)) is holds


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        (
            "baath",
            "…seen the officers of the (Ba'ath) on the road to Kirkuk that night, but nobody would…",
            ["Ba'ath"],
        ),
        (
            "village",
            "…it again until the spring came and the river rose over the fields of his village.",
            ["village"],
        ),
        ("old", "The old man said that he had seen the officers of the (Ba'ath) on the road…", ["old"]),
        (
            "riv*",
            "…it again until the spring came and the river rose over the fields of his village.",
            ["river"],
        ),
        (
            '"spring came"',
            "…of it again until the spring came and the river rose over the fields of his village.",
            ["spring came"],
        ),
        ("absent", "The old man said that he had seen the officers of the (Ba'ath) on the road…", []),
    ],
)
def test_a_snippet_shows_whole_words_around_the_hit(query: str, text: str, hits: list[str]) -> None:
    snippet = make_snippet(STORY, parse(query))
    assert snippet.text == text
    assert marked(snippet) == hits


def test_the_place_with_most_of_the_words_is_shown() -> None:
    text = "river " * 3 + "word " * 60 + "the road by the river to Kirkuk " + "word " * 60 + "Kirkuk"
    assert marked(make_snippet(text, parse("kirkuk river road"))) == ["road", "river", "Kirkuk"]


def test_of_places_alike_the_first_is_shown() -> None:
    text = f"one river {'word ' * 60} two river {'word ' * 60} a lake"
    assert make_snippet(text, parse("river lake")).text.startswith("one river word")


def test_long_words_are_left_out_rather_than_cut() -> None:
    words = [letter * 60 for letter in "abcdefghijklmnop"]
    snippet = make_snippet(" ".join(words), parse("h" * 60))
    assert snippet.text == "…" + " ".join(words[5:10]) + "…"


def test_letters_are_shown_as_they_were_typed() -> None:
    snippet = make_snippet("پیاوەکە لە كه\u200cركوك بوو", parse("کەرکوک"))
    assert snippet.text == "پیاوەکە لە كه\u200cركوك بوو"
    assert marked(snippet) == ["كه\u200cركوك"]
    assert marked(make_snippet("un e\u0301te\u0301 passe\u0301", parse("passé ete"))) == [
        "e\u0301te\u0301",
        "passe\u0301",
    ]


def test_a_script_without_spaces_is_cut_by_length() -> None:
    snippet = make_snippet("我" * 5000 + "北京" + "他" * 5000, parse("北京"))
    assert marked(snippet) == ["北京"]
    assert len(snippet.text) < 300
    assert snippet.text.startswith("…我")
    assert snippet.text.endswith("他…")


@given(st.text(), st.text() | MIXED_TEXT)
def test_whatever_is_asked_and_found_makes_a_harmless_line(query: str, text: str) -> None:
    snippet = make_snippet(text, parse(query))
    assert len(snippet.text) < 400 + len(query)
    for letter in snippet.text:
        assert unicodedata.category(letter) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(letter) != "Cf" or letter in "\u200c\u200d"
    assert "  " not in snippet.text
    snippet.text.encode()


@given(MIXED_TEXT, WORDS)
def test_a_snippet_marks_exactly_the_words_asked_for(text: str, word: str) -> None:
    snippet = make_snippet(f"{text} {word} {text}", parse(word))
    assert snippet.hits
    assert list(snippet.hits) == sorted(snippet.hits)
    assert all(fold(hit).split() == fold(word).split() for hit in marked(snippet))


@given(st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=9), min_size=1, max_size=80), st.data())
def test_a_snippet_is_made_of_whole_words_of_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    snippet = make_snippet(text, parse(data.draw(st.sampled_from(words))))
    shown = snippet.text.strip("…").split()
    assert f" {' '.join(shown)} " in f" {text} "
    assert len(shown) == min(len(words), WORDS_SHOWN)
    assert snippet.text.startswith("…") == (
        not text.startswith(snippet.text.strip("…")) or words[: len(shown)] != shown
    )


def test_nothing_of_a_text_or_a_query_is_in_a_representation() -> None:
    assert "irkuk" not in repr(make_snippet(STORY, parse("kirkuk")))
    assert "irkuk" not in repr(parse("kirkuk"))
