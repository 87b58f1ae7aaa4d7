"""Sheet A on the screen: read in 80 columns, shown as a code, written for a printer, and typed back from paper."""

import asyncio
import stat
from pathlib import Path

import pytest
import segno

from fieldnotes.tui.mendings import drawn
from fieldnotes.tui.screens.backup_sheet import Code, SheetScreen, TypeBack
from fieldnotes.tui.screens.backups import Backups
from fieldnotes.workflows import repositories
from tests.tui.backup_desk import at_backups, place, stands
from tests.tui.desk import show, shown, text, typed, unlocked, until


def test_the_sheet_is_read_in_eighty_columns_and_no_word_of_the_password_is_cut(vault: Path, tmp_path: Path) -> None:
    one = place(vault, tmp_path / "backup")
    words = one.repository.password.split("-")

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("s")
            await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen) and "SHEET A" in text(pilot))
            lines = [line.strip(" ▁▂▃▄▅▆▇█") for line in shown(pilot)]  # the scrollbar stands beside them
            assert "-".join(words[:6]) + "-" in lines
            assert "-".join(words[6:]) in lines
            await pilot.press("end")
            await until(pilot, lambda: "fieldnotes key recover" in text(pilot))

    asyncio.run(go())


@pytest.mark.parametrize("colourless", [False, True])
def test_the_code_is_light_on_dark_with_and_without_colours_and_fits_a_small_window(
    vault: Path, monkeypatch: pytest.MonkeyPatch, *, colourless: bool
) -> None:
    if colourless:
        monkeypatch.setenv("NO_COLOR", "1")
    password = "-".join(["mace", "pepper", "nutmeg"] * 4)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, Code(password))
            await until(pilot, lambda: any("▄▄▄▄▄" in line for line in shown(pilot)))
            left = min(line.index("█") for line in shown(pilot) if "█" in line)
            half_blocks = [line[left:].ljust(45) for line in shown(pilot) if line.strip()]
            assert modules(half_blocks) == expected(password)
            for segment in (segment for line in drawn(pilot.app.screen) for segment in line if segment.text.strip()):
                ink, ground = segment.style.color.get_truecolor(), segment.style.bgcolor.get_truecolor()  # type: ignore[union-attr]
                assert min(ink) > 240
                assert max(ground) < 16
            await pilot.press("c")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Code))
            await show(pilot, Code("far too much of it " * 20))
            await until(pilot, lambda: "The code needs a window of" in text(pilot))

    asyncio.run(go())


def modules(lines: list[str]) -> list[list[bool]]:
    """Return which modules are dark, as a camera sees them: what is not painted stays dark."""
    halves = {" ": (True, True), "▀": (False, True), "▄": (True, False), "█": (False, False)}
    rows = []
    for line in lines:
        rows += [[halves[character][half] for character in line] for half in (0, 1)]
    return rows[: len(rows[0])]


def expected(password: str) -> list[list[bool]]:
    return [[bool(module) for module in row] for row in segno.make_qr(password, error="m").matrix_iter(border=4)]


def test_words_that_are_typed_back_make_it_recoverable_and_others_do_not(vault: Path, tmp_path: Path) -> None:
    one = place(vault, tmp_path / "backup")
    words = one.repository.password.split("-")

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await until(pilot, lambda: "not proved" in text(pilot))
            await pilot.press("s")
            await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen))
            await pilot.press("p")
            await until(pilot, lambda: isinstance(pilot.app.screen, TypeBack) and "Word 11" in text(pilot))
            assert not any(f"{word}-" in text(pilot) for word in words), "the sheet is out of sight"
            for number in (2, 6, 12):  # the last one is not what was asked for
                await typed(pilot, words[number - 1])
                await pilot.press("enter")
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "✗ these are not the words of the sheet" in text(pilot))
            await until(pilot, lambda: not pilot.app.screen.busy)  # type: ignore[attr-defined]
            await pilot.press("down", "down", "ctrl+u")
            await typed(pilot, words[10].upper())
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "These are the words" in text(pilot))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, Backups) and "typed back" in text(pilot))

    asyncio.run(go())
    assert stands(vault)[0].is_recoverable


def test_the_sheet_is_written_in_clear_only_after_a_warning_and_over_nothing(vault: Path, tmp_path: Path) -> None:
    one = place(vault, tmp_path / "backup")
    paper, other = tmp_path / "paper.txt", tmp_path / "other.txt"
    other.write_text("pepper", encoding="utf-8")

    async def go() -> None:
        async with at_backups(vault) as pilot:
            await pilot.press("s")
            await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen))
            await pilot.press("w")
            await until(pilot, lambda: "Write the sheet into a file?" in text(pilot))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen))
            assert "Esc does not" not in text(pilot), "Enter is the harmless answer"
            await pilot.press("w")
            await until(pilot, lambda: "Write the sheet into a file?" in text(pilot))
            await pilot.press("w")
            await until(pilot, lambda: "Enter writes it" in text(pilot))
            await typed(pilot, str(other))
            await pilot.press("enter")
            await until(pilot, lambda: "✗ something is at this path already" in text(pilot))
            await until(pilot, lambda: not pilot.app.screen.busy)  # type: ignore[attr-defined]
            await pilot.press("ctrl+u")
            await typed(pilot, str(paper))
            await pilot.press("enter")
            await until(pilot, lambda: "Written in clear: paper.txt" in text(pilot))

    asyncio.run(go())
    assert other.read_text(encoding="utf-8") == "pepper"
    written = paper.read_text(encoding="utf-8")
    assert written.startswith(repositories.sheet_of(one).text)
    assert written.endswith(repositories.qr_code(one.repository.password, on_paper=True) + "\n")
    assert stat.S_IMODE(paper.stat().st_mode) == 0o600
