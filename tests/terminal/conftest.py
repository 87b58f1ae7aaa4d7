"""Open terminals for tests, and close every one of them afterwards."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from tests.terminal.term import Terminal


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Return a function that opens a `Terminal`; its arguments are those of the class."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    opened: list[Terminal] = []

    def start(*arguments: object, **options: object) -> Terminal:
        opened.append(Terminal(*arguments, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield start
    for each in opened:
        each.close()
