"""Prove that files and functions stay small, folders are packages and `__init__` files stay empty."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, TESTS, Source, everything, package

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
NAMES_THAT_SAY_NOTHING = {"base", "common", "helpers", "manager", "misc", "shared", "utils"}


def long_functions(source: Source) -> Iterator[str]:
    """Yield the functions that are too long, from `def` to the last line."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.path}: {node.name} has {length} lines"


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {source.path: len(source.text.splitlines()) for source in everything()}

    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    assert [finding for source in everything() for finding in long_functions(source)] == []


def test_the_rule_sees_a_function_of_forty_one_lines() -> None:
    sample = "class A:\n    def f(self):\n" + "        x = 1\n" * LONGEST_FUNCTION

    assert list(long_functions(Source.of(sample))) == ["fieldnotes/sample.py: f has 41 lines"]


def test_every_module_says_what_it_is_for() -> None:
    assert [source.path for source in everything() if not ast.get_docstring(source.tree)] == []


@pytest.mark.parametrize("top", [PACKAGE, TESTS], ids=["fieldnotes", "tests"])
def test_every_folder_with_modules_is_a_package(top: Path) -> None:
    # Import-linter does not see a folder without __init__.py, and mypy would find two modules of one name.
    folders = {path.parent for path in top.rglob("*.py")}

    bare = {str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").exists()}
    assert bare == set()


def test_package_files_hold_a_docstring_and_nothing_else() -> None:
    allowed = {"fieldnotes/__init__.py": 2, "fieldnotes/redaction/__init__.py": 3}  # its version; the door for scripts
    found = {source.path: len(source.tree.body) for source in everything()}

    packages = {path: size for path, size in found.items() if path.endswith("__init__.py")}
    assert {path: size for path, size in packages.items() if size > allowed.get(path, 1)} == {}


def test_modules_are_called_by_what_they_hold() -> None:
    assert [source.path for source in package() if Path(source.path).stem in NAMES_THAT_SAY_NOTHING] == []
