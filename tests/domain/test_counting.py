"""Numbers and nouns agree."""

import pytest

from fieldnotes.domain.counting import counted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 passages"), (1, "1 passage"), (2, "2 passages"), (12345, "12,345 passages")]
)
def test_a_noun_agrees_with_its_number(number: int, said: str) -> None:
    assert counted(number, "passage") == said


def test_a_plural_of_its_own_is_used_for_all_numbers_but_one() -> None:
    assert [counted(n, "identity", "identities") for n in (0, 1, 2)] == ["0 identities", "1 identity", "2 identities"]
