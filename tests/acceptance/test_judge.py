"""Before it may judge, the judge must see every planted secret and must not see any in clean text."""

from dataclasses import replace

import pytest

from tests.acceptance.judge import Secret, leaks
from tests.acceptance.sentences import all_cases
from tests.acceptance.world import make_world

SAFFRON = Secret("name", "Saffron Kemiri")


def secrets_by_owner(seed: int) -> dict[str, list[Secret]]:
    """Return the secrets of a world, sorted by whose they are."""
    found: dict[str, list[Secret]] = {}
    for secret in make_world(seed).secrets():
        found.setdefault(secret.owner, []).append(secret)
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_judge_sees_every_disguised_secret(seed: int) -> None:
    """Whatever is put into an interview to be hidden must be found when it is not."""
    owned = secrets_by_owner(seed)
    cases = all_cases(make_world(seed))
    missed = [
        (case.kind, case.disguised)
        for number, case in enumerate(cases)
        if not leaks(case.text(number), owned[case.owner])
    ]
    assert missed == []
    assert len({case.kind for case in cases}) > 350


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_judge_sees_nothing_in_clean_text(seed: int) -> None:
    """The same passages with a pseudonym, a class or a public rung in place of the secret."""
    world = make_world(seed)
    public = [f"[{one.pseudonym}]" for one in world.people] + ["[phone number]", "[e-mail address]", "[account]"]
    public += [f"{place.governorate} province" for place in world.places]
    for number, case in enumerate(all_cases(world)[::3]):
        clean = replace(case, disguised=public[number % len(public)]).text(number)
        assert leaks(clean, world.secrets()) == []


def test_the_judge_sees_nothing_of_others_in_a_long_clean_page() -> None:
    """Letters are read across spaces, so a page of a hundred passages must not spell a name by chance."""
    world = make_world(5)
    page = "\n\n".join(replace(case, disguised="[he]").text(n) for n, case in enumerate(all_cases(world)[:400]))
    assert leaks(page, world.secrets()) == []


@pytest.mark.parametrize(
    "text",
    [
        "it was Saffron",
        "KEMIRI",
        "s a f f r o n",
        "Saf<b>fr</b>on",
        "Kem&#105;ri",
        "S%61ffron",
        "Saf*f*ron",
        "Sa\u200bffron",
        "Kem-\n> iri",
        "Ｓａｆｆｒｏｎ",
        "Sаffrоn",
        "Saﬀron",
        "al-Kemiri",
        "saffron.k@post.example",
        "U2FmZnJvbiBLZW1pcmk=",
        "&amp;#83;affron",
        "a <!-- Kemiri --> b",
        "[x](https://a.example/kemiri)",
    ],
)
def test_a_planted_name_is_seen(text: str) -> None:
    """A handful of disguises written out by hand, apart from the generator."""
    assert leaks(f"and {text} came", [SAFFRON])


@pytest.mark.parametrize("text", ["the safe front", "Kem ris", "saffire", "an affront", "we ate kem and iri"])
def test_words_that_only_resemble_a_name_are_clean(text: str) -> None:
    """The judge shouts at letters, not at likeness."""
    assert leaks(f"and {text} came", [SAFFRON]) == []


@pytest.mark.parametrize(
    ("kind", "secret", "text"),
    [
        ("phone", "+964 799 555 0123", "call 0799-555-0123"),
        ("phone", "+964 799 555 0123", "٠٧٩٩٥٥٥٠١٢٣"),
        ("email", "blue.heron@post.example", "blue dot heron at post dot example"),
        ("code", "A12345678", "a-1234 5678"),
        ("coordinate", "35.3312", "N 35° 19′ 52″"),
        ("coordinate", "35.3312", "35,331"),
        ("phrase", "head of the salt office", "head\nof the\nsalt office"),
        ("canary", "zibeltone", "zibel tone"),
        ("name", "هيل", "وهيل"),
        ("name", "زئبق", "زىْٔبق"),
        ("name", "Шафранов", "ШAФPAHOB"),
        ("name", "Tarçınlı", "TARCINLI"),
    ],
)
def test_other_secrets_are_seen(kind: str, secret: str, text: str) -> None:
    """One of each kind, in a writing that is not the card's."""
    assert leaks(f"so {text} then", [Secret(kind, secret)])


def test_a_public_string_is_not_held_against_a_page() -> None:
    """Where a rung repeats the name of a town, exactly the rung is allowed."""
    town = Secret("name", "Belmora")
    assert leaks("in Belmora province", [town], public=["Belmora province"]) == []
    assert leaks("in Belmora province, in Belmora", [town], public=["Belmora province"]) == [town]
