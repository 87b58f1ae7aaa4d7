"""However the app ends, nothing personal stays in the terminal, and everything typed is in the vault."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.test_full_disk import disk, fill
from tests.terminal.desk import (
    CODE,
    IDENTITY_PASSPHRASE,
    PASSPHRASE,
    TYPED,
    Desk,
    is_gone,
    launched,
    launched_without_second_screen,
    locked,
    open_identities,
    open_interview,
    pull_the_plug,
    seen,
    unlock,
    unlocked,
    writing,
    written_in,
)
from tests.terminal.faulty import FAULTS
from tests.terminal.pty import Driver, escapes
from tests.terminal.term import ROOT, Terminal

__all__ = ["disk"]
Begin = Callable[..., Terminal]
WITHIN = 1.5  # seconds after the last key; one is promised, on a machine that has nothing else to do
FAULTY = str(Path(__file__).with_name("faulty.py"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make a vault of canaries."""
    return Desk(tmp_path / "desk")


def holds_everything(desk: Desk) -> bool:
    """Tell whether the words typed last are in the vault."""
    return any(TYPED in text for text in desk.texts())


def finished(pid: int, timeout: float = 10) -> bool:
    """Wait until a process is gone."""
    end = time.monotonic() + timeout
    while time.monotonic() < end and not is_gone(pid):
        time.sleep(0.02)
    return is_gone(pid)


# ------------------------------------------------------------------------------------- how it ends


def test_quitting_leaves_no_word_and_keeps_them_all(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    open_identities(term)
    term.type(" and more")
    term.keys("C-q")

    assert term.wait_for_exit() == 0
    assert seen(term.history()) == []
    assert not term.full_screen()
    assert any(f"{TYPED} and more" in text for text in desk.texts())
    assert desk.strays() == []
    assert (term.clipboard(), term.title(), term.rang()) == ("", "untouched", False)


def test_locking_leaves_no_word_and_a_new_process(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    open_identities(term)
    before = Path(f"/proc/{term.pid}/stat").read_text(encoding="ascii").split()[21]
    began = time.monotonic()
    term.keys("C-l")
    locked(term)

    assert time.monotonic() - began < 3
    assert seen(term.history()) == []
    assert len(list(Path(f"/proc/{term.pid}/fd").iterdir())) < 12, "the old process left files open"
    assert not [name for name in _files_of(term.pid) if "kept.vault" in name]
    assert holds_everything(desk)
    assert Path(f"/proc/{term.pid}/stat").read_text(encoding="ascii").split()[21] == before  # replaced, not begun
    unlock(term)
    term.keys("Enter")
    term.wait(TYPED)


def _files_of(pid: int) -> Iterator[str]:
    for link in Path(f"/proc/{pid}/fd").iterdir():
        yield str(link.readlink())


def test_keys_pressed_while_it_locks_are_not_shown(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    term.keys("C-l")
    for _ in range(40):
        term.type("zqvxwojhasty")
        time.sleep(0.01)
    term.wait("Unlock kept.vault")
    term.keys("C-q")

    assert term.wait_for_exit() == 0
    assert seen(term.history()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_end_leaves_no_word_and_keeps_them_all(terminal: Begin, desk: Desk, number: int) -> None:
    term = writing(terminal, desk)
    os.kill(term.pid, number)

    assert term.wait_for_exit() == 0
    assert seen(term.history()) == []
    assert holds_everything(desk)


def test_a_closed_terminal_ends_it_and_keeps_every_word(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    term.hang_up()

    assert finished(term.pid)
    assert holds_everything(desk)


def test_a_terminal_that_goes_without_a_signal_ends_it_and_keeps_every_word(desk: Desk) -> None:
    with Driver(desk.command, env=desk.surroundings) as driver:
        written_in(driver)
        driver.send(f" and {TYPED}".encode())
        driver.settle(0.1)
        pull_the_plug(driver)

        assert finished_child(driver.process)
    assert holds_everything(desk)


def finished_child(process: "subprocess.Popen[bytes]") -> bool:
    """Wait until a child is gone."""
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        return False
    return True


def test_a_stop_from_the_shell_locks_instead_of_parking_an_open_vault(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    os.kill(term.pid, signal.SIGTSTP)
    locked(term)

    assert seen(term.history()) == []
    assert Path(f"/proc/{term.pid}/stat").read_text(encoding="ascii").split()[2] != "T"
    assert holds_everything(desk)


def test_a_kill_loses_no_word_that_was_said_to_be_saved(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    time.sleep(WITHIN)
    assert "saved " in term.screen()
    os.kill(term.pid, signal.SIGKILL)
    term.wait_for_exit()

    # What stood on the screen stays there: nobody is left to clear it.
    assert holds_everything(desk)
    again = launched(terminal, desk)
    again.type(PASSPHRASE)
    again.keys("Enter")
    again.wait("Your unfinished words are here")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_ours_says_where_and_never_with_which_words(terminal: Begin, desk: Desk, fault: str) -> None:
    command = [sys.executable, "-I", "-B", "-X", "utf8", FAULTY, str(ROOT), fault, str(desk.vault)]
    term = writing(terminal, desk, command)
    time.sleep(WITHIN)
    open_identities(term)
    term.keys("F9")
    if fault == "aside":
        term.wait("struck aside")
        term.keys("C-q")

    assert term.wait_for_exit() == (0 if fault == "aside" else 1)
    assert seen(term.history()) == []
    assert fault == "aside" or "fieldnotes: error: a fault of ours" in term.history()
    assert "Traceback" not in term.history()
    assert holds_everything(desk)
    assert desk.strays() == []


# ------------------------------------------------------------------------------------- the terminal


@pytest.mark.parametrize("ending", ["C-q", "C-l", "fault"])
@pytest.mark.parametrize("screen", [{}, {"TERM": "screen", "STY": "1.here"}])
def test_without_a_second_screen_no_word_stays(
    terminal: Begin, desk: Desk, ending: str, screen: dict[str, str]
) -> None:
    command = [sys.executable, "-I", "-B", "-X", "utf8", FAULTY, str(ROOT), "key", str(desk.vault)]
    launcher = command if ending == "fault" else desk.command
    term = launched_without_second_screen(terminal, desk, launcher, env=screen)
    unlock(term)
    open_interview(term)
    term.keys("F9" if ending == "fault" else ending)
    if ending == "C-l":
        term.wait("Unlock kept.vault")
    else:
        term.wait_for_exit()

    assert seen(term.history()) == []


def test_a_window_made_tiny_and_large_again_shows_and_keeps_everything(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    term.resize(20, 5)
    tiny = term.wait("This window is too")
    assert seen(tiny) == []
    term.type(" unseen")
    term.resize(80, 24)
    term.wait(TYPED)
    term.resize(140, 40)
    term.wait(TYPED)
    term.keys("C-q")

    assert term.wait_for_exit() == 0
    assert seen(term.history()) == []
    assert holds_everything(desk)


def test_bytes_that_are_no_text_do_not_end_it(desk: Desk) -> None:
    with Driver(desk.command, env=desk.surroundings) as driver:
        written_in(driver)
        driver.send(b" \xff\xfe\xc3 \x1b[200~pasted \xff words\x1b[201~ zqvxwojityped")
        driver.settle(0.5)
        assert driver.process.poll() is None
        driver.send(b"\x11")
        driver.settle(1)
        assert driver.close() == 0
    assert any("pasted" in text and TYPED in text for text in desk.texts())


def test_no_terminal_is_told_in_a_sentence(desk: Desk) -> None:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **desk.surroundings}
    done = subprocess.run(desk.command, input="", capture_output=True, text=True, check=False, env=surroundings)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("fieldnotes: error: the screens need a terminal")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"env": {"TERM": "dumb"}}, "this terminal cannot show screens"),
        ({"columns": 40, "rows": 10}, "this window is too small for the screens"),
    ],
)
def test_a_terminal_that_will_not_do_is_told_in_a_sentence(
    terminal: Begin, desk: Desk, options: dict[str, object], sentence: str
) -> None:
    term = terminal(desk.command, **{**options, "env": {**desk.surroundings, **options.get("env", {})}})  # type: ignore[dict-item]

    assert term.wait_for_exit() == 2
    said = "".join(term.history().split())
    assert f"fieldnotes: error: {sentence}".replace(" ", "") in said
    assert "Traceback" not in said


# ---------------------------------------------------------------------------------- the surroundings


def test_the_environment_makes_no_file_and_runs_no_code(terminal: Begin, desk: Desk, tmp_path: Path) -> None:
    fake, told = tmp_path / "fake", tmp_path / "told"
    (fake / "textual").mkdir(parents=True)
    betray = f"open({str(told)!r}, 'a').write('here')\n"
    (fake / "textual" / "__init__.py").write_text(betray, encoding="utf-8")
    (fake / "mine.py").write_text(betray, encoding="utf-8")
    poisoned = {
        "TEXTUAL_LOG": str(desk.home / "log"),
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(desk.home),
        "TEXTUAL_DRIVER": "mine:Driver",
        "TEXTUAL_PRESS": "x,y,z",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "PYTHONINSPECT": "1",
        "PYTHONSTARTUP": str(fake / "mine.py"),
        "PYTHONBREAKPOINT": "mine.x",
        "PYTHONPATH": f"{ROOT}:{fake}",
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONDEVMODE": "1",
        "COLUMNS": "20",
        "LINES": "5",
    }
    (fake / "textual" / "app.py").write_text(betray, encoding="utf-8")
    term = writing(terminal, desk, env=poisoned)
    assert len(max(term.screen().splitlines(), key=len)) > 60
    term.keys("C-q")

    assert term.wait_for_exit() == 0
    assert not told.exists()
    assert desk.strays() == []
    assert seen(term.history()) == []
    assert ">>>" not in term.history()
    assert holds_everything(desk)


def test_a_wrong_passphrase_five_times_says_so_and_the_right_one_opens(terminal: Begin, desk: Desk) -> None:
    term = launched(terminal, desk)
    for attempt in range(1, 6):
        term.type("zqvxwojurra wrong")
        term.keys("Enter")
        screen = term.wait("tried once" if attempt == 1 else f"tried {attempt} times")
        assert seen(screen) == []
    unlock(term)
    term.wait(CODE)


def test_a_wrong_identity_passphrase_says_so_and_shows_nothing(terminal: Begin, desk: Desk) -> None:
    term = unlocked(terminal, desk)
    term.keys("F7")
    term.wait("Open the identities")
    term.type(PASSPHRASE)
    term.keys("Enter")
    assert "zqvxwojonte" not in term.wait("✗")
    term.type(IDENTITY_PASSPHRASE)
    term.keys("Enter")
    term.wait("IDENTITIES OPEN")


# ------------------------------------------------------------------------------------------ the disk


def test_a_vault_that_is_moved_while_open_is_written_to_all_the_same(terminal: Begin, desk: Desk) -> None:
    term = writing(terminal, desk)
    term.wait("saved ")
    elsewhere = desk.vault.with_name("elsewhere.vault")
    desk.vault.rename(elsewhere)
    term.type(" and later")
    term.wait("and later")
    term.keys("C-q")

    assert term.wait_for_exit() == 0
    elsewhere.rename(desk.vault)
    assert any("and later" in text for text in desk.texts())


def test_a_vault_that_is_deleted_while_open_is_told_and_nothing_is_said_to_be_saved(
    terminal: Begin, desk: Desk
) -> None:
    term = writing(terminal, desk)
    term.wait("saved ")
    shutil.rmtree(desk.vault)
    term.type(" and later")
    screen = term.wait("NOT KEPT", timeout=5)
    assert "and later" in screen
    assert "deleted while it was open" in screen
    term.keys("C-q")

    assert term.wait_for_exit() == 0
    assert "could not be kept" in term.history()
    assert seen(term.history()) == []


def test_a_full_disk_is_told_and_nothing_that_was_saved_is_lost(disk: Path, terminal: Begin) -> None:
    desk = Desk(disk / "desk")
    term = writing(terminal, desk)
    before = re.search(r"saved [\d:]+", term.wait("saved "))[0]  # type: ignore[index]
    fill(disk, 0)
    term.paste("word " * 4000)
    screen = term.wait("NOT KEPT", timeout=5)
    assert "Traceback" not in screen
    (disk / "ballast").unlink()
    term.until(lambda shown: "saved" in shown and before not in shown, "never saved again", timeout=5)
    term.keys("C-q")

    assert term.wait_for_exit() == 0
    assert any("word word" in text for text in desk.texts())
    assert holds_everything(desk)


def test_what_left_the_app_are_the_sequences_of_the_framework_alone(desk: Desk) -> None:
    with Driver(desk.command, env=desk.surroundings) as driver:
        written_in(driver)
        driver.send(b"\x11")
        driver.settle(1)
        assert driver.close() == 0
    found = escapes(driver.written)
    assert found.modes_left_on() - {"25", "7"} == set()
    assert [words for words in found.osc if not words.startswith("22;")] == []  # the shape of the mouse pointer
    assert found.strings == []
