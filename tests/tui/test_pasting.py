"""A paste is words, whatever is in it and however it comes in pieces."""

import pytest

from fieldnotes.tui.pasting import PatientDecoder


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the time by which the decoder goes; what is decoded comes in one breath until it is changed."""
    now = [100.0]
    monkeypatch.setattr("fieldnotes.tui.pasting.time.monotonic", lambda: now[0])
    return now


def test_an_escape_inside_a_paste_is_a_sign_and_breaks_nothing_off(clock: list[float]) -> None:
    paste = "Two men \x1b[31m came, and \x1b]52;c;eA==\x07"
    sent = f"a\x1b[200~{paste}\x1b[201~".encode()
    wanted = f"a\x1b[200~{paste.replace(chr(27), '␛')}\x1b[201~b\x1b[A"
    for size in range(1, len(sent) + 1):
        decoder = PatientDecoder("utf-8")
        pieces = [decoder.decode(sent[at : at + size]) for at in range(0, len(sent), size)]
        clock[0] += 1
        assert "".join([*pieces, decoder.decode(b"b\x1b[A")]) == wanted
    decoder = PatientDecoder("utf-8")
    assert decoder.decode(b"\x1b") == "\x1b"  # the Esc key waits for nothing
    assert decoder.decode(b"\xff\xfe" + "ی".encode()) == "\ufffd\ufffdی"


@pytest.mark.parametrize("keys", ["\x1bOR", "\x1b[24~\r", "\x11", "\x1b[<0;3;24M"])
def test_a_paste_that_says_it_has_ended_presses_no_key(clock: list[float], keys: str) -> None:
    sent = f"\x1b[200~words\x1b[201~{keys}and more\x1b[201~".encode()
    for size in range(1, len(sent) + 1):
        decoder = PatientDecoder("utf-8")
        came = "".join(decoder.decode(sent[at : at + size]) for at in range(0, len(sent), size))
        behind = came.partition("\x1b[201~")[2]
        assert "and more" in behind
        assert behind.isprintable()
        clock[0] += 1
        assert decoder.decode(keys.encode()) == keys  # a person presses it later


def test_two_pastes_in_one_breath_are_two_pastes(clock: list[float]) -> None:
    sent = "\x1b[200~one\r\x1b[201~\x1b[200~two\r\x1b[201~"

    assert PatientDecoder("utf-8").decode(sent.encode()) == sent
    for size in range(1, len(sent)):
        decoder = PatientDecoder("utf-8")
        came = "".join(decoder.decode(sent[at : at + size].encode()) for at in range(0, len(sent), size))
        assert came.endswith("\x1b[200~two\r\x1b[201~")


def test_a_terminal_that_says_nothing_where_there_was_something_to_read_is_gone() -> None:
    with pytest.raises(OSError, match="gone"):
        PatientDecoder("utf-8").decode(b"")
