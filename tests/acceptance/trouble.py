"""What the tests of bad input share: how a refusal must look, and what a vault says about itself."""

from tests.acceptance.desk import Desk, Outcome

NEW = {"fieldnotes_bundle": 1, "sources": [{"handle": "newly", "pseudonym": "Oakum"}]}
CANARY = "zimtsternel"


def contents(desk: Desk) -> str:
    """Return what the vault says about itself, without the names."""
    outcome = desk.run("dump", "--plain", "--without-identities")
    assert outcome.code == 0, outcome
    return outcome.out


def told(outcome: Outcome, *codes: int) -> None:
    """Assert a refusal of one sentence and at most one hint, with nothing on standard output."""
    assert outcome.code in codes, outcome
    assert outcome.out == "" or '"refused"' in outcome.out, outcome
    lines = [line for line in outcome.err.splitlines() if line.strip()]
    assert 1 <= len(lines) <= 4, outcome.err
    assert lines[0].startswith("fieldnotes: "), outcome.err
    assert CANARY not in outcome.said
