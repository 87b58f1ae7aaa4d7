"""People, places and interviews are added, changed and removed one at a time, and every change is undone."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fieldnotes.domain.identity import Identity
from fieldnotes.domain.interview import Interview, Participant, Passage
from fieldnotes.domain.location import Ladder, Location
from fieldnotes.domain.publication import Publication, Release
from fieldnotes.domain.rungs import PlaceRung
from fieldnotes.domain.source import Source
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Locked, UsageError
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import drafting, notebook, people, places, reading, sittings, writing
from fieldnotes.workflows.drafting import Change
from tests.workflows.conftest import Made

BAKER = Source(handle="saffron", pseudonym="Kak B")
CARD = Identity(name="Saffron Kemiri", phones=("+999 1",))
WELLS = Location(
    handle="wells",
    name="Nutmeg Wells",
    ladder=Ladder(settlement="Nutmeg Wells", country="Baharat"),
    publish_from=PlaceRung.COUNTRY,
)


def meeting(code: str = "INT-001", **parts: object) -> Interview:
    return Interview.model_validate({"code": code, "started": datetime(2026, 3, 21, tzinfo=UTC), **parts})


def listed(vault: Vault) -> list[object]:
    return [
        reading.list_sources(vault),
        reading.list_locations(vault),
        [(kept.interview, notebook.passages(vault, kept.entity)) for kept in notebook.interviews(vault).values()],
    ]


def test_a_taken_handle_or_code_is_refused(vault: Vault) -> None:
    people.add_source(vault, BAKER, None)
    places.add_location(vault, WELLS)
    places.add_location(vault, WELLS.model_copy(update={"handle": "hidden", "sealed": True}))
    sittings.add_interview(vault, meeting())
    for handle in ("saffron", "wells", "hidden"):
        with pytest.raises(UsageError, match="already"):
            people.add_source(vault, Source(handle=handle, pseudonym="x"), None)
        with pytest.raises(UsageError, match="already"):
            places.add_location(vault, WELLS.model_copy(update={"handle": handle}))
    with pytest.raises(UsageError, match="already"):
        sittings.add_interview(vault, meeting())
    sittings.add_interview(vault, meeting("INT-002"))
    with pytest.raises(UsageError, match="already"):
        sittings.change_interview(vault, "INT-002", meeting())


def test_every_change_of_a_record_is_undone_and_done_again(vault: Vault) -> None:
    changes: list[Callable[[], writing.Undo | None]] = [
        lambda: people.add_source(vault, BAKER, CARD),
        lambda: people.change_source(vault, "saffron", BAKER.model_copy(update={"pseudonym": "Kak C"})),
        lambda: places.add_location(vault, WELLS),
        lambda: places.change_location(vault, "wells", WELLS.model_copy(update={"name": "Wells"})),
        lambda: sittings.add_interview(vault, meeting()),
        lambda: sittings.change_interview(vault, "INT-001", meeting("INT-7", location="wells")),
        lambda: sittings.change_interview(vault, "INT-7", meeting("INT-7")),
        lambda: writing.insert(vault, notebook.interviews(vault)["INT-7"].entity, 1, said("Salt.")),
        lambda: sittings.remove_interview(vault, "INT-7"),
        lambda: people.remove_source(vault, "saffron"),
        lambda: places.remove_location(vault, "wells"),
    ]
    for change in changes:
        before = listed(vault)
        done = change()
        assert done is not None
        after = listed(vault)
        assert after != before
        redo = writing.undo(vault, done)
        assert listed(vault) == before
        writing.undo(vault, redo)
        assert listed(vault) == after
    assert listed(vault) == [[], [], []]
    vault.verify_history()


def said(text: str, speaker: str | None = "saffron", translator: str | None = None) -> Passage:
    return Passage(speaker=speaker, text=RawText(text), translator=translator)


def test_a_handle_does_not_change_under_the_notes(vault: Vault) -> None:
    people.add_source(vault, BAKER, None)
    places.add_location(vault, WELLS)
    with pytest.raises(UsageError, match="does not change"):
        people.change_source(vault, "saffron", BAKER.model_copy(update={"handle": "sumac"}))
    with pytest.raises(UsageError, match="does not change"):
        places.change_location(vault, "wells", WELLS.model_copy(update={"handle": "sumac"}))
    with pytest.raises(UsageError, match="called so"):
        people.change_source(vault, "sumac", BAKER.model_copy(update={"handle": "sumac"}))


@pytest.mark.parametrize("how", ["takes part", "speaks", "translates", "is mentioned", "is in a draft"])
def test_a_source_that_an_interview_refers_to_is_not_removed(vault: Vault, how: str) -> None:
    people.add_source(vault, BAKER, None)
    part = (Participant.model_validate({"source": "saffron", "as": "host"}),)
    sittings.add_interview(vault, meeting(participants=part if how == "takes part" else ()))
    entity = notebook.interviews(vault)["INT-001"].entity
    passage = {
        "speaks": said("Salt."),
        "translates": said("Salt.", None, "saffron"),
        "is mentioned": said("See @saffron.", None),
    }
    if how in passage:
        writing.insert(vault, entity, 1, passage[how])
    if how == "is in a draft":
        drafting.keep(vault, entity, [Change(bytes(16), b"\x80", said("Salt."))])
    with pytest.raises(UsageError, match="INT-001 refers"):
        people.remove_source(vault, "saffron")
    sittings.remove_interview(vault, "INT-001")
    people.remove_source(vault, "saffron")
    assert not notebook.sources(vault)


def test_a_place_that_an_interview_refers_to_is_not_removed(vault: Vault) -> None:
    places.add_location(vault, WELLS)
    for code in ("INT-001", "INT-002"):
        sittings.add_interview(vault, meeting(code, location="wells"))
    with pytest.raises(UsageError, match="INT-001 and 1 more refers"):
        places.remove_location(vault, "wells")


def test_a_card_grows_without_the_key_and_is_read_and_retired_with_it(vault: Vault, fresh: Made) -> None:
    people.add_source(vault, BAKER, CARD)
    people.add_source(vault, Source(handle="cumin", pseudonym="Kak C"), None)
    people.supplement(vault, "saffron", Identity(aliases=("Abu Sumac",)))
    people.supplement(vault, "saffron", Identity())
    assert len(list(vault.seals(rows.IDENTITY))) == 2
    assert (people.has_card(vault, "saffron"), people.has_card(vault, "cumin")) == (True, False)
    for handle in ("saffron", "cumin"):
        with pytest.raises(Locked):
            people.card_of(vault, handle)
        with pytest.raises(Locked):
            people.retire(vault, handle, CARD)
    vault.open_identities(fresh.names)
    assert people.card_of(vault, "cumin") is None
    assert people.card_of(vault, "saffron") == Identity(
        name="Saffron Kemiri", aliases=("Abu Sumac",), phones=("+999 1",)
    )
    people.retire(vault, "saffron", Identity(aliases=("Abu Sumac",)))
    assert people.card_of(vault, "saffron") == CARD


def test_the_draft_of_a_card_is_sealed(vault: Vault, fresh: Made) -> None:
    people.add_source(vault, BAKER, None)
    assert not people.has_card_draft(vault, "saffron")
    for name in ("Saff", "Saffron Kem"):
        people.keep_card_draft(vault, "saffron", Identity(name=name))
    assert people.has_card_draft(vault, "saffron")
    assert b"Saff" not in b"".join(draft.body for draft in vault.drafts())
    with pytest.raises(Locked):
        people.card_draft(vault, "saffron")
    vault.open_identities(fresh.names)
    assert people.card_draft(vault, "saffron") == Identity(name="Saffron Kem")
    people.drop_card_draft(vault, "saffron")
    assert people.card_draft(vault, "saffron") is None
    people.keep_card_draft(vault, "saffron", CARD)
    people.supplement(vault, "saffron", CARD)
    assert not people.has_card_draft(vault, "saffron")
    assert drafting.pending(vault) == []


def test_a_pseudonym_that_gives_the_name_away_is_told_without_it() -> None:
    found = people.warnings("Kak Saff", "kemiri-1", CARD)
    assert [(one.what, one.shared) for one in found] == [
        ("pseudonym", "an initial"),
        ("pseudonym", "a part"),
        ("handle", "an initial"),
        ("handle", "a part"),
    ]
    assert people.warnings("Kak D", "kak-d", CARD) == []
    assert people.warnings("Kak Saff", "kemiri-1", None) == []


@pytest.mark.parametrize(
    ("pseudonym", "handle"),
    [
        ("Kak D", "kak-d"),
        ("Şêx Zerdeçal!", "sex-zerdecal"),
        ("کاک د", "source"),
        ("2nd Driver", "nd-driver"),
        ("The Baker", "the-baker-3"),
        ("interviewer", "interviewer-2"),
        ("x" * 80, "x" * 63),
    ],
)
def test_a_handle_is_suggested_that_nobody_has(pseudonym: str, handle: str) -> None:
    suggested = people.suggest_handle(pseudonym, {"the-baker", "the-baker-2"})
    assert suggested == handle
    assert Source(handle=suggested, pseudonym=pseudonym).handle == handle


def test_a_place_once_sealed_stays_so(vault: Vault, fresh: Made) -> None:
    places.add_location(vault, WELLS)
    assert places.change_location(vault, "wells", WELLS.model_copy(update={"sealed": True})) is None
    (readable,) = reading.list_locations(vault)
    assert b"Nutmeg" not in readable.to_owner_json()
    again = WELLS.model_copy(update={"name": "Sumac Wells", "ladder": Ladder(country="Baharat")})
    assert places.change_location(vault, "wells", again) is None
    assert [row.body.count(b"Wells") for row in vault.heads()] == [0]
    vault.open_identities(fresh.names)
    (whole,) = reading.list_locations(vault)
    assert isinstance(whole, Location)
    assert (whole.name, whole.aliases, whole.sealed) == ("Sumac Wells", ("Nutmeg Wells",), True)
    with vault.transaction() as tx:  # as a load does it, which knows the place whole
        places.write(tx, next(vault.heads()).entity, whole, again.model_copy(update={"name": "Cumin Wells"}))
    assert [row.kind for row in vault.heads()] == [rows.SEALED_LOCATION]


def test_an_interview_refers_to_what_is_there(vault: Vault) -> None:
    part = Participant.model_validate({"source": "saffron", "as": "host"})
    with pytest.raises(UsageError, match="place"):
        sittings.add_interview(vault, meeting(location="wells"))
    with pytest.raises(UsageError, match="not in the vault"):
        sittings.add_interview(vault, meeting(participants=(part,)))
    people.add_source(vault, BAKER, None)
    with pytest.raises(UsageError, match="twice"):
        sittings.add_interview(vault, meeting(participants=(part, part)))
    sittings.add_interview(vault, meeting(participants=(part,)))
    with pytest.raises(UsageError, match="place"):
        sittings.change_interview(vault, "INT-001", meeting(location="wells"))


def test_codes_go_on_from_the_last_one(vault: Vault) -> None:
    assert sittings.next_code(vault) == "INT-001"
    for code, following in (("INT-011", "INT-012"), ("INT-099", "INT-100"), ("KRK-7", "KRK-8"), ("EVE", "KRK-8")):
        sittings.add_interview(vault, meeting(code))
        assert sittings.next_code(vault) == following
    release = Release(interview="KRK-12", passages=(), sources=())
    with vault.transaction() as tx:
        publication = Publication(digest="00", releases=(release,), replaced=0)
        tx.put(rows.PUBLICATION, None, publication.to_owner_json())
    assert sittings.next_code(vault) == "KRK-13"


def test_a_published_code_does_not_change(vault: Vault) -> None:
    sittings.add_interview(vault, meeting())
    release = Release(interview="INT-001", passages=(), sources=())
    with vault.transaction() as tx:
        publication = Publication(digest="00", releases=(release,), replaced=0)
        tx.put(rows.PUBLICATION, None, publication.to_owner_json())
    with pytest.raises(UsageError, match="publication"):
        sittings.change_interview(vault, "INT-001", meeting("INT-002"))
    sittings.change_interview(vault, "INT-001", meeting(mode="by phone"))


def test_what_was_being_written_comes_back_with_the_interview(vault: Vault) -> None:
    sittings.add_interview(vault, meeting())
    entity = notebook.interviews(vault)["INT-001"].entity
    drafting.keep(vault, entity, [Change(bytes(16), b"\x80", said("Salt.", None))])
    done = sittings.remove_interview(vault, "INT-001")
    assert not vault.drafts()
    writing.undo(vault, done)
    assert [kept.passage for kept in notebook.passages(vault, entity)] == [said("Salt.", None)]
