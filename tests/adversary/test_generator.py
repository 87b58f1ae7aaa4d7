"""Prove that the adversary is what it says: enough identities, languages and ways, the same for a seed, well marked."""

from collections import Counter
from functools import cache
from itertools import pairwise

from tests.adversary.carriers import INLINE, cases
from tests.adversary.controls import BLOCKS, sentences
from tests.adversary.identities import everybody, regions
from tests.adversary.model import CLASSES, EVERY, NAMED, NAMES, Case, bare, script, words_of
from tests.adversary.order import PARTICLES
from tests.adversary.sentences_latin import SENTENCES as LATIN
from tests.adversary.sentences_other import SENTENCES as OTHER
from tests.adversary.variants import VARIANTS


@cache
def sample() -> tuple[Case, ...]:
    """Return cases enough to meet every way of writing."""
    return tuple(cases(21, 7_000))


def parts(forms: tuple[str, ...]) -> set[str]:
    """Return the parts of names, folded, other than particles."""
    return {part for form in forms for part in bare(form).casefold().split() if part not in PARTICLES}


def test_there_are_identities_of_every_kind_and_region() -> None:
    people = everybody()

    assert len(people) >= 120
    assert {who.kind for who in people} == EVERY
    assert set(regions()) >= NAMED
    assert len(regions()) >= 20
    assert len({who.id for who in people}) == len({who.names[0] for who in people}) == len(people)


def test_every_name_has_told_and_held_out_forms_and_no_form_twice() -> None:
    for who in everybody():
        forms = [bare(form).casefold() for form in (*who.told, *who.held)]
        assert len(set(forms)) == len(forms), who.id
        assert who.told, who.id
        assert len(who.held) >= 3 or who.kind not in NAMES, who.id


def test_braces_are_balanced() -> None:
    for who in everybody():
        for form in (*who.told, *who.held):
            assert form.count("{") == form.count("}") <= 1, form


def test_no_replacement_holds_a_part_of_a_name() -> None:
    for who in everybody():
        assert parts((who.replacement,)) & parts((*who.told, *who.held)) == set() or who.kind != "person", who.id


def test_no_two_identities_share_a_distinctive_part() -> None:
    owners = Counter(part for who in everybody() if who.kind == "person" for part in parts(who.told))

    assert {part: number for part, number in owners.items() if number > 1} == {}


def test_every_way_of_writing_is_met() -> None:
    met = {case.kind for case in sample()}

    assert {variant.kind for variant in VARIANTS} - met == set()
    assert {case.grade for case in sample()} == set(CLASSES)


def test_a_seed_makes_the_same_cases_and_another_makes_others() -> None:
    first = [(case.text, case.spans) for case in cases(5, 300)]

    assert first == [(case.text, case.spans) for case in cases(5, 300)]
    assert first != [(case.text, case.spans) for case in cases(6, 300)]


def test_spans_hold_letters_and_lie_inside_the_extent() -> None:
    for case in sample():
        assert case.spans, case
        assert all(case.extent[0] <= start < end <= case.extent[1] for start, end in case.spans), case
        assert any(case.text[start:end].strip() for start, end in case.spans), case
        apart = [case.extent[0] >= end or start >= case.extent[1] for start, end in case.context]
        assert all(apart), case
        assert all(one[1] <= other[0] for one, other in pairwise(case.spans)), case
        assert not any("\uf8f1" <= letter <= "\uf8f6" for letter in case.text), case


def test_what_was_told_stands_in_the_text_as_told() -> None:
    for case in (case for case in sample() if case.kind == "as told"):
        shown = " ".join(case.text[start:end] for start, end in case.spans)
        assert any(shown in name for name in case.identity.names), case


def test_no_word_of_context_is_part_of_a_name() -> None:
    names = {part for who in everybody() if who.kind == "person" for part in parts(who.told)}
    context = " ".join(text for table in (LATIN, OTHER) for texts in table.values() for text in texts)
    words = {context[start:end].casefold() for start, end in words_of(context)}

    assert words & names == set()


def test_carriers_are_of_many_languages_and_hold_one_place_each() -> None:
    assert len(LATIN) + len(OTHER) >= 25
    assert all(text.count("{}") == 1 for table in (LATIN, OTHER) for texts in table.values() for text in texts)
    assert all(text.count("{}") == 1 for text in INLINE)
    assert len({script(texts[0]) for texts in OTHER.values()}) >= 10


def test_there_are_controls_in_many_languages_and_none_holds_a_name() -> None:
    whole = [name.casefold() for who in everybody() for name in who.names]

    assert len(sentences()) == len(set(sentences())) >= 120
    assert len(BLOCKS) >= 10
    assert len({script(sentence) for sentence in sentences()}) >= 11
    assert [(name, text) for text in sentences() for name in whole if name in text.casefold()] == []
