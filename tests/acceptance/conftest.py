"""Vaults and pages that many tests read: made once, also where two processes share the tests between them."""

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.desk import Desk, Outcome
from tests.acceptance.office import CARD, OFFICE
from tests.acceptance.terms_pages import Page, export_all
from tests.acceptance.terms_world import BUNDLE, SECRETS

Once = Callable[[str, Callable[[Path], Any]], Any]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that gets the JSON of what `make` returns; whichever process comes first makes it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "acceptance"
    shared.mkdir(exist_ok=True)

    def get(name: str, make: Callable[[Path], Any]) -> Any:
        kept = shared / f"{name}.json"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_text(json.dumps(make(shared / name)), encoding="utf-8")
            return json.loads(kept.read_text(encoding="utf-8"))

    return get


@pytest.fixture(scope="session")
def blank(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk with a new vault, to be copied and never written to: deriving its keys takes seconds."""

    def make(folder: Path) -> Any:
        desk = Desk(folder)
        desk.init()
        return {"folder": str(folder), "keys": desk.keys}

    made = once("blank", make)
    return Desk(Path(made["folder"]), keys=made["keys"]).copy(tmp_path_factory.mktemp("blank") / "desk")


@pytest.fixture(scope="session")
def desk(blank: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk whose vault holds the office bundle; whoever writes works on a copy."""
    return blank.filled(tmp_path_factory.mktemp("office") / "desk", OFFICE, CARD)


@pytest.fixture(scope="session")
def pages(blank: Desk, once: Once) -> dict[str, Page]:
    """Return every page of the vault that has an interview for each rule about terms."""

    def make(folder: Path) -> Any:
        made = export_all(blank.filled(folder / "desk", BUNDLE, SECRETS), folder)
        return {
            name: [page.outcome.code, page.outcome.out, page.outcome.err, page.words] for name, page in made.items()
        }

    return {name: Page(Outcome(*outcome), words) for name, (*outcome, words) in once("pages", make).items()}


@pytest.fixture(scope="session")
def main(pages: dict[str, Page]) -> str:
    """Return the page that holds most interviews."""
    return pages["main"].text
