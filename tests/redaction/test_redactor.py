"""The engine without a vault: what is known is replaced, what is near or unknown is reported, and offsets are true."""

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldnotes.errors import UsageError
from fieldnotes.redaction import Known, Redactor
from fieldnotes.redaction.engine import uncollected

PERSON = Known(
    id="S01", kind="person", replacement="Kak M", names=["Saffron Kemiri Zanzo", "زعفران الكموني"], lang="en"
)
OTHERS = [
    Known("S02", "phone", "PHONE", ["+999 750 123 4567"]),
    Known("S03", "coord", "COORD", ["35.4681, 44.3922"]),
    Known("S04", "date", "DATE", ["1987-03-14"]),
    Known("S05", "place", "a town", ["Taza Zencefîl"]),
    Known("S06", "org", "an agency", ["Cumin Gate Office"]),
    Known("S07", "role", "an official", ["head of the Sumakiya"]),
    Known("S08", "email", "MAIL", ["saffron@cumin.example"]),
    Known("S09", "handle", "ACCOUNT", ["@cumin_gate"]),
    Known("S10", "id", "NUMBER", ["A-7731-22"]),
]
REDACTOR = Redactor([PERSON, *OTHERS])


def replaced(text: str) -> list[tuple[str, str]]:
    """Return what of *text* is replaced, and whose it is."""
    return [(text[start:end], id_) for start, end, id_, _ in REDACTOR.redact(text).replacements]


@pytest.mark.parametrize(
    ("text", "words", "id_"),
    [
        ("Then Saffron Kemiri came.", "Saffron Kemiri", "S01"),
        ("Then Сафрон Кемири came.", "Сафрон Кемири", "S01"),
        ("call 0750 123 4567 now", "0750 123 4567", "S02"),
        ("at 35°28'05\"N 44°23'32\"E, they say", "35°28'05\"N 44°23'32\"E", "S03"),
        ("born on the 14th of March 1987 there", "14th of March 1987", "S04"),
        ("born:14.3.1987/", "14.3.1987", "S04"),
        ("born 14.III.1987 there", "14.III.1987", "S04"),
        ("to TAZA ZENCEFIL by night", "TAZA ZENCEFIL", "S05"),
        ("the Cumin-Gate Office", "Cumin-Gate Office", "S06"),
        ("write to saffron [at] cumin [dot] example soon", "saffron [at] cumin [dot] example", "S08"),
        ("see @Cumin_Gate there", "@Cumin_Gate", "S09"),
        ("paper A 7731 22 was", "A 7731 22", "S10"),
    ],
)
def test_every_kind_is_replaced_where_it_stands(text: str, words: str, id_: str) -> None:
    assert replaced(text) == [(words, id_)]


def test_the_text_is_the_input_with_replacements_as_they_were_told() -> None:
    text = "The head of the Sumakiya, Saffron, left Taza Zencefîl."
    result = REDACTOR.redact(text)

    assert result.text == "The an official, Kak M, left a town."
    parts, reached = [], 0
    shown = {"S01": "Kak M", "S05": "a town", "S07": "an official"}
    for start, end, id_, _ in result.replacements:
        parts += [text[reached:start], shown[id_]]
        reached = end
    assert "".join([*parts, text[reached:]]) == result.text


def test_what_only_resembles_a_name_is_reported_and_left() -> None:
    text = "They went to see Kemirov about it."
    result = REDACTOR.redact(text)

    assert result.text == text or "Kemirov" not in result.text
    near = Redactor([Known("S01", "org", "an agency", ["Sumakiya Gate Office"])]).redact("Ask Sumakiya about it.")
    assert near.text == "Ask Sumakiya about it."
    assert [(start, end, kind, reason) for start, end, kind, reason in near.findings if "S01" in reason] == [
        (4, 12, "org", "a telling word of the name of S01")
    ]


def test_unknown_people_and_numbers_are_reported_and_left() -> None:
    text = "Mr. Wolbert Ostrik, +999 612 345 678 901, wolbert@ostrik.example, knew."
    result = REDACTOR.redact(text)

    assert result.text == text
    assert {"person", "email"} <= {kind for _, _, kind, _ in result.findings}
    assert all(0 <= start < end <= len(text) for start, end, _, _ in result.findings)


def test_a_word_that_is_also_a_name_is_reported_where_it_may_be_a_word() -> None:
    redactor = Redactor([Known("S01", "person", "Kak M", ["Hope Kemiri"])])

    assert redactor.redact("I hope it rains.").text == "I hope it rains."
    assert redactor.redact("We asked Hope about it.").text == "We asked Kak M about it."
    at_first = redactor.redact("Hope is all we have.")
    assert at_first.text == "Hope is all we have."
    assert any("S01" in reason for *_, reason in at_first.findings)
    assert redactor.redact("Hope Kemiri is all we have.").text == "Kak M is all we have."


def test_a_chinese_given_name_alone_is_reported() -> None:
    result = Redactor([Known("S01", "person", "Lao W", ["魏豆蔻"])]).redact("豆蔻先生来了，魏豆蔻也来了。")

    assert [(start, end) for start, end, *_ in result.replacements] == [(7, 10)]
    assert (0, 2) in [(start, end) for start, end, _, reason in result.findings if "S01" in reason]


def test_two_people_of_one_surname_are_both_named() -> None:
    redactor = Redactor([PERSON, Known("S99", "person", "Kak N", ["Sumac Kemiri"])])
    result = redactor.redact("Then Kemiri came.")

    assert [id_ for _, _, id_, _ in result.replacements] == ["S01, S99"]
    assert "Kemiri" not in result.text


@pytest.mark.parametrize(
    "known",
    [Known("S1", "alias", "x", ["Saffron"]), Known("S1", "person", "x", []), Known("S1", "person", "x", ["- ."]),
     Known("S1", "coord", "x", ["nowhere"]), Known("S1", "date", "x", ["some day"])],
)  # fmt: skip
def test_what_could_protect_nobody_is_refused(known: Known) -> None:
    with pytest.raises(UsageError):
        Redactor([known])


def test_a_replacement_that_is_a_name_of_somebody_else_is_refused_without_quoting_it() -> None:
    with pytest.raises(UsageError, match="the replacement of S02 is a name of S01") as refusal:
        Redactor([PERSON, Known("S02", "person", "SAFFRON  Kemîri Zanzo", ["Sumac Kamuni"])])
    assert "affron" not in str(refusal.value)
    Redactor([PERSON, Known("S02", "person", "Kak N", ["Kak N"])])  # its own is no secret of another


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "\u202e" * 50, "*" * 10_000 + "Saffron" + "*" * 10_000])
def test_odd_texts_are_redacted_all_the_same(text: str) -> None:
    result = REDACTOR.redact(text)
    assert "Saffron" not in result.text


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_known_name_does_not_come_through_between_any_texts(before: str, behind: str) -> None:
    assert "Saffron Kemiri Zanzo" not in REDACTOR.redact(f"{before} Saffron Kemiri Zanzo {behind}").text


def test_nothing_else_is_to_be_had_from_the_package() -> None:
    import fieldnotes.redaction

    with pytest.raises(AttributeError):
        fieldnotes.redaction.Gate  # noqa: B018


def test_the_collector_stays_still_until_the_last_of_several_texts_is_read() -> None:
    first, second = uncollected(), uncollected()
    with first:
        second.__enter__()
    still = not gc.isenabled()
    second.__exit__(None, None, None)
    assert (still, gc.isenabled()) == (True, True)
