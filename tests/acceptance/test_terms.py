"""Design section 4 rule by rule: what was agreed is what the page says, seen from outside.

All pages are exported first (`pages`), each from a fresh copy of one vault; every test then reads the page it needs.
"""

import re

import pytest

from tests.acceptance.judge import leaks
from tests.acceptance.terms_pages import MAIN, Page
from tests.acceptance.terms_world import SECRETS, block, part, word

# ------------------------------------------------------------------------------------------ labels and bits


def test_an_on_record_passage_is_quoted_under_a_persona_unless_the_name_was_chosen(main: str) -> None:
    """`publish_as` is persona where nothing else is said."""
    assert block(main, word("LAB-ON", 0)).startswith(">")
    assert "Neighbour Ash" in part(main, word("LAB-ON", 0))


def test_a_background_passage_is_quoted_with_persona_and_agreed_description(main: str) -> None:
    """The words of the description are printed exactly as agreed."""
    own = part(main, word("LAB-BG", 0))
    assert "Neighbour Ash" in own
    assert "a farmer of the plain" in own
    assert block(main, word("LAB-BG", 1)).startswith(">")


def test_an_off_record_passage_is_nowhere_and_leaves_no_gap(main: str) -> None:
    """`off-record` says `reveal_conversation: no`, so nothing shows that something was said."""
    assert word("LAB-BG", 2) not in main
    assert "[…]" not in part(main, word("LAB-BG", 0))


@pytest.mark.parametrize("code", ["LAB-OFF", "NO-GRANT", "HIDDEN"])
def test_an_interview_off_the_record_or_without_a_grant_is_not_even_a_heading(main: str, code: str) -> None:
    """A looser grant of a passage changes nothing, because grants combine by AND."""
    assert word(code, 0) not in main
    assert word(code, 1) not in main
    headings = re.findall(r"(?m)^## ", main)
    hidden = {"LAB-OFF", "NO-GRANT", "HIDDEN", "LAB-DEEP"}
    assert len(headings) <= len(MAIN.split()) - len(hidden) + 1  # the closing section may have a heading


def test_an_explicit_bit_overrides_only_its_own_label(main: str) -> None:
    """Background without `quote` is paraphrased; off-record with four bits given is printed."""
    assert f"raw{word('BITS', 0)}" not in main
    assert not block(main, word("BITS", 0)).startswith(">")
    assert block(main, word("BITS-UP", 0)).startswith(">")


def test_omissions_leave_one_gap_for_each_run(main: str) -> None:
    """One passage without `use`, then a quotation, then two without, then another quotation."""
    own = part(main, word("BITS", 2))
    first, second, third = own.find(word("BITS", 0)), own.find(word("BITS", 2)), own.find(word("BITS", 5))
    assert -1 < first < second < third
    assert own[first:second].count("[…]") == 1
    assert own[second:third].count("[…]") == 1
    for number in (1, 3, 4):
        assert word("BITS", number) not in main


def test_a_passage_without_a_grant_inherits_the_interviews(main: str) -> None:
    """And one with a looser grant is held by the interview's."""
    assert not block(main, word("PARA", 0)).startswith(">")
    assert word("PARA", 3) not in main


# --------------------------------------------------------------------------------- paraphrase and translation


def test_without_quote_only_a_written_paraphrase_is_published_as_prose(main: str) -> None:
    """The raw words are nowhere, and a passage without a paraphrase is omitted."""
    assert "rawpara" not in main
    assert not block(main, word("PARA", 0)).startswith(">")
    assert word("PARA", 1) not in main


def test_a_paraphrase_passes_the_same_gate(main: str) -> None:
    """A name and a place in it are replaced."""
    own = block(main, word("PARA", 2))
    assert "[Kak Dem]" in own
    assert "[Belmora province]" in own


def test_the_translation_is_printed_and_the_original_stays(main: str) -> None:
    """Where quoting is allowed."""
    assert block(main, word("TRANS", 0)).startswith(">")
    assert "rawtrans" not in main


def test_what_may_not_be_attributed_closes_the_page_without_a_name(main: str, pages: dict[str, Page]) -> None:
    """The paraphrase stands after all interviews, under no persona."""
    own = part(main, word("LAB-DEEP", 0))
    assert main.rstrip().endswith(own.rstrip())
    assert "Neighbour" not in own
    assert f"raw{word('LAB-DEEP', 0)}" not in main
    assert word("LAB-DEEP", 1) not in main
    assert word("LAB-DEEP", 0) in pages["three others"].text


@pytest.mark.parametrize("page", ["two others", "two others and a hidden"])
def test_an_unattributed_paraphrase_needs_three_other_interviews(pages: dict[str, Page], page: str) -> None:
    """Else it is omitted and reported; interviews that a reader cannot see are no cover."""
    assert word("LAB-DEEP", 0) not in pages[page].text
    assert word("OTHER-A", 0) in pages[page].text
    assert "LAB-DEEP:1" in pages[page].outcome.said


# --------------------------------------------------------------------------------------- questions and notes


def test_a_question_around_an_off_record_answer_is_omitted(main: str) -> None:
    """The one before it and the one after it; the next one, between two free answers, is printed."""
    shown = [word("ASK-ONE", number) in main for number in range(7)]
    assert shown == [False, True, False, False, True, True, True]


def test_an_explicit_grant_loosens_a_question_and_notes_follow_their_neighbours(main: str) -> None:
    """A note beside an off-record answer is omitted, a note between two quotations is printed."""
    shown = [word("ASK-TWO", number) in main for number in range(6)]
    assert shown == [True, False, False, True, True, True]


def test_questions_around_paraphrased_and_unattributed_answers_are_omitted(main: str) -> None:
    """Questions need `use` and `quote`, and `attribute: no` next to them is enough to omit them."""
    shown = [word("ASK-THREE", number) in main for number in range(7)]
    assert shown == [False, True, False, True, False, False, True]
    assert word("ASK-THREE", 3) not in part(main, word("ASK-THREE", 6))


# ------------------------------------------------------------------------------------------ embargo and expiry


@pytest.mark.parametrize(
    ("page", "where"), [("embargoed", "EMB-IV"), ("embargoed passage", "EMB-PASS:2"), ("embargo before", "EMB-PASS:2")]
)
def test_an_embargo_refuses_the_whole_page(pages: dict[str, Page], page: str, where: str) -> None:
    """Exit 3, nothing written, and it says where."""
    refused = pages[page].refusal(3)
    assert any(one["kind"] == "embargo" and one["where"].startswith(where) for one in refused), refused


def test_after_the_embargo_the_page_is_written(pages: dict[str, Page]) -> None:
    """`--now` decides, not the clock of the machine."""
    assert word("EMB-PASS", 1) in pages["embargo after"].text
    assert word("EMB-IV", 0) in pages["embargo after"].text


def test_expired_words_are_omitted(pages: dict[str, Page], main: str) -> None:
    """They are printed before that instant, and never refused."""
    assert word("EXPIRED", 0) in main
    assert word("EXPIRED", 0) not in pages["expired"].text
    assert word("EXPIRED", 1) in pages["expired"].text


@pytest.mark.parametrize("page", ["now without zone", "unknown code"])
def test_an_instant_without_zone_and_an_unknown_code_are_wrong_usage(pages: dict[str, Page], page: str) -> None:
    """Exit 2 and nothing written."""
    pages[page].refusal(2)


# ---------------------------------------------------------------------------------------- people and their names


@pytest.mark.parametrize(
    ("code", "number", "label"),
    [("ROLE-INT", 2, "an interpreter"), ("ROLE-AS", 1, "a driver"), ("ROLE-BY", 0, "a bystander")],
)
def test_whoever_has_a_protected_role_becomes_a_class(main: str, code: str, number: int, label: str) -> None:
    """By their `role`, or by what they take part `as`; neither name nor persona is printed."""
    assert label in block(main, word(code, number)).lower()
    for persona in ("Oakum", "Pinecone", "Yewtree"):
        assert persona not in main


def test_passages_of_protected_roles_are_omitted(main: str) -> None:
    """Also when they were granted on the record."""
    assert word("ROLE-INT", 1) not in main
    assert word("ROLE-AS", 0) not in main
    assert word("OFFICIAL", 0) in main


def test_a_chosen_name_is_printed_exactly_for_every_mention(pages: dict[str, Page]) -> None:
    """Alias, part and another script become the full name; the number of the telephone does not appear."""
    page = pages["named"].text
    assert "Galanga Torvise" in page.split("\n## ")[1].splitlines()[0]
    assert block(page, word("NAMED", 0)).count("Galanga Torvise") == 1
    assert block(page, word("NAMED", 1)).count("Galanga Torvise") == 2
    for hidden in ("Zirkel", "گالانگا", "Firwood", "0101"):
        assert hidden not in page


def test_one_selected_passage_without_name_gives_the_persona_everywhere(pages: dict[str, Page], main: str) -> None:
    """In the same interview, or in another one on the page."""
    named = [secret for secret in SECRETS if secret.owner in {"named", "half-named"}]
    assert leaks(pages["named and background"].text, named) == []
    assert "Firwood" in pages["named and background"].text
    assert leaks(main, named) == []
    assert "Neighbour Gum" in part(main, word("HALF", 0))


def test_a_name_that_is_only_mentioned_stays_a_persona(pages: dict[str, Page]) -> None:
    """Nobody has said on this page that the name may be printed; the reading that exposes less."""
    assert "[Neighbour Gum]" in block(pages["mentioned"].text, word("MENTIONED", 0))


def test_a_part_shared_with_a_protected_person_refuses(pages: dict[str, Page]) -> None:
    """Nobody can know who is meant; the whole name of the other is replaced as ever."""
    refused = pages["named and shared part"].refusal(3)
    assert any(one["where"] == "SHARED:1" for one in refused), refused
    assert "[Neighbour Teak]" in block(pages["named and shared whole"].text, word("SHARED-FULL", 0))
    assert "Zaffre" not in pages["named and shared whole"].text


def test_flags_force_the_persona_and_ask_for_a_justification(pages: dict[str, Page], main: str) -> None:
    """In custody, on the record, and with the name chosen: still the persona."""
    assert "Neighbour Ivy" in part(main, word("CAPTIVE", 0))
    assert leaks(main, [secret for secret in SECRETS if secret.owner == "captive"]) == []
    assert pages["without justification"].refusal(3)


def test_mentions_become_persona_and_rung(main: str) -> None:
    """`@kak-d` and `@first-town`; the @ of an e-mail address is none."""
    assert "ask [Kak Dem] of the" in block(main, word("KAK", 1))
    assert "in [Belmora province]" in block(main, word("KAK", 1))
    assert "[" not in block(main, word("MAIL", 0))


def test_a_mention_of_nobody_is_a_finding(pages: dict[str, Page]) -> None:
    """Undecided means exit 3."""
    assert [one["where"] for one in pages["lost mention"].refusal(3)] == ["LOST:1"]


def test_reason_and_gloss_are_explained_once(main: str) -> None:
    """At the first mention; the description stands in each heading or at the first mention."""
    assert main.count("for his protection") == 1
    assert main.count("“Kak” is a term of respect") == 1
    assert main.find("“Kak” is a term of respect") < main.find(word("KAK-TWO", 0))
    assert "the head of a powerful agency" in main


# ----------------------------------------------------------------------------------------------------- the page


def test_the_main_page_gives_nobody_away(main: str) -> None:
    """All names and places of this vault but those whose rung is the name itself."""
    public = {"capital", "open-town", "loose", "strict"}
    assert leaks(main, [secret for secret in SECRETS if secret.owner not in public]) == []


def test_the_same_input_gives_the_same_bytes(pages: dict[str, Page]) -> None:
    """Two processes, two copies of the vault."""
    assert pages["main"].words == pages["main again"].words


def test_a_code_given_twice_does_not_print_an_interview_twice(pages: dict[str, Page]) -> None:
    """It is printed once, or told as wrong usage."""
    page = pages["twice the same"]
    assert page.outcome.code == 2 if page.words is None else page.text.count(word("LAB-ON", 0)) == 1
