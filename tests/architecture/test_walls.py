"""Prove that raw words, files, private names and models stay where they belong."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

import fieldnotes
from fieldnotes.domain.noun import Noun
from tests.architecture.allowances import FILES, MINT_HOLDERS, ONE_IMPORTER_EACH, REVEALS
from tests.architecture.source import Source, method, package

OPENERS = {"open", "write_text", "write_bytes"}
PRIVATE = re.compile("_[^_]")


def users(*methods: str) -> set[str]:
    """Return the modules that call one of `methods`."""
    return {source.path for source in package() for _, call in source.calls() if method(call) in methods}


def imported(source: Source) -> Iterator[tuple[str, str]]:
    """Yield every import as (module, name); the name is "" where a whole module is imported."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def private_names(source: Source) -> Iterator[str]:
    """Yield the private names of other modules that this one takes, by import or through the module."""
    modules = set()
    for module, name in imported(source):
        if module.split(".")[0] == "fieldnotes":
            modules.add(name)
            if PRIVATE.match(name):
                yield f"{source.path}: {module}.{name}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in modules and PRIVATE.match(node.attr):
                yield f"{source.path}: {node.value.id}.{node.attr}"


def models() -> set[type[BaseModel]]:
    """Return every pydantic model that a module of ours defines."""
    for module in pkgutil.walk_packages(fieldnotes.__path__, "fieldnotes."):
        importlib.import_module(module.name)
    found, queue = set(), [BaseModel]
    while queue:
        children = [each for each in queue.pop().__subclasses__() if each not in found]
        found.update(children)
        queue += children
    return {model for model in found if model.__module__.split(".")[0] == "fieldnotes"}


def test_raw_words_are_revealed_only_where_they_may_be() -> None:
    assert users("reveal") == REVEALS


def test_nobody_but_the_mint_holds_what_lets_words_through() -> None:
    assert {source.path for source in package() if re.search(r"\bMINT\b", source.text)} == MINT_HOLDERS


def test_files_are_opened_only_where_they_may_be() -> None:
    assert users(*OPENERS) == FILES


def test_private_names_stay_private() -> None:
    assert [name for source in package() for name in private_names(source)] == []


@pytest.mark.parametrize(
    "theft",
    ["from fieldnotes.domain.text import _TOKEN", "from fieldnotes.domain import text\nmine = text._TOKEN"],
)
def test_the_rule_sees_a_private_name_taken(theft: str) -> None:
    assert list(private_names(Source.of(theft)))


def test_every_model_is_a_noun_and_silent_about_what_it_refuses() -> None:
    found = models()

    assert Noun in found
    assert {model for model in found if not issubclass(model, Noun)} == set()
    for model in found:
        config = model.model_config
        assert config.get("hide_input_in_errors"), model
        assert (config.get("frozen"), config.get("extra")) == (True, "forbid"), model


def test_models_are_made_in_no_other_way() -> None:
    # Each of these would quote the refused value in its error, whatever Noun says.
    loud = {"RootModel", "TypeAdapter", "create_model", "validate_call", "dataclasses", "dataclass"}
    taken = {
        (source.path, name)
        for source in package()
        for module, name in imported(source)
        if module.split(".")[0] == "pydantic"
    }

    assert {(path, name) for path, name in taken if name in loud} == set()


@pytest.mark.parametrize("name", ONE_IMPORTER_EACH)
def test_one_module_imports(name: str) -> None:
    importers = [source.path for source in package() if name in {module for module, _ in imported(source)}]

    assert len(importers) == 1, importers
