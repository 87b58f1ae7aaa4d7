"""Prove that a repository which went backwards, forked, was mixed or forged is told apart from one that did not."""

import hashlib
import hmac
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.backup import trust
from fieldnotes.backup.trust import Oddity, Seen, State, Statement, judge

VAULT, OTHER = "a" * 32, "b" * 32
TREE = "1" * 64


def sign(message: bytes) -> bytes:
    return hmac.digest(b"the vault's own key", message, "sha256")


def somebody_else_signs(message: bytes) -> bytes:
    return hmac.digest(b"another key", message, "sha256")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def made(name: str, generation: int, previous: str | None = None, **changed: object) -> Seen:
    """Return a snapshot of the vault as `name`, at a generation, after another one of the given name."""
    vault = str(changed.get("vault", VAULT))
    content = str(changed.get("content", f"state {generation}"))
    statement = Statement(vault, generation, digest(content), digest(previous) if previous else None)
    tag = statement.tag(TREE, changed.get("signed", sign))  # type: ignore[arg-type]
    tree = str(changed.get("tree", TREE))
    day = changed.get("day", generation)
    return Seen(digest(name), f"2026-01-{day:02d}T00:00:00Z", tree, trust.read(["daily", tag]))


def here(generation: int, last: str | None, begun: int | None = None, content: str | None = None) -> State:
    """Return the state of the vault here: its last backup by name, and the generation of the one it last began."""
    state = (begun, digest(f"state {begun}")) if begun is not None else None
    content = content or f"state {generation}"
    return State(VAULT, generation, digest(content), sign, digest(last) if last else None, state)


def oddities(snapshots: list[Seen], generation: int, last: str | None, begun: int | None = None) -> set[Oddity]:
    return set(judge(snapshots, here(generation, last, begun), ()).oddities)


CHAIN = [made("one", 1), made("two", 2, "one"), made("three", 5, "two")]


def test_a_chain_is_nothing_odd_whatever_the_order_it_is_listed_in() -> None:
    judgement = judge([CHAIN[2], CHAIN[0], CHAIN[1]], here(7, "three"), ())
    assert judgement.oddities == ()
    assert judgement.newest == CHAIN[2]
    assert [seen.id for seen in judgement.own] == [digest("one"), digest("two"), digest("three")]


def test_a_new_repository_and_one_with_forgotten_snapshots_are_nothing_odd() -> None:
    assert oddities([], 3, None) == set()
    assert oddities([CHAIN[0], CHAIN[2]], 5, "three") == set()


def test_a_snapshot_that_was_written_and_not_remembered_is_nothing_odd() -> None:
    assert oddities(CHAIN, 5, "two") == set()
    assert oddities(CHAIN, 9, "two", begun=5) == set()
    assert oddities(CHAIN, 9, None, begun=5) == set()


def test_a_repository_taken_up_anew_with_older_backups_is_nothing_odd() -> None:
    assert oddities(CHAIN, 9, None) == set()


def test_a_snapshot_that_another_copy_made_after_ours_is_told() -> None:
    assert oddities(CHAIN, 9, "two", begun=2) == {Oddity.FORKED}
    assert oddities(CHAIN, 9, None, begun=2) == {Oddity.FORKED}
    assert set(judge(CHAIN, here(5, None, content="another"), ()).oddities) == {Oddity.FORKED}


@pytest.mark.parametrize(
    ("snapshots", "generation", "last", "expected"),
    [
        ([], 7, "three", Oddity.EMPTIED),
        (CHAIN[:2], 7, "three", Oddity.BACKWARDS),
        ([*CHAIN, made("elsewhere", 4, "two")], 7, "three", Oddity.FORKED),
        ([*CHAIN, made("elsewhere", 5, "four", content="another")], 7, "three", Oddity.FORKED),
        (CHAIN, 4, "two", Oddity.AHEAD),
        ([*CHAIN, made("theirs", 9, vault=OTHER, signed=somebody_else_signs)], 7, "three", Oddity.MIXED),
        ([*CHAIN, made("false", 6, "three", signed=somebody_else_signs)], 7, "three", Oddity.FORGED),
        ([*CHAIN, made("moved", 6, "three", tree="2" * 64)], 7, "three", Oddity.FORGED),
    ],
)
def test_each_oddity_is_told_and_none_besides(
    snapshots: list[Seen], generation: int, last: str, expected: Oddity
) -> None:
    assert oddities(snapshots, generation, last) == {expected}


def test_a_forged_snapshot_is_never_the_newest() -> None:
    forged = made("false", 6, "three", signed=somebody_else_signs)
    assert judge([*CHAIN, forged], here(7, "three"), ()).newest == CHAIN[2]


def test_a_snapshot_that_cannot_be_read_is_told() -> None:
    assert judge(CHAIN, here(7, "three"), ["0" * 64]).oddities == (Oddity.UNREADABLE,)


AGAIN = [made("again", 5, "three", day=4), made("once more", 5, "again", day=3)]


def test_backups_of_one_state_by_a_clock_that_goes_back_come_after_one_another() -> None:
    for listed in permutations([*CHAIN[1:], *AGAIN]):
        assert judge(listed, here(5, "once more"), ()) == trust.Judgement(AGAIN[1], (*CHAIN[1:], *AGAIN), ())


def test_what_follows_the_newest_of_one_state_is_no_fork_though_links_between_were_forgotten() -> None:
    some = [*CHAIN[:2], AGAIN[1], CHAIN[2]]
    newest = judge(some, here(6, "once more", begun=6), ()).newest
    assert newest == AGAIN[1]
    assert oddities([*some, made("after", 6, "once more")], 6, "after") == set()


def test_snapshots_of_stock_restic_state_nothing() -> None:
    assert trust.read([]) is None
    assert trust.read(["daily", "fieldnotes.1.short"]) is None
    stock = Seen(digest("stock"), "2026-02-01T00:00:00Z", TREE, None)
    assert oddities([*CHAIN, stock], 5, "three") == set()


def test_two_statements_in_one_snapshot_are_none() -> None:
    tags = [Statement(VAULT, n, digest("x"), None).tag(TREE, sign) for n in (1, 2)]
    assert trust.read(tags) is None


@given(st.integers(0, 10**18 - 1), st.booleans())
def test_a_statement_is_read_as_it_was_written(generation: int, first: bool) -> None:
    statement = Statement(VAULT, generation, digest("x"), None if first else digest("y"))
    signed = trust.read([statement.tag(TREE, sign)])
    assert signed is not None
    assert signed.statement == statement
    assert signed.is_genuine(TREE, sign)
    assert not signed.is_genuine("2" * 64, sign)


@given(st.integers(0, 400), st.sampled_from("0123456789abcdef.-x"))
def test_a_statement_changed_in_any_place_is_not_genuine(place: int, sign_put: str) -> None:
    tag = Statement(VAULT, 12, digest("x"), digest("y")).tag(TREE, sign)
    place %= len(tag)
    changed = tag[:place] + sign_put + tag[place + 1 :]
    if changed != tag:
        signed = trust.read([changed])
        assert signed is None or not signed.is_genuine(TREE, sign)


def test_six_words_tell_snapshots_apart() -> None:
    said = {trust.words(digest(str(number))) for number in range(200)}
    assert len(said) == 200
    assert {len(words.split()) for words in said} == {6}
    assert trust.words(digest("1")) == trust.words(digest("1"))
