"""Prove that the locks hold what pyproject.toml asks for, by hash, and not where it came from."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / ".lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
TEST = [*RUN, *PROJECT["project"]["optional-dependencies"]["test"]]


def locked(name: str) -> dict[tuple[str, str], frozenset[str]]:
    """Return the hashes of a lock by (requirement with its one version, marker)."""
    text = re.sub(r"\\\n\s*", "", (LOCK / f"{name}.txt").read_text(encoding="utf-8"))
    entries = {}
    for line in text.splitlines():
        if line and not line.lstrip().startswith("#"):
            requirement, *hashes = line.split("--hash=")
            pin, _, marker = requirement.partition(";")
            entries[pin.strip(), marker.strip()] = frozenset(each.strip() for each in hashes)
    return entries


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_package_is_pinned_and_has_its_hashes(name: str) -> None:
    entries = locked(name)

    assert len(entries) > len(RUN)
    for (pin, _), hashes in entries.items():
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.]+", pin)
        assert hashes
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in hashes), pin


@pytest.mark.parametrize(("name", "wanted"), [("run", RUN), ("test", TEST)], ids=["run", "test"])
def test_what_the_project_asks_for_is_locked_at_a_version_that_fits(name: str, wanted: list[str]) -> None:
    pins: dict[str, set[str]] = {}
    for pin, _ in locked(name):
        package, version = pin.split("==")
        pins.setdefault(canonicalize_name(package), set()).add(version)

    for requirement in map(Requirement, wanted):
        versions = pins.get(canonicalize_name(requirement.name), set())
        assert any(requirement.specifier.contains(version) for version in versions), requirement


def test_what_is_locked_for_tests_contains_what_is_locked_for_running() -> None:
    assert locked("run").items() <= locked("test").items()


def test_intel_macs_get_the_last_cryptography_that_has_wheels_for_them() -> None:
    versions = {marker: pin for pin, marker in locked("run") if pin.startswith("cryptography==")}

    assert len(versions) == 2
    intel_mac = versions["platform_machine == 'x86_64' and sys_platform == 'darwin'"]
    assert intel_mac.startswith("cryptography==48.")


def test_npm_packages_are_locked_by_hash_without_addresses() -> None:
    lock = json.loads((LOCK / "node" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}

    assert "node_modules/age-encryption" in packages
    for path, entry in packages.items():
        assert entry["integrity"].startswith("sha512-"), path
        assert "resolved" not in entry, path


def test_no_lock_of_python_packages_holds_an_address_or_a_path() -> None:
    telling = re.compile(r"\w://|(^|[\s\"'])(/|[A-Z]:\\|\.\.?/)|--(index|find)", re.MULTILINE)
    texts = {path.name: path.read_text(encoding="utf-8") for path in LOCK.glob("*.txt")}

    assert set(texts) == {"run.txt", "test.txt"}
    assert {name for name, text in texts.items() if telling.search(text)} == set()


def test_every_package_asked_for_is_explained() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = {Requirement(each).name for each in TEST} | {"age-encryption", "age"}

    assert {name for name in names if f"| {name} " not in page} == set()
