"""Prove that settled findings never overlap, never leave a found letter, and name the right owner."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.spans import settle

NOBODY: frozenset[int] = frozenset()
TEXT = "Saffron Kemiri, al-Dalu met her. " * 3


def name(start: int, end: int, *owners: int, letters: int = 0, weak: bool = False) -> Finding:
    return Finding(start, end, Kind.NAME, frozenset(owners), letters or end - start, weak)


def settled(*findings: Finding, places: frozenset[int] = NOBODY, own: frozenset[int] = NOBODY) -> list[Finding]:
    return settle(findings, TEXT, places, own)[0]


def spans(findings: list[Finding]) -> list[tuple[int, int, set[int]]]:
    return [(finding.start, finding.end, set(finding.owners)) for finding in findings]


FINDINGS = st.lists(
    st.builds(
        lambda start, length, kind, owner, weak: Finding(start, start + length, kind, frozenset({owner}), length, weak),
        st.integers(0, 70),
        st.integers(1, 20),
        st.sampled_from(Kind),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=12,
)


@given(FINDINGS)
def test_settled_findings_are_in_order_and_free_of_overlaps(findings: list[Finding]) -> None:
    found = settled(*findings)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(FINDINGS)
def test_every_letter_of_a_firm_finding_is_covered(findings: list[Finding]) -> None:
    covered = {place for span in settled(*findings) for place in range(span.start, span.end)}
    assert all(place in covered for f in findings if not f.weak for place in range(f.start, f.end))


@given(FINDINGS)
def test_the_order_in_which_findings_come_does_not_matter(findings: list[Finding]) -> None:
    assert settled(*findings) == settled(*reversed(findings))


def test_the_finding_with_most_letters_names_the_span_and_all_of_it_goes() -> None:
    assert spans(settled(name(0, 14, 1), name(8, 14, 2), name(8, 23, 2, letters=5))) == [(0, 23, {1})]


def test_equal_findings_share_the_span() -> None:
    assert spans(settled(name(0, 7, 1), name(0, 7, 2))) == [(0, 7, {1, 2})]


def test_a_person_wins_over_a_place_unless_the_name_is_public() -> None:
    both = (name(0, 7, 1), name(0, 7, 2))
    assert spans(settled(*both, places=frozenset({2}))) == [(0, 7, {1})]
    assert spans(settled(*both, places=frozenset({2}), own=frozenset({1}))) == [(0, 7, {2})]


def test_neighbours_of_one_owner_are_joined_and_the_common_owner_remains() -> None:
    assert spans(settled(name(0, 7, 1, 2), name(8, 14, 2, 3))) == [(0, 14, {2})]
    assert spans(settled(name(8, 14, 1), name(19, 23, 1))) == [(8, 23, {1})]


def test_neighbours_across_words_or_of_different_owners_stay_apart() -> None:
    assert len(settled(name(0, 7, 1), name(19, 23, 1))) == 2
    assert len(settled(name(0, 7, 1), name(8, 14, 2))) == 2


def test_neighbours_in_two_sentences_stay_apart() -> None:
    assert [s.end for s in settle([name(0, 6, 1), name(8, 14, 1)], "Kemiri. Kemiri", NOBODY, NOBODY)[0]] == [6, 14]


def test_an_ordinary_word_counts_only_beside_another_finding_of_its_owner() -> None:
    assert settled(name(0, 7, 1, weak=True)) == []
    assert spans(settled(name(0, 7, 1, weak=True), name(8, 14, 1))) == [(0, 14, {1})]
    assert spans(settled(name(0, 7, 1, weak=True), name(8, 14, 2))) == [(8, 14, {2})]


def test_a_mention_of_nobody_is_handed_back_unless_something_covers_it() -> None:
    nobody = Finding(0, 7, Kind.MENTION, NOBODY)
    assert settle([nobody, nobody], TEXT, NOBODY, NOBODY) == ([], [nobody], [])
    assert settle([nobody, name(3, 9, 1)], TEXT, NOBODY, NOBODY).mentions == []


def near(start: int, end: int, *owners: int) -> Finding:
    return replace(name(start, end, *owners, weak=True), near="sounds like a name")


def test_what_is_near_a_name_is_open_alone_and_replaced_beside_another_part_of_it() -> None:
    alone = settle([near(0, 7, 1)], TEXT, NOBODY, NOBODY)
    assert (alone.firm, [f.near for f in alone.near]) == ([], ["sounds like a name"])
    joined = settle([near(0, 7, 1), name(8, 14, 1)], TEXT, NOBODY, NOBODY)
    assert (spans(joined.firm), joined.near, joined.firm[0].near) == ([(0, 14, {1})], [], "")
    both = settle([near(0, 7, 1), near(8, 14, 1)], TEXT, NOBODY, NOBODY)
    assert (both.firm, spans(both.near)) == ([], [(0, 7, {1}), (8, 14, {1})])
    apart = settle([near(0, 7, 1), name(8, 14, 2)], TEXT, NOBODY, NOBODY)
    assert (spans(apart.firm), spans(apart.near)) == ([(8, 14, {2})], [(0, 7, {1})])


def test_what_is_near_a_name_on_the_words_of_an_ordinary_word_is_still_open() -> None:
    both = settle([near(0, 7, 1), name(0, 8, 2, weak=True)], TEXT, NOBODY, NOBODY)
    assert (both.firm, [f.near for f in both.near]) == ([], ["sounds like a name"])
