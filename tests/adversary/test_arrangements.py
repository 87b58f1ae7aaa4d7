"""Prove that no arrangement of words, marks and disguises that need no guessing lets a told name through."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.adversary.engine import NoGate, opened
from tests.adversary.identities import everybody
from tests.adversary.judge import SILENT, fate
from tests.adversary.letters import LETTERS
from tests.adversary.model import BEGIN, CORE, END, NAMES, Case, Gate, Identity, located, with_words
from tests.adversary.variants import PLAIN_MARKUP, written

WORDS = "the old mill stood near we heard nothing river ليلة طويلة дорога довга እና γέφυρα 桥 နေ့ पुल brücke où".split()
GLUE = (" ", " ", " ", "\n", "\n\n", ", ", "; ", "\n> ", "\n- ", " | ", " (", ") ", "\t", " “", "” ", ".\n# ")
TOLD = [(who, form) for who in everybody() if who.kind in NAMES for form in who.told]
WAYS = [variant for variant in (*LETTERS, *PLAIN_MARKUP) if variant.grade == CORE]


@pytest.fixture(scope="module")
def gate() -> Gate:
    """Return the gate, told of everybody; skip while it has no public door."""
    try:
        return opened(everybody())
    except NoGate as missing:
        pytest.skip(str(missing))


@st.composite
def arrangements(draw: st.DrawFn) -> Case:
    """Draw words and marks in any order, and one disguised name among them, apart from its neighbours."""
    who, form = draw(st.sampled_from(TOLD))
    way = draw(st.sampled_from(WAYS))
    disguised = written(form, way, who, Random(draw(st.integers(0, 99)))) or written(form, LETTERS[0], who, Random(0))
    side = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GLUE)), max_size=6)
    before = "".join(word + glue for word, glue in draw(side))
    after = "".join(glue + word for word, glue in draw(side))
    return case_of(with_words(f"{before}{BEGIN}{disguised}{END}{after}"), who, way.kind)


def case_of(text: str, who: Identity, kind: str) -> Case:
    """Return the case of a marked text."""
    return Case(*located(text), who, kind, CORE)


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(case=arrangements())
def test_no_arrangement_lets_a_told_name_through(gate: Gate, case: Case) -> None:
    assert fate(case, gate.redact(case.text)) != SILENT


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(case=arrangements(), other=arrangements())
def test_a_second_name_hides_no_first_one(gate: Gate, case: Case, other: Case) -> None:
    text = f"{case.text}\n{other.text}"
    both = Case(text, case.spans, case.context, case.extent, case.identity, case.kind, case.grade)

    assert fate(both, gate.redact(text)) != SILENT
