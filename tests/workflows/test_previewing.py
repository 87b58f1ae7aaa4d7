"""The preview is the page an export writes, block by block, without ever refusing; locked, it covers instead."""

import json
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from fieldnotes.domain.bundle import parse_bundle
from fieldnotes.domain.decision import Ruling
from fieldnotes.domain.interview import Interview, Participant, Passage
from fieldnotes.domain.source import Source
from fieldnotes.domain.text import RawText
from fieldnotes.errors import Objection
from fieldnotes.redaction.deciding import AS_DECIDED
from fieldnotes.redaction.masking import COVERED
from fieldnotes.redaction.pipeline import Cleared, Gate
from fieldnotes.vault import rows
from fieldnotes.vault.unlocked import Vault
from fieldnotes.workflows import loading, notebook, vaults
from fieldnotes.workflows.previewing import LOCKED, PASSAGE_BY_PASSAGE, WHOLE, Page, Preview, Shown
from fieldnotes.workflows.publications import PageRefused, Request, export
from tests.acceptance.terms_world import BUNDLE
from tests.workflows.conftest import Made
from tests.workflows.review_desk import keep_everything

NOW = datetime(2031, 5, 10, tzinfo=UTC)
OURS = ("hidden", "refused")


def filled(path: Path, made: Made, bundle: bytes) -> Iterator[Vault]:
    with vaults.opened(path, made.notes, write=True) as vault:
        loading.load(vault, parse_bundle(bundle), update=False)
        vault.open_identities(made.names)
        yield vault


@pytest.fixture
def world(fresh: Made) -> Iterator[Vault]:
    """Return the vault in which every rule about terms has an interview, with the identities open."""
    yield from filled(fresh.path, fresh, json.dumps(BUNDLE).encode())


@pytest.fixture
def demo(fresh: Made) -> Iterator[Vault]:
    """Return the demo's people and interviews, with the identities open."""
    yield from filled(fresh.path, fresh, (files("fieldnotes.demo") / "bundle.json").read_bytes())


def kept(vault: Vault, code: str) -> tuple[Interview, list[Passage]]:
    one = notebook.interviews(vault)[code]
    return one.interview, [each.passage for each in notebook.passages(vault, one.entity)]


def page_of(vault: Vault, code: str, preview: Preview | None = None) -> Page:
    return (preview or Preview(vault)).page(*kept(vault, code), NOW)


def written(shown: Sequence[Shown]) -> str:
    return "\n\n".join(one.text for one in shown if one.kind not in OURS)


def of_kind(page: Page, kind: str) -> list[Shown]:
    return [one for one in page.shown if one.kind == kind]


def says(text: str, speaker: str | None = "farmer", **more: Any) -> Passage:
    return Passage(speaker=speaker, text=RawText(text), **more)


def compare(vault: Vault, code: str, folder: Path) -> str:
    """Compare the preview of one interview with its export; say which of the two happened."""
    preview = Preview(vault)
    page = page_of(vault, code, preview)
    out = folder / f"{code}.md"
    try:
        export(vault, Request([code], out, NOW))
        refused: tuple[Objection, ...] = ()
    except PageRefused as refusal:
        refused = refusal.objections
    whole = preview.look_at_whole()
    assert whole is not None
    assert whole.objections == refused, code
    if refused:
        return "refused"
    body = out.read_text(encoding="utf-8").partition("\n---\n")[2].strip()
    assert written(page.shown) == body, code
    assert page.objections == ()
    return "exported"


def test_the_preview_is_the_page_and_objects_to_what_an_export_refuses(world: Vault, tmp_path: Path) -> None:
    def happened(folder: Path) -> set[str]:
        folder.mkdir()
        return {compare(world, code, folder) for code in notebook.interviews(world)}

    assert "refused" in happened(tmp_path / "undecided")
    keep_everything(world, NOW)
    assert happened(tmp_path / "decided") == {"refused", "exported"}


def test_the_preview_of_the_demo_is_its_page(demo: Vault, tmp_path: Path) -> None:
    for code in notebook.interviews(demo):
        assert compare(demo, code, tmp_path) == "exported"


def test_spans_stand_on_the_labels_and_say_why(demo: Vault) -> None:
    seen = 0
    for code in notebook.interviews(demo):
        for shown in page_of(demo, code).shown:
            for start, end, label, reason in shown.replaced:
                plain = shown.text[start:end].replace("\\", "").lower()
                assert plain == label.lower() or plain.endswith(f"[{label}]".lower())
                assert " of source " in reason or " of location " in reason or reason == AS_DECIDED
                seen += 1
    assert seen > 20


def test_a_refused_passage_says_kind_and_what_in_its_place(world: Vault) -> None:
    interview, passages = kept(world, "LAB-ON")
    page = Preview(world).page(interview, [*passages, says("ask @nobody-here of it."), says("and then we left.")], NOW)
    assert [(one.number, one.kind) for one in page.shown if one.number] == [(1, "quote"), (2, "refused"), (3, "quote")]
    assert of_kind(page, "refused")[0].text == "Refused. mention: an @handle that names no source or place."
    assert [(o.kind, o.where) for o in page.objections] == [("mention", "LAB-ON:2")]


def test_objections_follow_a_passage_that_moves(world: Vault) -> None:
    interview, _ = kept(world, "LAB-ON")
    preview, lost = Preview(world), says("ask @nobody-here.")
    first = preview.page(interview, [lost], NOW)
    moved = preview.page(interview, [says("we came."), lost], NOW)
    assert [first.objections[0].where, moved.objections[0].where] == ["LAB-ON:1", "LAB-ON:2"]


def test_words_under_an_embargo_are_not_shown(world: Vault) -> None:
    page = page_of(world, "EMB-PASS")
    assert [one.kind for one in page.shown if one.number] == ["quote", "refused"]
    assert "embpass" + "lob" not in written(page.shown) + of_kind(page, "refused")[0].text


def test_hidden_passages_say_why_and_omissions_are_one_mark(world: Vault) -> None:
    bits = page_of(world, "BITS")
    assert [(one.number, one.kind) for one in bits.shown if one.number] == [
        (1, "prose"),
        (2, "omission"),
        (3, "quote"),
        (4, "omission"),
        (6, "quote"),
    ]
    assert [one.kind for one in page_of(world, "LAB-OFF").shown] == ["hidden"]
    interview, _ = kept(world, "LAB-ON")
    apart = Passage.model_validate(
        {"speaker": "farmer", "text": "raw", "paraphrase": "they left", "terms": {"label": "deep-background"}}
    )
    shown = Preview(world).page(interview, [apart], NOW).shown[-1]
    assert (shown.number, shown.kind) == (1, "hidden")
    assert "three other interviews" in shown.text


def test_words_are_those_that_readers_get(world: Vault) -> None:
    interview, _ = kept(world, "LAB-ON")
    off = says("never said", terms={"label": "off-record"})
    assert Preview(world).page(interview, [says("one two three"), off, says("four five")], NOW).words == 5


def test_a_page_is_looked_at_as_a_whole_when_asked(world: Vault) -> None:
    preview = Preview(world)
    assert preview.look_at_whole() is None
    assert page_of(world, "LAB-ON", preview).banner == PASSAGE_BY_PASSAGE
    looked = preview.look_at_whole()
    assert looked is not None
    assert looked.banner == WHOLE
    assert page_of(world, "LAB-ON", preview).banner == WHOLE
    assert page_of(world, "LAB-BG", preview).banner == PASSAGE_BY_PASSAGE


def test_what_only_the_look_at_the_whole_finds_is_kept_for_the_same_page(
    world: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_everything(world, NOW)
    found = Objection("identity", "line 4", "a name of source miller")
    monkeypatch.setattr(Gate, "look", lambda *_: [found])
    preview = Preview(world)
    assert page_of(world, "LAB-ON", preview).objections == ()
    looked = preview.look_at_whole()
    assert looked is not None
    assert looked.objections == (found,)
    assert page_of(world, "LAB-ON", preview).objections == (found,)
    assert page_of(world, "LAB-BG", preview).objections == ()


def test_a_new_card_changes_the_next_page(world: Vault) -> None:
    preview = Preview(world)
    interview, _ = kept(world, "LAB-ON")
    before = preview.page(interview, [says("so Zirqand came.")], NOW)
    with world.transaction() as tx:
        entity = notebook.sources(world)["miller"][0]
        tx.seal(rows.IDENTITY, entity, json.dumps({"adds": {"aliases": ["Zirqand"]}}).encode())
    after = preview.page(interview, [says("so Zirqand came.")], NOW)
    assert "Zirqand" in written(before.shown)
    assert "[Neighbour Elm]" in written(after.shown)
    assert "Zirqand" not in written(after.shown)
    assert after.generation > before.generation


def test_drafts_do_not_make_the_gate_anew(world: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def compiling(gate: Gate, *given: Any) -> None:
        made.append(1)
        compile_gate(gate, *given)

    compile_gate = Gate.__init__
    monkeypatch.setattr(Gate, "__init__", compiling)
    preview = Preview(world)
    page_of(world, "LAB-ON", preview)
    one = notebook.interviews(world)["LAB-ON"]
    first = notebook.passages(world, one.entity)[0]
    with world.transaction() as tx:
        body = says("changed").to_owner_json()
        tx.put(rows.PASSAGE, first.entity, body, owner=one.entity, position=first.position, words=1)
    before = len(made)
    page_of(world, "LAB-ON", preview)
    assert before > 0
    assert len(made) == before


def test_only_what_changed_passes_the_gate_again(world: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[str] = []

    def clearing(gate: Gate, raw: RawText, where: str, decided: Sequence[Ruling] = ()) -> Cleared:
        passed.append(raw.reveal())
        return clear(gate, raw, where, decided)

    clear = Gate.clear
    monkeypatch.setattr(Gate, "clear", clearing)
    preview, (interview, _) = Preview(world), kept(world, "LAB-ON")
    preview.page(interview, [says("one"), says("two")], NOW)
    preview.page(interview, [says("one"), says("three"), says("two")], NOW)
    assert passed == ["one", "two", "three"]


def test_a_part_taken_in_an_unsaved_head_protects_at_once(world: Vault) -> None:
    interview, _ = kept(world, "LAB-ON")
    preview = Preview(world)
    preview.page(interview, [says("Iridel Quassion came.")], NOW)
    participants = (*interview.participants, Participant.model_validate({"source": "miller", "as": "interpreter"}))
    head = interview.model_copy(update={"participants": participants})
    assert "[An interpreter] came." in written(preview.page(head, [says("Iridel Quassion came.")], NOW).shown)


def test_locked_the_page_covers_and_leaves_out_the_same(world: Vault) -> None:
    opened = {code: page_of(world, code) for code in notebook.interviews(world)}
    world.close_identities()
    for code, before in opened.items():
        page = page_of(world, code)
        assert page.banner == LOCKED
        printed = {one.number for one in before.shown if one.kind not in OURS}
        assert {one.number for one in page.shown if one.kind not in OURS} <= printed | refused_by_gate(before), code
        for person in BUNDLE["sources"]:
            for word in person["identity"]["name"].split():
                assert word not in written(page.shown), code


def refused_by_gate(page: Page) -> set[int | None]:
    return {one.number for one in of_kind(page, "refused") if "embargo" not in one.text}


def test_locked_the_personas_and_rungs_of_handles_are_known(world: Vault) -> None:
    world.close_identities()
    page = page_of(world, "KAK")
    text = "\n".join(one.text for one in of_kind(page, "quote"))
    assert "[Kak Dem]" in text
    assert "[Belmora province]" in text
    assert "Kak Dem, the head of a powerful agency" in page.shown[0].text
    reasons = {one.reason for shown in page.shown for one in shown.replaced}
    assert {COVERED, "a mention of source kak-d"} <= reasons


def test_locking_takes_effect_at_the_next_page(world: Vault) -> None:
    preview = Preview(world)
    assert page_of(world, "LAB-ON", preview).banner == PASSAGE_BY_PASSAGE
    world.close_identities()
    page = page_of(world, "LAB-ON", preview)
    assert page.banner == LOCKED
    assert preview.look_at_whole() == page


def test_a_sealed_place_is_told_by_its_public_rung_while_locked(fresh: Made) -> None:
    place = {
        "handle": "karanfil",
        "name": "Karanfil",
        "ladder": {"settlement": "Karanfil", "district": "Zencefil", "country": "Baharat"},
        "publish_from": "country",
        "sealed": True,
    }
    told = {"speaker": "s", "text": "we met in @karanfil."}
    interview = {
        "code": "I-1",
        "started": "2031-03-21T18:00:00+03:00",
        "location": "karanfil",
        "terms": {"label": "background"},
        "participants": [{"source": "s", "as": "interviewee"}],
        "passages": [told],
    }
    sources = [Source(handle="s", pseudonym="Ayn").model_dump(exclude_defaults=True)]
    bundle = {"fieldnotes_bundle": 1, "sources": sources, "locations": [place], "interviews": [interview]}
    with vaults.opened(fresh.path, fresh.notes, write=True) as vault:
        loading.load(vault, parse_bundle(json.dumps(bundle).encode()), update=False)
        text = written(page_of(vault, "I-1").shown)
    assert "[Baharat]" in text
    assert "Karanfil" not in text
    assert "Zencefil" not in text


def test_any_thread_may_ask(world: Vault) -> None:
    preview, pages = Preview(world), list[Page]()

    def ask() -> None:
        pages.append(page_of(world, "NAMED", preview))
        assert preview.look_at_whole() is not None

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({page.shown for page in pages}) == 1


def test_forgetting_leaves_nothing_to_look_at(world: Vault) -> None:
    preview = Preview(world)
    page_of(world, "LAB-ON", preview)
    preview.forget()
    assert preview.look_at_whole() is None
