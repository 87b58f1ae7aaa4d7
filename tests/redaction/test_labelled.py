"""Hold the gate to what it finds today in passages labelled by hand; `python -m tests.bench.figures` says the goals.

The thresholds are a little below what was measured when they were last raised: whoever mends the engine raises them.
"""

from collections import Counter
from functools import cache

import pytest

from tests.bench.gate import changed_in_prose
from tests.bench.passages import KINDS, Count, ours, passages

FULL, TOUCHED = 0.98, 0.985
"""Shares of the mentions in conflict reporting; to reach: 0.90 and 0.98, on passages that nobody here has seen."""
LANGUAGES = {"en": 0.96, "ar": 0.98, "ckb": 0.97, "tr": 0.96, "uk": 0.97, "fa": 0.97, "es": 0.97, "fr": 0.98}
"""Shares found in full, by language."""
IDENTIFIERS = 0.99
"""The share of identifiers found in full; to reach: 0.98."""
FALSE_ALARMS = 2
"""Sentences in which something is suspected and nothing is there; to reach: 3."""
CHANGED = {"en": 1.5, "ar": 6, "uk": 4}
"""Words of 1,000 that may be changed in prose of nobody who was told."""


@cache
def counted(name: str) -> Count:
    """Return what is found in one labelled file; the slow part, done once."""
    return Count(passages(name), ours())


def test_labels_mark_whole_words_and_every_language_and_kind_has_its_share() -> None:
    everything = [*passages("conflict"), *passages("identifiers")]
    for passage in everything:
        for start, end, _ in passage.spans:
            marked = passage.text[start:end]
            assert marked == marked.strip(), passage.name
            assert any(map(str.isalnum, marked)), passage.name
    assert set(Counter(passage.lang for passage in passages("conflict")).values()) == {8}
    kinds = Counter(passage.kind for passage in passages("identifiers"))
    assert all(kinds[kind] >= 20 for kind in KINDS)
    assert all(kinds[kind] >= 10 for kind in ("birth", "age", "kinship"))
    assert kinds["none"] >= 60


def test_mentions_in_conflict_reporting_are_found_as_well_as_they_were() -> None:
    count = counted("conflict")
    assert count.full["all"] >= FULL * count.total["all"]
    assert count.touched["all"] >= TOUCHED * count.total["all"]


@pytest.mark.parametrize("lang", sorted(LANGUAGES))
def test_no_language_is_found_worse_than_it_was(lang: str) -> None:
    count = counted("conflict")
    assert count.full[lang] >= LANGUAGES[lang] * count.total[lang]


def test_identifiers_in_many_notations_are_found_as_well_as_they_were() -> None:
    found, total = counted("identifiers").of_ten()
    assert found >= IDENTIFIERS * total


def test_sentences_that_identify_nobody_raise_no_more_alarms_than_they_did() -> None:
    assert len(counted("identifiers").alarms) <= FALSE_ALARMS


@pytest.mark.parametrize("lang", sorted(CHANGED))
def test_prose_of_nobody_who_was_told_stays_as_it_is(lang: str) -> None:
    changed, _ = changed_in_prose(lang)
    assert changed <= CHANGED[lang]
