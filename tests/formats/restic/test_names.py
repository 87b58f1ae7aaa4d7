"""Prove that names are quoted and read as Go does it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.errors import Damaged
from fieldnotes.formats.restic.names import is_safe, quote, unquote

FILE_NAMES = st.binary(max_size=40).map(lambda data: data.decode("utf-8", "surrogateescape"))


@given(FILE_NAMES | st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_every_name_comes_back(name: str) -> None:
    assert unquote(quote(name)) == name


@given(FILE_NAMES)
def test_a_quoted_name_is_whole_text_without_controls(name: str) -> None:
    assert all(sign.isprintable() for sign in quote(name))


# What Go's own documentation and tests of strconv say.
@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("\a\b\f\r\n\t\v", r"\a\b\f\r\n\t\v"),
        ("\\\"'", r"\\\"'"),
        ("\u263a", "\u263a"),
        ("\U0010ffff", r"\U0010ffff"),
        ("\x04\x7f", r"\x04\x7f"),
        ("\udcff", r"\xff"),
        ("\u200b\u00a0\ufeff", r"\u200b\u00a0\ufeff"),
    ],
)
def test_names_are_quoted_as_go_quotes_them(name: str, quoted: str) -> None:
    assert quote(name) == quoted


@pytest.mark.parametrize(
    ("text", "name"), [(r"\101\x42\u0043\U00000044", "ABCD"), (r"\303\266", "ö"), (r"\377", "\udcff")]
)
def test_escapes_that_go_may_write_are_read(text: str, name: str) -> None:
    assert unquote(text) == name


@pytest.mark.parametrize(
    "text",
    ["\\", "\\'", r"\q", r"\x4", r"\u12", r"\ud800", r"\U00110000", r"\400", 'a"b', "a\nb", r"\08", "\\x\u0661\u0661"],
)
def test_what_go_refuses_is_refused(text: str) -> None:
    with pytest.raises(Damaged):
        unquote(text)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/", "a\0"])
def test_names_that_lead_elsewhere_are_not_safe(name: str) -> None:
    assert not is_safe(name)
