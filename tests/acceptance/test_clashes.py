"""Words that we print of our own accord (persona, description, gloss, reason) are checked against every secret."""

from pathlib import Path

import pytest

from tests.acceptance.desk import Desk
from tests.acceptance.terms_world import BG, LOCATIONS, SECRETS, interview, says, source

CLASHES = {
    "DESCRIBED": source("described", "Neighbour Birch", "Tellur Vandorak", describe_as="a cousin of Sumakar Betonil"),
    "OWN-NAME": source("own-name", "Neighbour Cedar", "Selenit Orvack", describe_as="a nurse named Orvack"),
    "PLACED": source("placed", "Neighbour Lime", "Polon Dristev", describe_as="the baker of Tarvand"),
    "PSEUDONYM": source("pseudonym", "Uncle Betonil", "Radon Ushkeval"),
    "GLOSSED": source("glossed", "Mam Larch", "Argon Yosmeric", gloss="“Mam” is what Sumakar calls his uncle"),
    "REASONED": source("reasoned", "Neighbour Rowan", "Xenon Pladour", withheld_because="for fear of Betonil"),
}


@pytest.fixture(scope="module")
def desk(blank: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk where each source's own public words give somebody away."""
    interviews = [interview(code, one["handle"], BG, says(code, 0, one["handle"])) for code, one in CLASHES.items()]
    sources = [source("farmer", "Neighbour Ash", "Sumakar Betonil"), *CLASHES.values()]
    bundle = {"fieldnotes_bundle": 1, "sources": sources, "locations": LOCATIONS, "interviews": interviews}
    return blank.filled(tmp_path_factory.mktemp("clashes"), bundle, SECRETS)


@pytest.mark.parametrize("code", CLASHES)
def test_our_own_words_that_hold_a_secret_refuse_the_page(desk: Desk, code: str, tmp_path: Path) -> None:
    """Kind `description`, exit 3, and the secret itself is not quoted (the desk looks at that)."""
    outcome = desk.copy(tmp_path / "copy").export("page.md", code)
    assert outcome.code == 3, outcome
    assert "description" in {one["kind"] for one in outcome.json["refused"]}, outcome


def test_a_persona_may_share_a_word_with_the_persona_of_a_protected_person(blank: Desk, tmp_path: Path) -> None:
    """Whoever has a role is never printed, but “Neighbour Yew” is no reason to refuse “Neighbour Ash”."""
    sources = [
        source("farmer", "Neighbour Ash", "Sumakar Betonil"),
        source("passer", "Neighbour Yew", "Fenugre Halvost", role="bystander"),
    ]
    told = interview("FREE", "farmer", BG, says("FREE", 0, text="and Halvost, my neighbour, came."))
    bundle = {"fieldnotes_bundle": 1, "sources": sources, "locations": LOCATIONS, "interviews": [told]}
    page = blank.filled(tmp_path / "desk", bundle, SECRETS).page("page.md", "FREE")
    assert "and [a bystander], my neighbour, came." in page
