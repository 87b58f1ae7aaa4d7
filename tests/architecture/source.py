"""Read the package as text and syntax trees; paths are relative to the repository, with forward slashes."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "fieldnotes"
TESTS = ROOT / "tests"


@dataclass(frozen=True)
class Source:
    """Hold one Python file: its path, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, text: str, path: str = "fieldnotes/sample.py") -> "Source":
        """Return `text` as a file of the package, so that a rule can be tried on a sample."""
        return cls(path, text, ast.parse(text))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Yield every call with the name of the function around it ("" at module level)."""
        yield from _calls(self.tree, "")


def _calls(node: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
        if isinstance(child, ast.Call):
            yield inside, child
        yield from _calls(child, inside)


def method(call: ast.Call) -> str:
    """Return the last name of what is called: "open" of `open(…)`, `os.open(…)` and `path.open(…)`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


@cache
def package() -> tuple[Source, ...]:
    """Return every module of the package."""
    return tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")))


@cache
def everything() -> tuple[Source, ...]:
    """Return every module of the package, of the tests, and run.py."""
    others = [*sorted(TESTS.rglob("*.py")), ROOT / "run.py"]
    return package() + tuple(_read(path) for path in others)


def _read(path: Path) -> Source:
    return Source.of(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
