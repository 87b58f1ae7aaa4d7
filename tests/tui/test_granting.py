"""The fields of a grant: in whose usage a label was meant, and when and how it was agreed."""

import asyncio
from pathlib import Path

import pytest

from fieldnotes.domain.terms import Agreed, House, Label, Terms
from fieldnotes.domain.terms import Form as Spoken
from fieldnotes.tui import terms
from fieldnotes.tui.screens.properties import Properties
from fieldnotes.tui.widgets.form import Form
from tests.tui.desk import show, text, unlocked, until
from tests.tui.test_properties import furnished, kept

GIVEN = Terms(label=Label.BACKGROUND, house=House.AP_1, agreed=Agreed.BEFORE, form=Spoken.ORAL)


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [
        ({"label": "background", "house": "ap-1", "agreed": "before", "form": "oral"}, GIVEN),
        ({"label": "none", "house": "ap-1", "agreed": "before"}, None),
    ],
)
def test_a_usage_is_kept_with_its_label_and_grants_nothing_alone(
    vault: Path, chosen: dict[str, str], wanted: Terms | None
) -> None:
    furnished(vault, interview=True)

    async def go() -> None:
        async with unlocked(vault) as pilot:
            await show(pilot, Properties("INT-007"))
            form = pilot.app.screen.query_one(Form)
            form.refill({"may_name": "as the label", "embargo_until": "", **chosen})
            await pilot.pause()
            if wanted is not None:
                await until(pilot, lambda: "only your paraphrase" in str(form.query_one("#note-meaning").render()))
            await pilot.press("ctrl+s")
            await until(pilot, lambda: "[1 Interviews" in text(pilot))

    asyncio.run(go())
    [interview] = kept(vault)
    assert interview.terms == wanted


def test_the_key_for_terms_leaves_no_usage_behind_that_would_withhold_a_passage() -> None:
    given: Terms | None = GIVEN
    seen = []
    for _ in terms.LABELS:
        given = terms.after(given)
        seen.append(given.label if given else None)
    assert set(seen) == set(terms.LABELS)
    assert None in seen, "as the interview: no grant of its own is left"


def test_a_usage_is_said_with_its_label() -> None:
    assert terms.called(GIVEN) == "background (AP)"
