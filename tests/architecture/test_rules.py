"""Prove that the table of rules is whole, and that the tests it names are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = {1: 11, 2: 7, 3: 8, 4: 3, 5: 3}
"""How many rules each part has."""

ROWS = dict(re.findall(r"^\| (R-\d+\.\d+) \| .*? \| (.*?) \|$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M))


def test_every_rule_has_a_row() -> None:
    assert list(ROWS) == [f"R-{part}.{number}" for part, count in RULES.items() for number in range(1, count + 1)]


@pytest.mark.parametrize("rule", ROWS)
def test_a_rule_names_a_test_that_exists_or_says_what_is_not_built(rule: str) -> None:
    named = re.findall(r"(tests/[\w/]+\.py)::(\w+)", ROWS[rule])
    assert named or "not built: " in ROWS[rule]
    for path, test in named:
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8")
