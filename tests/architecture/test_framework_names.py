"""Prove that no class of ours takes a private name of Textual by accident: it would break in silence."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from textwrap import dedent

from textual.message_pump import MessagePump

from fieldnotes import tui

MENDINGS = ("fieldnotes.tui.mendings", "fieldnotes.tui.text_mendings")


def classes() -> Iterator[type]:
    """Yield our widgets, screens and apps, those of the mendings left out."""
    for found in pkgutil.walk_packages(tui.__path__, "fieldnotes.tui."):
        module = importlib.import_module(found.name)
        for _, cls in inspect.getmembers(module, inspect.isclass):
            if issubclass(cls, MessagePump) and cls.__module__ == found.name and found.name not in MENDINGS:
                yield cls


@cache
def names_of(base: type) -> frozenset[str]:
    """Return the private names that a class of Textual defines or sets on itself."""
    source = inspect.getsource(base)
    return frozenset(name for name in (*vars(base), *re.findall(r"self\.(_\w+)", source)) if is_private(name))


def is_private(name: str) -> bool:
    """Tell whether a name is private and no magic one; handlers (`_on_key`) are the framework's own way."""
    return name.startswith("_") and not name.endswith("__") and not name.startswith(("_on_", "_watch_"))


def taken(cls: type) -> set[str]:
    """Return the private names of Textual that *cls* defines or assigns."""
    tree = ast.parse(dedent(inspect.getsource(cls)))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    own |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    theirs = {name for base in cls.__mro__ if base.__module__.startswith("textual") for name in names_of(base)}
    return {name for name in own if is_private(name)} & theirs


def test_no_private_name_of_the_framework_is_taken() -> None:
    assert {cls.__qualname__: names for cls in classes() if (names := taken(cls))} == {}


def test_the_rule_sees_a_name_that_is_taken() -> None:
    class Taker(MessagePump):
        def _running(self) -> None:  # type: ignore[override]
            """Break the message pump."""

    assert taken(Taker) == {"_running"}
