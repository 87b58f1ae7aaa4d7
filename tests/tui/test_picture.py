"""Pictures of screens load nothing, are the same each time, and keep their columns."""

import asyncio
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from tests.tui.picture import can_make_png, clean_svg, write_png


class Card(App[None]):
    """Show a line that begins with spaces, and a number that changes."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("   Kak D · کاک د", markup=False)


def export() -> str:
    """Return what the framework exports of a screen."""
    app = Card()
    pictures: list[str] = []

    async def run() -> None:
        async with app.run_test(size=(30, 4)):
            pictures.append(app.export_screenshot())

    asyncio.run(run())
    return pictures[0]


def test_a_picture_loads_nothing_from_elsewhere() -> None:
    raw = export()
    svg = clean_svg(raw)

    assert "https://" in raw
    assert "https://" not in svg
    assert "@font-face" not in svg
    assert "Kak&#160;D" in svg


@pytest.mark.parametrize(
    "address", ['<image href="https://a.example/x.png"/>', "<style>@import '//a.example/x'</style>"]
)
def test_what_would_still_load_something_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="elsewhere"):
        clean_svg(export().replace("</svg>", f"{address}</svg>"))


def test_the_same_screen_gives_the_same_picture() -> None:
    raw = export()

    assert clean_svg(raw) == clean_svg(raw.replace("terminal-", "terminal-9"))
    assert 'xml:space="preserve"' in clean_svg(raw)
    assert clean_svg('<rect x="1.2499999"/>') == '<rect x="1.25"/>\n'


def test_every_piece_of_a_line_stands_where_it_belongs() -> None:
    words = "東京&#160;x&#160;&#160;⠉⠒&#160;a&lt;b"
    line = f'<text class="r1" x="12.2" y="20" textLength="134.2" clip-path="url(#c)">{words}</text>'

    assert clean_svg(line).splitlines() == [
        '<text class="r1" x="12.2" y="20" textLength="73.2" clip-path="url(#c)">東京&#160;x</text>',
        '<text class="r1" x="109.8 122.0" y="20" clip-path="url(#c)">⠉⠒</text>',
        '<text class="r1" x="134.2" y="20" textLength="48.8" clip-path="url(#c)">&#160;a&lt;b</text>',
    ]


@pytest.mark.skipif(not can_make_png(), reason="resvg-py is not installed")
def test_a_png_is_made(tmp_path: Path) -> None:
    write_png(clean_svg(export()), tmp_path / "card.png")

    data = (tmp_path / "card.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 2_000
