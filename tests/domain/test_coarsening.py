"""Prove that no row of a coarsened table stands out, and that nothing false is said and no more is lost than needed."""

import random
from collections import Counter

import pytest

from fieldnotes.domain.coarsening import coarsened, stand_out

NOTHING = "not stated"


def place(town: str, province: str) -> tuple[str, str, str]:
    return town, province, NOTHING


def test_fewer_than_three_rows_make_no_table() -> None:
    assert coarsened([]) == []
    assert coarsened([[place("Ombreval", "Mirelund")]] * 2) == []


def test_rows_that_are_alike_stay_as_they_are() -> None:
    assert coarsened([[place("Ombreval", "Mirelund")]] * 3) == [("Ombreval",)] * 3


def test_one_step_up_is_enough_where_it_is() -> None:
    rows = [[place(town, "Mirelund"), ("phone", NOTHING)] for town in ("Ombreval", "Tarn", "Ilse")]
    assert coarsened(rows) == [("Mirelund", "phone")] * 3


def test_a_few_that_stand_out_hide_among_each_other() -> None:
    many = [[place("Ombreval", "Mirelund"), ("phone", NOTHING)]] * 17
    few = [[place("Tarn", "Sorrel"), ("video", NOTHING)], [place("Ilse", "Mallow"), ("chat", NOTHING)],
           [place("Ende", "Teasel"), ("email", NOTHING)]]  # fmt: skip
    assert coarsened([*many, *few]) == [("Ombreval", "phone")] * 17 + [(NOTHING, NOTHING)] * 3


@pytest.mark.parametrize("seed", range(60))
def test_no_row_stands_out_and_every_word_is_one_of_its_own_ladder(seed: int) -> None:
    chance = random.Random(seed)
    columns = chance.randint(1, 6)
    heights = [chance.randint(2, 4) for _ in range(columns)]
    rows = [
        [(*(f"{column}-{rung}-{chance.randint(0, 6 - rung)}" for rung in range(height - 1)), NOTHING)
         for column, height in enumerate(heights)]
        for _ in range(chance.randint(0, 60))
    ]  # fmt: skip
    said = coarsened(rows)
    assert len(said) == (len(rows) if len(rows) >= 3 else 0)
    assert stand_out(said) == 0
    assert all(count >= 3 for count in Counter(said).values())
    for row, words in zip(rows, said, strict=False):
        assert all(word in ladder for word, ladder in zip(words, row, strict=True))


def test_a_row_that_stands_out_is_counted() -> None:
    assert stand_out([("a",), ("a",), ("a",), ("b",), ("b",)]) == 2
