"""Suggestions: nothing that was ever used, nothing that gives anybody away, nothing that can be foreseen."""

from datetime import UTC, datetime

import pytest

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Interview, Participant
from fieldnotes.domain.location import Ladder, Location
from fieldnotes.domain.source import Source
from fieldnotes.errors import UsageError
from fieldnotes.redaction.naming.given_names import languages
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import naming, people, places, sittings, unfinished
from fieldnotes.workflows.naming import Namer, Style, Suggestion
from fieldnotes.workflows.unfinished import Of
from tests.workflows.conftest import Made

CARD = Identity(name="Saffron Kemiri", aliases=("Abu Nutmeg",), handles=("zafo_91",), emails=("t.sumac@spice.example",))
MANY = 1_000


@pytest.fixture
def opened(vault: Vault, fresh: Made) -> Vault:
    """Return a vault with one source and its card, the identities open."""
    people.add_source(vault, Source(handle="first", pseudonym="Kak B"), CARD)
    vault.open_identities(fresh.names)
    return vault


def all_of(known: Namer, style: Style, language: str = "ckb") -> dict[str, Suggestion]:
    return {one.pseudonym: one for one in known.suggest(style, language, naming.ANYONE, MANY).offered}


def test_the_letters_of_the_name_the_alias_and_the_accounts_are_never_suggested(opened: Vault) -> None:
    known = naming.namer(opened, "first")
    letters = {pseudonym.split()[-1] for pseudonym in all_of(known, Style.HONORIFIC)}
    assert letters
    assert not letters & set("SKANTZ")  # Saffron, Kemiri, Abu Nutmeg; zafo; t. sumac
    assert not {name[0] for name in all_of(known, Style.NAME)} & set("SKANTZ")
    assert not {code for code in all_of(known, Style.CODE) if code[:2] in ("S-", "T-")}
    assert {code for code in all_of(known, Style.CODE) if code[:2] == "P-"}


def test_what_anybody_else_is_or_was_called_is_never_suggested(opened: Vault, fresh: Made) -> None:
    people.add_source(opened, Source(handle="other", pseudonym="Layla"), Identity(name="Tara Basil"))
    people.add_source(opened, Source(handle="gone", pseudonym="Hemin"), Identity(name="Vian Mace"))
    people.change_source(opened, "other", Source(handle="other", pseudonym="Bahar"))
    people.remove_source(opened, "gone")
    names = all_of(naming.namer(opened, "first"), Style.NAME)
    assert names
    assert not {"Layla", "Bahar", "Tara", "Hemin", "Vian"} & set(names)
    arabic = all_of(naming.namer(opened, "first"), Style.NAME, "tr")
    assert "Leyla" not in arabic  # as readers would hear the one that was taken back
    assert "Yusuf" in arabic


def test_a_retired_pseudonym_never_comes_back_whoever_had_it(opened: Vault) -> None:
    had = list(all_of(naming.namer(opened, "first"), Style.HONORIFIC))[:20]
    for pseudonym in [*had, "Kak B"]:
        people.change_source(opened, "first", Source(handle="first", pseudonym=pseudonym))
    for _ in range(5):
        assert not set(had) & set(all_of(naming.namer(opened, "first"), Style.HONORIFIC))
    people.add_source(opened, Source(handle="second", pseudonym="Kak V"), Identity(name="Thyme Wasabi"))
    assert not {*had, "Kak B"} & set(all_of(naming.namer(opened, "second"), Style.HONORIFIC))


def test_a_handle_in_use_or_once_in_use_is_never_suggested(opened: Vault) -> None:
    codes = all_of(naming.namer(opened, "first"), Style.CODE)
    person, place, gone = list(codes.values())[:3]
    people.add_source(opened, Source(handle=person.handle, pseudonym="x"), None)
    places.add_location(opened, Location(handle=place.handle, name="Nutmeg Wells", ladder=Ladder(country="Baharat")))
    people.add_source(opened, Source(handle=gone.handle, pseudonym="y"), None)
    people.remove_source(opened, gone.handle)
    left = all_of(naming.namer(opened, "first"), Style.CODE)
    assert not {one.handle for one in left.values()} & {person.handle, place.handle, gone.handle}
    assert len({one.handle for one in left.values()}) == len(left)


def test_a_name_whose_handle_is_in_use_is_never_suggested(opened: Vault) -> None:
    assert "Dara" in all_of(naming.namer(opened, "first"), Style.NAME)
    people.add_source(opened, Source(handle="dara", pseudonym="x"), None)
    assert "Dara" not in all_of(naming.namer(opened, "first"), Style.NAME)


def test_a_pseudonym_that_is_being_typed_elsewhere_is_taken(opened: Vault) -> None:
    name = next(iter(all_of(naming.namer(opened, "first"), Style.NAME)))
    unfinished.keep(opened, Of.SOURCE, None, None, {"pseudonym": name, "handle": "z"}, is_new=True)
    assert name not in all_of(naming.namer(opened, "first"), Style.NAME)


def test_the_name_of_a_place_is_never_suggested(opened: Vault) -> None:
    before = all_of(naming.namer(opened, "first"), Style.NAME)
    assert {"Dara", "Soran", "Rebin"} & set(before) == {"Dara", "Rebin"}  # Soran begins like Saffron
    ladder = Ladder(settlement="Dara", governorate="Rebin", country="Zandia")
    places.add_location(opened, Location(handle="wells", name="Bextiyar", ladder=ladder))
    after = all_of(naming.namer(opened, "first"), Style.NAME)
    assert set(before) - set(after) == {"Dara", "Rebin", "Bakhtiar"}


def test_what_stands_on_the_card_and_is_not_kept_yet_counts(opened: Vault) -> None:
    typed = Identity(name="Mace Dill")
    new = naming.namer(opened, None, typed)
    assert not {one.split()[-1] for one in all_of(new, Style.HONORIFIC)} & set("MD")
    assert not [name for name in all_of(new, Style.NAME) if name[0] in "MD"]
    both = naming.namer(opened, "first", typed)
    assert not {one.split()[-1] for one in all_of(both, Style.HONORIFIC)} & set("SKANTZMD")


def test_a_name_that_was_retired_from_the_card_still_counts(opened: Vault) -> None:
    people.supplement(opened, "first", Identity(aliases=("Walnut",)))
    people.retire(opened, "first", Identity(aliases=("Walnut",)))
    assert not {one.split()[-1] for one in all_of(naming.namer(opened, "first"), Style.HONORIFIC)} & set("W")


def test_with_the_identities_locked_it_says_that_it_cannot_know_and_gives_codes(vault: Vault) -> None:
    people.add_source(vault, Source(handle="first", pseudonym="Source 7"), CARD)
    known = naming.namer(vault, "first", Identity(name="Saffron Kemiri"))  # of the others nobody knows
    for style in Style:
        found = known.suggest(style, "ckb", naming.ANYONE, MANY)
        assert found.offered
        assert {one.style for one in found.offered} == {Style.CODE}
        assert all(
            one.pseudonym.split()[0] in ("Source", "Interviewee", "Participant", "Respondent") for one in found.offered
        )
        assert "7" not in {one.pseudonym.split()[1] for one in found.offered}
        assert (found.said == naming.LOCKED) is (style is not Style.CODE)


def test_without_a_name_on_the_card_it_gives_codes_and_says_why(opened: Vault) -> None:
    people.add_source(opened, Source(handle="nobody", pseudonym="x"), Identity(phones=("+999 1",)))
    found = naming.namer(opened, "nobody").suggest(Style.NAME, "ckb", naming.ANYONE, 5)
    assert ([one.style for one in found.offered], found.said) == ([Style.CODE] * 5, naming.NAMELESS)


def test_an_exhausted_style_says_so_and_repeats_nothing(opened: Vault) -> None:
    known = naming.namer(opened, "first")
    for style in (Style.HONORIFIC, Style.NAME):
        shown: set[str] = set()
        while True:
            found = known.suggest(style, "ckb", naming.ANYONE, 7, shown)
            assert not {one.pseudonym for one in found.offered} & shown
            assert (len(found.offered) < 7) is bool(found.said)
            if not found.offered:
                break
            shown.update(one.pseudonym for one in found.offered)
        assert shown == set(all_of(known, style))
        assert "is left" in found.said
        assert "\n" not in found.said
        assert ". " not in found.said


def test_names_that_all_share_an_initial_leave_nothing_and_nothing_is_made_up(opened: Vault) -> None:
    everything = " ".join(f"{letter}{letter.lower()}umac" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    known = naming.namer(opened, None, Identity(name=everything))
    for style in (Style.HONORIFIC, Style.NAME):
        assert known.suggest(style, "ckb", naming.ANYONE, 5).offered == ()
    assert len(known.suggest(Style.CODE, "", naming.ANYONE, 5).offered) == 5


def test_two_runs_differ_and_neither_follows_the_alphabet_nor_the_order_of_entry(opened: Vault) -> None:
    for style in Style:
        runs = {
            tuple(one.pseudonym for one in naming.namer(opened, "first").suggest(style, "ckb", "any", 6).offered)
            for _ in range(6)
        }
        assert len(runs) > 3, style
        assert any(list(run) != sorted(run) for run in runs), style
    # People entered one after the other are not numbered one after the other.
    numbers = []
    for place in range(8):
        code = naming.namer(opened, "first").suggest(Style.CODE, "", "any", 1).offered[0]
        people.add_source(opened, Source(handle=code.handle, pseudonym=code.pseudonym), None)
        numbers.append(int("".join(filter(str.isdigit, code.pseudonym))))
        assert len(set(numbers)) == place + 1
    assert numbers != sorted(numbers)


def test_a_handful_shows_several_words_of_respect(opened: Vault) -> None:
    found = naming.namer(opened, "first").suggest(Style.HONORIFIC, "ckb", "any", 5).offered
    assert len({one.gloss for one in found}) == 5


def test_only_what_is_said_to_such_a_person_is_suggested(opened: Vault) -> None:
    known = naming.namer(opened, "first")
    for style in (Style.HONORIFIC, Style.NAME):
        women = known.suggest(style, "ckb", naming.WOMAN, MANY).offered
        assert {one.said_to for one in women} == {naming.WOMAN, naming.ANYONE}


def test_every_suggestion_of_a_word_of_respect_brings_its_gloss(opened: Vault) -> None:
    known = naming.namer(opened, "first")
    for language in naming.languages(Style.HONORIFIC):
        assert all(one.gloss for one in all_of(known, Style.HONORIFIC, language).values())
    assert not any(one.gloss for one in all_of(known, Style.NAME).values())


def test_no_suggestion_is_refused_by_the_rule_of_the_form_and_of_load(opened: Vault) -> None:
    known = naming.namer(opened, "first")
    for style in Style:
        for one in known.suggest(style, "ckb", naming.ANYONE, 60).offered:
            assert people.warnings(one.pseudonym, one.handle, CARD) == []


def test_the_numbers_of_codes_grow_before_they_run_out(opened: Vault) -> None:
    with opened.transaction() as tx:
        for number in range(2, 60):
            source = Source(handle=f"source-{number}", pseudonym=f"Source {number}")
            tx.put("source", number.to_bytes(16, "big"), source.to_owner_json(), name=source.handle)
    codes = naming.namer(opened, "first").suggest(Style.CODE, "", "any", 40).offered
    assert max(int(one.handle.rsplit("-", 1)[1]) for one in codes) > 99


def test_the_language_is_that_of_the_interviews(opened: Vault) -> None:
    with pytest.raises(UsageError, match="cannot be told"):
        naming.chosen_language(naming.namer(opened, "first"), Style.NAME, None)
    began = datetime(2026, 3, 21, tzinfo=UTC)
    part = Participant.model_validate({"source": "first", "as": "interviewee"})
    for code in ("INT-1", "INT-2"):
        sittings.add_interview(opened, Interview(code=code, started=began, languages=("ar",)))
    sittings.add_interview(
        opened, Interview(code="INT-3", started=began, languages=("qqq", "uk-UA"), participants=(part,))
    )
    known = naming.namer(opened, "first")
    assert naming.chosen_language(known, Style.NAME, None) == "uk"
    assert naming.chosen_language(known, Style.NAME, "my") == "my"
    assert naming.spoken_in(known, Style.HONORIFIC) == ["uk", "ar"]
    with pytest.raises(UsageError, match="nothing is known"):
        naming.chosen_language(known, Style.NAME, "qqq")
    assert set(naming.languages(Style.NAME)) == set(languages())
