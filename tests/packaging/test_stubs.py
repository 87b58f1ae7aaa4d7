"""Prove that our types for packages that ship none name what is there."""

import ast
import importlib
from pathlib import Path
from typing import Any

import pytest

STUBS = Path(__file__).resolve().parents[2] / ".stubs"


def described(path: Path) -> Any:
    """Return the module that a stub describes; some are found only as an attribute of their package."""
    package, *rest = path.relative_to(STUBS).with_suffix("").parts
    module: Any = importlib.import_module(package)
    for name in rest:
        module = module if name == "__init__" else getattr(module, name)
    return module


def missing(body: list[ast.stmt], real: Any) -> set[str]:
    """Return the public names of a stub, members of classes included, that the real thing does not have."""
    found = set()
    for node in body:
        name = ""
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            name = node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        if name and not name.startswith("_") and not hasattr(real, name):
            found.add(name)
        if isinstance(node, ast.ClassDef) and hasattr(real, name):
            found |= missing(node.body, getattr(real, name))
    return found


@pytest.mark.parametrize("path", sorted(STUBS.rglob("*.pyi")), ids=lambda path: str(path.relative_to(STUBS)))
def test_every_name_of_a_stub_exists(path: Path) -> None:
    assert missing(ast.parse(path.read_text(encoding="utf-8")).body, described(path)) == set()


def test_the_rule_sees_a_name_that_is_not_there() -> None:
    body = ast.parse("def nothing() -> None: ...\nclass Path:\n    def nowhere(self) -> None: ...").body

    assert missing(body, importlib.import_module("pathlib")) == {"nothing", "nowhere"}
