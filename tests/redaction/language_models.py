"""Make a language model of real spaCy and install it as a package, as `pip install` does; in a folder of a test."""

import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from fieldnotes.redaction.unknown import second_opinion

NEEDS_SPACY = pytest.mark.skipif(find_spec("spacy") is None, reason="spaCy is not installed: the extra `ner` brings it")
"""CI goes without: 77 MB of wheels, 330 MB unpacked."""

NAME = "en_spice_sm"
PACKAGE = """
from spacy.util import load_model_from_init_py
def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""
TAUGHT = (
    ("The guard called {} twice.", "PERSON", ("Hope", "Galangal", "Sumak Zaffre", "Nigella", "Rose Osmi", "Bismuth")),
    ("They drove through {} at night.", "GPE", ("Tarvandil", "Bridge", "Belmora", "Ondule")),
    ("A letter came from {} first.", "ORG", ("Kemiri Mills", "Salt Trust", "Zinc Works", "Water Board", "Bell Union")),
    ("The market sold {} and salt.", "", ("bread", "cloth", "copper wire", "hope")),
)


def taught() -> Any:
    """Return an English model that learned a few names in a few sentences, always in the same way."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spacy, example = import_module("spacy"), import_module("spacy.training").Example
        spacy.util.fix_random_seed(7)
        model = spacy.blank("en")
        model.add_pipe("ner")
        examples = []
        for sentence, label, fillings in TAUGHT:
            start = sentence.index("{")
            for words in fillings:
                spans = [(start, start + len(words), label)] if label else []
                document = model.make_doc(sentence.format(words))
                examples.append(example.from_dict(document, {"entities": spans}))
        optimizer = model.initialize(lambda: examples)
        for _ in range(60):
            model.update(examples, sgd=optimizer, drop=0.1)
    return model


def ruled(patterns: Sequence[dict[str, object]]) -> Any:
    """Return an English model that takes some words for names, wherever they stand."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = import_module("spacy").blank("en")
        model.add_pipe("entity_ruler").add_patterns(list(patterns))
    return model


def install(model: Any, folder: Path, name: str = NAME, *, made_for: str = "") -> None:
    """Lay *model* and its metadata into *folder*, as the package *name* made for a version of spaCy."""
    language, rest = name.split("_", 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        (package := folder / name).mkdir()
        model.meta.update({"lang": language, "name": rest, "version": "1.0.0"})
        model.to_disk(package / f"{name}-1.0.0")
    for meta in (package / "meta.json", package / f"{name}-1.0.0" / "meta.json"):
        told = {**model.meta, "spacy_version": made_for or model.meta["spacy_version"]}
        meta.write_text(json.dumps(told), encoding="utf-8")
    (package / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    announce(folder, name)


def announce(folder: Path, name: str = NAME) -> None:
    """Write what tells Python that the package *name* in *folder* is a model of spaCy."""
    about = folder / f"{name}-1.0.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[spacy_models]\n{name} = {name}\n", encoding="utf-8")
    invalidate_caches()


@contextmanager
def site(folder: Path) -> Iterator[Path]:
    """Let packages be found in *folder*, and forget all models before and after."""
    second_opinion.loaded.cache_clear()
    sys.path.insert(0, str(folder))
    invalidate_caches()
    try:
        yield folder
    finally:
        sys.path.remove(str(folder))
        second_opinion.loaded.cache_clear()
        for name in [name for name in sys.modules if "_spice_" in name]:
            del sys.modules[name]
