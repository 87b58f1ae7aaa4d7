"""The names of settlements in Arabic script are those of the gazetteer."""

from fieldnotes.redaction.unknown.native_words import named_settlements
from tests.redaction.build_settlements import in_gazetteer


def test_the_names_of_settlements_are_those_of_the_gazetteer() -> None:
    assert list(named_settlements()) == list(in_gazetteer())
